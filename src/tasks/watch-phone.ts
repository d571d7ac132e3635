/** Measures the clock of a phone: the person presses a key when the digits change, and says what time the phone showed. */

import { type MeasureRequest, measureLocalClock } from '../core/clock/measure.ts'
import { type DigitChanges, isTooSoon, parseMinute, readDigitChanges } from '../core/clock/phone.ts'
import { computeSkew } from '../core/clock/skew.ts'
import type { ClockVerdict } from '../core/clock/verdict.ts'
import type { Account } from '../core/totp/account.ts'
import { codeForm } from '../core/totp/code.ts'
import { stepAt } from '../core/totp/parameters.ts'
import { readCode } from '../core/totp/typed-code.ts'
import type { Host } from '../host/host.ts'
import type { PhoneFound } from '../ui/phone.ts'
import type { Block } from '../ui/screen.ts'
import { show } from './screen.ts'
import { namesAskedFirst } from './time-servers.ts'

/** How a phone is watched. */
export interface Watching {
  /** Seconds a code lasts. */
  readonly period: number
  readonly presses: number
  /** The account whose digits are watched, where its secret is at hand. */
  readonly account: Account | undefined
}

export const usualWatching: Watching = { period: 30, presses: 3, account: undefined }

/** Asks the person, while this computer's clock is measured. */
export async function watchPhone(
  { period, presses: wanted, account }: Watching,
  request: MeasureRequest,
  host: Host,
): Promise<PhoneFound> {
  const { phone } = host.words.clock
  const computer = measureComputer(request, host)
  computer.catch(() => {})
  show(
    host,
    phone.intro.map((text, index): Block => ({ kind: 'item', mark: `${index + 1}.`, text })),
    'err',
  )
  const presses = await askPresses({ period, presses: wanted }, host)
  const seen = account === undefined ? await askMinute(period, host) : await askCode(account, presses, host)
  const verdict = await computer
  return {
    reading: readDigitChanges({ presses, minute: undefined, turned: undefined, ...seen, period }),
    skewOf: (seen) => computeSkew(seen, verdict),
    period,
    limits: request.limits,
    zone: account === undefined,
  }
}

/** The times of the key presses, in Unix seconds. A press that comes too soon for a change of the digits is asked for again. */
async function askPresses(
  { period, presses: wanted }: Pick<Watching, 'period' | 'presses'>,
  host: Host,
): Promise<readonly number[]> {
  const { phone, units } = host.words.clock
  const prompt = await host.prompt()
  const presses: number[] = []
  while (presses.length < wanted) {
    await prompt.press({ message: phone.press(presses.length + 1, wanted) })
    const press = host.now().getTime() / 1000
    // Not a hint: with --quiet too somebody has to know why they are asked again.
    if (isTooSoon(presses.at(-1), press, period))
      host.terminal.err(`${phone.tooSoon(units.s(String(period)))}\n`)
    else presses.push(press)
  }
  return presses
}

/** What the phone's own clock showed at the last press. */
async function askMinute(period: number, host: Host): Promise<Partial<DigitChanges>> {
  const { phone } = host.words.clock
  const prompt = await host.prompt()
  const said = await prompt.text({
    message: phone.minute,
    check: (text) => (text.trim() === '' || parseMinute(text) !== undefined ? undefined : phone.badMinute),
  })
  const minute = parseMinute(said)
  return { minute, turned: minute === undefined || period % 60 === 0 ? undefined : await askTurned(host) }
}

/** Where the code is looked for: a few steps first, since a code may come again by chance; then as far as time zones go. */
const reaches = [20 * 30, 14 * 3600 + 1800]

/** The digits that appeared at the last press, as their time step. Those of another secret are asked for again. */
async function askCode(
  { secret, parameters }: Account,
  presses: readonly number[],
  host: Host,
): Promise<Partial<DigitChanges>> {
  const { phone } = host.words.clock
  const prompt = await host.prompt()
  const { searchWithKernel } = await import('../core/totp/kernel-search.ts')
  const last = presses.at(-1) ?? 0
  const findCounter = (text: string): number | undefined => {
    const code = readCode(text)
    if (code === undefined) return undefined
    const { algorithm, period } = parameters
    const found = reaches
      .map((reach) => [stepAt(last - reach, period), stepAt(last + reach, period)] as const)
      .map(([from, to]) => {
        const search = { key: secret.reveal(), algorithm, codes: [code], form: codeForm(parameters) }
        return searchWithKernel({ ...search, from: Math.max(0, from), to })
      })
      .find((counters) => counters.length > 0)
    const distance = (counter: number): number => Math.abs(counter * period - last)
    return found?.reduce((near, counter) => (distance(counter) < distance(near) ? counter : near))
  }
  const said = await prompt.text({
    message: phone.code,
    check: (text) => (findCounter(text) === undefined ? phone.badCode : undefined),
  })
  return { counter: findCounter(said) }
}

async function askTurned(host: Host): Promise<boolean | undefined> {
  const { phone } = host.words.clock
  const prompt = await host.prompt()
  const answer = await prompt.choose({
    message: phone.turned,
    choices: [
      { value: 'yes', label: phone.turnedYes },
      { value: 'no', label: phone.turnedNo },
      { value: 'unknown', label: phone.turnedUnknown },
    ],
  })
  return answer === 'unknown' ? undefined : answer === 'yes'
}

async function measureComputer(request: MeasureRequest, host: Host): Promise<ClockVerdict | undefined> {
  if (host.settings.offline) return undefined
  host.note(host.words.clock.asking(namesAskedFirst(request)))
  return measureLocalClock({ time: await host.time(), web: host.web }, request)
}
