/** What the wizard offers to do at a remedy: one entry for each tool a remedy may name. */
import type { TextContext } from '../core/flow/fill.ts'
import type { ToolName } from '../core/flow/lists.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Host } from '../host/host.ts'
import { clockBlock, measureClock, showWaiting } from '../tasks/measure-clock.ts'
import type { Words } from '../words/en.ts'
import type { ToolResult } from './used-tool.ts'

interface Tool {
  /** The choice that uses it. */
  readonly label: (words: Words) => string
  /** Whether it can be used at this point of the run. */
  readonly usable: (host: Host, texts: TextContext) => boolean
  /** Does its work, and answers with what came of it; it may ask the person. It can be used any number of times. */
  readonly use: (host: Host, texts: TextContext, at: Stop & { kind: 'remedy' }) => Promise<ToolResult>
}

export const tools: Readonly<Record<ToolName, Tool>> = {
  clock: {
    label: (words) => words.diagnose.clock.again,
    usable: (host) => !host.settings.offline,
    use: async (host) => ({ blocks: [clockBlock(await showWaiting(host, measureClock(host)), host.words)] }),
  },
  calendar: {
    label: (words) => words.checkUp.calendar.use,
    usable: () => true,
    use: async (host, texts, at) => ({
      blocks: await (await import('./calendar.ts')).writeCalendar(host, texts, at),
    }),
  },
  'phone-clock': {
    label: (words) => words.clock.phone.tool,
    usable: () => true,
    use: async (host) => {
      const { usualWatching, watchPhone } = await import('../tasks/watch-phone.ts')
      const { phoneBlocks } = await import('../ui/phone.ts')
      const { whomToAsk } = await import('../tasks/time-servers.ts')
      const request = { ...whomToAsk(host), limits: host.settings.limits }
      return { blocks: phoneBlocks(await watchPhone(usualWatching, request, host), host.words) }
    },
  },
  'server-clock': {
    label: (words) => words.clock.serverTool.label,
    usable: (host) => !host.settings.offline,
    use: async (host) => ({ blocks: await (await import('../tasks/measure-server.ts')).askServer(host) }),
  },
  'backup-code': {
    label: (words) => words.backup.wizard.tool,
    usable: (_host, { facts }) => facts['stored-codes'] !== 'none',
    use: async (host, texts) => (await import('./backup-check.ts')).handOutForRemedy(host, texts),
  },
  'judge-code': {
    label: (words) => words.totp.wizard.judge,
    usable: () => true,
    use: async (host, texts) => ({ blocks: await (await import('./code-tools.ts')).judgeCode(host, texts) }),
  },
  'make-code': {
    label: (words) => words.totp.wizard.make,
    usable: () => true,
    use: async (host, texts) => ({ blocks: await (await import('./code-tools.ts')).makeCode(host, texts) }),
  },
  'compare-codes': {
    label: (words) => words.totp.wizard.compare,
    usable: () => true,
    use: async (host) => ({ blocks: await (await import('./code-tools.ts')).compareEntries(host) }),
  },
  'open-export': {
    label: (words) => words.recover.wizard.label,
    usable: () => true,
    use: async (host, texts) => ({
      blocks: await (await import('./open-export.ts')).openExportForCode(host, texts),
    }),
  },
}
