/**
 * Etiquette for repeated measurements: cache DNS for an hour, and stop querying a server that sent a
 * kiss-o'-death.
 */
import { readSample } from './sample.ts'
import type { NtpAnswer, TimeSource } from './source.ts'

/** Seconds for which resolved names are reused. */
const nameLifetime = 3600

/**
 * Wraps a time source for repeated use. A name that has addresses is resolved at most once an hour. For a
 * server that sent a genuine kiss code (RFC 5905, section 7.4) that answer is repeated from then on, and no
 * packet is sent.
 */
export function limitRate(time: TimeSource): TimeSource {
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
