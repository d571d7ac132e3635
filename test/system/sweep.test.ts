/** Real threads running the compiled worker. */
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { everyParameter, everyTime, type SweepRequest } from '../../src/core/totp/sweep.ts'
import { openSweep } from '../../src/system/sweep.ts'
import { codeOf, hotpValue } from '../support/codes.ts'

/** What the build made of `src/sweep-worker.ts`. */
const entry = new URL('../../dist/sweep-worker.js', import.meta.url)

const key = new TextEncoder().encode('a key of more than one block, '.repeat(6))
const codesAt = (counter: number, digits = 6) =>
  [counter, counter + 1].map((at) => codeOf(hotpValue(key, 'SHA1', at), 'decimal', digits))
const sha1 = everyParameter.slice(0, 1)

const request = (more: Partial<SweepRequest>): SweepRequest => ({
  key,
  codes: ['000000', '000000'],
  form: 'decimal',
  ...everyTime,
  parameters: everyParameter,
  ...more,
})

describe('threads', () => {
  it('find two codes of another decade', async () => {
    const counter = Date.parse('1997-08-29T02:14:00Z') / 30_000
    const shares: number[] = []
    const hits = await openSweep(entry).run(
      request({ codes: codesAt(counter, 8), from: 850_000_000, to: 900_000_000, parameters: sha1 }),
      { progress: (share) => shares.push(share) },
    )
    expect(hits).toEqual([{ algorithm: 'SHA1', period: 30, counter }])
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })

  it('stop in the middle of decades', async () => {
    const controller = new AbortController()
    const progress = () => controller.abort()
    // All of it would take longer than a test may.
    const sweep = openSweep(entry).run(request({ to: 1e12 }), { progress, signal: controller.signal })
    await expect(sweep).rejects.toEqual(new RescueError({ code: 'cancelled' }))
  })

  it('say when they cannot start', async () => {
    const missing = new URL('missing.js', entry)
    await expect(openSweep(missing).run(request({ to: 1000 }))).rejects.toThrow('missing.js')
  })
})
