/** A short run of every fuzzed reader, always with the same inputs. `npm run fuzz` runs longer ones. */
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { type FuzzReader, fuzz } from './harness.ts'
import { fuzzReaders } from './readers/index.ts'

describe('a reader', () => {
  it.each(fuzzReaders)(
    'holds: $id',
    (reader) => {
      expect(fuzz(reader, { runs: 3000, seed: 1 })).toEqual([])
    },
    60_000,
  )

  it('has a name of its own', () => {
    const ids = fuzzReaders.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the harness finds', () => {
  const reader = (run: FuzzReader['run']): FuzzReader => ({
    id: 'x',
    samples: ['SECRET'],
    pieces: ['a'],
    run,
  })

  it('an exception', () => {
    const failures = fuzz(
      reader(() => {
        throw new TypeError('broken')
      }),
      { runs: 1, seed: 5 },
    )
    expect(failures).toMatchObject([{ reader: 'x', seed: 5, run: 0, fault: 'exception' }])
  })

  it('a secret in a message, and none where there is none', () => {
    expect(
      fuzz(
        reader((input) => input.toLowerCase()),
        { runs: 50, seed: 5 },
      )[0],
    ).toMatchObject({ fault: 'secret' })
    expect(
      fuzz(
        reader(() => 'bad'),
        { runs: 50, seed: 5 },
      ),
    ).toEqual([])
  })

  it('a secret in a failure', () => {
    const failures = fuzz(
      reader((input) => {
        throw new RescueError({ code: 'no-file', file: input })
      }),
      { runs: 50, seed: 5 },
    )
    expect(failures[0]).toMatchObject({ fault: 'secret' })
  })

  it('the same again with the same seed', () => {
    const seen: string[][] = [[], []]
    for (const list of seen)
      fuzz(
        reader((input) => {
          list.push(input)
          return ''
        }),
        { runs: 20, seed: 9 },
      )
    expect(seen[0]).toEqual(seen[1])
    expect(new Set(seen[0]).size).toBeGreaterThan(15)
  })
})
