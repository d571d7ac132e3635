/** The ports: everything outside the program, as types. `entries/main.ts` builds the real `Machine`; tests build a fake one. */

import type { Cryptography } from '../core/backup/consume.ts'
import type { TimeSource } from '../core/clock/source.ts'
import type { TimeService } from '../core/clock/time-service.ts'
import type { WebSource } from '../core/clock/web.ts'
import type { Book } from '../core/flow/book.ts'
import type { ListedService } from '../core/flow/directory.ts'
import type { DeriveKey } from '../core/import/derive-key.ts'
import type { PictureReader } from '../core/qr/picture.ts'
import type { Secret } from '../core/secret.ts'
import type { Entry, Store } from '../core/store.ts'
import type { Sweep } from '../core/totp/sweep.ts'
import type { Palette } from '../ui/palette.ts'
import type { Words } from '../words/en.ts'

/** Where text goes. Results go to `out`; questions, hints, steps and progress go to `err`. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /**
   * Ends stdout, so that the program that reads it can go on. False where something could not be written: then nobody has seen it.
   */
  endOut(): Promise<boolean>
  readonly outIsTerminal: boolean
  /** True once the reader of the results has stopped reading. */
  readonly outClosed: boolean
  /** Waits until the results are written; the system's code, such as ENOSPC, where they could not be. */
  outFailure(): Promise<string | undefined>
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

/** A line below the items of a list that is ticked. */
export interface TickAction<Value extends string = string> {
  readonly value: Value
  /** `any`: whether something is ticked. */
  readonly label: (any: boolean) => string
  /** Whether what was ticked is a part of the answer that stays on the screen. */
  readonly keepsTicks: boolean
}

/** What a typed name finds in a long list. */
export interface Finding<Value extends string = string> {
  readonly choices: readonly Choice<Value>[]
  /** Nothing has that name; these are the nearest ones. */
  readonly suggested: boolean
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
  /**
   * Any number of items: Space ticks, Enter goes on. Enter on one of the actions, which stand below the items, takes that
   * action; `action` is undefined for Enter on an item.
   */
  tick<Value extends string, Action extends string>(question: {
    readonly message: string
    readonly items: readonly Choice<Value>[]
    readonly actions: readonly TickAction<Action>[]
    /** Ticked from the start. */
    readonly ticked?: readonly Value[]
    readonly reserved?: number
  }): Promise<{ readonly ticked: readonly Value[]; readonly action: Action | undefined }>
  /**
   * One of many, found as the person types. `choices` are shown while nothing is typed, else what `find` answers with;
   * `pinned` stand below either.
   */
  search<Value extends string>(question: {
    readonly message: string
    readonly choices: readonly Choice<Value>[]
    readonly pinned: readonly Choice<Value>[]
    readonly find: (typed: string) => Finding<Value>
    readonly preset?: Value
    readonly reserved?: number
  }): Promise<Value>
  /** Yes or no. */
  confirm(question: { readonly message: string; readonly preset?: boolean }): Promise<boolean>
  /** A line of text. `check` answers with what is wrong with it, and the person is asked again. */
  text(question: {
    readonly message: string
    readonly preset?: string
    readonly check?: (text: string) => string | undefined
  }): Promise<string>
  /** Several lines, typed or pasted; an empty line that nothing follows ends them. */
  lines(question: { readonly message: string }): Promise<readonly string[]>
  /** A line that is not shown while it is typed. */
  secret(question: { readonly message: string }): Promise<Secret<string>>
  /** Waits for the Enter key; it settles the moment it is pressed. */
  press(question: { readonly message: string }): Promise<void>
}

/** Stdin, where it carries data. */
export interface Input {
  readonly isTerminal: boolean
  /** All of it. Throws `file-too-large` where there is more than `maxBytes` (4 MiB). */
  read(maxBytes?: number): Promise<Uint8Array>
  /** Keeps off the screen, and drops, what is typed until the next question: a password may be typed ahead. */
  hideTyping(): void
  showTyping(): void
}

/** How a file is written: for whom (0600 unless said otherwise), and whether it may take another's place. */
export interface WriteHow {
  readonly mode?: number
  readonly fresh?: boolean
}

/** The system's clipboard. */
export interface Clipboard {
  /** Puts a text there, and takes it off again after so many seconds if it is still that text. Throws `no-clipboard`. */
  lend(text: string, seconds: number): Promise<void>
}

