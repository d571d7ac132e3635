/** Fake stores for scripted runs: a keychain and a file in memory, which may exist or not. */
import { RescueError } from '../../src/core/errors.ts'
import type { Entry } from '../../src/core/store.ts'
import type { SealedBy, Sealing, Stores } from '../../src/host/machine.ts'
import { memoryStore } from './memory-store.ts'

export interface FakeStores {
  readonly stores: Stores
  /** What each of them holds at the moment. */
  readonly keychain: ReturnType<typeof memoryStore>
  readonly file: ReturnType<typeof memoryStore>
  /** Passphrases that were given for the file. */
  readonly passphrases: string[]
}

/** Both are empty, and the keychain answers, unless it is said otherwise. */
export function fakeStores({
  keychain: inKeychain = [],
  file: inFile = [],
  answers = true,
}: {
  readonly keychain?: readonly Entry[]
  readonly file?: readonly Entry[]
  /** False where the keychain does not answer. */
  readonly answers?: boolean
} = {}): FakeStores {
  const keychain = memoryStore('keychain', inKeychain)
  const file = memoryStore('file', inFile)
  const passphrases: string[] = []
  const shut = async (): Promise<never> => {
    throw new RescueError({ code: 'no-keychain', cause: 'no-session-bus', platform: 'linux' })
  }
  // One after the other, as they come.
  let before: Promise<unknown> = Promise.resolve()
  const inTurn: Stores['inTurn'] = (_, work) => {
    const mine = before.then(work)
    before = mine.catch(() => {})
    return mine
  }
  const silent = { ...keychain, read: shut, list: shut, update: shut, drain: shut }
  return {
    keychain,
    file,
    passphrases,
    stores: {
      folder: '/home/tester/.local/share/2fa-rescue',
      hasFile: () => file.entries().length > 0,
      hasUsedKeychain: () => !answers || keychain.entries().length > 0,
      inTurn,
      keychain: async () => (answers ? keychain : silent),
      file: async ({ identityFile, passphrase }) => {
        if (identityFile === undefined)
          passphrases.push((await passphrase(file.entries().length > 0 ? 'old' : 'new')).reveal())
        return file
      },
    },
  }
}

/** Fake encryption: the "sealed" bytes are readable by anybody. */
export const fakeSealing: Sealing = {
  seal: async (text, by) => new Uint8Array(Buffer.from(JSON.stringify(['sealed', keyOf(by), text]))),
  inspect: (bytes) => {
    const text = Buffer.from(bytes).toString()
    if (!text.startsWith('["sealed"')) return { kind: 'not-age' }
    return { kind: 'age', keys: [text.startsWith('["sealed","/') ? 'identity' : 'passphrase'] }
  },
  open: async (bytes, by) => {
    const [, key, text] = JSON.parse(Buffer.from(bytes).toString()) as [string, string, string]
    return key === keyOf(by) ? { kind: 'text', text } : { kind: 'other-key' }
  },
}

const keyOf = (by: SealedBy): string => ('passphrase' in by ? by.passphrase.reveal() : by.identityFile)
