/** Pictures that are small as files and take minutes to search, or gigabytes to decode. */
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** The corner mark of a QR code, seven modules wide (ISO/IEC 18004, section 6.3.3), one pixel for each module. */
const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
/** Pixels from one mark to the next. */
const pitch = 16

/** A PNG of `side` × `side` grey pixels, full of marks of QR codes and without a code. */
export function drawFinders(side: number): Buffer {
  const rows = Array.from({ length: pitch }, (_, y) => {
    const row = Buffer.alloc(side + 1, 255)
    // The filter of the row: none.
    row[0] = 0
    for (let x = 0; x < side; x += 1)
      if (finder[Math.floor(y / 2)]?.[Math.floor((x % pitch) / 2)] === '#') row[x + 1] = 0
    return row
  })
  const pixels = Buffer.concat(Array.from({ length: side }, (_, y) => rows[y % pitch] ?? Buffer.alloc(0)))
  // Eight bits of grey.
  return png(side, side, 8, 0, deflateSync(pixels))
}

/** A PNG of one pixel whose data unpack to so many mebibytes. */
export const drawBomb = (mebibytes: number): Buffer => png(1, 1, 8, 0, packedZeros(mebibytes))

/** An interlaced PNG, all black, of 16 bits for red, green, blue and opacity: what takes most to decode. */
export const drawDeep = (side: number): Buffer =>
  png(side, side, 16, 6, packedZeros(Math.ceil((side * (side * 8 + 2)) / mebibyte)), 1)

const mebibyte = 1024 * 1024

/** Data in the format of zlib (RFC 1950) that unpack to zeros. */
function packedZeros(mebibytes: number): Buffer {
  // After a full flush nothing refers to what was before: a block can be repeated.
  const block = deflateRawSync(Buffer.alloc(mebibyte), { finishFlush: constants.Z_FULL_FLUSH })
  const blocks = Array.from({ length: mebibytes }, () => block)
  // The header, the blocks, an empty last one, and a check sum that nobody waits for.
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, Buffer.from([3, 0, 0, 0, 0, 1])])
}

/** `type`: the kind of colours (PNG, section 11.2.1). */
function png(
  width: number,
  height: number,
  depth: number,
  type: number,
  data: Buffer,
  interlaced: 0 | 1 = 0,
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, type, 0, 0, interlaced], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A progressive JPEG of four colours and one grey value, of which the decoder keeps every coefficient (T.81, annex G). */
export function drawProgressive(side: number): Buffer {
  const segment = (marker: number, data: readonly number[]): Buffer =>
    Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data])
  const colours = [1, 2, 3, 4]
  // One code of one bit, for "no difference".
  const codes = [0, 1, ...Array(15).fill(0), 0]
  const blocks = Math.ceil(side / 8) ** 2
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc2, [
      8,
      side >> 8,
      side & 255,
      side >> 8,
      side & 255,
      4,
      ...colours.flatMap((id) => [id, 0x11, 0]),
    ]),
    segment(0xc4, codes),
    segment(0xda, [4, ...colours.flatMap((id) => [id, 0]), 0, 0, 0]),
    Buffer.alloc(Math.ceil((blocks * 4) / 8)),
    Buffer.from([0xff, 0xd9]),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
