/** A picture that is small as a file and takes minutes to search: finder patterns of QR codes, as many as fit. */
import { crc32, deflateSync } from 'node:zlib'

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
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Eight bits of grey.
  header[8] = 8
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[
      ['IHDR', header],
      ['IDAT', deflateSync(pixels)],
      ['IEND', Buffer.alloc(0)],
    ].map(([type, data]) => chunk(String(type), Buffer.from(data ?? ''))),
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
