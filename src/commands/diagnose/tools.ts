/** What the wizard offers to do at a remedy: one entry for each tool a remedy may name. */
import type { Voice } from '../../core/flow/cards.ts'
import type { ToolName } from '../../core/flow/model.ts'
import type { Stop } from '../../core/flow/walk.ts'
import type { Host } from '../../host.ts'
import type { Block } from '../../ui/screen.ts'
import type { Words } from '../../words/en.ts'
import { clockBlock, measureClock, waitedFor } from './clock-check.ts'

export interface Tool {
  /** The choice that uses it. */
  readonly label: (words: Words) => string
  /** Whether it can be used in this run at all. */
  readonly usable: (host: Host) => boolean
  /** Does its work, and answers with what came of it; it may ask the person. It can be used any number of times. */
  readonly use: (host: Host, voice: Voice, at: Stop & { kind: 'remedy' }) => Promise<readonly Block[]>
}

export const tools: Readonly<Record<ToolName, Tool>> = {
  clock: {
    label: (words) => words.diagnose.clock.again,
    usable: (host) => !host.settings.offline,
    use: async (host) => [clockBlock(await waitedFor(host, measureClock(host)), host.words)],
  },
  calendar: {
    label: (words) => words.kit.calendar.use,
    usable: () => true,
    use: async (host, voice, at) => (await import('./calendar.ts')).writeCalendar(host, voice, at),
  },
  'phone-clock': {
    label: (words) => words.clock.phone.tool,
    usable: () => true,
    use: async (host) => {
      const { phoneBlocks, usualWatching, watchPhone } = await import('../clock/phone.ts')
      const { whomToAsk } = await import('../clock/servers.ts')
      const request = { ...whomToAsk(host), limits: host.settings.limits }
      return phoneBlocks(await watchPhone(usualWatching, request, host), host)
    },
  },
  'server-clock': {
    label: (words) => words.clock.serverTool.label,
    usable: (host) => !host.settings.offline,
    use: async (host) => (await import('../clock/server.ts')).askServer(host),
  },
}
