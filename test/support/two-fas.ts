/** A backup that does not come from the product's own writer. */
import { createCipheriv, pbkdf2Sync } from 'node:crypto'

/** The secret of RFC 6238, appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** A backup of 2FAS under the password “correct horse”, made by Node alone. */
export function createTwoFas(): string {
  const [salt, nonce] = [Buffer.alloc(256, 1), Buffer.alloc(12, 2)]
  const key = pbkdf2Sync('correct horse', salt, 10_000, 32, 'sha256')
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const otp = {
    account: 'mika',
    issuer: 'GitHub',
    digits: 6,
    period: 30,
    algorithm: 'SHA1',
    tokenType: 'TOTP',
  }
  const services = JSON.stringify([{ name: 'GitHub', secret, otp }])
  const data = Buffer.concat([cipher.update(services), cipher.final(), cipher.getAuthTag()])
  const servicesEncrypted = [data, salt, nonce].map((part) => part.toString('base64')).join(':')
  return JSON.stringify({ schemaVersion: 4, services: [], groups: [], servicesEncrypted })
}
