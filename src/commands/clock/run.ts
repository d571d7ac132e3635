/** The work of `clock`. The result goes to stdout or a file, what may help to stderr. */

import { type MeasureRequest, measure, type Sources } from '../../core/clock/measure.ts'
import { mixesSmear } from '../../core/clock/servers.ts'
import { type ClockVerdict, clueTo, offlineVerdict, rejectedShare } from '../../core/clock/verdict.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { askedFirst } from '../../tasks/time-servers.ts'
import { clockJson, clockLines, spanText, totpPeriod } from '../../ui/clock.ts'
import { nagiosLine, prometheusText } from '../../ui/clock-formats.ts'
import { jsonLine } from '../../ui/json.ts'
import { plain } from '../../ui/palette.ts'
import type { ClockOptions } from './options.ts'
import { type ClockPlan, planFrom } from './plan.ts'

/** Measures, shows and advises; again and again with `--watch`, until it is stopped. */
export async function clock(given: ClockOptions, host: Host): Promise<Exit> {
  const plan = planFrom(given, host)
  const sources = { time: await host.time(), web: host.web }
  await splay(plan, sources, host)
  if (plan.every !== undefined) return (await import('./watch.ts')).watch(plan, plan.every, sources, host)
  const verdict = await verdictFor(plan.request, sources, host)
  await show(verdict, plan, host)
  await advise(verdict, plan.request, host)
  return exitOf(verdict, plan)
}

/** Many machines that start at the same moment would otherwise ask at the same moment. */
async function splay({ splay }: ClockPlan, { time }: Sources, host: Host): Promise<void> {
  if (splay === 0 || host.settings.offline) return
  const span = Math.random() * splay
  if (host.terminal.errIsTerminal) {
    const { clock } = host.words
    host.hint(clock.waiting(spanText(span, clock.units)))
  }
  await time.sleep(span, undefined)
}

/** One measurement; with `--offline` nobody is asked. */
export async function verdictFor(
  request: MeasureRequest,
  sources: Sources,
  host: Host,
): Promise<ClockVerdict> {
  if (host.settings.offline) return offlineVerdict(request.limits)
  // A line for somebody who waits, not for the mail of a cron job.
  if (host.terminal.errIsTerminal) {
    host.hint(host.words.clock.asking(askedFirst(request)))
  }
  return measure(sources, request)
}

/** Puts the result where the plan says, in its form. A file is one that other programs may read. */
export async function show(verdict: ClockVerdict, plan: ClockPlan, host: Host): Promise<void> {
  const text = textOf(verdict, plan, host)
  if (plan.output === undefined) host.terminal.out(text)
  else await host.files.write(plan.output, text, { mode: 0o644 })
}

function textOf(verdict: ClockVerdict, { format, output }: ClockPlan, host: Host): string {
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

async function advise(verdict: ClockVerdict, { servers }: MeasureRequest, host: Host): Promise<void> {
  const { words, hint, now } = host
  const { clock } = words
  if (verdict.status === 'unknown') hint(clock.hints[verdict.reason])
  else {
    const shares = [0, 1].map((window) => rejectedShare(verdict.offset, totpPeriod, window))
    const [strict = '', tolerant = ''] = shares.map((share) => (share * 100).toFixed(0))
    if (strict !== '0') hint(clock.totp(strict, tolerant))
    if (verdict.status !== 'ok') {
      const { keeper, virtual } = await host.keeper()
      const clue = clueTo(verdict, now(), virtual)
      if (clue !== undefined) hint(clock.clues[clue])
      hint(clock.repairs[keeper])
    }
    if (!verdict.certain) hint(clock.unsure)
  }
  if (mixesSmear(servers)) hint(clock.mixed)
}

/** The program's own table, or that of monitoring plug-ins (0, 1, 2, 3), where `unknown` is no alarm. */
export function exitOf({ status }: ClockVerdict, { format }: Pick<ClockPlan, 'format'>): Exit {
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
