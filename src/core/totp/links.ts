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
import { type ParsedLink, parseLinkWith } from './link.ts'
import { type FoundLink, findLinks } from './link-lines.ts'
import { codeParameters, counterIn, type Pair, readParameters, refuseLink } from './link-parameters.ts'
import { isTransfer, joinParts, parseTransfer, type Transfer, type TransferPart } from './migration.ts'
import { showableName } from './parameter-names.ts'
import { largestCounter, longestPeriod, usualParameters } from './parameters.ts'
import { type LineSecret, readSecretLine } from './secret-line.ts'
import { readSettings } from './setting-lines.ts'

/** An account that was found in a text. */
export interface FoundAccount extends ParsedLink {
  /** From 1 on; 0 for an account of a transfer. */
  readonly line: number
  /** A bare secret as it was typed. */
  readonly typed?: Secret<string>
  /** Whether settings stood beside a bare secret: without them it says nothing about its parameters. */
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
  const reader = new TextReader()
  for (const found of findLinks(text)) {
    if (found.kind === 'link') reader.readLink(found)
    else reader.readLine(found.line, found.text)
  }
  const { accounts, unread, transfers } = reader.finish()
  const only = wholeSecret(text, accounts, unread)
  return only ?? { accounts, unread, transfers }
}

/** Reads an account again, with the settings that stand beside it. Throws `bad-link`. */
type Source = (settings: readonly Pair[]) => FoundAccount

/** Collects what the lines of a text hold. Settings are applied last, when all secrets are known. */
class TextReader {
  private readonly accounts: FoundAccount[] = []
  private readonly sources = new Map<FoundAccount, Source>()
  private readonly unread: UnreadLine[] = []
  private readonly parts: TransferPart[] = []
  private readonly settings: SettingLine[] = []

  readLink({ link, line, lastLine, end }: FoundLink): void {
    if (end !== undefined) this.unread.push({ line, flaw: { kind: end } })
    else if (isTransfer(link)) this.tryRead(line, () => this.parts.push(parseTransfer(link)))
    else
      this.add(line, (settings) => {
        const { account, notes } = parseLinkWith(link, settings)
        const joined: readonly AccountNote[] =
          lastLine === line ? [] : [{ kind: 'joined-lines', from: line, to: lastLine }]
        return { account, notes: [...joined, ...notes], line }
      })
  }

  readLine(line: number, text: string): void {
    const settings = readSettings(text)
    if (settings !== undefined) {
      this.settings.push({ line, settings, after: this.accounts.at(-1) })
      return
    }
    const read = readSecretLine(text)
    if (read.kind === 'secret') this.add(line, (beside) => bareAccount(line, read, beside))
    else if (read.kind === 'other') this.unread.push({ line, flaw: read.flaw })
    else this.unread.push({ line, flaw: read.flaw, typed: new Secret(read.text) })
  }

  finish(): SecretList {
    const transfers = joinParts(this.parts)
    const entries = transfers.flatMap(({ entries }) => entries)
    for (const entry of entries)
      if (entry.kind === 'unread') this.unread.push({ line: 0, title: entry.title, flaw: entry.flaw })
    const list = withoutWords({ accounts: this.accounts, unread: this.unread, transfers })
    const applied = this.applySettings(list)
    const moved = entries.flatMap((entry) =>
      entry.kind === 'unread' ? [] : [{ account: entry.account, notes: entry.notes, line: 0 }],
    )
    return { ...applied, accounts: [...applied.accounts, ...moved] }
  }

  /** Adds an account, or what keeps it from being one. */
  private add(line: number, source: Source): void {
    this.tryRead(line, () => {
      const account = source([])
      this.accounts.push(account)
      this.sources.set(account, source)
    })
  }

  private tryRead(line: number, read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof RescueError) || error.problem.code !== 'bad-link') throw error
      this.unread.push({ line, flaw: error.problem.flaw })
    }
  }

  /** Every account again, with its settings. Without a secret, settings are lines like any other. */
  private applySettings(list: SecretList): SecretList {
    const { settings, sources } = this
    if (settings.length === 0) return list
    if (list.accounts.length === 0) {
      const lines = settings.map(({ line }) => ({ line, flaw: { kind: 'no-link' } }) as const)
      return { ...list, unread: [...list.unread, ...lines].sort((one, other) => one.line - other.line) }
    }
    const place = placeSettings(list.accounts, settings)
    const accounts: FoundAccount[] = []
    this.unread.splice(0, this.unread.length, ...list.unread)
    for (const account of list.accounts)
      this.tryRead(account.line, () => {
        accounts.push(sources.get(account)?.(place(account)) ?? account)
      })
    return { ...list, accounts, unread: this.unread }
  }
}

/** A line of settings, and the account before it. */
interface SettingLine {
  readonly line: number
  readonly settings: readonly Pair[]
  readonly after: FoundAccount | undefined
}

/**
 * Which settings belong to an account: all where the text holds one secret, else those between it and the next one.
 * Where settings stand before the first of several secrets, nobody can know: then it throws `bad-link`.
 */
function placeSettings(
  accounts: readonly FoundAccount[],
  lines: readonly SettingLine[],
): (account: FoundAccount) => readonly Pair[] {
  const [first, ...others] = accounts
  const bytes = first?.account.secret.reveal()
  const isOne = others.every(
    ({ account }) => bytes !== undefined && sameBytes(account.secret.reveal(), bytes),
  )
  if (isOne) return () => lines.flatMap(({ settings }) => settings)
  const loose = lines.find(({ after }) => after === undefined || !accounts.includes(after))
  const name = loose?.settings[0]?.name
  if (name !== undefined) return () => refuseLink({ kind: 'unplaced', name: showableName(name) })
  return (account) => lines.filter(({ after }) => after === account).flatMap(({ settings }) => settings)
}

/** The account of a bare secret, with the settings beside it. Throws `bad-link`. */
function bareAccount(line: number, read: LineSecret, beside: readonly Pair[]): FoundAccount {
  const settings = [...read.settings, ...beside]
  const secret = new Secret(read.bytes)
  const text: readonly AccountNote[] = read.hasComment ? [{ kind: 'text-after' }] : []
  const notes = [...text, ...secretNotes(secret)]
  const typed = new Secret(read.text)
  const names = { issuer: '', name: '' }
  if (settings.length === 0 && !read.isEncoded)
    return { account: { ...names, parameters: usualParameters, secret }, notes, line, typed }
  const given = readParameters(settings, undefined)
  const counter = counterIn(given)
  // A counter alone may belong to any kind of code.
  if (counter !== undefined && given.type === undefined) refuseLink({ kind: 'parameter', name: 'counter' })
  const parameters = codeParameters(given.type ?? 'totp', given, '')
  const counted = parameters.type === 'hotp' ? { counter: counter ?? 0 } : {}
  const noCounter: readonly AccountNote[] =
    parameters.type === 'hotp' && counter === undefined ? [{ kind: 'no-counter' }] : []
  return {
    account: { ...names, parameters, ...counted, secret },
    notes: [...noCounter, ...notes],
    line,
    typed,
    isDeclared: true,
  }
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
  const { account, notes } = bareAccount(1, read, [])
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
  return accounts.filter(({ account, typed, isDeclared }, index) =>
    typed === undefined
      ? !accounts.slice(0, index).some((other) => other.typed === undefined && isTwin(other.account, account))
      : !links.some(
          (link) =>
            sameBytes(link.account.secret.reveal(), account.secret.reveal()) &&
            (isDeclared !== true || sameCodes(link.account, account)),
        ),
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
