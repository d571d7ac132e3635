/** Measures this computer's clock: for the wizard, and before it judges another clock. */

import { measureLocalClock } from '../core/clock/measure.ts'
import { type ClockVerdict, clockCheckResult } from '../core/clock/verdict.ts'
import type { Host } from '../host/host.ts'
import { offsetPhrase } from '../ui/clock.ts'
import type { Block } from '../ui/screen.ts'
import type { ComputerClock } from '../ui/totp.ts'
import type { Words } from '../words/en.ts'
import { formatWebHosts, whomToAsk } from './time-servers.ts'

/** Measures the clock once; undefined when nothing may be asked. */
export async function measureClock(host: Host): Promise<ClockVerdict | undefined> {
  const { offline, limits } = host.settings
  if (offline) return undefined
  return measureLocalClock({ time: await host.time(), web: host.web }, { ...whomToAsk(host), limits })
}

/** Which servers are asked, in words. */
export function serversText(host: Host): string {
  return host.words.diagnose.first.servers(host.settings.servers, formatWebHosts(whomToAsk(host)))
}

/** Where no first screen did it: says which servers are about to be asked. */
export function nameServers(host: Host): void {
  if (!host.settings.offline) host.note(serversText(host))
}

/** Says that something is being measured only where it takes a person's patience. */
export async function showWaiting<Value>(host: Host, work: Promise<Value>): Promise<Value> {
  const patience = setTimeout(() => host.note(host.words.diagnose.clock.measuring), 1000)
  try {
    return await work
  } finally {
    clearTimeout(patience)
  }
}

/** The verdict as the walk knows it. */
export function clockResult(verdict: ClockVerdict | undefined): 'fine' | 'skewed' | 'unknown' {
  return verdict === undefined ? 'unknown' : clockCheckResult(verdict)
}

/** What the measurement means for the person. */
export function clockBlock(verdict: ClockVerdict | undefined, words: Words): Block {
  const { clock } = words.diagnose
  const result = clockResult(verdict)
  if (verdict === undefined || result === 'unknown') return { kind: 'note', text: clock.unknown }
  const phrase = offsetPhrase(verdict, words)
  return result === 'fine'
    ? { kind: 'good', text: clock.fine(phrase) }
    : { kind: 'caution', text: clock.skewed(phrase) }
}

/** Asks the time servers, unless that is not wanted, and says so first. Throws `misused` for servers that are none. */
export async function checkClock(host: Host, wanted: boolean): Promise<ComputerClock> {
  if (!wanted || host.settings.offline) return { kind: 'left' }
  if (host.terminal.errIsTerminal) nameServers(host)
  const verdict = await measureClock(host)
  return verdict === undefined || verdict.status === 'unknown'
    ? { kind: 'unchecked' }
    : { kind: 'checked', verdict }
}

/** How far true time is from this computer's, in seconds, and how exactly that is known. */
export function correctionBy(clock: ComputerClock): {
  readonly offset: number
  readonly uncertainty: number
} {
  if (clock.kind !== 'checked') return { offset: 0, uncertainty: 0 }
  return { offset: clock.verdict.offset, uncertainty: clock.verdict.uncertainty }
}
