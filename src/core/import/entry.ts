/** From the loosely typed values of a format to entries: defaults, checks, and the list of those that failed. */

import { Secret } from '../secret.ts'
import { readBase32 } from '../totp/base32.ts'
import type { SecretFlaw } from '../totp/flaws.ts'
import { digitRange, longestPeriod } from '../totp/parameters.ts'
import { EntryError, refuseEntry } from './failure.ts'
import {
  type EntryAlgorithm,
  type EntryNote,
  type EntryParameters,
  type EntryType,
  entryAlgorithms,
  type FailedEntry,
  type ImportedEntry,
  type SkippedEntry,
} from './model.ts'
import { asText } from './text.ts'

/** An entry as a format gives it: texts and numbers that were not checked yet. */
export interface RawEntry {
  readonly type?: unknown
  readonly issuer?: unknown
  readonly account?: unknown
  /** Base32 text, or the bytes themselves. */
  readonly secret: unknown
  readonly algorithm?: unknown
  readonly digits?: unknown
  readonly period?: unknown
  readonly counter?: unknown
  readonly pin?: unknown
  readonly tags?: readonly string[]
  readonly title?: unknown
  readonly comment?: unknown
  readonly notes?: readonly EntryNote[]
}

const typeNames: Readonly<Record<string, EntryType>> = {
  totp: 'totp',
  hotp: 'hotp',
  steam: 'steam',
  steamtotp: 'steam',
  motp: 'motp',
  yandex: 'yandex',
  yaotp: 'yandex',
}

const defaults: Readonly<Record<EntryType, EntryParameters>> = {
  totp: { algorithm: 'SHA1', digits: 6, period: 30 },
  hotp: { algorithm: 'SHA1', digits: 6, period: 30 },
  steam: { algorithm: 'SHA1', digits: 5, period: 30 },
  motp: { algorithm: 'MD5', digits: 6, period: 10 },
  yandex: { algorithm: 'SHA256', digits: 8, period: 30 },
}

/** Types whose codes are always made in the same way, whatever the file says. */
const fixedTypes: ReadonlySet<EntryType> = new Set(['steam', 'motp', 'yandex'])

const leastSecretBytes = 10
const mostSecretBytes = 4096

/** What apps write where they mean that nothing is stated. */
const isUnset = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 0 || value === '0'

/** The entry in loosely typed values. Throws an EntryError that says why there is none. */
export function buildEntry(raw: RawEntry): ImportedEntry {
  const type = readType(raw.type)
  const secret = readSecret(raw.secret, type)
  const { parameters, stated } = readParameters(raw, type)
  const counter = type === 'hotp' ? readCounter(raw.counter) : undefined
  const pin = asText(raw.pin)
  const issuer = asText(raw.issuer).trim()
  const account = asText(raw.account).trim()
  const title = asText(raw.title).trim()
  const comment = asText(raw.comment)
  return {
    type,
    issuer,
    account,
    secret,
    parameters,
    stated,
    ...(type === 'hotp' ? { counter: counter ?? 0 } : {}),
    ...(pin === '' ? {} : { pin: new Secret(pin) }),
    tags: (raw.tags ?? []).filter((tag) => tag !== ''),
    ...(title === '' || title === issuer || title === account ? {} : { title }),
    ...(comment.trim() === '' ? {} : { comment }),
    notes: [...(raw.notes ?? []), ...notesOn(type, secret, parameters, counter, pin)],
  }
}

function notesOn(
  type: EntryType,
  secret: Secret,
  { algorithm }: EntryParameters,
  counter: number | undefined,
  pin: string,
): readonly EntryNote[] {
  const bytes = secret.reveal().length
  const notes: EntryNote[] = []
  if (bytes < leastSecretBytes) notes.push({ kind: 'short-secret', bytes })
  if (type === 'hotp' && counter === undefined) notes.push({ kind: 'no-counter' })
  if ((type === 'motp' || type === 'yandex') && pin === '') notes.push({ kind: 'no-pin' })
  if (algorithm === 'MD5' && type !== 'motp') notes.push({ kind: 'no-codes' })
  return notes
}

function readType(given: unknown): EntryType {
  if (given === undefined || given === null || given === '') return 'totp'
  return typeNames[asText(given).trim().toLowerCase()] ?? refuseEntry({ kind: 'type' })
}

/**
 * The bytes of an exported secret. A character too many leaves 5 to 7 unused bits; apps drop them and make codes, so
 * what comes from an app is read in the same way.
 */
export function readExportedBase32(text: string): Uint8Array | SecretFlaw {
  const bytes = readBase32(text)
  if (bytes instanceof Uint8Array || bytes.kind !== 'length') return bytes
  return readBase32(dropLastCharacter(text))
}

