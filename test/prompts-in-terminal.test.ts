/** Every kind of question in a real terminal, and every key that is not for it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, fileStore } from './support/file-store.ts'
import { program } from './support/killed.ts'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const minute = 60_000
const functionKeys = Array.from({ length: 12 }, (_, index) => `F${index + 1}`)
// Without c and d, which stop; h, i, j and m are Backspace, Tab and Enter by another name.
const controls = [...'abefgklnopqrstuvwxyz'].map((letter) => `C-${letter}`)
const alts = [...'bdfuy'].map((letter) => `M-${letter}`)
const strangers = ['Tab', 'BTab', 'IC', ...functionKeys, ...controls, ...alts]
/** What a line of text is edited with, and what a menu does not know. */
const editing = ['Left', 'Right', 'BSpace', 'DC']
const letters = ['y', 'n', 'g', 'b', 'j', 'k', '1', '9', 'あ']
const moves = ['Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down']
const pasted = 'GitHub\r\n\r\nYes\r1\n'

/** Node waits half a second for the rest of a sequence that Esc may begin. */
const afterEscape = 700

/** How a question is reached, and what is done there. */
interface Question {
  readonly args: readonly string[]
  /** What stands on the screen, and the key that leads on from there. */
  readonly steps?: readonly (readonly [shown: string, key: string])[]
  readonly asked: string
  readonly strange: readonly string[]
  /** Whether pasted text is ignored. */
  readonly ignoresPaste: boolean
  /** Keys whose effect shows that all keys before were met, and the keys that take it back. */
  readonly probe: readonly [key: string, shown: RegExp, back: string]
}

const menu = [...strangers, ...editing, ...letters]
const questions: Readonly<Record<string, Question>> = {
  choose: {
    args: ['diagnose', '--offline'],
    asked: 'Ready?',
    strange: [...menu, 'Space'],
    ignoresPaste: true,
    probe: ['Down', /❯ 日本語/, 'Up'],
  },
  search: {
    args: ['diagnose', 'nothing-to-enter', '--offline'],
    steps: [['Ready?', 'Enter']],
    asked: 'Which account do you want to get into?',
    strange: [...strangers, 'Left', 'Right', 'BSpace', 'DC'],
    ignoresPaste: false,
    probe: ['z', /Search: z/, 'BSpace'],
  },
  tick: {
    args: ['diagnose', 'nothing-to-enter', '--service', 'another-personal', '--offline'],
    steps: [['Ready?', 'Enter']],
    asked: 'What do you still have?',
    strange: menu,
    ignoresPaste: true,
    probe: ['Space', /❯ \[x\]/, 'Space'],
  },
  confirm: {
    args: ['backup', 'add', 'github'],
    steps: [
      ['An empty line ends the list', '1a2b3-c4d5e'],
      ['1a2b3-c4d5e', 'Enter'],
      ['1a2b3-c4d5e', 'ffffe-aabbc'],
      ['ffffe-aabbc', 'Enter'],
      ['ffffe-aabbc', 'Enter'],
    ],
    asked: 'Store ',
    strange: [...menu, 'Space'],
    ignoresPaste: true,
    probe: ['Down', /❯ No/, 'Up'],
  },
  text: {
    args: ['backup', 'remove', 'github'],
    asked: 'Type github to remove',
    strange: [...strangers, ...moves],
    ignoresPaste: false,
    probe: ['z', /keep: z/, 'BSpace'],
  },
  secret: {
    args: ['totp', 'code'],
    asked: 'Secret or link',
    strange: [...strangers, ...moves, 'Left', 'Right', 'BSpace', 'DC'],
    ignoresPaste: false,
    probe: ['z', /\[hidden\]/, 'BSpace'],
  },
  press: {
    args: ['clock', 'phone', '--offline'],
    asked: 'Press Enter the moment the digits change (1 of 3)',
    strange: [...menu, ...moves],
    ignoresPaste: true,
    probe: ['Enter', /\(2 of 3\)/, ''],
  },
  lines: {
    args: ['backup', 'add', 'gitlab'],
    asked: 'An empty line ends the list',
    strange: [...strangers.filter((key) => key !== 'Tab'), 'Up', 'Down'],
    ignoresPaste: false,
    probe: ['z', /^z$/m, 'BSpace'],
  },
}

