/**
 * A scripted run of the whole program: a scene in, its outcome out. The person is scripted, the clock stands
 * still, files and time servers are fake. An unexpected question fails the test, and so does an unused answer.
 */
import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { run } from '../../src/cli/run.ts'
import type { TimeSource } from '../../src/core/clock/source.ts'
import type { TimeService } from '../../src/core/clock/time-service.ts'
import type { WebSource } from '../../src/core/clock/web.ts'
import { RescueError } from '../../src/core/errors.ts'
import type { Book } from '../../src/core/flow/book.ts'
import { deriveOnThisThread } from '../../src/core/import/derive-key.ts'
import { Secret } from '../../src/core/secret.ts'
import { searchOnThisThread, sweepWith } from '../../src/core/totp/sweep.ts'
import type { Exit } from '../../src/host/exit.ts'
import type { Choice, Files, Machine, Prompter } from '../../src/host/machine.ts'
import { openCryptography } from '../../src/system/cryptography.ts'
import { plain } from '../../src/ui/palette.ts'
import { visible } from '../../src/ui/visible.ts'
import { shippedBook, shippedDirectory } from './flows.ts'
import { pictures } from './pictures.ts'
import { type FakeStores, fakeSealing, fakeStores } from './stores.ts'
import { scriptedTime, start } from './time-source.ts'

export const ctrlC = Symbol('ctrl-c')

/**
 * A question as the person reads it, and what they choose, by the beginning of its label, or type; and the seconds that
 * pass before they answer. An empty text is the Enter key alone. In a list that is ticked, the items and the action are
 * joined by ` + `; in a list that is searched, `typed → label`, or the label alone where nothing is typed.
 */
export type Line = readonly [question: string | RegExp, answer: string | typeof ctrlC, seconds?: number]

export interface Scene {
  readonly person?: readonly Line[]
  /** A person who answers any question, instead of a script; waits until they may. */
  readonly answering?: (question: string, choices: readonly string[]) => Promise<string>
  readonly env?: Readonly<Record<string, string>>
  readonly locale?: string
  readonly now?: string
  /** Files that are there, by absolute path; one that ends with a slash is an empty folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** What is piped into the program; without it stdin is the terminal, where there is one. */
  readonly stdin?: string | Uint8Array
  /** Folders that refuse to be written to. */
  readonly readOnly?: boolean
  /** By how many seconds the servers' time is later than this computer's; without it none answer. */
  readonly clock?: number
  /** The same by web servers; without it they cannot be reached. */
  readonly web?: number
  /** After how many lines the reader of stdout closes it. */
  readonly readsLines?: number
  readonly keeper?: TimeService
  readonly book?: Book
  readonly columns?: number
  /** The version of Node that runs the program. */
  readonly node?: string
  /** False where the terminal shows ASCII only. */
  readonly unicode?: boolean
  readonly rows?: number
  /** Unix seconds that long searches are held to, so that a test does not take as long as one. */
  readonly sweepIn?: { readonly from: number; readonly to: number }
  /** Seconds after which a person who only looks on presses ctrl-c. */
  readonly stopsAfter?: number
  /** True where stdout goes to another program. */
  readonly piped?: boolean
  /** The stores of this machine; without it one keychain in memory, which is empty. */
  readonly stores?: FakeStores
  /** False where stdin, stdout and stderr are no terminal. */
  readonly terminal?: boolean
}

export interface Played {
  readonly exit: Exit
  readonly out: string
  readonly err: string
  /** Every question that was asked, with the labels of its choices. */
  readonly asked: readonly { readonly message: string; readonly choices: readonly string[] }[]
  readonly files: Readonly<Record<string, string>>
  /** A file as it was written, such as a picture. */
  readonly bytes: (path: string) => Uint8Array | undefined
  /** What was put on the clipboard, and for how long. */
  readonly lent: readonly { readonly text: string; readonly seconds: number }[]
  /** Packets sent to time servers. */
  readonly queries: number
}

export const home = '/home/tester'
export const walkFile = `${home}/.local/state/2fa-rescue/walk.json`
export const configPath = `${home}/.config/2fa-rescue/config.yaml`

