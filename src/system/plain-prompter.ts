/**
 * Questions for screen readers, and for terminals that cannot move the cursor: every line is printed once and stays,
 * choices have numbers, and an answer is a line that is typed. Nothing is drawn again, and no key but Enter answers.
 */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import type { Choice, Finding, Prompter, TickAction } from '../host/machine.ts'
import { visible } from '../ui/visible.ts'
import { wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'
import { readLines } from './prompts/lines.ts'
import { type PromptStreams, windowSize } from './prompts/window.ts'

/** More names than this are not read out; the person types a part of one first. */
const mostRead = 20

/** What the questions share. */
interface PlainContext {
  readonly words: Words
  /** Prints a text in lines that fit the window. */
  print(text: string): void
  /** Reads a line. Throws `cancelled` on ctrl-c and at the end of input. */
  readLine(): Promise<string>
}

/** Opens the questions on these streams. */
export function openPlainPrompter(streams: PromptStreams, words: Words): Prompter {
  const { output } = streams
  const context: PlainContext = {
    words,
    print: (text) => {
      const lines = wrap(visible(text), windowSize(output).columns, words.language)
      output.write(lines.map((line) => `${line}\n`).join(''))
    },
    readLine: () => readLine(streams, output, '> '),
  }
  const choose: Prompter['choose'] = (question) => chooseByNumber(question, context)
  return {
    choose,
    tick: (question) => tickByNumber(question, context),
    search: (question) => searchByText(question, context),
    confirm: async ({ message, preset = true }) => {
      const yes = { value: 'yes', label: words.prompt.yes } as const
      const no = { value: 'no', label: words.prompt.no } as const
      return (await choose({ message, choices: [yes, no], preset: preset ? 'yes' : 'no' })) === 'yes'
    },
    text: (question) => askText(question, context),
    lines: ({ message }) => {
      context.print(`? ${message}`)
      return readLines(streams)
    },
    secret: async ({ message }) => {
      context.print(`? ${message} ${words.prompt.hidden}`)
      const typed = await readLine(streams, nowhere(), '')
      output.write('\n')
      return new Secret(typed)
    },
    press: async ({ message }) => {
      context.print(`? ${message}`)
      context.print(words.prompt.press)
      await context.readLine()
    },
    show: (text) => void output.write(text),
    // Nothing is split into pages: what was printed can be read again by scrolling.
    size: () => ({ columns: windowSize(output).columns, rows: Number.MAX_SAFE_INTEGER }),
  }
}

/** Where typed text is not shown. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

function readLine({ input }: PromptStreams, output: NodeJS.WritableStream, prompt: string): Promise<string> {
  return new Promise((settle, fail) => {
    const reader = createInterface({ input, output, terminal: true, historySize: 0, prompt })
    const stop = (): void => {
      fail(new RescueError({ code: 'cancelled' }))
      reader.close()
    }
    reader.once('line', (line) => {
      settle(line)
      reader.close()
    })
    reader.on('SIGINT', stop)
    reader.on('SIGTSTP', () => {})
    // After an answer this changes nothing any more.
    reader.once('close', stop)
    reader.prompt()
  })
}

function printList(labels: readonly string[], { print }: PlainContext): void {
  for (const [index, label] of labels.entries()) print(`${index + 1}. ${label}`)
}

/** The numbers in a line, from 0; undefined where there is something else in it, or a number that was not offered. */
function parseNumbers(line: string, count: number): readonly number[] | undefined {
  const parts = line
    .normalize('NFKC')
    .split(/[\s,、]+/)
    .filter((part) => part !== '')
  const numbers = parts.map((part) => (/^\d{1,6}$/.test(part) ? Number(part) - 1 : -1))
  return numbers.every((number) => number >= 0 && number < count) ? numbers : undefined
}

interface SearchQuestion<Value extends string> {
  readonly message: string
  readonly choices: readonly Choice<Value>[]
  readonly pinned: readonly Choice<Value>[]
  readonly find: (typed: string) => Finding<Value>
  readonly preset?: Value
}

async function chooseByNumber<Value extends string>(
  {
    message,
    choices,
    preset,
  }: Parameters<Prompter['choose']>[0] & { readonly choices: readonly Choice<Value>[] },
  context: PlainContext,
): Promise<Value> {
  const { words, print, readLine } = context
  const usual = Math.max(
    0,
    choices.findIndex(({ value }) => value === preset),
  )
  print(`? ${message}`)
  printList(
    choices.map(({ label }) => label),
    context,
  )
  print(words.prompt.plain.number(choices.length, usual + 1))
  for (;;) {
    const numbers = parseNumbers(await readLine(), choices.length)
    const choice = choices[numbers?.length === 0 ? usual : (numbers?.[0] ?? -1)]
    if (numbers !== undefined && numbers.length < 2 && choice !== undefined) return choice.value
    print(words.prompt.plain.number(choices.length, usual + 1))
  }
}

interface TickQuestion<Value extends string, Action extends string> {
  readonly message: string
  readonly items: readonly Choice<Value>[]
  readonly actions: readonly TickAction<Action>[]
  readonly ticked?: readonly Value[]
}

async function tickByNumber<Value extends string, Action extends string>(
  { message, items, actions, ticked = [] }: TickQuestion<Value, Action>,
  context: PlainContext,
): Promise<{ readonly ticked: readonly Value[]; readonly action: Action | undefined }> {
  const { words, print, readLine } = context
  const count = items.length + actions.length
  print(`? ${message}`)
  printList(
    [
      ...items.map(({ value, label }) => `${ticked.includes(value) ? '[x]' : '[ ]'} ${label}`),
      ...actions.map(({ label }) => label(true)),
    ],
    context,
  )
  for (;;) {
    print(words.prompt.plain.numbers(count))
    const numbers = parseNumbers(await readLine(), count)
    const taken = numbers?.filter((number) => number >= items.length) ?? []
    if (numbers === undefined || taken.length > 1) continue
    // A number unticks what is ticked.
    const on = items.filter(({ value }, index) => ticked.includes(value) !== numbers.includes(index))
    const action = actions[(taken[0] ?? count) - items.length]
    return { ticked: on.map(({ value }) => value), action: action?.value }
  }
}

async function searchByText<Value extends string>(
  { message, choices, pinned, find, preset }: SearchQuestion<Value>,
  context: PlainContext,
): Promise<Value> {
  const { words, print, readLine } = context
  print(`? ${message}`)
  let offered = [...(choices.length > mostRead ? [] : choices), ...pinned]
  for (;;) {
    printList(
      offered.map(({ label }) => label),
      context,
    )
    print(words.prompt.plain.search(offered.length))
    const line = (await readLine()).trim()
    const usual = [...choices, ...pinned].find(({ value }) => value === preset)
    if (line === '' && usual !== undefined) return usual.value
    const numbers = parseNumbers(line, offered.length)
    const choice = numbers?.length === 1 ? offered[numbers[0] ?? -1] : undefined
    if (choice !== undefined) return choice.value
    if (line === '') continue
    const finding = find(line)
    if (finding.choices.length === 0) print(words.prompt.notFound)
    else if (finding.suggested) print(words.prompt.suggested)
    offered = [...finding.choices.slice(0, mostRead), ...pinned]
  }
}

async function askText(
  { message, preset = '', check = () => undefined }: Parameters<Prompter['text']>[0],
  { words, print, readLine }: PlainContext,
): Promise<string> {
  print(`? ${message}`)
  if (preset !== '') print(words.prompt.plain.preset(preset))
  for (;;) {
    const given = (await readLine()).trim() || preset
    const complaint = check(given)
    if (complaint === undefined) return given
    print(complaint)
  }
}
