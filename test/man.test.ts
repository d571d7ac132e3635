/** The manual page is what the command tree says (else: npm run man), and the programs that show it find no fault. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formatManPage } from '../scripts/man-page.ts'
import { needs } from './support/needs.ts'

const file = fileURLToPath(new URL('../man/2fa-rescue.1', import.meta.url))
const { version, man }: { version: string; man: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
)

const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...env },
  })
  return { status, out: stdout, err: stderr }
}

describe('the manual page', () => {
  it('is in step with the commands', async () => {
    await expect(await formatManPage(version)).toMatchFileSnapshot('../man/2fa-rescue.1')
    expect(man).toBe('man/2fa-rescue.1')
  })

  it('is ASCII, and no line of it is a request by accident', () => {
    const lines = readFileSync(file, 'utf8').split('\n')
    expect(lines.filter((line) => !/^[ -~]*$/.test(line))).toEqual([])
    const requests = new Set(lines.flatMap((line) => /^[.']\S*/.exec(line) ?? []))
    expect([...requests].sort()).toEqual(
      [
        '.B',
        '.BR',
        '.PP',
        '.RE',
        '.RI',
        '.RS',
        '.SH',
        '.SS',
        '.TH',
        '.TP',
        '.\\"',
        '.ad',
        '.fi',
        '.nf',
        '.nh',
      ].sort(),
    )
  })
})

describe.runIf(needs('mandoc') && needs('man') && needs('groff'))('programs for manual pages', () => {
  it('find nothing to complain about', () => {
    expect(run('mandoc', ['-T', 'lint', '-W', 'style', file])).toEqual({ status: 0, out: '', err: '' })
    expect(run('groff', ['-man', '-ww', '-z', '-T', 'utf8', file])).toEqual({ status: 0, out: '', err: '' })
  })

  it('show it', () => {
    const { status, out, err } = run('man', ['-l', file], {
      MANWIDTH: '80',
      MAN_KEEP_FORMATTING: '',
      PAGER: 'cat',
    })
    expect([status, err]).toEqual([0, ''])
    expect(out).toMatch(/^2FA-RESCUE\(1\) +User Commands +2FA-RESCUE\(1\)$/m)
    for (const text of [
      'totp verify [code] [next]',
      '-H, --server <host[:port]>',
      '    2fa-rescue clock phone',
      'this computer’s clock',
    ])
      expect(out).toContain(text)
    expect(out).toMatch(/^ +130 +stopped with ctrl-c$/m)
  })
})
