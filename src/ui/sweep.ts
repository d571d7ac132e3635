/** How far a long search is. */
import type { Words } from '../words/en.ts'
import type { Window } from './screen.ts'
import { cellWidth, wrap } from './wrap.ts'

export interface Progress {
  /** 0 to 1. */
  readonly share: number
  /** Since the beginning. */
  readonly seconds: number
}

/** Cells of the bar, where the window has them. */
const widest = 30

/** What is searched, as `begun` says it, and a bar below it. No line is as wide as the window: the last cell would begin a new row. */
export function sweepLines(
  begun: string,
  progress: Progress,
  { sweep }: Words,
  { columns, language, style, unicode }: Window,
): readonly string[] {
  const told = sweep.done(Math.floor(progress.share * 100)) + leftText(progress, sweep)
  const cells = Math.max(0, Math.min(widest, columns - cellWidth(told) - 2))
  const full = Math.floor(progress.share * cells)
  const [done, open] = unicode ? ['█', '░'] : ['#', '-']
  return [
    ...wrap(begun, columns - 1, language).map(style.faint),
    `${style.good(done.repeat(full))}${style.faint(open.repeat(cells - full))} ${told}`,
  ]
}

/** The time left, once enough has passed to tell it: to 5 seconds, then to whole minutes. */
function leftText({ share, seconds }: Progress, { left, ...words }: Words['sweep']): string {
  if (seconds < 2 || share < 0.01 || share === 1) return ''
  const remaining = (seconds * (1 - share)) / share
  const time =
    remaining > 90 ? words.minutes(Math.round(remaining / 60)) : words.seconds(5 * Math.ceil(remaining / 5))
  return left(time)
}
