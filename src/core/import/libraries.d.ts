/**
 * The parts of libraries that are used here. Their own declarations need a browser's types or do not pass with library
 * types checked.
 */

/** Types of browsers that the declarations of zip.js and kdbxweb name. */
type FileSystemDirectoryHandle = object
type FileSystemHandle = object
type Element = object
type Document = object

declare module '@openpgp/web-stream-tools' {
  export type WebStream<Data> = ReadableStream<Data>
  export type NodeWebStream<Data> = ReadableStream<Data>
}

declare module 'papaparse' {
  interface Options {
    readonly skipEmptyLines: boolean
    readonly preview: number
    /** Empty where it is to be guessed. */
    readonly delimiter: string
    readonly delimitersToGuess: readonly string[]
  }
  interface Result<Row> {
    readonly data: readonly Row[]
    /** `index` is the place in the text. */
    readonly errors: readonly { readonly code: string; readonly index?: number }[]
    readonly meta: { readonly delimiter: string }
  }
  const papaparse: { parse<Row>(text: string, options: Options): Result<Row> }
  export default papaparse
}

declare module '@zip.js/zip.js/lib/zip-core-native.js' {
  interface Entry {
    readonly filename: string
    readonly directory: boolean
    readonly encrypted: boolean
    readonly uncompressedSize: number
    getData(
      sink: WritableStream<Uint8Array>,
      options: { readonly password?: string; readonly checkSignature: boolean },
    ): Promise<unknown>
  }
  export class Uint8ArrayReader {
    constructor(bytes: Uint8Array)
  }
  export class ZipReader {
    constructor(reader: Uint8ArrayReader, options: { readonly checkOverlappingEntry: boolean })
    getEntries(): Promise<readonly Entry[]>
  }
  export function configure(options: { readonly useWebWorkers: boolean }): void
  export const ERR_INVALID_PASSWORD: string
}

declare module 'sax' {
  interface Tag {
    readonly name: string
    readonly attributes: Readonly<Record<string, string>>
  }
  interface Parser {
    onopentag: (tag: Tag) => void
    onclosetag: () => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    onerror: (error: Error) => void
    write(text: string): Parser
    close(): Parser
  }
  const sax: {
    parser(strict: true, options: { readonly position: boolean }): Parser
  }
  export default sax
}

declare module 'sql.js/dist/sql-wasm-inline.js' {
  interface Answer {
    readonly columns: readonly string[]
    readonly values: readonly (readonly unknown[])[]
  }
  class Database {
    constructor(bytes: Uint8Array)
    exec(sql: string): readonly Answer[]
    /** The bytes of the file; tests make databases with it. */
    export(): Uint8Array
    close(): void
  }
  export default function open(): Promise<{ readonly Database: typeof Database }>
}

declare module 'openpgp' {
  type Config = Readonly<Record<string, unknown>>
  /** How a key is made of a password; `t` is the number of passes, `encodedM` the exponent of the memory in KiB. */
  interface StringToKey {
    readonly type: string
    readonly t?: number
    readonly encodedM?: number
  }
  interface Message {
    readonly packets: readonly { readonly s2k?: StringToKey | null }[]
  }
  export const config: Config
  export function readMessage(options: {
    readonly armoredMessage?: string
    readonly binaryMessage?: Uint8Array
    readonly config: Config
  }): Promise<Message>
  export function decrypt(options: {
    readonly message: Message
    readonly passwords: readonly string[]
    readonly format: 'binary'
    readonly config: Config
  }): Promise<{ readonly data: unknown }>
}

declare module 'kdbxweb' {
  class ProtectedValue {
    static fromString(text: string): ProtectedValue
    getText(): string
  }
  interface KdbxUuid {
    readonly id: string
  }
  export interface KdbxEntry {
    readonly fields: ReadonlyMap<string, string | ProtectedValue>
  }
  export interface KdbxGroup {
    readonly uuid: KdbxUuid
    readonly name: string | undefined
    readonly entries: readonly KdbxEntry[]
    readonly groups: readonly KdbxGroup[]
  }
  interface Database {
    credentials: Credentials
    readonly header: { readonly encryptionIV: ArrayBuffer | undefined }
    readonly groups: readonly KdbxGroup[]
    readonly meta: { readonly recycleBinUuid: KdbxUuid | undefined }
  }
  class Credentials {
    constructor(password: ProtectedValue | null, keyFile: ArrayBuffer | null)
  }
  class KdbxError extends Error {
    readonly code: string
  }
  type Argon2 = (
    key: ArrayBuffer,
    salt: ArrayBuffer,
    memory: number,
    passes: number,
    length: number,
    lanes: number,
    type: number,
    version: number,
  ) => Promise<ArrayBuffer>
  const kdbxweb: {
    readonly ProtectedValue: typeof ProtectedValue
    readonly Credentials: typeof Credentials
    readonly KdbxError: typeof KdbxError
    readonly Kdbx: new () => Database
    readonly KdbxFormat: new (
      database: Database,
    ) => {
      load(bytes: ArrayBuffer): Promise<Database>
      /** Decrypts the payload by the cipher that the header names. */
      decryptData(data: ArrayBuffer, key: ArrayBuffer): Promise<ArrayBuffer>
    }
    readonly Consts: { readonly ErrorCodes: { readonly InvalidKey: string } }
    readonly CryptoEngine: {
      readonly Argon2TypeArgon2d: number
      setArgon2Impl(derive: Argon2): void
    }
  }
  export default kdbxweb
}
