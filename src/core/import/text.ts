/** Text in bytes, and small conversions that several formats need. */
import { withoutPadding } from '../totp/base32.ts'
import { maxJsonContainers } from './limits.ts'

/** Most replacement characters in a text that is still taken for text, as a share of its length. */
const mostUnreadable = 0.02

/** The text of a file in UTF-8 or, with a byte order mark, UTF-16; undefined for binary data. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = findWideEncoding(bytes.subarray(0, 1024))
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  // A single damaged character must not turn a text into binary data.
  const unreadable = (text.match(/\ufffd/g) ?? []).length
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters tell binary data from text.
  const controls = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
  return controls || unreadable > text.length * mostUnreadable ? undefined : text
}

/** UTF-16 without a byte order mark: every second byte is zero in the text of links, JSON and tables. */
function findWideEncoding(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 1].map((place) => start.filter((byte, at) => at % 2 === place && byte === 0).length)
  const [even = 0, odd = 0] = zeros
  const most = start.length * 0.4
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : undefined
}

/** Bytes in Base64, standard or URL-safe, with or without padding; undefined where it is not Base64. */
export function parseBase64(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string') return undefined
  const plain = withoutPadding(text.replace(/\s/g, '')).replaceAll('-', '+').replaceAll('_', '/')
  if (!/^[A-Za-z0-9+/]*$/.test(plain) || plain.length % 4 === 1) return undefined
  const binary = atob(plain)
  const bytes = new Uint8Array(binary.length)
  // An iterator over the characters takes ten times as long.
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/** Bytes in hexadecimal digits, or undefined. */
export function parseHex(text: unknown): Uint8Array | undefined {
  if (typeof text !== 'string' || !/^(?:[0-9a-f]{2})*$/i.test(text)) return undefined
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

export const formatHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function formatBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with the character references of HTML and XML resolved; unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{1,8}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return namedEntities[name.toLowerCase()] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/**
 * The value in a JSON text; undefined where it is damaged, or holds more objects and lists than any export. The parser's
 * own message would quote the text.
 */
export function parseJson(text: string): unknown {
  if (hasTooManyContainers(text)) return undefined
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

/** Brackets in strings count as well: no export has nearly as many. */
function hasTooManyContainers(text: string): boolean {
  let containers = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    // [ and {
    if (code === 0x5b || code === 0x7b) containers += 1
  }
  return containers > maxJsonContainers
}

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as an object; an empty one for anything else. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The value as a list; an empty one for anything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value as text; empty for anything but text and numbers. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** The value as a number, also from text; NaN for anything else. */
export const asNumber = (value: unknown): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d{1,16}$/.test(value)
      ? Number(value)
      : Number.NaN
