/** What keeps a command on backup codes from doing its work, in words. */
import type { BackupProblem } from '../../core/errors.ts'
import { type FailureText, quoteForShell } from '../failure-text.ts'

const list = (items: readonly string[]): string => items.join(', ')

export function backupProblem(problem: BackupProblem): FailureText {
  switch (problem.code) {
    case 'nothing-stored':
      return {
        message: `no backup codes are stored for ${problem.service}`,
        hint:
          problem.known.length === 0
            ? `store some with: 2fa-rescue backup add ${quoteForShell(problem.service)}`
            : `there are some for: ${list(problem.known)}`,
      }
    case 'several-accounts':
      return {
        message: `several accounts of ${problem.service} have backup codes here`,
        hint: `say which one: --account, with one of: ${list(problem.accounts)}`,
      }
    case 'already-stored':
      return {
        message: `${problem.count === 1 ? 'this code is' : `these ${problem.count} codes are`} stored for ${problem.service} already; nothing was changed`,
        hint: `see how they stand with: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
      }
    case 'hashed-only':
      return {
        message: `only hashes of the codes for ${problem.service} are kept: nobody can show them`,
        hint: `check a code with: 2fa-rescue backup consume ${quoteForShell(problem.service)}`,
      }
    case 'nothing-offered':
      return {
        message: `no code for ${problem.service} waits to be confirmed`,
        hint: 'what was changed last can be brought back with: 2fa-rescue backup undo',
      }
    case 'which-code':
      return {
        message: 'several codes wait to be confirmed',
        hint: `say which one by its number: --number, with one of: ${list(problem.numbers)}`,
      }
    case 'nothing-to-undo':
      return {
        message: `no code for ${problem.service} was changed`,
        hint: 'there is nothing to bring back',
      }
    case 'no-set':
      return { message: `there is no set ${problem.set} here`, hint: `there are: ${list(problem.known)}` }
    case 'bad-export':
      return {
        message: `${problem.file} is not an export of backup codes, or it is damaged`,
        hint: 'exports are made with: 2fa-rescue backup export FILE',
      }
  }
}
