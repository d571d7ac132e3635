/** What looks like a secret, and is never repeated in a message. */
import { describe, expect, it } from 'vitest'
import { concealSecrets, looksLikeSecret } from '../../src/core/conceal.ts'

describe('a name that looks like a secret', () => {
  it.each([
    'MARKZQXW23456777',
    'JBSWY3DPEHPK3PXP',
    'jbsw y3dp ehpk 3pxp',
    'JBSW-Y3DP-EHPK-3PXP',
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP',
    'AGE-SECRET-KEY-1QQQQ',
    '123456',
    '1234 5678',
    '１２３４５６',
    '3f09a-c71be',
    '7QK2-9XMD',
    'abcd-ef12-gh34',
    '51000e3100',
    'a1b2c3d4e5',
  ])('%s', (text) => {
    expect(looksLikeSecret(text)).toBe(true)
  })

  it.each([
    'google',
    'github',
    'GitHub:mika@example.org',
    'office365',
    '1password',
    '2fas',
    'my-bank',
    'internationalization',
    'sony playstation network',
    'Rakuten Securities',
    'x',
    'd アカウント',
    '三井住友銀行',
    'codes.txt',
    'github-codes-2026.txt',
    'Web3',
    'mika2',
  ])('%s is none', (text) => {
    expect(looksLikeSecret(text)).toBe(false)
  })

  it('is replaced in a failure, whichever field holds it', () => {
    const replaced = (problem: Parameters<typeof concealSecrets>[0]) => concealSecrets(problem, '…')
    expect(replaced({ code: 'no-account', name: 'JBSWY3DPEHPK3PXP', known: ['github'] })).toEqual({
      problem: { code: 'no-account', name: '…', known: ['github'] },
      concealed: true,
    })
    expect(replaced({ code: 'nothing-stored', service: '12345678', known: [] })).toMatchObject({
      problem: { service: '…' },
    })
    expect(replaced({ code: 'no-file', file: '/home/me/JBSWY3DPEHPK3PXP' })).toMatchObject({
      problem: { file: '…' },
    })
    expect(replaced({ code: 'no-file', file: '/data/12345678/codes.txt' })).toMatchObject({
      concealed: false,
    })
  })
})

describe('a file that is there', () => {
  it.each(['2fas_encrypted_v4.2fas', '2fas-backup-20240101120000.2fas', 'st2.age'])(
    'is named: %s',
    (file) => {
      const problem = { code: 'import-needs-password', file } as const
      expect(concealSecrets(problem, '(not repeated)')).toEqual({ problem, concealed: false })
    },
  )
})
