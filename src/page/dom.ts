/**
 * Elements of a page. Text is always set as text, never as markup, and characters that cannot be seen are made visible:
 * what stands in a flow can neither run nor disguise itself.
 */
import { visible } from '../ui/visible.ts'

export type Child = Node | string

/** Attributes by their names; `true` for one without a value, and one that is `false` or undefined is left out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** An element with its attributes and what is in it. Names of elements and attributes come from this program alone. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value)
  }
  for (const child of children) made.append(typeof child === 'string' ? visible(child) : child)
  return made
}

/** Text for screen readers alone. */
export const unseen = (text: string): HTMLElement => element('span', { class: 'unseen' }, `${text} `)

/** A button that does something. */
export function button(label: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', press)
  return made
}

/** Buttons one below the other. */
export function choices(buttons: readonly HTMLButtonElement[]): HTMLElement {
  return element('ul', { class: 'choices' }, ...buttons.map((each) => element('li', {}, each)))
}

/** A field to type in. `complain` says what is wrong with what was typed, and moves there; an empty text takes it back. */
export interface Field {
  readonly node: HTMLElement
  readonly input: HTMLInputElement
  complain(text: string): void
}

/** Makes a field. Nothing that is typed is completed, checked or kept by the browser. */
export function textField(
  id: string,
  label: string,
  { help, ...attributes }: Attributes & { readonly help?: string } = {},
): Field {
  const input = element('input', {
    ...{ id, type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' },
    ...{ 'aria-describedby': help === undefined ? `${id}-wrong` : `${id}-help ${id}-wrong` },
    ...attributes,
  })
  const wrong = element('p', { class: 'wrong', id: `${id}-wrong`, role: 'alert' })
  const node = element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    ...(help === undefined ? [] : [element('p', { class: 'note', id: `${id}-help` }, help)]),
    input,
    wrong,
  )
  return {
    node,
    input,
    complain: (text) => {
      wrong.textContent = visible(text)
      if (text === '') input.removeAttribute('aria-invalid')
      else {
        input.setAttribute('aria-invalid', 'true')
        input.focus()
      }
    },
  }
}

/** A form that is never sent anywhere. */
export function form(submit: () => void, ...children: readonly Child[]): HTMLFormElement {
  const made = element('form', { novalidate: true, autocomplete: 'off' }, ...children)
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
  return made
}
