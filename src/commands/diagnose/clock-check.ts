/** The check `clock` inside the wizard: this computer's clock, as one of three words. */
import { readClock } from '../../core/clock/read.ts'
import { parseServer } from '../../core/clock/servers.ts'
import { type ClockVerdict, clockCheckResult } from '../../core/clock/verdict.ts'
import type { Host } from '../../host.ts'
import { offsetPhrase } from '../../ui/clock.ts'
import type { Block } from '../../ui/screen.ts'
import type { Words } from '../../words/en.ts'

/** Measures the clock once. A measurement that fails is one that says nothing: the walk goes on without it. */
export async function measureClock(host: Host): Promise<ClockVerdict | undefined> {
  if (host.settings.offline) return undefined
  const servers = host.settings.servers.map(parseServer).filter((server) => server !== undefined)
  try {
    return await readClock(await host.time(), { servers, limits: host.settings.limits })
  } catch {
    return undefined
  }
}

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
