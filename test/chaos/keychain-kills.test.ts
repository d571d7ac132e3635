/**
 * Every verb that writes, on a real keychain, killed in the middle: the process that talks to the keychain at each of its
 * messages to it, or the program at each of its writes, which include its requests to that process (strace's injection).
 * Afterwards the keychain holds what it held before, or what the verb does. Values are long enough to be split, so that
 * one change takes several entries. `npm test` takes a sample of the points, `npm run chaos` the first sixty of each kind.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry, Store } from '../../src/core/store.ts'
import { keychainStore } from '../../src/system/keychain.ts'
import { hasKeyring, type Keyring, startKeyring } from '../support/keyring.ts'
import { program } from '../support/killed.ts'
import { needs } from '../support/needs.ts'
import { testProcesses } from '../support/processes.ts'
import {
  describeEntries,
  readEntries,
  type StartingStore,
  startingStore,
  stepsOf,
  type WritingVerb,
  writingVerbs,
} from '../support/writing-verbs.ts'

const all = process.env.CHAOS !== undefined
/** `sendmsg` is a message to the keychain. */
const calls = ['sendmsg', 'write'] as const
/** About as many messages as a verb sends. */
const most = 60
/** So many codes do not fit into one entry of a keychain. */
const codes = 80

const child = fileURLToPath(new URL('../../dist/keychain-child.js', import.meta.url))

/** Of a sample the points differ from verb to verb: a change is written by the later messages. */
const pointsOf = (index: number): readonly (readonly [string, number])[] =>
  all
    ? calls.flatMap((call) => Array.from({ length: most }, (_, nth) => [call, nth + 1] as const))
    : [index % 4 === 3 ? ['write', 6 + (index % 7)] : ['sendmsg', 24 + ((index * 5) % 36)]]

describe.runIf(hasKeyring() && needs('strace'))('killed while it writes to a keychain', () => {
  let here: StartingStore
  let keyring: Keyring
  let store: Store
  let env: Readonly<Record<string, string>>
  const met = { killed: 0, unfinished: 0, done: 0 }

  beforeAll(async () => {
    here = await startingStore(codes)
    keyring = await startKeyring()
    const { TWOFA_RESCUE_IDENTITY: _, ...mine } = here.files.env
    env = { ...mine, ...keyring.env, HOME: here.files.home, TWOFA_RESCUE_STORE: 'keychain' }
    store = keychainStore({
      child,
      env: keyring.env,
      folder: join(here.files.folder, 'keychain-lock'),
      platform: 'linux',
      processes: testProcesses,
      patience: { limit: 20_000, waiting: () => {} },
      limit: 10_000,
    })
  }, 60_000)
  afterAll(async () => {
    store?.close()
    await keyring?.stop()
    here?.files.remove()
    process.stderr.write(`killed while writing to a keychain: ${JSON.stringify(met)}\n`)
  })

  /** The entries that a verb finds, made in the file, where that is fast. */
  async function startOf(verb: WritingVerb): Promise<readonly Entry[]> {
    here.restore(verb)
    return readEntries(here.files.store)
  }
  async function putInKeychain(entries: readonly Entry[]): Promise<void> {
    const there = await readEntries(store)
    await store.update(async (draft) => {
      for (const entry of there) draft.remove(entry)
      for (const { kind, name, value } of entries) draft.write({ kind, name }, value as object)
    })
  }
  const held = async (): Promise<string> => describeEntries(await readEntries(store))

  function killAt(verb: WritingVerb, call: string, nth: number) {
    const { status, signal, stdout, stderr } = spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`],
        ...['-e', `inject=${call}:signal=SIGKILL:when=${nth}`],
        ...[process.execPath, program, ...here.argsOf(verb)],
      ],
      { env: { PATH: process.env.PATH, ...env }, input: verb.input ?? '', encoding: 'utf8' },
    )
    return { status, killed: signal === 'SIGKILL', out: stdout, err: stderr }
  }

  it.each(Object.entries(writingVerbs).map(([name, verb], index) => [name, verb, index] as const))(
    '%s',
    async (name, verb, index) => {
      const start = await startOf(verb)
      const before = describeEntries(start)
      expect(here.run(here.argsOf(verb), verb.input).status).toBe(verb.status ?? 0)
      const after = describeEntries(await readEntries(here.files.store))
      expect(after).not.toBe(before)
      let ended = ''
      for (const [call, nth] of pointsOf(index)) {
        if (call === ended) continue
        await putInKeychain(start)
        const { status, killed, out, err } = killAt(verb, call, nth)
        const where = `${name}, killed at ${call} number ${nth}: ${err}`
        const now = await held()
        expect([before, ...stepsOf(verb, after), after], where).toContain(now)
        if (killed) met.killed += 1
        else if (status === (verb.status ?? 0)) {
          met.done += 1
          expect(now, where).toBe(after)
          ended = call
        } else {
          // The process beside it was killed, and the program says so.
          met.unfinished += 1
          expect([status, err], where).toEqual([4, expect.stringMatching(/^error: .*\nhint: /ms)])
        }
        if (out !== '' && name.startsWith('use')) expect(now, where).not.toBe(before)
      }
    },
    2_400_000,
  )

  it('was met', () => {
    expect(met.killed).toBeGreaterThan(all ? 20 : 2)
    expect(met.unfinished).toBeGreaterThan(all ? 300 : 5)
  })
})
