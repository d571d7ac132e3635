/** A QR code as a picture that a reader takes (PBM, the plainest picture format), and what a real reader sees in it. */
import { execFileSync } from 'node:child_process'

const quiet = 4

/** `scale` pixels for each module. */
export function makePicture(matrix: readonly (readonly boolean[])[], scale = 4): Buffer {
  const side = matrix.length + 2 * quiet
  const rows = Array.from({ length: side * scale }, (_, y) => {
    const row = matrix[Math.floor(y / scale) - quiet]
    const bit = (x: number) => (row?.[Math.floor(x / scale) - quiet] ? '1' : '0')
    return Array.from({ length: side * scale }, (_, x) => bit(x)).join(' ')
  })
  return Buffer.from(`P1\n${side * scale} ${side * scale}\n${rows.join('\n')}\n`)
}

/** The text that zbarimg reads from a picture; its bytes as they are, because it takes UTF-8 for Shift_JIS at times. */
export function readByZbar(picture: Buffer): string {
  return execFileSync(
    'zbarimg',
    ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', '-Sqrcode.binary', '-'],
    {
      input: picture,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  ).replace(/\n$/, '')
}
