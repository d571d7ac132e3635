/** This computer's clock, checked before it judges another one. */
import type { Host } from '../host/machine.ts'
import type { ComputerClock } from '../ui/totp.ts'
import { measureClock, nameServers } from './measure-clock.ts'

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
