/** Sets of backup codes: no code is lost, none is handed out twice, whatever happens to copies of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addSet,
  lastChanged,
  offerNext,
  offerNextOfEachSet,
  removeSets,
  restore,
  settle,
  spend,
  undo,
  voidSets,
  withoutRemoved,
  writeOutcome,
} from '../../../src/core/backup/changes.ts'
import { merge } from '../../../src/core/backup/merge-accounts.ts'
import { parseBackupAccount } from '../../../src/core/backup/parse-record.ts'
import {
  type BackupAccount,
  type BackupSet,
  type Code,
  type CodeState,
  countAccount,
  findUnknown,
  isGone,
  listCodes,
  listLiveSets,
  listOffered,
  nameCode,
  newestSet,
  normaliseCode,
} from '../../../src/core/backup/set.ts'

const now = '2026-01-01T00:00:00.000Z'
const later = '2026-01-02T00:00:00.000Z'

const set = (id: string, values: readonly string[], made = now): BackupSet => ({
  id,
  origin: 'issued',
  made,
  codes: values.map((value) => ({ value, state: 'unused' })),
})
const record = (...sets: readonly BackupSet[]): BackupAccount => ({ service: 'google', sets })
const states = (of: BackupAccount): Readonly<Record<string, CodeState>> =>
  Object.fromEntries(of.sets.flatMap(({ codes }) => codes.map(({ value, state }) => [value, state])))

describe('a code', () => {
  const two = record(set('s', ['a', 'b']))

  it('is taken in order, and counted as no longer left', () => {
    const offer = offerNext(two, now)
    expect(offer).toMatchObject({
      kind: 'offered',
      placed: { set: 's', number: 1 },
      count: { left: 1, offered: 1, total: 2 },
    })
    if (offer.kind === 'offered') expect(states(offer.record)).toEqual({ a: 'offered', b: 'unused' })
  })

  it('is not there when all are gone', () => {
    const [first, second] = [offerNext(two, now), offerNext(two, now)]
    expect([first.kind, second.kind]).toEqual(['offered', 'offered'])
    expect(offerNext(record(), now)).toMatchObject({ kind: 'none', count: { total: 0 } })
  })

  it('comes from the newest set first', () => {
    const offer = offerNext(record(set('old', ['a']), set('new', ['b'], later)), now)
    expect(offer).toMatchObject({ kind: 'offered', placed: { code: { value: 'b' } } })
  })

  it('is settled once', () => {
    const name = { set: 's', value: 'a' }
    expect(settle(two, name, 'used', now)).toEqual({ record: two, settled: false })
    const offer = offerNext(two, now)
    if (offer.kind !== 'offered') throw new Error('no code')
    const { record: used, settled } = settle(offer.record, name, 'used', later)
    expect([settled, states(used)]).toEqual([true, { a: 'used', b: 'unused' }])
    expect(settle(used, name, 'refused', later).settled).toBe(false)
    expect(settle(used, { set: 'x', value: 'b' }, 'used', later).settled).toBe(false)
    expect(settle(used, { set: 's', value: 'none' }, 'used', later).settled).toBe(false)
  })

  it('that was voided while it was shown is settled underneath', () => {
    const offer = offerNext(two, now)
    if (offer.kind !== 'offered') throw new Error('no code')
    const voided = voidSets(offer.record, ['s'], later)
    const { record: after, settled } = settle(voided, { set: 's', value: 'a' }, 'used', later)
    expect([settled, states(after)]).toEqual([true, { a: 'void', b: 'void' }])
    expect(states(restore(after, 's'))).toEqual({ a: 'used', b: 'unused' })
  })

  it('that waits longest is asked about first, whatever the clock said', () => {
    let here = record(set('s', ['a', 'b', 'c']))
    for (const when of [later, now]) {
      const offer = offerNext(here, when)
      if (offer.kind === 'offered') here = offer.record
    }
    expect(listOffered(here).map(({ code }) => code.value)).toEqual(['a', 'b'])
  })

  it('is named by its value: an import that moves the numbers settles no other code', () => {
    const shown = spend(record(set('s', ['a', 'b', 'c', 'd'], later)), { set: 's', value: 'a' }, now)
    const first = offerNext(shown, now)
    if (first.kind !== 'offered') throw new Error('no code')
    expect(first.placed.code.value).toBe('b')
    // An older list with another id, which holds b as well.
    const merged = merge(first.record, record(set('copy', ['b'])))
    const second = offerNext(merged, later)
    if (second.kind !== 'offered') throw new Error('no code')
    expect(second.placed.code.value).toBe('c')
    const after = writeOutcome(second.record, nameCode(first.placed), 'never', later)
    expect(after.kind).toBe('done')
    expect(states(after.kind === 'done' ? after.record : second.record)).toEqual({
      a: 'used',
      b: 'unused',
      c: 'offered',
      d: 'unused',
    })
    // The other way round the code has moved to the older list, and is found there.
    const moved = merge(record(set('copy', ['b'])), first.record)
    expect(states(settle(moved, nameCode(first.placed), 'used', later).record)).toMatchObject({ b: 'used' })
  })

  it.each([
    ['unused', 'used', 'done', 'used'],
    ['offered', 'refused', 'done', 'refused'],
    ['offered', 'never', 'done', 'unused'],
    ['unused', 'never', 'known', 'unused'],
    ['used', 'used', 'known', 'used'],
    ['used', 'never', 'settled', 'used'],
    ['used', 'refused', 'settled', 'used'],
    ['refused', 'used', 'settled', 'refused'],
  ] as const)('that is %s, of which a person says %s: %s', (before, said, kind, after) => {
    // It was removed and added again since: another set, the same code.
    const again = record({ ...set('again', []), codes: [{ value: 'a', state: before }] })
    const written = writeOutcome(again, { set: 's', value: 'a' }, said, later)
    expect(written.kind).toBe(kind)
    expect(states(written.kind === 'done' ? written.record : again)).toEqual({ a: after })
  })

  it('that is void keeps what a person says of it, and one that is gone is named', () => {
    const name = { set: 's', value: 'a' }
    const written = writeOutcome(voidSets(two, ['s'], now), name, 'used', later)
    if (written.kind !== 'done') throw new Error(written.kind)
    expect(states(written.record)).toEqual({ a: 'void', b: 'void' })
    expect(states(restore(written.record, 's'))).toEqual({ a: 'used', b: 'unused' })
    expect(writeOutcome(two, { set: 's', value: 'x' }, 'used', later)).toEqual({ kind: 'gone' })
  })

  it('keeps its number when another copy is merged', () => {
    const ours = record(set('s', ['a', 'b', 'c']))
    const numbers = (of: BackupAccount) => of.sets[0]?.codes.map(({ value }) => value)
    expect(numbers(merge(ours, record(set('s', ['c', 'x']))))).toEqual(['a', 'b', 'c', 'x'])
    expect(numbers(merge(ours, record(set('older', ['a'], '2020-01-01T00:00:00.000Z'))))).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it.each([
    ['1234 5678', '12345678'],
    ['ABCDE-12345', 'abcde12345'],
    ['\uff11\uff12\uff13\uff14\u3000\uff15\uff16', '123456'],
    ['ab‐cd–ef', 'abcdef'],
  ])('%s is compared as %s', (typed, plain) => {
    expect(normaliseCode(typed)).toBe(plain)
  })
})

describe('what can be brought back', () => {
  it('is the code that was changed last', () => {
    const first = offerNext(record(set('s', ['a', 'b'])), now)
    if (first.kind !== 'offered') throw new Error('no code')
    const used = settle(first.record, nameCode(first.placed), 'used', later).record
    const last = lastChanged(used)
    if (last === undefined) throw new Error('nothing changed')
    expect(states(undo(used, last, later))).toEqual({ a: 'unused', b: 'unused' })
  })

  it('is a set that became void', () => {
    const spent = spend(record(set('s', ['a', 'b'])), { set: 's', value: 'a' }, now)
    const voided = voidSets(spent, ['s'], later)
    const last = lastChanged(voided)
    expect(last).toMatchObject({ kind: 'set', set: { id: 's' } })
    if (last !== undefined) expect(undo(voided, last, later)).toEqual(spent)
  })

  it('is the last change, not the one with the latest date', () => {
    const early = spend(record(set('s', ['a', 'b'])), { set: 's', value: 'a' }, '2030-01-01T00:00:00.000Z')
    const both = spend(early, { set: 's', value: 'b' }, now)
    expect(lastChanged(both)).toMatchObject({ kind: 'code', placed: { code: { value: 'b' } } })
  })

  it('is told by dates in what an earlier version stored', () => {
    const used = (value: string, changed: string): Code => ({ value, state: 'used', changed })
    const here = record({ ...set('s', []), codes: [used('a', later), used('b', now)] })
    expect(lastChanged(here)).toMatchObject({ placed: { code: { value: 'a' } } })
    expect(lastChanged(spend(here, { set: 's', value: 'b' }, now))).toMatchObject({
      placed: { code: { value: 'b' } },
    })
  })

  it('is nothing where nothing happened', () => {
    expect(lastChanged(record(set('s', ['a'])))).toBeUndefined()
  })
})

describe('a new set', () => {
  it('voids the older ones that are named, in the same write', () => {
    const before = record(set('a', ['1']), set('b', ['2']))
    const after = addSet(before, set('c', ['3'], later), ['a'], later)
    expect(states(after)).toEqual({ 1: 'void', 2: 'unused', 3: 'unused' })
    expect(listLiveSets(after)).toEqual(['b', 'c'])
    expect(countAccount(after)).toMatchObject({ left: 2, void: 1, total: 2 })
  })

  it('is compared with what is there', () => {
    expect(findUnknown(record(set('a', ['ab-12', 'cd-34'])), ['AB 12', 'ef-56'])).toEqual(['ef-56'])
  })

  it('is the newest one, even when the clock was set back since the one before', () => {
    const early = addSet(record(), set('a', ['1'], '2030-01-01T00:00:00.000Z'), [], now)
    const both = addSet(early, set('b', ['2']), [], now)
    expect(newestSet(both)?.id).toBe('b')
    expect(offerNext(both, now)).toMatchObject({ placed: { code: { value: '2' } } })
  })

  it('lets the oldest void sets go that were generated, and an older copy does not bring them back', () => {
    const generated = (id: string): BackupSet => ({ ...set(id, [id]), origin: 'generated' })
    let here = record()
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
      here = addSet(here, generated(id), listLiveSets(here), now)
    expect(here.sets.map(({ id }) => id)).toEqual(['c', 'd', 'e', 'f', 'g', 'h'])
    expect(here.pruned).toEqual(['a', 'b'])
    const merged = merge(here, record(generated('a'), generated('c')))
    expect(merged.sets.map(({ id }) => id)).toEqual(['c', 'd', 'e', 'f', 'g', 'h'])
    expect(listLiveSets(merged)).toEqual(['h'])
    expect(parseBackupAccount(JSON.parse(JSON.stringify(merged)))).toEqual(merged)
  })
})

describe('a set that was removed', () => {
  const spent = spend(record(set('a', ['1', '2']), set('b', ['3'], later)), { set: 'a', value: '1' }, now)

  it('is out of sight, and comes back as it stood', () => {
    const removed = removeSets(spent, ['a'])
    expect(removed).toMatchObject({ sets: [{ id: 'b' }], removed: [{ id: 'a', removed: 2 }] })
    expect(states(removed)).toEqual({ 3: 'unused' })
    const last = lastChanged(removed)
    expect(last).toMatchObject({ kind: 'removal', sets: [{ id: 'a' }] })
    if (last === undefined) throw new Error('nothing removed')
    const back = undo(removed, last, later)
    expect(states(back)).toEqual({ 1: 'used', 2: 'unused', 3: 'unused' })
    expect([...back.sets].sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual(spent.sets)
    expect(back).not.toHaveProperty('removed')
  })

  it('comes back together with those that were removed with it, the last removal first', () => {
    const three = record(set('a', ['1']), set('b', ['2']), set('c', ['3']))
    const removed = removeSets(removeSets(three, ['a']), ['b', 'c'])
    const last = lastChanged(removed)
    if (last === undefined) throw new Error('nothing removed')
    const back = undo(removed, last, later)
    expect(back.sets.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(lastChanged(back)).toMatchObject({ kind: 'removal', sets: [{ id: 'a' }] })
  })

  it('leaves an account that counts as gone where it was the only one', () => {
    expect(isGone(removeSets(spent, ['a', 'b']))).toBe(true)
    expect(isGone(removeSets(spent, ['a']))).toBe(false)
    expect(isGone(record())).toBe(false)
  })

  it('is dropped for good', () => {
    expect(withoutRemoved(removeSets(spent, ['a']))).toEqual({
      service: 'google',
      sets: [set('b', ['3'], later)],
    })
  })

  it('is no more there once another copy was merged, but what is known of its codes counts', () => {
    const removed = removeSets(spent, ['a', 'b'])
    const merged = merge(removed, record(set('copy', ['1', '9'])))
    expect(states(merged)).toEqual({ 1: 'used', 9: 'unused' })
    expect(merged).not.toHaveProperty('removed')
    // What the other copy has removed is not brought by it.
    expect(states(merge(record(set('c', ['7'])), removed))).toEqual({ 7: 'unused' })
  })

  it('is read back as it was written', () => {
    const removed = removeSets(spent, ['a'])
    expect(parseBackupAccount(JSON.parse(JSON.stringify(removed)))).toEqual(removed)
  })

  it.each([
    {},
    [{}],
    [set('a', ['1'])],
    [{ ...set('a', ['1']), removed: -1 }],
    [{ ...set('a', ['']), removed: 1 }],
  ])('is refused as %j', (removed) => {
    expect(parseBackupAccount({ service: 'x', sets: [], removed })).toBeUndefined()
  })
})

describe('an older copy in the place of a lost one', () => {
  it('may have handed out one code more of each set', () => {
    const before = spend(record(set('a', ['1', '2', '3']), set('b', ['4'])), { set: 'a', value: '1' }, now)
    expect(states(offerNextOfEachSet(before, later))).toEqual({
      1: 'used',
      2: 'offered',
      3: 'unused',
      4: 'offered',
    })
  })
})

// --- Copies ---

const dates = fc.constantFrom(now, later, '2026-01-03T00:00:00.000Z')
const standing = fc.record(
  { state: fc.constantFrom<CodeState>('unused', 'offered', 'used', 'refused'), changed: dates },
  { requiredKeys: ['state'] },
)
const code = (value: string): fc.Arbitrary<Code> =>
  fc.oneof(
    standing.map((found) => ({ value, ...found })),
    fc.tuple(standing, dates).map(([was, changed]) => ({ value, state: 'void' as const, changed, was })),
  )
/** A copy of three sets, of which two share a code, as happens where one list was stored in two places. */
const copy: fc.Arbitrary<BackupAccount> = fc
  .tuple(
    fc.subarray([
      { id: 'a', made: now, values: ['1', '2'] },
      { id: 'b', made: later, values: ['2', '3', '4'] },
      { id: 'c', made: later, values: ['5'] },
    ]),
    fc.array(code('x'), { minLength: 6, maxLength: 6 }),
  )
  .map(([sets, codes]) =>
    record(
      ...sets.map(({ id, made, values }) => ({
        id,
        made,
        origin: 'issued' as const,
        codes: values.map((value, index) => ({ ...(codes[index] ?? { state: 'unused' as const }), value })),
      })),
    ),
  )
