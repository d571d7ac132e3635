/** The screens of the page: what each stop of a walk shows, and the replies it offers. */
import { fill } from '../core/flow/fill.ts'
import { needsOverview, waysAtOnce } from '../core/flow/overview.ts'
import { findRemedy } from '../core/flow/plan.ts'
import { findFlow } from '../core/flow/state.ts'
import type { Stop } from '../core/flow/stop.ts'
import { reviewBlocks } from '../ui/check-up.ts'
import { formatWaitEnd } from '../ui/dates.ts'
import {
  firstBlocks,
  listDids,
  outcomeBlocks,
  overviewBlocks,
  questionBlocks,
  remedyBlocks,
  wayLabel,
} from '../ui/diagnose.ts'
import { blockElements, heading } from './blocks.ts'
import { askQuestion } from './choose-card.ts'
import { collectScreen } from './collect.ts'
import { type Attributes, button, choices, element } from './dom.ts'
import type { Scene, StopScene } from './scene.ts'
import { tools } from './tools.ts'

/** The screen as an element, with the way back. */
export function drawScreen(scene: Scene): HTMLElement {
  const { screen, words, canGoBack } = scene
  const place: Attributes =
    screen.kind === 'first'
      ? {}
      : { 'data-step': `${screen.position.stop.flow}/${screen.position.stop.step}` }
  const main = element('main', place)
  if (canGoBack) main.append(button(words.diagnose.ask.back, () => scene.back(), { class: 'plain back' }))
  main.append(...drawContent(scene))
  return main
}

function drawContent(scene: Scene): readonly HTMLElement[] {
  const { screen, words, book } = scene
  if (screen.kind === 'first') return firstScreen(scene)
  const { position } = screen
  const texts = { book, facts: position.facts, language: words.language, labels: words.diagnose.labels }
  const at: StopScene = { ...scene, position, texts, take: (given) => scene.reply(position, given) }
  return screen.kind === 'tool' ? (tools[screen.tool]?.draw(at) ?? []) : stopScreen(at, position.stop)
}

function firstScreen(scene: Scene): readonly HTMLElement[] {
  const { words, book } = scene
  const texts = { book, facts: {}, language: words.language, labels: words.diagnose.labels }
  return [
    ...blockElements(firstBlocks(words.page.private, findFlow(book, scene.start), texts, words), words),
    choices([button(words.diagnose.first.begin, () => scene.begin(), { class: 'main' })]),
  ]
}

function stopScreen(scene: StopScene, stop: Stop): readonly HTMLElement[] {
  switch (stop.kind) {
    case 'question':
      return askQuestion(scene, stop)
    case 'tick':
      return askTicks(scene, stop)
    case 'remedy':
      return needsOverview(stop) ? askWay(scene, stop) : showRemedy(scene, stop)
    case 'collect':
      return collectScreen(scene, stop)
    case 'review':
      return [
        ...blockElements(reviewBlocks(stop, scene.texts, scene.words), scene.words),
        choices([
          button(scene.words.checkUp.review.go, () => scene.take({ seen: true }), {
            class: 'main',
            value: 'go',
          }),
        ]),
      ]
    case 'outcome':
      return showEnd(scene, stop)
    case 'check':
      // Passed before anything is shown.
      return []
  }
}

// --- Ticks ---

function askTicks(scene: StopScene, stop: Stop & { kind: 'tick' }): readonly HTMLElement[] {
  const { texts, words, earlier, take } = scene
  const { tick } = words.diagnose
  const before = earlier !== undefined && 'ticked' in earlier ? earlier.ticked : []
  const boxes = stop.items.map(({ id, label }) => ({
    label: fill(label, texts),
    box: element('input', { type: 'checkbox', value: id, checked: before.includes(id) }),
  }))
  const listTicked = (): readonly string[] =>
    boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)
  const go = button('', () => take({ ticked: listTicked() }), { class: 'main', value: 'go' })
  const only = button(
    '',
    () => take(listTicked().length === 0 ? { none: true } : { ticked: listTicked(), only: true }),
    { value: 'only' },
  )
  const word = (): void => {
    const any = listTicked().length > 0
    go.textContent = any ? tick.go : tick.goUnsure
    only.textContent = any ? tick.only : tick.none
  }
  word()
  const title = heading(fill(stop.tick.ask, texts), { id: 'asked' })
  const set = element(
    'div',
    { class: 'ticks', role: 'group', 'aria-labelledby': 'asked' },
    ...boxes.map(({ label, box }) => element('label', {}, box, element('span', {}, label))),
  )
  set.addEventListener('change', word)
  return [title, ...blockElements(questionBlocks(stop, texts), words, true), set, choices([go, only])]
}

