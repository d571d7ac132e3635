/** What the header of an age file says without a key (https://age-encryption.org/v1, section "Header"). */

/** What opens a file: a passphrase, an X25519 identity, or a kind of key that this program does not use. */
type AgeKey = 'passphrase' | 'identity' | 'ssh' | 'other'

type AgeHeader =
  | { readonly kind: 'not-age' }
  /** The header ends too early, or nothing follows it. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'damaged' }
  | {
      readonly kind: 'age'
      readonly keys: readonly AgeKey[]
      /** The passphrase costs more work than is done for it: more than 2^20 rounds of scrypt. */
      readonly tooHard: boolean
    }

const version = 'age-encryption.org/v1'
const armorStart = '-----BEGIN AGE ENCRYPTED FILE-----'
const armorEnd = '-----END AGE ENCRYPTED FILE-----'
/** No header of ours or of the age program comes near this. */
const maxHeaderBytes = 64 * 1024
/** A nonce and an empty last chunk. */
const leastPayload = 16 + 16
const hardestPassphrase = 20

/**
 * The bytes of an age file: those of an armoured one decoded, any others as they are. Undefined where the armour is
 * broken or has no end.
 */
export function withoutArmor(bytes: Uint8Array): Uint8Array | undefined {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart()
  if (!start.startsWith(armorStart)) return bytes
  const text = Buffer.from(bytes).toString('latin1').trim()
  if (!text.endsWith(armorEnd)) return undefined
  const body = text.slice(armorStart.length, -armorEnd.length).replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body) || body.length % 4 !== 0) return undefined
  return new Uint8Array(Buffer.from(body, 'base64'))
}

/** Reads the header of a file without armour. */
export function parseAgeHeader(bytes: Uint8Array): AgeHeader {
  const text = Buffer.from(bytes.subarray(0, maxHeaderBytes)).toString('latin1')
  if (!text.startsWith(`${version}\n`))
    return text !== '' && `${version}\n`.startsWith(text) ? { kind: 'truncated' } : { kind: 'not-age' }
  const end = /^--- ?[A-Za-z0-9+/]{0,43}/m.exec(text)
  if (end === null) return { kind: bytes.length > maxHeaderBytes ? 'damaged' : 'truncated' }
  const macEnd = text.indexOf('\n', end.index)
  if (macEnd === -1 || bytes.length < macEnd + 1 + leastPayload) return { kind: 'truncated' }
  if (!/^--- [A-Za-z0-9+/]{43}$/.test(text.slice(end.index, macEnd))) return { kind: 'damaged' }
  const stanzas = text.slice(version.length + 1, end.index).match(/^-> .+$/gm)
  if (stanzas === null) return { kind: 'damaged' }
  const fields = stanzas.map((line) => line.slice(3).split(' '))
  return {
    kind: 'age',
    keys: fields.map(([type = '']) => keyOfType(type)),
    tooHard: fields.some(([type, , work]) => type === 'scrypt' && Number(work) > hardestPassphrase),
  }
}

function keyOfType(type: string): AgeKey {
  if (type === 'scrypt') return 'passphrase'
  if (type === 'X25519') return 'identity'
  return type.startsWith('ssh-') ? 'ssh' : 'other'
}
