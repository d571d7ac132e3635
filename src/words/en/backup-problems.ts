/** What keeps a command on backup codes from doing its work, in words. */
import type { BackupProblem, ExportFlaw } from '../../core/errors.ts'
import { type FailureText, quoteForShell } from '../failure-text.ts'

const list = (items: readonly string[]): string => items.join(', ')

const anew = 'export the codes once more: 2fa-rescue backup export FILE'

const exportFlaws: Record<ExportFlaw, { readonly is: string; readonly hint: string }> = {
  'not-age': {
    is: 'is no export of backup codes',
    hint: 'exports are made with: 2fa-rescue backup export FILE; a list of codes is taken with: 2fa-rescue backup add SERVICE FILE',
  },
  truncated: { is: 'is cut off', hint: `copy it once more, or ${anew}` },
  damaged: { is: 'is damaged', hint: `copy it once more, or ${anew}` },
  content: { is: 'opens, but holds something else than an export of backup codes', hint: anew },
  hashed: { is: 'holds hashed codes, which no export of this program does', hint: anew },
  'too-hard': {
    is: 'asks for more work on its passphrase than is done here',
    hint: 'open it with the age program, and encrypt it again: age -d FILE | age -p -o OTHER',
  },
  'for-other-identity': {
    is: 'was encrypted to another age identity',
    hint: 'name the identity it was made for: --identity FILE',
  },
  'for-identity': {
    is: 'was encrypted to an age identity, and no passphrase opens it',
    hint: 'if it is an export, name that identity: --identity FILE; if it is the store of another computer (store.age), make an export there with 2fa-rescue backup export FILE, or copy its whole folder with key.age to an empty one here',
  },
  store: {
    is: 'is a store, not an export',
    hint: 'where it lies, make an export with 2fa-rescue backup export FILE; or copy its whole folder to an empty one here, and name its identity: --identity FILE',
  },
  key: {
    is: 'is the key of a store, and holds no codes',
    hint: 'codes are in the store.age that lies with it: make an export there with 2fa-rescue backup export FILE',
  },
  'for-ssh': {
    is: 'was encrypted to an SSH key, which is not used here',
    hint: 'open it with the age program, and encrypt it again: age -d -i KEY FILE | age -p -o OTHER',
  },
  'for-other': {
    is: 'was encrypted to a kind of key that is not used here, such as that of a plugin',
    hint: 'open it with the age program, and encrypt it again: age -d -i KEY FILE | age -p -o OTHER',
  },
}

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
        message: `${storedCodes(problem)} stored for ${problem.service} already; nothing was changed`,
        hint:
          problem.known !== undefined && problem.known < problem.count
            ? `a new list has new codes only; add the others to the old ones with: 2fa-rescue backup add ${quoteForShell(problem.service)}`
            : `see how they stand with: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
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
    case 'changed-meanwhile':
      return {
        message: `another run has changed what is stored for ${problem.service}; nothing was written`,
        hint: `look at it, and run this again: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
      }
    case 'which-code':
      return {
        message: 'several codes wait to be confirmed',
        hint: `say which one by its number: --number, with one of: ${list(problem.numbers)}`,
      }
    case 'still-offered':
      return {
        message: `code ${problem.number} of ${problem.service} was shown, and nobody has said yet what became of it: another run may be showing it now; nothing was changed`,
        hint: `say what became of it with: 2fa-rescue backup confirm ${quoteForShell(problem.service)} --used (or --refused); if it was certainly never typed in, run backup undo in a terminal without --yes`,
      }
    case 'outcome-not-stored':
      return {
        message:
          problem.why === 'gone'
            ? `your answer was not stored: another run has removed the code from ${problem.service}`
            : `your answer was not stored: another run has stored another outcome of that code of ${problem.service}`,
        hint: `look at it with: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
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
        message: `${problem.file} ${exportFlaws[problem.flaw].is}`,
        hint: exportFlaws[problem.flaw].hint,
      }
  }
}

function storedCodes({ count, known = count }: { readonly count: number; readonly known?: number }): string {
  if (known < count) return `${known} of these ${count} codes ${known === 1 ? 'is' : 'are'}`
  return count === 1 ? 'this code is' : `these ${count} codes are`
}
