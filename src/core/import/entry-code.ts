/** The codes of imported entries, also of the kinds that only few apps know. */
import { codeAtCounter } from '../totp/code.ts'
import { stepAt } from '../totp/parameters.ts'
import { hash, hmac } from './cryptography.ts'
import type { ImportedEntry } from './model.ts'
import { formatHex } from './text.ts'

/** A code and for how long it is valid; a code by counter has no end. */
export interface EntryCode {
  readonly code: string
  /** Unix seconds at which the next code begins. */
  readonly until?: number
}

/**
 * The code at a time in Unix seconds (for `hotp`: of the stored counter), or undefined where none can be made.
 *
 * @example
 * ```js
 * import { makeEntryCode, recogniseFiles } from '2fa-rescue/import'
 *
 * const text = 'otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
 * const file = { name: 'export.txt', bytes: new TextEncoder().encode(text) }
 * const { sources } = await recogniseFiles([file])
 * const { entries } = await sources[0].open({})
 * console.log(makeEntryCode(entries[0], 59)) // { code: '287082', until: 60 }
 * ```
 */
export function makeEntryCode(entry: ImportedEntry, at: number): EntryCode | undefined {
  const { type, parameters, counter = 0 } = entry
  const step = type === 'hotp' ? counter : stepAt(at, parameters.period)
  const code = codeAtStep(entry, step)
  if (code === undefined) return undefined
  return type === 'hotp' ? { code } : { code, until: (step + 1) * parameters.period }
}

function codeAtStep({ type, secret, parameters, pin }: ImportedEntry, step: number): string | undefined {
  const { algorithm, digits } = parameters
  const key = secret.reveal()
  if (type === 'motp') return pin === undefined ? undefined : mobileOtp(key, pin.reveal(), step)
  if (type === 'yandex') return pin === undefined ? undefined : yandex(key, pin.reveal(), step)
  if (algorithm === 'MD5') return undefined
  if (algorithm === 'SHA224' || algorithm === 'SHA384') {
    const name = algorithm === 'SHA224' ? 'sha224' : 'sha384'
    const mac = hmac(name, key, counterBytes(step))
    const value = Number(truncate(mac, 4) & 0x7fff_ffffn)
    return String(value % 10 ** digits).padStart(digits, '0')
  }
  return codeAtCounter(key, { type, algorithm, digits }, step)
}

/** Mobile-OTP: six hexadecimal digits of MD5 over the step, the key as text and the PIN. */
function mobileOtp(key: Uint8Array, pin: string, step: number): string {
  const text = new TextEncoder()
  return formatHex(hash('md5', text.encode(String(step)), key, text.encode(pin))).slice(0, 6)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const yandexLetters = 8
const yandexKeyBytes = 16

/** Yandex Key: eight letters from HMAC-SHA256 under a hash of PIN and key. */
function yandex(key: Uint8Array, pin: string, step: number): string {
  const hashed = hash('sha256', new TextEncoder().encode(pin), key.subarray(0, yandexKeyBytes))
  const mac = hmac('sha256', hashed[0] === 0 ? hashed.subarray(1) : hashed, counterBytes(step))
  let value = truncate(mac, 8) & 0x7fff_ffff_ffff_ffffn
  let code = ''
  for (let place = 0; place < yandexLetters; place += 1) {
    code = (letters[Number(value % 26n)] ?? '') + code
    value /= 26n
  }
  return code
}

function counterBytes(counter: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(counter))
  return bytes
}

/** Dynamic truncation (RFC 4226, section 5.3), of any size. */
function truncate(mac: Uint8Array, size: number): bigint {
  const offset = (mac.at(-1) ?? 0) & 15
  return mac.subarray(offset, offset + size).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
