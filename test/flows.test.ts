/** Every path of every shipped flow, and every screen of it in both languages, in a small window. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkResults, languages } from '../src/core/flow/book.ts'
import type { Voice } from '../src/core/flow/cards.ts'
import {
  advance,
  back,
  begin,
  factsOf,
  neversOf,
  type Reply,
  resume,
  type Stop,
  stepOf,
  type Walk,
  warningsOf,
} from '../src/core/flow/walk.ts'
import { outcomeBlocks, questionBlocks, remedyBlocks } from '../src/ui/diagnose.ts'
import { collectBlocks, reviewBlocks } from '../src/ui/kit.ts'
import { plain } from '../src/ui/palette.ts'
import { type Block, linesOf } from '../src/ui/screen.ts'
import { widthOf } from '../src/ui/wrap.ts'
import { en } from '../src/words/en.ts'
import { ja } from '../src/words/ja.ts'
import { shippedBook } from './support/flows.ts'

const book = shippedBook()
const wordsOf = { en, ja }

/** May only grow: a number that falls means that paths were lost. */
const leastWalks = 7634

/** Every reply worth trying at a stop: each choice; ticks none, each alone, all; each result; failed and worked. */
function repliesTo(stop: Stop): readonly Reply[] {
  switch (stop.kind) {
    case 'question':
      return stop.options.map(({ id }) => ({ choice: id }))
    case 'tick': {
      const ids = stop.items.map(({ id }) => id)
      return [{ none: true }, { ticked: [] }, ...ids.map((id) => ({ ticked: [id] })), { ticked: ids }]
    }
    case 'check':
      return checkResults[stop.check].map((result) => ({ result }))
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
function oneReplyTo(stop: Stop): readonly Reply[] {
  const replies = repliesTo(stop)
  return replies.slice(stop.kind === 'remedy' ? 0 : -1).slice(0, 1)
}

interface Tally {
  walks: number
  longest: number
  readonly steps: Set<string>
  readonly remedies: Set<string>
  /** One walk for each screen there is: each stop, remedy and service. */
  readonly screens: Map<string, Walk>
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
  const visit = (walk: Walk, questions: number): void => {
    const stop = stepOf(book, walk)
    const depth = walk.trail.length
    tally.steps.add(`${stop.flow}/${stop.step}`)
    tally.longest = Math.max(tally.longest, depth)
    if (depth > 100) throw new Error(`no end: ${JSON.stringify(walk.trail)}`)
    const what = stop.kind === 'remedy' ? stop.id : stop.kind
    const screen = [stop.flow, stop.step, what, factsOf(book, walk).service ?? ''].join(' ')
    if (!tally.screens.has(screen)) tally.screens.set(screen, walk)
    if (stop.kind === 'outcome') tally.walks += 1
    if (stop.kind === 'remedy') {
      tally.remedies.add(stop.id)
      if (walk.trail.every(({ remedy }) => remedy === undefined)) firstRemedy(walk, questions)
    }
    const replies = stop.flow === start ? repliesTo(stop) : oneReplyTo(stop)
    const asked = stop.kind === 'question' || stop.kind === 'tick' ? 1 : 0
    for (const reply of replies) visit(advance(book, walk, reply), questions + asked)
  }
  visit(begin(start), 0)
}

function firstRemedy(walk: Walk, questions: number): void {
  const where = JSON.stringify(walk.trail.map(({ reply }) => Object.values(reply)[0]))
  const nevers = neversOf(book, warningsOf(book, walk)).length
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
})

describe('any walk', () => {
  const anyReplies = fc.array(fc.nat(), { minLength: 80, maxLength: 80 })
  const walked = (picks: readonly number[]): Walk => {
    let walk = begin('diagnose')
    for (const pick of picks) {
      const stop = stepOf(book, walk)
      const replies = repliesTo(stop)
      const reply = replies[pick % replies.length]
      if (reply === undefined) break
      walk = advance(book, walk, reply)
    }
    return walk
  }

  it('ends, whatever was answered in the flows before', () => {
    fc.assert(
      fc.property(anyReplies, (picks) => stepOf(book, walked(picks)).kind === 'outcome'),
      { numRuns: 1500 },
    )
  })

  it('goes back to where it was, and keeps what was measured', () => {
    fc.assert(
      fc.property(anyReplies, (picks) => {
        let walk = walked(picks)
        while (walk.trail.length > 0) {
          const before = back(walk)
          expect(before.checks.map(({ fact, result }) => [fact, result])).toEqual(
            walk.checks.map(({ fact, result }) => [fact, result]),
          )
          const left = walk.trail.at(-1)
          const stop = stepOf(book, before)
          expect([stop.flow, stop.step]).toEqual([left?.flow, left?.step])
          walk = before
        }
      }),
      { numRuns: 100 },
    )
  })

  it('goes on from its saved form', () => {
    fc.assert(
      fc.property(anyReplies, fc.nat(40), (picks, length) => {
        const walk = walked(picks.slice(0, length))
        const again = resume(book, JSON.parse(JSON.stringify(walk)))
        expect(again).toEqual({ walk, whole: true })
      }),
      { numRuns: 100 },
    )
  })
})

describe.each(languages)('every screen in %s', (language) => {
  const words = wordsOf[language]
  const blocksOf = (walk: Walk): { blocks: readonly Block[]; choices: readonly string[] } => {
    const stop = stepOf(book, walk)
    const voice: Voice = { book, facts: factsOf(book, walk), language, labels: words.diagnose.labels }
    const say = (text: { en: string; ja: string } | string): string =>
      typeof text === 'string' ? text : text[language]
    switch (stop.kind) {
      case 'question':
        return {
          blocks: questionBlocks(stop, voice),
          choices: [say(stop.question.ask), ...stop.options.map(({ label }) => say(label))],
        }
      case 'tick':
        return {
          blocks: questionBlocks(stop, voice),
          choices: [say(stop.tick.ask), ...stop.items.map(({ label }) => say(label))],
        }
      case 'remedy':
        return { blocks: remedyBlocks(stop, voice, words), choices: [] }
      case 'outcome':
        return { blocks: outcomeBlocks(stop, voice, words, '2fa-rescue', undefined), choices: [] }
      case 'collect':
        return {
          blocks: collectBlocks(stop, new Map(), voice, words),
          choices: stop.collect.fields.map(({ label }) => say(label)),
        }
      case 'review':
        return { blocks: reviewBlocks(stop, voice, words), choices: [] }
      case 'check':
        return { blocks: [], choices: [] }
    }
  }
  const window = { columns: 40, rows: 24, language, look: plain, unicode: true }

  it('has no line wider than forty columns, addresses apart', () => {
    for (const walk of tally.screens.values()) {
      for (const block of blocksOf(walk).blocks) {
        if (block.kind === 'verbatim') continue
        for (const line of linesOf(block, window)) expect(widthOf(line), line).toBeLessThanOrEqual(40)
      }
    }
  })

  it('leaves no placeholder open and speaks one language', () => {
    const other =
      language === 'en'
        ? /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
        : /[a-z]+ [a-z]+ [a-z]+ [a-z]+/
    for (const [screen, walk] of tally.screens) {
      const { blocks, choices } = blocksOf(walk)
      const texts = blocks.flatMap((block) =>
        'text' in block && block.kind !== 'verbatim' ? [block.text] : [],
      )
      for (const text of [...texts, ...choices]) {
        expect(text, screen).not.toMatch(/[{}]/)
        const own = text.replace(/[“「][^”」]*[”」]/g, '')
        expect(own, screen).not.toMatch(other)
      }
    }
  })
})