export async function play(command: string, scene: Scene = {}): Promise<Played> {
  const written = { out: '', err: '' }
  const files = new Map(Object.entries(scene.files ?? {}))
  const person = [...(scene.person ?? [])]
  const asked: { message: string; choices: readonly string[] }[] = []
  const faults: string[] = []
  const interactive = scene.terminal ?? true
  const time = timeOf(scene.clock)

  let passed = 0
  const lent: { text: string; seconds: number }[] = []

  const fault = (text: string): never => {
    faults.push(text)
    throw new RescueError({ code: 'cancelled' })
  }

  /**
   * The next line of the script, if the question is the one it expects. Throws `cancelled` otherwise, with a fault. The
   * answer is one of the options, unless `any` answer is taken.
   */
  const next = async (
    message: string,
    options: readonly string[] = [],
    take: 'option' | 'any' = 'option',
  ): Promise<string> => {
    const shown = visible(message)
    asked.push({ message: shown, choices: options })
    written.err += `? ${shown}\n`
    if (scene.answering !== undefined) return scene.answering(shown, options)
    const [question, answer, seconds = 0] = person.shift() ?? []
    passed += seconds
    const fits = typeof question === 'string' ? shown.includes(question) : question?.test(shown)
    if (answer === ctrlC && fits) throw new RescueError({ code: 'cancelled' })
    const found =
      options.length === 0 || take === 'any'
        ? answer
        : options.find((label) => label.startsWith(String(answer)))
    if (fits && typeof answer === 'string' && typeof found === 'string') return found
    const among = options.length === 0 ? '' : ` with ${options.join(' | ')}`
    faults.push(`not scripted: “${shown}”${among}; next was: ${String(question)} → ${String(answer)}`)
    throw new RescueError({ code: 'cancelled' })
  }

  const choose: Prompter['choose'] = async <Value extends string>({
    message,
    choices,
  }: {
    message: string
    choices: readonly Choice<Value>[]
  }) => {
    const labels = choices.map(({ label }) => label)
    const found = choices[labels.indexOf(await next(message, labels))]
    if (found === undefined) throw new Error('a question without choices')
    return found.value
  }

  const machine: Machine = {
    version: '0.0.0-test',
    runtime: { node: scene.node ?? '20.19.0', platform: 'linux' },
    program: scene.env?.npm_command === 'exec' ? 'npx 2fa-rescue' : '2fa-rescue',
    env: scene.env ?? {},
    systemLocale: () => scene.locale ?? 'en-GB',
    folders: {
      config: `${home}/.config/2fa-rescue`,
      state: `${home}/.local/state/2fa-rescue`,
      data: `${home}/.local/share/2fa-rescue`,
    },
    terminal: {
      out: (text) => {
        written.out += text
      },
      err: (text) => {
        written.err += text
      },
      endOut: async () => true,
      outIsTerminal: interactive && scene.readsLines === undefined && !(scene.piped ?? false),
      get outClosed() {
        return written.out.split('\n').length > (scene.readsLines ?? Number.POSITIVE_INFINITY)
      },
      outFailure: async () => undefined,
      errIsTerminal: interactive,
      size: () => ({ columns: scene.columns ?? 80, rows: scene.rows ?? 24 }),
      unicode: scene.unicode ?? true,
    },
    input: {
      isTerminal: interactive && scene.stdin === undefined,
      hideTyping: () => {},
      showTyping: () => {},
      read: async () => new Uint8Array(Buffer.from(scene.stdin ?? '')),
    },
    files: filesOf(files, scene.readOnly ?? false),
    stores: async () => (scene.stores ?? fakeStores()).stores,
    cryptography: async () => openCryptography(),
    sealing: async () => fakeSealing,
    time: async () => time,
    derivation: async () => deriveOnThisThread,
    pictures: async () => pictures,
    sweep: async () => ({
      run: (request, how) => sweepWith([searchOnThisThread], { ...request, ...scene.sweepIn }, how),
    }),
    web: async () => webOf(time, scene.web),
    timeService: async () => scene.keeper ?? { kind: 'linux', virtual: false },
    now: () => new Date(Date.parse(scene.now ?? '2026-01-01T00:00:00Z') + passed * 1000),
    wait: async (seconds) => {
      passed += seconds
      if (passed >= (scene.stopsAfter ?? Number.POSITIVE_INFINITY))
        throw new RescueError({ code: 'cancelled' })
    },
    clipboard: async () => ({
      lend: async (text, seconds) => {
        lent.push({ text, seconds })
      },
    }),
    directory: async () => (scene.book === undefined ? shippedDirectory() : []),
    shipped: async () => ({ book: scene.book ?? shippedBook(), version: 'test' }),
    pageScript: () => readFile(new URL('../../dist/page.js', import.meta.url), 'utf8'),
    completionScript: (file) => readFile(new URL(`../../completions/${file}`, import.meta.url), 'utf8'),
    prompter: async ({ prompt: words }) => {
      if (!interactive) throw new RescueError({ code: 'needs-terminal' })
      return {
        choose,
        tick: async ({ message, items, actions, ticked = [] }) => {
          const answer = await next(
            message,
            [
              ...items.map(({ value, label }) => `${ticked.includes(value) ? '[x]' : '[ ]'} ${label}`),
              ...actions.map(({ label }) => label(ticked.length > 0)),
            ],
            'any',
          )
          const on = new Set(ticked)
          let action: (typeof actions)[number] | undefined
          for (const part of answer.split(' + ').filter((text) => text !== '')) {
            const item = items.find(({ label }) => label.startsWith(part))
            action = actions.find(({ label }) => label(on.size > 0).startsWith(part))
            if (item === undefined && action === undefined) fault(`nothing to tick or take: ${part}`)
            if (item !== undefined && !on.delete(item.value)) on.add(item.value)
          }
          return {
            ticked: items.flatMap(({ value }) => (on.has(value) ? [value] : [])),
            action: action?.value,
          }
        },
        search: async ({ message, choices, pinned, find }) => {
          const labels = [...choices, ...pinned].map(({ label }) => label)
          const [first = '', second] = (await next(message, labels, 'any')).split(' → ')
          const typed = second === undefined ? '' : first
          const found = typed === '' ? choices : find(typed).choices
          if (typed !== '') asked.push({ message: typed, choices: found.map(({ label }) => label) })
          const wanted = second ?? first
          const choice = [...found, ...pinned].find(({ label }) => label.startsWith(wanted))
          return choice?.value ?? fault(`“${typed}” does not find “${wanted}”`)
        },
        confirm: async ({ message }) => (await next(message, [words.yes, words.no])) === words.yes,
        text: async ({ message, preset, check }) => {
          for (;;) {
            const text = (await next(message)) || (preset ?? '')
            const complaint = check?.(text)
            if (complaint === undefined) return text
            written.err += `> ${complaint}\n`
          }
        },
        lines: async ({ message }) => (await next(message)).split('\n'),
        secret: async ({ message }) => new Secret(await next(message)),
        press: async ({ message }) => void (await next(message)),
        show: (text) => {
          written.err += text
        },
        size: () => ({ columns: scene.columns ?? 80, rows: scene.rows ?? 24 }),
      }
    },
    palette: async () => plain,
  }
  const exit = await run(
    command.split(' ').filter((word) => word !== ''),
    machine,
  )
  if (faults.length === 0 && person.length > 0)
    faults.push(`never asked: ${person.map(([question]) => String(question)).join(', ')}`)
  if (faults.length > 0)
    throw new Error(`${faults.join('\n')}\n--- err\n${written.err}--- out\n${written.out}`)
  return {
    exit,
    ...written,
    asked,
    files: textsOf(files),
    bytes: (path) => bytesIn(files, path),
    lent,
    queries: time.questions.length,
  }
}

