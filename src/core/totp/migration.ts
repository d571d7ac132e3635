/**
 * Google Authenticator's transfer (“Export accounts”): one QR code for up to ten accounts, each code a protobuf message
 * in Base64. It has no place for the period, nor for seven digits. The only file that knows @bufbuild/protobuf.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { type Account, formatTitle, secretNotes } from './account.ts'
import { withoutPadding } from './base32.ts'
import type { LinkFlaw } from './flaws.ts'
import type { ParsedLink } from './link.ts'
import {
  type Algorithm,
  algorithms,
  largestCounter,
  type OtpParameters,
  secretRange,
  usualParameters,
} from './parameters.ts'

/** An account of a transfer or a list; or its title and the reason why it could not be read. */
export type TransferEntry =
  | ({ readonly kind: 'account' } & ParsedLink)
  | {
      readonly kind: 'unread'
      readonly title: string
      readonly flaw: LinkFlaw
      readonly raw?: RawTransferEntry
    }

/** An account whose algorithm is not supported here, as the transfer states it; an import keeps it all the same. */
export interface RawTransferEntry {
  readonly issuer: string
  readonly name: string
  readonly secret: Secret
  readonly type: 'totp' | 'hotp' | undefined
  readonly digits: number | undefined
  readonly counter: number
}

/** What one QR code holds: part `index` (from 0) of `size`, of the transfer `batch`. */
export interface TransferPart {
  readonly batch: number
  readonly index: number
  readonly size: number
  readonly entries: readonly TransferEntry[]
}

const transferPrefix = 'otpauth-migration://'

export function isTransfer(text: string): boolean {
  return text.trimStart().toLowerCase().startsWith(transferPrefix)
}

/** More QR codes than any real transfer has; a larger number means that the data is damaged. */
const mostParts = 1000

/**
 * Reads one part. Throws `bad-link`.
 *
 * @example
 * ```js
 * import { parseSecret, parseTransfer, transferLinks, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const account = { issuer: 'Example', name: 'alice', parameters: usualParameters, secret }
 * const [link] = transferLinks([account], 1)
 * const part = parseTransfer(link)
 * console.log(part.index, part.size, part.entries[0].kind) // 0 1 account
 * ```
 */
export function parseTransfer(link: string): TransferPart {
  try {
    return readPart(bytesIn(link))
  } catch {
    // The reader's own messages may quote what it read.
    throw new RescueError({ code: 'bad-link', flaw: { kind: 'damaged-transfer' } })
  }
}

