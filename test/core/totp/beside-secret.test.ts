/** What stands beside a secret: words, settings, and signs that a part of it is missing. A code is never wrong silently. */
import { describe, expect, it } from 'vitest'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { distinctAccounts, failureIn, readSecrets } from '../../../src/core/totp/links.ts'

const secret = 'JBSWY3DPEHPK3PXP'
const link = `otpauth://totp/Ex:al?secret=${secret}`

/** The codes at 1700000000, or at the counter, of the accounts that differ. */
function codesIn(text: string): readonly string[] {
  return distinctAccounts(readSecrets(text)).map(({ account: { secret: key, parameters, counter } }) =>
    parameters.type === 'hotp'
      ? codeAtCounter(key.reveal(), parameters, counter ?? 0)
      : codeAt(key.reveal(), parameters, 1_700_000_000).code,
  )
}
const failureOf = (text: string) => {
  expect(codesIn(text)).toEqual([])
  return failureIn(readSecrets(text)).problem
}

describe('a word beside the groups of a secret', () => {
  it.each([
    ['WORK JBSW Y3DP EHPK 3PXP', 20],
    ['JBSW Y3DP EHPK 3PXP WORK', 20],
    ['JBSW-Y3DP-EHPK-3PXP-MAIL', 20],
    ['JBSW Y3DP EHPK 3PXP ACME', 20],
    ['JBSW Y3DP EHPK 3PXP APP2', 20],
    ['JBSW Y3DP EHPK 3PXP ME', 18],
    ['home jbsw y3dp ehpk 3pxp', 20],
    ['MY WORK JBSWY3DP', undefined],
    ['MINE WORK JBSW Y3DP EHPK 3PXP', 24],
    ['SLACK JBSWY 3DPEH PK3PX P', 21],
    ['GITHUB JBSWY3 DPEHPK 3PXPAB', undefined],
    ['MAIL GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ', 36],
  ])('%s is refused', (text, length) => {
    expect(failureOf(text)).toMatchObject({
      code: 'bad-secret',
      flaw: length === undefined ? {} : { kind: 'word', length },
    })
  })

  it.each([
    'JBSW Y3DP EHPK 3PXP',
    'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
    'JBSWY3DP EHPK3PXP',
    'GEZD GNBV GY3T QOJQ GEZD GNBV GY',
    'WORKJBSWY3DPEHPK3PXP',
  ])('%s is one secret', (text) => {
    expect(codesIn(text)).toHaveLength(1)
  })
})

