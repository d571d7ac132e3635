/** The ciphers and hashes of export formats, from node:crypto: the only file that knows it. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  pbkdf2 as nodePbkdf2,
  scrypt as nodeScrypt,
  timingSafeEqual,
} from 'node:crypto'
import type { Secret } from '../secret.ts'
import { refuseFile } from './failure.ts'
import { checkMemory, checkRounds } from './limits.ts'
import type { OpenOptions } from './model.ts'

type HashName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512'

const tagBytes = 16

/** The bytes of a password: UTF-8, unchanged, as in every format. */
export const passwordBytes = (password: Secret<string>): Uint8Array =>
  new TextEncoder().encode(password.reveal())

export function hash(name: HashName, ...parts: readonly Uint8Array[]): Uint8Array {
  const state = createHash(name)
  for (const part of parts) state.update(part)
  return new Uint8Array(state.digest())
}

export function hmac(name: HashName, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const state = createHmac(name, key)
  for (const part of parts) state.update(part)
  return new Uint8Array(state.digest())
}

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The text of AES-256-GCM whose 16-byte tag follows the cipher text; undefined where the tag does not fit. */
export function openGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated?: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < tagBytes || nonce.length === 0) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    if (associated !== undefined) decipher.setAAD(associated)
    const start = decipher.update(sealed.subarray(0, -tagBytes))
    return new Uint8Array(Buffer.concat([start, decipher.final()]))
  } catch {
    return undefined
  }
}

/** AES-256-GCM, with the 16-byte tag after the cipher text. */
export function sealGcm(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  const start = cipher.update(plain)
  const end = cipher.final()
  return new Uint8Array(Buffer.concat([start, end, cipher.getAuthTag()]))
}

/** The text of AES-256-CBC with PKCS#7 padding; undefined where length or padding do not fit. */
export function openCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv)
    return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]))
  } catch {
    return undefined
  }
}

/** AES-256-CBC without padding, as databases use it. The length must be a multiple of 16. */
export function openCbcPages(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]))
}

/** A derivation that calls back, as a promise: it runs outside the main thread. */
function derive(work: (done: (error: Error | null, key: Uint8Array) => void) => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    work((error, key) => (error === null ? resolve(new Uint8Array(key)) : reject(error)))
  })
}

interface Pbkdf2 {
  readonly digest: HashName
  readonly salt: Uint8Array
  readonly rounds: number
  /** Bytes of the key (default: 32). */
  readonly bytes?: number
}

/** PBKDF2 with a bounded number of rounds. Throws `bad-import` for `file`. */
export async function pbkdf2(
  file: string,
  password: Uint8Array,
  { digest, salt, rounds, bytes = 32 }: Pbkdf2,
): Promise<Uint8Array> {
  checkRounds(file, rounds)
  return derive((done) => nodePbkdf2(password, salt, rounds, bytes, digest, done))
}

interface Scrypt {
  readonly salt: Uint8Array
  readonly n: number
  readonly r: number
  readonly p: number
}

/** Below this much memory over all passes, Node's own scrypt takes about half a second at most, and has no thread to start. */
const littleMemory = 128 * 1024 * 1024

/**
 * scrypt to 32 bytes with bounded memory; undefined where the parameters are none of scrypt. Throws `bad-import` for
 * `file`.
 */
export async function scrypt(
  file: string,
  password: Uint8Array,
  { salt, n, r, p }: Scrypt,
  options: OpenOptions,
): Promise<Uint8Array | undefined> {
  const memory = 128 * n * r
  await checkMemory(file, { name: 'scrypt', memory, passes: p }, options)
  // Node's own cannot be stopped: even the end of the program waits for it.
  if (options.derive !== undefined && memory * p > littleMemory) {
    if (n < 2 || !Number.isInteger(Math.log2(n))) return undefined
    const key = await options.derive({ kind: 'scrypt', password, salt, n, r, p })
    return key ?? refuseFile(file, { kind: 'no-memory', need: memory })
  }
  try {
    // Node's own limit counts the parallel blocks as well.
    const maxmem = memory + 128 * r * p + 1024 * 1024
    return await derive((done) => nodeScrypt(password, salt, 32, { N: n, r, p, maxmem }, done))
  } catch {
    return undefined
  }
}
