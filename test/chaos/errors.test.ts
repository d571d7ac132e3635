/**
 * Every verb that writes, where the disk refuses a call that touches a file of the store: EIO, EPERM or ENOSPC, injected
 * by strace. The verb is done all the same, or it says what was refused, with the status of what is outside the program;
 * the store holds what it held before, or what the verb does; and the next run goes on.
 * `npm test` takes a sample of the points, `npm run chaos` takes all.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeNumber, codesIn } from '../support/file-store.ts'
import { program } from '../support/killed.ts'
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
const calls = ['openat', 'read', 'mkdir', 'write', 'fsync', 'link', 'rename', 'unlink', 'ftruncate'] as const
const refusals = ['EIO', 'EPERM', 'ENOSPC'] as const
/** More than any verb makes of one call. */
const most = 60

/** Points of a sample: for each verb another call and another refusal, so that together they meet all. */
function pointsOf(verb: number): readonly (readonly [string, (typeof refusals)[number], number])[] {
  if (all)
    return calls.flatMap((call) =>
      refusals.flatMap((refusal) =>
        Array.from({ length: most }, (_, index) => [call, refusal, index + 1] as const),
      ),
    )
  const call = calls[verb % calls.length] ?? 'write'
  const refusal = refusals[Math.floor(verb / 2) % refusals.length] ?? 'EIO'
  return [[call, refusal, 1 + (verb % 2)]]
}

describe.runIf(needs('strace'))('refused by the disk', () => {
  let here: StartingStore
  const met = { refused: 0, done: 0 }
  beforeAll(async () => {
    here = await startingStore()
  }, 60_000)
  afterAll(() => {
    here?.files.remove()
    process.stderr.write(`refused calls: ${JSON.stringify(met)}\n`)
  })

  const held = async (): Promise<string> => describeEntries(await readEntries(here.files.store))

  it.each(Object.entries(writingVerbs).map(([name, verb], index) => [name, verb, index] as const))(
    '%s',
    async (name, verb, index) => {
      here.restore(verb)
      const before = await held()
      expect(here.run(here.argsOf(verb), verb.input).status).toBe(verb.status ?? 0)
      const after = await held()
      let exhausted = ''
      for (const [call, refusal, nth] of pointsOf(index)) {
        if (exhausted === `${call} ${refusal}`) continue
        const where = `${name}, ${refusal} at ${call} number ${nth}`
        here.restore(verb)
        const { status, out, err } = here.disturb(verb, call, nth, `error=${refusal}`)
        const now = await held()
        expect([before, ...stepsOf(verb, after), after], where).toContain(now)
        if (status === (verb.status ?? 0)) {
          met.done += 1
          expect(now, where).toBe(after)
          exhausted = `${call} ${refusal}`
        } else {
          met.refused += 1
          // What cannot be read is what was given, what cannot be written is outside (docs/scripts.md).
          const wanted = err.includes('cannot be read') ? 3 : 4
          expect([status, err], where).toEqual([wanted, expect.stringContaining(refusal)])
          expect(err, where).toMatch(/^error: [^A-Z].*\nhint: ./ms)
          if (out !== '') expect(now, where).not.toBe(before)
        }
        // What was left behind stands in nobody's way.
        await here.files.store.update(async (draft) => draft.remove({ kind: 'totp', name: 'none' }))
        expect(
          readdirSync(here.files.folder).filter((file) => file.endsWith('.new')),
          where,
        ).toEqual([])
      }
    },
    2_400_000,
  )

  it('a store that the disk does not give back gives way to its copy, and is mended', async () => {
    here.restore({ args: [] })
    const whole = join(here.files.folder, 'store.age')
    const { status, stdout, stderr } = spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-o', '/dev/null', '-e', 'trace=read', '-e', 'inject=read:error=EIO', '-P', whole],
        ...[process.execPath, program, 'backup', 'use', 'github'],
      ],
      { env: here.env, encoding: 'utf8' },
    )
    expect([status, stdout], stderr).toEqual([0, `${codeNumber(1)}\n`])
    expect(stderr).toContain('store.age cannot be read; its copy is used')
    const states = codesIn(await here.files.record('github')).map(({ state }) => state)
    expect(states.slice(0, 3)).toEqual(['offered', 'offered', 'unused'])
    expect(readdirSync(here.files.folder)).toContain('store.damaged.age')
  })

  it('a run that cannot give back the lock does not wait for itself', async () => {
    const verb = writingVerbs['use --yes']
    if (verb === undefined) throw new Error('no such verb')
    here.restore(verb)
    expect(here.disturb(verb, 'ftruncate', 1, 'error=EIO')).toMatchObject({ status: 0 })
  })

  it('was met', () => {
    expect(met.refused).toBeGreaterThan(all ? 300 : 5)
  })
})
