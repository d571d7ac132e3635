/** Failures of the store in words: what happened, why, and what to do now. */
import type { IdentityFlaw, KeychainCause, NotAKey, StoreProblem } from '../../core/errors.ts'
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

const otherThanKey: Record<NotAKey, string> = {
  'not-age': 'is not a file of the age program',
  'for-identity': 'is encrypted to an age identity, as store.age is',
  armoured: 'is an age file written in letters (armoured)',
  identity: 'holds an age identity without encryption',
  'other-content': 'opens with this passphrase, but holds something else, such as an export',
}

const identityFlaws: Record<IdentityFlaw, string> = {
  none: 'holds no age identity',
  mistyped: 'holds an age identity with a mistake in it',
  encrypted: 'is encrypted itself',
  plugin: 'holds an identity for a plugin of age',
  ssh: 'holds an SSH key',
  'post-quantum': 'holds a post-quantum identity of age',
  recipient: 'holds the public half of an age identity only',
}

function badIdentity(file: string, flaw: IdentityFlaw): FailureText {
  const message = `${file} ${identityFlaws[flaw]}`
  switch (flaw) {
    case 'encrypted':
      return {
        message,
        hint: `decrypt it first, and hand it over through a pipe: --identity <(age -d ${file})`,
      }
    case 'mistyped':
      return { message, hint: 'copy the line that begins with AGE-SECRET-KEY-1 once more, whole' }
    case 'none':
    case 'plugin':
    case 'ssh':
    case 'post-quantum':
    case 'recipient':
      return {
        message,
        hint: 'a file is needed with a line that begins with AGE-SECRET-KEY-1, as age-keygen -o FILE makes it',
      }
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
    case 'not-a-folder':
      return {
        message: `${problem.file} is a file, but the store needs a folder there`,
        hint: 'nothing was changed; move that file away, and run this again',
      }
    case 'wrong-passphrase':
      return {
        message: `this passphrase does not open ${problem.file}`,
        hint: 'try again: capital letters and the keyboard’s language count; if it is certainly the right one, put that file back from a backup; nobody can open it without the passphrase',
      }
    case 'wrong-identity':
      return {
        message: `this identity does not open ${problem.file}`,
        hint: problem.hasKey
          ? 'the store has a passphrase: leave out --identity (TWOFA_RESCUE_IDENTITY, identity in the configuration) to be asked for it'
          : 'nothing was changed; name the identity file with which the store was made',
      }
    case 'bad-identity':
      return badIdentity(problem.file, problem.flaw)
    case 'missing-key':
      return {
        message: `the store is there, but its key ${problem.file} is missing`,
        hint: 'nothing was changed; if the store was made with --identity, name that file again; else put key.age back from a backup of this computer',
      }
    case 'damaged-key':
      return {
        message: `the key ${problem.file} is damaged, and so is its copy`,
        hint: 'nothing was changed; put key.age back from a backup of this computer: without it nobody can open the store',
      }
    case 'not-a-key':
      return {
        message: `${problem.file} ${otherThanKey[problem.is]}; it is not the key of the store`,
        hint: 'nothing was changed; move that file away, and put key.age back from key.copy.age or from a backup of this computer',
      }
    case 'other-key':
      return {
        message: `${problem.file} was encrypted to another key than ${problem.key}`,
        hint: 'nothing was changed; if the store was made with --identity, name that file; else put store.age and key.age back from the same backup of this computer',
      }
    case 'cannot-decrypt':
      return {
        message: `${problem.file} cannot be opened with the cryptography of this system; it may be whole`,
        hint: 'keep the file as it is; try another Node (for instance one that is not in FIPS mode), or the age program: age -d FILE',
      }
    case 'missing-store':
      return problem.target === undefined
        ? {
            message: `a store was kept here, but ${problem.file} is missing, and so are its copies`,
            hint: 'nothing was changed; put the files back from a backup of this computer; if the store is certainly not needed any more, remove the folder lock, key.age and key.copy.age next to it to begin a new one',
          }
        : {
            message: `${problem.file} leads to ${problem.target}, which is not there`,
            hint: 'connect the drive or folder in which it lies, and run this again; nothing was changed',
          }
    case 'damaged-store':
      return {
        message: `${problem.file} is damaged, and so are its copies`,
        hint: `nothing was changed; put the files in ${problem.folder} back from a backup of this computer; to begin anew with an export, give that folder another name, and keep it`,
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
