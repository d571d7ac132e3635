/**
 * Two runs interleaved at every question and every use of the store, for every pair of verbs that write: what is stored
 * afterwards is what one of the two would leave after the other, in one of the two orders. `npm test` takes a sample of
 * the schedules, `npm run chaos` takes all with up to three changes of turns.
 */
import { describe, expect, it } from 'vitest'
import { parseBackupAccount } from '../../src/core/backup/parse-record.ts'
import type { BackupAccount } from '../../src/core/backup/set.ts'
import { Secret } from '../../src/core/secret.ts'
import type { Entry } from '../../src/core/store.ts'
import { content } from '../support/content.ts'
import { type Interleaved, interleave, type Run, type Schedule } from '../support/interleave.ts'
import type { Scene } from '../support/play.ts'
import { fakeSealing } from '../support/stores.ts'

const all = process.env.CHAOS !== undefined
const made = '2026-01-01T00:00:00.000Z'

const google: BackupAccount = {
  service: 'google',
  sets: [
    {
      id: 'issued-1',
      origin: 'issued',
      made,
      codes: [
        { value: '10001000', state: 'used', changed: made, order: 1 },
        { value: '20002000', state: 'offered', changed: made, order: 2 },
        { value: '30003000', state: 'unused' },
        { value: '40004000', state: 'unused' },
        { value: '50005000', state: 'unused' },
      ],
    },
  ],
}
const wiki: BackupAccount = {
  service: 'wiki',
  sets: [
    {
      id: 'made-1',
      origin: 'generated',
      format: 'hex',
      made,
      codes: [
        { value: 'aaaaa-11111', state: 'used', changed: made, order: 1 },
        { value: 'bbbbb-22222', state: 'unused' },
        { value: 'ccccc-33333', state: 'unused' },
      ],
    },
  ],
}
const account = (secret: string): object => ({
  issuer: 'github',
  name: 'mika',
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  secret,
  added: made,
})
const counted = {
  ...account('GEZDGNBVGY3TQOJQ'),
  issuer: 'door',
  type: 'hotp',
  counter: 5,
}
const held: readonly Entry[] = [
  { kind: 'backup', name: 'google', value: google },
  { kind: 'backup', name: 'wiki', value: wiki },
  { kind: 'totp', name: 'github/mika', value: account('JBSWY3DPEHPK3PXP') },
  { kind: 'totp', name: 'door/mika', value: counted },
]

const anOlderCopy = await fakeSealing.seal(
  JSON.stringify({
    schema: 1,
    format: '2fa-rescue backup codes',
    shelves: [
      {
        service: 'google',
        sets: [
          {
            id: 'another-id',
            origin: 'issued',
            made: '2025-01-01T00:00:00.000Z',
            codes: [
              { value: '30003000', state: 'unused' },
              { value: '20002000', state: 'unused' },
              { value: '60006000', state: 'unused' },
            ],
          },
        ],
      },
    ],
  }),
  { passphrase: new Secret('correct horse') },
)

const files: Scene['files'] = {
  '/work/new.txt': '70007000\n80008000\n90009000\n',
  '/work/other.txt': '11112222\n33334444\n55556666\n',
  '/work/copy.age': anOlderCopy,
  '/work/links.txt': 'otpauth://totp/github:mika?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U\n',
  '/work/secret.txt': 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  '/work/other-secret.txt': 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
}

/** Every verb that writes, with a person who agrees to everything, and the same without anybody. */
const verbs: Readonly<Record<string, Run>> = {
  use: { command: 'backup use google' },
  'use, in a pipe': { command: 'backup use google', scene: { piped: true } },
  'use --yes': { command: 'backup use google --yes', scene: { terminal: false } },
  confirm: { command: 'backup confirm google --used --number 2' },
  'confirm, refused': { command: 'backup confirm google --refused --number 2' },
  consume: { command: 'backup consume google -', scene: { stdin: '30003000' } },
  'consume, wrong': { command: 'backup consume google -', scene: { stdin: '00000000' } },
  unlock: { command: 'backup unlock google' },
  undo: { command: 'backup undo google' },
  add: { command: 'backup add google new.txt', scene: { files } },
  'add --yes': { command: 'backup add google other.txt --yes', scene: { files, terminal: false } },
  'rotate, issued': { command: 'backup rotate google new.txt', scene: { files } },
  'rotate, generated': { command: 'backup rotate wiki' },
  'rotate --yes': { command: 'backup rotate wiki --yes', scene: { terminal: false } },
  generate: { command: 'backup generate wiki --format hex --count 2' },
  remove: { command: 'backup remove google' },
  'remove a set': { command: 'backup remove wiki --set made-1' },
  import: { command: 'backup import copy.age', scene: { files } },
  'totp add': { command: 'totp add github:mika --secret-file secret.txt', scene: { files } },
  'totp add, another': { command: 'totp add github:mika --secret-file other-secret.txt', scene: { files } },
  'totp remove': { command: 'totp remove github:mika' },
  'totp code, counted': { command: 'totp code door' },
  'recover --save': { command: 'recover links.txt --save', scene: { files } },
  'store move': { command: 'store move file' },
  'store move, back': { command: 'store move keychain' },
}

const contentAfter = ({ stores }: Interleaved): string =>
  JSON.stringify({ keychain: content(stores.keychain.entries()), file: content(stores.file.entries()) })

