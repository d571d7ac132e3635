/** Presented codes: who is let in, how often, and what slows down whoever guesses. */
import { describe, expect, it } from 'vitest'
import { voidSets } from '../../../src/core/backup/changes.ts'
import {
  type Cryptography,
  clearThrottle,
  consume,
  hashCodes,
  secondsToWait,
} from '../../../src/core/backup/consume.ts'
import type { BackupAccount, BackupSet } from '../../../src/core/backup/set.ts'
import { openCryptography } from '../../../src/system/cryptography.ts'

const crypto = openCryptography()
const now = new Date('2026-01-01T00:00:00Z')
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

const set = (id: string, values: readonly string[], more: Partial<BackupSet> = {}): BackupSet => ({
  id,
  origin: 'generated',
  made: now.toISOString(),
  codes: values.map((value) => ({ value, state: 'unused' })),
  ...more,
})
const record = (...sets: readonly BackupSet[]): BackupAccount => ({ service: 'wiki', sets })

async function present(here: BackupAccount, code: string, when = now, using: Cryptography = crypto) {
  const verdict = await consume(here, code, using, when)
  return { kind: verdict.kind, left: verdict.count.left, record: 'record' in verdict ? verdict.record : here }
}

describe('a presented code', () => {
  it.each(['1234-ABCD', '1234abcd', ' 1234 abcd ', '１２３４－ａｂｃｄ'])(
    '%j is right, and spent',
    async (typed) => {
      const first = await present(record(set('a', ['1234-abcd', 'zzzz-zzzz'])), typed)
      expect(first).toMatchObject({ kind: 'accepted', left: 1 })
      expect(await present(first.record, typed)).toMatchObject({ kind: 'refused', left: 1 })
    },
  )

  it('may have been handed out before', async () => {
    const offered = set('a', [], { codes: [{ value: '1234', state: 'offered', changed: now.toISOString() }] })
    expect(await present(record(offered), '1234')).toMatchObject({ kind: 'accepted' })
  })

  it('of a set that is void is refused', async () => {
    expect(
      await present(voidSets(record(set('a', ['1234'])), ['a'], now.toISOString()), '1234'),
    ).toMatchObject({
      kind: 'refused',
    })
  })

  it('that is empty, or longer than any, is refused', async () => {
    const here = record(set('a', ['1234']))
    for (const typed of ['', ' ', '-', '1234'.repeat(500)])
      expect(await present(here, typed)).toMatchObject({ kind: 'refused' })
  })

  it('is compared with every code of every set, right or wrong', async () => {
    let compared = 0
    const counting: Cryptography = {
      ...crypto,
      equal: (a, b) => {
        compared += 1
        return crypto.equal(a, b)
      },
    }
    const all = record(set('a', ['1', '2', '3']), set('b', ['4', '5']), set('void', ['6']))
    const here = voidSets(all, ['void'], now.toISOString())
    for (const typed of ['1', '5', 'nothing']) {
      compared = 0
      await present(here, typed, now, counting)
      expect(compared).toBe(5)
    }
  })
})

describe('a hashed set', () => {
  it('that is void costs no hashing', async () => {
    let hashes = 0
    const counting: Cryptography = {
      ...crypto,
      scrypt: async (...args) => {
        hashes += 1
        return crypto.scrypt(...args)
      },
    }
    const one = async (id: string) =>
      set(id, [], { format: 'hex', ...(await hashCodes([`${id}-code`], 'hex', crypto)) })
    const sets = [await one('a'), await one('b'), await one('c')]
    const here = voidSets(record(...sets), ['a', 'b'], now.toISOString())
    expect(await present(here, 'c-code', now, counting)).toMatchObject({ kind: 'accepted' })
    expect(hashes).toBe(1)
  })

  it('holds no code, and knows each once', async () => {
    const codes = ['0123-ABCD', '4567-EFGH']
    const kept = await hashCodes(codes, 'crockford', crypto)
    expect(JSON.stringify(kept)).not.toMatch(/0123|ABCD|abcd/)
    const here = record(set('a', [], { format: 'crockford', ...kept }))
    // Crockford: O is read as 0, I and L as 1.
    const first = await present(here, 'ol23abcd')
    expect(first).toMatchObject({ kind: 'accepted', left: 1 })
    expect(await present(first.record, '0123-ABCD')).toMatchObject({ kind: 'refused' })
    expect(await present(first.record, '4567EFGH')).toMatchObject({ kind: 'accepted', left: 0 })
  })

  it('has a salt of its own', async () => {
    const [a, b] = [await hashCodes(['1234'], 'digits', crypto), await hashCodes(['1234'], 'digits', crypto)]
    expect(a.hashing.salt).not.toBe(b.hashing.salt)
    expect(a.codes[0]?.value).not.toBe(b.codes[0]?.value)
  })

  it('is hashed as RFC 7914 says', async () => {
    // Section 12: scrypt("password", "NaCl", N = 1024, r = 8, p = 16), the first 32 bytes.
    const hash = await crypto.scrypt('password', new TextEncoder().encode('NaCl'), { N: 1024, r: 8, p: 16 })
    expect(Buffer.from(hash).toString('hex')).toBe(
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
    )
  })
})

describe('wrong codes', () => {
  it('cost nothing at first, then more and more', async () => {
    const waits = [0, 1, 4, 5, 6, 10, 14, 15, 30, 99].map((failures) =>
      secondsToWait({ failures, last: now.toISOString() }, now),
    )
    expect(waits).toEqual([0, 0, 0, 1, 2, 32, 512, 900, 900, 900])
    expect(secondsToWait({ failures: 10, last: now.toISOString() }, at(30))).toBe(2)
    expect(secondsToWait({ failures: 10, last: now.toISOString() }, at(32))).toBe(0)
    // A clock that was set back does not lengthen the wait.
    expect(secondsToWait({ failures: 10, last: now.toISOString() }, at(-1e6))).toBe(32)
  })

  it('are not even looked at while one has to wait, and a right one ends the count', async () => {
    let here = record(set('a', ['right']))
    for (let tries = 0; tries < 5; tries += 1) here = (await present(here, 'wrong')).record
    const early = await consume(here, 'right', crypto, now)
    expect(early).toMatchObject({ kind: 'wait', seconds: 1, count: { left: 1 } })
    const done = await present(here, 'right', at(1))
    expect(done.kind).toBe('accepted')
    expect(done.record.throttle).toBeUndefined()
  })

  it('under a clock that was years ahead do not shut everything until then', async () => {
    const throttle = { failures: 5, last: '2036-01-01T00:00:00.000Z' }
    const first = await present({ ...record(set('a', ['right'])), throttle }, 'right')
    expect(first.kind).toBe('wait')
    expect(first.record.throttle).toEqual({ failures: 5, last: now.toISOString() })
    expect(await present(first.record, 'right', at(1))).toMatchObject({ kind: 'accepted' })
  })

  it('lock after a hundred, until somebody unlocks', async () => {
    let here = record(set('a', ['right']))
    let when = now
    for (let tries = 0; tries < 100; tries += 1) {
      when = new Date(when.getTime() + 1_000_000)
      const { kind, record: after } = await present(here, 'wrong', when)
      expect(kind).toBe('refused')
      here = after
    }
    expect((await present(here, 'right', new Date(when.getTime() + 1e9))).kind).toBe('locked')
    expect((await present(clearThrottle(here), 'right', when)).kind).toBe('accepted')
  })
})
