/**
 * What opens the store in a file: an identity file that the person names, or `key.age`, which holds an identity under a
 * passphrase and lies there twice. A key is made only where there is neither a key nor a store.
 */
import { join } from 'node:path'
import { type NotAKey, RescueError } from '../core/errors.ts'
import type { Secret } from '../core/secret.ts'
import { parseAgeHeader } from './age-header.ts'
import { hasAgeFile, refuseLost } from './age-names.ts'
import { identityLines, readIdentity } from './identity.ts'
import { keyNames } from './key-names.ts'
import { readLimitedSync } from './read-limited.ts'
import { replaceFile } from './replace-file.ts'

interface KeyHow {
  readonly folder: string
  readonly identityFile?: string | undefined
  readonly passphrase: (of: 'old' | 'old-again' | 'new') => Promise<Secret<string>>
  readonly tried?: () => void
  readonly locked: <Result>(work: () => Promise<Result>) => Promise<Result>
}

export interface StoreKey {
  /**
   * The identity, worked out once; asks for a passphrase where there is no identity file. Makes a key for a new store
   * only where `mayMake` is true. Never ask for it under the lock before it was worked out.
   */
  identity(mayMake: boolean): Promise<string>
  /** Whether the key on the disk is still the one that was opened. To be asked under the lock. */
  isCurrent(): boolean
  forget(): void
}

const age = () => import('./age.ts')
const maxKeyBytes = 64 * 1024
/** How often a person may mistype the passphrase in one run. */
const tries = 3

export function storeKey(how: KeyHow): StoreKey {
  let opening: Promise<OpenedKey> | undefined
  let opened: OpenedKey | undefined
  return {
    async identity(mayMake) {
      opening ??=
        how.identityFile === undefined ? keyByPassphrase(how, mayMake) : keyFromFile(how.identityFile)
      try {
        opened = await opening
        return opened.identity
      } catch (error) {
        opening = undefined
        throw error
      } finally {
        how.tried?.()
      }
    },
    isCurrent: () =>
      opened?.bytes === undefined ||
      keyFiles(how.folder).some(({ bytes }) => sameBytes(bytes, opened?.bytes)),
    forget: () => {
      opening = undefined
      opened = undefined
    },
  }
}

interface OpenedKey {
  readonly identity: string
  /** The encrypted key as it lies on the disk; undefined where an identity file was named. */
  readonly bytes: Uint8Array | undefined
}

const keyFromFile = async (path: string): Promise<OpenedKey> => ({
  identity: await readIdentity(path),
  bytes: undefined,
})

/** Opens the key, or makes one for a new store. Throws `missing-key`, `damaged-key`, `wrong-passphrase`. */
async function keyByPassphrase(how: KeyHow, mayMake: boolean): Promise<OpenedKey> {
  let typed: Secret<string> | undefined
  for (;;) {
    const files = keyFiles(how.folder)
    if (files.length > 0) return openKey(files, how, typed)
    if (!mayMake || hasAgeFile(how.folder)) throw missingKey(how.folder)
    typed = await how.passphrase('new')
    const made = await makeKey(typed, how)
    if (made !== undefined) return made
    // Somebody else has made the store meanwhile: perhaps with the same passphrase.
  }
}

const missingKey = (folder: string): RescueError =>
  new RescueError({ code: 'missing-key', file: join(folder, keyNames[0]) })

/** Undefined where a key has appeared meanwhile. */
async function makeKey(passphrase: Secret<string>, how: KeyHow): Promise<OpenedKey | undefined> {
  const { generateIdentity, sealAge } = await age()
  const identity = await generateIdentity()
  const bytes = await sealAge(`${identity}\n`, { passphrase })
  return how.locked(async () => {
    if (keyFiles(how.folder).length > 0) return undefined
    if (hasAgeFile(how.folder)) throw missingKey(how.folder)
    refuseLost(how.folder)
    for (const name of [...keyNames].reverse()) writeKey(join(how.folder, name), bytes)
    return { identity, bytes }
  })
}