describe.runIf(needs('tmux'))('questions in a terminal', () => {
  let files: FileStore
  let terminal: Terminal | undefined
  beforeEach(() => {
    files = fileStore()
  })
  afterEach(async () => {
    await terminal?.close()
    files.remove()
  })

  async function open(args: readonly string[]): Promise<Terminal> {
    await terminal?.close()
    terminal = await openTerminal({
      size: { columns: 100, rows: 50 },
      command: [process.execPath, program, ...args, '--lang', 'en'],
      env: { ...files.env, PATH: process.env.PATH ?? '' },
      cwd: files.home,
    })
    return terminal
  }

  const waitFor = (opened: Terminal, text: string | RegExp): Promise<true> =>
    opened.until(String(text), ({ lines }) => {
      const all = lines.join('\n')
      return (typeof text === 'string' ? all.includes(text) : text.test(all)) || undefined
    })

  const linesOf = async (opened: Terminal): Promise<readonly string[]> => (await opened.view()).lines

  async function reach({ args, steps = [], asked }: Question): Promise<Terminal> {
    if (asked.startsWith('Type github')) {
      writeFileSync(join(files.home, 'codes.txt'), '1a2b3-c4d5e\nffffe-aabbc\n')
      const stored = await open(['backup', 'add', 'github', 'codes.txt', '--yes'])
      await stored.end(0)
    }
    const opened = await open(args)
    for (const [shown, key] of steps) {
      await waitFor(opened, shown)
      await opened.press(key)
    }
    await waitFor(opened, asked)
    return opened
  }

  it.each(Object.entries(questions))(
    '%s: no key that is not for it changes anything',
    async (_kind, question) => {
      const opened = await reach(question)
      await delay(300)
      const before = await linesOf(opened)
      await opened.press('Escape')
      await delay(afterEscape)
      await opened.press(...question.strange)
      if (question.ignoresPaste) await opened.paste(pasted)
      const [key, shown, back] = question.probe
      await opened.press(key)
      await waitFor(opened, shown)
      if (back === '') return
      await opened.press(back)
      await opened.until('the screen as it was', ({ lines }) =>
        lines.join('\n') === before.join('\n') ? true : undefined,
      )
    },
    minute,
  )

  it(
    'pasted line ends answer no question of text',
    async () => {
      const question = questions.text
      if (question === undefined) throw new Error('no such question')
      const opened = await reach(question)
      await opened.paste('git\r\nhub\r\n')
      await waitFor(opened, 'keep: git hub')
      await opened.press('Enter')
      await waitFor(opened, 'that is not github')
      await opened.press('C-c')
      await opened.end(130)
    },
    minute,
  )

  /** Keys that edit a line, each with what the line shows after it. */
  const edits: readonly (readonly [key: string, shown: string])[] = [
    ['one two', 'one two'],
    ['C-w', 'one'],
    ['M-BSpace', ''],
    ['wrong', 'wrong'],
    ['C-u', ''],
    ['hub', 'hub'],
    ['C-a', 'hub'],
    ['g', 'ghub'],
    ['i', 'gihub'],
    ['t', 'github'],
    ['C-k', 'git'],
    ['C-y', 'github'],
    ['C-b', 'github'],
    ['C-f', 'github'],
    ['C-e', 'github'],
    ['x', 'githubx'],
    ['BSpace', 'github'],
  ]
  const fields = { text: 'keep:', search: 'Search:', lines: '' } as const

  it.each(Object.entries(fields))(
    '%s: ctrl-u, ctrl-w and their like edit the line',
    async (kind, before) => {
      const question = questions[kind]
      if (question === undefined) throw new Error('no such question')
      const opened = await reach(question)
      const shownIn = ({ lines }: { readonly lines: readonly string[] }): string | undefined =>
        before === ''
          ? lines.findLast((line) => line.trim() !== '')
          : lines
              .find((line) => line.includes(before))
              ?.split(before)[1]
              ?.trim()
      const empty = before === '' ? shownIn(await opened.view()) : ''
      for (const [key, shown] of edits) {
        await opened.press(key)
        await opened.until(`“${shown}” after ${key}`, (view) =>
          shownIn(view)?.trim() === (shown === '' ? empty : shown) ? true : undefined,
        )
      }
      if (kind !== 'lines') {
        // Also keys that arrive together.
        await opened.press('C-a')
        await opened.press('abc')
        await opened.until('“abcgithub”', (view) =>
          shownIn(view)?.trim() === 'abcgithub' ? true : undefined,
        )
      }
      await opened.press('C-c')
      await opened.end(130)
    },
    minute,
  )

  it(
    'secret: ctrl-u takes back everything, ctrl-w a word',
    async () => {
      const question = questions.secret
      if (question === undefined) throw new Error('no such question')
      const opened = await reach({ ...question, args: ['totp', 'code', '--at', '@1700000000'] })
      await opened.press('WRONG')
      await opened.press('C-u')
      await opened.press('JBSWY3DPEHPK3PXP wrong')
      await opened.press('C-w')
      await opened.press('Enter')
      await waitFor(opened, '324 550')
      await opened.end(0)
    },
    minute,
  )

  it.each([
    { columns: 40, rows: 50 },
    { columns: 140, rows: 20 },
    { columns: 50, rows: 16 },
  ])(
    'a list stands once in a window that became $columns × $rows, and the cursor is shown at the end',
    async (size) => {
      const question = questions.tick
      if (question === undefined) throw new Error('no such question')
      const opened = await reach(question)
      await opened.press('Space')
      await waitFor(opened, /❯ \[x\]/)
      await opened.resize(size)
      await delay(500)
      await opened.press('Down')
      await waitFor(opened, /❯ \[ \]/)
      // What was scrolled out of a window that became lower is out of reach.
      const view = await opened.view()
      const rows = view.rows.slice(view.top)
      expect(rows.filter((row) => row.startsWith('? What do you still have?'))).toHaveLength(1)
      expect(rows.filter((row) => row.startsWith('❯'))).toHaveLength(1)
      await opened.press('C-c')
      await opened.end(130)
      expect((await opened.written()).lastIndexOf('\u001b[?25h')).toBeGreaterThan(
        (await opened.written()).lastIndexOf('\u001b[?25l'),
      )
    },
    minute,
  )
})
