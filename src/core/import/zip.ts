/** ZIP archives, also with ZipCrypto and WinZip AES, through @zip.js/zip.js: the only file that knows it. */
import type { Secret } from '../secret.ts'
import { refuseFile, refusePassword, requirePassword } from './failure.ts'
import { maxFileBytes, maxItems, maxUnpackedBytes } from './limits.ts'

export interface ZipMember {
  readonly name: string
  readonly encrypted: boolean
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** Archives that were opened: the members of one are read one by one, and there can be many. */
const opened = new WeakMap<Uint8Array, ReturnType<typeof readArchive>>()

function openArchive(file: string, bytes: Uint8Array): ReturnType<typeof readArchive> {
  const archive = opened.get(bytes) ?? readArchive(file, bytes)
  opened.set(bytes, archive)
  return archive
}

async function readArchive(file: string, bytes: Uint8Array) {
  const zip = await import('@zip.js/zip.js/lib/zip-core-native.js')
  zip.configure({ useWebWorkers: false })
  const reader = new zip.ZipReader(new zip.Uint8ArrayReader(bytes), { checkOverlappingEntry: true })
  const refuseDamaged = (): never => refuseFile(file, { kind: 'damaged', format: 'zip' })
  const entries = await reader.getEntries().catch(refuseDamaged)
  if (entries.length > maxItems) refuseDamaged()
  return { zip, entries, unpacked: 0 }
}

/** The members of an archive. Throws `bad-import`. */
export async function listMembers(file: string, bytes: Uint8Array): Promise<readonly ZipMember[]> {
  const { entries } = await openArchive(file, bytes)
  return entries
    .filter(({ directory }) => !directory)
    .map(({ filename, encrypted }) => ({ name: filename, encrypted }))
}

/**
 * The bytes of one member. Its size is limited while it is unpacked, whatever the archive says. Throws `bad-import`,
 * `import-needs-password`, `import-wrong-password`.
 */
export async function readMember(
  file: string,
  bytes: Uint8Array,
  name: string,
  password?: Secret<string>,
): Promise<Uint8Array> {
  const archive = await openArchive(file, bytes)
  const { zip, entries } = archive
  const entry = entries.find(({ filename }) => filename === name)
  if (entry === undefined || entry.directory) return refuseFile(file, { kind: 'damaged', format: 'zip' })
  if (entry.uncompressedSize > maxFileBytes)
    return refuseFile(file, { kind: 'too-large', most: maxFileBytes })
  if (archive.unpacked > maxUnpackedBytes)
    return refuseFile(file, { kind: 'too-large', most: maxUnpackedBytes })
  const given = entry.encrypted
    ? { password: requirePassword(file, password === undefined ? {} : { password }).reveal() }
    : {}
  const parts: Uint8Array[] = []
  let size = 0
  const sink = new WritableStream<Uint8Array>({
    write(part) {
      size += part.length
      archive.unpacked += part.length
      if (size > maxFileBytes) throw new Error('too large')
      parts.push(part.slice())
    },
  })
  try {
    await entry.getData(sink, { ...given, checkSignature: true })
  } catch (error) {
    if (size > maxFileBytes) return refuseFile(file, { kind: 'too-large', most: maxFileBytes })
    const reason = error instanceof Error ? error.message : ''
    if (entry.encrypted || reason === zip.ERR_INVALID_PASSWORD) return refusePassword(file)
    return refuseFile(file, { kind: 'damaged', format: 'zip' })
  }
  const all = new Uint8Array(size)
  parts.reduce((at, part) => {
    all.set(part, at)
    return at + part.length
  }, 0)
  return all
}