/** What is known of each code, whichever set it stands in. */
const known = (of: BackupAccount): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    listCodes(of)
      .map(({ code }) => [code.value, code] as const)
      .sort(),
  )
const stage = { unused: 0, offered: 1, used: 2, refused: 2, void: 3 }
const beneath = ({ state, was }: Code): number => stage[was?.state ?? state]

describe('two copies', () => {
  it('come to the same, whichever is named first, and however often', () => {
    fc.assert(
      fc.property(copy, copy, copy, (a, b, c) => {
        expect(known(merge(a, b))).toEqual(known(merge(b, a)))
        expect(known(merge(merge(a, b), c))).toEqual(known(merge(a, merge(b, c))))
        const both = merge(a, b)
        expect(merge(both, b)).toEqual(both)
        expect(merge(both, both)).toEqual(both)
      }),
    )
  })

  it('lose no code, hold each once, and take none a step back', () => {
    fc.assert(
      fc.property(copy, copy, (a, b) => {
        const both = merge(a, b)
        const values = both.sets.flatMap(({ codes }) => codes.map(({ value }) => value))
        const before = [...a.sets, ...b.sets].flatMap(({ codes }) => codes)
        expect(new Set(values).size).toBe(values.length)
        expect(new Set(values)).toEqual(new Set(before.map(({ value }) => value)))
        for (const { value, state, was } of before) {
          const after = both.sets.flatMap(({ codes }) => codes).find((found) => found.value === value)
          if (after === undefined) throw new Error('lost')
          expect(stage[after.state]).toBeGreaterThanOrEqual(stage[state])
          expect(beneath(after)).toBeGreaterThanOrEqual(beneath({ value, state, ...(was && { was }) }))
        }
      }),
    )
  })

  it('keep the stricter count of failures', () => {
    const throttle = (failures: number, last: string) => ({ ...record(), throttle: { failures, last } })
    expect(merge(throttle(3, later), throttle(7, now)).throttle).toEqual({ failures: 7, last: later })
    expect(merge(record(), throttle(1, now)).throttle).toEqual({ failures: 1, last: now })
  })

  it('of hashed sets are told apart by their salt', () => {
    const hashing = (salt: string) => ({ salt, N: 2, r: 1, p: 1 })
    const a = record({ ...set('a', ['same']), hashing: hashing('one') })
    const b = record({ ...set('b', ['same']), hashing: hashing('two') })
    expect(merge(a, b).sets).toHaveLength(2)
  })

  it('do not take codes away from each other under one id', () => {
    const hashing = { salt: 'one', N: 2 ** 15, r: 8, p: 1 }
    const crafted = record({ ...set('a', []), hashing })
    expect(states(merge(record(set('a', ['1', '2'])), crafted))).toEqual({ 1: 'unused', 2: 'unused' })
    const other = record({ ...set('a', ['hash']), hashing })
    const both = merge(record(set('a', ['1', '2'])), other)
    expect(both.sets.map(({ id, codes }) => `${id} ${codes.length}`)).toEqual(['a 2', 'a-2 1'])
    // The cost is part of what a hash means, as the salt is.
    const cheaper = record({ ...set('a', ['hash']), hashing: { ...hashing, N: 2 ** 14 } })
    expect(merge(other, cheaper).sets).toHaveLength(2)
  })
})