async function openKey(files: readonly KeyFile[], how: KeyHow, first?: Secret<string>): Promise<OpenedKey> {
  const file = join(how.folder, keyNames[0])
  refuseOthers(files, file)
  let given = first ?? (await how.passphrase('old'))
  for (let left = tries - 1; ; left -= 1) {
    const opened = await keyBehind(files, given)
    if (opened !== undefined) {
      await mendCopies(opened, how)
      return opened
    }
    if (left === 0) throw new RescueError({ code: 'wrong-passphrase', file })
    given = await how.passphrase('old-again')
  }
}

/** Refuses before anybody is asked where no file can be a key. Throws `not-a-key`, `damaged-key`. */
function refuseOthers(files: readonly KeyFile[], file: string): void {
  const found = files.map(({ path, bytes }) => ({ path, is: inspectKey(bytes) }))
  if (found.some(({ is }) => is === 'key')) return
  for (const { path, is } of found)
    if (is !== 'key' && is !== 'damaged') throw new RescueError({ code: 'not-a-key', file: path, is })
  throw new RescueError({ code: 'damaged-key', file })
}

/** What a file where a key should be is, as far as its beginning tells. */
function inspectKey(bytes: Uint8Array): 'key' | 'damaged' | NotAKey {
  if (bytes.length === 0) return 'damaged'
  const header = parseAgeHeader(bytes)
  if (header.kind === 'age') return header.keys.includes('passphrase') ? 'key' : 'for-identity'
  if (header.kind !== 'not-age') return 'damaged'
  const text = Buffer.from(bytes).toString('latin1')
  if (text.trimStart().startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) return 'armoured'
  return identityLines(text).length > 0 ? 'identity' : 'not-age'
}

/** The key that a passphrase opens. Copies that are alike are tried once: each try takes its time. */
async function keyBehind(
  files: readonly KeyFile[],
  passphrase: Secret<string>,
): Promise<OpenedKey | undefined> {
  const { openAge } = await age()
  const different = files.filter(
    ({ bytes }, index) =>
      inspectKey(bytes) === 'key' && files.findIndex((other) => sameBytes(other.bytes, bytes)) === index,
  )
  const failures = []
  for (const { path, bytes } of different) {
    const found = await openAge(bytes, { passphrase })
    const [identity] = found.kind === 'text' ? identityLines(found.text) : []
    if (identity !== undefined) return { identity, bytes }
    failures.push({ path, kind: found.kind })
  }
  // The passphrase was right: it opens something, but that is no key.
  const other = failures.find(({ kind }) => kind === 'text')
  if (other !== undefined) throw new RescueError({ code: 'not-a-key', file: other.path, is: 'other-content' })
  const [first] = failures
  if (first !== undefined && failures.every(({ kind }) => kind === 'unsupported'))
    throw new RescueError({ code: 'cannot-decrypt', file: first.path })
  if (first !== undefined && failures.every(({ kind }) => kind !== 'other-key'))
    throw new RescueError({ code: 'damaged-key', file: first.path })
  return undefined
}

/** Writes the copy that is missing or damaged. One that is whole, under another passphrase, is left alone. */
async function mendCopies({ bytes }: OpenedKey, how: KeyHow): Promise<void> {
  if (bytes === undefined || wrongCopies(how.folder).length === 0) return
  try {
    await how.locked(async () => {
      if (!keyFiles(how.folder).some((file) => sameBytes(file.bytes, bytes))) return
      for (const path of wrongCopies(how.folder)) writeKey(path, bytes)
    })
  } catch (error) {
    // The store opens all the same: on a disk that is full or read-only it stays at one copy.
    if (!(error instanceof RescueError)) throw error
  }
}

const wrongCopies = (folder: string): readonly string[] =>
  keyNames
    .map((name) => join(folder, name))
    .filter((path) => {
      const bytes = readLimitedSync(path, maxKeyBytes)
      return bytes === undefined || parseAgeHeader(bytes).kind !== 'age'
    })

interface KeyFile {
  readonly path: string
  readonly bytes: Uint8Array
}

function keyFiles(folder: string): readonly KeyFile[] {
  return keyNames.flatMap((name) => {
    const path = join(folder, name)
    const bytes = readLimitedSync(path, maxKeyBytes)
    return bytes === undefined ? [] : [{ path, bytes }]
  })
}

const writeKey = (path: string, bytes: Uint8Array): void => replaceFile(path, bytes, { draft: `${path}.new` })

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) === 0