type Kept = Map<string, string | Uint8Array>

function bytesIn(files: Kept, path: string): Uint8Array | undefined {
  const content = files.get(path)
  return content === undefined ? undefined : new Uint8Array(Buffer.from(content))
}

const textsOf = (files: Kept): Readonly<Record<string, string>> =>
  Object.fromEntries([...files].map(([path, content]) => [path, Buffer.from(content).toString()]))

function filesOf(files: Kept, readOnly: boolean): Files {
  const refuse = (file: string): void => {
    if (readOnly) throw new RescueError({ code: 'unwritable', file, reason: 'EROFS' })
  }
  return {
    read: async (path) => {
      const content = files.get(path)
      return content === undefined ? undefined : Buffer.from(content).toString()
    },
    readBytes: async (path) => bytesIn(files, path),
    write: async (path, content, how) => {
      refuse(path)
      if (how?.fresh && files.has(path)) throw new RescueError({ code: 'exists', file: path })
      files.set(path, content)
    },
    remove: async (path) => {
      refuse(path)
      files.delete(path)
    },
    list: async (folder, endings) => {
      if (files.has(`${folder}/`)) return []
      const below = [...files.keys()].filter((path) => path.startsWith(`${folder}/`))
      return below.length === 0
        ? undefined
        : below
            .filter((path) => endings.some((ending) => path.endsWith(ending)))
            .map((path) => path.slice(folder.length + 1))
    },
    resolve: (...parts) => posix.resolve('/work', ...parts),
  }
}

/** The three default servers, which agree. */
function timeOf(offset: number | undefined): TimeSource & { readonly questions: readonly unknown[] } {
  const addresses = {
    'time.google.com': '192.0.2.1',
    'time.aws.com': '198.51.100.1',
    'time.facebook.com': '203.0.113.1',
  }
  const script = offset === undefined ? { silent: true } : { offset }
  const servers = Object.values(addresses).map((address) => [`${address}:123`, script] as const)
  return scriptedTime(
    Object.fromEntries(servers),
    Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, [address]])),
  )
}

/** Web servers that agree. */
function webOf(time: TimeSource, offset: number | undefined): WebSource {
  const roundTrip = 0.04
  return {
    open: async () => {
      if (offset === undefined) return { kind: 'failed', code: 'UNREACHABLE' }
      return {
        address: '192.0.2.9',
        ask: async (after) => {
          await time.sleep(after, undefined)
          const monotonic = time.monotonic()
          const sent = { wall: start + monotonic, monotonic }
          const date = new Date(Math.floor(sent.wall + roundTrip / 2 + offset) * 1000).toUTCString()
          await time.sleep(roundTrip, undefined)
          const received = { wall: sent.wall + roundTrip, monotonic: monotonic + roundTrip }
          return { kind: 'head', date, age: undefined, sent, received }
        },
        close: () => {},
      }
    },
  }
}