describe('whatever happens', () => {
  /** Things that happen by themselves or to copies; bringing back is a person’s own act and left out. */
  const happening = fc.oneof(
    { weight: 5, arbitrary: fc.constant('offer' as const) },
    { weight: 3, arbitrary: fc.constantFrom('used' as const, 'refused' as const) },
    fc.constantFrom(
      'keep' as const,
      'merge' as const,
      'void' as const,
      'restore' as const,
      'recover' as const,
    ),
  )

  it('no code is handed out twice, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        let here = record(set('a', ['1', '2', '3']), set('b', ['4', '5'], later))
        let kept = here
        const handedOut: string[] = []
        for (const [index, what] of happenings.entries()) {
          const when = new Date(Date.parse(now) + index * 1000).toISOString()
          if (what === 'offer') {
            const offer = offerNext(here, when)
            if (offer.kind === 'offered') {
              handedOut.push(offer.placed.code.value)
              here = offer.record
            }
          } else if (what === 'used' || what === 'refused') {
            const [waiting] = listOffered(here)
            if (waiting !== undefined) here = settle(here, nameCode(waiting), what, when).record
          } else if (what === 'keep') kept = here
          else if (what === 'merge') here = merge(here, kept)
          else if (what === 'void') here = voidSets(here, ['a'], when)
          else if (what === 'restore') here = restore(here, 'a')
          else here = merge(offerNextOfEachSet(kept, when), here)
          expect(Object.keys(states(here)).sort()).toEqual(['1', '2', '3', '4', '5'])
        }
        expect(new Set(handedOut).size).toBe(handedOut.length)
      }),
    )
  })
})

