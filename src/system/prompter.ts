/**
 * Questions through @inquirer/prompts. Its own words are replaced by ours, control characters in what it shows are
 * made visible (it passes them through), and lists say how many choices are out of sight.
 */
import { createInterface } from 'node:readline'
import { createPrompt, isEnterKey, makeTheme, useKeypress, usePrefix, useState } from '@inquirer/core'
import { input as line, password, select } from '@inquirer/prompts'
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import type { Prompter } from '../host/machine.ts'
import { visible } from '../ui/visible.ts'
import { rowsOf, widthOf, wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number }
}

/** What stands beside every list: the mark before the question and the cursor before a choice. */
const markWidth = 2
const indent = ' '.repeat(markWidth)
const minimalList = 3

export function openPrompter(streams: PromptStreams, words: Words, unicode: boolean): Prompter {
  const { input, output } = streams
  /** Some terminals report a window of 0 × 0. */
  const size = (): { columns: number; rows: number } => ({
    columns: output.columns || 80,
    rows: output.rows || 24,
  })
  const choose: Prompter['choose'] = async ({
    message,
    choices,
    preset,
    reserved = 0,
    transient = false,
  }) => {
    const { columns, rows } = size()
    const folded = (text: string): string =>
      wrap(visible(text), columns - markWidth, words.language).join(`\n${indent}`)
    const names = choices.map(({ label }) => folded(label))
    const keys = words.prompt.keys(unicode)
    const heights = names.map((name) => name.split('\n').length)
    const needed = heights.reduce((sum, height) => sum + height, 0)
    const around = reserved + rowsOf([keys], columns) + 1
    const roomBelow = (asked: string): number =>
      Math.max(minimalList, rows - around - asked.split('\n').length)
    const whole = needed <= roomBelow(folded(message))
    // How many are shown depends on the rows of the line that says so; it is as long for any number of two digits.
    const shown = shownIn(
      heights,
      roomBelow(folded(`${message} ${words.prompt.more(choices.length, choices.length)}`)),
    )
    const asked = folded(whole ? message : `${message} ${words.prompt.more(shown, choices.length)}`)
    const beside = columns - widthOf(asked.split('\n').at(-1) ?? '') - markWidth - 1
    return orCancelled(
      select(
        {
          message: asked,
          choices: choices.map(({ value, label }, index) => ({
            value,
            name: names[index] ?? label,
            short: visible(label),
          })),
          pageSize: Math.min(roomBelow(asked), needed),
          loop: false,
          ...(preset === undefined ? {} : { default: preset }),
          theme: {
            style: {
              keysHelpTip: () => keys,
              answer: (text: string) => (widthOf(text) <= beside ? text : `\n${indent}${folded(text)}`),
            },
          },
        },
        { input, output, clearPromptOnDone: transient },
      ),
    )
  }
  const asked = (message: string): string =>
    wrap(visible(message), size().columns - markWidth, words.language).join(`\n${indent}`)
  return {
    choose,
    confirm: async ({ message, preset = true }) => {
      const yes = { value: 'yes', label: words.prompt.yes } as const
      const no = { value: 'no', label: words.prompt.no } as const
      return (await choose({ message, choices: [yes, no], preset: preset ? 'yes' : 'no' })) === 'yes'
    },
    text: ({ message, preset, check }) =>
      orCancelled(
        line(
          {
            message: asked(message),
            // An empty complaint would be taken for one in English.
            validate: (text) => check?.(text) || true,
            ...(preset === undefined ? {} : { default: preset }),
          },
          { input, output },
        ),
      ),
    lines: ({ message }) => {
      output.write(`? ${asked(message)}\n`)
      return lines(streams)
    },
    secret: async ({ message }) => {
      const style = { maskedText: words.prompt.hidden }
      const config = { message: asked(message), toggleMask: false, theme: { style } }
      return new Secret(await orCancelled(password(config, { input, output })))
    },
    press: ({ message }) =>
      orCancelled(press({ message: asked(message), keys: words.prompt.press }, { input, output })),
    show: (text) => void output.write(text),
    size,
  }
}

/** Milliseconds of silence after an empty line: a list that is pasted may have empty lines inside. */
const silence = 300

/** Lines until an empty one that nothing follows, or the end of input. */
function lines({ input, output }: PromptStreams): Promise<readonly string[]> {
  return new Promise((settle, fail) => {
    const reader = createInterface({ input, output, terminal: true, historySize: 0 })
    const read: string[] = []
    let quiet: NodeJS.Timeout | undefined
    reader.on('line', (line) => {
      clearTimeout(quiet)
      read.push(line)
      const ending = line.trim() === '' && read.some((text) => text.trim() !== '')
      if (ending) quiet = setTimeout(() => reader.close(), silence)
    })
    reader.on('SIGINT', () => {
      fail(new RescueError({ code: 'cancelled' }))
      reader.close()
    })
    reader.on('close', () => {
      clearTimeout(quiet)
      settle(read)
    })
  })
}

/** The prompts end with this error on ctrl-c; a closed stdin was ruled out before anything was asked. */
async function orCancelled<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError')
      throw new RescueError({ code: 'cancelled' })
    throw error
  }
}

/** Settles at the key itself: what is timed by it must not wait for a line to be read. */
const press = createPrompt<void, { readonly message: string; readonly keys: string }>(
  ({ message, keys }, done) => {
    const theme = makeTheme()
    const [status, setStatus] = useState<'idle' | 'done'>('idle')
    const prefix = usePrefix({ status, theme })
    useKeypress((key) => {
      if (!isEnterKey(key) && key.name !== 'space') return
      setStatus('done')
      done()
    })
    return [
      `${prefix} ${theme.style.message(message, status)}`,
      status === 'done' ? '' : theme.style.help(keys),
    ]
  },
)

/** How many choices a list of so many rows shows at once. */
function shownIn(heights: readonly number[], room: number): number {
  let rows = 0
  const beyond = heights.findIndex((height) => {
    rows += height
    return rows > room
  })
  return beyond === -1 ? heights.length : Math.max(1, beyond)
}
