/** One measurement, printed in the form that was asked for. */
import { type MeasureRequest, measureLocalClock, type TimePorts } from '../../core/clock/measure.ts'
import { buildOfflineVerdict, type ClockVerdict } from '../../core/clock/verdict.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { namesAskedFirst } from '../../tasks/time-servers.ts'
import { clockJson, clockLines } from '../../ui/clock.ts'
import { nagiosLine, prometheusText } from '../../ui/clock-formats.ts'
import { jsonLine } from '../../ui/json.ts'
import { plain } from '../../ui/palette.ts'
import type { ClockPlan } from './plan.ts'

/** One measurement; with `--offline` nobody is asked. */
export async function verdictFor(
  request: MeasureRequest,
  sources: TimePorts,
  host: Host,
): Promise<ClockVerdict> {
  if (host.settings.offline) return buildOfflineVerdict(request.limits)
  // A line for somebody who waits, not for the mail of a cron job.
  if (host.terminal.errIsTerminal) {
    host.note(host.words.clock.asking(namesAskedFirst(request)))
  }
  return measureLocalClock(sources, request)
}

/** Puts the result where the plan says, in its form. A file is one that other programs may read. */
export async function show(verdict: ClockVerdict, plan: ClockPlan, host: Host): Promise<void> {
  const text = formatVerdict(verdict, plan, host)
  if (plan.output === undefined) host.terminal.out(text)
  else await host.files.write(plan.output, text, { mode: 0o644 })
}

function formatVerdict(verdict: ClockVerdict, { format, output }: ClockPlan, host: Host): string {
  const { words, now } = host
  switch (format) {
    case 'text':
      return `${clockLines(verdict, words, output === undefined ? host.outStyle : plain).join('\n')}\n`
    case 'json':
      return jsonLine(clockJson(verdict, now()))
    case 'nagios':
      return `${nagiosLine(verdict, words)}\n`
    case 'prometheus':
      return prometheusText(verdict, now())
  }
}

/** The program's own table, or that of monitoring plug-ins (0, 1, 2, 3), where `unknown` is no alarm. */
export function chooseExit({ status }: ClockVerdict, { format }: Pick<ClockPlan, 'format'>): Exit {
  const nagios = format === 'nagios'
  switch (status) {
    case 'ok':
      return 0
    case 'warning':
      return 1
    case 'critical':
      return nagios ? 2 : exits.no
    case 'unknown':
      return nagios ? 3 : exits.outside
  }
}
