/** Archives made by hand, so that they can say what is not so. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Member {
  readonly name: string
  readonly content: Uint8Array
  /** The size that the headers state; by default the true one. */
  readonly stated?: number
}

/** An archive with deflated members (APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16). */
export function createZip(members: readonly Member[]): Uint8Array {
  const compressed = new Map<Uint8Array, { readonly data: Buffer; readonly sum: number }>()
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, stated = content.length } of members) {
    const { data, sum } = compressed.get(content) ?? { data: deflateRawSync(content), sum: crc32(content) }
    compressed.set(content, { data, sum })
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(sum, 10)
    fixed.writeUInt32LE(data.length, 14)
    fixed.writeUInt32LE(stated, 18)
    fixed.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    locals.push(Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), data]))
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fixed, rest, Buffer.from(name)]),
    )
    offset += locals.at(-1)?.length ?? 0
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]))
}
