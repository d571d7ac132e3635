/** A QR code (ISO/IEC 18004) as a square of modules; the caller decides how to draw it. */
import QRCode from 'qrcode-terminal/vendor/QRCode/index.js'

/** Level M corrects 15 % of damage, enough for creased paper; L corrects 7 % and is smaller on a screen. */
const levels = { M: 0, L: 1 } as const
type QrLevel = keyof typeof levels

const anyVersion = -1

/** How many bytes of UTF-8 fit the largest code, version 40. */
export const qrMaxBytes: Readonly<Record<QrLevel, number>> = { M: 2331, L: 2953 }

/** The quiet zone that readers need on every side, in modules. */
export const qrQuietZone = 4

/** Whether a text fits into one code. */
export function fitsQr(text: string, level: QrLevel = 'M'): boolean {
  return utf8(text).length <= qrMaxBytes[level]
}

/**
 * The modules by rows, true for dark, without the quiet zone. Text is written as UTF-8. Throws a RangeError if it
 * does not fit: call `fitsQr` first.
 */
export function qrMatrix(text: string, level: QrLevel = 'M'): readonly (readonly boolean[])[] {
  if (!fitsQr(text, level)) throw new RangeError('too long for one QR code')
  const code = new QRCode(anyVersion, levels[level])
  code.addData(String.fromCharCode(...utf8(text)))
  code.make()
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index)
  return side.map((row) => side.map((column) => code.isDark(row, column)))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
