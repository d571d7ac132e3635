/** Signals in a real terminal, at questions of every kind: the terminal is afterwards as it was before. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))

/** Writes down the settings of the terminal before and after the program, and the program’s process number. */
const recorded =
  'trap : INT; stty -a > before; sh -c \'echo $$ > pid; exec "$@"\' sh "$@"; status=$?; stty -a > after; exit $status'

let terminal: Terminal | undefined
let folder = ''
afterEach(async () => {
  await terminal?.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(args: readonly string[]): Promise<Terminal> {
  folder = await mkdtemp(join(tmpdir(), 'signals-'))
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  await writeFile(join(folder, 'link'), `otpauth://totp/a?secret=${secret}`)
  terminal = await openTerminal({
    size: { columns: 80, rows: 24 },
    command: ['sh', '-c', recorded, 'sh', process.execPath, bin, ...args],
    env: { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8' },
    cwd: folder,
  })
  return terminal
}

const read = (name: string) => readFile(join(folder, name), 'utf8')

const sees = (terminal: Terminal, what: RegExp) =>
  terminal.until(String(what), ({ lines }) => lines.join('\n').match(what)?.[0])

const questions: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['a menu', ['diagnose', '--offline'], /ctrl-c stop/],
  ['a menu of the plain kind', ['diagnose', '--offline', '--plain'], /^> ?$/m],
  ['a secret', ['totp', 'code'], /not shown/],
  ['a list of codes', ['backup', 'add', 'example', '--store', 'file'], /one per line/],
  ['a press of a key', ['clock', 'phone', '--offline'], /Press Enter/],
]

describe.runIf(needs('tmux') && process.platform !== 'win32')(
  'a signal leaves the terminal as it was',
  () => {
    for (const [name, args, asked] of questions)
      it.each([
        ['SIGTERM', 143],
        ['SIGHUP', 129],
        ['SIGINT', 130],
      ] as const)(`at ${name}: %s, with status %d`, async (signal, status) => {
        const terminal = await open(args)
        await sees(terminal, asked)
        process.kill(Number(await read('pid')), signal)
        await terminal.end(status)
        expect(await read('after')).toBe(await read('before'))
        // The record may lag behind the window; it is in order.
        await expect.poll(() => terminal.written()).toContain('ended with status')
        const written = await terminal.written()
        expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(written.lastIndexOf('\u001b[?25l'))
        expect(written.lastIndexOf('\u001b[?2004l')).toBeGreaterThanOrEqual(
          written.lastIndexOf('\u001b[?2004h'),
        )
      })

    it('at a menu: nothing of the list is left below the line that follows', async () => {
      const terminal = await open(['diagnose', '--offline', '--service', 'nothing of this name'])
      await sees(terminal, /ctrl-c stop/)
      process.kill(Number(await read('pid')), 'SIGTERM')
      await terminal.end(143)
      const { rows } = await terminal.view()
      expect(rows.filter((row) => row !== '').at(-1)).toMatch(/^ended with status/)
    })

    it.each([['totp code --watch', ['totp', 'code', '--watch', '--secret-file', 'link']]])(
      'ctrl-c in the live view of %s: what follows begins its own line',
      async (_, args) => {
        const terminal = await open(args)
        await sees(terminal, /\d s left/)
        await terminal.press('C-c')
        await terminal.end(130)
        expect(await read('after')).toBe(await read('before'))
        expect((await terminal.view()).rows).toContain('^C')
      },
    )
  },
)
