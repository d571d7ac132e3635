/** What goes into the import and what comes out of it. Bytes in, values out. */

import type { Secret } from '../secret.ts'
import type { LinkFlaw, SecretFlaw } from '../totp/flaws.ts'
import type { DeriveKey } from './derive-key.ts'

/** A file as it was given. The name is used in messages and to find companion files, never to recognise a format. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The kinds of entry. */
export const entryTypes = ['totp', 'hotp', 'steam', 'motp', 'yandex'] as const
/** How the codes are made: RFC 6238, RFC 4226, Steam, Mobile-OTP, Yandex Key. */
export type EntryType = (typeof entryTypes)[number]

/** The hash functions that codes of an entry can be made with. */
export const entryAlgorithms = ['SHA1', 'SHA256', 'SHA512', 'SHA224', 'SHA384', 'MD5'] as const
/** A hash function that codes of an entry can be made with. */
export type EntryAlgorithm = (typeof entryAlgorithms)[number]

/** What the codes of an entry are made with besides the secret. */
export interface EntryParameters {
  readonly algorithm: EntryAlgorithm
  /** Characters of a code. */
  readonly digits: number
  /** Seconds for which a code is valid; without meaning for `hotp`. */
  readonly period: number
}

/** One account of an export. */
export interface ImportedEntry {
  readonly type: EntryType
  /** Who asks for the code; may be empty. */
  readonly issuer: string
  /** Whose account it is; may be empty. */
  readonly account: string
  /** The key. For `motp` the bytes of the hexadecimal text, because that text is what is hashed. */
  readonly secret: Secret
  readonly parameters: EntryParameters
  /** Which parameters the file states; the others are defaults. */
  readonly stated: readonly (keyof EntryParameters)[]
  /** The counter of the next code, for `hotp`. */
  readonly counter?: number
  /** For `motp` and `yandex`, where the file has it. */
  readonly pin?: Secret<string>
  /** Folders, groups, categories or tags. */
  readonly tags: readonly string[]
  /** The title in the container, where it differs from issuer and account. */
  readonly title?: string
  /** The person's own note. */
  readonly comment?: string
  readonly notes: readonly EntryNote[]
}

/** Something to know about an entry that was read. */
export type EntryNote =
  | { readonly kind: 'short-secret'; readonly bytes: number }
  | { readonly kind: 'no-counter' }
  /** The same as an earlier entry of the same import. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'archived' }
  /** It was in the trash of the app. */
  | { readonly kind: 'trash' }
  /** The codes need a PIN that is not in the file. */
  | { readonly kind: 'no-pin' }
  /** There is no agreed way to make codes from these parameters. */
  | { readonly kind: 'no-codes' }
  /** Steam: the code that removes the authenticator from the Steam account. */
  | { readonly kind: 'revocation-code'; readonly code: Secret<string> }
  /** The label names another issuer than the issuer field. */
  | { readonly kind: 'other-name'; readonly name: string }

/** Why an entry could not be read. */
export type EntryFlaw =
  | LinkFlaw
  /** It is encrypted under a key that the file does not contain. */
  | { readonly kind: 'other-key' }
  /** It does not have the structure of an entry. */
  | { readonly kind: 'structure' }
  /** The account signs in by a push message; it has no secret for codes. */
  | { readonly kind: 'push-only' }
  | { readonly kind: 'secret'; readonly flaw: SecretFlaw }

/** An entry that could not be read, and why. */
export interface FailedEntry {
  /** A name for the entry: its title, or its place in the file. */
  readonly title: string
  readonly why: EntryFlaw
}

/** What a format cannot store, so the exporting app lost it. */
export type Loss =
  | 'period'
  | 'algorithm'
  | 'digits'
  | 'type'
  | 'issuer'
  | 'pin'
  /** A newer version of the format than those known here. */
  | 'newer-version'
  /** The database was being written; its newest changes are in a file with the extension -wal. */
  | 'recent-changes'
  /** Part of the file could not be read. */
  | 'rest-of-file'

/** An entry that is left out on purpose, and why. */
export interface SkippedEntry {
  readonly why: 'trash'
  readonly entry: ImportedEntry
}

/** Parts of a transfer that were not given. Parts count from 1. */
export interface MissingParts {
  readonly size: number
  readonly parts: readonly number[]
}

/** The entries of an export, and all that is known to be missing or lost. */
export interface ImportResult {
  readonly format: FormatId
  readonly entries: readonly ImportedEntry[]
  readonly failed: readonly FailedEntry[]
  readonly lost: readonly Loss[]
  readonly skipped: readonly SkippedEntry[]
  readonly missing: readonly MissingParts[]
}

/** The id of a format. */
export type FormatId =
  | 'uri-list'
  | 'google-authenticator'
  | 'aegis'
  | '2fas'
  | 'bitwarden'
  | 'ente'
  | 'proton-authenticator'
  | 'proton-pass'
  | '1password'
  | '1password-csv'
  | 'apple-passwords'
  | 'kdbx'
  | 'keepass-xml'
  | 'keepassxc-csv'
  | 'stratum'
  | 'freeotp'
  | 'freeotp-plus'
  | 'andotp'
  | 'raivo'
  | 'lastpass'
  | 'lastpass-csv'
  | 'bitwarden-authenticator'
  | 'steam'
  | '2fauth'
  | 'winauth'
  | 'totp-authenticator'
  | 'authenticator-plus'
  | 'authy'
  | 'microsoft-authenticator'
  | 'google-authenticator-db'
  | 'duo'
  | 'battle-net'
  | 'html'
  /** A table of a program that is not known by itself. */
  | 'csv'
  | 'openpgp'
  | 'gzip'
  | 'zip'

/** Files that are recognised but can never give codes here; the words say what to do instead. */
export type Unusable =
  | 'bitwarden-account'
  | 'freeotp-names'
  | 'aegis-no-password'
  | 'keepass-1'
  | 'kdbx-cipher'
  | 'winauth-xml'
  | 'pgp-own-key'
  | 'steam-manifest-only'
  | 'steam-no-manifest'
  | 'lastpass-phone-backup'
  | '1password-vault'

/** What is wrong with a file as a whole. */
export type ImportFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'empty-folder' }
  | { readonly kind: 'too-large'; readonly most: number }
  /** More entries than are read. */
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'not-recognised' }
  /** A picture with a QR code that is not for an authenticator. */
  | { readonly kind: 'qr-not-otp' }
  | { readonly kind: 'damaged'; readonly format: FormatId | 'json' | 'zip' | 'sqlite' }
  | { readonly kind: 'unusable'; readonly what: Unusable }
  /** Opening it needs more memory or computing time than is allowed, as the file says itself. Bytes, rounds. */
  | {
      readonly kind: 'too-costly'
      readonly what: 'memory' | 'rounds'
      readonly need: number
      readonly most: number
    }
  /** The system did not give the memory. */
  | { readonly kind: 'no-memory'; readonly need: number }

/** The work of a key derivation, reported before it starts. */
export interface Cost {
  readonly name: string
  /** Bytes of memory; 0 for a derivation that needs time alone. */
  readonly memory: number
}

/** What is needed to open an encrypted export. */
export interface OpenOptions {
  readonly password?: Secret<string>
  /** The bytes of a key file, for databases of the KeePass family. */
  readonly keyFile?: Secret
  /** Called before a key derivation that needs at least 256 MiB, or seconds of time; a rejection stops it. */
  readonly onCost?: (cost: Cost) => void | Promise<void>
  /** Derives keys that take long (default: on this thread, which is blocked by it). */
  readonly derive?: DeriveKey
}
