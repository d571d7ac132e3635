/** The work of `clock`. The result goes to stdout or a file, what may help to stderr. */

import type { MeasureRequest, TimePorts } from '../../core/clock/measure.ts'
import { mixesSmear } from '../../core/clock/servers.ts'
import { type ClockVerdict, computeRejectedShare, findSkewClue } from '../../core/clock/verdict.ts'
import type { Exit } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { sizeText, totpPeriod } from '../../ui/clock.ts'
import type { ClockOptions } from './options.ts'
import { chooseExit, show, verdictFor } from './output.ts'
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
  return chooseExit(verdict, plan)
}

/** Many machines that start at the same moment would otherwise ask at the same moment. */
async function splay({ splay }: ClockPlan, { time }: TimePorts, host: Host): Promise<void> {
  if (splay === 0 || host.settings.offline) return
  const span = Math.random() * splay
  if (host.terminal.errIsTerminal) {
    const { clock } = host.words
    host.note(clock.waiting(sizeText(span, clock.units)))
  }
  await time.sleep(span, undefined)
}

async function advise(verdict: ClockVerdict, { servers }: MeasureRequest, host: Host): Promise<void> {
  const { words, hint, now } = host
  const { clock } = words
  if (verdict.status === 'unknown') hint(clock.hints[verdict.reason])
  else {
    const shares = [0, 1].map((window) => computeRejectedShare(verdict.offset, totpPeriod, window))
    const [strict = '', tolerant = ''] = shares.map((share) => (share * 100).toFixed(0))
    if (strict !== '0') hint(clock.totp(strict, tolerant))
    if (verdict.status !== 'ok') {
      const { kind, virtual } = await host.timeService()
      const clue = findSkewClue(verdict, now(), virtual)
      if (clue !== undefined) hint(clock.clues[clue])
      hint(clock.repairs[kind])
    }
    if (!verdict.certain) hint(clock.unsure)
  }
  if (mixesSmear(servers)) hint(clock.mixed)
}