/** A run that says that the other one came in between has written nothing. */
const stopped = ({ played }: Interleaved, index: 0 | 1): boolean =>
  /another run has changed what is stored/.test(played[index].err)

/** By design these write more than once: what became of earlier codes, that a code is shown, what became of it. */
const inSteps: readonly string[] = ['use', 'use, in a pipe', 'use --yes']

/** What is stored where the other verb is carried out as a whole between two steps of one that has several. */
async function endsBetweenSteps(
  runs: readonly [Run, Run],
  turns: readonly [number, number],
  verbs: readonly [string, string],
): Promise<readonly string[]> {
  const ends: string[] = []
  for (const run of [0, 1] as const) {
    if (!inSteps.includes(verbs[run])) continue
    for (let taken = 1; taken < turns[run] + 2; taken += 1) {
      const result = await interleave(runs, { keychain: held }, [
        { run, turns: taken },
        { run: run === 0 ? 1 : 0, turns: endless },
      ])
      expectNothingLost(result)
      ends.push(contentAfter(result))
    }
  }
  return ends
}

/** Whatever the order: no code is shown twice, what was shown is not unused unless a person said so, and none is gone. */
function expectNothingLost({ played, stores }: Interleaved): void {
  const shown = played.map(({ out }) => out.split('\n').find((line) => /^\d{8}$/.test(line)))
  if (shown[0] !== undefined) expect(shown[0]).not.toBe(shown[1])
  const entries = [...stores.keychain.entries(), ...stores.file.entries()]
  const codes = entries.flatMap(
    ({ value }) => parseBackupAccount(value)?.sets.flatMap((set) => set.codes) ?? [],
  )
  const removed = played.some(({ out }) => out.startsWith('removed: google'))
  const undone = played.some(({ out }) => out.startsWith('brought back'))
  for (const code of shown) {
    const states = codes.filter(({ value }) => value === code).map(({ state }) => state)
    if (code !== undefined && !undone) expect(states).not.toContain('unused')
  }
  if (removed) return
  for (const value of ['10001000', '20002000', '30003000', '40004000', '50005000'])
    expect(codes.filter((code) => code.value === value).length).toBe(1)
}

const endless = 1000

/** All schedules in which run 0, run 1, run 0 take so many turns, and then run 1 and 0 end; and the same the other way round. */
function schedules(turns: readonly [number, number]): readonly Schedule[] {
  const found: Schedule[] = []
  for (const [first, second] of [
    [0, 1],
    [1, 0],
  ] as const)
    for (let one = 1; one < turns[first]; one += 1)
      for (let two = 1; two <= turns[second]; two += 1)
        for (const three of two === turns[second] ? [endless] : [1, endless])
          found.push([
            { run: first, turns: one },
            { run: second, turns: two },
            { run: first, turns: three },
            { run: second, turns: endless },
          ])
  return found
}

/** Every n-th schedule, from a place that differs from pair to pair. */
function sample(list: readonly Schedule[], pair: number, wanted: number): readonly Schedule[] {
  const step = Math.max(1, Math.floor(list.length / wanted))
  return list.filter((_, index) => index % step === pair % step)
}

const names = Object.keys(verbs)
const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const))
let tried = 0

describe('two runs at once leave what one after the other would', () => {
  it.each(names)(
    '%s, beside every other verb',
    async (name) => {
      for (const [number, [one, other]] of pairs.entries()) {
        if (one !== name) continue
        const runs = [verbs[one], verbs[other]] as const
        const [first, second] = runs
        if (first === undefined || second === undefined) throw new Error('no such verb')
        const both: readonly [Run, Run] = [first, second]
        const keychain = held
        const inOrder = await interleave(both, { keychain }, [{ run: 0, turns: endless }])
        const reversed = await interleave(both, { keychain }, [{ run: 1, turns: endless }])
        const alone = await Promise.all(
          both.map(async (run) =>
            contentAfter(await interleave([run, { command: 'version' }], { keychain }, [])),
          ),
        )
        const allowed = [
          contentAfter(inOrder),
          contentAfter(reversed),
          ...(await endsBetweenSteps(both, [inOrder.turns[0], reversed.turns[1]], [one, other])),
        ]
        const list = schedules([
          Math.max(inOrder.turns[0], reversed.turns[0]),
          Math.max(inOrder.turns[1], reversed.turns[1]),
        ])
        for (const schedule of all ? list : sample(list, number, 3)) {
          const result = await interleave(both, { keychain }, schedule)
          tried += 1
          expectNothingLost(result)
          const ends = [
            ...allowed,
            ...(stopped(result, 0) ? [alone[1]] : []),
            ...(stopped(result, 1) ? [alone[0]] : []),
          ]
          const said = result.played.map(({ err, out }) => `${out}${err}`).join('\n---\n')
          expect(ends, `${one} and ${other}, ${JSON.stringify(schedule)}\n${said}`).toContain(
            contentAfter(result),
          )
        }
      }
    },
    600_000,
  )

  it('were tried in many ways', () => {
    process.stderr.write(`interleaved: ${pairs.length} pairs of verbs, ${tried} schedules\n`)
    expect(tried).toBeGreaterThan(all ? 5000 : 500)
  })
})
