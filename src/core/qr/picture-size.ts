/** The size of a picture as its header says, read before anything is decoded: a few bytes can ask for gigabytes. */

/** Pixels. */
interface PictureSize {
  readonly width: number
  readonly height: number
}

/** The size of a PNG, JPEG, GIF or BMP; undefined where the header is cut off. */
export function readPictureSize(
  picture: Uint8Array,
  format: 'PNG' | 'JPEG' | 'GIF' | 'BMP',
): PictureSize | undefined {
  try {
    return readers[format](new DataView(picture.buffer, picture.byteOffset, picture.byteLength))
  } catch (error) {
    // The view ends before the header does.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type ReadSize = (view: DataView) => PictureSize | undefined

const readers: Readonly<Record<Parameters<typeof readPictureSize>[1], ReadSize>> = {
  // IHDR is always the first chunk (PNG, section 5.6).
  PNG: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  JPEG: readJpegSize,
  GIF: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  BMP: readBmpSize,
}

/** In the first start-of-frame segment (ITU-T T.81, B.2.2). Bytes between segments are passed over, as decoders do. */
function readJpegSize(view: DataView): PictureSize | undefined {
  let at = 2
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) {
      at += 1
      continue
    }
    const marker = view.getUint8(at + 1)
    if (isStartOfFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xff) at += 1
    else at += 2 + (isAlone(marker) ? 0 : view.getUint16(at + 2))
  }
  return undefined
}

/** C0 to CF, without the tables of Huffman (C4) and arithmetic coding (CC) and the reserved C8. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers that no segment follows. */
const isAlone = (marker: number): boolean =>
  marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)

/** The header of OS/2 has 12 bytes and sizes of 16 bits. A negative height means rows from top to bottom. */
function readBmpSize(view: DataView): PictureSize {
  if (view.getUint32(14, true) === 12)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}
