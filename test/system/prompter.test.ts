/** The questions on streams in memory: what the person sees, and what their keys do. */
import { PassThrough } from 'node:stream'
import { inspect, stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import type { Prompter } from '../../src/host/machine.ts'
import { openPrompter } from '../../src/system/prompter.ts'
import { rowsOf } from '../../src/ui/wrap.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'

const keys = { down: '\u001b[B', up: '\u001b[A', enter: '\r', ctrlC: '\u0003' }

/** A window of paper; `last` is what was drawn last, without escape sequences. */
function windowOf(columns: number, rows: number) {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { columns, rows })
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
      expect(rowsOf(window.last().split('\n'), 40)).toBeLessThanOrEqual(24 - reserved)
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
    expect(rowsOf(lines, 40)).toBe(lines.length)
    await window.press(keys.enter)
    await answer
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
    expect(window.raw()).toContain(words.prompt.hidden)
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
