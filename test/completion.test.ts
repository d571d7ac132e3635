/** Completion in real shells, with the Tab key in a real terminal; and what the program offers. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from '../src/core/store.ts'
import { type FileStore, fileStore } from './support/file-store.ts'
import { needs } from './support/needs.ts'
import { play } from './support/play.ts'
import { fakeStores } from './support/stores.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const minute = 60_000

/** A command that completes as the program does, and otherwise prints its arguments. */
const stand = `#!/bin/sh
case $1 in __complete | completion) exec '${process.execPath}' '${bin}' "$@" ;; esac
printf 'ran'; for argument; do printf '[%s]' "$argument"; done; echo
`

/** What is typed before Tab, and the arguments that the command then gets. */
const lines: readonly (readonly [typed: string, ran: string])[] = [
  ['2fa-rescue conf', 'ran[config]'],
  ['2fa-rescue clock ph', 'ran[clock][phone]'],
  ['2fa-rescue clock --form', 'ran[clock][--format]'],
  ['2fa-rescue clock --format prom', 'ran[clock][--format][prometheus]'],
  ['2fa-rescue clock --format=nag', 'ran[clock][--format=nagios]'],
  ['2fa-rescue --lang j', 'ran[--lang][ja]'],
  ['2fa-rescue diagnose --service nextclo', 'ran[diagnose][--service][nextcloud]'],
  ['2fa-rescue flow graph nothing-to', 'ran[flow][graph][nothing-to-enter]'],
  ['2fa-rescue totp code Ban', 'ran[totp][code][Bank:my key]'],
  ['2fa-rescue totp code Bank:m', 'ran[totp][code][Bank:my key]'],
  ['2fa-rescue backup use wik', 'ran[backup][use][wiki]'],
  ['2fa-rescue backup confirm wiki --account te', 'ran[backup][confirm][wiki][--account][team]'],
  ['2fa-rescue recover exp', 'ran[recover][export.json]'],
]

describe.each(['bash', 'zsh', 'fish'] as const)('completion in %s', (shell) => {
  const ready = needs(shell) && needs('tmux')
  let store: FileStore
  let terminal: Terminal

  beforeAll(async () => {
    if (!ready) return
    store = fileStore()
    const folder = join(store.home, 'bin')
    mkdirSync(folder)
    writeFileSync(join(folder, '2fa-rescue'), stand, { mode: 0o755 })
    writeFileSync(join(store.home, 'export.json'), '{}')
    writeFileSync(join(store.home, '.zshrc'), zshrc)
    writeFileSync(join(store.home, 'bashrc'), bashrc)
    const PATH = `${folder}:/usr/local/bin:/usr/bin:/bin`
    const env = {
      ...store.env,
      PATH,
      TWOFA_RESCUE_IDENTITY: join(store.home, 'identity.txt'),
      LANG: 'C.UTF-8',
    }
    const link = 'otpauth://totp/Bank:my%20key?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank'
    const add = (args: readonly string[], input: string) =>
      spawnSync(process.execPath, [bin, ...args], { env, input, encoding: 'utf8' })
    expect(add(['totp', 'add'], link).status).toBe(0)
    expect(
      add(['backup', 'add', 'wiki', '-', '--account', 'team', '--yes'], 'abcd-efgh-1234\nabcd-efgh-5678\n')
        .status,
    ).toBe(0)
    const command = { bash: ['bash', '--rcfile', 'bashrc', '-i'], zsh: ['zsh', '-i'], fish: fish }[shell]
    terminal = await openTerminal({ size: { columns: 100, rows: 30 }, command, env, cwd: store.home })
    await terminal.until('the prompt', ({ lines }) => lines.find((line) => line.startsWith('>')))
  }, minute)
  afterAll(async () => {
    await terminal?.close()
    store?.remove()
  })

  it.runIf(ready).each(lines)(
    '%s',
    async (typed, ran) => {
      await terminal.press('C-l', typed, 'Tab')
      // The shell has drawn the completed line once it no longer ends with what was typed.
      await terminal.until('a longer line', ({ lines }) =>
        lines.findLast(
          (line) => line.startsWith('>') && line.includes('2fa-rescue') && !line.endsWith(typed),
        ),
      )
      await terminal.press('Enter')
      await terminal.until(ran, ({ lines }) => lines.find((line) => line === ran))
    },
    minute,
  )

  it.runIf(ready)(
    'evaluates nothing of what was typed',
    async () => {
      const pressed = '2fa-rescue totp code $(touch evaluated) "`touch evaluated`" --look'
      await terminal.press('C-l', shell === 'fish' ? pressed.replace('$', '') : pressed, 'Tab', 'C-c')
      await terminal.press('2fa-rescue conf', 'Tab')
      await terminal.until('a completed line', ({ lines }) =>
        lines.findLast((line) => line.startsWith('>') && line.endsWith('2fa-rescue config')),
      )
      expect(existsSync(join(store.home, 'evaluated'))).toBe(false)
      await terminal.press('C-c')
    },
    minute,
  )
})

