/** The names of the store's files, apart from what reads them: to see whether they are there costs next to nothing. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const storeName = 'store.age'
export const previousName = 'store.previous.age'

/** Whether there is a store in this folder. */
export function hasAgeFile(folder: string): boolean {
  return [storeName, previousName].some((name) => existsSync(join(folder, name)))
}
