/** Questions for screen readers, on streams in memory: each line once, numbers typed, and nothing drawn over. */
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openPlainPrompter } from '../../src/system/plain-prompter.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'

/** Escape characters as signs that can be seen. */
const marked = (text: string): string => text.replaceAll('\u001b', '⎋')

/** Streams, and a person who types a line whenever the program waits for one. */
function sitDown(typed: readonly string[], columns = 80) {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { columns, rows: 24 })
  output.end = () => output
  let written = ''
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  const left = [...typed]
  const timer = setInterval(() => {
    const line = left.shift()
    if (line !== undefined) input.write(line)
  }, 15)
  return {
    streams: { input, output },
    /** What was written, without what readline writes for the line that is typed. */
    text: () => {
      clearInterval(timer)
      return marked(written)
        .replaceAll('⎋[1G⎋[0J', '')
        .replaceAll(/⎋\[\d+G/g, '')
        .replaceAll('\r', '')
    },
    raw: () => marked(written),
  }
}

const three = ['Apple', 'Pear', 'Plum'].map((label) => ({ value: label.toLowerCase(), label }))
const many = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, label: `Name ${index}` }))
const find = (typed: string) => ({
  choices: many.filter(({ label }) => label.endsWith(` ${typed}`)),
  suggested: false,
})

describe('a choice', () => {
  it('is a number that is typed', async () => {
    const seat = sitDown(['2\r'])
    expect(await openPlainPrompter(seat.streams, en).choose({ message: 'Which?', choices: three })).toBe(
      'pear',
    )
    expect(seat.text()).toBe(
      '? Which?\n1. Apple\n2. Pear\n3. Plum\nType a number from 1 to 3; Enter alone takes 1.\n> 2\n',
    )
  })

  it.each([
    [['\r'], 'pear'],
    [['３\r'], 'plum'],
    [['4\r', '0\r', '-1\r', 'pear\r', '1 2\r', '1\r'], 'apple'],
  ])('%j is %s', async (typed, value) => {
    const seat = sitDown(typed)
    const prompter = openPlainPrompter(seat.streams, en)
    expect(await prompter.choose({ message: 'Which?', choices: three, preset: 'pear' })).toBe(value)
  })

  it('says the same in Japanese, within the window', async () => {
    const seat = sitDown(['\r'], 40)
    await openPlainPrompter(seat.streams, ja).choose({ message: 'どれですか?', choices: three })
    expect(seat.text()).toContain('1〜3 の番号を入力してください。')
  })

  it('of yes and no begins with the usual one', async () => {
    const seat = sitDown(['\r', '2\r'])
    const prompter = openPlainPrompter(seat.streams, en)
    expect(await prompter.confirm({ message: 'Really?' })).toBe(true)
    expect(await prompter.confirm({ message: 'Really?' })).toBe(false)
  })
})

describe('a list to tick', () => {
  const actions = [
    { value: 'go', label: () => 'Go on', keepsTicks: true },
    { value: 'none', label: () => 'None', keepsTicks: false },
  ]
  it.each([
    [['1 3\r'], ['apple', 'plum'], undefined],
    [['1,4\r'], ['apple'], 'go'],
    [['\r'], [], undefined],
    [['5\r'], [], 'none'],
    [['4 5\r', '6\r', '2、3\r'], ['pear', 'plum'], undefined],
  ])('%j ticks %j and takes %s', async (typed, ticked, action) => {
    const seat = sitDown(typed)
    const prompter = openPlainPrompter(seat.streams, en)
    expect(await prompter.tick({ message: 'What?', items: three, actions })).toEqual({ ticked, action })
    expect(seat.text()).toContain('3. [ ] Plum\n4. Go on\n5. None\n')
  })

  it('unticks what is ticked', async () => {
    const seat = sitDown(['1 2\r'])
    const prompter = openPlainPrompter(seat.streams, en)
    const answer = await prompter.tick({ message: 'What?', items: three, actions, ticked: ['apple'] })
    expect(answer.ticked).toEqual(['pear'])
    expect(seat.text()).toContain('1. [x] Apple\n')
  })
})

describe('a search', () => {
  const pinned = [{ value: 'other', label: 'Another one' }]
  it.each([
    [['17\r', '1\r'], 'v17'],
    [['1\r'], 'other'],
    [['nothing\r', '1\r'], 'other'],
    [['\r', '39\r', '2\r'], 'other'],
  ])('%j finds %s', async (typed, value) => {
    const seat = sitDown(typed)
    const prompter = openPlainPrompter(seat.streams, en)
    expect(await prompter.search({ message: 'Who?', choices: many, pinned, find })).toBe(value)
    // Forty names are not read out.
    expect(seat.text()).not.toContain('Name 3\n')
  })

  it('says where nothing has that name', async () => {
    const seat = sitDown(['nothing\r', '1\r'])
    await openPlainPrompter(seat.streams, en).search({ message: 'Who?', choices: many, pinned, find })
    expect(seat.text()).toContain('nothing here has that name\n1. Another one\n')
  })
})

describe('typed lines', () => {
  it('are checked, and may be left at the preset', async () => {
    const seat = sitDown(['bad\r', 'good\r', '\r'])
    const prompter = openPlainPrompter(seat.streams, en)
    const check = (text: string) => (text === 'bad' ? 'not this one' : undefined)
    expect(await prompter.text({ message: 'Name?', check })).toBe('good')
    expect(await prompter.text({ message: 'Name?', preset: 'me' })).toBe('me')
    expect(seat.text()).toBe('? Name?\n> bad\nnot this one\n> good\n? Name?\nEnter alone takes: me\n> \n')
  })

  it('that are secret are never written', async () => {
    const seat = sitDown(['open sesame\u007f\r'])
    const secret = await openPlainPrompter(seat.streams, en).secret({ message: 'Passphrase' })
    expect(secret.reveal()).toBe('open sesam')
    expect(seat.raw()).toBe('? Passphrase (what you type is not shown)\n\n')
  })

  it('wait for Enter', async () => {
    const seat = sitDown(['\r'])
    await openPlainPrompter(seat.streams, en).press({ message: 'Now' })
    expect(seat.text()).toContain('? Now\nEnter · ctrl-c stops\n')
  })
})

describe('ctrl-c and the end of input', () => {
  it.each(['\u0003', '\u0004'])('%j stops each question', async (key) => {
    const asks = [
      (prompter: ReturnType<typeof openPlainPrompter>) => prompter.choose({ message: '?', choices: three }),
      (prompter: ReturnType<typeof openPlainPrompter>) => prompter.text({ message: '?' }),
      (prompter: ReturnType<typeof openPlainPrompter>) => prompter.secret({ message: '?' }),
      (prompter: ReturnType<typeof openPlainPrompter>) => prompter.press({ message: '?' }),
    ]
    for (const ask of asks) {
      const seat = sitDown([key])
      await expect(ask(openPlainPrompter(seat.streams, en))).rejects.toMatchObject({
        problem: { code: 'cancelled' },
      })
      seat.text()
    }
  })
})

describe('what is written', () => {
  it('has no colour, hides no cursor and moves it only within the typed line', async () => {
    const seat = sitDown(['2\r'])
    await openPlainPrompter(seat.streams, en).choose({ message: 'Red\u001b[31m?', choices: three })
    const sequences = seat.raw().match(/⎋\[[\d;?]*[A-Za-z]/g) ?? []
    expect(sequences.filter((sequence) => !/^⎋\[(1G|0J|\d+G)$/.test(sequence))).toEqual([])
  })
})
