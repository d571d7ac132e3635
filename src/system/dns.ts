/**
 * Resolves host names. The system's resolver cannot be cancelled: with unreachable name servers it blocks the
 * program for ten seconds or more, even in `process.exit`. So the name servers are asked directly first, and
 * the system's resolver (hosts file, search domains, other directories) only for names that they do not know
 * and for local names.
 */
import { lookup, Resolver } from 'node:dns/promises'
import type { WaitLimit } from '../core/clock/source.ts'
import { readErrorCode, toMilliseconds, withTimeout } from './timeout.ts'

/**
 * The addresses of a name: the IPv4 ones if there are any, else the IPv6 ones. Empty if none arrived in time.
 */
export async function resolveIPv4First(host: string, bounds: WaitLimit): Promise<readonly string[]> {
  return resolveWithin(host, bounds, async (resolver) => {
    try {
      return await resolver.resolve4(host)
    } catch (error) {
      // The name exists, but has no IPv4 address.
      if (readErrorCode(error) === 'ENODATA') return resolver.resolve6(host)
      throw error
    }
  })
}

/** The addresses of both kinds. Empty if none arrived in time. */
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
