/** The long search of `totp verify`: what a person sees while it runs. */
import type { SweepHit, SweepRequest } from '../core/totp/sweep.ts'
import type { Host } from '../host/host.ts'
import { sweepLines } from '../ui/sweep.ts'
import { windowOf } from './screen.ts'

/** Runs a sweep on all cores, with a bar for whoever waits at a terminal. Ctrl-c ends the program, and the sweep with it. */
export async function sweepDeep(host: Host, request: SweepRequest): Promise<readonly SweepHit[]> {
  const sweep = await host.sweep()
  if (!host.terminal.errIsTerminal || host.settings.quiet || host.env.TERM === 'dumb')
    return sweep.run(request)
  const bar = barOn(host, request)
  bar.show(0)
  try {
    return await sweep.run(request, { progress: bar.show })
  } finally {
    bar.remove()
  }
}

/** Lines that are drawn over themselves. The cursor waits below them, where ctrl-c leaves it. */
function barOn(host: Host, { from, to }: SweepRequest): { show(share: number): void; remove(): void } {
  const years = [from, to].map((time) => new Date(time * 1000).getUTCFullYear()) as [number, number]
  const start = host.now().getTime()
  let rows = 0
  // Row by row: some terminals keep what is erased all at once, and would fill with bars.
  const back = (): string => '\x1b[A\x1b[2K'.repeat(rows)
  return {
    show: (share) => {
      const seconds = (host.now().getTime() - start) / 1000
      const lines = sweepLines(years, { share, seconds }, host.words, windowOf(host))
      // In one piece: nobody sees it gone in between.
      host.terminal.err(`${back()}${lines.map((line) => `${line}\n`).join('')}`)
      rows = lines.length
    },
    remove: () => host.terminal.err(back()),
  }
}
