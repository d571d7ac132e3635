/** The work of `totp verify`: why a code is refused. */
import { RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { parseSecret, readBase32 } from '../../core/totp/base32.ts'
import type { OtpParameters } from '../../core/totp/parameters.ts'
import { isConvincing, readCode, usualFor, type Verdict, verifyCode } from '../../core/totp/verify.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Host } from '../../host.ts'
import {
  type Asked,
  type ComputerClock,
  chanceText,
  verdictBlocks,
  verdictHints,
  verdictJson,
} from '../../ui/totp.ts'
import { show } from '../ask.ts'
import type { VerifyOptions } from './command.ts'
import { checkClock, correctionBy } from './computer-clock.ts'
import { refuse, secondsOf, timeOf } from './options.ts'
import { accountIn, isBare, readText } from './source.ts'

/** What a code should fit. */
export interface Subject {
  readonly secret: Secret | Secret<string>
  /** Undefined where nothing is said: then what is usual for such a code counts. */
  readonly parameters?: OtpParameters
  readonly counter?: number | undefined
}

/** A code, the time at which it was entered by this computer's clock, and for how long it may have been read off before. */
interface TypedCode {
  readonly code: string
  readonly at: number
  readonly typing: number
}

/** What is judged, and by what. */
interface Case {
  readonly subject: Subject
  readonly clock: ComputerClock
  readonly window: number
  /** Whether somebody is there who can type a second code. */
  readonly person: boolean
}

export async function verify(
  code: string | undefined,
  next: string | undefined,
  given: VerifyOptions,
  host: Host,
): Promise<Exit> {
  const window = windowOf(given.window, host)
  const at = timeOf(given.at, host)
  const typed = [code, next].flatMap((text) =>
    text === undefined ? [] : [{ code: codeFrom(text, host), at: at ?? secondsOf(host.now()), typing: 0 }],
  )
  // A time that is given is right by definition.
  const checking = at === undefined ? checkClock(host, given.clock !== false) : ({ kind: 'given' } as const)
  const [subject, clock] = await Promise.all([subjectFrom(given, host), checking])
  const first = typed[0] ?? (await askCode(host, host.words.totp.verify.askCode))
  const judged = await judge(
    first,
    typed[1],
    { subject, clock, window, person: at === undefined && isPersonAt(host) },
    host,
  )
  tell(judged.verdict, judged.asked, host)
  return judged.verdict.kind === 'match' ? exits.yes : exits.no
}

/** Searches for the first code, and for both where one alone does not convince and a person is there to type another. */
export async function judge(
  first: TypedCode,
  second: TypedCode | undefined,
  given: Case,
  host: Host,
): Promise<{ readonly verdict: Verdict; readonly asked: Asked }> {
  const one = second === undefined ? search([first], given) : undefined
  const more =
    second ??
    (one === undefined || isConvincing(one) || !given.person ? undefined : await askSecond(one, first, host))
  const verdict = more === undefined ? one : search([first, more], given)
  if (verdict === undefined) throw new RescueError({ code: 'needs-terminal' })
  refuseBroken(verdict, given.subject)
  const declared = given.subject.parameters ?? usualFor([first.code])
  const reach: Asked['search'] = more === undefined ? 'one' : 'two'
  return { verdict, asked: { declared, due: given.subject.counter, search: reach, clock: given.clock } }
}

function search(
  codes: readonly [TypedCode] | readonly [TypedCode, TypedCode],
  { subject, clock, window }: Case,
): Verdict {
  const [first, second] = codes
  const { at, typing } = second ?? first
  const { offset, uncertainty } = correctionBy(clock)
  return verifyCode({
    ...subject,
    codes: second === undefined ? [first.code] : [first.code, second.code],
    at: at + offset,
    typing,
    window,
    uncertainty,
  })
}

/** A secret that cannot be read and fits in no other reading is a broken one. Throws `bad-secret`. */
function refuseBroken(verdict: Verdict, { secret }: Subject): void {
  const value = secret.reveal()
  if (verdict.kind === 'no-match' && typeof value === 'string') parseSecret(value)
}

/** Prints the answer, and beside it what to do. */
export function tell(verdict: Verdict, asked: Asked, host: Host): void {
  const { settings, terminal, words } = host
  const blocks = verdictBlocks(verdict, asked, words)
  if (settings.json) terminal.out(`${JSON.stringify(verdictJson(verdict, asked, words))}\n`)
  else if (terminal.outIsTerminal) show(host, blocks, 'out')
  else terminal.out(blocks.map((block) => `${'text' in block ? block.text : ''}\n`).join(''))
  for (const text of verdictHints(verdict, asked, words)) host.hint(text)
}

// --- What was given ---

async function subjectFrom({ secretFile }: VerifyOptions, host: Host): Promise<Subject> {
  return subjectIn(await readText(host, secretFile), host)
}

/** A bare secret may turn out to have been misread, so it stays a text. Throws `bad-secret` where there is none. */
export function subjectIn(text: Secret<string>, host: Host): Subject {
  if (!isBare(text)) return accountIn(text, host)
  const bytes = readBase32(text.reveal())
  if (bytes instanceof Uint8Array || bytes.kind === 'empty') accountIn(text, host)
  return { secret: text }
}

function windowOf(text: string | undefined, { words }: Host): number {
  if (text === undefined) return 0
  const steps = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN
  return steps <= mostSteps ? steps : refuse('--window', words.totp.allowed.window)
}

const mostSteps = 10_000_000

const codeFrom = (text: string, { words }: Host): string =>
  readCode(text) ?? refuse('code', words.totp.allowed.code)

// --- Questions ---

/** Nobody reads a code off and waits longer than its life before it is typed. */
const longestTyping = 30

export async function askCode(host: Host, message: string, before?: string): Promise<TypedCode> {
  const prompt = await host.prompt()
  const { verify } = host.words.totp
  const asked = secondsOf(host.now())
  const text = await prompt.text({
    message,
    check: (typed) => {
      const code = readCode(typed)
      if (code === undefined) return verify.badCode
      return code === before ? verify.sameCode : undefined
    },
  })
  const at = secondsOf(host.now())
  return { code: codeFrom(text, host), at, typing: Math.min(at - asked, longestTyping) }
}

/** Whether questions beyond what was asked for are welcome. */
function isPersonAt({ settings, input, terminal }: Host): boolean {
  return !settings.json && !settings.yes && input.isTerminal && terminal.errIsTerminal
}

/** A second code makes sure, and lets a wider search be made. */
async function askSecond(verdict: Verdict, { code }: TypedCode, host: Host): Promise<TypedCode> {
  const { verify } = host.words.totp
  host.hint(
    verdict.kind === 'no-match' ? verify.hints.second : verify.unsure(chanceText(verdict.chance, host.words)),
  )
  return askCode(host, verify.askNext, code)
}
