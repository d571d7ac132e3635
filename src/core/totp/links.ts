/**
 * Texts that hold accounts: links, bare secrets, transfers, and the file of Google's PAM module. One reader for every
 * command. Every line that is neither empty nor a comment ends up in what it answers.
 */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import {
  type Account,
  type AccountNote,
  sameCodes,
  secretNotes,
  titleOf,
  usualLeastBytes,
} from './account.ts'
import { sameBytes } from './base32.ts'
import type { FoundName, LinkFlaw } from './flaws.ts'
import { foreignKind } from './foreign.ts'
import { type ParsedLink, parseLink } from './link.ts'
import { type FoundLink, findLinks } from './link-lines.ts'
import {
  isTransfer,
  joinParts,
  parseTransfer,
  type Transfer,
  type TransferEntry,
  type TransferPart,
} from './migration.ts'
import { largestCounter, longestPeriod, usualParameters } from './parameters.ts'
import { readSecretLine } from './secret-line.ts'

/** An account that was found in a text. */
export interface FoundAccount extends ParsedLink {
  /** From 1 on; 0 for an account of a transfer. */
  readonly line: number
  /** A bare secret as it was typed: it says nothing about its parameters. */
  readonly typed?: Secret<string>
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

/** Longer texts are refused: `limit` is in characters. */
const longestText = 1024 * 1024

/**
 * Reads every link and every bare secret of a text. Throws `bad-link` for a text above a million characters only.
 *
 * @example
 * ```js
 * import { readSecrets } from '2fa-rescue/totp'
 *
 * const { accounts, unread } = readSecrets('otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ\notpauth://totp/b?secret=1')
 * console.log(accounts.length, unread.map(({ line, flaw }) => `${line} ${flaw.kind}`)) // 1 [ '2 secret' ]
 * ```
 */
export function readSecrets(text: string): SecretList {
  if (text.length > longestText) throw new RescueError({ code: 'bad-link', flaw: { kind: 'too-long' } })
  const pam = readPamFile(text)
  if (pam !== undefined) return pam
  const what = foreignKind(text.replace(/^\ufeff/, ''))
  // Their other lines say nothing by themselves.
  if (what === 'contact' || what === 'private-key')
    return { accounts: [], unread: [{ line: 1, flaw: { kind: 'foreign', what } }], transfers: [] }
  const accounts: FoundAccount[] = []
  const unread: UnreadLine[] = []
  const parts: TransferPart[] = []
  for (const found of findLinks(text)) {
    if (found.kind === 'link') readLink(found, accounts, unread, parts)
    else readLine(found.line, found.text, accounts, unread)
  }
  const transfers = joinParts(parts)
  for (const entry of transfers.flatMap(({ entries }) => entries)) addEntry(entry, accounts, unread)
  const only = wholeSecret(text, accounts, unread)
  return only ?? withoutWords({ accounts, unread, transfers })
}

function readLink(
  { link, line, lastLine, unclearEnd }: FoundLink,
  accounts: FoundAccount[],
  unread: UnreadLine[],
  parts: TransferPart[],
): void {
  try {
    if (unclearEnd) throw new RescueError({ code: 'bad-link', flaw: { kind: 'unclear-end' } })
    if (isTransfer(link)) {
      parts.push(parseTransfer(link))
      return
    }
    const { account, notes } = parseLink(link)
    const joined: readonly AccountNote[] =
      lastLine === line ? [] : [{ kind: 'joined-lines', from: line, to: lastLine }]
    accounts.push({ account, notes: [...joined, ...notes], line })
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-link') throw error
    unread.push({ line, flaw: error.problem.flaw })
  }
}

function addEntry(entry: TransferEntry, accounts: FoundAccount[], unread: UnreadLine[]): void {
  if (entry.kind === 'unread') unread.push({ line: 0, title: entry.title, flaw: entry.flaw })
  else accounts.push({ account: entry.account, notes: entry.notes, line: 0 })
}

function readLine(line: number, text: string, accounts: FoundAccount[], unread: UnreadLine[]): void {
  const read = readSecretLine(text)
  switch (read.kind) {
    case 'secret':
      accounts.push(bareAccount(line, read.text, read.bytes))
      return
    case 'broken':
      unread.push({ line, flaw: read.flaw, typed: new Secret(read.text) })
      return
    case 'other':
      unread.push({ line, flaw: read.flaw })
  }
}

function bareAccount(line: number, text: string, bytes: Uint8Array): FoundAccount {
  const secret = new Secret(bytes)
  const account = { issuer: '', name: '', parameters: usualParameters, secret }
  return { account, notes: secretNotes(secret), line, typed: new Secret(text) }
}

/** A short word on a line of its own is no second secret next to a real one. */
function withoutWords({ accounts, unread, transfers }: SecretList): SecretList {
  const isWord = ({ typed, account }: FoundAccount): boolean =>
    typed !== undefined &&
    account.secret.reveal().length < usualLeastBytes &&
    !/\d/.test(typed.reveal().normalize('NFKC'))
  if (accounts.every(isWord)) return { accounts, unread, transfers }
  const words = accounts.filter(isWord).map(({ line }) => ({ line, flaw: { kind: 'no-link' } }) as const)
  return {
    accounts: accounts.filter((account) => !isWord(account)),
    unread: [...unread, ...words].sort((one, other) => one.line - other.line),
    transfers,
  }
}

/**
 * A text of one line that no rule takes for a secret may still be one that an app read in another way, such as a pass
 * phrase. It stays unread, with what was typed.
 */
function wholeSecret(
  text: string,
  accounts: readonly FoundAccount[],
  unread: readonly UnreadLine[],
): SecretList | undefined {
  const [only, ...more] = unread
  if (accounts.length > 0 || only === undefined || more.length > 0) return undefined
  if (only.flaw.kind !== 'no-link' || only.typed !== undefined || !/^[\x20-\x7e]{1,128}$/.test(text.trim()))
    return undefined
  return { accounts, unread: [{ ...only, typed: new Secret(text.trim()) }], transfers: [] }
}

// --- Google's PAM module ---

/** A line of options: `" RATE_LIMIT 3 30`, `" TOTP_AUTH`. */
const pamOption = /^" [A-Z_]+\b/

/**
 * The file `~/.google_authenticator`: the secret, then options, then eight-digit scratch codes, which are left out.
 * Undefined for any other text.
 */
function readPamFile(text: string): SecretList | undefined {
  const [first = '', ...others] = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r]/)
  const options = others.filter((line) => pamOption.test(line))
  if (options.length === 0) return undefined
  const read = readSecretLine(first)
  if (read.kind !== 'secret') return undefined
  const numberOf = (name: string, least: number, most: number): number | undefined => {
    const value = Number(options.find((line) => line.startsWith(`" ${name} `))?.split(' ')[2] ?? Number.NaN)
    return Number.isInteger(value) && value >= least && value <= most ? value : undefined
  }
  const counter = numberOf('HOTP_COUNTER', 0, largestCounter)
  const period = numberOf('STEP_SIZE', 1, longestPeriod) ?? usualParameters.period
  const parameters = { ...usualParameters, type: counter === undefined ? 'totp' : 'hotp', period } as const
  const known = (line: string): boolean =>
    line.trim() === '' || line.startsWith('"') || /^\d{8}$/.test(line.trim())
  const unread = others.flatMap((line, index): readonly UnreadLine[] =>
    known(line) ? [] : [{ line: index + 2, flaw: { kind: 'no-link' } }],
  )
  const { account, notes } = bareAccount(1, read.text, read.bytes)
  const counted = counter === undefined ? {} : { counter }
  return {
    accounts: [{ account: { ...account, parameters, ...counted }, notes, line: 1 }],
    unread,
    transfers: [],
  }
}

