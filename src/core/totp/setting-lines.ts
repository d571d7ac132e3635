/**
 * Settings that stand next to a secret, on its line or on lines of their own: `period: 60`, `algorithm=SHA256`,
 * `TOTP Settings=60;8`, `桁数: 8`, `8 digits, 60 seconds`.
 */
import { findType, type Pair } from './link-parameters.ts'
import {
  findParameter,
  isHarmless,
  type KnownParameter,
  mayBear,
  normaliseName,
  showableName,
} from './parameter-names.ts'
import { algorithmNamed } from './parameters.ts'

/** No line of settings is longer. */
const longestLine = 500

/** A name of up to 40 characters, `:` or `=`, and a value, with the punctuation of JSON and lists around them. */
const field = /^([\p{L}\p{N}][\p{L}\p{N} _.()/-]{0,39}?)["'`*]{0,3}\s?[:=]\s?["'`*]{0,3}\s?([^:=]*)$/u
/** A name and a value that only a space parts, as in a table. */
const column = /^([\p{L}][\p{L}_ -]{1,30}?)\s+(\d\S*(?:\s\p{L}+)?|(?:hmac-?)?sha\S{1,6}|totp|hotp)$/iu
/** A name and a value in two cells. */
const tableRow = /^\|?\s*([^|\t:=]{1,40}?)\s*[|\t]\s*([^|\t:=]{1,120}?)\s*\|?$/

/** A row of a table as a name, a colon and a value. */
export const joinCells = (line: string): string => line.replace(tableRow, '$1: $2')

const marksAround = /^[\s"'`*•>{([#;/|-]{1,12}|[\s"'`*})\].,;|]{1,12}$/g

/** The settings in a line that holds nothing else; undefined for any other line. */
export function readSettings(line: string): readonly Pair[] | undefined {
  if (line.length > longestLine) return undefined
  const text = line.normalize('NFKC').trim().replace(tableRow, '$1: $2')
  const whole = readField(text)
  if (whole !== undefined) return whole
  const parts = splitFields(text)
  if (parts.length < 2) return undefined
  const pairs = parts.map(readField)
  return pairs.every((one) => one !== undefined) ? pairs.flat() : undefined
}

/** The parts of a line: `secret=K, digits: 8`, `key=K&size=8`, `K digits=8 period=60`. */
export function splitFields(text: string): readonly string[] {
  return text
    .split(/[,&|\t、{}]+|;(?=\s*["']?\p{L})|\s+(?=["']?[\p{L}_-]{1,24}["']?\s?[:=])/u)
    .map((part) => part.trim())
    .filter((part) => part.replace(marksAround, '') !== '')
}

/** One setting. `TOTP Settings` holds two. */
export function readField(part: string): readonly Pair[] | undefined {
  const text = part.replace(marksAround, '')
  // Compiling a pattern of all letters takes a millisecond of the start, and a bare secret has no colon.
  const named = /[:=]/.test(text) ? field.exec(text) : null
  if (named !== null) return readNamed(named[1] ?? '', (named[2] ?? '').replace(marksAround, ''))
  const [, columnName = '', columnValue = ''] = (/\s/.test(text) ? column.exec(text) : null) ?? []
  if (findParameter(normaliseName(columnName))?.isClear === true) return readNamed(columnName, columnValue)
  return readBareValue(text)
}

function readNamed(name: string, value: string): readonly Pair[] | undefined {
  const plain = normaliseName(name.replace(/\([^()]*\)$/, ''))
  if (plain === 'totpsettings' || plain === 'settings') return readTraySettings(name, value)
  if (/(?:secret|seed|key)(?:hex|base32|base64)?$/.test(plain)) return undefined
  const found = findParameter(plain)
  if (found === undefined)
    return showableName(name) !== '…' && !isHarmless(plain, value) && isBearingField(plain, value)
      ? [{ name, value }]
      : undefined
  if (found.known === 'issuer') return undefined
  const plainValue = readValue(found.known, value)
  // HmacOtp-Counter and the like belong to codes by counter.
  const counted = plain.startsWith('hmacotp') ? [{ name: 'type', value: 'hotp' }] : []
  if (plainValue !== undefined) return [{ name: found.known, value: plainValue }, ...counted]
  if (value === '' || !found.isClear) return undefined
  return [{ name: found.known, value: encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')) }]
}

/** A name that nobody knows with a value that looks like one of these settings. */
function isBearingField(name: string, value: string): boolean {
  return name.length <= 24 && value !== '' && !/\s\S+\s/.test(value) && mayBear(name, withoutUnit(value))
}

/** TrayTOTP: the period, and the digits or `S` for Steam. */
function readTraySettings(name: string, value: string): readonly Pair[] | undefined {
  const [, period = '', digits = ''] = /^(\d{1,5})\s*[;,/]\s*(\d{1,2}|S)(?:;.*)?$/i.exec(value) ?? []
  if (period === '') return normaliseName(name) === 'settings' ? undefined : [{ name, value }]
  const kind = /s/i.test(digits) ? { name: 'encoder', value: 'steam' } : { name: 'digits', value: digits }
  return [{ name: 'period', value: period }, kind]
}

const withoutUnit = (value: string): string =>
  value
    .replace(/\s*\([^()]*\)$/, '')
    .replace(/\s*(?:digits?|桁|characters?|文字|s|sec|secs|seconds?|秒(?:ごと|毎|間)?)\.?$/i, '')

/** The value in the form that links have; undefined for one that says nothing. */
function readValue(known: KnownParameter, text: string): string | undefined {
  const value = text.trim()
  const plain = withoutUnit(value)
  switch (known) {
    case 'digits':
      return /^\d{1,2}$/.test(plain) && Number(plain) >= 5 ? plain : undefined
    case 'period': {
      const minutes = /^(\d{1,3})\s*(?:min|minutes?|分(?:ごと|毎|間)?)$/i.exec(value)?.[1]
      if (minutes !== undefined) return String(Number(minutes) * 60)
      return /^\d{2,5}$/.test(plain) ? plain : undefined
    }
    case 'counter':
      return /^\d{1,16}$/.test(plain) ? plain : undefined
    case 'algorithm':
      return algorithmNamed(plain.replace(/\s+/g, '-'))
    case 'type':
      return findType(plain) ?? findType(plain.replace(/[ -](?:otp|token|code|one-time code)s?$/i, ''))
    case 'steam':
    case 'encoder':
      return value
    default:
      return undefined
  }
}

/** `8 digits`, `60 s`, `SHA256`, `time-based`. */
function readBareValue(text: string): readonly Pair[] | undefined {
  if (/^\d{1,2}\s?(?:-?\s?digits?(?:\scodes?)?|桁(?:の数字)?)$/i.test(text))
    return [{ name: 'digits', value: /^\d+/.exec(text)?.[0] ?? '' }]
  const seconds = /^(?:every\s)?(\d{1,5})\s?(?:s|sec|secs|seconds?|秒(?:ごと|毎|間)?)$/i.exec(text)?.[1]
  if (seconds !== undefined) return [{ name: 'period', value: seconds }]
  const algorithm = algorithmNamed(text.replace(/\s+/g, '-'))
  if (algorithm !== undefined) return [{ name: 'algorithm', value: algorithm }]
  const type = findType(text)
  return type === undefined || /^(?:time|counter|event|hmac|時間|カウンター)$/i.test(text)
    ? undefined
    : [{ name: 'type', value: type }]
}

/** Lengths, times and hash functions in a sentence: `codes of 8 digits`, `every 60 seconds`, `桁数は8`. */
const spoken: readonly RegExp[] = [
  /(?<![\d.])(\d{1,5})[ -]?(?:digits?|characters?|桁)/gi,
  /(?<![\d.])(\d{1,5})[ -]?(?:seconds?|secs?\b|s\b|秒)/gi,
  /(?:digits|length|桁数?|period|interval|seconds|秒数|期間|間隔|周期)[^\p{L}\d\n]{0,4}(?:は|が|is|are|of)?\s?(\d{1,5})(?![\d.])/giu,
  /((?:hmac-?)?sha-?\d{1,3}|md5)/gi,
]

/** What a sentence says about the codes that differs from what is usual: nobody can be sure what it is about. */
export function findSpokenSettings(text: string): readonly Pair[] {
  const plain = text.slice(0, longestLine).normalize('NFKC')
  return spoken.flatMap((pattern) =>
    [...plain.matchAll(pattern)]
      .map(([name, value = '']) => ({ name: name.trim(), value }))
      .filter(({ value }) => mayBear('', value)),
  )
}
