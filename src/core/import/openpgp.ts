/** OpenPGP messages under a password, through openpgp: the only file that knows it. */
import { refuseFile, refusePassword, requirePassword } from './failure.ts'
import { checkMemory, maxFileBytes } from './limits.ts'
import type { OpenOptions } from './model.ts'

const armour = '-----BEGIN PGP MESSAGE-----'

/** First bytes of a message: a session key under a password (packet 3), or under somebody's own key (packet 1). */
const passwordPackets: ReadonlySet<number> = new Set([0x8c, 0x8d, 0xc3])
const keyPackets: ReadonlySet<number> = new Set([0x84, 0x85, 0xc1])

/** What a file is under, if it is a message: its armour hides the packets, so they are decoded first. */
export function findPgpLock(bytes: Uint8Array, text: string | undefined): 'password' | 'key' | undefined {
  const first = text === undefined ? firstPacket(bytes) : firstArmouredByte(text)
  if (first === undefined) return undefined
  if (keyPackets.has(first)) return 'key'
  return passwordPackets.has(first) || text !== undefined ? 'password' : undefined
}

/** Version 4 or later must follow, else any binary file could look like a message. */
function firstPacket(bytes: Uint8Array): number | undefined {
  const [first = 0, length = 0, version = 0] = bytes
  const isShort = passwordPackets.has(first)
    ? version >= 4 && version <= 6 && length < 64
    : keyPackets.has(first)
  return isShort && (bytes[2] === 3 || bytes[3] === 3 || version >= 4) && version <= 6 ? first : undefined
}

function firstArmouredByte(text: string): number | undefined {
  const start = text.indexOf(armour)
  if (start < 0) return undefined
  const body = /\r?\n\r?\n\s*([A-Za-z0-9+/]{4})/.exec(text.slice(start))?.[1]
  return body === undefined ? 0 : atob(body).charCodeAt(0)
}

/** Most session keys under a password that a message may have: the password is tried on each. */
const mostKeys = 16

/** The content of a message. Throws `bad-import`, `import-needs-password`, `import-wrong-password`. */
export async function openPgpMessage(
  file: string,
  bytes: Uint8Array,
  text: string | undefined,
  options: OpenOptions,
): Promise<Uint8Array> {
  const password = requirePassword(file, options)
  const { readMessage, decrypt, config } = await import('openpgp')
  const refuseDamaged = (): never => refuseFile(file, { kind: 'damaged', format: 'openpgp' })
  const start = text?.indexOf(armour) ?? -1
  const source =
    text === undefined || start < 0 ? { binaryMessage: bytes } : { armoredMessage: text.slice(start) }
  const limited = { ...config, maxDecompressedMessageSize: maxFileBytes }
  const message = await readMessage({ ...source, config: limited }).catch(refuseDamaged)
  const keys = [...message.packets].flatMap(({ s2k }) => s2k ?? [])
  if (keys.length > mostKeys) refuseDamaged()
  for (const { type, t = 1, encodedM = 0 } of keys)
    if (type === 'argon2')
      await checkMemory(
        file,
        { name: 'Argon2', memory: 2 ** encodedM * 1024, passes: t * keys.length },
        options,
      )
  try {
    const { data } = await decrypt({
      message,
      passwords: [password.reveal()],
      format: 'binary',
      config: limited,
    })
    return data instanceof Uint8Array ? data : refuseDamaged()
  } catch {
    return refusePassword(file)
  }
}
