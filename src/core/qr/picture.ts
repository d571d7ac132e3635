/** Pictures of QR codes: which kinds can be read, and the port that reads them. */
import { RescueError } from '../errors.ts'
import type { PictureFlaw } from './flaws.ts'
import { readPictureSize } from './picture-size.ts'

/** What a reader made of a picture. */
export type PictureReading =
  /** The texts of all codes, each once, from top to bottom. */
  | { readonly kind: 'read'; readonly texts: readonly string[] }
  /** It cannot be opened. */
  | { readonly kind: 'damaged' }
  /** Stopped after so many seconds. */
  | { readonly kind: 'too-slow'; readonly seconds: number }

/** The port: finds QR codes in a PNG, JPEG, GIF or BMP, within a time limit. Blocks nothing. */
export interface PictureReader {
  /** Takes the bytes of one picture file. */
  read(picture: Uint8Array): Promise<PictureReading>
}

/** Larger than any photograph of a telephone, in bytes. */
export const maxPictureBytes = 32 * 1024 * 1024

/** Largest product of width and height. Decoding takes up to 16 bytes for each pixel. */
const maxPicturePixels = 40_000_000

/** The texts of the codes in a picture, at least one. Throws `bad-picture`. */
export async function codesIn(
  picture: Uint8Array,
  file: string,
  reader: PictureReader,
): Promise<readonly string[]> {
  const refuse = (flaw: PictureFlaw): never => {
    throw new RescueError({ code: 'bad-picture', file, flaw })
  }
  const format = detectFormat(picture)
  if (format === undefined) return refuse({ kind: 'no-picture' })
  if (!isReadable(format)) return refuse({ kind: 'format', name: format })
  const size = readPictureSize(picture, format)
  if (size === undefined) return refuse({ kind: 'damaged' })
  if (size.width * size.height > maxPicturePixels)
    return refuse({ kind: 'too-large', ...size, most: maxPicturePixels })
  const reading = await reader.read(picture)
  if (reading.kind !== 'read') return refuse(reading)
  return reading.texts.length === 0 ? refuse({ kind: 'no-code' }) : reading.texts
}

type ReadableFormat = Parameters<typeof readPictureSize>[1]

const readable = ['PNG', 'JPEG', 'GIF', 'BMP'] as const satisfies readonly ReadableFormat[]

const isReadable = (format: string): format is ReadableFormat => readable.some((one) => one === format)

/** How files begin; a dot stands for any byte, and for all that are no characters. */
const beginnings: readonly (readonly [format: string, beginning: RegExp])[] = [
  ['PNG', /^.PNG\.{4}/],
  ['JPEG', /^\xff\xd8\xff/],
  ['GIF', /^GIF8[79]a/],
  ['BMP', /^BM/],
  ['WebP', /^RIFF....WEBP/],
  ['AVIF', /^....ftypavi[fs]/],
  ['HEIC', /^....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/],
  ['JPEG XL', /^(?:\xff\.|\.{4}JXL )/],
  ['TIFF', /^(?:II\*\.|MM\.\*)/],
  ['PDF', /^%PDF-/],
  ['SVG', /^[^<]{0,9}(?:<[?!][^>]*>[.\s]*)*<svg[.\s>]/],
]

/** The name of a picture's format, also of those that cannot be read here; undefined for anything else. */
export function detectFormat(picture: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(picture.subarray(0, 1024)).replace(/\p{Cc}/gu, '.')
  return beginnings.find(([, beginning]) => beginning.test(start))?.[0]
}
