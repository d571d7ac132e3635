/** `clock phone`: the person presses a key when the digits change, and says what time the phone showed. */

import type { Account } from '../../core/totp/account.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import { accountIn, readText } from '../../tasks/read-secret.ts'
import { usualWatching, watchPhone } from '../../tasks/watch-phone.ts'
import { hintsFor, judgePhone, type PhoneFound, phoneSentence } from '../../ui/phone.ts'
import { skewJson } from '../../ui/skew.ts'
import { whole } from '../option-values.ts'
import type { Verb } from '../verb.ts'
import { addServerOptions, type ClockOptions, readClockOptions } from './options.ts'
import { requestBeside } from './plan.ts'

interface PhoneOptions extends ClockOptions {
  readonly period?: string
  readonly presses?: string
  /** The secret is at hand: the digits themselves tell the time on the phone. */
  readonly code?: true
  readonly secretFile?: string
}

export const phoneVerb: Verb = {
  name: 'phone',
  examples: ['2fa-rescue clock phone'],
  add: (command, perform, words) =>
    addServerOptions(command, words)
      .description(words.clock.phone.help)
      .option('--period <s>', words.clock.options.period)
      .option('--presses <n>', words.clock.options.presses)
      .option('--code', words.clock.options.code)
      .option('--secret-file <file>', words.clock.options.secretFile)
      .action(() => perform((host) => clockPhone(readClockOptions(command), host))),
}

/** The account in a file, in stdin, or behind a hidden question. Throws `misused` for one whose codes do not follow the time. */
async function accountFor({ secretFile }: PhoneOptions, host: Host): Promise<Account> {
  const account = await accountIn(await readText(host, secretFile, 'use'), host)
  return account.parameters.type === 'hotp' ? refuseValue('--code', host.words.clock.allowed.code) : account
}

/** Leads through the measurement, and shows what came of it. Throws `needs-terminal` where there is nobody to ask. */
async function clockPhone(given: PhoneOptions, host: Host): Promise<Exit> {
  const { clock } = host.words
  const period = whole('--period', given.period, { min: 10, max: 300 }, clock.allowed.period)
  const presses = whole('--presses', given.presses, { min: 1, max: 9 }, clock.allowed.presses)
  const request = requestBeside(given, 'clock phone', host)
  const account = given.code || given.secretFile !== undefined ? await accountFor(given, host) : undefined
  const watching = {
    period: account?.parameters.period ?? period ?? usualWatching.period,
    presses: presses ?? usualWatching.presses,
    account,
  }
  const found = await watchPhone(watching, request, host)
  const status = judgePhone(found)
  host.result({
    json: phoneJson(found, status),
    text: clock.line(clock.statuses[status], phoneSentence(found, host.words)),
  })
  for (const hint of hintsFor(found, status, host.words)) host.hint(hint)
  return status === 'ok' ? exits.yes : status === 'unknown' ? exits.outside : exits.no
}

function phoneJson({ reading, skewOf, period }: PhoneFound, status: ReturnType<typeof judgePhone>) {
  const places = reading.kind === 'scattered' ? [] : reading.kind === 'either' ? reading.seen : [reading.seen]
  const skews = places.map(skewOf)
  const [first] = skews
  return {
    schema: 1,
    status,
    reading: reading.kind,
    skew_s: reading.kind === 'measured' && first !== undefined ? skewJson(first) : null,
    alternatives_s: reading.kind === 'measured' ? [] : skews.map(skewJson),
    period_s: period,
    reference: first?.reference ?? null,
  }
}
