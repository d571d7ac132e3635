/**
 * What can go wrong, as data. The name is given where the failure is found; `words/` says it in the person's
 * language, `exit.ts` gives it a status. Answers (a clock that is off, nothing helped) are not failures.
 */

import type { Flaw } from './flaws.ts'
import type { ImportFlaw } from './import/model.ts'
import type { PictureFlaw } from './qr/flaws.ts'
import type { FoundName, LinkFlaw, SecretFlaw } from './totp/flaws.ts'

/** Why no codes can be made of a pattern. */
export type PatternFault = 'unknown-sign' | 'no-signs' | 'too-long' | 'too-few'

/** What somebody typed on the command line that cannot be carried out. */
export type Misuse =
  | { readonly kind: 'unknown-command'; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: 'unknown-option'; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-value'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly name: string }
  | { readonly kind: 'too-many-arguments' }
  | { readonly kind: 'bad-value'; readonly name: string; readonly allowed: string }
  | { readonly kind: 'excluded'; readonly name: string; readonly other: string }
  | { readonly kind: 'one-of'; readonly names: readonly string[] }
  | { readonly kind: 'needs'; readonly name: string; readonly other: string }

/** Why a keychain does not answer. */
export type KeychainCause =
  | 'library-missing'
  | 'no-session-bus'
  | 'no-service'
  | 'locked'
  | 'refused'
  | 'hanging'
  | 'crashed'

/** What a file that should hold an age identity holds instead. `recipient`: the public half. */
export type IdentityFlaw = 'none' | 'mistyped' | 'encrypted' | 'plugin' | 'ssh' | 'post-quantum' | 'recipient'

/**
 * What lies where the store's key should be: no age file; one for an identity, as the store itself is; one in letters
 * (armoured); an identity that is not encrypted; or something else under a passphrase.
 */
export type NotAKey = 'not-age' | 'for-identity' | 'armoured' | 'identity' | 'other-content'

/** Why a file is no export of backup codes that can be taken over. The `for-…` ones name what would open it. */
export type ExportFlaw =
  | 'not-age'
  | 'truncated'
  | 'damaged'
  | 'content'
  /** The content of a store, or of its key. */
  | 'store'
  | 'key'
  /** It holds hashes of codes, which no export does. */
  | 'hashed'
  | 'too-hard'
  | 'for-other-identity'
  | 'for-identity'
  | 'for-ssh'
  | 'for-other'

/** What can keep a store from answering. Names of entries and files, never what is in them. */
export type StoreProblem =
  | { readonly code: 'no-keychain'; readonly cause: KeychainCause; readonly platform: string }
  | { readonly code: 'store-busy'; readonly folder: string; readonly pid: number | undefined }
  /** A file lies where a folder of the store has to be. */
  | { readonly code: 'not-a-folder'; readonly file: string }
  | { readonly code: 'wrong-passphrase'; readonly file: string }
  /** `hasKey`: a key under a passphrase lies next to the store. */
  | { readonly code: 'wrong-identity'; readonly file: string; readonly hasKey: boolean }
  | { readonly code: 'bad-identity'; readonly file: string; readonly flaw: IdentityFlaw }
  /** There is a store, but no key that a passphrase could open. */
  | { readonly code: 'missing-key'; readonly file: string }
  | { readonly code: 'damaged-key'; readonly file: string }
  /** Something else lies where the key should be. */
  | { readonly code: 'not-a-key'; readonly file: string; readonly is: NotAKey }
  /** The store is encrypted to another key than the one that the passphrase opened. */
  | { readonly code: 'other-key'; readonly file: string; readonly key: string }
  /** This system's cryptography failed; the file may be whole. */
  | { readonly code: 'cannot-decrypt'; readonly file: string }
  /** The files of the store are gone; or its name is a link to a file (`target`) that is not there at the moment. */
  | { readonly code: 'missing-store'; readonly file: string; readonly target?: string }
  | { readonly code: 'damaged-store'; readonly file: string; readonly folder: string }
  | { readonly code: 'damaged-entry'; readonly name: string }
  | { readonly code: 'newer-store'; readonly file: string }
  | { readonly code: 'different-entries'; readonly name: string }

/** What keeps a command on backup codes from doing its work. Names and numbers, never a code. */
export type BackupProblem =
  | { readonly code: 'nothing-stored'; readonly service: string; readonly known: readonly string[] }
  | { readonly code: 'several-accounts'; readonly service: string; readonly accounts: readonly string[] }
  | {
      readonly code: 'already-stored'
      readonly service: string
      readonly count: number
      readonly known?: number
    }
  | { readonly code: 'hashed-only'; readonly service: string }
  | { readonly code: 'nothing-offered'; readonly service: string }
  /** Another run has changed the account so that what was begun does not fit any more. */
  | { readonly code: 'changed-meanwhile'; readonly service: string }
  | { readonly code: 'which-code'; readonly numbers: readonly string[] }
  /** Another run may be showing the code, and nobody can be asked. */
  | { readonly code: 'still-offered'; readonly service: string; readonly number: number }
  /** What a person said of a code does not fit how it stands by now. */
  | { readonly code: 'outcome-not-stored'; readonly service: string; readonly why: 'gone' | 'settled' }
  | { readonly code: 'nothing-to-undo'; readonly service: string }
  | { readonly code: 'no-set'; readonly set: string; readonly known: readonly string[] }
  | { readonly code: 'bad-export'; readonly file: string; readonly flaw: ExportFlaw }

/** Why there is no drawing. */
export type DrawingLimit =
  /** Cells that are needed, and those there are. */
  | { readonly kind: 'too-wide'; readonly needed: number; readonly columns: number }
  | { readonly kind: 'too-tall'; readonly needed: number; readonly rows: number }
  | { readonly kind: 'no-terminal' }

/** Every failure the program knows. */
export type Problem =
  | BackupProblem
  | StoreProblem
  /** `command`: the command that was typed, such as `clock phone`, whose help says more. */
  | { readonly code: 'misused'; readonly misuse: Misuse; readonly command?: string }
  | { readonly code: 'needs-terminal' }
  | { readonly code: 'needs-yes' }
  | { readonly code: 'needs-passphrase' }
  | { readonly code: 'unanswered'; readonly step: string; readonly choices: readonly string[] }
  | { readonly code: 'unknown-flow'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'nothing-saved' }
  | { readonly code: 'bad-flow'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-answers'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-config'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-codes'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-pattern'; readonly reason: PatternFault }
  | { readonly code: 'bad-saved-walk'; readonly file: string }
  | { readonly code: 'no-file'; readonly file: string }
  | { readonly code: 'exists'; readonly file: string }
  | { readonly code: 'unreadable'; readonly file: string; readonly reason: string }
  /** A file was named where a folder is read. */
  | { readonly code: 'folder-wanted'; readonly file: string }
  /** More than `most` bytes; the file is `-` for standard input. */
  | { readonly code: 'file-too-large'; readonly file: string; readonly most: number }
  | { readonly code: 'unwritable'; readonly file: string; readonly reason: string }
  /** `owner`: the number of the user to whom the file, or the folder above it, belongs. */
  | { readonly code: 'wrong-owner'; readonly file: string; readonly owner: number }
  /** The person's own folder is not known: HOME is empty or relative. */
  | { readonly code: 'no-home'; readonly home: string }
  | { readonly code: 'no-account'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'which-account'; readonly name: string; readonly known: readonly string[] }
  /** Of the files that were opened for a moment, not of the store. */
  | { readonly code: 'no-entry'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'which-entry'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'nothing-kept' }
  | { readonly code: 'no-clipboard'; readonly platform: string }
  | { readonly code: 'bad-secret'; readonly flaw: SecretFlaw }
  | { readonly code: 'bad-link'; readonly flaw: LinkFlaw }
  | { readonly code: 'several-secrets'; readonly found: readonly FoundName[] }
  | { readonly code: 'bad-picture'; readonly file: string; readonly flaw: PictureFlaw }
  | { readonly code: 'bad-import'; readonly file: string; readonly flaw: ImportFlaw }
  | { readonly code: 'import-needs-password'; readonly file: string }
  | { readonly code: 'import-wrong-password'; readonly file: string }
  | { readonly code: 'too-long-for-qr'; readonly bytes: number; readonly most: number }
  | { readonly code: 'no-drawing'; readonly reason: DrawingLimit }
  | { readonly code: 'cancelled' }

/** The name of a failure. */
export type ErrorCode = Problem['code']

/**
 * A failure with a name. The message is for developers: it holds the code only, never content of a file or a secret.
 *
 * @example
 * ```js
 * import { RescueError } from '2fa-rescue'
 * import { parseSecret } from '2fa-rescue/totp'
 *
 * try {
 *   parseSecret('GEZD1')
 * } catch (error) {
 *   if (error instanceof RescueError) console.log(error.problem.code) // bad-secret
 * }
 * ```
 */
export class RescueError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'RescueError'
    this.problem = problem
  }
}
