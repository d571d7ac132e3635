import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What starts a program under another time: put it before the program and its arguments. `time` is what faketime takes, such as
 * `-f +90s` as two words, or a date.
 *
 * faketime names its shared memory after the process number and does not start where that name exists; a process that was killed
 * leaves its own behind. Those of processes that are gone are removed first.
 */
export function underTime(...time: readonly string[]): readonly string[] {
  removeLeftovers('/dev/shm')
  return ['faketime', ...time]
}

function removeLeftovers(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const id = /^(?:sem\.)?faketime_(?:sem|shm)_(\d+)$/.exec(name)?.[1]
    if (id !== undefined && !existsSync(`/proc/${id}`)) rmSync(join(folder, name), { force: true })
  }
}
