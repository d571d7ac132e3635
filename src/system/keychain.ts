/**
 * The store in the system's keychain. One entry there for each of ours, under the name 2fa-rescue; one that is too long
 * for the tightest keychain (Windows takes 2,560 bytes) is split into parts, which count only once the entry that
 * names them is written. The library runs in a process of its own, because it can hang or crash.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { type KeychainCause, RescueError } from '../core/errors.ts'
import {
  type Draft,
  type Entry,
  type Key,
  type Kind,
  kinds,
  type Listing,
  type Store,
} from '../core/store.ts'
import type { Answer, Found, Ready, Work } from './keychain-work.ts'
import { type Patience, type Processes, underLock } from './lock.ts'

export interface KeychainHow {
  /** The built file of the process that talks to the keychain. */
  readonly child: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where the lock lies. */
  readonly folder: string
  readonly platform: string
  readonly processes: Processes
  readonly patience: Patience
  /** Milliseconds for one request; the keychain may be asking a person for its password. */
  readonly limit: number
}

/** Bytes of one entry; a little below what Windows takes. */
const most = 2400

export function keychainStore(how: KeychainHow): Store {
  const { folder, processes, patience } = how
  const channel = channelTo(how)
  const access = takeTurns(openEntries(channel.ask), how)
  const { get, find, read, all, write, clear } = access
  const runLocked = <Result>(work: () => Promise<Result>): Promise<Result> =>
    underLock(folder, processes, patience, work)

  return {
    place: 'keychain',
    read,
    list: async (kind) => filterByKind(await all(), kind),
    update: (work) =>
      runLocked(async () => {
        const { draft, written, heads } = openDraft(access)
        const result = await work(draft)
        for (const [account, { key, value }] of written)
          await write(key, value, heads.has(account) ? heads.get(account) : await get(account))
        // The last entry takes the probe with it.
        if ([...written.values()].some(({ value }) => value === undefined)) await find()
        return result
      }),
    drain: (work) =>
      runLocked(async () => {
        const found = await find()
        const entries = entriesIn(found)
        const damaged = entries.find((entry) => !('value' in entry))
        if (damaged !== undefined) throw new RescueError({ code: 'damaged-entry', name: formatKey(damaged) })
        const result = await work(entries.filter((entry) => 'value' in entry))
        await clear(found)
        return result
      }),
    close: channel.close,
  }
}

/**
 * Calls to the keychain, one run after the other, those that only read included: an entry that another run removes while
 * the library looks at it ends its process, and the keychain refuses to remove what is already gone. Reading must not
 * depend on a disk that takes a lock: where it takes none, nobody waits.
 */
async function inTurn<Result>(
  { folder, processes, patience }: KeychainHow,
  work: () => Promise<Result>,
): Promise<Result> {
  let begun = false
  try {
    return await underLock(`${folder}-turns`, processes, patience, () => {
      begun = true
      return work()
    })
  } catch (error) {
    if (begun || (error instanceof RescueError && error.problem.code === 'store-busy')) throw error
    return work()
  }
}

/** The entries of the keychain, split ones put together. */
function openEntries(ask: (work: Work) => Promise<unknown>) {
  const get = async (account: string): Promise<string | undefined> =>
    ((await ask({ do: 'get', account })) as string | null) ?? undefined
  const find = async (): Promise<readonly Found[]> => (await ask({ do: 'find' })) as readonly Found[]

  /** `seen` is told what stands in the entry itself. */
  async function read(key: Key, seen = (_head: string | undefined): void => {}): Promise<unknown> {
    const account = formatKey(key)
    const head = await get(account)
    seen(head)
    if (head === undefined) return undefined
    const parts = await Promise.all(partsNamed(head).map((part) => get(account + part)))
    const value = joinValue(head, parts)
    if (value !== undefined) return value
    // Somebody may have written it between our looks.
    if ((await get(account)) !== head) return read(key, seen)
    throw new RescueError({ code: 'damaged-entry', name: account })
  }

  /** `seen` is told of every entry what stands in it itself. */
  async function all(
    seen = (_account: string, _head: string): void => {},
  ): Promise<readonly (Entry | Key)[]> {
    let found = await find()
    // Somebody may have written a split entry while its parts were being gathered.
    if (entriesIn(found).some((entry) => !('value' in entry))) found = await find()
    for (const { account, password } of found) seen(account, password)
    return entriesIn(found)
  }

  async function write(key: Key, value: object | undefined, before: string | undefined): Promise<void> {
    const account = formatKey(key)
    if (value === undefined) await ask({ do: 'delete', account })
    else {
      const { head, parts } = splitValue(JSON.stringify(value))
      for (const [name, part] of parts) await ask({ do: 'set', account: account + name, value: part })
      await ask({ do: 'set', account, value: head })
    }
    for (const part of before === undefined ? [] : partsNamed(before))
      await ask({ do: 'delete', account: account + part })
  }

  async function clear(found: readonly Found[]): Promise<void> {
    // Parts come after the entry that names them: a run that is killed here leaves nothing that looks damaged.
    const accounts = found.map(({ account }) => account).sort((a, b) => a.indexOf('#') - b.indexOf('#'))
    for (const account of accounts) await ask({ do: 'delete', account })
    await ask({ do: 'forget' })
  }

  return { get, find, read, all, write, clear }
}

type Access = ReturnType<typeof openEntries>

/** The same, each as one turn. */
function takeTurns({ get, find, read, all, write, clear }: Access, how: KeychainHow): Access {
  return {
    get: (account) => inTurn(how, () => get(account)),
    find: () => inTurn(how, find),
    read: (key, seen) => inTurn(how, () => read(key, seen)),
    all: (seen) => inTurn(how, () => all(seen)),
    write: (key, value, before) => inTurn(how, () => write(key, value, before)),
    clear: (found) => inTurn(how, () => clear(found)),
  }
}