describe('a setting on a line of its own', () => {
  it.each([
    ['period: 60', '508648'],
    ['Period = 60 s', '508648'],
    ['Interval: 60 seconds', '508648'],
    ['Time step: 1 minute', '508648'],
    ['Period 60', '508648'],
    ['60 seconds', '508648'],
    ['有効期間：60秒', '508648'],
    ['更新間隔: 60', '508648'],
    ['60秒ごと', '508648'],
    ['TimeOtp-Period: 60', '508648'],
    ['algorithm=SHA256', '049486'],
    ['Algorithm: HMAC-SHA-256', '049486'],
    ['Hash function: sha256', '049486'],
    ['アルゴリズム：SHA256', '049486'],
    ['TimeOtp-Algorithm: HMAC-SHA-256', '049486'],
    ['SHA-256', '049486'],
    ['Digits: 8', '02324550'],
    ['  "digits": 8,', '02324550'],
    ['Number of digits: 8', '02324550'],
    ['Code length: 8 digits', '02324550'],
    ['桁数：８', '02324550'],
    ['コードの桁数: 8桁', '02324550'],
    ['8 digits', '02324550'],
    ['TimeOtp-Length=8', '02324550'],
    ['# digits: 8', '02324550'],
    ['dіgits: 8', '02324550'],
    ['Digits: 8, Period: 30', '02324550'],
    ['digits=8&period=30', '02324550'],
    ['| Digits | 8 |', '02324550'],
    ['TOTP Settings=30;8', '02324550'],
    ['TOTP Settings=60;6', '508648'],
    ['Type: TOTP', '324550'],
    ['Type: time-based', '324550'],
  ])('%s is understood behind a bare secret and behind a link', (line, code) => {
    expect(codesIn(`${secret}\n${line}`)).toEqual([code])
    expect(codesIn(`${line}\n${secret}`)).toEqual([code])
    expect(codesIn(`Secret: ${secret}\r\nIssuer: Ex\r\n${line}\r\n`)).toEqual([code])
    expect(codesIn(`${link}\n${line}`)).toEqual([code])
    expect(readSecrets(`${secret}\n${line}`).unread).toEqual([])
  })

  it('for Steam is understood', () => {
    const steam = codesIn(`steam://${secret}`)
    expect(steam[0]).toMatch(/^[2-9BCDFGHJKMNPQRTVWXY]{5}$/)
    expect(codesIn(`TOTP Seed=${secret}\nTOTP Settings=30;S`)).toEqual(steam)
    expect(codesIn(`${secret}\nType: Steam`)).toEqual(steam)
  })

  it('of a counter is understood', () => {
    // RFC 4226, appendix D, counter 1.
    const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(codesIn(`${key}\nType: HOTP\nCounter: 1`)).toEqual(['287082'])
    expect(codesIn(`HmacOtp-Secret-Base32: ${key}\nHmacOtp-Counter: 1`)).toEqual(['287082'])
    expect(codesIn(`HmacOtp-Secret: 12345678901234567890\nHmacOtp-Counter: 1`)).toEqual(['287082'])
    expect(failureOf(`${key}\nCounter: 1`)).toMatchObject({ flaw: { kind: 'parameter', name: 'counter' } })
  })

  it.each([
    // RFC 6238, appendix B, at 1111111109, and its keys, as KeePass keeps them.
    ['TimeOtp-Secret: 12345678901234567890\nTimeOtp-Length: 8', '07081804'],
    ['TimeOtp-Secret-Hex: 3132333435363738393031323334353637383930\nTimeOtp-Length: 8', '07081804'],
    ['TimeOtp-Secret-Base64: MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=\nTimeOtp-Length: 8', '07081804'],
    ['TimeOtp-Secret-Base32: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\nTimeOtp-Length=8', '07081804'],
    [
      'TimeOtp-Secret: 12345678901234567890123456789012\nTimeOtp-Length: 8\nTimeOtp-Algorithm: HMAC-SHA-256',
      '68084774',
    ],
  ])('of KeePass: %s', (text, code) => {
    const [found] = readSecrets(text).accounts
    expect(found && codeAt(found.account.secret.reveal(), found.account.parameters, 1_111_111_109).code).toBe(
      code,
    )
  })

  it.each([
    ['algorithm: MD5', { kind: 'algorithm', name: 'MD5' }],
    ['period: long', { kind: 'period' }],
    ['digits: 12', { kind: 'digits' }],
    ['digits: 3', { kind: 'digits' }],
    ['Offset: 15', { kind: 'parameter', name: 'Offset' }],
    ['Ziffern: 8', { kind: 'parameter', name: 'Ziffern' }],
    ['Encoding: hex', { kind: 'parameter', name: 'Encoding' }],
    ['format=hex', { kind: 'parameter', name: 'format' }],
    ['TOTP Settings=x', { kind: 'parameter', name: 'TOTP Settings' }],
    ['digits: 6\ndigits: 8', { kind: 'repeated', name: 'digits' }],
  ])('%s is refused', (line, flaw) => {
    expect(failureOf(`${secret}\n${line}`)).toEqual({ code: 'bad-link', flaw })
  })

  it.each([
    ['Valid for 60 seconds', '60 seconds'],
    ['The code changes every 60 seconds.', '60 seconds'],
    ['Enter the 8-digit code', '8-digit'],
    ['コードは8桁です', '8桁'],
    ['8桁・30秒', '8桁'],
    ['We use HMAC-SHA512 here', 'HMAC-SHA512'],
  ])('in a sentence is refused: %s', (line, name) => {
    for (const text of [`${secret}\n${line}`, `${line}\n${secret}`, `${link}\n\n${line}`])
      expect(failureOf(text)).toEqual({ code: 'bad-link', flaw: { kind: 'parameter', name } })
  })

  it.each(['Enter the 6-digit code.', 'It changes every 30 seconds.', 'アプリの6桁の数字を入れてください'])(
    'in a sentence may be what is usual: %s',
    (line) => {
      expect(codesIn(`${secret}\n${line}`)).toEqual(['324550'])
    },
  )

  it('behind a link on its line is refused', () => {
    for (const text of [`${link} digits: 8`, `${link}, 8 digits`, `${link} every 60 seconds`])
      expect(failureOf(text)).toMatchObject({ code: 'bad-link', flaw: { kind: 'parameter' } })
  })

  it('of half a character is refused or read', () => {
    expect(failureOf(`${secret}\nperiod: 6\ud800`)).toEqual({ code: 'bad-link', flaw: { kind: 'period' } })
  })

  it('that contradicts the link is refused', () => {
    expect(failureOf(`${link}&digits=6\nDigits: 8`)).toEqual({
      code: 'bad-link',
      flaw: { kind: 'repeated', name: 'digits' },
    })
  })

  it('belongs to the secret before it where there are several', () => {
    const text = `Secret: ${secret}\ndigits: 8\n\nSecret: GEZDGNBVGY3TQOJQ\ndigits: 6`
    expect(codesIn(text)).toEqual(['02324550', '017492'])
  })

  it('before the first of several secrets is refused', () => {
    expect(failureOf(`digits: 8\n${secret}\nGEZDGNBVGY3TQOJQ`)).toEqual({
      code: 'bad-link',
      flaw: { kind: 'unplaced', name: 'digits' },
    })
  })

  it('counts for the link and for the same secret beside it', () => {
    expect(codesIn(`${link}\nKey: JBSW Y3DP EHPK 3PXP\nDigits: 8`)).toEqual(['02324550'])
  })

  it.each([
    'Account type: personal',
    'Size: large',
    'keep this for 60 years',
    'Issuer: Ex',
    'Step 1: open the app',
  ])('%s is none', (line) => {
    expect(codesIn(`${secret}\n${line}`)).toEqual(['324550'])
  })
})

