/** A person measures a phone's clock with the Enter key. */
import { describe, expect, it } from 'vitest'
import { parseSecret } from '../../src/core/totp/base32.ts'
import { codeAt } from '../../src/core/totp/code.ts'
import { usualParameters } from '../../src/core/totp/parameters.ts'
import { type Line, play } from '../support/play.ts'

const now = '2026-01-01T00:00:07.000Z'
const press = 'Press Enter the moment the digits change'

interface Seen {
  /** What the person types as the time of the last change; the right one unless given. */
  readonly shown?: string
  /** Whether they saw the minute turn; what was to be seen unless given. */
  readonly turned?: 'Yes' | 'No' | 'I did not'
  readonly lags?: readonly number[]
}

/** Three changes of a phone that is `skew` seconds ahead of this computer, seen with a reaction of 0.28 s, and what was seen. */
function watching(skew: number, { shown, turned, lags = [0.28, 0.28, 0.28] }: Seen = {}): Line[] {
  const begin = 7
  const first = Math.ceil((begin + skew) / 30) * 30
  const last = first + 30 * (lags.length - 1)
  const presses = lags.map((lag, index): Line => {
    const before = index === 0 ? first - skew - begin : 30 - (lags[index - 1] ?? 0)
    return [press, '', before + lag]
  })
  const time = new Date(Date.parse('2026-01-01T00:00:00Z') + last * 1000).toISOString().slice(11, 16)
  const asked: Line[] = [[minute, shown ?? time]]
  if (shown !== '') asked.push([turnedQuestion, turned ?? (last % 60 === 0 ? 'Yes' : 'No')])
  return [...presses, ...asked]
}

/** The same script with other seconds before its first line. */
function shiftFirst([first, ...rest]: readonly Line[], seconds: number): Line[] {
  if (first === undefined) return []
  const [question, answer, before = 0] = first
  return [[question, answer, before + seconds], ...rest]
}

const minute = 'What time did the phone show'
const turnedQuestion = 'Did the minute on the phone’s clock change'

describe('clock phone', () => {
  it('finds a phone that is right', async () => {
    const { exit, out, err } = await play('clock phone', { now, clock: 0, person: watching(0) })
    expect(exit).toBe(0)
    expect(out).toBe('OK: the phone’s clock is right, within 0.47 s\n')
    expect(err).toContain('1. Take the phone')
    expect(err).toContain('hint: errors of whole quarter hours')
  })

  it.each([
    [-94, {}, /^CRITICAL: the phone’s clock is 94 s behind \(±0\.\d+ s\)\n$/],
    [43, {}, /^CRITICAL: the phone’s clock is 43 s ahead /],
    [6, {}, /^WARNING: the phone’s clock is 6 s ahead /],
    [-6, { shown: '００：０１' }, /^WARNING: the phone’s clock is 6 s behind /],
    [0.1, { shown: '8時46分' }, /^OK: /],
    [0.1, { shown: '4.16 pm' }, /^OK: /],
    [0.1, { shown: '1801' }, /^OK: /],
  ] as const)('%d s, %o', async (skew, seen, line) => {
    const { exit, out, err } = await play('clock phone', { now, clock: 0, person: watching(skew, seen) })
    expect(out).toMatch(line)
    expect(exit).toBe(out.startsWith('OK') ? 0 : 1)
    expect(err.includes('switch on automatic date and time')).toBe(exit === 1)
  })

  it('measures against true time, not against this computer', async () => {
    // This computer is 20 s behind; beside it the phone seems 26 s ahead.
    const { out } = await play('clock phone --json', { now, clock: 20, person: watching(26) })
    const told = JSON.parse(out)
    expect(told).toMatchObject({ schema: 1, status: 'warning', reading: 'measured', reference: 'time' })
    expect(told.skew_s.estimate).toBeCloseTo(6, 1)
    expect(told.skew_s.direction).toBe('ahead')
  })

  it('says when this computer could not be checked', async () => {
    const { out } = await play('clock phone --offline', { now, person: watching(26) })
    expect(out).toContain('26 s ahead of this computer’s')
    expect(out).toContain('which itself could not be checked')
  })

  it('asks again for a time that is none, and goes on without one', async () => {
    const person = watching(4, { shown: '' })
    const before = person.slice(0, 3)
    const wrong: Line[] = [
      [minute, 'noon'],
      [minute, '12:60'],
    ]
    const { exit, out } = await play('clock phone', {
      now,
      clock: 0,
      person: [...before, ...wrong, ...person.slice(3)],
    })
    expect(exit).toBe(4)
    expect(out).toContain('4 s ahead (±0.47 s), plus or minus any multiple of 30 s')
  })

  it('names both places where nobody saw the minute turn', async () => {
    const person = watching(4, { turned: 'I did not' })
    const { exit, out } = await play('clock phone', { now, clock: 0, person })
    expect(exit).toBe(4)
    expect(out).toMatch(/one of these: .*4 s ahead.*; or .*(26 s behind|34 s ahead)/)
  })

  it('refuses presses that tell nothing', async () => {
    const person = watching(4, { shown: '', lags: [0.28, 5, 8] })
    const { exit, out } = await play('clock phone', { now, clock: 0, person })
    expect(exit).toBe(4)
    expect(out).toMatch(/the key presses are \d+\.\d s apart/)
  })

  it('does not count presses that come sooner than the digits change, and says why', async () => {
    const [first, ...others] = watching(0)
    const person = [first ?? [press, ''], [press, '', 1], [press, '', 1], ...shiftFirst(others, -2)] as const
    const { exit, out, err } = await play('clock phone', { now, clock: 0, person })
    expect(exit).toBe(0)
    expect(out).toBe('OK: the phone’s clock is right, within 0.47 s\n')
    expect(err.match(/the digits change only every 30 s/g)).toHaveLength(2)
  })

  it('speaks Japanese', async () => {
    const words = [
      'Enter を押してください',
      'Enter を押してください',
      'Enter を押してください',
      '何時何分でしたか',
      '同時に変わりましたか',
    ]
    const said = { Yes: 'はい', No: 'いいえ' } as const
    const person = watching(-94).map(([, answer, seconds = 0], index): Line => {
      const inJapanese = answer === 'Yes' || answer === 'No' ? said[answer] : answer
      return [words[index] ?? '', inJapanese, seconds]
    })
    const { out } = await play('clock phone --lang ja', { now, clock: 0, person })
    expect(out).toMatch(/^異常: スマホの時計は94秒遅れています（±0\.\d+秒）\n$/)
  })

  it('needs somebody to ask', async () => {
    const { exit, out } = await play('clock phone --json', { terminal: false })
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'needs-terminal' } })
  })

  it.each([
    'clock phone --period 5',
    'clock phone --presses 0',
    'clock phone --presses 1.5',
    'clock phone x',
  ])('%s is misused', async (command) => {
    expect((await play(command, { clock: 0 })).exit).toBe(2)
  })
})

