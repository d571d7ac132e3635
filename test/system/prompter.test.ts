/** The questions on streams in memory: what the person sees, and what their keys do. */
import { PassThrough } from 'node:stream'
import { inspect, stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import type { Prompter } from '../../src/host/machine.ts'
import { openPrompter } from '../../src/system/prompter.ts'
import { countRows } from '../../src/ui/wrap.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'

const keys = { down: '\u001b[B', up: '\u001b[A', enter: '\r', escape: '\u001b', ctrlC: '\u0003' }

/** A window of paper; `last` is what was drawn last, without escape sequences. */
function windowOf(columns: number, rows: number) {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { columns, rows })
  // As for the terminal itself, which stays open between questions.
  output.end = () => output
  const drawn: string[] = []
  output.on('data', (chunk: Buffer) => drawn.push(chunk.toString()))
  const settle = () => new Promise((done) => setTimeout(done, 20))
  return {
    streams: { input, output },
    raw: () => drawn.join(''),
    last: () =>
      stripVTControlCharacters(
        drawn.filter((chunk) => stripVTControlCharacters(chunk).trim() !== '').at(-1) ?? '',
      ),
    press: async (...pressed: readonly string[]) => {
      for (const key of pressed) {
        await settle()
        input.write(key)
        // Node waits so long for the rest of a sequence that Esc may begin.
        if (key === keys.escape) await new Promise((done) => setTimeout(done, 520))
      }
      await settle()
    },
    settle,
  }
}

const many = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }))

describe('choose', () => {
  it('answers with what was chosen', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    await window.press(keys.down, keys.down, keys.enter)
    expect(await answer).toBe('v2')
  })

  it('does not go round at the ends of the list', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    await window.press(keys.up, keys.enter)
    expect(await answer).toBe('v0')
  })

  it('begins at the preset', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({
      message: 'Which?',
      choices: many,
      preset: 'v7',
    })
    await window.press(keys.enter)
    expect(await answer).toBe('v7')
  })

  it.each([
    [en, 'shown,morebelow)'],
    [ja, '下に続きがあります'],
  ])('says how many choices are out of sight, and fits the window', async (words, said) => {
    for (const reserved of [0, 10]) {
      const window = windowOf(40, 24)
      const answer = openPrompter(window.streams, words, true).choose({
        message: 'Which of these?',
        choices: many,
        reserved,
      })
      await window.settle()
      expect(window.last().replace(/\s/g, '')).toContain(said)
      expect(window.last()).toContain(words.prompt.keys(true))
      expect(countRows(window.last().split('\n'), 40)).toBeLessThanOrEqual(24 - reserved)
      await window.press(keys.enter)
      await answer
    }
  })

  it('shows every choice of a list that fits, long ones folded', async () => {
    const window = windowOf(40, 24)
    const choices = [
      { value: 'a', label: 'A choice that is longer than a line of this window' },
      { value: 'b', label: 'ほかのサービスや会社のアカウントなど、一覧にないもの' },
    ]
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices })
    await window.settle()
    const lines = window.last().split('\n')
    expect(window.last().replace(/\s+/g, '')).toContain('Achoicethatislongerthanalineofthiswindow')
    expect(window.last().replace(/\s+/g, '')).toContain(
      'ほかのサービスや会社のアカウントなど、一覧にないもの',
    )
    expect(countRows(lines, 40)).toBe(lines.length)
    await window.press(keys.enter)
    await answer
  })

  it.each([
    [en, '? The passphrase of the store', '  (what you type is not shown)'],
    [ja, '? 保管場所のパスフレーズ', '  （入力した文字は表示されません）'],
  ])('puts a note that does not fit beside a hidden line below it', async (words, first, second) => {
    const window = windowOf(40, 24)
    const answer = openPrompter(window.streams, words, true).secret({ message: first.slice(2) })
    await window.settle()
    expect(window.last().split('\n').slice(0, 2)).toEqual([first, second])
    await window.press(keys.enter)
    await answer
  })

  it('puts a preset that does not fit beside the question below it', async () => {
    const window = windowOf(40, 24)
    const message = 'It does not fit into this window. Where should the picture go?'
    const answer = openPrompter(window.streams, en, true).text({ message, preset: 'qr-code.png' })
    await window.settle()
    expect(window.last().trimEnd().split('\n')).toEqual([
      '? It does not fit into this window.',
      '  Where should the picture go?',
      '  (qr-code.png)',
    ])
    await window.press(keys.enter)
    expect(await answer).toBe('qr-code.png')
  })

  it('has no word of the library’s own', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, ja, true).choose({
      message: 'どれですか。',
      choices: [{ value: 'a', label: 'あ' }],
    })
    await window.settle()
    expect(window.last()).not.toMatch(/navigate|select|Yes|No\b/)
    await window.press(keys.enter)
    await answer
  })

  it('makes control characters visible', async () => {
    const window = windowOf(80, 24)
    const choices = [{ value: 'a', label: 'red \u001b[31mdoor' }]
    const answer = openPrompter(window.streams, en, true).choose({ message: 'clear \u001b[2J this', choices })
    await window.press(keys.enter)
    await answer
    expect(window.raw()).not.toContain('\u001b[2J')
    expect(window.raw()).not.toContain('\u001b[31m')
    expect(window.raw()).toContain('red ␛[31mdoor')
  })

  it('asks in a window that says it is 0 × 0', async () => {
    const window = windowOf(0, 0)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    await window.press(keys.enter)
    expect(await answer).toBe('v0')
  })

  it('is cancelled by ctrl-c', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    const failed = answer.catch((error: unknown) => error)
    await window.press(keys.ctrlC)
    const error = await failed
    expect(error).toBeInstanceOf(RescueError)
    expect(error).toMatchObject({ problem: { code: 'cancelled' } })
  })
})

