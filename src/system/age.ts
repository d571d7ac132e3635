/** The age format (https://age-encryption.org/v1), through the library of its author. Loaded where something is encrypted. */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Secret } from '../core/secret.ts'
import { parseAgeHeader } from './age-header.ts'

export const generateIdentity = generateX25519Identity
export { identityToRecipient }

export type Opener = { readonly passphrase: Secret<string> } | { readonly identity: string }

/**
 * What a file holds, or why that is not to be had: its key is another one, it is damaged, its passphrase costs too much
 * work, or this system's cryptography fails.
 */
export type Opened =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other-key' | 'damaged' | 'too-hard' | 'unsupported' }

/** Decrypts a file without armour. The library's own messages are not passed on. */
export async function openAge(bytes: Uint8Array, by: Opener): Promise<Opened> {
  const header = parseAgeHeader(bytes)
  if (header.kind !== 'age') return { kind: 'damaged' }
  if (header.tooHard && 'passphrase' in by) return { kind: 'too-hard' }
  const decrypter = new Decrypter()
  if ('identity' in by) decrypter.addIdentity(by.identity)
  else decrypter.addPassphrase(by.passphrase.reveal())
  try {
    return { kind: 'text', text: utf8(await readWhole(await decrypter.decrypt(createStream(bytes)))) }
  } catch (error) {
    return { kind: classifyAgeError(error) }
  }
}

/** The library throws plain errors about files; anything else comes from the system below it. */
function classifyAgeError(error: unknown): 'other-key' | 'damaged' | 'unsupported' {
  if (error instanceof Error && error.message.startsWith('no identity matched')) return 'other-key'
  // Not UTF-8: the bytes are authentic, but nothing that this program wrote.
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return 'damaged'
  const ofLibrary = error instanceof Error && error.constructor === Error && !('code' in error)
  return ofLibrary ? 'damaged' : 'unsupported'
}

/** Encrypts to a recipient, or under a passphrase, whose key derivation takes about a second. */
export async function sealAge(
  text: string,
  to: { readonly recipient: string } | { readonly passphrase: Secret<string> },
): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  if ('recipient' in to) encrypter.addRecipient(to.recipient)
  else encrypter.setPassphrase(to.passphrase.reveal())
  return readWhole(await encrypter.encrypt(createStream(new TextEncoder().encode(text))))
}

/** As streams: asked for bytes, the library reads its own stream through `Response`, whose loading takes longer than all the rest. */
function createStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

async function readWhole(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value)
  return new Uint8Array(Buffer.concat(chunks))
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
