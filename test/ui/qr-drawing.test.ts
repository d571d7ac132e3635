/** A QR code as it stands in a terminal, seen by a real reader in every colour that terminals have. */
import { describe, expect, it } from 'vitest'
import { qrMatrix } from '../../src/ui/qr.ts'
import { formatQr } from '../../src/ui/qr-drawing.ts'
import { qrPng } from '../../src/ui/qr-png.ts'
import { needs } from '../support/needs.ts'
import { pictures } from '../support/pictures.ts'
import { readByZbar } from '../support/qr-picture.ts'
import { paintScreen, themes } from '../support/qr-screen.ts'

const link = 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const matrix = qrMatrix(link, 'L')
/** A line as it is drawn, without what sets its colours. */
const onlyBlocks = /^[ █▀▄]+$/

describe('formatQr', () => {
  it('is black on white, whatever the theme, and ends its colours on every line', () => {
    const { lines, columns } = formatQr(matrix, { colour: true, unicode: true, rows: 60 }) ?? { lines: [] }
    expect(columns).toBe(matrix.length + 8)
    expect(lines).toHaveLength(Math.ceil((matrix.length + 8) / 2))
    for (const line of lines) {
      expect(line.startsWith('\x1b[38;5;16;48;5;231m')).toBe(true)
      expect(line.endsWith('\x1b[0m')).toBe(true)
      expect(line.slice(20, -4)).toMatch(onlyBlocks)
    }
  })

  it('leaves out half of the quiet zone where that saves the end', () => {
    const rows = matrix.length / 2 + 3
    const { lines, columns } = formatQr(matrix, { colour: true, unicode: true, rows }) ?? { lines: [] }
    expect(columns).toBe(matrix.length + 4)
    expect(lines.length).toBeLessThanOrEqual(rows)
  })

  it('takes twice the room without half blocks', () => {
    const { lines, columns } = formatQr(matrix, { colour: true, unicode: false, rows: 99 }) ?? { lines: [] }
    expect(columns).toBe(2 * (matrix.length + 8))
    expect(lines).toHaveLength(matrix.length + 8)
    expect(lines.join('').replaceAll('\x1b', '')).toMatch(/^[ -~]*$/)
  })

  it('has no colours where none are wanted, and is not there where nothing is left', () => {
    const { lines } = formatQr(matrix, { colour: false, unicode: true, rows: 60 }) ?? { lines: [] }
    for (const line of lines) expect(line).toMatch(/^[ █▀▄]+$/)
    expect(formatQr(matrix, { colour: false, unicode: false, rows: 60 })).toBeUndefined()
  })
})

describe.runIf(needs('zbarimg'))('a real reader', () => {
  const looks = [
    { name: 'half blocks', unicode: true, rows: 60 },
    { name: 'a thin quiet zone', unicode: true, rows: 24 },
    { name: 'whole cells', unicode: false, rows: 99 },
  ]
  it.each(looks.flatMap((look) => themes.map((theme) => ({ ...look, theme: theme.name, seen: theme }))))(
    'sees $name on a $theme terminal',
    ({ unicode, rows, seen }) => {
      const { lines, columns } = formatQr(matrix, { colour: true, unicode, rows }) ?? {
        lines: [],
        columns: 0,
      }
      // A cell is twice as high as it is wide: without half blocks a module is two cells.
      expect(readByZbar(paintScreen(lines, columns + 6, seen))).toBe(link)
    },
  )

  it('sees it without colours on a dark terminal', () => {
    const { lines, columns } = formatQr(matrix, { colour: false, unicode: true, rows: 60 }) ?? {
      lines: [],
      columns: 0,
    }
    const [dark] = themes
    if (dark !== undefined) expect(readByZbar(paintScreen(lines, columns, dark))).toBe(link)
  })

  it('sees the picture, and so does our own', async () => {
    const png = qrPng(matrix)
    expect(readByZbar(Buffer.from(png))).toBe(link)
    expect(await pictures.read(png)).toEqual({ kind: 'read', texts: [link] })
  })
})
