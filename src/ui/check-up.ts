/** The result of a check-up, and the details for support: on the screen and as a sheet to take along. */
import { fill, fillLinks, type TextContext } from '../core/flow/fill.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Collect } from '../core/flow/types.ts'
import type { Words } from '../words/en.ts'
import { warningBlocks } from './diagnose.ts'
import type { Page, Part } from './page.ts'
import type { Block } from './screen.ts'

const gap: Block = { kind: 'gap' }

/** How many points are in place, and each of them. */
export function reviewBlocks(
  stop: Stop & { kind: 'review' },
  texts: TextContext,
  words: Words,
): readonly Block[] {
  const { title, point } = words.checkUp.review
  const { points, review } = stop
  const met = points.filter(({ need }) => need === 'met').length
  return [
    { kind: 'title', text: title(met, points.length) },
    ...points.map(({ label, need }): Block => {
      const state = point[need]
      return { kind: 'item', mark: '-', text: `${fill(label, texts)}: ${state}` }
    }),
    ...(review.say === undefined ? [] : [gap, { kind: 'text', text: fill(review.say, texts) } as const]),
    ...warningBlocks(stop.warnings, texts),
  ]
}

/** What was entered for each field, by its id; empty if nothing was. */
export type Details = ReadonlyMap<string, string>

/** The fields with what was entered, what to bring, and the official pages. */
export function collectBlocks(
  stop: Stop & { kind: 'collect' },
  details: Details,
  texts: TextContext,
  words: Words,
): readonly Block[] {
  const { ask, help, fields, bring, links } = stop.collect
  const { care, empty, bring: bringTitle } = words.checkUp.collect
  const brought = (bring ?? []).map((text): Block => ({ kind: 'item', mark: '-', text: fill(text, texts) }))
  return [
    { kind: 'title', text: fill(ask, texts) },
    ...(help === undefined ? [] : [{ kind: 'text', text: fill(help, texts) } as const]),
    { kind: 'caution', text: care },
    ...warningBlocks(stop.warnings, texts),
    gap,
    ...fields.map(({ id, label }): Block => {
      return { kind: 'item', mark: '-', text: `${fill(label, texts)}: ${details.get(id) || empty}` }
    }),
    ...(brought.length > 0 ? [gap, { kind: 'note', text: bringTitle } as const, ...brought] : []),
    ...fillLinks(links ?? [], texts).map(
      ({ label, url }): Block => ({ kind: 'verbatim', about: `${label}:`, text: url }),
    ),
  ]
}

/** The sheet: what was written, with room for the rest, what to bring, and the official pages. */
export function sheetPage(collect: Collect, details: Details, texts: TextContext, words: Words): Page {
  const { ask, help, fields, bring, links } = collect
  const { care, bring: bringTitle, links: linksTitle } = words.checkUp.collect
  const brought = (bring ?? []).map((text) => fill(text, texts))
  const pages = fillLinks(links ?? [], texts)
  const parts: readonly Part[] = [
    ...(help === undefined ? [] : [{ kind: 'text', text: fill(help, texts) } as const]),
    {
      kind: 'rows',
      rows: fields.map(({ id, label }) => [fill(label, texts), details.get(id) ?? ''] as const),
    },
    ...(brought.length === 0
      ? []
      : ([
          { kind: 'heading', text: bringTitle },
          { kind: 'list', mark: 'box', items: brought },
        ] as const)),
    ...(pages.length === 0
      ? []
      : ([
          { kind: 'heading', text: linksTitle },
          { kind: 'links', links: pages },
        ] as const)),
    { kind: 'text', text: care },
  ]
  return { title: fill(ask, texts), language: texts.language, parts }
}
