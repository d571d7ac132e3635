/** Every path of every shipped flow, and every screen of it in both languages, in a small window. */

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cardKinds, checkResults, languages } from '../src/core/flow/book.ts'
import { atHand } from '../src/core/flow/card-choice.ts'
import { factsNamed } from '../src/core/flow/cards.ts'
import type { Facts } from '../src/core/flow/facts.ts'
import type { TextContext } from '../src/core/flow/fill.ts'
import { findRemedy } from '../src/core/flow/plan.ts'
import type { StopReply } from '../src/core/flow/reply.ts'
import type { Option } from '../src/core/flow/state.ts'
import type { Stop } from '../src/core/flow/stop.ts'
import type { Plan, Text } from '../src/core/flow/types.ts'
import { answer, begin, goBack, type Position, resume, stand } from '../src/core/flow/walk.ts'
import { listNevers } from '../src/core/flow/warnings.ts'
import { collectBlocks, reviewBlocks } from '../src/ui/check-up.ts'
import { outcomeBlocks, questionBlocks, remedyBlocks } from '../src/ui/diagnose.ts'
import { plain } from '../src/ui/palette.ts'
import { type Block, formatBlock, splitIntoPages } from '../src/ui/screen.ts'
import { cellWidth, wrap } from '../src/ui/wrap.ts'
import { tools } from '../src/wizard/remedy-tools.ts'
import { en } from '../src/words/en.ts'
import { ja } from '../src/words/ja.ts'
import { shippedBook } from './support/flows.ts'

const book = shippedBook()
const wordsOf = { en, ja }

/** May only grow: a number that falls means that paths were lost. */
const leastWalks = 5000

