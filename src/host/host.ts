/** One run of the program: the machine, its settings and words, and the ways in which commands talk to a person. */
import type { Language } from '../core/flow/book.ts'
import type { Store, StoreKind } from '../core/store.ts'
import { asStarted } from '../ui/as-started.ts'
import { jsonLine } from '../ui/json.ts'
import type { Palette } from '../ui/palette.ts'
import { visible } from '../ui/visible.ts'
import { wrap } from '../ui/wrap.ts'
import type { Words } from '../words/en.ts'
import type { Machine, Prompter } from './machine.ts'
import type { Settings } from './settings.ts'

/** What a command answers: an object for `--json`, else text or lines of text. */
export interface Result {
  /** `schema: 1` is put in front. */
  readonly json: object
  readonly text: string | readonly string[]
}

/** Which store is wanted: the one in the settings unless a place is named. */
export interface StoreRequest {
  readonly place?: StoreKind
  /** Something new will be stored: where no keychain answers and nobody has chosen, the file is offered. */
  readonly forNew?: boolean
}

export interface Host extends Machine {
  readonly settings: Settings
  readonly words: Words
  /** Colours for results on stdout. */
  readonly outStyle: Palette
  /** Colours for everything else, on stderr. */
  readonly errStyle: Palette
  /** Whether results are printed as JSON. */
  readonly printsJson: boolean
  /** Whether a person reads the results: stdout is a terminal, and nobody asked for JSON. */
  readonly readsResults: boolean
  /** Whether questions beyond what a command must know are welcome: not with `--json` or `--yes`. */
  readonly welcomesQuestions: boolean
  /** Prints the result of a command to stdout, in the form that was asked for. */
  result(result: Result): void
  /** Prints advice for the person to stderr, behind the word for it; nothing with `--quiet`. */
  hint(text: string): void
  /** Prints what happens or happened, to stderr; nothing with `--quiet`. */
  note(text: string): void
  /** The questions, opened on first use. Throws `needs-terminal` where there is nobody to ask. */
  prompt(): Promise<Prompter>
  /** A store, opened on first use and closed when the run ends: a passphrase is asked for once. */
  store(request?: StoreRequest): Promise<Store>
  /** The same host in another language. */
  inLanguage(language: Language): Promise<Host>
}

/** What a host is made from. */
export interface HostParts {
  readonly machine: Machine
  readonly settings: Settings
  readonly words: Words
  readonly loadWords: (language: Language) => Promise<Words>
  readonly openStore: (host: Host, request: StoreRequest) => Promise<Store>
}

export async function createHost(parts: HostParts): Promise<Host> {
  const { machine, settings, words, loadWords, openStore } = parts
  const { terminal } = machine
  const [outStyle, errStyle] = await Promise.all([
    machine.palette('out', settings.colour),
    machine.palette('err', settings.colour),
  ])
  let prompter: Promise<Prompter> | undefined
  const aside = (text: string): void => {
    if (settings.quiet) return
    const line = visible(asStarted(text, machine.program))
    const lines = terminal.errIsTerminal ? wrap(line, terminal.size().columns, words.language) : [line]
    terminal.err(joinLines(lines.map(errStyle.faint)))
  }
  const host: Host = {
    ...machine,
    settings,
    words,
    outStyle,
    errStyle,
    printsJson: settings.json,
    readsResults: terminal.outIsTerminal && !settings.json,
    welcomesQuestions: !settings.json && !settings.yes,
    result: ({ json, text }) =>
      terminal.out(host.printsJson ? jsonLine({ schema: 1, ...json }) : joinLines(text)),
    hint: (text) => aside(`${words.errors.hint}: ${text}`),
    note: aside,
    prompt: () => {
      prompter ??= machine.prompter(words, settings)
      return prompter
    },
    store: (request = {}) => openStore(host, request),
    inLanguage: async (language) =>
      createHost({ ...parts, settings: { ...settings, language }, words: await loadWords(language) }),
  }
  return host
}

/** Text or lines as they are printed: every line ends with a line feed. */
export function joinLines(text: string | readonly string[]): string {
  return (typeof text === 'string' ? [text] : text).map((line) => `${line}\n`).join('')
}
