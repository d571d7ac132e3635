/** Measures a phone's clock against this device's: a press whenever the digits change, and the time the phone showed. */
import { defaultLimits } from '../core/clock/defaults.ts'
import { isTooSoon, parseMinute, readDigitChanges } from '../core/clock/phone.ts'
import { computeSkew } from '../core/clock/skew.ts'
import { phoneBlocks } from '../ui/phone.ts'
import type { Block } from '../ui/screen.ts'
import { blockElements, heading, inSentences } from './blocks.ts'
import { button, choices, element, form, textField } from './dom.ts'
import type { StopScene } from './scene.ts'

/** Seconds a code lasts, and how many changes are watched. */
const period = 30
const presses = 3

/** The screen of the tool, which changes as the person goes on. */
export function phoneTool(scene: StopScene): readonly HTMLElement[] {
  const { words } = scene
  const { phone } = words.clock
  const { tool } = words.page
  const [first = '', , last = ''] = phone.intro
  const steps: readonly Block[] = [
    { kind: 'caution', text: tool.other },
    ...[first, tool.pressHere, last].map(
      (text, index): Block => ({ kind: 'item', mark: `${index + 1}.`, text }),
    ),
  ]
  const work = element('div')
  const begin = (): void => work.replaceChildren(...askPresses(scene, (times) => askMinute(times)))
  const askMinute = (times: readonly number[]): void =>
    work.replaceChildren(minuteForm(scene, (answer) => showResult(times, answer)))
  const showResult = (times: readonly number[], answer: Minute): void => {
    const found = {
      reading: readDigitChanges({ presses: times, ...answer, period }),
      // Without a network nothing tells this device's own error.
      skewOf: (seen: { readonly low: number; readonly high: number }) => computeSkew(seen, undefined),
      limits: defaultLimits,
      period,
      zone: true,
    }
    work.replaceChildren(
      element(
        'div',
        { role: 'status' },
        ...blockElements(inSentences(phoneBlocks(found, words)), words, true),
      ),
      choices([
        button(tool.close, () => scene.back(), { class: 'main' }),
        button(tool.again, () => {
          begin()
          work.querySelector('button')?.focus()
        }),
      ]),
    )
    work.querySelector('button')?.focus()
  }
  begin()
  return [heading(phone.tool), ...blockElements(steps, words, true), work]
}

/** One large button. It counts when it goes down: letting go comes later, by as much as a finger rests. */
function askPresses({ words }: StopScene, go: (times: readonly number[]) => void): readonly HTMLElement[] {
  const { phone, units } = words.clock
  const times: number[] = []
  const status = element('p', { role: 'status' }, words.page.tool.wait(1, presses))
  const note = (): void => {
    const now = Date.now() / 1000
    if (isTooSoon(times.at(-1), now, period)) {
      status.textContent = phone.tooSoon(units.s(String(period)))
      return
    }
    times.push(now)
    if (times.length === presses) go(times)
    else status.textContent = words.page.tool.wait(times.length + 1, presses)
  }
  const press = element('button', { type: 'button', class: 'press' }, words.page.tool.press)
  let pointed = false
  press.addEventListener('pointerdown', ({ button }) => {
    if (button !== 0) return
    pointed = true
    note()
  })
  press.addEventListener('click', () => {
    // A click without a pointer is a key, or a screen reader.
    if (!pointed) note()
    pointed = false
  })
  return [press, status]
}

/** What the phone's own clock showed, as far as the person saw it. */
interface Minute {
  readonly minute: number | undefined
  readonly turned: boolean | undefined
}

function minuteForm({ words }: StopScene, go: (answer: Minute) => void): HTMLElement {
  const { phone } = words.clock
  const { tool } = words.page
  const field = textField('minute', tool.minute, { inputmode: 'text', class: 'code' })
  const turned = [
    ['yes', phone.turnedYes],
    ['no', phone.turnedNo],
    ['unknown', phone.turnedUnknown],
  ].map(([value, label]) =>
    element(
      'label',
      {},
      element('input', { type: 'radio', name: 'turned', value: value ?? '', checked: value === 'unknown' }),
      element('span', {}, label ?? ''),
    ),
  )
  const set = element('fieldset', { class: 'ticks' }, element('legend', {}, phone.turned), ...turned)
  const made = form(
    () => {
      const text = field.input.value.trim()
      const minute = parseMinute(text)
      if (text !== '' && minute === undefined) return field.complain(tool.badMinute)
      const said = set.querySelector<HTMLInputElement>(':checked')?.value
      go({ minute, turned: minute === undefined || said === 'unknown' ? undefined : said === 'yes' })
    },
    field.node,
    set,
    element('button', { class: 'action main' }, tool.go),
  )
  // The screen has changed under the person's finger: they go on in the field.
  queueMicrotask(() => field.input.focus())
  return made
}