/** What of a card some condition asks for. */
const asked = new Set(
  JSON.stringify([book.flows, book.remedies]).match(/(service|app|server|carrier)\.[a-z-]+(?=":)/g),
)
/** Cards that some condition asks for by name. */
const named = new Set(
  [
    ...JSON.stringify(book.flows).matchAll(
      /"(?:service|app|server|carrier)":(?:"([a-z0-9-]+)"|\[([^\]]+)\])/g,
    ),
  ].flatMap(([, one, several = '']) => (one === undefined ? several.replaceAll('"', '').split(',') : [one])),
)

/** All that conditions can see of a choice: it itself, or what its card says and leaves out. */
function seenOf({ id, card }: Option): readonly string[] {
  if (card === undefined || card.card.general || named.has(id)) return [id]
  const { kind, card: own } = card
  const kinds = kind === 'server' ? ['server', 'service'] : [kind]
  return [...asked].flatMap((fact) => {
    const [head = '', property = ''] = fact.split('.')
    return kinds.includes(head) ? [`${kind} ${property}=${own.facts?.[property]?.is}`] : []
  })
}

const different = new Map<string, readonly Option[]>()

/** So many of the choices that everything a condition can see of any of them is seen in one. */
function differentChoices(options: readonly Option[]): readonly Option[] {
  const all = options.map(({ id }) => id).join(' ')
  const known = different.get(all)
  if (known !== undefined) return known
  const seen = new Set<string>()
  const chosen = new Set<Option>()
  const freshIn = (option: Option): number => seenOf(option).filter((part) => !seen.has(part)).length
  // The choice that shows the most comes first, so that few are needed, however many cards there are.
  for (;;) {
    const counts = options.map((option) => [freshIn(option), option] as const)
    const [most, option] = counts.reduce((best, each) => (each[0] > best[0] ? each : best))
    if (most === 0) break
    for (const part of seenOf(option)) seen.add(part)
    chosen.add(option)
  }
  const taken = options.filter((option) => chosen.has(option))
  different.set(all, taken)
  return taken
}

/** Results that no condition tells apart and that lead to the same place are one. */
function differentResults({ flow, step, check, fact }: Stop & { kind: 'check' }): readonly string[] {
  const found = book.flows[flow]?.steps[step]
  const on = found?.kind === 'check' ? found.on : {}
  const conditions =
    JSON.stringify([book.flows, book.remedies]).match(new RegExp(`"${fact}":[^,}]*`, 'g')) ?? []
  const kinds = new Map<string, string>()
  for (const result of checkResults[check]) {
    const told = conditions.some((condition) => condition.includes(`"${result}"`))
    const kind = told ? result : JSON.stringify(on[result])
    if (!kinds.has(kind)) kinds.set(kind, result)
  }
  return [...kinds.values()]
}

/** Every reply worth trying at a stop: each choice; ticks none, each alone, all; each result; failed and worked. */
function repliesTo(stop: Stop): readonly StopReply[] {
  switch (stop.kind) {
    case 'question':
      return differentChoices(stop.options).map(({ id }) => ({ choice: id }))
    case 'tick': {
      const ids = stop.items.map(({ id }) => id)
      return [{ none: true }, { ticked: [] }, ...ids.map((id) => ({ ticked: [id] })), { ticked: ids }]
    }
    case 'check':
      return differentResults(stop).map((result) => ({ result }))
    case 'remedy':
      return [{ did: 'failed' }, { did: 'worked' }]
    case 'collect':
    case 'review':
      return [{ seen: true }]
    case 'outcome':
      return []
  }
}

/** In a flow that another one led into, the last reply only: “I do not know”, all ticked, failed. It has its own turn. */
function oneReplyTo(stop: Stop): readonly StopReply[] {
  const replies = repliesTo(stop)
  return replies.slice(stop.kind === 'remedy' ? 0 : -1).slice(0, 1)
}

interface Tally {
  walks: number
  longest: number
  readonly steps: Set<string>
  readonly remedies: Set<string>
  /** One walk for each screen there is: each stop, remedy and service. */
  readonly screens: Map<string, Position>
  /** The most met before the first remedy, and where. */
  questions: { count: number; where: string }
  nevers: { count: number; where: string }
}

const tally: Tally = {
  walks: 0,
  longest: 0,
  steps: new Set(),
  remedies: new Set(),
  screens: new Map(),
  questions: { count: 0, where: '' },
  nevers: { count: 0, where: '' },
}

function everyPath(start: string): void {
  const visit = (position: Position, questions: number): void => {
    const { stop, walk, facts } = position
    const depth = walk.trail.length
    tally.steps.add(`${stop.flow}/${stop.step}`)
    tally.longest = Math.max(tally.longest, depth)
    if (depth > 100) throw new Error(`no end: ${JSON.stringify(walk.trail)}`)
    const what = stop.kind === 'remedy' ? stop.id : stop.kind
    const screen = [stop.flow, stop.step, what, facts.service ?? ''].join(' ')
    if (!tally.screens.has(screen)) tally.screens.set(screen, position)
    if (stop.kind === 'outcome') tally.walks += 1
    if (stop.kind === 'remedy') {
      tally.remedies.add(stop.id)
      if (walk.trail.every(({ remedy }) => remedy === undefined)) firstRemedy(position, questions)
    }
    const replies = stop.flow === start ? repliesTo(stop) : oneReplyTo(stop)
    const asked = stop.kind === 'question' || stop.kind === 'tick' ? 1 : 0
    for (const reply of replies) visit(answer(position, reply), questions + asked)
  }
  visit(stand(book, begin(start)), 0)
}

function firstRemedy({ walk, warnings }: Position, questions: number): void {
  const where = JSON.stringify(walk.trail.map(({ reply }) => Object.values(reply)[0]))
  const nevers = listNevers(book, warnings).length
  if (questions > tally.questions.count) tally.questions = { count: questions, where }
  if (nevers > tally.nevers.count) tally.nevers = { count: nevers, where }
}

beforeAll(() => {
  for (const flow of Object.keys(book.flows)) everyPath(flow)
}, 240_000)

describe('every path of the shipped flows', () => {
  it('ends', () => {
    const { walks, steps, remedies, longest, questions, nevers } = tally
    process.stdout.write(
      `${walks} walks, ${steps.size} steps, ${remedies.size} remedies, the longest with ${longest} replies; ` +
        `before the first remedy at most ${questions.count} questions and ${nevers.count} things never to do\n`,
    )
    expect(walks).toBeGreaterThanOrEqual(leastWalks)
  })

  it('meets every step that waits for somebody', () => {
    const waiting = Object.entries(book.flows).flatMap(([flow, { steps }]) =>
      Object.entries(steps).flatMap(([step, { kind }]) => (kind === 'goto' ? [] : [`${flow}/${step}`])),
    )
    expect(waiting.filter((step) => !tally.steps.has(step))).toEqual([])
  })

  it('meets every remedy of every plan', () => {
    const planned = Object.values(book.flows).flatMap(({ steps }) =>
      Object.values(steps).flatMap((step) =>
        step.kind === 'plan'
          ? step.remedies.map((entry) => (typeof entry === 'string' ? entry : entry.use))
          : [],
      ),
    )
    expect([...new Set(planned)].filter((remedy) => !tally.remedies.has(remedy))).toEqual([])
  })

  it('asks at most four questions before the first remedy', () => {
    expect(tally.questions.count, tally.questions.where).toBeLessThanOrEqual(4)
  })

  it('warns of at most eight things before the first remedy', () => {
    expect(tally.nevers.count, tally.nevers.where).toBeLessThanOrEqual(8)
  })

  it('warns of at most eight things, whatever card is chosen', () => {
    const most = cardKinds.flatMap((kind) =>
      Object.values(book.cards[kind]).flatMap((card) =>
        card.aliases?.[0] === undefined ? [] : [factsNamed(book, card.aliases[0]) ?? {}],
      ),
    )
    for (const given of most) {
      for (const start of Object.keys(book.flows)) {
        for (const pick of [0, -1]) {
          let position = stand(book, begin(start, given))
          while (!['remedy', 'outcome'].includes(position.stop.kind))
            position = answer(position, repliesTo(position.stop).at(pick) ?? { choice: '' })
          const nevers = listNevers(book, position.warnings)
          expect(nevers.length, `${JSON.stringify(given)} ${start}: ${nevers}`).toBeLessThanOrEqual(8)
        }
      }
    }
  })
})

describe('any walk', () => {
  const anyReplies = fc.array(fc.nat(), { minLength: 80, maxLength: 80 })
  const walked = (picks: readonly number[]): Position => {
    let position = stand(book, begin('diagnose'))
    for (const pick of picks) {
      const replies = repliesTo(position.stop)
      const reply = replies[pick % replies.length]
      if (reply === undefined) break
      position = answer(position, reply)
    }
    return position
  }

  it('ends, whatever was answered in the flows before', () => {
    fc.assert(
      fc.property(anyReplies, (picks) => walked(picks).stop.kind === 'outcome'),
      { numRuns: 600 },
    )
  })

  it('goes back to where it was, and keeps what was measured', () => {
    fc.assert(
      fc.property(anyReplies, (picks) => {
        let position = walked(picks)
        while (position.walk.trail.length > 0) {
          const before = goBack(position)
          expect(before.walk.checks.map(({ fact, result }) => [fact, result])).toEqual(
            position.walk.checks.map(({ fact, result }) => [fact, result]),
          )
          const left = position.walk.trail.at(-1)
          expect([before.stop.flow, before.stop.step]).toEqual([left?.flow, left?.step])
          position = before
        }
      }),
      { numRuns: 100 },
    )
  })

  it('goes on from its saved form', () => {
    fc.assert(
      fc.property(anyReplies, fc.nat(40), (picks, length) => {
        const position = walked(picks.slice(0, length))
        const again = resume(book, JSON.parse(JSON.stringify(position.walk)))
        expect(again).toEqual({ position, whole: true })
      }),
      { numRuns: 100 },
    )
  })
})

/** Slow ways that are right at a set-up as well: help from people nearby, and ways that need what is asked for. */
const slowAtSetUp = ['ask-admin', 'enrol-on-trusted-network', 'repair-old-phone', 'wait-for-fix']

it('a remedy that takes hours or days says that it is not for somebody who is only setting up', () => {
  const silent = Object.entries(book.remedies).flatMap(([id, { takes, not }]) =>
    takes !== undefined && takes !== 'minutes' && !JSON.stringify(not ?? {}).includes('setting-up')
      ? [id]
      : [],
  )
  expect(silent.filter((id) => !slowAtSetUp.includes(id))).toEqual([])
})

/** Remedies that speak of the service or the app in nearly every card's words. */
const spoken = [
  'use-other-method',
  'use-backup-code',
  'service-recovery',
  'contact-support',
  'save-backup-codes',
]

/** For every card the remedies in its words, as the wizard would stop at them. */
function* cardStops(): Generator<{ facts: Facts; stop: Stop & { kind: 'remedy' } }> {
  const plan: Plan = { kind: 'plan', remedies: [] }
  for (const kind of cardKinds) {
    for (const [id, card] of Object.entries(book.cards[kind])) {
      const facts = { [kind]: id }
      const remedies = new Set([...Object.keys(card.remedies ?? {}), ...spoken])
      for (const remedy of remedies) {
        const advice = findRemedy(book, facts, remedy)
        const warnings = advice.warn ?? []
        const here = { flow: 'diagnose', step: 'look-first', warnings, number: 1, later: [], pause: false }
        const stop = {
          ...here,
          kind: 'remedy',
          id: remedy,
          remedy: advice,
          plan,
          opens: false,
          ways: [],
          taken: false,
          triedHere: [],
        } as const
        yield { facts, stop }
      }
    }
  }
}

describe.each(languages)('every screen in %s', (language) => {
  const words = wordsOf[language]
  const inCards = [...cardStops()].map(({ facts, stop }) => ({
    stop,
    facts,
    screen: `${JSON.stringify(facts)} ${stop.id}`,
    blocks: remedyBlocks(stop, { book, facts, language, labels: words.diagnose.labels }, words),
    choices: [] as readonly string[],
  }))
  const blocksOf = ({ stop, facts }: Position): { blocks: readonly Block[]; choices: readonly string[] } => {
    const texts: TextContext = { book, facts, language, labels: words.diagnose.labels }
    const say = (text: Text): string => (typeof text === 'string' ? text : (text[language] ?? ''))
    switch (stop.kind) {
      case 'question': {
        const { shown } = atHand(stop.options, texts, undefined)
        return {
          blocks: questionBlocks(stop, texts),
          choices: [say(stop.question.ask), ...shown.map(({ label }) => say(label))],
        }
      }
      case 'tick':
        return {
          blocks: questionBlocks(stop, texts),
          choices: [say(stop.tick.ask), ...stop.items.map(({ label }) => say(label))],
        }
      case 'remedy':
        return { blocks: remedyBlocks(stop, texts, words), choices: [] }
      case 'outcome':
        return { blocks: outcomeBlocks(stop, texts, words, '2fa-rescue', undefined), choices: [] }
      case 'collect':
        return {
          blocks: collectBlocks(stop, new Map(), texts, words),
          choices: stop.collect.fields.map(({ label }) => say(label)),
        }
      case 'review':
        return { blocks: reviewBlocks(stop, texts, words), choices: [] }
      case 'check':
        return { blocks: [], choices: [] }
    }
  }
  const window = { columns: 40, rows: 24, language, style: plain, unicode: true }

  interface Screen {
    readonly screen: string
    readonly blocks: readonly Block[]
    readonly choices: readonly string[]
  }
  /** Worked out once the walks are walked. */
  let laidOut: readonly Screen[] | undefined
  const screens = (): readonly Screen[] => {
    laidOut ??= [
      ...[...tally.screens].map(([screen, position]) => ({ screen, ...blocksOf(position) })),
      ...inCards,
    ]
    return laidOut
  }
  const rows = (text: string): number => wrap(text, 38, language).length

  it('has no line wider than forty columns, addresses and commands apart', () => {
    for (const { screen, blocks } of screens()) {
      for (const block of blocks) {
        if (block.kind === 'verbatim') continue
        for (const line of formatBlock(block, window))
          expect(cellWidth(line), `${screen}: ${line}`).toBeLessThanOrEqual(40)
      }
    }
  })

  it('fits twenty-four rows with its choices, in few pages', () => {
    for (const { screen, blocks, choices } of screens()) {
      // A list of ticks has its own two or three choices besides; a long list is scrolled.
      const question = choices.reduce((sum, label) => sum + rows(label), 0) + 6
      const pages = splitIntoPages(blocks, window, Math.min(question, 18))
      // The last screen of a walk also tells what to do later.
      if (!/ outcome /.test(screen)) expect(pages.length, screen).toBeLessThanOrEqual(6)
      for (const label of choices) expect(rows(label), `${screen}: ${label}`).toBeLessThanOrEqual(3)
    }
  })

  it.each([40, 80])('has step 1 of every remedy on its first page, %i columns wide', (columns) => {
    const texts = (facts: Facts): TextContext => ({ book, facts, language, labels: words.diagnose.labels })
    const { remedy: says, ask } = words.diagnose
    const cells = { columns, rows: 24, language, style: plain, unicode: true }
    const stops = [
      ...inCards.map(({ stop, facts }) => ({ stop, facts })),
      ...[...tally.screens.values()].flatMap(({ stop, facts }) =>
        stop.kind === 'remedy' ? [{ stop, facts }] : [],
      ),
    ]
    expect(stops.length).toBeGreaterThan(500)
    for (const { stop, facts } of stops) {
      const tool = stop.remedy.tool === undefined ? [] : [tools[stop.remedy.tool].label(words)]
      const choices = [
        says.didItWork,
        ...[...tool, says.worked, says.failed, says.skipped, says.waiting, ask.back],
      ]
      const lines = choices.reduce((sum, label) => sum + wrap(label, columns - 2, language).length, 0)
      for (const pause of [false, true]) {
        const blocks = remedyBlocks({ ...stop, pause }, texts(facts), words)
        // Two rows of keys, a blank line and the rule.
        const [page = []] = splitIntoPages(blocks, cells, lines + 4)
        const first = blocks.find((block) => block.kind === 'item')
        const step = first === undefined ? [] : formatBlock(first, cells)
        expect(page.join('\n'), `${stop.id} ${JSON.stringify(facts)}`).toContain(step.join('\n'))
      }
    }
  })

  it('leaves no placeholder open and speaks one language', () => {
    const other =
      language === 'en'
        ? /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
        : /[a-z]+ [a-z]+ [a-z]+ [a-z]+/
    for (const { screen, blocks, choices } of screens()) {
      const shownTexts = blocks.flatMap((block) =>
        'text' in block && block.kind !== 'verbatim' ? [block.text] : [],
      )
      for (const text of [...shownTexts, ...choices]) {
        expect(text, screen).not.toMatch(/[{}]/)
        const own = text.replace(/[“「][^”」]*[”」]/g, '')
        expect(own, screen).not.toMatch(other)
      }
    }
  })
})
