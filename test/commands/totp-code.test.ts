/** `totp code`, played. */
import { describe, expect, it } from 'vitest'
import { play, type Scene } from '../support/play.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
/** Eleven seconds before the end of its step: RFC 6238's time 59 has one second left. */
const now = '1970-01-01T00:00:49Z'
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
    ['groups, lower case and a line end', ' gezd gnbv gy3t qojq\r\ngezd gnbv gy3t qojq\n', '287082'],
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
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0]), /UTF-8/],
  ])('%s is broken, and nothing of it is repeated', async (_name, stdin, words) => {
    const { exit, out, err } = await code('--json', { stdin })
    expect(exit).toBe(3)
    expect(err).toMatch(words)
    expect(out + err).not.toMatch(/GEZD/)
  })

  it('says that a short secret is short', async () => {
    expect((await code('', { stdin: 'JBSWY3DP' })).err).toMatch(/only 5 bytes/)
    expect((await code('', { stdin: 'JBSWY3DPEHPK3PXP' })).err).toBe('')
  })
})