/** Plain or URL-safe Base64, percent-encoded or not, with or without padding; a `+` is not a space here. */
function bytesIn(link: string): Uint8Array {
  const data = /[?&]data=([^&#\s]*)/i.exec(link)?.[1] ?? ''
  const base64 = decodeURIComponent(data).replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/')
  const text = atob(withoutPadding(base64))
  if (text === '') throw new Error('empty')
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function readPart(bytes: Uint8Array): TransferPart {
  const entries: TransferEntry[] = []
  let [batch, index, size] = [0, 0, 1]
  for (const { field, type, reader } of fieldsOf(bytes)) {
    if (field === 1 && type === WireType.LengthDelimited) entries.push(readEntry(reader.bytes()))
    else if (type !== WireType.Varint) reader.skip(type, field)
    else {
      const value = reader.int32()
      if (field === 3) size = value
      if (field === 4) index = value
      if (field === 5) batch = value
    }
  }
  if (size < 1 || size > mostParts || index < 0 || index >= size) throw new Error('bad part')
  if (entries.length === 0) throw new Error('no entries')
  return { batch, index, size, entries }
}

function* fieldsOf(bytes: Uint8Array): Generator<{ field: number; type: WireType; reader: BinaryReader }> {
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag()
    yield { field, type, reader }
  }
}

/** The fields of one account, by number: texts and bytes, and numbers. */
interface Fields {
  readonly bytes: (field: number) => Uint8Array
  readonly text: (field: number) => string
  readonly number: (field: number) => number
}

function readFields(message: Uint8Array): Fields {
  const texts = new Map<number, Uint8Array>()
  const numbers = new Map<number, number>()
  for (const { field, type, reader } of fieldsOf(message)) {
    if (type === WireType.LengthDelimited) texts.set(field, reader.bytes())
    else if (type === WireType.Varint) numbers.set(field, Number(reader.int64()))
    else reader.skip(type, field)
  }
  const bytes = (field: number) => texts.get(field) ?? new Uint8Array()
  return {
    bytes,
    text: (field) => new TextDecoder().decode(bytes(field)).trim(),
    number: (field) => numbers.get(field) ?? 0,
  }
}

function readEntry(message: Uint8Array): TransferEntry {
  const fields = readFields(message)
  const names = readNames(fields.text(2), fields.text(3))
  const parameters = parametersIn(fields)
  const secret = new Secret(fields.bytes(1).slice())
  if ('kind' in parameters) {
    const type = typesByNumber[fields.number(6)]
    const digits = digitsByNumber[fields.number(5)]
    const raw = { ...names, secret, type, digits, counter: fields.number(7) }
    return { kind: 'unread', title: formatTitle(names), flaw: parameters, raw }
  }
  const counter = parameters.type === 'hotp' ? { counter: fields.number(7) } : {}
  return {
    kind: 'account',
    account: { ...names, parameters, ...counter, secret },
    notes: secretNotes(secret),
  }
}

/** The parameters from Google's enum values (zero means unspecified), or the reason why no codes can be made. */
function parametersIn({ bytes, number }: Fields): OtpParameters | LinkFlaw {
  const [algorithmNumber, digitsNumber, typeNumber, counter] = [number(4), number(5), number(6), number(7)]
  const algorithm = algorithms[Math.max(0, algorithmNumber - 1)]
  const digits = digitsByNumber[digitsNumber]
  const type = typesByNumber[typeNumber]
  if (bytes(1).length === 0) return { kind: 'no-secret' }
  if (bytes(1).length > secretRange.most)
    return { kind: 'secret', flaw: { kind: 'too-long', most: secretRange.most } }
  if (algorithm === undefined)
    return { kind: 'algorithm', name: algorithmNumber === md5 ? 'MD5' : String(algorithmNumber) }
  if (digits === undefined) return { kind: 'digits' }
  if (type === undefined) return { kind: 'type' }
  if (type === 'hotp' && !(counter >= 0 && counter <= largestCounter)) return { kind: 'counter' }
  return { type, algorithm, digits, period: usualParameters.period }
}

const md5 = 4

const digitsByNumber = [6, 6, 8]
const typesByNumber = ['totp', 'hotp', 'totp'] as const

/** The name often repeats the issuer: `issuer:account`. */
function readNames(name: string, issuer: string): Pick<Account, 'issuer' | 'name'> {
  const repeats = issuer !== '' && name.startsWith(`${issuer}:`)
  return { issuer, name: repeats ? name.slice(issuer.length + 1).trim() : name }
}

/** A whole transfer: its accounts in order, and the numbers (from 1) of the parts that are missing. */
export interface Transfer {
  readonly size: number
  readonly missing: readonly number[]
  readonly entries: readonly TransferEntry[]
}

/**
 * Joins the parts of each transfer, in the order of their first parts. A part that is given twice counts once.
 *
 * @example
 * ```js
 * import { joinParts, parseSecret, parseTransfer, transferLinks, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const account = { issuer: 'Example', name: 'alice', parameters: usualParameters, secret }
 * const parts = transferLinks([account], 1).map(parseTransfer)
 * console.log(joinParts(parts).map(({ missing }) => missing)) // [ [] ]
 * ```
 */
export function joinParts(parts: readonly TransferPart[]): readonly Transfer[] {
  const batches = [...new Set(parts.map(({ batch }) => batch))]
  return batches.map((batch) => {
    const byIndex = new Map(
      parts.filter((part) => part.batch === batch).map((part) => [part.index, part] as const),
    )
    const size = Math.max(...[...byIndex.values()].map((part) => part.size))
    const places = Array.from({ length: size }, (_, index) => index)
    return {
      size,
      missing: places.filter((index) => !byIndex.has(index)).map((index) => index + 1),
      entries: places.flatMap((index) => byIndex.get(index)?.entries ?? []),
    }
  })
}

// --- Writing ---

/** Accounts in one QR code, as Google's app makes them. */
const perPart = 10

/** The property that Google's format cannot represent of this account; undefined where it fits. */
export function findUnfitProperty({
  parameters: { type, digits, period },
}: Account): 'type' | 'digits' | 'period' | undefined {
  if (type === 'steam') return 'type'
  if (digits !== 6 && digits !== 8) return 'digits'
  return type === 'hotp' || period === usualParameters.period ? undefined : 'period'
}

/**
 * The links of a transfer, one for each QR code. `batch` identifies the transfer: a random number of 31 bits.
 *
 * @example
 * ```js
 * import { parseSecret, transferLinks, usualParameters } from '2fa-rescue/totp'
 *
 * const secret = parseSecret('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
 * const account = { issuer: 'Example', name: 'alice', parameters: usualParameters, secret }
 * const links = transferLinks([account], 1)
 * console.log(links.length, links[0].slice(0, 27)) // 1 otpauth-migration://offline
 * ```
 */
export function transferLinks(accounts: readonly Account[], batch: number): readonly string[] {
  const size = Math.ceil(accounts.length / perPart)
  return Array.from({ length: size }, (_, index) => {
    const writer = new BinaryWriter()
    for (const account of accounts.slice(index * perPart, (index + 1) * perPart))
      writer.tag(1, WireType.LengthDelimited).bytes(written(account))
    for (const [field, value] of [
      [2, 1],
      [3, size],
      [4, index],
      [5, batch],
    ] as const)
      writer.tag(field, WireType.Varint).int32(value)
    const text = String.fromCharCode(...writer.finish())
    return `${transferPrefix}offline?data=${encodeURIComponent(btoa(text))}`
  })
}

const algorithmNumbers: Readonly<Record<Algorithm, number>> = { SHA1: 1, SHA256: 2, SHA512: 3 }

function written({ issuer, name, parameters, counter, secret }: Account): Uint8Array {
  const writer = new BinaryWriter()
  writer.tag(1, WireType.LengthDelimited).bytes(secret.reveal())
  writer.tag(2, WireType.LengthDelimited).string(issuer === '' ? name : `${issuer}:${name}`)
  writer.tag(3, WireType.LengthDelimited).string(issuer)
  writer.tag(4, WireType.Varint).int32(algorithmNumbers[parameters.algorithm])
  writer.tag(5, WireType.Varint).int32(parameters.digits === 8 ? 2 : 1)
  writer.tag(6, WireType.Varint).int32(parameters.type === 'hotp' ? 1 : 2)
  if (parameters.type === 'hotp') writer.tag(7, WireType.Varint).int64(counter ?? 0)
  return writer.finish()
}