/** Files of this person: configuration, answers, flows, the saved walk. */
export interface Files {
  /** The text, or undefined where there is no such file. */
  read(path: string, how?: { readonly regularOnly?: boolean }): Promise<string | undefined>
  /** The same as bytes. Throws `file-too-large` where there are more than `maxBytes` (4 MiB). */
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

/** A passphrase, or a file with an age identity. */
export type SealedBy = { readonly passphrase: Secret<string> } | { readonly identityFile: string }

/** What the header of an age file says, and which kinds of keys open it. */
export type SealedHeader =
  | { readonly kind: 'not-age' | 'truncated' | 'damaged' }
  | { readonly kind: 'age'; readonly keys: readonly ('passphrase' | 'identity' | 'ssh' | 'other')[] }

/** What an age file holds, or why that is not to be had. */
type OpenedSeal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other-key' | 'damaged' | 'too-hard' | 'unsupported' }

/** Files in the age format (https://age-encryption.org/v1). */
export interface Sealing {
  /** Throws `no-file`, `bad-identity`. */
  seal(text: string, by: SealedBy): Promise<Uint8Array>
  /** What the file says of itself, before anything is opened. Armour is taken off. */
  inspect(bytes: Uint8Array): SealedHeader
  /** Throws `no-file`, `bad-identity`. */
  open(bytes: Uint8Array, by: SealedBy): Promise<OpenedSeal>
}

/** How a store is opened, as far as a person is needed for it. */
interface OpenStore {
  /** Called once, when somebody else is writing and it takes a while. */
  readonly waiting: () => void
}

/** What a person should know about the store's files. */
export interface StoreNotice {
  /**
   * The store cannot be read: its copy is used, which is as new; or an older one is used, and the last change may be
   * missing. Or other users can read a file or write in a folder.
   */
  readonly kind: 'copy-used' | 'older-used' | 'open-to-others'
  readonly file: string
}

interface OpenFile extends OpenStore {
  /** A file with an age identity, instead of the passphrase. */
  readonly identityFile: string | undefined
  readonly passphrase: (of: 'old' | 'old-again' | 'new') => Promise<Secret<string>>
  /** Called when the last passphrase was tried, whatever came of it. */
  readonly tried: () => void
  /** What the person should know about the files. */
  readonly tell: (notice: StoreNotice) => void
  /** What the value of an entry becomes when the last write may be missing. */
  readonly older: (entry: Entry) => unknown
}

/** Where secrets can be kept on this machine. */
export interface Stores {
  /** Where the file lies. */
  readonly folder: string
  /** Whether there is a store in a file. */
  hasFile(): boolean
  /** Whether this program has ever written to the keychain of this machine. Does not open the keychain. */
  hasUsedKeychain(): boolean
  /**
   * Does work that needs both places, one run at a time: two that move in opposite directions would wait for each other's
   * lock. Never ask a person anything in it. Throws `store-busy`.
   */
  inTurn<Result>(how: OpenStore, work: () => Promise<Result>): Promise<Result>
  keychain(how: OpenStore): Promise<Store>
  file(how: OpenFile): Promise<Store>
}

/** What the program finds itself on. */
export interface Machine {
  readonly version: string
  /** What runs the program: the version of Node, such as 20.19.0, and the platform as Node names it. */
  readonly runtime: { readonly node: string; readonly platform: string }
  /** The program as it was started, for hints that can be typed. */
  readonly program: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Asked last, because it loads the locale data. */
  systemLocale(): string
  /** Where configuration and state are kept on this platform. */
  readonly folders: { readonly config: string; readonly state: string; readonly data: string }
  readonly terminal: Terminal
  readonly input: Input
  readonly files: Files
  /** Where secrets are kept; loads what it takes on first use. */
  stores(): Promise<Stores>
  cryptography(): Promise<Cryptography>
  /** Encrypts and decrypts files for other computers, in the age format. */
  sealing(): Promise<Sealing>
  /** Time from the outside; loads the network code on first use. */
  time(): Promise<TimeSource>
  /** Searches too long for one thread; loads the threads on first use. */
  sweep(): Promise<Sweep>
  /** Keys from passwords, where that takes long; loads the thread on first use. */
  derivation(): Promise<DeriveKey>
  /** QR codes in pictures; loads the reader on first use. */
  pictures(): Promise<PictureReader>
  /** Web servers’ time; loads the code on first use. */
  web(): Promise<WebSource>
  /** What keeps this machine’s clock, for advice. */
  timeService(): Promise<TimeService>
  now(): Date
  /** Lets so much time pass. */
  wait(seconds: number): Promise<void>
  /** Loads what speaks to it on first use. */
  clipboard(): Promise<Clipboard>
  /** The shipped flows, checked when the program was built, and a word that changes when they do. */
  shipped(): Promise<{ readonly book: Book; readonly version: string }>
  /** The directory of services, read when a name has no card of its own. */
  directory(): Promise<readonly ListedService[]>
  /** The text of a shell's script for completion, by the name of its file. */
  completionScript(file: string): Promise<string>
  /** The script of a page, bundled for browsers. */
  pageScript(): Promise<string>
  /** Opens the questions; loads the prompts on first use. */
  prompter(words: Words, how: { readonly colour: boolean; readonly plain: boolean }): Promise<Prompter>
  /** Colours for a stream, or none where it would not show them. */
  palette(stream: 'out' | 'err', wanted: boolean): Promise<Palette>
}
