/** A store in a file for the built program, opened by an identity without a passphrase, and ways to read it from a test. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseBackupAccount } from '../../src/core/backup/parse-record.ts'
import type { BackupAccount, Code } from '../../src/core/backup/set.ts'
import { type Entry, joinName, type Key, type Store } from '../../src/core/store.ts'
import { ageFileStore } from '../../src/system/age-file.ts'
import { temporaryFolder } from './folder.ts'
import { testProcesses } from './processes.ts'

/** Nobody's identity: made for tests. */
export const identity = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'

export interface FileStore {
  /** The person's home, which contains all their files. */
  readonly home: string
  /** Where the store's files are. */
  readonly folder: string
  /** For the program. */
  readonly env: Readonly<Record<string, string>>
  readonly store: Store
  /** What is kept of a service. Throws where the newest copy cannot be read. */
  record(service: string): Promise<BackupAccount | undefined>
  put(record: BackupAccount): Promise<void>
  remove(): void
}

export const keyOf = (service: string): Key => ({ kind: 'backup', name: joinName(service) })

export function fileStore(): FileStore {
  const { folder: home, remove } = temporaryFolder()
  const identityFile = join(home, 'identity.txt')
  writeFileSync(identityFile, `${identity}\n`, { mode: 0o600 })
  const data = join(home, 'data')
  const folder = join(data, '2fa-rescue')
  const temporary = join(home, 'tmp')
  for (const made of [folder, temporary]) mkdirSync(made, { recursive: true, mode: 0o700 })
  const store = ageFileStore({
    folder,
    identityFile,
    passphrase: async () => {
      throw new Error('nobody is to be asked')
    },
    processes: testProcesses,
    patience: { limit: 30_000, waiting: () => {} },
    tell: ({ kind, file }) => {
      throw new Error(`${kind}: ${file}`)
    },
    older: ({ value }: Entry) => value,
  })
  return {
    home,
    folder,
    store,
    env: {
      HOME: home,
      XDG_DATA_HOME: data,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_STATE_HOME: join(home, 'state'),
      TMPDIR: temporary,
      LANG: 'C.UTF-8',
      TWOFA_RESCUE_STORE: 'file',
      TWOFA_RESCUE_IDENTITY: identityFile,
    },
    record: async (service) => parseBackupAccount(await store.read(keyOf(service))),
    put: (record) => store.update(async (draft) => draft.write(keyOf(record.service), record)),
    remove,
  }
}

/** A record with one set of so many codes; each says which it is. */
export function accountOf(
  service: string,
  count: number,
  origin: 'issued' | 'generated' = 'issued',
): BackupAccount {
  const codes = Array.from(
    { length: count },
    (_, index): Code => ({ value: codeNumber(index), state: 'unused' }),
  )
  const made = '2026-01-01T00:00:00.000Z'
  return {
    service,
    sets: [
      { id: `set-of-${service}`, origin, made, ...(origin === 'generated' ? { format: 'hex' } : {}), codes },
    ],
  }
}

/** Different for every number, and found nowhere by chance. */
export const codeNumber = (index: number): string =>
  `${(0x51000 + index).toString(16)}-${(0xe3100 + index).toString(16)}`

export const codesIn = (record: BackupAccount | undefined): readonly Code[] =>
  record?.sets.flatMap(({ codes }) => codes) ?? []
