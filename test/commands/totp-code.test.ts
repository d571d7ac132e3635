/** `totp code`, played. */
import { describe, expect, it } from 'vitest'
import { play, type Scene } from '../support/play.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
/** Eleven seconds before the end of its step: RFC 6238's time 59 has one second left. */
const now = '1970-01-01T00:00:49Z'
/** With its byte order mark. */
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const code = (args: string, scene: Scene = {}) => play(`totp code ${args}`, { now, stdin: secret, ...scene })

describe('totp code', () => {
  it('shows the code, the seconds left and the next one', async () => {
    const { exit, out, err } = await code('')
    expect({ exit, out, err }).toEqual({ exit: 0, out: '287 082   11 s left, next: 359 152\n', err: '' })
  })

  it('in Japanese', async () => {
    expect((await code('--lang ja')).out).toBe('287 082   あと11秒、次は 359 152\n')
  })

  it('prints the code alone where it is piped on', async () => {
    expect((await code('', { terminal: false })).out).toBe('287082\n')
  })

  it.each([
    ['@59', '287082'],
    ['1970-01-01T00:00:59Z', '287082'],
    ['1970-01-01T01:00:59+01:00', '287082'],
    ['2009-02-13T23:31:30Z', '005924'],
  ])('at %s', async (at, expected) => {
    expect((await code(`--at ${at}`, { terminal: false })).out).toBe(`${expected}\n`)
  })

  it('as JSON', async () => {
    expect(JSON.parse((await code('--json')).out)).toEqual({
      schema: 1,
      code: '287082',
      seconds_left: 11,
      next: '359152',
      counter: null,
      issuer: '',
      account: '',
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
    })
  })

  it.each([
    ['a link', `otpauth://totp/A:b?secret=${secret}&digits=8`, '94287082'],
    ['a link of Steam', 'steam://BASE32SECRET3232', '2TC8B'],
    ['groups, lower case and a line end', ' gezd gnbv gy3t qojq gezd gnbv gy3t qojq\r\n', '287082'],
    ['UTF-16 as PowerShell writes it', utf16(`${secret}\r\n`), '287082'],
    ['UTF-16, big end first', utf16(`${secret}\r\n`).swap16(), '287082'],
    ['UTF-8 with a byte order mark', `\ufeff${secret}\r\n`, '287082'],
  ])('from %s on stdin', async (_name, stdin, expected) => {
    const at = expected === '2TC8B' ? '@0' : '@59'
    expect((await code(`--at ${at}`, { terminal: false, stdin })).out).toBe(`${expected}\n`)
  })

  it('from a file', async () => {
    const files = { '/work/secret.txt': `${secret}\n` }
    const { out } = await code('--secret-file secret.txt --at @59', { terminal: false, stdin: '', files })
    expect(out).toBe('287082\n')
  })

  it('asks a person, hidden, and says where a secret is found', async () => {
    const { out, err } = await play('totp code', { now, person: [['Secret or link', secret]] })
    expect(out).toBe('287 082   11 s left, next: 359 152\n')
    expect(err).toMatch(/password manager/)
    expect(err).toContain('is not stored')
    expect(err).not.toContain(secret)
  })

  it('by counter', async () => {
    const stdin = `otpauth://hotp/A:b?secret=${secret}&counter=1`
    const { out, err } = await code('', { stdin })
    expect(out).toBe('287 082   by counter 1\n')
    expect(err).toMatch(/counter of a link is not kept/)
  })

  it.each(['--watch', '--fresh', '--at @59'])('by counter does not go with %s', async (option) => {
    const { exit } = await code(option, { stdin: `otpauth://hotp/A:b?secret=${secret}&counter=1` })
    expect(exit).toBe(2)
  })

  it('is fresh where that was asked for', async () => {
    const few = await code('--fresh', { now: '1970-01-01T00:00:55Z' })
    expect(few.err).toMatch(/only 5 s are left/)
    expect(few.out).toBe('359 152   30 s left, next: 969 429\n')
    const enough = await code('--fresh')
    expect([enough.err, enough.out]).toEqual(['', '287 082   11 s left, next: 359 152\n'])
  })

  it('counts down until it is stopped', async () => {
    const { exit, out } = await code('--watch', { now: '1970-01-01T00:00:58.5Z', stopsAfter: 3 })
    expect(exit).toBe(130)
    expect(out.split('\u001b[1A\u001b[2K')).toEqual([
      '287 082   2 s left, next: 359 152\n',
      '287 082   1 s left, next: 359 152\n',
      '359 152   30 s left, next: 969 429\n',
      '359 152   29 s left, next: 969 429\n',
    ])
  })

  it('erases both rows where the window breaks its line', async () => {
    const { out } = await code('--watch', { columns: 20, stopsAfter: 2 })
    expect(out.split('\u001b[1A\u001b[2K\u001b[1A\u001b[2K')).toEqual([
      '287 082   11 s left, next: 359 152\n',
      '287 082   10 s left, next: 359 152\n',
    ])
  })

  it('is a line for each code where it is watched through a pipe', async () => {
    const { out } = await code('--watch', { terminal: false, stopsAfter: 70 })
    expect(out).toBe('287082\n359152\n969429\n')
  })

  it('is lent to the clipboard', async () => {
    const { lent, err } = await code('--copy')
    expect(lent).toEqual([{ text: '287082', seconds: 30 }])
    expect(err).toMatch(/taken off again in 30 s/)
  })

  it.each([
    ['--at yesterday', 2, /--at/],
    ['--at 2026-13-01', 2, /--at/],
    ['--at @59 --watch', 2, /--watch/],
    ['--secret-file missing', 3, /no file/],
  ])('%s is refused', async (args, exit, words) => {
    const played = await code(args)
    expect(played.exit).toBe(exit)
    expect(played.err).toMatch(words)
  })

  it.each([
    ['one wrong character', 'GEZDGNBVGY3TQOJ1', /character 16/],
    ['an unknown algorithm', `otpauth://totp/a?secret=${secret}&algorithm=MD5`, /MD5/],
    ['nothing', '', /no secret/],
    ['bytes that are no text', new Uint8Array([1, 2, 255]), /not a text file/],
  ])('%s is broken, and nothing of it is repeated', async (_name, stdin, words) => {
    const { exit, out, err } = await code('--json', { stdin })
    expect(exit).toBe(3)
    expect(err).toMatch(words)
    expect(out + err).not.toMatch(/GEZD/)
  })

  const [a, b] = [`otpauth://totp/A:a?secret=${secret}`, 'otpauth://totp/B:b?secret=JBSWY3DPEHPK3PXP']

  it.each([
    ['two links', `${a}\n${b}`, 'A:a, B:b'],
    ['two links on a line', `${a} ${b}`, 'A:a, B:b'],
    ['two links of one name', `${b}\n${b.replace('JBS', 'KBS')}`, 'B:b (line 1), B:b (line 2)'],
    ['two secrets', `${secret}\n${secret}`, 'line 1, line 2'],
  ])('%s are refused by name where nobody can choose', async (_name, stdin, names) => {
    const { exit, out, err } = await code('', { terminal: false, stdin })
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(`there are 2 secrets here, and one is wanted: ${names}\n`)
    expect(err).not.toMatch(/JBSW|GEZD/)
  })

  it('of several is chosen by a person', async () => {
    const files = { '/work/links.txt': `${a}\n${b}\n` }
    const { out } = await play('totp code --secret-file links.txt --at @1700000000', {
      now,
      files,
      person: [['There are several secrets here. Which one?', 'B:b']],
    })
    expect(out).toMatch(/^324 550 /)
  })

  it('names what it leaves out', async () => {
    const { out, err } = await code('--at @59', { terminal: false, stdin: `Notes of mine!\n${a}&foo=1\n` })
    expect(out).toBe('287082\n')
    expect(err).toMatch(/line 1 was not used: this is no link for an authenticator/)
    expect(err).toMatch(/not known here and were left out: foo/)
  })

  it.each([
    ['en', /this is the QR code of a Wi-Fi network, not the secret of an authenticator/],
    ['ja', /これは Wi-Fi のQRコードです。認証アプリの設定用の鍵ではありません/],
  ])('says what else it was given (%s)', async (lang, words) => {
    const { exit, err } = await code(`--lang ${lang}`, { stdin: 'WIFI:S:home;T:WPA;P:JBSWY3DPEHPK3PXP;;' })
    expect(exit).toBe(3)
    expect(err).toMatch(words)
    expect(err).not.toMatch(/JBSW/)
  })

  it('says that a short secret is short', async () => {
    expect((await code('', { stdin: 'JBSWY3DP' })).err).toMatch(/only 5 bytes/)
    expect((await code('', { stdin: 'JBSWY3DPEHPK3PXP' })).err).toBe('')
  })
})
