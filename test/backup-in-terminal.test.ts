/** Backup codes in a real terminal: a passphrase, a question after the code, and runs that are killed while they ask. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { en } from '../src/words/en.ts'
import { ja } from '../src/words/ja.ts'
import { type FileStore, fileStore } from './support/file-store.ts'
import { program } from './support/killed.ts'
import { needs } from './support/needs.ts'
import { listPrograms, searchFiles, searchText } from './support/search.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const passphrase = 'a long sentence nobody knows'
const codes = ['1a2b3-c4d5e', 'ffffe-aabbc', '00112-33445']

describe.runIf(needs('tmux'))('in a terminal', () => {
  let files: FileStore
  let terminal: Terminal | undefined
  beforeEach(() => {
    files = fileStore()
  })
  afterEach(async () => {
    await terminal?.close()
    files.remove()
  })

  const env = (): Readonly<Record<string, string>> => {
    const { TWOFA_RESCUE_IDENTITY: _, ...mine } = files.env
    return { ...mine, PATH: process.env.PATH ?? '' }
  }

  async function open(...args: readonly string[]): Promise<Terminal> {
    await terminal?.close()
    terminal = await openTerminal({
      size: { columns: 40, rows: 24 },
      command: [process.execPath, program, 'backup', ...args],
      env: env(),
      cwd: files.home,
    })
    return terminal
  }

  /** Waits for words, wherever the lines break. */
  const sees = (window: Terminal, words: string) =>
    window.until(words, ({ rows }) => (flat(rows.join(' ')).includes(flat(words)) ? true : undefined))

  async function types(window: Terminal, text: string): Promise<void> {
    await window.press('-l', text)
    await window.press('Enter')
  }

  async function store(): Promise<void> {
    const list = join(files.home, 'list.txt')
    writeFileSync(list, codes.join('\n'))
    const window = await open('add', 'github', list)
    await sees(window, en.backup.storeThese(3, 'github'))
    await window.press('Enter')
    await sees(window, en.store.passphrase.fresh)
    await types(window, passphrase)
    await sees(window, en.store.passphrase.again)
    await types(window, passphrase)
    await window.end(0)
    expect(searchText('terminal', await window.written(), [passphrase])).toEqual([])
  }

  async function unlock(window: Terminal, words = en): Promise<void> {
    await sees(window, words.store.passphrase.old)
    await types(window, passphrase)
  }

  it('a passphrase typed before it is asked for is neither shown nor taken', async () => {
    await store()
    // The run waits for a list from a pipe; then it asks.
    const pipe = join(files.home, 'pipe')
    execFileSync('mkfifo', [pipe])
    const window = await open('add', 'other', pipe, '--yes')
    const writer = await openFile(pipe, 'w')
    await window.press('-l', passphrase)
    await writer.write('2b3c4-d5e6f\n12345-67890\n')
    await writer.close()
    await sees(window, en.store.passphrase.old)
    await types(window, 'wrong')
    await sees(window, en.store.passphrase.wrong)
    await types(window, passphrase)
    await window.end(0)
    expect(searchText('terminal', await window.written(), [passphrase, 'wrong'])).toEqual([])
    // The terminal is left as it was: what is typed is shown again.
    await types(window, 'echo')
    await sees(window, 'echo')
  }, 60_000)

  it('ctrl-c ends a run that has not asked yet', async () => {
    await store()
    const pipe = join(files.home, 'pipe')
    execFileSync('mkfifo', [pipe])
    const window = await open('add', 'other', pipe, '--yes')
    const writer = await openFile(pipe, 'w')
    await window.press('C-c')
    await window.end(130)
    await writer.close()
  }, 60_000)

  it('a run that is killed while it asks is asked about by the next one', async () => {
    await store()
    const first = await open('use', 'github')
    await unlock(first)
    await sees(first, codes[0] ?? '')
    await sees(first, en.backup.accepted)
    expect(listPrograms(files.home).join(' ')).not.toContain(passphrase)
    await first.close()

    const second = await open('use', 'github', '--lang', 'ja')
    await unlock(second, ja)
    await sees(second, ja.backup.outcomes.never)
    const asked = (await second.view()).rows.join(' ')
    expect(asked).toContain(codes[0])
    expect(asked).not.toContain(codes[1])
    // It was not typed anywhere: so it is the next one again, and this time it is accepted.
    await second.press('Down', 'Down', 'Enter')
    await sees(second, ja.backup.accepted)
    await second.press('Enter')
    await second.end(0)

    const third = await open('use', 'github')
    await unlock(third)
    await sees(third, codes[1] ?? '')
    await third.press('C-c')
    await third.end(130)
    for (const folder of [files.folder, join(files.home, 'tmp')])
      expect(searchFiles(folder, [passphrase, ...codes])).toEqual([])
  }, 120_000)

  it('three wrong passphrases change nothing', async () => {
    await store()
    const window = await open('use', 'github')
    for (let tries = 1; tries <= 3; tries += 1) {
      await window.until(`question ${tries}`, ({ rows }) => {
        const asked = flat(rows.join(' ')).split(flat(en.store.passphrase.old)).length - 1
        return asked >= tries ? true : undefined
      })
      if (tries > 1) await sees(window, en.store.passphrase.wrong)
      await types(window, 'something else')
    }
    await window.end(4)
    await sees(window, 'this passphrase does not open')
    const text = await window.written()
    expect(searchText('terminal', text, ['something else', ...codes])).toEqual([])

    const again = await open('use', 'github')
    await unlock(again)
    await sees(again, codes[0] ?? '')
  }, 120_000)
})

const flat = (text: string): string => text.replace(/\s+/g, '')
