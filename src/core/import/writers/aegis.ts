/** A vault of Aegis, plain or encrypted under a password. */
import { Secret } from '../../secret.ts'
import { formatBase32 } from '../../totp/base32.ts'
import { passwordBytes, scrypt, sealGcm } from '../cryptography.ts'
import type { ImportedEntry } from '../model.ts'
import { formatBase64, formatHex, parseHex } from '../text.ts'
import {
  findDropped,
  partEntries,
  type UnfitProperty,
  type WriteOptions,
  type WrittenExport,
} from './model.ts'

/** Aegis’ own parameters. */
const cost = { n: 32_768, r: 8, p: 1 } as const
const passwordSlot = 1
const tagBytes = 16

/** Writes what Aegis can hold. An entry with another algorithm than SHA-1, SHA-256 and SHA-512 is left out. */
export async function writeAegis(
  entries: readonly ImportedEntry[],
  options: WriteOptions,
): Promise<WrittenExport> {
  const { fitting, unfit } = partEntries(entries, findUnfit)
  const db = { version: 2, entries: fitting.map((entry) => formatItem(entry, options)) }
  const dropped = findDropped(fitting, { tags: 1, comment: true })
  const { password } = options
  const vault =
    password === undefined
      ? { version: 1, header: { slots: null, params: null }, db }
      : await encrypt(JSON.stringify(db), password, options)
  const text = `${JSON.stringify(vault, undefined, 2)}\n`
  return { text: new Secret(text), encrypted: password !== undefined, unfit, dropped }
}

function findUnfit(entry: ImportedEntry): UnfitProperty | undefined {
  const { type, parameters } = entry
  const { algorithm } = parameters
  if (formatSecret(entry) === undefined) return 'type'
  if (algorithm === 'SHA224' || algorithm === 'SHA384') return 'algorithm'
  return algorithm === 'MD5' && type !== 'motp' ? 'algorithm' : undefined
}

function formatItem(entry: ImportedEntry, { random }: WriteOptions): object {
  const { type, issuer, account, parameters, counter, pin, tags, comment } = entry
  const { algorithm, digits, period } = parameters
  return {
    type,
    uuid: formatUuid(random(16)),
    name: account,
    issuer,
    ...(tags[0] === undefined ? {} : { group: tags[0] }),
    note: comment ?? '',
    favorite: false,
    icon: null,
    info: {
      secret: formatSecret(entry),
      algo: algorithm,
      digits,
      ...(type === 'hotp' ? { counter: counter ?? 0 } : { period }),
      ...(pin === undefined ? {} : { pin: pin.reveal() }),
    },
  }
}

/** Base32; of Mobile-OTP the bytes behind the hexadecimal text, as far as that keeps it. */
function formatSecret({ type, secret }: ImportedEntry): string | undefined {
  if (type !== 'motp') return formatBase32(secret.reveal())
  const text = new TextDecoder().decode(secret.reveal())
  const bytes = text === text.toLowerCase() ? parseHex(text) : undefined
  return bytes === undefined ? undefined : formatBase32(bytes)
}

/** A random UUID (RFC 9562, section 5.4). */
function formatUuid(bytes: Uint8Array): string {
  const marked = bytes.map((byte, at) =>
    at === 6 ? (byte & 15) | 0x40 : at === 8 ? (byte & 63) | 0x80 : byte,
  )
  return formatHex(marked).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

async function encrypt(text: string, password: Secret<string>, { random }: WriteOptions): Promise<object> {
  const [master, salt, keyNonce, nonce] = [random(32), random(32), random(12), random(12)]
  const derived = await scrypt('aegis', passwordBytes(password), { salt, ...cost }, {})
  // With its own parameters the derivation cannot fail for want of anything but memory.
  if (derived === undefined) throw new Error('scrypt failed')
  const key = sealGcm(derived, keyNonce, master)
  const db = sealGcm(master, nonce, new TextEncoder().encode(text))
  const slot = {
    type: passwordSlot,
    uuid: formatUuid(random(16)),
    key: formatHex(key.subarray(0, -tagBytes)),
    key_params: { nonce: formatHex(keyNonce), tag: formatHex(key.subarray(-tagBytes)) },
    ...cost,
    salt: formatHex(salt),
    repaired: true,
    is_backup: false,
  }
  const params = { nonce: formatHex(nonce), tag: formatHex(db.subarray(-tagBytes)) }
  return { version: 1, header: { slots: [slot], params }, db: formatBase64(db.subarray(0, -tagBytes)) }
}
