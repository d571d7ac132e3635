/** A QR code as a picture. The only file that knows fast-png. */
import { encode } from 'fast-png'
import { qrQuietZone } from './qr.ts'

/** Pixels per module: large enough for a phone held in front of the screen. */
const scale = 8

/** A PNG in black and white, with the quiet zone. */
export function qrPng(matrix: readonly (readonly boolean[])[]): Uint8Array {
  const side = (matrix.length + 2 * qrQuietZone) * scale
  const data = new Uint8Array(side * side).fill(255)
  for (const [row, modules] of matrix.entries())
    for (const [column, dark] of modules.entries()) if (dark) fill(data, side, row, column)
  return encode({ width: side, height: side, data, channels: 1, depth: 8 })
}

function fill(data: Uint8Array, side: number, row: number, column: number): void {
  const left = (column + qrQuietZone) * scale
  for (let y = (row + qrQuietZone) * scale; y < (row + qrQuietZone + 1) * scale; y += 1)
    data.fill(0, y * side + left, y * side + left + scale)
}