/** A secret without its last character and what stands behind it. */
export function dropLastCharacter(text: string): string {
  let end = text.length
  while (/[\s=-]/.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, Math.max(end - 1, 0))
}

function readSecret(given: unknown, type: EntryType): Secret {
  const bytes = given instanceof Uint8Array ? given : readExportedBase32(asText(given))
  if (!(bytes instanceof Uint8Array))
    return refuseEntry(bytes.kind === 'empty' ? { kind: 'no-secret' } : { kind: 'secret', flaw: bytes })
  if (bytes.length === 0) return refuseEntry({ kind: 'no-secret' })
  if (bytes.length > mostSecretBytes || (type === 'yandex' && bytes.length < 16))
    return refuseEntry({ kind: 'secret', flaw: { kind: 'length', length: bytes.length } })
  return new Secret(bytes)
}

function readParameters(
  raw: RawEntry,
  type: EntryType,
): { readonly parameters: EntryParameters; readonly stated: readonly (keyof EntryParameters)[] } {
  const usual = defaults[type]
  if (fixedTypes.has(type)) return { parameters: usual, stated: ['algorithm', 'digits', 'period'] }
  const stated: (keyof EntryParameters)[] = []
  let { algorithm, digits, period } = usual
  if (raw.algorithm !== undefined && raw.algorithm !== null && raw.algorithm !== '') {
    algorithm = readAlgorithm(raw.algorithm)
    stated.push('algorithm')
  }
  if (!isUnset(raw.digits)) {
    digits = readNumber('digits', raw.digits, digitRange.least, digitRange.most)
    stated.push('digits')
  }
  if (type === 'totp' && !isUnset(raw.period)) {
    period = readNumber('period', raw.period, 1, longestPeriod)
    stated.push('period')
  }
  return { parameters: { algorithm, digits, period }, stated }
}

/** The algorithm behind a name as apps write it: SHA1, sha-256, HmacSHA512. Never a guess. */
export function findAlgorithm(name: string): EntryAlgorithm | undefined {
  const plain = name.trim().toUpperCase().replace(/[-_ ]/g, '').replace(/^HMAC/, '')
  return entryAlgorithms.find((algorithm) => algorithm === plain)
}

function readAlgorithm(given: unknown): EntryAlgorithm {
  const name = asText(given)
  return (
    findAlgorithm(name) ?? refuseEntry({ kind: 'algorithm', name: /^[\w-]{1,16}$/.test(name) ? name : '…' })
  )
}

function readNumber(
  kind: 'digits' | 'period' | 'counter',
  given: unknown,
  least: number,
  most: number,
): number {
  const number = typeof given === 'string' && /^\s*\d{1,16}\s*$/.test(given) ? Number(given) : given
  const fits = typeof number === 'number' && Number.isSafeInteger(number) && number >= least && number <= most
  return fits ? number : refuseEntry({ kind })
}

function readCounter(given: unknown): number | undefined {
  if (given === undefined || given === null || given === '') return undefined
  return readNumber('counter', given, 0, Number.MAX_SAFE_INTEGER)
}

/** What a list of items gave. */
export interface EntryList {
  readonly entries: readonly ImportedEntry[]
  readonly failed: readonly FailedEntry[]
  readonly skipped: readonly SkippedEntry[]
}

/** How one item of a list is read: what it is called in messages, and its entry, which may throw an EntryError. */
export interface ItemReader<Item> {
  readonly title: (item: Item, index: number) => string
  readonly read: (item: Item) => ImportedEntry
  /** Whether the person had thrown it away. */
  readonly isTrash?: (item: Item) => boolean
}

/** Reads every item on its own: one that fails never loses the others. */
export function readItems<Item>(
  items: readonly Item[],
  { title, read, isTrash }: ItemReader<Item>,
): EntryList {
  const entries: ImportedEntry[] = []
  const failed: FailedEntry[] = []
  const skipped: SkippedEntry[] = []
  for (const [index, item] of items.entries()) {
    try {
      const entry = read(item)
      if (isTrash?.(item) === true) skipped.push({ why: 'trash', entry })
      else entries.push(entry)
    } catch (error) {
      failed.push({ title: title(item, index), why: flawIn(error) })
    }
  }
  return { entries, failed, skipped }
}

/** Why an item could not be read. Anything unexpected counts as a broken structure; its own text is never shown. */
function flawIn(error: unknown): FailedEntry['why'] {
  if (error instanceof EntryError) return error.flaw
  return { kind: 'structure' }
}

/** A title from issuer and account, or the place in the file. */
export function formatItemTitle(issuer: unknown, account: unknown, index: number): string {
  const names = [asText(issuer).trim(), asText(account).trim()].filter((name) => name !== '')
  return names.length === 0 ? `#${index + 1}` : names.join(':')
}
