/** Puts together what the lines of a text hold: accounts, settings next to them, transfers, and what was not read. */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { type AccountNote, secretNotes, usualLeastBytes } from './account.ts'
import { compact, isUsualLength, sameBytes, withoutPadding } from './base32.ts'
import { parseLinkWith } from './link.ts'
import type { FoundLink } from './link-lines.ts'
import { codeParameters, type Pair, parseCounter, readParameters, refuseLink } from './link-parameters.ts'
import { isTransfer, joinParts, parseTransfer, type TransferPart } from './migration.ts'
import { showableName } from './parameter-names.ts'
import { usualParameters } from './parameters.ts'
import { readPlainLink } from './plain-link.ts'
import { type LineSecret, readSecretLine, type SecretLine } from './secret-line.ts'
import type { FoundAccount, SecretList, UnreadLine } from './secret-list.ts'
import { findSpokenSettings, readSettings } from './setting-lines.ts'

/** What an account was read from: it is read again where settings stand next to it. */
type Source = FoundLink | { readonly kind: 'bare'; readonly line: number; readonly read: LineSecret }

/** Reads an account, with the settings that stand next to it. Throws `bad-link`. */
function readSource(source: Source, settings: readonly Pair[]): FoundAccount {
  if (source.kind === 'bare') return bareAccount(source.line, source.read, settings)
  const { link, line, lastLine } = source
  const { account, notes } = parseLinkWith(link, settings)
  if (lastLine === line) return { account, notes, line }
  return { account, notes: [{ kind: 'joined-lines', from: line, to: lastLine }, ...notes], line }
}

const noNotes: readonly AccountNote[] = []

/** Collects what the lines of a text hold. Settings are applied last, when all secrets are known. */
export class TextReader {
  private readonly accounts: FoundAccount[] = []
  /** Of each account, in the same order. */
  private readonly sources: Source[] = []
  private readonly unread: UnreadLine[] = []
  private readonly parts: TransferPart[] = []
  private readonly settings: SettingLine[] = []

  readLink(found: FoundLink): void {
    const { link, line, end } = found
    const plain = found.isPlain === true && end === undefined ? readPlainLink(link) : undefined
    if (plain !== undefined) {
      this.accounts.push({ account: plain, notes: noNotes, line })
      this.sources.push(found)
    } else if (end !== undefined) this.unread.push({ line, flaw: { kind: end } })
    else if (isTransfer(link)) this.tryRead(line, () => this.parts.push(parseTransfer(link)))
    else this.add(line, found)
  }

  readLine(line: number, text: string): void {
    const settings = readSettings(text)
    if (settings !== undefined) {
      this.settings.push({ line, settings, after: this.accounts.at(-1) })
      return
    }
    const read = readSecretLine(text)
    if (read.kind === 'secret') {
      this.add(line, { kind: 'bare', line, read })
      return
    }
    const isSentence = this.addSpoken(line, text) && !isSecretBesideWords(read)
    if (isSentence) this.unread.push({ line, flaw: { kind: 'no-link' } })
    else if (read.kind === 'other') this.unread.push({ line, flaw: read.flaw })
    else this.unread.push({ line, flaw: read.flaw, typed: new Secret(read.text) })
  }

  /** A sentence that says how the codes are made: it is not used, and keeps the secret next to it from being used. */
  private addSpoken(line: number, text: string): boolean {
    const settings = findSpokenSettings(text)
    if (settings.length === 0) return false
    this.settings.push({ line, settings, after: this.accounts.at(-1), isSentence: true })
    return true
  }

  finish(): SecretList {
    const transfers = joinParts(this.parts)
    const entries = transfers.flatMap(({ entries }) => entries)
    for (const entry of entries)
      if (entry.kind === 'unread') this.unread.push({ line: 0, title: entry.title, flaw: entry.flaw })
    const list = withoutHalves(withoutWords({ accounts: this.accounts, unread: this.unread, transfers }))
    const applied = this.applySettings(list)
    const moved = entries.flatMap((entry) =>
      entry.kind === 'unread' ? [] : [{ account: entry.account, notes: entry.notes, line: 0 }],
    )
    return { ...applied, accounts: [...applied.accounts, ...moved] }
  }

  /** Adds an account, or what keeps it from being one. */
  private add(line: number, source: Source): void {
    this.tryRead(line, () => {
      this.accounts.push(readSource(source, []))
      this.sources.push(source)
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
    const { settings } = this
    if (settings.length === 0) return list
    if (list.accounts.length === 0) {
      const unused = settings.filter(({ isSentence }) => isSentence !== true)
      const lines = unused.map(({ line }) => ({ line, flaw: { kind: 'no-link' } }) as const)
      return { ...list, unread: [...list.unread, ...lines].sort((one, other) => one.line - other.line) }
    }
    const place = placeSettings(list.accounts, settings)
    const accounts: FoundAccount[] = []
    this.unread.splice(0, this.unread.length, ...list.unread)
    for (const account of list.accounts)
      this.tryRead(account.line, () => {
        const source = this.sources[this.accounts.indexOf(account)]
        accounts.push(source === undefined ? account : readSource(source, place(account)))
      })
    return { ...list, accounts, unread: this.unread }
  }
}

const isSecretBesideWords = (read: SecretLine): boolean =>
  read.kind === 'broken' && (read.flaw.kind !== 'secret' || read.flaw.flaw.kind !== 'character')

/** A line of settings, and the account before it. */
interface SettingLine {
  readonly line: number
  readonly settings: readonly Pair[]
  readonly after: FoundAccount | undefined
  /** Whether it is a sentence, which is among the unread lines as well. */
  readonly isSentence?: true
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

/** The account of a bare secret, with the settings next to it. Throws `bad-link`. */
export function bareAccount(line: number, read: LineSecret, beside: readonly Pair[]): FoundAccount {
  const settings = [...read.settings, ...beside]
  const secret = new Secret(read.bytes)
  const text: readonly AccountNote[] = read.hasComment ? [{ kind: 'text-after' }] : []
  const notes = [...text, ...secretNotes(secret)]
  const typed = new Secret(read.text)
  const names = { issuer: '', name: '' }
  if (settings.length === 0 && !read.isEncoded)
    return { account: { ...names, parameters: usualParameters, secret }, notes, line, typed }
  const given = readParameters(settings, undefined)
  const counter = parseCounter(given)
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

/**
 * A bare secret of an unusual length next to a line that cannot be a secret because of its length: the two may be one
 * secret that was wrapped.
 */
function withoutHalves(list: SecretList): SecretList {
  const broken = new Set(
    list.unread
      .filter(({ flaw }) => flaw.kind === 'secret' && flaw.flaw.kind === 'length')
      .map(({ line }) => line),
  )
  if (broken.size === 0) return list
  const isHalf = ({ line, typed }: FoundAccount): boolean =>
    typed !== undefined &&
    !isUsualLength(withoutPadding(compact(typed.reveal())).length) &&
    (broken.has(line - 1) || broken.has(line + 1))
  const halves = list.accounts
    .filter(isHalf)
    .map(({ line }) => ({ line, flaw: { kind: 'secret', flaw: { kind: 'groups' } } }) as const)
  return {
    ...list,
    accounts: list.accounts.filter((account) => !isHalf(account)),
    unread: [...list.unread, ...halves].sort((one, other) => one.line - other.line),
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
