/** Failures of the store in words: what happened, why, and what to do now. */
import type { KeychainCause, StoreProblem } from '../../core/errors.ts'
import type { FailureText } from '../failure-text.ts'

const causes: Record<KeychainCause, string> = {
  'library-missing': 'the keychain cannot be reached: its library is missing here',
  'no-session-bus': 'the keychain cannot be reached: there is no desktop session here (no D-Bus)',
  'no-service': 'the keychain cannot be reached: no keychain program runs here',
  locked: 'the keychain is locked',
  refused: 'the keychain refused',
  hanging: 'the keychain does not answer',
  crashed: 'the keychain’s library crashed; the keychain may be locked',
}

const file = 'or keep things in an encrypted file: --store file'

/** What helps on this system. */
function remedyFor(cause: KeychainCause, platform: string): string {
  if (platform === 'darwin')
    return cause === 'library-missing'
      ? `run npm ci again without --omit=optional, ${file}`
      : `open Keychain Access and unlock the login keychain, ${file}`
  if (platform === 'win32')
    return cause === 'library-missing'
      ? `run npm ci again without --omit=optional, ${file}`
      : `see that the service “Credential Manager” runs, ${file}`
  switch (cause) {
    case 'library-missing':
      return `install libsecret (Debian, Ubuntu: apt-get install libsecret-1-0) and run npm ci without --omit=optional, ${file}`
    case 'no-session-bus':
      return `run it in a desktop session, not over ssh or from cron, ${file}`
    case 'no-service':
      return `install a keychain program (GNOME: gnome-keyring; KDE: kwalletmanager; or KeePassXC), ${file}`
    case 'locked':
    case 'crashed':
      return `unlock it, for instance in “Passwords and Keys”, and run this again; ${file}`
    case 'refused':
      return `allow the access when the keychain asks, ${file}`
    case 'hanging':
      return `look for a window in which the keychain asks for its password, or restart it; ${file}`
  }
}

export function storeProblem(problem: StoreProblem): FailureText {
  switch (problem.code) {
    case 'no-keychain':
      return { message: causes[problem.cause], hint: remedyFor(problem.cause, problem.platform) }
    case 'store-busy':
      return {
        message: `another run${problem.pid === undefined ? '' : ` (process ${problem.pid})`} has been writing to the store for a minute`,
        hint: `wait for it to end; if no such run exists on any computer that uses this folder, remove ${problem.folder}`,
      }
    case 'wrong-passphrase':
      return {
        message: `this passphrase does not open ${problem.file}`,
        hint: 'try again: capital letters and the keyboard’s language count; nobody can open it without the passphrase',
      }
    case 'wrong-identity':
      return {
        message: `this identity does not open ${problem.file}`,
        hint: 'name the identity file with which the store was made, or none to be asked for its passphrase',
      }
    case 'bad-identity':
      return {
        message: `there is no age identity in ${problem.file}`,
        hint: 'make one with: age-keygen -o FILE (it holds a line that begins with AGE-SECRET-KEY-1)',
      }
    case 'damaged-store':
      return {
        message: `${problem.file} is damaged, and so is the copy before it`,
        hint: 'nothing was changed; put both back from a backup of this computer, or move them away and import an export',
      }
    case 'damaged-entry':
      return {
        message: `what is stored as ${problem.name} is damaged`,
        hint: 'nothing was changed; import an export, or remove it and add the codes again',
      }
    case 'different-entries':
      return {
        message: `both stores hold ${problem.name}, each with another content; nothing was moved`,
        hint: 'look at both, and remove the one that is not needed any more',
      }
    case 'newer-store':
      return {
        message: `${problem.file} was written by a newer version`,
        hint: 'use that version or a later one',
      }
  }
}
