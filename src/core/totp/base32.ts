/** Secrets as people see them: Base32 (RFC 4648, section 6), typed, pasted or printed in groups. */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Unused bits that a whole number of bytes can leave over; more of them mean that a character is missing. */
const mostUnusedBits = 4

/** What is wrong with a text that should be a secret. Places count from 1, blanks and hyphens not counted. */
export type SecretFlaw =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly character: string; readonly place: number }
  | { readonly kind: 'padding'; readonly place: number }
  | { readonly kind: 'length'; readonly length: number }

/** The same characters in upper case and half width, without what only groups them. */
export function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
}

/**
 * The bytes of a secret in Base32, or what is wrong with it. Lower case, blanks, hyphens, missing or surplus padding
 * and left-over bits are no fault; 0, 1, 8 and 9 are, since nobody can know what they were meant to be.
 */
export function readBase32(text: string): Uint8Array | SecretFlaw {
  const letters = compact(text)
  const body = letters.replace(/=+$/, '')
  if (body === '') return { kind: 'empty' }
  const bytes = new Uint8Array(Math.floor((body.length * 5) / 8))
  let at = 0
  let bits = 0
  let value = 0
  for (const [index, character] of [...body].entries()) {
    const digit = alphabet.indexOf(character)
    if (character === '=') return { kind: 'padding', place: index + 1 }
    if (digit === -1) return { kind: 'character', character, place: index + 1 }
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = value >> bits
    at += 1
  }
  return bits > mostUnusedBits ? { kind: 'length', length: body.length } : bytes
}

/** The secret in a text. Throws `bad-secret`, which names the place but never the text. */
export function parseSecret(text: string): Secret {
  const bytes = readBase32(text)
  if (bytes instanceof Uint8Array) return new Secret(bytes)
  throw new RescueError({ code: 'bad-secret', flaw: bytes })
}

/** Base32 without padding. */
export function base32Of(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31]
}

/** In groups of four, as it is read aloud and typed. */
export function grouped(base32: string): string {
  return base32.replace(/.{4}(?=.)/g, '$& ')
}