// No shell writes its history while its folder is removed.
const bashrc = `unset HISTFILE; PS1='> '; eval "$(2fa-rescue completion bash)"\n`
const zshrc = `PS1='> '; autoload -Uz compinit; compinit -u -D; eval "$(2fa-rescue completion zsh)"\n`
const fish = [
  'fish',
  '--no-config',
  '--private',
  '-C',
  'function fish_prompt; echo "> "; end; 2fa-rescue completion fish | source',
]

describe('what is offered', () => {
  const offered = async (words: string, scene = {}): Promise<readonly string[]> => {
    const { out, exit, err, asked } = await play(`__complete bash -- ${words}`, { terminal: false, ...scene })
    expect([exit, err, asked]).toEqual([0, '', []])
    return out.split('\n').filter((line) => line !== '')
  }
  const kept: Entry = {
    kind: 'backup',
    name: 'wiki',
    value: {
      service: 'wiki',
      account: 'team',
      sets: [
        {
          id: 'aaaa',
          origin: 'generated',
          made: '2026-01-01T00:00:00.000Z',
          codes: [{ value: 'secret-1', state: 'unused' }],
        },
      ],
    },
  }

  it('are the commands below one, and its options', async () => {
    expect(await offered('store s')).toEqual(['status'])
    expect(await offered('help store m')).toEqual(['move'])
    expect(await offered('help ex')).toEqual(['exit-codes'])
    expect(await offered('backup use --acc')).toEqual(['--account'])
    expect(await offered('backup use --st')).toEqual(['--store'])
    expect(await offered('completion z')).toEqual(['zsh'])
  })

  it('never names the command that the shells call', async () => {
    expect(await offered('_')).toEqual([])
    expect((await play('--help')).out).not.toContain('__complete')
  })

  it('are names from the store, never codes', async () => {
    const stores = fakeStores({ keychain: [kept] })
    expect(await offered('backup use w', { stores })).toEqual(['wiki'])
    expect(await offered('backup use wiki --account t', { stores })).toEqual(['team'])
    expect(await offered('backup use s', { stores })).toEqual([])
  })

  it('asks for no passphrase', async () => {
    const stores = fakeStores({ file: [kept] })
    expect(await offered('backup use w', { stores })).toEqual([])
    expect(stores.passphrases).toEqual([])
  })

  it('is nothing where the store cannot be read, and behind --', async () => {
    expect(await offered('backup use w', { stores: fakeStores({ answers: false }) })).toEqual([])
    expect((await play('__complete bash -- clock -- --f')).out).toBe('')
  })

  it('has meanings for zsh, fish and PowerShell', async () => {
    expect((await play('__complete zsh -- config p')).out).toBe(
      'path:prints where the configuration file is\n',
    )
    expect((await play('__complete fish -- config p')).out).toBe(
      'path\tprints where the configuration file is\n',
    )
    expect((await play('__complete powershell -- =config =p')).out).toBe(
      'path\tprints where the configuration file is\n',
    )
    expect((await play('__complete powershell -- =config =')).out).toMatch(/^show\t.*\npath\t.*\n$/)
  })
})

describe('completion', () => {
  it.each([
    ['bash', '2fa-rescue.bash'],
    ['zsh', '_2fa-rescue'],
    ['fish', '2fa-rescue.fish'],
    ['powershell', '2fa-rescue.ps1'],
  ])('prints the script of %s, which evaluates nothing', async (shell, file) => {
    const { exit, out } = await play(`completion ${shell}`)
    expect(exit).toBe(0)
    expect(out).toBe(readFileSync(new URL(`../completions/${file}`, import.meta.url), 'utf8'))
    const code = out.split('\n').filter((line) => !line.startsWith('#'))
    expect(code.filter((line) => /\beval\b|Invoke-Expression/.test(line))).toEqual([])
  })

  it('refuses another shell', async () => {
    const { exit, err } = await play('completion tcsh')
    expect(exit).toBe(2)
    expect(err).toContain('bash, zsh, fish, powershell')
  })
})
