/** KeePass databases (KDBX 3 and 4) through kdbxweb: the only file that knows it. */
import { argon2 } from './argon2.ts'
import { refuseFile, refusePassword, refuseUnusable, requirePassword } from './failure.ts'
import type { KeePassEntry } from './keepass-entry.ts'
import { checkAesRounds, checkMemory } from './limits.ts'
import type { OpenOptions } from './model.ts'
import { formatHex } from './text.ts'
import { openTwofishCbc } from './twofish.ts'

const twofish = 'ad68f29f576f4bb9a36ad47af965346c'
/** AES-256 and ChaCha20, which kdbxweb knows, and Twofish, which it does not. */
const ciphers: ReadonlySet<string> = new Set([
  '31c1f2e6bf714350be5805216afc5aff',
  'd6038a2b8b6f4cb5a524339a31dbb59a',
  twofish,
])

/** The fields of a header that decide what opening the file costs. */
interface KdbxCost {
  readonly cipher: string
  readonly rounds?: number
  readonly memory?: number
  readonly passes?: number
}

/**
 * Reads the outer header: fields of an id, a length (16 bits in version 3, 32 in version 4) and data, up to field 0.
 * Undefined where it is broken.
 */
function readCost(bytes: Uint8Array): KdbxCost | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const isOld = view.getUint16(10, true) < 4
    let cost: KdbxCost = { cipher: '' }
    for (let at = 12; ; ) {
      const id = view.getUint8(at)
      const length = isOld ? view.getUint16(at + 1, true) : view.getUint32(at + 1, true)
      const start = at + (isOld ? 3 : 5)
      if (id === 0) return cost
      if (start + length > bytes.length) return undefined
      if (id === 2) cost = { ...cost, cipher: formatHex(bytes.subarray(start, start + length)) }
      if (id === 6 && isOld) cost = { ...cost, rounds: Number(view.getBigUint64(start, true)) }
      if (id === 11) cost = { ...cost, ...readKdfParameters(bytes.subarray(start, start + length)) }
      at = start + length
    }
  } catch {
    return undefined
  }
}

/** Numbers in a variant dictionary: R (rounds), M (bytes of memory), I (passes). */
function readKdfParameters(bytes: Uint8Array): Partial<KdbxCost> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Map<string, number>()
  for (let at = 2; view.getUint8(at) !== 0; ) {
    const type = view.getUint8(at)
    const nameLength = view.getUint32(at + 1, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 5, at + 5 + nameLength))
    const length = view.getUint32(at + 5 + nameLength, true)
    const start = at + 9 + nameLength
    if (type === 0x04) numbers.set(name, view.getUint32(start, true))
    if (type === 0x05) numbers.set(name, Number(view.getBigUint64(start, true)))
    at = start + length
  }
  const [rounds, memory, passes] = [numbers.get('R'), numbers.get('M'), numbers.get('I')]
  return {
    ...(rounds === undefined ? {} : { rounds }),
    ...(memory === undefined ? {} : { memory }),
    ...(passes === undefined ? {} : { passes }),
  }
}

/** Bytes of memory that opening the database needs, where it says so. */
export const readKdbxMemory = (bytes: Uint8Array): number | undefined => readCost(bytes)?.memory

async function checkCost(file: string, bytes: Uint8Array, options: OpenOptions): Promise<KdbxCost> {
  const cost = readCost(bytes)
  if (cost === undefined) return refuseFile(file, { kind: 'damaged', format: 'kdbx' })
  if (cost.rounds !== undefined) await checkAesRounds(file, cost.rounds, options)
  const { memory, passes = 1 } = cost
  if (memory !== undefined) await checkMemory(file, { name: 'Argon2', memory, passes }, options)
  return ciphers.has(cost.cipher) ? cost : refuseUnusable(file, 'kdbx-cipher')
}

/** Every entry of a database, without histories. Throws `bad-import`, `import-wrong-password`. */
export async function readKdbx(
  file: string,
  bytes: Uint8Array,
  options: OpenOptions,
): Promise<readonly KeePassEntry[]> {
  const { password, keyFile } = options
  // A database may be protected by a key file alone; then there is no password, which is not an empty one.
  if (keyFile === undefined) requirePassword(file, options)
  const { cipher } = await checkCost(file, bytes, options)
  const { default: kdbxweb } = await import('kdbxweb')
  const { CryptoEngine } = kdbxweb
  CryptoEngine.setArgon2Impl(async (key, salt, memory, passes, _length, lanes, type) => {
    const kind = type === CryptoEngine.Argon2TypeArgon2d ? 'argon2d' : 'argon2id'
    const how = { kind, salt: new Uint8Array(salt), passes, memory, lanes } as const
    // Without onCost: the cost was reported when it was checked.
    const derive = options.derive === undefined ? {} : { derive: options.derive }
    return copyBuffer(await argon2(file, new Uint8Array(key), how, derive))
  })
  const credentials = new kdbxweb.Credentials(
    password === undefined ? null : kdbxweb.ProtectedValue.fromString(password.reveal()),
    keyFile === undefined ? null : copyBuffer(keyFile.reveal()),
  )
  const loading = new kdbxweb.Kdbx()
  loading.credentials = credentials
  const format = new kdbxweb.KdbxFormat(loading)
  if (cipher === twofish)
    format.decryptData = async (data, key) => {
      const iv = new Uint8Array(loading.header.encryptionIV ?? new ArrayBuffer())
      const plain = await openTwofishCbc(new Uint8Array(key), iv, new Uint8Array(data))
      return plain === undefined ? refusePassword(file) : copyBuffer(plain)
    }
  const database = await format.load(copyBuffer(bytes)).catch((error: unknown) => {
    if (error instanceof kdbxweb.KdbxError && error.code === kdbxweb.Consts.ErrorCodes.InvalidKey)
      return refusePassword(file)
    if (error instanceof Error && error.name === 'RescueError') throw error
    return refuseFile(file, { kind: 'damaged', format: 'kdbx' })
  })
  const bin = database.meta.recycleBinUuid?.id
  return database.groups.flatMap((root) => entriesIn(root, [], false, bin))
}

const copyBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

type Group = import('kdbxweb').KdbxGroup

function entriesIn(
  group: Group,
  path: readonly string[],
  isTrash: boolean,
  bin: string | undefined,
): readonly KeePassEntry[] {
  const own = group.entries.map((entry) => {
    const fields = [...entry.fields].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : value.getText(),
    ])
    return { fields: new Map(fields), groups: path, isTrash }
  })
  const inner = group.groups.flatMap((child) =>
    entriesIn(child, [...path, child.name ?? ''], isTrash || child.uuid.id === bin, bin),
  )
  return [...own, ...inner]
}
