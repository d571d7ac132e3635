/** A text as a QR code: drawn in the terminal, or written as a picture. */
import { RescueError } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { plain } from '../../ui/palette.ts'
import { fitsQr, qrMatrix, qrMaxBytes } from '../../ui/qr.ts'
import { drawingOf } from '../../ui/qr-drawing.ts'
import type { ShowOptions } from './command.ts'

/** `qr show`: the text from stdin, or asked for. */
export async function showQr({ output }: ShowOptions, host: Host): Promise<Exit> {
  const text = await textFrom(host)
  await drawQr(host, text, output === undefined ? {} : { png: output })
  return exits.yes
}

async function textFrom(host: Host): Promise<Secret<string>> {
  if (host.input.isTerminal) return (await host.prompt()).secret({ message: host.words.qr.show.ask })
  try {
    const bytes = await host.input.read()
    // The line end is the shell's.
    return new Secret(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, ''))
  } catch (error) {
    if (error instanceof RescueError) throw error
    throw new RescueError({ code: 'unreadable', file: '-', reason: 'not UTF-8' })
  }
}

/**
 * Draws a text on stdout, black on white, or writes it to the file `png`. Where it does not fit the window, a person is
 * asked for a file. Throws `too-long-for-qr`, `no-drawing`, `exists`, `unwritable`.
 */
export async function drawQr(
  host: Host,
  text: Secret<string> | string,
  { png }: { readonly png?: string } = {},
): Promise<void> {
  const content = typeof text === 'string' ? text : text.reveal()
  if (!fitsQr(content, 'L')) {
    const bytes = new TextEncoder().encode(content).length
    throw new RescueError({ code: 'too-long-for-qr', bytes, most: qrMaxBytes.L })
  }
  const matrix = qrMatrix(content, 'L')
  if (png !== undefined) return writePng(matrix, png, host)
  const { terminal, settings, words } = host
  const { columns, rows } = terminal.size()
  const colour = host.look !== plain
  const drawing = drawingOf(matrix, { colour, unicode: terminal.unicode, rows: rows - 1 })
  if (!terminal.outIsTerminal || settings.json || drawing === undefined)
    throw new RescueError({ code: 'no-drawing', reason: { kind: 'no-terminal' } })
  if (drawing.columns > columns) return pictureInstead(matrix, drawing.columns, host)
  terminal.out(drawing.lines.map((line) => `${line}\n`).join(''))
  if (drawing.lines.length >= rows) host.hint(words.qr.show.tall(drawing.lines.length + 1))
  if (!colour) host.hint(words.qr.show.dark)
  host.hint(words.qr.show.clear)
}

type Matrix = ReturnType<typeof qrMatrix>

async function writePng(matrix: Matrix, path: string, host: Host): Promise<void> {
  const { qrPng } = await import('../../ui/qr-png.ts')
  const file = host.files.resolve(path)
  await host.files.write(file, qrPng(matrix), { mode: 0o600, fresh: true })
  if (host.settings.json) host.terminal.out(`${JSON.stringify({ schema: 1, file })}\n`)
  host.hint(host.words.qr.show.written(file))
}

async function pictureInstead(matrix: Matrix, needed: number, host: Host): Promise<void> {
  const { columns } = host.terminal.size()
  if (!host.terminal.errIsTerminal || host.settings.yes)
    throw new RescueError({ code: 'no-drawing', reason: { kind: 'too-wide', needed, columns } })
  const { askFile } = host.words.qr.show
  const path = await (await host.prompt()).text({ message: askFile, preset: 'qr-code.png' })
  return writePng(matrix, path, host)
}
