/** The system's cryptography (node:crypto). */
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Cryptography } from '../core/backup/consume.ts'

export function openCryptography(): Cryptography {
  /** Texts of any length become values of one length, under a key that nobody knows: then a comparison tells nothing. */
  const key = randomBytes(32)
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  return {
    random: (count) => new Uint8Array(randomBytes(count)),
    scrypt: (text, salt, { N, r, p }) =>
      new Promise((settle, fail) => {
        // Node refuses what needs more memory than it is told to expect.
        const maxmem = 128 * N * r + 1024 * 1024
        scrypt(text, salt, 32, { N, r, p, maxmem }, (error, hash) =>
          error === null ? settle(new Uint8Array(hash)) : fail(error),
        )
      }),
    equal: (a, b) => timingSafeEqual(digest(a), digest(b)),
  }
}