describe('clock phone --code', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const key = parseSecret(secret).reveal()

  /** The same three changes; the digits that appeared at the last one in place of the minutes. */
  function withCode(skew: number, given: readonly Line[] = [['Secret or link', secret]]): Line[] {
    const presses = watching(skew).slice(0, 3)
    const change = Math.ceil((7 + skew) / 30) * 30 + 60
    const { code } = codeAt(key, usualParameters, Date.parse('2026-01-01T00:00:00Z') / 1000 + change)
    return [...given, ...presses, ['digits that appeared', code]]
  }

  it.each([
    [0, /^OK: the phone’s clock is right, within /],
    [-94, /^CRITICAL: the phone’s clock is 94 s behind /],
    [3600, /^CRITICAL: the phone’s clock is 1 h ahead /],
    [-32_400, /^CRITICAL: the phone’s clock is 9 h behind /],
  ])('finds %d s, whole hours included', async (skew, line) => {
    const { out, err } = await play('clock phone --code', { now, clock: 0, person: withCode(skew) })
    expect(out).toMatch(line)
    expect(err).not.toContain('quarter hours')
    expect(`${out}${err}`).not.toContain(secret)
  })

  it('takes the key from a file, and asks again for digits that are not of it', async () => {
    const person = withCode(6, [])
    const wrong: Line[] = [
      ['digits that appeared', '000000'],
      ['digits that appeared', 'nonsense'],
    ]
    const { out } = await play('clock phone --secret-file key.txt', {
      now,
      clock: 0,
      files: { '/work/key.txt': `${secret}\n` },
      person: [...person.slice(0, 3), ...wrong, ...person.slice(3)],
    })
    expect(out).toMatch(/^WARNING: the phone’s clock is 6 s ahead /)
  })

  it('refuses a key whose codes do not follow the time', async () => {
    const link = `otpauth://hotp/a?secret=${secret}&counter=1`
    const { exit } = await play('clock phone --code', { now, clock: 0, stdin: link })
    expect(exit).toBe(2)
  })
})

describe('in the wizard', () => {
  it('the phone’s clock is measured at the remedy for it', async () => {
    const person: Line[] = [
      ['Ready?', 'Begin'],
      ['Did anything change', 'No, it worked'],
      ['Which of these hold', 'I do not know'],
      ['Which account', 'I do not know'],
      ['Which way', 'Let the phone set its own clock'],
      ['Page 1', 'Next'],
      ['Did that work?', 'Measure the phone’s clock'],
      ...watching(0),
      ['Did that work?', 'Yes'],
      ['Page 1', 'Next'],
      ['last page', 'Finish'],
    ]
    const { exit, err } = await play('diagnose code-refused', { now, clock: 0, person })
    expect(exit).toBe(0)
    expect(err).toContain('the phone’s clock is right, within 0.47 s')
  })
})
