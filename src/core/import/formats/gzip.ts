/** A file that was packed with gzip. */
import { refuseFile } from '../failure.ts'
import { type ImportFormat, openInner, plainIf } from '../format.ts'
import { maxFileBytes } from '../limits.ts'

/** The first bytes (RFC 1952, section 2.3.1); the third is the method, of which there is one. */
const magic = [0x1f, 0x8b, 8]

export const gzip: ImportFormat = {
  id: 'gzip',
  recognise: ({ bytes }) => plainIf(magic.every((byte, at) => bytes[at] === byte)),
  open: async ({ name, bytes }, context) =>
    openInner({ name: `${name} › unpacked`, bytes: await unpack(name, bytes) }, context),
}

/** The content. Its size is limited while it is unpacked. Throws `bad-import`. */
async function unpack(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of new Blob([bytes.slice()])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'))) {
      size += part.length
      if (size > maxFileBytes) break
      parts.push(part)
    }
  } catch {
    return refuseFile(name, { kind: 'damaged', format: 'gzip' })
  }
  if (size > maxFileBytes) return refuseFile(name, { kind: 'too-large', most: maxFileBytes })
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
