import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sample } from '../../../src/core/clock/sample.ts'
import { filterSamples, pickOnePerOperator, selectMajority } from '../../../src/core/clock/select.ts'

const member = (theta: number, lambda = 0.01, operator = String(theta)) => ({
  theta,
  lambda,
  delta: lambda,
  operator,
})
const thetas = (members: readonly { theta: number }[]) => members.map(({ theta }) => theta)

describe('select', () => {
  it('takes one alone as it is', () => {
    expect(selectMajority([member(3, 0.02)])).toMatchObject({
      theta: 3,
      low: 2.98,
      high: 3.02,
      bound: expect.closeTo(0.02),
    })
  })

  it('finds nothing in nothing', () => {
    expect(selectMajority([])).toBeUndefined()
  })

  it.each<[string, number[], number[] | undefined]>([
    ['3 good, 1 liar', [0, 0.001, 0.002, 90], [0, 0.001, 0.002]],
    ['2 good, 1 liar', [0, 0.001, -90], [0, 0.001]],
    ['3 good, 2 liars that differ', [0, 0.001, 0.002, 90, -90], [0, 0.001, 0.002]],
    ['3 good, 2 liars that agree', [0, 0.001, 0.002, 90, 90.001], [0, 0.001, 0.002]],
    ['1 against 1', [0, 90], undefined],
    ['2 against 2', [0, 0.001, 90, 90.001], undefined],
    ['1 against 1 against 1', [0, 50, 90], undefined],
    ['2 that agree', [0, 0.001], [0, 0.001]],
  ])('%s', (_name, given, expected) => {
    const selection = selectMajority(given.map((theta) => member(theta)))
    expect(selection && thetas(selection.truechimers)).toEqual(expected)
  })

  it('does not call intervals that only touch an agreement', () => {
    expect(selectMajority([member(0, 0.5), member(1, 0.5)])).toBeUndefined()
  })

  it('lets honest servers agree whose paths differ, though the middles of wide intervals lie outside narrow ones', () => {
    // What four servers of one clock said over paths that held packets up at random.
    const said = [
      [0.000405, 0.005047],
      [-0.006453, 0.015044],
      [-0.006201, 0.014697],
      [0.000403, 0.003901],
    ] as const
    const selection = selectMajority(said.map(([theta, lambda]) => member(theta, lambda)))
    expect(selection?.truechimers.length).toBe(4)
    expect(selection?.low).toBeLessThan(0)
    expect(selection?.high).toBeGreaterThan(0)
    expect(selection?.bound).toBeLessThan(0.015)
  })

  it('does not let a liar that overlaps them move the truth out of the bound', () => {
    const honest = [-0.002, 0, 0.002].map((theta) => member(theta, 0.01))
    const selection = selectMajority([...honest, member(0.015, 0.008)])
    expect(selection?.low).toBeLessThan(0)
    expect(selection?.high).toBeGreaterThan(0)
  })

  it('weighs by root distance, and bounds by the common interval', () => {
    const selection = selectMajority([member(0, 0.01), member(0.008, 0.04)])
    expect(selection).toMatchObject({ low: -0.01, high: 0.01 })
    expect(selection?.theta).toBeCloseTo(0.0016, 9)
    expect(selection?.bound).toBeCloseTo(0.0116, 9)
  })

  it('meets the truth within its bound as long as the honest ones are a majority and near', () => {
    const honest = fc.record({
      lambda: fc.double({ min: 0.004, max: 1, noNaN: true }),
      at: fc.double({ min: -0.99, max: 0.99, noNaN: true }),
    })
    const liar = fc.record({
      lambda: fc.double({ min: 0.004, max: 1, noNaN: true }),
      theta: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(honest, { minLength: 1, maxLength: 6 }),
        fc.array(liar, { maxLength: 5 }),
        (good, bad) => {
          fc.pre(bad.length < good.length)
          const members = [
            ...good.map(({ lambda, at }) => member(lambda * at, lambda)),
            ...bad.map(({ theta, lambda }) => member(theta, lambda)),
          ]
          const selection = selectMajority(members)
          // An honest majority is never undecided: all of it covers the truth.
          if (selection === undefined) throw new Error('undecided')
          expect(2 * selection.truechimers.length).toBeGreaterThan(members.length)
          expect(selection.theta - selection.bound).toBeLessThanOrEqual(selection.low + 1e-9)
          expect(selection.theta + selection.bound).toBeGreaterThanOrEqual(selection.high - 1e-9)
          if (bad.length === 0) {
            expect(selection.low).toBeLessThanOrEqual(1e-9)
            expect(selection.high).toBeGreaterThanOrEqual(-1e-9)
          }
        },
      ),
    )
  })
})

describe('oneEach', () => {
  it('leaves one voice to each operator, the one with the smallest root distance', () => {
    const members = [member(0, 0.03, 'google'), member(1, 0.01, 'google'), member(2, 0.02, 'aws')]
    expect(thetas(pickOnePerOperator(members))).toEqual([1, 2])
  })

  it('so four servers of one liar do not outvote two others', () => {
    const liars = [1, 2, 3, 4].map((lambda) => member(90, lambda / 100, 'liar'))
    const selection = selectMajority(pickOnePerOperator([...liars, member(0), member(0.001)]))
    expect(selection && thetas(selection.truechimers)).toEqual([0, 0.001])
  })
})

describe('filterSamples', () => {
  const sample = (theta: number, delta: number): Sample => ({
    kind: 'sample',
    theta,
    delta,
    epsilon: 0.001,
    lambda: 0.01,
    server: { stratum: 2, leap: 0, refid: '' },
  })

  it('has nothing without samples', () => {
    expect(filterSamples([])).toBeUndefined()
  })

  it('leaves a single sample as it is', () => {
    expect(filterSamples([sample(1, 0.02)])).toEqual({ theta: 1, delta: 0.02, lambda: 0.01 })
  })

  it('takes the smallest delay and widens it by the jitter of the others', () => {
    const found = filterSamples([sample(1.3, 0.05), sample(1, 0.02), sample(1.4, 0.06)])
    expect(found).toMatchObject({ theta: 1, delta: 0.02 })
    expect(found?.lambda).toBeCloseTo(0.01 + Math.sqrt((0.3 ** 2 + 0.4 ** 2) / 2), 9)
  })
})
