/** Every reader that is fuzzed. A new one goes into a file of its own beside this one, and its list in here. */
import type { FuzzReader } from '../harness.ts'
import { backupReaders } from './backup.ts'
import { totpReaders } from './totp.ts'

export const fuzzReaders: readonly FuzzReader[] = [...totpReaders, ...backupReaders]
