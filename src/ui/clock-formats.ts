/**
 * Formats the clock's verdict for monitoring: a Nagios line, Prometheus metrics, and a live line for a
 * terminal.
 */
import type { ClockVerdict } from '../core/clock/verdict.ts'
import type { Words } from '../words/en.ts'
import { boundText, offsetPhrase, sizeText } from './clock.ts'
import { visible } from './visible.ts'
import { cellWidth } from './wrap.ts'

const nagiosStatus = { ok: 'OK', warning: 'WARNING', critical: 'CRITICAL', unknown: 'UNKNOWN' } as const

/**
 * One line as the Monitoring Plugins guidelines define it: text, a pipe, performance data. Ranges of a signed
 * value name both ends, because a single number means from zero to that number. Values that were not measured
 * are left out.
 */
export function nagiosLine(verdict: ClockVerdict, words: Words): string {
  const { status, limits, counts, elapsedSeconds } = verdict
  const text = nagiosText(status, offsetPhrase(verdict, words))
  const range = (limit: number): string => `-${limit}:${limit}`
  const measured =
    verdict.status === 'unknown'
      ? []
      : [
          `offset=${verdict.offset.toFixed(6)}s;${range(limits.warning)};${range(limits.critical)}`,
          `uncertainty=${verdict.uncertainty.toFixed(6)}s;;;0`,
        ]
  const data = [
    ...measured,
    `servers=${counts.used};;;0;${counts.asked}`,
    `time=${elapsedSeconds.toFixed(3)}s;;;0`,
  ]
  return `${text} | ${data.join(' ')}`
}

/** The text part of such a line: status word and message, without the reserved pipe character. */
export function nagiosText(status: ClockVerdict['status'], text: string): string {
  return `CLOCK ${nagiosStatus[status]} - ${visible(text).replaceAll('|', '/')}`
}

/**
 * Gauges in the text format of Prometheus, for node_exporter's textfile collector. `now` is the local time.
 * An offset that was not measured is left out.
 */
export function prometheusText(verdict: ClockVerdict, now: Date): string {
  const known = verdict.status !== 'unknown'
  const labels = `{method="${verdict.method}"}`
  const gauge = (name: string, help: string, value: number | undefined): readonly string[] =>
    value === undefined || !Number.isFinite(value)
      ? []
      : [
          `# HELP ${prefix}${name} ${help}`,
          `# TYPE ${prefix}${name} gauge`,
          `${prefix}${name}${labels} ${value}`,
        ]
  const lines = [
    ...gauge(
      'offset_seconds',
      'True time minus the time of this clock; positive where the clock is behind.',
      known ? verdict.offset : undefined,
    ),
    ...gauge(
      'uncertainty_seconds',
      'How far the true offset may be from offset_seconds.',
      known ? verdict.uncertainty : undefined,
    ),
    ...gauge('sources_used', 'Independent operators that agree on the offset.', verdict.counts.used),
    ...gauge('check_success', 'Whether the clock could be measured (1) or not (0).', known ? 1 : 0),
    ...gauge('check_timestamp_seconds', 'When the clock was checked, by this clock.', now.getTime() / 1000),
  ]
  return `${lines.join('\n')}\n`
}

/** Metric names must not start with a digit. */
const prefix = 'twofa_rescue_clock_'

// --- Watching ---

const bars = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.-=+*#@' } as const

/**
 * Offsets as a row of bars, the newest on the right; a gap is a failed measurement. Equal offsets are drawn
 * at half height.
 */
export function formatChart(
  history: readonly (number | undefined)[],
  width: number,
  unicode: boolean,
): string {
  const shown = width > 0 ? history.slice(-width) : []
  const known = shown.filter((offset) => offset !== undefined)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const levels = unicode ? bars.unicode : bars.ascii
  const bar = (offset: number | undefined): string => {
    if (offset === undefined) return ' '
    const share = high > low ? (offset - low) / (high - low) : 0.5
    return levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? ' '
  }
  return shown.map(bar).join('')
}

/** The content of a live line. */
interface WatchState {
  readonly verdict: ClockVerdict
  readonly history: readonly (number | undefined)[]
  /** When the next measurement follows, in words; empty if none does. */
  readonly next: string
}

/**
 * One line, never wider than the window: the verdict, the chart if there is space, and when the next
 * measurement follows.
 */
export function watchLine(
  { verdict, history, next }: WatchState,
  words: Words,
  { columns, unicode }: { readonly columns: number; readonly unicode: boolean },
): string {
  const { clock } = words
  const status = clock.statuses[verdict.status]
  const full = clock.line(status, offsetPhrase(verdict, words))
  const phrase =
    cellWidth(full) + 2 + leastChart < columns ? full : clock.line(status, shortPhrase(verdict, words))
  // Writing to the last column would wrap the line.
  const room = columns - 1
  if (cellWidth(phrase) + 2 > room) return truncate(phrase, room)
  const chart = formatChart(history, Math.min(30, room - cellWidth(phrase) - 2), unicode)
  const line = `${phrase}  ${chart}`
  return cellWidth(line) + 2 + cellWidth(next) <= room ? `${line}  ${next}`.trimEnd() : line
}

/** Fewer columns than this are not worth a chart. */
const leastChart = 8

/** The offset without the agreement, for narrow windows. */
function shortPhrase(verdict: ClockVerdict, words: Words): string {
  if (verdict.status === 'unknown') return offsetPhrase(verdict, words)
  const { offset, uncertainty, direction } = verdict
  const { units } = words.clock
  return words.clock.skew(sizeText(offset, units), direction, boundText(uncertainty, offset, units), 'time')
}

function truncate(text: string, room: number): string {
  let line = ''
  for (const char of text) {
    if (cellWidth(line + char) > room) break
    line += char
  }
  return line
}
