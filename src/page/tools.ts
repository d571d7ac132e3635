/** What the page can do at a remedy. A browser reaches no time server, store or file of its own accord. */
import type { ToolName } from '../core/flow/lists.ts'
import type { Words } from '../words/en.ts'
import { compareTool, judgeTool, makeTool } from './code-tools.ts'
import { phoneTool } from './phone-tool.ts'
import type { StopScene } from './scene.ts'

/** A tool, with the words of the button that opens it. */
interface Tool {
  readonly label: (words: Words) => string
  readonly draw: (scene: StopScene) => readonly HTMLElement[]
}

/** Undefined for what only the program on a computer can do. */
export const tools: Readonly<Record<ToolName, Tool | undefined>> = {
  'phone-clock': { label: ({ clock }) => clock.phone.tool, draw: phoneTool },
  'judge-code': { label: ({ totp }) => totp.wizard.judge, draw: judgeTool },
  'make-code': { label: ({ totp }) => totp.wizard.make, draw: makeTool },
  'compare-codes': { label: ({ totp }) => totp.wizard.compare, draw: compareTool },
  clock: undefined,
  'server-clock': undefined,
  calendar: undefined,
  'backup-code': undefined,
  'open-export': undefined,
}
