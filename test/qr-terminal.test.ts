/** A QR code in a real terminal: its cells are captured with their colours, painted, and read by another program. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { parseLink } from '../src/core/totp/link.ts'
import { transferLinks } from '../src/core/totp/migration.ts'
import { qrMatrix } from '../src/ui/qr.ts'
import { needs } from './support/needs.ts'
import { readByZbar } from './support/qr-picture.ts'
import { paintScreen, themes } from './support/qr-screen.ts'
import { openTerminal, type Size, type Terminal } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const link = 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const [dark] = themes

/** A transfer of ten accounts in one code, as Google Authenticator makes them. */
const accounts = Array.from({ length: 10 }, (_, index) => {
  const secret = `GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ${'ABCDEFGHIJ'.charAt(index)}`
  const name = `Service%20${index}`
  return parseLink(`otpauth://totp/${name}:someone@example.com?secret=${secret}&issuer=${name}`).account
})
const [transfer = ''] = transferLinks(accounts, 1)

let terminal: Terminal | undefined
let folder: string | undefined
afterEach(async () => {
  await terminal?.close()
  if (folder !== undefined) await rm(folder, { recursive: true })
  ;[terminal, folder] = [undefined, undefined]
})

/** Draws a text in a window, waits until it stands there, and gives the rows. */
async function drawn(
  text: string,
  size: Size,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  folder = await mkdtemp(join(tmpdir(), 'qr-'))
  await writeFile(join(folder, 'text'), text)
  terminal = await openTerminal({
    size,
    command: ['sh', '-c', `"$0" "$1" qr show --quiet < text`, process.execPath, bin],
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TWOFA_RESCUE_LANG: 'en', ...env },
    cwd: folder,
  })
  await terminal.end(0)
  return terminal.coloured()
}

describe.runIf(needs('tmux') && needs('zbarimg'))('a code in a terminal', () => {
  const texts = [
    { what: 'a short text', text: 'x', size: { columns: 40, rows: 24 } },
    { what: 'a link', text: link, size: { columns: 80, rows: 28 } },
    { what: 'a link in a usual window', text: link, size: { columns: 80, rows: 25 } },
    { what: 'a long link', text: `${link}&${'x'.repeat(300)}`, size: { columns: 100, rows: 50 } },
    { what: 'a transfer of ten accounts', text: transfer, size: { columns: 160, rows: 90 } },
  ]
  it.each(texts)('is $what to a scanner, on dark and on light', async ({ text, size }) => {
    const rows = await drawn(text, size)
    for (const theme of themes)
      expect(readByZbar(paintScreen(rows, size.columns, theme)), theme.name).toBe(text)
  })

  it('has a transfer of ten accounts among what was tried', () => {
    expect(transfer.length).toBeGreaterThan(700)
    expect(qrMatrix(transfer, 'L').length).toBeGreaterThan(80)
  })

  it('can be scanned from a dark window without colours', async () => {
    const size = { columns: 80, rows: 30 }
    const rows = await drawn(link, size, { NO_COLOR: '1' })
    expect(rows.join('')).not.toContain('\x1b[')
    if (dark !== undefined) expect(readByZbar(paintScreen(rows, size.columns, dark))).toBe(link)
  })
})
