/** The long searches of `totp verify`: what a person sees while they run. */
import { isLongSearch, searchCounters } from '../core/totp/code-search.ts'
import type { CodeSearch } from '../core/totp/counter-search.ts'
import type { SweepHit, SweepRequest } from '../core/totp/sweep.ts'
import type { Host } from '../host/host.ts'
import { sweepLines } from '../ui/sweep.ts'
import { measureWindow } from './screen.ts'

/** Runs a sweep over years on all cores, with a bar for anyone who waits at a terminal. */
export function sweepDeep(host: Host, request: SweepRequest): Promise<readonly SweepHit[]> {
  const [from, to] = [request.from, request.to].map((time) => new Date(time * 1000).getUTCFullYear())
  return sweepWithBar(host, request, host.words.sweep.begun(from ?? 0, to ?? 0))
}

/** Searches short ranges on this thread, and long ones on all cores with a bar. */
export function searchFor(host: Host): CodeSearch {
  return async (search) => {
    if (!isLongSearch(search)) return searchCounters(search)
    const { algorithm, from, to, ...what } = search
    // With a period of one second, times are counters.
    const request = { ...what, from, to, parameters: [{ algorithm, period: 1 }] }
    const hits = await sweepWithBar(host, request, host.words.sweep.counting(to - from + 1))
    return hits.map(({ counter }) => counter)
  }
}

/** Ctrl-c ends the program, and the sweep with it. */
async function sweepWithBar(host: Host, request: SweepRequest, begun: string): Promise<readonly SweepHit[]> {
  const sweep = await host.sweep()
  if (!host.terminal.errIsTerminal || host.settings.quiet) return sweep.run(request)
  if (host.settings.plain) {
    host.terminal.err(`${begun}\n`)
    return sweep.run(request, { progress: tenths(host) })
  }
  const bar = barOn(host, begun)
  bar.show(0)
  try {
    return await sweep.run(request, { progress: bar.show })
  } finally {
    bar.remove()
  }
}

/** Prints each tenth on a line of its own. */
function tenths({ terminal, words }: Host): (share: number) => void {
  let printed = 0
  return (share) => {
    const tenth = Math.floor(share * 10)
    if (tenth > printed) terminal.err(`${words.sweep.done(tenth * 10)}\n`)
    printed = Math.max(printed, tenth)
  }
}

/** Lines that are drawn over themselves. The cursor waits below them, where ctrl-c leaves it. */
function barOn(host: Host, begun: string): { show(share: number): void; remove(): void } {
  const start = host.now().getTime()
  let rows = 0
  // Row by row: some terminals keep what is erased all at once, and would fill with bars.
  const back = (): string => '\x1b[A\x1b[2K'.repeat(rows)
  return {
    show: (share) => {
      const seconds = (host.now().getTime() - start) / 1000
      const lines = sweepLines(begun, { share, seconds }, host.words, measureWindow(host))
      // In one piece: nobody sees it gone in between.
      host.terminal.err(`${back()}${lines.map((line) => `${line}\n`).join('')}`)
      rows = lines.length
    },
    remove: () => host.terminal.err(back()),
  }
}
