/** `totp verify`, played. */
import { describe, expect, it } from 'vitest'
import { codeAt, codeAtCounter } from '../../src/core/totp/code.ts'
import { type OtpParameters, usualParameters } from '../../src/core/totp/parameters.ts'
import { play, type Scene } from '../support/play.ts'
import { keyOf } from '../support/vectors.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const now = '2026-01-01T00:00:10Z'
const at = Date.parse(now) / 1000

const codeFor = (seconds: number, parameters: OtpParameters = usualParameters) =>
  codeAt(keyOf({ secret }), parameters, at + seconds).code

const verify = (args: string, scene: Scene = {}) =>
  play(`totp verify ${args}`, { now, stdin: secret, clock: 0, ...scene })

/** Without a person, as a script runs it. */
const scripted = (args: string, scene: Scene = {}) => verify(args, { terminal: false, ...scene })

describe('totp verify', () => {
  it('a code that fits', async () => {
    const { exit, out, err } = await scripted(codeFor(0))
    expect(exit).toBe(0)
    expect(out).toBe(
      [
        'The code fits now. Secret, settings and clock are right.',
        'Chance that it fits by accident: 1 in 1,000,000.',
        'This computer’s clock was checked and taken out: 0.5 ms behind (±14 ms, 3 of 3 servers agree).',
        '',
      ].join('\n'),
    )
    expect(err).toMatch(/the service has another secret/)
  })

  it('a code of a phone that is behind', async () => {
    const { exit, out, err } = await scripted(codeFor(-94))
    expect(exit).toBe(1)
    expect(out).toMatch(/^The code fits another time: the phone is 85 s behind \(between 70 s and 100 s\)\./)
    expect(err).toMatch(/automatic date and time/)
  })

  it('in Japanese', async () => {
    const { out } = await scripted(`${codeFor(-94)} --lang ja`)
    expect(out).toMatch(/^コードは別の時刻のものです。スマホの時計は85秒遅れています（70秒〜100秒の間）。/)
  })

  it('takes this computer’s own error out of the answer', async () => {
    // Servers say that it is 100 s later: the code of that time fits now.
    const right = await scripted(codeFor(100), { clock: 100 })
    expect(right.exit).toBe(0)
    expect(right.out).toMatch(/100 s behind/)
    const local = await scripted(codeFor(0), { clock: 100 })
    expect(local.out).toMatch(/the phone is 95 s behind/)
    const unchecked = await scripted(`${codeFor(0)} --no-clock`, { clock: 100 })
    expect(unchecked.exit).toBe(0)
    expect(unchecked.queries).toBe(0)
    expect(unchecked.out).toMatch(/was not checked/)
  })

  it('says so where no time server answers', async () => {
    const { exit, out } = await play(`totp verify ${codeFor(0)}`, { now, stdin: secret, terminal: false })
    expect(exit).toBe(0)
    expect(out).toMatch(/could not be checked: if it is off, so is this answer/)
  })

  it.each(['--offline', '--no-clock', '--at 2026-01-01T00:00:10Z'])(
    'asks no server with %s',
    async (option) => {
      const { exit, queries } = await scripted(`${codeFor(0)} ${option}`)
      expect([exit, queries]).toEqual([0, 0])
    },
  )

  it.each([
    [
      'other settings',
      codeFor(0, { ...usualParameters, algorithm: 'SHA256' }),
      secret,
      /SHA256 instead of SHA1/,
    ],
    [
      'another length',
      codeFor(0, { ...usualParameters, digits: 8 }),
      `otpauth://totp/a?secret=${secret}`,
      /8 digits instead of 6/,
    ],
    ['another reading', codeFor(0), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA', /character 32 .* is Q and not A/],
    ['look-alikes', codeFor(0), secret.replaceAll('O', '0'), /read as the letters O, I or L, and B/],
    [
      'a counter',
      codeAtCounter(keyOf({ secret }), { ...usualParameters, type: 'hotp' }, 7),
      secret,
      /at counter 7/,
    ],
    ['another secret', '000000', secret, /another secret/],
    ['whole hours', codeFor(9 * 3600), secret, /9 h 5 s ahead \(between 8 h 59 min 50 s and 9 h 20 s\)/],
  ])('%s', async (_name, code, stdin, words) => {
    const { exit, out, err } = await scripted(code, { stdin })
    expect(exit).toBe(1)
    expect(out).toMatch(words)
    expect(out + err).not.toMatch(/GEZD/)
  })

  it('takes a window as oathtool does', async () => {
    const late = codeFor(-60)
    expect((await scripted(`${late} --window 1`)).exit).toBe(1)
    const { exit, out } = await scripted(`${late} --window 2`)
    expect(exit).toBe(0)
    expect(out).toMatch(/The phone is right: 55 s behind \(between 40 s and 70 s\)/)
  })

  it('as JSON', async () => {
    const { exit, out } = await scripted(`${codeFor(-94)} --json --no-clock`)
    expect(exit).toBe(1)
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      answer: 'drifted',
      skew_s: { estimate: -85, low: -100, high: -70, direction: 'behind' },
      parameters: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      code: null,
      reading: null,
      counter: null,
      chance: expect.closeTo(41e-6, 7),
      computer_clock: { checked: false, offset_s: null },
      words: expect.stringMatching(/^The code fits another time/),
    })
    const checked = JSON.parse((await scripted(`000000 --json`, { clock: 2 })).out)
    expect(checked).toMatchObject({
      answer: 'no-match',
      skew_s: null,
      chance: null,
      computer_clock: { checked: true, offset_s: expect.closeTo(2, 2) },
    })
  })

  it.each([
    ['', 2, /no terminal to ask/],
    ['12', 2, /5 to 10 digits/],
    ['123456 --window -1', 2, /--window/],
    ['123456 --window 99999999', 2, /--window/],
    ['123456 --at never', 2, /--at/],
  ])('“%s” is refused', async (args, exit, words) => {
    const played = await scripted(args)
    expect(played.exit).toBe(exit)
    expect(played.err).toMatch(words)
  })

  it('finds a lost zero', async () => {
    const { exit, out } = await scripted('70624 --at @1700000270', { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(exit).toBe(1)
    expect(out).toMatch(/A 0 is missing at the front: 070624\./)
    const json = await scripted('70624 --at @1700000270 --json', { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(JSON.parse(json.out)).toMatchObject({ answer: 'lost-zero', code: '070624' })
  })

  it('never says that a code fits where a digit is missing', async () => {
    const { exit, out } = await scripted('24550 --at @1700000000', { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(exit).toBe(1)
    expect(out).toMatch(/A digit is missing: the whole code is 324550\./)
    const json = await scripted('24550 --at @1700000000 --json', { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(JSON.parse(json.out)).toMatchObject({ answer: 'lost-digits', code: '324550' })
    const nowhere = await scripted('11111 --at @1700000000 --lang ja', { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(nowhere.exit).toBe(1)
    expect(nowhere.out).toMatch(/桁が足りません。こうしたコードは6桁です。/)
  })

  it.each([
    'Code:324550',
    'G-324550',
    '324-550',
    '３２４５５０',
    'Google:G-324550',
    '324,550',
    '#324550',
    '認証コード：324550',
  ])('understands %s', async (code) => {
    const { exit, err } = await scripted(`${code} --at @1700000000`, { stdin: 'JBSWY3DPEHPK3PXP' })
    expect(exit).toBe(0)
    expect(err).not.toMatch(/letters/)
  })

  it.each(['32455O', '32455o'])(
    'reads %s with a digit in the place of the letter, and says so',
    async (code) => {
      const { exit, err } = await scripted(`${code} --at @1700000000`, { stdin: 'JBSWY3DPEHPK3PXP' })
      expect(exit).toBe(0)
      expect(err).toMatch(/letters that look like digits were read as digits/)
    },
  )

  it('refuses several secrets by name, and words beside one', async () => {
    const links = ['A:a', 'B:b'].map((name) => `otpauth://totp/${name}?secret=JBSWY3DPEHPK3PXP`)
    const several = await scripted('324550 --at @1700000000', { stdin: links.join(' ') })
    expect([several.exit, several.out]).toEqual([2, ''])
    expect(several.err).toMatch(/one is wanted: A:a, B:b/)
    const beside = await scripted('324550 --at @1700000000', { stdin: 'Slack JBSWY3DPEHPK3PXP' })
    expect([beside.exit, beside.out]).toEqual([3, ''])
    expect(beside.err).toMatch(/more here than one secret/)
  })

  it('names what is wrong with a secret that fits in no reading', async () => {
    const { exit, err } = await scripted('000000', { stdin: 'GEZDGNB9' })
    expect(exit).toBe(3)
    expect(err).toMatch(/character 8 .*“9”/)
  })
})

describe('with a person', () => {
  const ask = (person: Scene['person'], scene: Scene = {}) =>
    play('totp verify', { now, clock: 0, person: person ?? [], ...scene })

  it('asks for the secret and the code', async () => {
    const { exit, out } = await ask([
      ['Secret or link', secret],
      ['code the phone shows', codeFor(0)],
    ])
    expect(exit).toBe(0)
    expect(out).toMatch(/fits now/)
  })

  it('takes the time of typing into account', async () => {
    // Asked 10 s into a step, typed 25 s later: it may have been read off in either step.
    const { exit, out } = await ask([
      ['Secret or link', secret],
      ['code the phone shows', codeFor(0), 25],
    ])
    expect(exit).toBe(0)
    expect(out).toMatch(/fits now/)
  })

  it('asks for a second code where one does not convince', async () => {
    const seconds = 9 * 3600
    const { exit, out, err } = await ask([
      ['Secret or link', secret],
      ['code the phone shows', codeFor(seconds)],
      [/type the new code/, codeFor(seconds), 5],
      [/type the new code/, codeFor(seconds + 30), 25],
    ])
    expect(exit).toBe(1)
    expect(err).toMatch(/this may be chance \(1 in 1?\d\d\)/)
    expect(err).toMatch(/that is the code from before/)
    expect(out).toMatch(/9 h .*ahead/)
    expect(out).toMatch(/1 in \d{3},\d{3}/)
  })

  it('does not where one convinces, nor with --yes or --json', async () => {
    const lines: Scene['person'] = [
      ['Secret or link', secret],
      ['code the phone shows', codeFor(-94)],
    ]
    expect((await ask(lines)).exit).toBe(1)
    const wrong: Scene['person'] = [lines[0] ?? ['', ''], ['code the phone shows', '000000']]
    for (const option of ['--yes', '--json'])
      expect((await play(`totp verify ${option}`, { now, clock: 0, person: wrong })).exit).toBe(1)
  })

  it('searches all times with --deep and two codes', async () => {
    // A clock in 1999, with SHA256 and 60 s: nothing nearer fits.
    const parameters = { ...usualParameters, algorithm: 'SHA256', period: 60 } as const
    const seconds = Date.UTC(1999, 0) / 1000 - at
    const codes = `${codeFor(seconds, parameters)} ${codeFor(seconds + 60, parameters)}`
    expect((await scripted(codes)).out).toMatch(/another secret/)
    const sweepIn = { from: Date.UTC(1998, 11, 20) / 1000, to: Date.UTC(1999, 0, 10) / 1000 }
    const { exit, out } = await scripted(`${codes} --deep`, { sweepIn })
    expect(exit).toBe(1)
    expect(out).toMatch(/SHA256 instead of SHA1, 60 s instead of 30 s/)
    expect(out).toMatch(/2[67] years .*behind/)
    const nowhere = await scripted('000000 000001 --deep', { sweepIn })
    expect(nowhere.out).toMatch(/every step from 1970 to 2100/)
  }, 60_000)

  it('needs two codes for --deep', async () => {
    expect((await scripted('123456 --deep')).exit).toBe(2)
  })

  it('takes a window of millions', async () => {
    const { exit, out } = await scripted(`${codeFor(-30 * 600_000)} --window 600000`)
    expect(exit).toBe(0)
    expect(out).toMatch(/fits now/)
  }, 60_000)

  it('says after two codes that it is another secret', async () => {
    const { exit, out, err } = await ask([
      ['Secret or link', secret],
      ['code the phone shows', '000000'],
      [/type the new code/, '000001', 30],
    ])
    expect(exit).toBe(1)
    expect(out).toMatch(/another secret/)
    expect(out).toMatch(/a year before and after now/)
    expect(err).toMatch(/the clock is not the cause/)
  }, 60_000)
})
