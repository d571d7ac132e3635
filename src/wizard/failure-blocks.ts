import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import type { Block } from '../ui/screen.ts'

/** A failure as it is said on a screen, so that it ends no walk. Rethrows ctrl-c and what is no failure of ours to word. */
export function failureBlocks(error: unknown, { words }: Host): readonly Block[] {
  if (!(error instanceof RescueError) || error.problem.code === 'cancelled') throw error
  const { message, hint } = words.errors.say(error.problem)
  return [
    { kind: 'caution', text: message },
    ...(hint === undefined ? [] : [{ kind: 'text', text: hint } as const]),
  ]
}