describe('a setting on the line of the secret', () => {
  it.each([
    [`key=${secret}&size=8`, '02324550'],
    [`key=${secret}&step=60`, '508648'],
    [`key=${secret}&otpHashMode=Sha256`, '049486'],
    [`{"secret": "${secret}", "digits": 8}`, '02324550'],
    [`{"issuer":"GitHub","secret":"${secret}","algorithm":"SHA256","digits":6,"period":30}`, '049486'],
    [`{"digits":8,"secret":"${secret}","account":"jo@example.com"}`, '02324550'],
    [`{\n  "secret": "${secret}",\n  "type": "totp",\n  "digits": 8\n}`, '02324550'],
    [`${secret} digits=8`, '02324550'],
    [`{"otp":{"secret":"${secret}","digits":"8"}}`, '02324550'],
    [`| Key | ${secret} |\n| Digits | 8 |`, '02324550'],
    [`${secret}, 8 digits, 30 s`, '02324550'],
    [`Secret: ${secret}; digits: 8`, '02324550'],
    [`${secret} (8 digits)`, '02324550'],
    [`${secret} # digits: 8`, '02324550'],
    [`${secret}（8桁）`, '02324550'],
  ])('%s is understood', (text, code) => {
    expect(codesIn(text)).toEqual([code])
  })

  it.each([
    [`${secret} (codes of eight digits)`, 'digits'],
    [`${secret} # changes every 60 seconds`, 'seconds'],
    [`{"secret": "${secret}", "offset": 30}`, 'offset'],
    [`key=${secret}&encoding=hex`, 'encoding'],
  ])('%s is refused', (text, name) => {
    expect(failureOf(text)).toMatchObject({ code: 'bad-link', flaw: { kind: 'parameter', name } })
  })
})

