/** SQLite databases encrypted by SQLCipher 3, decrypted page by page to a plain database. */
import { hmac, isEqual, openCbcPages, pbkdf2 } from './cryptography.ts'

const pageBytes = 1024
const saltBytes = 16
const ivBytes = 16
const macBytes = 20
/** At the end of each page: IV, HMAC and padding. */
const reservedBytes = 48
const rounds = 64_000
const macRounds = 2
const macMask = 0x3a
const header = new TextEncoder().encode('SQLite format 3\0')

/** Whether a file could be such a database: it has no mark, only whole pages. */
export const couldBeSqlCipher = (bytes: Uint8Array): boolean =>
  bytes.length >= 2 * pageBytes && bytes.length % pageBytes === 0

/** The plain database, or undefined where the password or any page does not fit. */
export async function openSqlCipher(
  file: string,
  bytes: Uint8Array,
  password: Uint8Array,
): Promise<Uint8Array | undefined> {
  const salt = bytes.subarray(0, saltBytes)
  const key = await pbkdf2(file, password, { digest: 'sha1', salt, rounds })
  const macSalt = salt.map((byte) => byte ^ macMask)
  const macKey = await pbkdf2(file, key, { digest: 'sha1', salt: macSalt, rounds: macRounds })
  const plain = new Uint8Array(bytes.length)
  for (let page = 0; page * pageBytes < bytes.length; page += 1) {
    const whole = bytes.subarray(page * pageBytes, (page + 1) * pageBytes)
    // The first page begins with the salt, where a plain database has its header.
    const start = page === 0 ? saltBytes : 0
    const ivAt = pageBytes - reservedBytes
    const number = new Uint8Array(4)
    new DataView(number.buffer).setUint32(0, page + 1, true)
    const mac = hmac('sha1', macKey, whole.subarray(start, ivAt + ivBytes), number)
    if (!isEqual(mac, whole.subarray(ivAt + ivBytes, ivAt + ivBytes + macBytes))) return undefined
    const iv = whole.subarray(ivAt, ivAt + ivBytes)
    plain.set(openCbcPages(key, iv, whole.subarray(start, ivAt)), page * pageBytes + start)
  }
  plain.set(header)
  return plain
}