/** Every key that is not for a question, as terminals send it. */
const strangers: Readonly<Record<string, string>> = {
  escape: keys.escape,
  left: '\u001b[D',
  right: '\u001b[C',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  insert: '\u001b[2~',
  delete: '\u001b[3~',
  ...Object.fromEntries(
    ['OP', 'OQ', 'OR', 'OS', '[15~', '[17~', '[18~', '[19~', '[20~', '[21~', '[23~', '[24~'].map(
      (code, index) => [`F${index + 1}`, `\u001b${code}`],
    ),
  ),
  ...Object.fromEntries(
    [...'abefgklnopqrstuvwxyz'].map((letter) => [
      `ctrl-${letter}`,
      String.fromCharCode(letter.charCodeAt(0) - 96),
    ]),
  ),
  ...Object.fromEntries([...'bdfy'].map((letter) => [`alt-${letter}`, `\u001b${letter}`])),
}
const moves: Readonly<Record<string, string>> = {
  home: '\u001b[H',
  end: '\u001b[F',
  'page up': '\u001b[5~',
  'page down': '\u001b[6~',
}
const letters: Readonly<Record<string, string>> = { letters: 'choice', digits: '7', kana: 'さん' }
const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`
const three = ['one', 'two', 'three'].map((value) => ({ value, label: value }))
/** Those that edit no line: ctrl-u and ctrl-w take back what was typed. */
const inFields = Object.fromEntries(
  Object.entries(strangers).filter(([name]) => name !== 'ctrl-u' && name !== 'ctrl-w'),
)
const inMenus = { ...strangers, ...letters, 'pasted lines': paste('three\r\n\rtwo\r') }

describe('keys that are not for a menu', () => {
  it.each(Object.entries({ ...inMenus, space: ' ', backspace: '\u007f' }))(
    'choose: %s leaves the cursor where it is',
    async (_name, key) => {
      const window = windowOf(80, 24)
      const answer = openPrompter(window.streams, en, true).choose({
        message: 'Which?',
        choices: three,
        preset: 'two',
      })
      await window.press(key, keys.enter)
      expect(await answer).toBe('two')
    },
  )

  it.each(Object.entries({ ...inMenus, space: ' ' }))('confirm: %s leaves No at No', async (_name, key) => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).confirm({ message: 'Remove?', preset: false })
    await window.press(key, keys.enter)
    expect(await answer).toBe(false)
  })

  it.each(Object.entries(inMenus))('tick: %s ticks nothing', async (_name, key) => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).tick({
      message: 'Which?',
      items: three,
      actions: [],
      ticked: ['two'],
    })
    await window.press(key, keys.enter)
    expect(await answer).toEqual({ ticked: ['two'], action: undefined })
  })

  it.each(Object.entries({ ...inMenus, ...moves }))('press: %s is no press', async (_name, key) => {
    const window = windowOf(80, 24)
    let pressed = false
    const answer = openPrompter(window.streams, en, true).press({ message: 'Now!' })
    answer.then(() => {
      pressed = true
    })
    await window.press(key)
    expect(pressed).toBe(false)
    await window.press(keys.enter)
    await answer
  })

  it.each(Object.entries(strangers))('search: %s neither types nor moves', async (_name, key) => {
    const window = windowOf(80, 24)
    const typed: string[] = []
    const answer = openPrompter(window.streams, en, true).search({
      message: 'Which?',
      choices: three,
      pinned: [],
      preset: 'two',
      find: (text) => {
        typed.push(text)
        return { choices: three, suggested: false }
      },
    })
    await window.press(key, keys.enter)
    expect(await answer).toBe('two')
    expect(typed).toEqual([])
  })

  it.each(Object.entries({ ...inFields, ...moves, up: keys.up, down: keys.down }))(
    'text: %s leaves what was typed',
    async (name, key) => {
      const window = windowOf(60, 24)
      const answer = openPrompter(window.streams, en, true).text({ message: 'Which?', preset: 'other' })
      await window.press('nine lives', key, keys.enter)
      // Delete and the arrows are for a line of text; at its end they have nothing to change.
      expect(await answer, name).toBe('nine lives')
    },
  )

  it.each(Object.entries({ ...inFields, ...moves, up: keys.up, down: keys.down }))(
    'secret: %s leaves what was typed',
    async (_name, key) => {
      const window = windowOf(60, 24)
      const answer = openPrompter(window.streams, en, true).secret({ message: 'Key?' })
      await window.press('hunter2', key, keys.enter)
      expect((await answer).reveal()).toBe('hunter2')
    },
  )

  it.each(Object.entries(inFields).filter(([name]) => name !== 'tab'))(
    'lines: %s leaves what was typed',
    async (_name, key) => {
      const window = windowOf(60, 24)
      const answer = openPrompter(window.streams, en, true).lines({ message: 'Codes' })
      await window.press('1111 2222', key, keys.enter, keys.enter)
      expect(await answer).toEqual(['1111 2222', ''])
    },
  )
})

describe('the keys that edit a line', () => {
  it.each([
    ['ctrl-u', 'nine lives\u0015ten', 'ten'],
    ['ctrl-w', 'nine lives\u0017cats', 'nine cats'],
    ['alt-backspace', 'nine lives\u001b\u007fcats', 'nine cats'],
    ['ctrl-a', 'lives\u0001nine ', 'nine lives'],
    ['ctrl-k and ctrl-y', 'lives\u0001\u000bnine \u0019', 'nine lives'],
    ['left, and keys that arrive together', 'nie\u001b[Dnn', 'ninne'],
  ])('text: %s', async (_name, typed, text) => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).text({ message: 'Which?' })
    await window.press(typed, keys.enter)
    expect(await answer).toBe(text)
  })

  it.each([
    ['ctrl-u', 'hunter 2\u0015three', 'three'],
    ['ctrl-w', 'hunter 2\u0017three', 'hunter three'],
    ['alt-backspace', 'hunter 2\u001b\u007fthree', 'hunter three'],
  ])('secret: %s', async (_name, typed, text) => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).secret({ message: 'Key?' })
    await window.press(typed, keys.enter)
    expect((await answer).reveal()).toBe(text)
  })

  it.each([
    ['ctrl-u', '1111 2222\u00153333', '3333'],
    ['ctrl-w', '1111 2222\u00173333', '1111 3333'],
  ])('lines: %s', async (_name, typed, text) => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).lines({ message: 'Codes' })
    await window.press(typed, keys.enter, keys.enter)
    expect(await answer).toEqual([text, ''])
  })
})

describe('the keys that move', () => {
  it.each([
    [[moves.end], 'v39'],
    [[moves.end, moves.home], 'v0'],
    [[moves['page down'], moves['page up']], 'v0'],
    [[keys.down, keys.down, keys.up], 'v1'],
    [[moves.end, keys.down], 'v39'],
  ])('%j lead to %s', async (pressed, value) => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    await window.press(...pressed.map((key) => key ?? ''), keys.enter)
    expect(await answer).toBe(value)
  })

  it.each([
    [[], 'morebelow)'],
    [[moves.end], 'moreabove)'],
    [[moves['page down']], 'moreaboveandbelow)'],
  ])('after %j the list says where the rest is: %s', async (pressed, said) => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).choose({ message: 'Which?', choices: many })
    await window.press(...pressed.map((key) => key ?? ''))
    expect(window.last().replace(/\s/g, '')).toContain(said)
    await window.press(keys.enter)
    await answer
  })
})

describe('tick', () => {
  const question = {
    message: 'What do you still have?',
    items: [
      { value: 'device', label: 'signed in' },
      { value: 'number', label: 'phone number' },
      { value: 'codes', label: 'backup codes' },
    ],
    actions: [
      { value: 'only', label: (any: boolean) => (any ? 'Only these' : 'None of these'), keepsTicks: true },
      { value: 'back', label: () => 'Back', keepsTicks: false },
    ],
  } as const

  it('ticks by Space, goes on by Enter, and the answer stays on the screen', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).tick(question)
    await window.press(' ', keys.down, ' ', keys.enter)
    expect(await answer).toEqual({ ticked: ['device', 'number'], action: undefined })
    expect(window.last()).toContain('✔ What do you still have? signed in, phone number')
  })

  it('takes a tick away by Space again', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).tick(question)
    await window.press(' ', ' ', keys.enter)
    expect(await answer).toEqual({ ticked: [], action: undefined })
  })

  it('has lines below the boxes that are taken by Enter', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).tick(question)
    expect(window.last()).toContain('None of these')
    await window.press(' ', keys.down, keys.down, keys.down)
    expect(window.last()).toContain('Only these')
    await window.press(' ', keys.enter)
    expect(await answer).toEqual({ ticked: ['device'], action: 'only' })
  })

  it('shows the line that was taken where the ticks are not an answer', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).tick(question)
    await window.press(' ', moves.end ?? '', keys.enter)
    expect(await answer).toEqual({ ticked: ['device'], action: 'back' })
    expect(window.last()).toContain('✔ What do you still have? Back')
  })
})

describe('search', () => {
  const names = ['Google', 'GitHub', 'GitLab', 'Okta'].map((label) => ({ value: label, label }))
  const question = {
    message: 'Which account?',
    choices: names.slice(0, 1),
    pinned: [{ value: 'other', label: 'Another service' }],
    find: (typed: string) => ({
      choices: names.filter(({ label }) => label.toLowerCase().startsWith(typed)),
      suggested: false,
    }),
  }

  it('filters as one types, over names that were not in sight', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).search(question)
    await window.press('g', 'i', 't')
    expect(window.last()).toContain('GitHub')
    expect(window.last()).toContain('GitLab')
    expect(window.last()).not.toContain('Google')
    expect(window.last()).toContain('Another service')
    await window.press(keys.down, keys.enter)
    expect(await answer).toBe('GitLab')
  })

  it('says nothing of names before one is typed', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).search({ ...question, choices: [] })
    await window.press(keys.down)
    expect(window.last()).not.toContain('nothing here has that name')
    await window.press('g', 'i', 't', 'l', keys.enter)
    expect(await answer).toBe('GitLab')
  })

  it('stays where nothing is found, and finds again after Backspace', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).search({ ...question, pinned: [] })
    await window.press('o', 'x', keys.enter)
    expect(window.last()).toContain('nothing here has that name')
    await window.press('\u007f', keys.enter)
    expect(await answer).toBe('Okta')
  })

  it('takes pasted text as a name, and its line end for no answer', async () => {
    const window = windowOf(80, 24)
    const answer = openPrompter(window.streams, en, true).search(question)
    await window.press(paste('okta\r\n'))
    expect(window.last()).toContain('Okta')
    await window.press(keys.enter)
    expect(await answer).toBe('Okta')
  })
})

describe('pasted line ends', () => {
  it('are spaces in a line of text', async () => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).text({ message: 'Which?' })
    await window.press(paste('one\r\ntwo\r\n\r\nthree\n'), keys.enter)
    expect(await answer).toBe('one two three')
  })

  it('are spaces in a hidden line', async () => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).secret({ message: 'Key?' })
    await window.press(paste('JBSW Y3DP\rEHPK\r'), keys.enter)
    expect((await answer).reveal()).toBe('JBSW Y3DP EHPK')
  })

  it('are line ends where several lines are asked for', async () => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).lines({ message: 'Codes' })
    await window.press(paste('1111\r\n\r\n2222\r'), keys.enter)
    expect(await answer).toEqual(['1111', '', '2222', ''])
  })
})

describe('a window whose size changes', () => {
  it('has the question once, in its new width', async () => {
    const window = windowOf(80, 24)
    const label = 'A choice whose text takes most of a line of eighty columns, and no less than that'
    const answer = openPrompter(window.streams, en, true).choose({
      message: 'Which?',
      choices: [{ value: 'a', label }],
    })
    await window.settle()
    Object.assign(window.streams.output, { columns: 40 })
    window.streams.output.emit('resize')
    await window.settle()
    expect(countRows(window.last().split('\n'), 40)).toBe(window.last().split('\n').length)
    await window.press(keys.enter)
    expect(await answer).toBe('a')
  })
})

describe('the other questions', () => {
  it('ask for a line, and again while something is wrong with it', async () => {
    const window = windowOf(60, 24)
    const check = (text: string) => (text === 'nine' ? undefined : 'type nine')
    const answer = openPrompter(window.streams, en, true).text({ message: 'Which?', check })
    await window.press('ten', keys.enter)
    expect(window.raw()).toContain('type nine')
    await window.press('\u007f\u007f\u007f', 'nine', keys.enter)
    expect(await answer).toBe('nine')
  })

  it('take the preset where nothing is typed', async () => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).text({ message: 'Which?', preset: 'this' })
    await window.press(keys.enter)
    expect(await answer).toBe('this')
  })

  it.each([en, ja])('never show what is secret', async (words) => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, words, true).secret({ message: 'Key?' })
    await window.press('hunter2', keys.enter)
    const secret = await answer
    expect(secret.reveal()).toBe('hunter2')
    expect(`${secret} ${JSON.stringify({ secret })} ${inspect(secret)}`).toBe(
      '[secret] {"secret":"[secret]"} [secret]',
    )
    expect(window.raw().split(words.prompt.hidden)).toHaveLength(2)
    expect(window.raw()).toContain(words.prompt.typed)
    expect(window.raw()).not.toMatch(/hunter|masked/)
  })

  it.each([
    ['yes', true, keys.enter],
    ['no', false, keys.down],
  ] as const)('confirm with %s', async (_name, said, key) => {
    const window = windowOf(60, 24)
    const answer = openPrompter(window.streams, en, true).confirm({ message: 'Sure?' })
    await window.press(key, keys.enter)
    expect(await answer).toBe(said)
  })

  it('settle at the key that is pressed', async () => {
    const window = windowOf(60, 24)
    let pressed = false
    const answer = openPrompter(window.streams, en, true).press({ message: 'Now!' })
    answer.then(() => {
      pressed = true
    })
    await window.press('x')
    expect(pressed).toBe(false)
    expect(window.last()).toContain(en.prompt.press)
    await window.press(keys.enter)
    expect(pressed).toBe(true)
  })

  it('end with ctrl-c', async () => {
    const prompter = (window: ReturnType<typeof windowOf>) => openPrompter(window.streams, en, true)
    const questions: readonly ((prompter: Prompter) => Promise<unknown>)[] = [
      (prompter) => prompter.text({ message: 'Which?' }),
      (prompter) => prompter.secret({ message: 'Key?' }),
      (prompter) => prompter.confirm({ message: 'Sure?' }),
      (prompter) => prompter.press({ message: 'Now!' }),
    ]
    for (const ask of questions) {
      const window = windowOf(60, 24)
      const answer = ask(prompter(window)).catch((error: unknown) => error)
      await window.press(keys.ctrlC)
      expect(await answer).toMatchObject({ problem: { code: 'cancelled' } })
    }
  })
})