const goodHashing = { salt: 'AAECAwQFBgcICQoLDA0ODw==', N: 2 ** 15, r: 8, p: 1 }

describe('a record as data', () => {
  it('may be hashed', () => {
    const hash = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='
    const one = record({ ...set('a', [hash]), hashing: goodHashing })
    expect(parseBackupAccount(one)).toBe(one)
  })

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(copy, (one) => {
        expect(parseBackupAccount(JSON.parse(JSON.stringify(one)))).toEqual(one)
      }),
    )
  })

  it.each([
    null,
    [],
    {},
    { service: 'x' },
    { service: 'x', sets: [{}] },
    { service: 'x', sets: [{ id: 'a', origin: 'found', made: now, codes: [] }] },
    { service: 'x', sets: [{ id: 'a', origin: 'issued', made: 'today', codes: [] }] },
    {
      service: 'x',
      sets: [{ id: 'a', origin: 'issued', made: now, codes: [{ value: 1, state: 'unused' }] }],
    },
    {
      service: 'x',
      sets: [{ id: 'a', origin: 'issued', made: now, codes: [{ value: 'a', state: 'toString' }] }],
    },
    { service: 'x', account: 3, sets: [] },
    { service: 'x', sets: [], throttle: { failures: 'many', last: now } },
    { service: 'x', sets: [], throttle: { failures: -1, last: now } },
    { service: 'x', sets: [], throttle: { failures: 1.5, last: now } },
    { service: 'x'.repeat(2000), sets: [] },
    { service: 'x', sets: [], pruned: [1] },
    ...[
      { id: 'a\u001b[2J' },
      { id: '' },
      { made: '1' },
      { made: '2026-13-01T00:00:00Z' },
      { order: -1 },
      { order: 2 ** 53 },
      { codes: [{ value: '', state: 'unused' }] },
      { codes: [{ value: 'x'.repeat(600), state: 'unused' }] },
      { codes: [{ value: 'x', state: 'used', order: 0.5 }] },
      { codes: [{ value: 'x', state: 'void', was: { state: 'void' } }] },
    ].map((flaw) => ({ service: 'x', sets: [{ ...set('a', ['1']), ...flaw }] })),
    ...[
      { N: 3 },
      { N: 2 },
      { N: 2 ** 30 },
      { N: -1 },
      { N: 2 ** 15 + 1 },
      { r: 0 },
      { r: 1000 },
      { p: 0 },
      { p: 10_000 },
      { salt: '%%%' },
      { salt: '' },
      { salt: 'AAAA' },
      { N: 2 ** 20, r: 16 },
    ].map((flaw) => ({
      service: 'x',
      sets: [{ ...set('a', []), hashing: { ...goodHashing, ...flaw } }],
    })),
    { service: 'x', sets: [{ ...set('a', ['no hash']), hashing: goodHashing }] },
  ])('is refused as %j', (value) => {
    expect(parseBackupAccount(value)).toBeUndefined()
  })
})
