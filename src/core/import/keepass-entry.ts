/** Where the programs of the KeePass family keep codes in the fields of an entry. */
import { buildEntry, formatItemTitle, type ItemReader, type RawEntry, readItems } from './entry.ts'
import { refuseEntry } from './failure.ts'
import { createResult } from './format.ts'
import { readLinkEntry, type Surroundings } from './link-entry.ts'
import type { FormatId, ImportedEntry, ImportResult } from './model.ts'
import { parseBase64, parseHex } from './text.ts'

export interface KeePassEntry {
  readonly fields: ReadonlyMap<string, string>
  /** The groups above it, without the root. */
  readonly groups: readonly string[]
  readonly isTrash: boolean
}

type Fields = ReadonlyMap<string, string>

const field = (fields: Fields, name: string): string => (fields.get(name) ?? '').trim()

const secretKinds = ['', '-Hex', '-Base32', '-Base64'] as const

const hasSecret = (fields: Fields, prefix: 'TimeOtp' | 'HmacOtp'): boolean =>
  secretKinds.some((kind) => field(fields, `${prefix}-Secret${kind}`) !== '')

/** One way of keeping a code: whether an entry uses it, and how it is read. */
interface Way {
  readonly holds: (fields: Fields) => boolean
  readonly read: (fields: Fields, around: Surroundings) => ImportedEntry
}

const timed: readonly Way[] = [
  { holds: (fields) => field(fields, 'otp') !== '', read: readOtpField },
  { holds: (fields) => hasSecret(fields, 'TimeOtp'), read: readTimeOtp },
  { holds: (fields) => field(fields, 'TOTP Seed') !== '', read: readTrayTotp },
]
const counted: Way = { holds: (fields) => hasSecret(fields, 'HmacOtp'), read: readHmacOtp }

interface KeePassCode {
  readonly entry: KeePassEntry
  readonly way: Way
}

const reader: ItemReader<KeePassCode> = {
  title: ({ entry: { fields } }, index) =>
    formatItemTitle(fields.get('Title'), fields.get('UserName'), index),
  read: ({ entry: { fields, groups }, way }) =>
    way.read(fields, {
      issuer: fields.get('Title'),
      account: fields.get('UserName'),
      title: fields.get('Title'),
      tags: groups.length === 0 ? [] : [groups.join('/')],
      comment: fields.get('Notes'),
    }),
  isTrash: ({ entry }) => entry.isTrash,
}

/** The codes in the entries of a KeePass database. */
export function readKeePassEntries(format: FormatId, entries: readonly KeePassEntry[]): ImportResult {
  const codes = entries.flatMap((entry) => {
    // Programs that know each other's fields keep the same code twice: the first one counts.
    const first = timed.find(({ holds }) => holds(entry.fields))
    const ways = [first, counted.holds(entry.fields) ? counted : undefined, ...findOtherLinks(entry.fields)]
    return ways.flatMap((way) => (way === undefined ? [] : [{ entry, way }]))
  })
  return createResult(format, readItems(codes, reader))
}

/** Links that the person put into fields of their own. */
function findOtherLinks(fields: Fields): readonly Way[] {
  const links = [...fields].filter(([name]) => name !== 'otp').map(([, text]) => text.trim())
  return [...new Set(links)]
    .filter((link) => /^(?:otpauth|motp|steam):\/\/\S+$/i.test(link) && link !== field(fields, 'otp'))
    .map((link) => ({ holds: () => true, read: (_, around) => readLinkEntry(link, around) }))
}

/** A link, a bare secret, or `key=…&step=…` of the plug-in KeeOtp. */
function readOtpField(fields: Fields, around: Surroundings): ImportedEntry {
  const text = field(fields, 'otp')
  if (!/(?:^|&)key=/i.test(text) || text.includes('://')) return readLinkEntry(text, around)
  const given = new URLSearchParams(text)
  return buildEntry({
    ...around,
    type: given.get('type') ?? 'totp',
    secret: given.get('key')?.replaceAll(' ', ''),
    period: given.get('step'),
    digits: given.get('size'),
    algorithm: given.get('otpHashMode'),
    counter: given.get('counter'),
  })
}

/** TrayTOTP: `period;digits`, and `S` in place of the digits for Steam. */
function readTrayTotp(fields: Fields, around: Surroundings): ImportedEntry {
  const [period = '', digits = ''] = field(fields, 'TOTP Settings').split(';')
  const isSteam = digits.trim().toUpperCase() === 'S'
  return buildEntry({
    ...around,
    type: isSteam ? 'steam' : 'totp',
    secret: field(fields, 'TOTP Seed'),
    period: period.trim(),
    digits: digits.trim(),
  })
}

/** KeePass 2.47 and later. */
function readTimeOtp(fields: Fields, around: Surroundings): ImportedEntry {
  return buildEntry({
    ...around,
    secret: readSecretField(fields, 'TimeOtp'),
    digits: field(fields, 'TimeOtp-Length'),
    period: field(fields, 'TimeOtp-Period'),
    algorithm: field(fields, 'TimeOtp-Algorithm'),
  })
}

function readHmacOtp(fields: Fields, around: Surroundings): ImportedEntry {
  return buildEntry({
    ...around,
    type: 'hotp',
    secret: readSecretField(fields, 'HmacOtp'),
    digits: field(fields, 'HmacOtp-Length'),
    algorithm: field(fields, 'HmacOtp-Algorithm'),
    counter: field(fields, 'HmacOtp-Counter'),
  })
}

function readSecretField(fields: Fields, prefix: 'TimeOtp' | 'HmacOtp'): RawEntry['secret'] {
  for (const kind of secretKinds) {
    const text = field(fields, `${prefix}-Secret${kind}`)
    if (text === '') continue
    if (kind === '') return new TextEncoder().encode(text)
    if (kind === '-Base32') return text
    const bytes = kind === '-Hex' ? parseHex(text.replace(/\s/g, '')) : parseBase64(text)
    return bytes ?? refuseEntry({ kind: 'structure' })
  }
  return undefined
}
