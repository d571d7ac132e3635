/** The report of a walk: what was asked, measured and tried, and what comes next. It contains only ids and texts of the flows. */
import { type Book, cardKinds, own, say } from '../core/flow/book.ts'
import { findChosenCard } from '../core/flow/facts.ts'
import { fill, fillLinks, type TextContext } from '../core/flow/fill.ts'
import { findRemedy } from '../core/flow/plan.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Remedy } from '../core/flow/types.ts'
import { listTried, type Position, stand, type Visit, type Walk } from '../core/flow/walk.ts'
import type { Words } from '../words/en.ts'
import { dateText } from './dates.ts'
import { warningBlocks } from './diagnose.ts'
import type { Page, Part } from './page.ts'
import type { Block } from './screen.ts'

/** What a report is made from. */
export interface Told {
  readonly position: Position
  readonly texts: TextContext
  readonly words: Words
  /** What comes next, as the screens show it. */
  readonly next: readonly Block[]
  /** When it is written, in words. */
  readonly written: string
  /** Of the program. */
  readonly version: string
}

/** The report as a page. */
export function reportPage({ position, texts, words, next, written, version }: Told): Page {
  const { report } = words
  const { walk } = position
  const { book, language } = texts
  const flow = own(book.flows, walk.start)
  const rows = (title: string, found: readonly (readonly [string, string])[]): readonly Part[] => [
    { kind: 'heading', text: title },
    found.length === 0 ? { kind: 'text', text: report.nothing } : { kind: 'rows', rows: found },
  ]
  const nevers = warningBlocks(position.warnings, texts).flatMap((block) =>
    'text' in block ? [block.text] : [],
  )
  const links = linksIn(walk, texts)
  return {
    title: report.title(flow === undefined ? walk.start : fill(flow.title, texts)),
    language,
    parts: [
      { kind: 'text', text: report.written(written, version) },
      ...serviceParts(texts, words),
      ...rows(report.asked, listReplies(book, walk, texts, words)),
      ...rows(report.measured, listMeasurements(walk, words)),
      ...rows(
        report.tried,
        listTried(walk).map(({ remedy, did }) => [
          fill(findRemedy(book, texts.facts, remedy).title, texts),
          report.did[did],
        ]),
      ),
      { kind: 'heading', text: report.next },
      ...convertBlocks(next),
      { kind: 'heading', text: report.never },
      { kind: 'list', mark: 'dot', items: nevers },
      ...(links.length === 0
        ? []
        : ([
            { kind: 'heading', text: report.links },
            { kind: 'links', links },
          ] as const)),
    ],
  }
}

/** The chosen cards, with the day on which each was checked. */
function serviceParts({ book, facts, language }: TextContext, { report }: Words): readonly Part[] {
  return cardKinds.flatMap((kind): readonly Part[] => {
    const card = findChosenCard(book, facts, kind)
    if (card === undefined) return []
    const text = card.general
      ? report.kind(say(card.name, language))
      : report.card(say(card.name, language), dateText(card.checked, language))
    return [{ kind: 'text', text }]
  })
}

/** Each question with its answer, in the words of the screens. */
function listReplies(
  book: Book,
  walk: Walk,
  texts: TextContext,
  words: Words,
): readonly (readonly [question: string, answer: string])[] {
  return walk.trail.flatMap((visit, index): readonly (readonly [string, string])[] => {
    const { stop } = stand(book, { ...walk, trail: walk.trail.slice(0, index) })
    if (stop.kind === 'question') return [[fill(stop.question.ask, texts), chosenText(stop, visit, texts)]]
    if (stop.kind === 'tick') return [[fill(stop.tick.ask, texts), tickedText(stop, visit, texts, words)]]
    return []
  })
}

function chosenText(stop: Stop & { kind: 'question' }, { reply }: Visit, texts: TextContext): string {
  const option = stop.options.find(({ id }) => 'choice' in reply && id === reply.choice)
  return option === undefined ? '' : fill(option.label, texts)
}

function tickedText(
  stop: Stop & { kind: 'tick' },
  { reply }: Visit,
  texts: TextContext,
  { report }: Words,
): string {
  if ('none' in reply) return report.none
  const ticked = stop.items.filter(({ id }) => 'ticked' in reply && reply.ticked.includes(id))
  return ticked.length === 0
    ? report.notKnown
    : ticked.map(({ label }) => fill(label, texts)).join(report.between)
}

function listMeasurements({ checks }: Walk, { report }: Words): readonly (readonly [string, string])[] {
  return checks.map(({ check, result }) => {
    const { name, results } = report.checks[check]
    return [name, own(results, result) ?? result]
  })
}

/** The official pages of what was tried, and of the cards, each once. */
export function linksIn(walk: Walk, texts: TextContext): readonly { label: string; url: string }[] {
  const { book, facts } = texts
  const tried = listTried(walk).flatMap(({ remedy }): NonNullable<Remedy['links']> => {
    return findRemedy(book, facts, remedy).links ?? []
  })
  const ofCards = cardKinds.flatMap((kind) =>
    Object.keys(findChosenCard(book, facts, kind)?.links ?? {}).map((key) => `${kind}.${key}`),
  )
  const links = fillLinks([...tried, ...ofCards], texts)
  return links.filter(({ url }, index) => links.findIndex((other) => other.url === url) === index)
}

/** What a screen shows, as parts of a page. */
function convertBlocks(blocks: readonly Block[]): readonly Part[] {
  return blocks.reduce((parts: readonly Part[], block) => withBlock(parts, block), [])
}

/** The parts so far with one more block; an item goes to the list before it. */
function withBlock(parts: readonly Part[], block: Block): readonly Part[] {
  switch (block.kind) {
    case 'gap':
      return parts
    case 'title':
      return [...parts, { kind: 'subheading', text: block.text }]
    case 'text':
    case 'note':
    case 'good':
    case 'caution':
      return [...parts, { kind: 'text', text: block.text }]
    case 'item': {
      const last = parts.at(-1)
      const number = Number.parseInt(block.mark, 10)
      const mark = Number.isNaN(number) ? 'dot' : 'number'
      if (last?.kind === 'list' && last.mark === mark && number !== 1)
        return [...parts.slice(0, -1), { ...last, items: [...last.items, block.text] }]
      // A line to copy may come between two steps: the numbering continues after it.
      return [...parts, { kind: 'list', mark, items: [block.text], ...(number > 1 ? { from: number } : {}) }]
    }
    case 'verbatim': {
      const { about, text } = block
      if (text.startsWith('https://'))
        return [
          ...parts,
          { kind: 'links', links: [{ label: (about ?? text).replace(/[:：]$/, ''), url: text }] },
        ]
      const intro: readonly Part[] = about === undefined ? [] : [{ kind: 'text', text: about }]
      return [...parts, ...intro, { kind: 'verbatim', text }]
    }
  }
}
