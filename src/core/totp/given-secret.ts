/** One secret that a person gave, out of what was found in a text. */
import type { Secret } from '../secret.ts'
import type { Account } from './account.ts'
import type { SecretFlaw } from './flaws.ts'
import type { FoundAccount, SecretList, UnreadLine } from './secret-list.ts'

/** A secret that a person gave: with an account, or as a bare text that may have been misread. */
export type GivenSecret =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'text'; readonly text: Secret<string> }

/** The only line of a text, where it cannot be read as it stands but may be a secret that was misread. */
export function findMisread({ accounts, unread: [only, ...more] }: SecretList): GivenSecret | undefined {
  if (accounts.length > 0 || only?.typed === undefined || more.length > 0 || !mayBeMisread(only))
    return undefined
  return { kind: 'text', text: only.typed }
}

/** A bare secret stays a text, unless settings stood next to it. */
export function toGivenSecret({ account, typed, isDeclared }: FoundAccount): GivenSecret {
  return typed === undefined || isDeclared ? { kind: 'account', account } : { kind: 'text', text: typed }
}

/** Text with words next to the secret is refused: read as a whole it would be another secret. */
function mayBeMisread({ flaw }: UnreadLine): boolean {
  return flaw.kind === 'no-link' || (flaw.kind === 'secret' && !isIncomplete(flaw.flaw))
}

/** Flaws that no other reading of the same characters mends. */
const isIncomplete = ({ kind }: SecretFlaw): boolean => kind === 'groups' || kind === 'word' || kind === 'cut'
