/** Draws a text as a QR code in the terminal, or writes it as a picture. */

import { type DrawingLimit, RescueError } from '../core/errors.ts'
import type { Secret } from '../core/secret.ts'
import type { Host } from '../host/host.ts'
import { plain } from '../ui/palette.ts'
import { fitsQr, qrMatrix, qrMaxBytes } from '../ui/qr.ts'
import { formatQr } from '../ui/qr-drawing.ts'
import { explainUnwritten } from './save-file.ts'

/**
 * Draws a text on stdout, black on white, or writes it to the file `png`. Where it does not fit the window, a person is
 * asked for a file. Throws `too-long-for-qr`, `no-drawing`, `exists`, `unwritable`.
 */
export async function drawQr(
  host: Host,
  text: Secret<string> | string,
  { png }: { readonly png?: string } = {},
): Promise<void> {
  const matrix = makeMatrix(typeof text === 'string' ? text : text.reveal())
  if (png !== undefined) return writePng(matrix, png, host)
  const { terminal, words } = host
  const { columns, rows } = terminal.size()
  const colour = host.outStyle !== plain
  const drawing = formatQr(matrix, { colour, unicode: terminal.unicode, rows: rows - 1 })
  if (!host.readsResults || drawing === undefined)
    throw new RescueError({ code: 'no-drawing', reason: { kind: 'no-terminal' } })
  if (drawing.columns > columns)
    return pictureInstead(matrix, { kind: 'too-wide', needed: drawing.columns, columns }, host)
  // The row below the drawing is the prompt's.
  if (drawing.lines.length >= rows)
    return pictureInstead(matrix, { kind: 'too-tall', needed: drawing.lines.length + 1, rows }, host)
  terminal.out(drawing.lines.map((line) => `${line}\n`).join(''))
  if (!colour) host.hint(words.qr.show.dark)
  host.hint(words.qr.show.clear)
}

type Matrix = ReturnType<typeof qrMatrix>

function makeMatrix(content: string): Matrix {
  if (fitsQr(content, 'L')) return qrMatrix(content, 'L')
  const bytes = new TextEncoder().encode(content).length
  throw new RescueError({ code: 'too-long-for-qr', bytes, most: qrMaxBytes.L })
}

/** The QR code of a text as a PNG. Throws `too-long-for-qr`. */
export async function qrPicture(text: string): Promise<Uint8Array> {
  const { qrPng } = await import('../ui/qr-png.ts')
  return qrPng(makeMatrix(text))
}

async function writePng(matrix: Matrix, path: string, host: Host): Promise<void> {
  const { qrPng } = await import('../ui/qr-png.ts')
  const file = host.files.resolve(path)
  await host.files.write(file, qrPng(matrix), { mode: 0o600, fresh: true })
  host.result({ json: { file }, text: [] })
  host.note(host.words.qr.show.written(file))
}

/** Asks for a file until there is one that can be written. */
async function pictureInstead(matrix: Matrix, reason: DrawingLimit, host: Host): Promise<void> {
  if (!host.terminal.errIsTerminal || host.settings.yes) throw new RescueError({ code: 'no-drawing', reason })
  const { askFile } = host.words.qr.show
  const prompt = await host.prompt()
  for (;;) {
    const path = await prompt.text({ message: askFile, preset: await findFreeName(host) })
    try {
      return await writePng(matrix, path, host)
    } catch (error) {
      host.hint(explainUnwritten(error, host))
    }
  }
}

/** More pictures than anybody writes. In a folder that cannot be looked into every name seems to be taken. */
const mostNames = 1000

/** `qr-code.png`, or with a number where that is taken, so that one picture after another can be written. */
async function findFreeName({ files }: Host): Promise<string> {
  for (let number = 1; number <= mostNames; number += 1) {
    const name = number === 1 ? 'qr-code.png' : `qr-code-${number}.png`
    const isTaken = (await files.readBytes(files.resolve(name), 1).catch(() => true)) !== undefined
    if (!isTaken) return name
  }
  return 'qr-code.png'
}
