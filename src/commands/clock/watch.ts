/** `clock --watch`: measures again and again. On a terminal one line lives; elsewhere each measurement is a line, or a file. */
import type { TimePorts } from '../../core/clock/measure.ts'
import { limitRate } from '../../core/clock/rate-limit.ts'
import type { ClockVerdict } from '../../core/clock/verdict.ts'
import type { Exit } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { sizeText } from '../../ui/clock.ts'
import { watchLine } from '../../ui/clock-formats.ts'
import { chooseExit, show, verdictFor } from './output.ts'
import type { ClockPlan } from './plan.ts'

/** Offsets kept for the chart: more than any window shows. */
const mostKept = 200

/** Back to the beginning of the line, which is wiped. */
const renew = '\r\u001b[2K'

/** Measures every so many seconds until ctrl-c, or until nobody reads the results any more. */
export async function watch(plan: ClockPlan, every: number, given: TimePorts, host: Host): Promise<Exit> {
  // A server that asked not to be asked is left alone for as long as this run lasts.
  const sources = { ...given, time: limitRate(given.time) }
  const { time } = sources
  const { terminal } = host
  const lives =
    plan.format === 'text' && plan.output === undefined && terminal.outIsTerminal && !host.settings.plain
  // The line itself says what is going on.
  const quiet: Host = lives ? { ...host, hint: () => {}, note: () => {} } : host
  const history: (number | undefined)[] = []
  for (;;) {
    const began = time.monotonic()
    const verdict = await verdictFor(plan.request, sources, quiet)
    history.push(verdict.status === 'unknown' ? undefined : verdict.offset)
    history.splice(0, history.length - mostKept)
    if (!lives) await show(verdict, plan, host)
    const left = (): number => Math.max(0, every - (time.monotonic() - began))
    do {
      if (lives) draw(verdict, history, left(), host)
      await time.sleep(lives ? Math.min(1, left()) : left(), undefined)
      if (terminal.outClosed || host.settings.offline) return chooseExit(verdict, plan)
    } while (left() > 0)
  }
}

function draw(
  verdict: ClockVerdict,
  history: readonly (number | undefined)[],
  left: number,
  { terminal, words, outStyle }: Host,
): void {
  const { clock } = words
  const next = clock.next(sizeText(Math.ceil(left), clock.units))
  const line = watchLine({ verdict, history, next }, words, { ...terminal.size(), unicode: terminal.unicode })
  const status = clock.statuses[verdict.status]
  const coloured = line.startsWith(status)
    ? looks(outStyle, verdict.status)(status) + line.slice(status.length)
    : line
  terminal.out(`${renew}${coloured}`)
}

function looks(look: Host['outStyle'], status: ClockVerdict['status']): (text: string) => string {
  return status === 'ok' ? look.good : status === 'critical' ? look.bad : look.warn
}
