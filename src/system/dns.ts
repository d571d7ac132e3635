/**
 * Host names to addresses. The system's own resolver cannot be cancelled: with dead name servers it holds the program for ten
 * seconds and more, even against `process.exit`. So the name servers are asked directly first, and the system (hosts
 * file, search domains, other directories) only about what they deny, and about names that are not theirs.
 */
import { lookup, Resolver } from 'node:dns/promises'
import type { Bounds } from '../core/clock/source.ts'
import { codeOf, milliseconds, within } from './timeout.ts'

/** The addresses of a name: the IPv4 ones if there are any, else those of IPv6. Empty where none came in time. */
export async function resolve(host: string, bounds: Bounds): Promise<readonly string[]> {
  return found(host, bounds, async (resolver) => {
    try {
      return await resolver.resolve4(host)
    } catch (error) {
      // There is such a name, but none of its addresses is of IPv4.
      if (codeOf(error) === 'ENODATA') return resolver.resolve6(host)
      throw error
    }
  })
}

/** The addresses of both kinds, for whoever can reach either. Empty where none came in time. */
export async function resolveBoth(host: string, bounds: Bounds): Promise<readonly string[]> {
  return found(host, bounds, async (resolver) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length === 0 && four.status === 'rejected') throw four.reason
    return addresses
  })
}

async function found(
  host: string,
  bounds: Bounds,
  ask: (resolver: Resolver) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (bounds.signal?.aborted) return []
  const resolver = new Resolver({ timeout: Math.ceil(milliseconds(bounds.timeoutSeconds) / 3), tries: 2 })
  const addresses = await within(
    bounds,
    [],
    asked(host, () => ask(resolver)),
  )
  resolver.cancel()
  return addresses
}

async function asked(host: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  if (!host.includes('.') || host.endsWith('.local')) return bySystem(host)
  try {
    return await ask()
  } catch (error) {
    const code = codeOf(error)
    return code === 'ETIMEOUT' || code === 'ECANCELLED' ? [] : bySystem(host)
  }
}

async function bySystem(host: string): Promise<readonly string[]> {
  const all = await lookup(host, { all: true }).catch(() => [])
  const four = all.filter(({ family }) => family === 4)
  return (four.length > 0 ? four : all).map(({ address }) => address)
}
