/** The work of `clock`. The result goes to stdout, what may help to stderr. */
import { type ClockRequest, defaultTimeout, readClock } from '../../core/clock/read.ts'
import { mixesSmear, serverText } from '../../core/clock/servers.ts'
import type { ServerName } from '../../core/clock/source.ts'
import { type ClockVerdict, clueTo, offlineVerdict } from '../../core/clock/verdict.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Host } from '../../host.ts'
import { clockJson, clockLines } from '../../ui/clock.ts'
import type { ClockOptions } from './command.ts'
import { serversOf } from './servers.ts'

/** Measures, shows and advises. */
export async function clock(given: ClockOptions, host: Host): Promise<Exit> {
  const request = requestFrom(given, host)
  const verdict = host.settings.offline ? offlineVerdict(request.limits) : await measure(request, host)
  show(verdict, host)
  advise(verdict, request.servers, host)
  return exitOf(verdict)
}

async function measure(request: ClockRequest, host: Host): Promise<ClockVerdict> {
  // A line for somebody who waits, not for the mail of a cron job.
  if (host.terminal.errIsTerminal) host.hint(host.words.clock.asking(request.servers.map(serverText)))
  return readClock(await host.time(), request)
}

function show(verdict: ClockVerdict, { settings, terminal, words, look, now }: Host): void {
  const lines = settings.json ? [JSON.stringify(clockJson(verdict, now()))] : clockLines(verdict, words, look)
  terminal.out(`${lines.join('\n')}\n`)
}

function advise(verdict: ClockVerdict, servers: readonly ServerName[], { words, hint, now }: Host): void {
  const { clock } = words
  if (verdict.status === 'unknown') hint(clock.hints[verdict.reason])
  else {
    const clue = verdict.status === 'ok' ? undefined : clueTo(verdict, now())
    if (clue !== undefined) hint(clock.clues[clue])
    if (verdict.status !== 'ok') hint(clock.setIt)
    if (!verdict.certain) hint(clock.unsure)
  }
  if (mixesSmear(servers)) hint(clock.mixed)
}

function exitOf({ status }: ClockVerdict): Exit {
  switch (status) {
    case 'ok':
      return exits.yes
    case 'warning':
    case 'critical':
      return exits.no
    case 'unknown':
      return exits.outside
  }
}

// --- Options to a request ---

function requestFrom({ server, warn, critical, timeout }: ClockOptions, host: Host): ClockRequest {
  const { settings, words } = host
  const { allowed } = words.clock
  const servers = serversOf(host, server)
  const limits = {
    warning: seconds('--warn', warn, allowed.limit) ?? settings.limits.warning,
    critical: seconds('--critical', critical, allowed.limit) ?? settings.limits.critical,
  }
  if (limits.warning > limits.critical) {
    refuse(warn !== undefined ? '--warn' : critical !== undefined ? '--critical' : 'limits', allowed.limit)
  }
  const timeoutSeconds = seconds('--timeout', timeout, allowed.timeout) ?? defaultTimeout
  if (timeoutSeconds < 0.1 || timeoutSeconds > 60) refuse('--timeout', allowed.timeout)
  return { servers, limits, timeoutSeconds }
}

/** A plain decimal number above zero: no exponent, no sign, nothing that only JavaScript calls a number. */
function seconds(name: string, text: string | undefined, allowed: string): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0
  return number > 0 ? number : refuse(name, allowed)
}

function refuse(name: string, allowed: string): never {
  throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name, allowed } })
}
