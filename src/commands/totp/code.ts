/** The work of `totp code`. Alone on stdout where it is piped on: the code. */

import { type Account, formatTitle } from '../../core/totp/account.ts'
import { codeAt, codeAtCounter, type TimedCode } from '../../core/totp/code.ts'
import { toUnixSeconds } from '../../core/totp/time.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseTogether } from '../../host/misuse.ts'
import { accountIn, readText } from '../../tasks/read-secret.ts'
import { advanceCounter, findStored } from '../../tasks/totp-accounts.ts'
import { plain } from '../../ui/palette.ts'
import { codeJson, counterText, timedText } from '../../ui/totp.ts'
import { eraseCodes } from '../../ui/wrap.ts'
import { timeFrom } from '../option-values.ts'
import type { Verb } from '../verb.ts'

interface CodeOptions {
  readonly secretFile?: string
  readonly watch?: boolean
  readonly at?: string
  readonly copy?: boolean
  readonly fresh?: boolean
}

export const codeVerb: Verb = {
  name: 'code',
  examples: [
    '2fa-rescue totp code github --copy',
    '2fa-rescue totp code - < secret.txt',
    '2fa-rescue totp code --watch',
  ],
  add: (command, perform, words) =>
    command
      .description(words.totp.code.help)
      .argument('[name]', words.totp.name)
      .option('--secret-file <file>', words.totp.options.secretFile)
      .option('--watch', words.totp.code.options.watch)
      .option('--at <time>', words.totp.options.at)
      .option('--copy', words.totp.code.options.copy)
      .option('--fresh', words.totp.code.options.fresh)
      .action((name: string | undefined, given: CodeOptions) => perform((host) => code(name, given, host))),
}

async function code(name: string | undefined, given: CodeOptions, host: Host): Promise<Exit> {
  if (given.at !== undefined && given.watch) refuseTogether('--at', '--watch')
  if (given.at !== undefined && given.fresh) refuseTogether('--at', '--fresh')
  if (name !== undefined && given.secretFile !== undefined) refuseTogether('--secret-file', 'name')
  const isStored = name !== undefined && name !== '-'
  const account = isStored
    ? await readStoredAccount(name, given, host)
    : await accountIn(await readText(host, name ?? given.secretFile, 'use'), host)
  if (account.parameters.type !== 'hotp') return byTime(account, given, host)
  refuseTime(given)
  const { advanced, notKept } = host.words.totp.code
  host.note(isStored ? advanced(formatTitle(account)) : notKept)
  return showCounted(account, account.counter ?? 0, given, host)
}

/** A stored account; of one by counter the code that is next, which is used up by it. */
async function readStoredAccount(name: string, given: CodeOptions, host: Host): Promise<Account> {
  const stored = await findStored(name, host)
  if (stored.account.parameters.type !== 'hotp') return stored.account
  refuseTime(given)
  return advanceCounter(stored, await host.store())
}

async function byTime(account: Account, given: CodeOptions, host: Host): Promise<Exit> {
  const at = timeFrom(given.at, host)
  if (given.fresh) await waitForFresh(account, host)
  if (given.watch) return watch(account, host)
  const timed = computeTimedCode(account, at ?? toUnixSeconds(host.now()))
  print(account, timed, host)
  if (given.copy) await copy(timed.code, timed.secondsLeft, host)
  return exits.yes
}

function computeTimedCode({ secret, parameters }: Account, at: number): TimedCode {
  return codeAt(secret.reveal(), parameters, at)
}

function print(account: Account, timed: TimedCode, { result, terminal, words, outStyle }: Host): void {
  result({
    json: codeJson(account, timed),
    text: terminal.outIsTerminal ? timedText(timed, words, outStyle) : timed.code,
  })
}

// --- By counter ---

/** What only a code by time can be asked for. */
function refuseTime(given: CodeOptions): void {
  for (const option of ['watch', 'at', 'fresh'] as const)
    if (given[option]) refuseTogether(`--${option}`, 'HOTP')
}

async function showCounted(account: Account, counter: number, given: CodeOptions, host: Host): Promise<Exit> {
  const { terminal, words, outStyle } = host
  const made = codeAtCounter(account.secret.reveal(), account.parameters, counter)
  host.result({
    json: codeJson(account, { code: made, counter }),
    text: terminal.outIsTerminal ? counterText(made, counter, words, outStyle) : made,
  })
  if (given.copy) await copy(made, 0, host)
  return exits.yes
}

// --- Waiting and watching ---

/** Fewer seconds than this, and not a third of the period, are too few to type a code. */
const fewSeconds = 10

async function waitForFresh(account: Account, host: Host): Promise<void> {
  const { secondsLeft, to } = computeTimedCode(account, toUnixSeconds(host.now()))
  if (secondsLeft >= Math.min(fewSeconds, account.parameters.period / 3)) return
  host.note(host.words.totp.code.waiting(secondsLeft))
  await host.wait(to - toUnixSeconds(host.now()))
}

/** Until it is stopped: on a terminal one line that counts down, else each code on a line of its own as it begins. */
async function watch(account: Account, host: Host): Promise<Exit> {
  const { terminal, settings, words } = host
  const live = host.readsResults && !settings.plain
  let drawn: TimedCode | undefined
  while (!terminal.outClosed) {
    const timed = computeTimedCode(account, toUnixSeconds(host.now()))
    // Drawn over itself. The cursor waits below, where ctrl-c leaves it.
    if (live && drawn !== undefined)
      terminal.out(eraseCodes([timedText(drawn, words, plain)], terminal.size().columns))
    print(account, timed, host)
    drawn = timed
    const now = toUnixSeconds(host.now())
    await host.wait((live ? Math.min(Math.floor(now) + 1, timed.to) : timed.to) - now)
  }
  return exits.yes
}

// --- Clipboard ---

/** Seconds that a code stays on the clipboard at least: services mostly take the code before the present one as well. */
const leastLent = 30

async function copy(text: string, secondsLeft: number, host: Host): Promise<void> {
  const seconds = Math.max(leastLent, secondsLeft)
  await (await host.clipboard()).lend(text, seconds)
  host.note(host.words.totp.code.copied(seconds))
}
