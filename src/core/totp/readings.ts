/** Other ways in which an app may have read the same secret. */
import { compact, formatBase32, readBase32, withoutPadding } from './base32.ts'
import { secretRange } from './parameters.ts'

/** How a secret was read to make the code. Places count from 1, spaces and hyphens not counted. */
export type SecretReading =
  /** Hexadecimal digits. */
  | { readonly kind: 'hex' }
  /** The characters themselves as bytes. */
  | { readonly kind: 'text' }
  /** 0, 1 and 8 taken for O, I or L, and B. */
  | { readonly kind: 'look-alikes' }
  /** One character was another one: `typed` stands in the secret given, `read` made the code. */
  | { readonly kind: 'character'; readonly place: number; readonly typed: string; readonly read: string }

interface OtherKey {
  readonly key: Uint8Array
  readonly reading: SecretReading
}

/** Every other key that a secret may have become, the likeliest first. Bytes are taken as they would be typed. */
export function* otherKeys(secret: string | Uint8Array): Generator<OtherKey> {
  const typed = typeof secret === 'string' ? secret : formatBase32(secret)
  const letters = withoutPadding(compact(typed))
  const readings = [hexKeys(letters), textKeys(typed), lookAlikeKeys(letters), oneOffKeys(letters)]
  // The characters of a long secret are more bytes than the secret itself, and may be too many for a key.
  for (const reading of readings)
    for (const other of reading) if (other.key.length <= secretRange.most) yield other
}

function* hexKeys(letters: string): Generator<OtherKey> {
  const digits = letters.replace(/^0X/, '')
  if (digits.length < 2 || digits.length % 2 !== 0 || !/^[\dA-F]+$/.test(digits)) return
  const key = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  yield { key, reading: { kind: 'hex' } }
}

/** As typed, without spaces, and without spaces in either case. */
function* textKeys(typed: string): Generator<OtherKey> {
  const whole = typed.trim()
  const joined = whole.replace(/\s/g, '')
  for (const text of new Set([whole, joined, joined.toUpperCase(), joined.toLowerCase()])) {
    const key = new TextEncoder().encode(text)
    if (key.length > 0) yield { key, reading: { kind: 'text' } }
  }
}

/** Above so many, ones are all taken for the same letter. */
const mostOnes = 6

function* lookAlikeKeys(letters: string): Generator<OtherKey> {
  if (!/[018]/.test(letters)) return
  const [first = '', ...others] = letters.replaceAll('0', 'O').replaceAll('8', 'B').split('1')
  const all =
    others.length > mostOnes ? [others.map(() => 'I'), others.map(() => 'L')] : choices(others.length)
  for (const ones of all) {
    const key = readBase32(first + others.map((part, index) => `${ones[index]}${part}`).join(''))
    if (key instanceof Uint8Array) yield { key, reading: { kind: 'look-alikes' } }
  }
}

/** Every way to take so many ones for I or L. */
function choices(count: number): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_, place) => ((bits >> place) & 1 ? 'L' : 'I')),
  )
}

/** Longer secrets are copied, not typed, and each character multiplies the work and the chance of a false hit. */
const longestTyped = 128

function* oneOffKeys(letters: string): Generator<OtherKey> {
  if (letters.length > longestTyped) return
  const own = readBase32(letters)
  const same = own instanceof Uint8Array ? formatBase32(own) : undefined
  for (const [index, typed] of [...letters].entries()) {
    for (const read of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567') {
      if (read === typed) continue
      const key = readBase32(letters.slice(0, index) + read + letters.slice(index + typed.length))
      // The last character may differ in bits that are dropped.
      if (!(key instanceof Uint8Array) || formatBase32(key) === same) continue
      yield { key, reading: { kind: 'character', place: index + 1, typed, read } }
    }
    // Where another character is wrong as well, no single one mends the secret.
    if (own instanceof Uint8Array || own.kind !== 'character') continue
    if (own.place === index + 1) return
  }
}
