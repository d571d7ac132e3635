/** Codes as RFC 4226 and RFC 6238 make them, through Node's own HMAC: what the searches are compared with. */
import { createHmac } from 'node:crypto'
import type { CodeForm } from '../../src/core/totp/code.ts'
import { type Algorithm, steamAlphabet } from '../../src/core/totp/parameters.ts'

/** The 31-bit value of a counter. */
export function hotpValue(key: Uint8Array, algorithm: Algorithm, counter: number): number {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(counter))
  const digest = createHmac(algorithm, key).update(message).digest()
  return digest.readUInt32BE(digest.readUInt8(digest.length - 1) & 15) & 0x7fffffff
}

/** A value as a code: the last digits in decimal, or Steam's letters. */
export function codeOf(value: number, form: CodeForm, digits: number): string {
  if (form === 'decimal') return String(value % 10 ** digits).padStart(digits, '0')
  return Array.from(
    { length: digits },
    (_, place) => steamAlphabet[Math.floor(value / 26 ** place) % 26],
  ).join('')
}
