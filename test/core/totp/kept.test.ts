import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAccountKey, keptValue, parseKept, recoveredAccount } from '../../../src/core/totp/kept.ts'
import { formatLink, parseLink } from '../../../src/core/totp/link.ts'

const account = (link: string) => parseLink(link).account
const added = '2026-01-01T00:00:00.000Z'
const roundTrip = (value: object) => parseKept(JSON.parse(JSON.stringify(value)))

describe('a kept account', () => {
  it.each([
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8&period=60',
    'otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP&counter=1099511627776',
    'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&encoder=steam',
  ])('is read as it was written: %s', (link) => {
    const kept = roundTrip(keptValue({ account: account(link), added }))
    expect(kept?.added).toBe(added)
    expect(kept && formatLink(kept.account)).toBe(formatLink(account(link)))
  })

  it('is found by its names, without regard to case', () => {
    const one = formatAccountKey({ issuer: 'GitHub', name: 'Mika' })
    expect(formatAccountKey({ issuer: ' github', name: 'MIKA ' })).toEqual(one)
    expect(formatAccountKey({ issuer: '', name: 'github/mika' })).not.toEqual(one)
  })

  it('of any other shape is none', () => {
    const good = JSON.parse(
      JSON.stringify(
        keptValue({ account: account('otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP&counter=1'), added }),
      ),
    )
    for (const change of [
      { secret: '1' },
      { secret: 7 },
      { algorithm: 'MD5' },
      { digits: 99 },
      { period: 0 },
      { type: 'x' },
      { counter: -1 },
      { counter: 1.5 },
      { issuer: null },
      { added: 1 },
    ])
      expect(parseKept({ ...good, ...change })).toBeUndefined()
    fc.assert(fc.property(fc.jsonValue(), (value) => parseKept(value) === undefined))
  })

  it('from the copy before the newest goes on at the counter after', () => {
    const counted = keptValue({
      account: account('otpauth://hotp/A:b?secret=JBSWY3DPEHPK3PXP&counter=4'),
      added,
    })
    expect(recoveredAccount(counted)).toMatchObject({ counter: 5 })
    const timed = keptValue({ account: account('otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP'), added })
    expect(recoveredAccount(timed)).toBe(timed)
    expect(recoveredAccount('damaged')).toBe('damaged')
  })
})
