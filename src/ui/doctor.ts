/** What `doctor` found, as lines: a mark, the name of the check, and what there is to say. */
import type { Words } from '../words/en.ts'
import { asStarted } from './as-started.ts'
import type { Palette } from './palette.ts'
import { visible } from './visible.ts'
import { wrap } from './wrap.ts'

/** `skipped`: not looked at, or not needed here. */
type FindingStatus = 'ok' | 'warning' | 'failed' | 'skipped'

export interface Finding {
  readonly check: string
  readonly status: FindingStatus
  readonly text: string
  /** Why that is so, or what it rests on; for `--verbose`. */
  readonly reason?: string
  /** What repairs it. */
  readonly repair?: string
}

/** What a check found, without its name. */
export type Found = Omit<Finding, 'check'>

/** The marks differ in shape, not in colour alone. */
const marks: Readonly<Record<FindingStatus, readonly [unicode: string, ascii: string]>> = {
  ok: ['✔', '+'],
  warning: ['!', '!'],
  failed: ['✘', 'x'],
  skipped: ['–', '-'],
}

/** What the lines depend on besides the findings. */
interface Look {
  readonly words: Words
  readonly outStyle: Palette
  readonly program: string
  readonly readsResults: boolean
  readonly settings: { readonly plain: boolean }
  readonly terminal: { readonly unicode: boolean; size(): { readonly columns: number } }
}

/** One line for each check; below it what repairs it, and with `verbose` the reason. */
export function doctorLines(findings: readonly Finding[], verbose: boolean, look: Look): readonly string[] {
  const { words, outStyle, program, readsResults, terminal, settings } = look
  const width = Math.max(...findings.map(({ check }) => check.length))
  const margin = ' '.repeat(width + 4)
  const columns = readsResults ? terminal.size().columns : Number.POSITIVE_INFINITY
  const wrapText = (text: string): readonly string[] =>
    wrap(visible(text), columns - margin.length, words.language)
  const paint: Readonly<Record<FindingStatus, (text: string) => string>> = {
    ok: outStyle.good,
    warning: outStyle.warn,
    failed: outStyle.bad,
    skipped: outStyle.faint,
  }
  return findings.flatMap(({ check, status, text, reason, repair }) => {
    const [unicode, ascii] = marks[status]
    const shown = settings.plain ? words.doctor.statuses[status] : terminal.unicode ? unicode : ascii
    const mark = paint[status](shown)
    const [first = '', ...rest] = wrapText(text)
    const more = [
      ...(verbose && reason !== undefined ? wrapText(reason) : []),
      ...(repair === undefined ? [] : wrapText(words.doctor.repair(asStarted(repair, program)))),
    ]
    return [
      `${mark} ${check.padEnd(width)}  ${first}`,
      ...rest.map((line) => margin + line),
      ...more.map((line) => outStyle.faint(margin + line)),
    ]
  })
}
