/** A QR code in a terminal: two modules in a cell, black on white whatever the terminal's own colours are. */
import { qrQuietZone } from './qr.ts'

type Matrix = readonly (readonly boolean[])[]

interface Drawing {
  readonly lines: readonly string[]
  /** Cells. */
  readonly columns: number
}

interface DrawingStyle {
  /** Without colour it can only be drawn for a terminal that is dark. */
  readonly colour: boolean
  /** Without half blocks it takes twice the width and the height. */
  readonly unicode: boolean
  /** Rows of the window: half of the quiet zone is left out if the code does not fit otherwise. */
  readonly rows: number
}

// 16 and 231 are the black and the white that no theme changes; 0 to 15 are the theme's own.
const blackOnWhite = '\x1b[38;5;16;48;5;231m'
const onBlack = '\x1b[48;5;16m'
const onWhite = '\x1b[48;5;231m'
const reset = '\x1b[0m'

/** Undefined without colour and without half blocks: no reader recognises that. */
export function formatQr(matrix: Matrix, { colour, unicode, rows }: DrawingStyle): Drawing | undefined {
  if (!colour && !unicode) return undefined
  const rowsWith = (quiet: number): number => (matrix.length + 2 * quiet) / (unicode ? 2 : 1)
  const quiet = rowsWith(qrQuietZone) <= rows ? qrQuietZone : qrQuietZone / 2
  const framed = frame(matrix, quiet)
  const columns = framed.length * (unicode ? 1 : 2)
  return { lines: unicode ? halfBlocks(framed, colour) : wholeCells(framed), columns }
}

function frame(matrix: Matrix, quiet: number): Matrix {
  const side = Array.from({ length: matrix.length + 2 * quiet }, (_, index) => index - quiet)
  return side.map((row) => side.map((column) => matrix[row]?.[column] === true))
}

function halfBlocks(matrix: Matrix, colour: boolean): readonly string[] {
  // Without colour, a lit half of a cell is a light module.
  const [both, upper, lower, none] = colour ? '█▀▄ ' : ' ▄▀█'
  return pairs(matrix).map(([top, bottom]) => {
    const cells = top.map((dark, column) => {
      const below = bottom?.[column] === true
      return dark ? (below ? both : upper) : below ? lower : none
    })
    return colour ? `${blackOnWhite}${cells.join('')}${reset}` : cells.join('')
  })
}

function wholeCells(matrix: Matrix): readonly string[] {
  return matrix.map((row) => `${row.map((dark) => `${dark ? onBlack : onWhite}  `).join('')}${reset}`)
}

function pairs(matrix: Matrix): readonly (readonly [readonly boolean[], (readonly boolean[])?])[] {
  return Array.from({ length: Math.ceil(matrix.length / 2) }, (_, index) => {
    const [top = [], bottom] = matrix.slice(2 * index, 2 * index + 2)
    return bottom === undefined ? [top] : [top, bottom]
  })
}