/** A draft of changes, and what the entries it looked at held. */
function openDraft({ read, all }: Access) {
  const written = new Map<string, { readonly key: Key; readonly value: object | undefined }>()
  const heads = new Map<string, string | undefined>()
  const draft: Draft = {
    read: async (key) => {
      const account = formatKey(key)
      if (written.has(account)) return written.get(account)?.value
      return read(key, (head) => heads.set(account, head))
    },
    list: async (kind) => {
      const seen = (account: string, head: string): void => void heads.set(account, head)
      const others = (await all(seen)).filter((entry) => !written.has(formatKey(entry)))
      const ours = [...written.values()].flatMap(({ key, value }) =>
        value === undefined ? [] : [{ ...key, value }],
      )
      return filterByKind([...others, ...ours], kind)
    },
    write: (key, value) => void written.set(formatKey(key), { key, value: structuredClone(value) }),
    remove: (key) => void written.set(formatKey(key), { key, value: undefined }),
  }
  return { draft, written, heads }
}

// --- Entries and their parts ---

const formatKey = ({ kind, name }: Key): string => `${kind}/${name}`

function parseKey(account: string): Key | undefined {
  const [first = '', ...rest] = account.split('/')
  const kind = kinds.find((known) => known === first)
  // A hash in a name of ours is written as %23: this is a part.
  return kind === undefined || account.includes('#') ? undefined : { kind, name: rest.join('/') }
}

/** Of an entry that is split: how many parts, the word in the names of this value's parts, and the length of all. */
const headPattern = /^split (\d{1,4}) ([a-z0-9]{1,16}) (\d{1,9})$/

/** Names of the parts, to be put behind the account. */
function partsNamed(head: string): readonly string[] {
  const [, count, tag] = headPattern.exec(head) ?? []
  return Array.from({ length: Number(count ?? 0) }, (_, index) => `#${tag}.${index + 1}`)
}

/** A value as one entry, or as the entry that names its parts, and these. Everything is ASCII: a letter is a byte. */
function splitValue(json: string): { head: string; parts: readonly (readonly [string, string])[] } {
  const text = json.replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  if (text.length <= most) return { head: text, parts: [] }
  const count = Math.ceil(text.length / most)
  const head = `split ${count} ${Math.random().toString(36).slice(2, 12)} ${text.length}`
  const parts = partsNamed(head).map(
    (name, index) => [name, text.slice(index * most, (index + 1) * most)] as const,
  )
  return { head, parts }
}

/** The value that a head and its parts hold; undefined where they do not belong together. */
function joinValue(head: string, parts: readonly (string | undefined)[]): unknown {
  const [, , , length] = headPattern.exec(head) ?? []
  const text = length === undefined ? head : parts.join('')
  if (length !== undefined && text.length !== Number(length)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** Entries with their values; a key alone where the value is damaged. */
function entriesIn(found: readonly Found[]): readonly (Entry | Key)[] {
  const values = new Map(found.map(({ account, password }) => [account, password]))
  return found.flatMap(({ account, password }) => {
    const key = parseKey(account)
    if (key === undefined) return []
    const value = joinValue(
      password,
      partsNamed(password).map((part) => values.get(account + part)),
    )
    return [value === undefined ? key : { ...key, value }]
  })
}

function filterByKind(all: readonly (Entry | Key)[], kind: Kind): Listing {
  const ours = all.filter((entry) => entry.kind === kind)
  return {
    entries: ours.filter((entry) => 'value' in entry),
    damaged: ours.filter((entry) => !('value' in entry)),
  }
}

// --- The process that talks to the keychain ---

interface Channel {
  ask(work: Work): Promise<string | null | readonly Found[]>
  close(): void
}

/** Milliseconds for its process to start. On a busy computer that takes long, and is no fault of the keychain's. */
const startLimit = 30_000

/** Starts the process at once, so that it gets ready while the rest of the program does. */
function channelTo({ child: file, env, limit, platform }: KeychainHow): Channel {
  const child = fork(file, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env })
  const waiting = new Map<number, { readonly settle: (answer: Answer) => void; clock: NodeJS.Timeout }>()
  let over: KeychainCause | undefined
  let count = 0
  const end = (cause: KeychainCause): void => {
    over ??= cause
    stop(child)
    for (const [id, { settle }] of waiting) settle({ id, cause: over })
  }
  let allowed = startLimit + limit
  child.on('message', (said: Answer | Ready) => {
    if ('id' in said) return waiting.get(said.id)?.settle(said)
    allowed = limit
    for (const request of waiting.values()) {
      clearTimeout(request.clock)
      request.clock = setTimeout(() => end('hanging'), limit)
    }
  })
  child.on('error', () => end('crashed'))
  child.on('exit', () => end('crashed'))
  child.unref()
  child.channel?.unref()

  const send = (work: Work): Promise<Answer> =>
    new Promise((resolve) => {
      const id = ++count
      const settle = (answer: Answer): void => {
        clearTimeout(waiting.get(id)?.clock)
        waiting.delete(id)
        resolve(answer)
      }
      waiting.set(id, { settle, clock: setTimeout(() => end('hanging'), allowed) })
      if (over !== undefined) settle({ id, cause: over })
      else child.send({ id, work }, (error) => (error === null ? undefined : end('crashed')))
    })
  return {
    async ask(work) {
      const answer = await send(work)
      if ('cause' in answer) throw new RescueError({ code: 'no-keychain', cause: answer.cause, platform })
      return answer.value
    },
    close: () => end('crashed'),
  }
}

/** A process whose library hangs does not end when it is asked to. */
function stop(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
}
