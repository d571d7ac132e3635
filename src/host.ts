/**
 * Everything outside the program, as types. `main.ts` builds the real `Machine`; tests build one of paper.
 */
import type { ClockKeeper } from './core/clock/machine.ts'
import type { TimeSource } from './core/clock/source.ts'
import type { WebSource } from './core/clock/web.ts'
import type { Book, Language } from './core/flow/book.ts'
import type { Secret } from './core/secret.ts'
import type { Settings } from './settings.ts'
import type { Palette } from './ui/palette.ts'
import type { Words } from './words/en.ts'

/** Where text goes. Results go to `out`; questions, hints, steps and progress go to `err`. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  readonly outIsTerminal: boolean
  /** True once whoever read the results has stopped reading. */
  readonly outClosed: boolean
  readonly errIsTerminal: boolean
  /** The window, in cells; a usual size where there is none. */
  size(): { readonly columns: number; readonly rows: number }
  /** False where only ASCII can be trusted to be shown. */
  readonly unicode: boolean
}

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly label: string
}

/** Asks the person. Throws `cancelled` on ctrl-c, and `needs-terminal` where there is nobody to ask. */
export interface Prompter {
  /** Text above a question, on the same screen. */
  show(text: string): void
  /** The window in which questions are asked, in cells. */
  size(): { readonly columns: number; readonly rows: number }
  /** One of several. `reserved` rows above the question should stay visible. */
  choose<Value extends string>(question: {
    readonly message: string
    readonly choices: readonly Choice<Value>[]
    readonly preset?: Value
    readonly reserved?: number
    /** Taken off the screen once it is answered. */
    readonly transient?: boolean
  }): Promise<Value>
  /** Yes or no. */
  confirm(question: { readonly message: string; readonly preset?: boolean }): Promise<boolean>
  /** A line of text. `check` answers with what is wrong with it, and the person is asked again. */
  text(question: {
    readonly message: string
    readonly preset?: string
    readonly check?: (text: string) => string | undefined
  }): Promise<string>
  /** A line that is not shown while it is typed. */
  secret(question: { readonly message: string }): Promise<Secret<string>>
  /** Waits for the Enter key; it settles the moment it is pressed. */
  press(question: { readonly message: string }): Promise<void>
}

/** Stdin, where it carries data. */
export interface Input {
  readonly isTerminal: boolean
  /** All of it. Throws `unreadable` where there is more than `maxBytes` (4 MiB). */
  read(maxBytes?: number): Promise<Uint8Array>
}

export interface WriteHow {
  readonly mode?: number
  readonly fresh?: boolean
}

/** Files of this person: configuration, answers, flows, the saved walk. */
export interface Files {
  /** The text, or undefined where there is no such file. */
  read(path: string): Promise<string | undefined>
  /** The same as bytes. Throws `unreadable` where there are more than `maxBytes` (4 MiB). */
  readBytes(path: string, maxBytes?: number): Promise<Uint8Array | undefined>
  /**
   * Whole or not at all; for this person's eyes only (0600) unless `mode` says otherwise. A `fresh` file takes no other's place: throws
   * `exists`.
   */
  write(path: string, content: string | Uint8Array, how?: WriteHow): Promise<void>
  remove(path: string): Promise<void>
  /** Paths of the files below a folder whose name ends so, relative to it; undefined where there is no such folder. */
  list(folder: string, endings: readonly string[]): Promise<readonly string[] | undefined>
  /** The path as seen from where the program was started. */
  resolve(...parts: string[]): string
}

/** What the program finds itself on. */
export interface Machine {
  readonly version: string
  /** The program as it was started, for hints that can be typed. */
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Asked last, because it loads the locale data. */
  systemLocale(): string
  /** Where configuration and state are kept on this platform. */
  readonly folders: { readonly config: string; readonly state: string }
  readonly terminal: Terminal
  readonly input: Input
  readonly files: Files
  /** Time from the outside; loads the network code on first use. */
  time(): Promise<TimeSource>
  /** Web servers’ time; loads the code on first use. */
  web(): Promise<WebSource>
  /** What keeps this machine’s clock, for advice. */
  keeper(): Promise<ClockKeeper>
  now(): Date
  /** The shipped flows, checked when the program was built, and a word that changes when they do. */
  shipped(): Promise<{ readonly book: Book; readonly version: string }>
  /** Opens the questions; loads the prompts on first use. */
  prompter(words: Words, colour: boolean): Promise<Prompter>
  /** Colours for a stream, or none where it would not show them. */
  palette(stream: 'out' | 'err', wanted: boolean): Promise<Palette>
}

/** The machine, and what is in force for this run. */
export interface Host extends Machine {
  readonly settings: Settings
  readonly words: Words
  /** For results on stdout. */
  readonly look: Palette
  /** For what is said beside them, on stderr. */
  readonly aside: Palette
  /** A line for the person beside the result; nothing with `--quiet`. */
  hint(text: string): void
  /** The questions, opened on first use. */
  prompt(): Promise<Prompter>
  /** The same host in another language. */
  inLanguage(language: Language): Promise<Host>
}
