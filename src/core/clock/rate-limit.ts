/** Manners of a run that measures again and again: names are kept for an hour, and who asks not to be asked is not. */
import { readSample } from './sample.ts'
import type { NtpAnswer, TimeSource } from './source.ts'

const nameLifetime = 3600

/**
 * The same source, remembering: a name is resolved at most once an hour while it has addresses, and a server that sent a
 * genuine kiss code (RFC 5905, section 7.4) answers with that same code from then on, without a packet.
 */
export function politeTime(time: TimeSource): TimeSource {
  const names = new Map<string, { readonly addresses: readonly string[]; readonly at: number }>()
  const kisses = new Map<string, NtpAnswer>()
  return {
    ...time,
    resolve: async (host, bounds) => {
      const kept = names.get(host)
      if (kept !== undefined && time.monotonic() - kept.at < nameLifetime) return kept.addresses
      const addresses = await time.resolve(host, bounds)
      if (addresses.length > 0) names.set(host, { addresses, at: time.monotonic() })
      return addresses
    },
    ask: async (server, bounds) => {
      const key = `${server.address}:${server.port}`
      const kiss = kisses.get(key)
      if (kiss !== undefined) return kiss
      const answer = await time.ask(server, bounds)
      if (isKiss(answer)) kisses.set(key, answer)
      return answer
    },
  }
}

function isKiss(answer: NtpAnswer): boolean {
  if (answer.kind !== 'reply') return false
  const outcome = readSample(answer.reply)
  return outcome.kind === 'rejected' && outcome.code === 'KISS'
}
