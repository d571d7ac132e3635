/** What a text of secrets and links holds. */
import type { Secret } from '../secret.ts'
import type { LinkFlaw } from './flaws.ts'
import type { ParsedLink } from './link.ts'
import type { Transfer } from './migration.ts'

/** An account that was found in a text. */
export interface FoundAccount extends ParsedLink {
  /** From 1 on; 0 for an account of a transfer. */
  readonly line: number
  /** A bare secret as it was typed. */
  readonly typed?: Secret<string>
  /** Whether settings stood next to a bare secret: without them it says nothing about its parameters. */
  readonly isDeclared?: true
}

/** A line, or an account of a transfer, that could not be read. */
export interface UnreadLine {
  readonly line: number
  /** The name of the account, where it is known. */
  readonly title?: string
  readonly flaw: LinkFlaw
  /** What may be a secret that was misread. */
  readonly typed?: Secret<string>
}

/** What a text holds. A line that cannot be read never loses the others. */
export interface SecretList {
  /** In order; those of transfers last. */
  readonly accounts: readonly FoundAccount[]
  readonly unread: readonly UnreadLine[]
  /** The transfers in the text; their accounts are part of `accounts` and `unread`. */
  readonly transfers: readonly Transfer[]
}