// --- Remedies ---

type RemedyStop = Stop & { kind: 'remedy' }

function askWay(scene: StopScene, stop: RemedyStop): readonly HTMLElement[] {
  const { texts, words, earlier, take } = scene
  const { overview } = words.diagnose
  const taken = earlier !== undefined && 'take' in earlier ? earlier.take : undefined
  const list = choices([])
  const draw = (count: number): void => {
    const ways = stop.ways.slice(0, count)
    const rest = stop.ways.length - ways.length
    const buttons = ways.map((way, index) =>
      button(wayLabel(way, texts, words), () => take({ take: way.id }), {
        value: way.id,
        class: index === 0 ? 'main' : undefined,
        'aria-current': way.id === taken ? 'true' : undefined,
      }),
    )
    const more = button(overview.more(rest), () => {
      draw(stop.ways.length)
      list.querySelectorAll('button')[count]?.focus()
    })
    const none = button(overview.none, () => take({ pass: true }), { value: 'none' })
    const all = [...buttons, ...(rest === 0 ? [] : [more]), none]
    list.replaceChildren(...all.map((each) => element('li', {}, each)))
  }
  const place = stop.ways.findIndex(({ id }) => id === taken)
  draw(place >= waysAtOnce ? stop.ways.length : waysAtOnce)
  return [...blockElements(overviewBlocks(stop, texts, words), words), element('h2', {}, overview.ask), list]
}

function showRemedy(scene: StopScene, stop: RemedyStop): readonly HTMLElement[] {
  const { texts, words, position, take } = scene
  const { didItWork } = words.diagnose[stop.plan.each ? 'each' : 'remedy']
  const name = stop.remedy.tool
  const tool = name === undefined ? undefined : tools[name]
  const aid =
    name === undefined || tool === undefined
      ? []
      : [
          element(
            'section',
            { class: 'aid' },
            element('h2', {}, words.page.tool.title),
            button(tool.label(words), () => scene.open({ kind: 'tool', position, tool: name }), {
              class: 'action',
              value: name,
            }),
          ),
        ]
  const buttons = listDids(stop, words).map(({ value, label }) =>
    button(label, () => take({ did: value }), { value, class: value === 'worked' ? 'main' : undefined }),
  )
  return [
    ...blockElements(remedyBlocks(stop, texts, words), words),
    ...aid,
    element('div', { class: 'asks', 'data-remedy': stop.id }, element('h2', {}, didItWork), choices(buttons)),
  ]
}

// --- The end ---

/** The end of a walk; where a way is waited for, others can be tried meanwhile. */
function showEnd(scene: StopScene, stop: Stop & { kind: 'outcome' }): readonly HTMLElement[] {
  const { words, take } = scene
  const meanwhile = stop.more
    ? [choices([button(words.diagnose.ask.meanwhile, () => take({ seen: true }), { value: 'meanwhile' })])]
    : []
  return [...blockElements(endBlocks(scene, stop), words), ...meanwhile]
}

/** What is said at the end of a walk, with the date on which to come back where it is one of waiting. */
function endBlocks({ texts, words }: StopScene, stop: Stop & { kind: 'outcome' }) {
  const { book, facts } = texts
  const wait = stop.remedy === undefined ? undefined : findRemedy(book, facts, stop.remedy).wait
  const comeBack = formatWaitEnd(wait, words.language, new Date())
  return outcomeBlocks(stop, texts, words, undefined, comeBack)
}
