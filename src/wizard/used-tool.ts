import type { Did } from '../core/flow/lists.ts'
import type { Block } from '../ui/screen.ts'

export interface ToolResult {
  readonly blocks: readonly Block[]
  /** What the tool has to be told of how the remedy went. */
  readonly after?: (did: Did) => Promise<void>
}