describe('a bare secret over two lines', () => {
  it.each(['JBSWY3DPE\nHPK3PXP', 'JBSWY3\nDPEHPK3PXP', 'JBSWY3DP\nEHPK3PXP'])(
    '%s is never half a secret',
    (text) => {
      expect(codesIn(text).length).not.toBe(1)
    },
  )
})

describe('a secret that is visibly cut', () => {
  it.each([
    `${secret}…`,
    `${secret}...`,
    `${secret} ...`,
    `Secret: ${secret}…`,
    'JBSW...3PXP',
    'JBSW…3PXP',
    '...EHPK3PXP',
    'JBSW Y3DP EHPK ...',
    'JBSWY3DP[...]',
    'JBSW********3PXP',
    'JBSW••••••••3PXP',
    `${secret}=`,
    `JBSWY3DPEHPK=`,
  ])('%s is refused', (text) => {
    expect(failureOf(text)).toEqual({ code: 'bad-secret', flaw: { kind: 'cut' } })
  })

  it.each([`${link}…`, `${link}...`, `${link} ...`, `${link}&issuer=Exam…`, `(${link}...)`])(
    '%s is refused',
    (text) => {
      expect(failureOf(text)).toEqual({ code: 'bad-link', flaw: { kind: 'cut' } })
    },
  )

  it.each([`otpauth://totp/a?secret=JBSW…3PXP&issuer=Ex`, `${link}=`, `${link}**********&issuer=Ex`])(
    '%s is refused',
    (text) => {
      expect(failureOf(text)).toEqual({ code: 'bad-link', flaw: { kind: 'secret', flaw: { kind: 'cut' } } })
    },
  )

  it('is none with a full stop, or with its padding', () => {
    expect(codesIn(`${secret}.`)).toEqual(['324550'])
    expect(codesIn('JBSWY3DPEHPK3PXPEHPK3PX=')).toHaveLength(1)
  })
})

describe('a parameter of a link', () => {
  it.each([
    ['#digits=8', '02324550'],
    ['#&digits=8', '02324550'],
    ['&issuer=Ex#period=60', '508648'],
    ['?digits=8', '02324550'],
    ['&validity=60', '508648'],
    ['&refresh=60', '508648'],
    ['&crypto=HmacSHA256', '049486'],
    ['&d\u0456gits=8', '02324550'],
    ['&d%D1%96gits=8', '02324550'],
    ['&ｄｉｇｉｔｓ=8', '02324550'],
    ['&totp_digits=8', '02324550'],
    ['&dìgits=8', '02324550'],
    ['&a=SHA1&d=6&p=30', '324550'],
    ['&format=base32', '324550'],
  ])('%s is understood', (parameters, code) => {
    expect(codesIn(`${link}${parameters}`)).toEqual([code])
  })

  it('tokenType=steam is understood', () => {
    expect(codesIn(`${link}&tokenType=steam`)).toEqual(codesIn(`steam://${secret}`))
  })

  it.each([
    ['&p=60', 'p'],
    ['&a=SHA256', 'a'],
    ['&d=8', 'd'],
    ['&format=hex', 'format'],
    ['&enc=hex', 'enc'],
    ['&perod=60', 'perod'],
    ['&tokenType=motp', 'tokenType'],
    ['&x=SHA-512', 'x'],
    ['#p=60', 'p'],
  ])('%s is refused by name', (parameters, name) => {
    expect(failureOf(`${link}${parameters}`)).toEqual({ code: 'bad-link', flaw: { kind: 'parameter', name } })
  })
})
