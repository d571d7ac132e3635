/**
 * Every verb that writes, killed at every system call that changes a file of the store (strace's injection). Afterwards
 * the store opens and holds what it held before, or what the verb does; nothing in between but the steps that `use`
 * takes by design. `npm test` takes a sample of the points, `npm run chaos` takes all.
 */
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseBackupAccount } from '../../src/core/backup/parse-record.ts'
import { codeNumber } from '../support/file-store.ts'
import { hasKeyring, startKeyring } from '../support/keyring.ts'
import { needs } from '../support/needs.ts'
import {
  describeEntries,
  readEntries,
  type StartingStore,
  startingStore,
  stepsOf,
  writingVerbs,
} from '../support/writing-verbs.ts'

const all = process.env.CHAOS !== undefined
/** Calls that make, change or remove a name, or what lies under it. */
const calls = [
  'link',
  'rename',
  'unlink',
  'fsync',
  'ftruncate',
  'mkdir',
  'write',
  'pwrite64',
  'openat',
] as const
/** More than any verb makes of one call. */
const most = 60

/** The way there, and back. */
const places = [
  ['file', 'keychain'],
  ['keychain', 'file'],
] as const
/** Where `store move` is killed: a call, and up to which time that it is made. */
const movePoints: readonly (readonly [string, number])[] = all
  ? calls.map((call) => [call, most])
  : [
      ['link', 1],
      ['rename', 2],
      ['unlink', 1],
    ]

describe.runIf(needs('strace'))('killed at a system call', () => {
  let here: StartingStore
  let kills = 0
  beforeAll(async () => {
    here = await startingStore()
  }, 60_000)
  afterAll(() => {
    here?.files.remove()
    process.stderr.write(`killed at system calls: ${kills}\n`)
  })

  const held = async (): Promise<string> => describeEntries(await readEntries(here.files.store))

  it.each(Object.entries(writingVerbs))(
    '%s',
    async (name, verb) => {
      here.restore(verb)
      const before = await held()
      expect(here.run(here.argsOf(verb), verb.input).status, name).toBe(verb.status ?? 0)
      const after = await held()
      expect(after).not.toBe(before)
      for (const [index, call] of calls.entries()) {
        // A sample: one point of one call for each verb, and others for the next.
        const points = all ? most : 1
        if (!all && (name.length + index) % 4 !== 0) continue
        for (
          let nth = all ? 1 : 1 + ((name.length + index) % 3);
          nth <= (all ? points : 3);
          nth += all ? 1 : 3
        ) {
          here.restore(verb)
          const { killed, out } = here.disturb(verb, call, nth, 'signal=SIGKILL')
          if (!killed) break
          kills += 1
          const now = await held()
          const where = `${name}, killed at ${call} number ${nth}`
          expect([before, ...stepsOf(verb, after), after], where).toContain(now)
          if (out !== '' && name.startsWith('use')) expect(now, where).not.toBe(before)
          // What was left behind stands in nobody's way.
          expect(here.run(['backup', 'use', 'made', '--yes']).status, where).toBe(0)
          const made = parseBackupAccount(await here.files.store.read({ kind: 'backup', name: 'made' }))
          expect(made?.sets.flatMap(({ codes }) => codes).some(({ state }) => state === 'used')).toBe(true)
          expect(readdirSync(here.files.folder).filter((file) => file.endsWith('.new'))).toEqual([])
        }
      }
    },
    1_200_000,
  )

  it.runIf(hasKeyring())(
    'store move, there and back',
    async () => {
      here.restore({ args: [] })
      const keyring = await startKeyring()
      try {
        const { TWOFA_RESCUE_STORE: _, ...settings } = here.files.env
        const environment = { ...settings, ...keyring.env, HOME: here.files.home }
        const run = (...args: readonly string[]) => here.run(args, '', environment)
        const listAt = (place: string): readonly string[] =>
          [
            ['backup', 'list', '--show-codes'],
            ['totp', 'list'],
          ].map((list) => {
            const { status, out, err } = run(...list, '--json', '--store', place)
            expect(status, err).toBe(0)
            return out
          })
        const everything = listAt('file')
        const nothing = listAt('keychain')
        expect(everything.join()).toContain(codeNumber(2))
        expect(nothing).not.toEqual(everything)
        const before = kills
        for (const [call, last] of movePoints)
          for (let nth = 1; nth <= last; nth += 1) {
            const killed = places.map(([from, to]) => {
              const move = ['store', 'move', to, '--yes']
              const result = here.disturb({ args: move }, call, nth, 'signal=SIGKILL', environment)
              const where = `to the ${to}, killed at ${call} number ${nth}`
              const held = [listAt(from), listAt(to)]
              expect(held, where).toContainEqual(everything)
              for (const list of held) expect([everything, nothing], where).toContainEqual(list)
              // Told once more, it ends what was begun.
              const { status, err } = run(...move)
              expect(status, `${where}: ${err}`).toBe(0)
              expect([listAt(from), listAt(to)], where).toEqual([nothing, everything])
              return result.killed
            })
            if (!killed.includes(true)) break
            kills += killed.filter((one) => one).length
          }
        expect(kills - before).toBeGreaterThan(all ? 20 : 3)
      } finally {
        await keyring.stop()
      }
    },
    1_200_000,
  )

  it('was met', () => {
    expect(kills).toBeGreaterThan(all ? 300 : 10)
  })
})