// --- One of several ---

/**
 * The accounts of a list that differ: a set-up page shows a link twice, and the same secret for typing. Two bare secrets that
 * are the same stay two: they may be the halves of one.
 */
export function distinctAccounts({ accounts }: Pick<SecretList, 'accounts'>): readonly FoundAccount[] {
  const links = accounts.filter(({ typed }) => typed === undefined)
  const isTwin = (one: Account, other: Account): boolean =>
    titleOf(one) === titleOf(other) && one.counter === other.counter && sameCodes(one, other)
  return accounts.filter(({ account, typed }, index) =>
    typed === undefined
      ? !accounts.slice(0, index).some((other) => other.typed === undefined && isTwin(other.account, account))
      : !links.some((link) => sameBytes(link.account.secret.reveal(), account.secret.reveal())),
  )
}

/** The failure of a text without any account: what says most about it. */
export function failureIn({ unread }: Pick<SecretList, 'unread'>): RescueError {
  const [first] = unread
  const flaw = unread.find((one) => one.flaw.kind !== 'no-link')?.flaw ?? first?.flaw
  if (flaw === undefined) return new RescueError({ code: 'bad-secret', flaw: { kind: 'empty' } })
  const typed = unread.find((one) => one.flaw === flaw)?.typed
  if (flaw.kind === 'secret' && typed !== undefined)
    return new RescueError({ code: 'bad-secret', flaw: flaw.flaw })
  return new RescueError({ code: 'bad-link', flaw })
}

/** How accounts are told apart in a question or a message: by their titles, and by their lines where those are alike. */
export function foundNames(accounts: readonly FoundAccount[]): readonly FoundName[] {
  const titles = accounts.map(({ account }) => titleOf(account))
  return accounts.map(({ line }, index) => {
    const title = titles[index] ?? ''
    const isUnique = titles.filter((other) => other === title).length === 1
    return { title, line: title !== '' && isUnique ? 0 : line }
  })
}
