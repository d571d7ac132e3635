/**
 * One message of libsodium's secretstream (crypto_secretstream_xchacha20poly1305), composed of @noble/ciphers. The only
 * file that knows it.
 */
import { isEqual } from './cryptography.ts'

const headerBytes = 24
const macBytes = 16
const blockBytes = 64

/** The message, or undefined where the authentication fails. `header` has 24 bytes, `sealed` 17 more than the message. */
export async function openSecretStream(
  key: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (header.length !== headerBytes || sealed.length < 1 + macBytes) return undefined
  const { chacha20, hchacha } = await import('@noble/ciphers/chacha.js')
  const { poly1305 } = await import('@noble/ciphers/_poly1305.js')
  const subkey = deriveSubkey(hchacha, key, header.subarray(0, 16))
  const nonce = new Uint8Array(12)
  nonce[0] = 1
  nonce.set(header.subarray(16), 4)

  const tag = sealed.subarray(0, 1)
  const body = sealed.subarray(1, -macBytes)
  const tagBlock = chacha20(subkey, nonce, padBlock(tag), undefined, 1)
  const authenticated = tagBlock.slice()
  authenticated.set(tag)
  const macKey = chacha20(subkey, nonce, new Uint8Array(32), undefined, 0)
  // libsodium pads by the length modulo 16, not up to 16.
  const padding = new Uint8Array(body.length % 16)
  const lengths = new Uint8Array(16)
  new DataView(lengths.buffer).setBigUint64(8, BigInt(blockBytes + body.length), true)
  const mac = poly1305(joinBytes(authenticated, body, padding, lengths), macKey)
  if (!isEqual(mac, sealed.subarray(-macBytes))) return undefined
  return chacha20(subkey, nonce, body, undefined, 2)
}

const padBlock = (tag: Uint8Array): Uint8Array => {
  const block = new Uint8Array(blockBytes)
  block.set(tag)
  return block
}

function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

type HChaCha = (s: Uint32Array, k: Uint32Array, i: Uint32Array, out: Uint32Array) => void

/** HChaCha20 (draft-irtf-cfrg-xchacha, section 2.2). */
function deriveSubkey(hchacha: HChaCha, key: Uint8Array, input: Uint8Array): Uint8Array {
  const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer)
  const sigma = words(new TextEncoder().encode('expand 32-byte k'))
  const out = new Uint32Array(8)
  hchacha(sigma, words(key), words(input), out)
  return new Uint8Array(out.buffer)
}
