/** Codes and windows, compared with oathtool (OATH Toolkit) for random secrets, parameters, times and counters. */
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../src/core/secret.ts'
import { formatBase32 } from '../../../src/core/totp/base32.ts'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { algorithms, type OtpParameters, stepAt } from '../../../src/core/totp/parameters.ts'
import { verifyCode } from '../../../src/core/totp/verify.ts'
import { needs } from '../../support/needs.ts'

/** Another one in each run; a failure names it. */
const seed = Date.now() % 2 ** 31

/** Runs many commands in one shell, and gives the lines that each of them printed, with its status as the last. */
function runAll(commands: readonly string[]): readonly (readonly string[])[] {
  const script = commands.map((command) => `${command} 2>&1; echo "status $?"\n`).join('')
  const { stdout, error } = spawnSync('bash', ['-s'], { input: script, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (error !== undefined) throw error
  const answers = stdout.split(/(?<=^status \d+\n)/m).map((lines) => lines.trimEnd().split('\n'))
  expect(answers).toHaveLength(commands.length)
  return answers
}

const oathtool = (
  { algorithm, digits, period }: OtpParameters,
  at: number,
  more: string,
  key: Uint8Array,
): string =>
  `oathtool --totp=${algorithm.toLowerCase()} -b -d ${digits} -s ${period}s -N @${at} ${more} ${formatBase32(key)}`

const keys = fc.uint8Array({ minLength: 1, maxLength: 150 })
const parameters: fc.Arbitrary<OtpParameters> = fc.record({
  type: fc.constant('totp' as const),
  algorithm: fc.constantFrom(...algorithms),
  digits: fc.constantFrom(6, 7, 8),
  period: fc.oneof(fc.constantFrom(30, 60), fc.integer({ min: 1, max: 3600 })),
})
const times = fc.oneof(
  fc.integer({ min: 1_500_000_000, max: 2_500_000_000 }),
  fc.integer({ min: 1, max: 4_200_000_000 }),
)

describe.runIf(needs('oathtool'))(`beside oathtool (seed ${seed})`, () => {
  it('makes the same codes by time', () => {
    const cases = fc.sample(fc.tuple(keys, parameters, times), { numRuns: 2000, seed })
    const answers = runAll(cases.map(([key, how, at]) => oathtool(how, at, '-w 4', key)))
    for (const [index, [key, how, at]] of cases.entries()) {
      const ours = Array.from({ length: 5 }, (_, step) => codeAt(key, how, at + step * how.period).code)
      expect([...ours, 'status 0'], `case ${index} of seed ${seed}`).toEqual(answers[index])
    }
  }, 120_000)

  it('makes the same codes by counter', () => {
    const counters = fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: 2 ** 40 }))
    const cases = fc.sample(fc.tuple(keys, fc.constantFrom(6, 7, 8), counters), { numRuns: 500, seed })
    const answers = runAll(
      cases.map(
        ([key, digits, counter]) => `oathtool --hotp -b -d ${digits} -c ${counter} -w 4 ${formatBase32(key)}`,
      ),
    )
    for (const [index, [key, digits, counter]] of cases.entries()) {
      const how = { type: 'hotp', algorithm: 'SHA1', digits } as const
      const ours = Array.from({ length: 5 }, (_, more) => codeAtCounter(key, how, counter + more))
      expect([...ours, 'status 0'], `case ${index} of seed ${seed}`).toEqual(answers[index])
    }
  }, 120_000)

  it('takes a code within the same window, and no other', async () => {
    const windows = fc.oneof(fc.nat(3), fc.nat(40))
    const off = fc.integer({ min: -44, max: 44 })
    const cases = fc.sample(fc.tuple(keys, parameters, times, windows, off), { numRuns: 1500, seed })
    const asked = cases.map(([key, how, at, window, steps]) => {
      const made = Math.max(0, at + steps * how.period)
      return { key, how, at, window, code: codeAt(key, how, made).code }
    })
    const answers = runAll(
      asked.map(({ key, how, at, window, code }) => `${oathtool(how, at, `-w ${window}`, key)} ${code}`),
    )
    const kinds = { match: 0, other: 0 }
    for (const [index, { key, how, at, window, code }] of asked.entries()) {
      const verdict = await verifyCode({
        secret: new Secret(key),
        parameters: how,
        codes: [code],
        at,
        window,
      })
      const fits = verdict.kind === 'match'
      kinds[fits ? 'match' : 'other'] += 1
      expect(fits ? 'status 0' : 'status 2', `case ${index} of seed ${seed}`).toBe(answers[index]?.at(-1))
      if (verdict.kind !== 'match' || verdict.skew === undefined) continue
      // oathtool prints how many steps away the code lies.
      const steps = stepAt(verdict.skew.low + at, how.period) - stepAt(at, how.period)
      expect(String(Math.abs(steps)), `case ${index} of seed ${seed}`).toBe(
        answers[index]?.[0]?.replace('-', ''),
      )
    }
    // Both answers have to come often, or nothing was compared.
    expect(Math.min(kinds.match, kinds.other)).toBeGreaterThan(200)
  }, 120_000)
})
