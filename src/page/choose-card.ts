/** A question with its choices. Where most of many cards are not shown, they are found by typing. */
import { atHand, findOptions, isCard } from '../core/flow/card-choice.ts'
import { fill } from '../core/flow/fill.ts'
import type { Option } from '../core/flow/state.ts'
import type { Stop } from '../core/flow/stop.ts'
import { questionBlocks } from '../ui/diagnose.ts'
import { asSentence, blockElements, heading } from './blocks.ts'
import { button, choices, element, form, textField } from './dom.ts'
import type { StopScene } from './scene.ts'

/** So many names are listed at a time: with more, a further letter helps more than a longer list. */
const mostFound = 12

/** The elements of a question. */
export function askQuestion(scene: StopScene, stop: Stop & { kind: 'question' }): readonly HTMLElement[] {
  const { texts, words, earlier, take } = scene
  const before = earlier !== undefined && 'choice' in earlier ? earlier.choice : undefined
  const { shown, hidden } = atHand(stop.options, texts, before)
  const toButton = ({ id, label }: Option): HTMLButtonElement => {
    const isBefore = id === before
    const made = button(fill(label, texts), () => take({ choice: id }), {
      value: id,
      'aria-current': isBefore ? 'true' : undefined,
    })
    if (isBefore) made.append(element('small', {}, words.page.before))
    return made
  }
  const head = [
    heading(fill(stop.question.ask, texts)),
    ...blockElements(questionBlocks(stop, texts), words, true),
  ]
  if (hidden.length === 0) return [...head, choices(shown.map(toButton))]
  const others = shown.filter((option) => !isCard(option))
  return [
    ...head,
    ...searchNames(scene, stop.options, shown.filter(isCard), toButton),
    element('h2', {}, words.page.other),
    choices(others.map(toButton)),
  ]
}

/** A field, and the cards with such a name below it; the usual ones while it is empty. */
function searchNames(
  { words, texts }: StopScene,
  options: readonly Option[],
  usual: readonly Option[],
  toButton: (option: Option) => HTMLButtonElement,
): readonly HTMLElement[] {
  const { page, prompt } = words
  const field = textField('search', page.search, {
    help: page.searchHelp,
    type: 'search',
    enterkeyhint: 'search',
  })
  const list = choices([])
  const found = element('p', { class: 'note', role: 'status' })
  const draw = (): void => {
    const typed = field.input.value.trim()
    const { options: like, suggested } = findOptions(options, typed, texts.language)
    const listed = typed === '' ? usual : like.slice(0, mostFound)
    list.replaceChildren(...listed.map((option) => element('li', {}, toButton(option))))
    if (typed === '') found.textContent = page.usual
    else if (like.length === 0) found.textContent = asSentence(prompt.notFound)
    else found.textContent = suggested ? asSentence(prompt.suggested) : page.found(like.length)
  }
  field.input.addEventListener('input', draw)
  draw()
  // Enter goes to the first name; to take it is a second, deliberate step.
  const search = form(() => list.querySelector('button')?.focus(), field.node)
  search.setAttribute('role', 'search')
  return [search, found, list]
}
