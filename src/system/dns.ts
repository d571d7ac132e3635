/**
 * Host names to addresses. The system's own resolver cannot be cancelled: with dead name servers it holds the program for ten
 * seconds and more, even against `process.exit`. So the name servers are asked directly first, and the system (hosts
 * file, search domains, other directories) only about what they deny, and about names that are not theirs.
 */
import { lookup, Resolver } from 'node:dns/promises'
import type { WaitLimit } from '../core/clock/source.ts'
import { readErrorCode, toMilliseconds, withTimeout } from './timeout.ts'

/** The addresses of a name: the IPv4 ones if there are any, else those of IPv6. Empty where none came in time. */
export async function resolveIPv4First(host: string, bounds: WaitLimit): Promise<readonly string[]> {
  return resolveWithin(host, bounds, async (resolver) => {
    try {
      return await resolver.resolve4(host)
    } catch (error) {
      // There is such a name, but none of its addresses is of IPv4.
      if (readErrorCode(error) === 'ENODATA') return resolver.resolve6(host)
      throw error
    }
  })
}

/** The addresses of both kinds, for whoever can reach either. Empty where none came in time. */
export async function resolveBoth(host: string, bounds: WaitLimit): Promise<readonly string[]> {
  return resolveWithin(host, bounds, async (resolver) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length === 0 && four.status === 'rejected') throw four.reason
    return addresses
  })
}

async function resolveWithin(
  host: string,
  bounds: WaitLimit,
  ask: (resolver: Resolver) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (bounds.signal?.aborted) return []
  const resolver = new Resolver({ timeout: Math.ceil(toMilliseconds(bounds.timeoutSeconds) / 3), tries: 2 })
  const addresses = await withTimeout(
    bounds,
    [],
    askThenUseSystem(host, () => ask(resolver)),
  )
  resolver.cancel()
  return addresses
}

async function askThenUseSystem(
  host: string,
  ask: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (!host.includes('.') || host.endsWith('.local')) return resolveBySystem(host)
  try {
    return await ask()
  } catch (error) {
    const code = readErrorCode(error)
    return code === 'ETIMEOUT' || code === 'ECANCELLED' ? [] : resolveBySystem(host)
  }
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  const all = await lookup(host, { all: true }).catch(() => [])
  const four = all.filter(({ family }) => family === 4)
  return (four.length > 0 ? four : all).map(({ address }) => address)
}
