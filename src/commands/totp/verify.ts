/** The work of `totp verify`: why a code is refused. */
import { RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import { readBase32 } from '../../core/totp/base32.ts'
import { readCode } from '../../core/totp/typed-code.ts'
import type { Verdict } from '../../core/totp/verify.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Host } from '../../host.ts'
import { chanceText, verdictBlocks, verdictHints, verdictJson } from '../../ui/totp.ts'
import { show } from '../ask.ts'
import type { VerifyOptions } from './command.ts'
import { checkClock } from './computer-clock.ts'
import { type Judged, judge, type Subject, type TypedCode } from './judge.ts'
import { exclude, refuse, secondsOf, timeOf } from './options.ts'
import { accountIn, isBare, readText } from './source.ts'
import { withStored } from './stored.ts'

export async function verify(
  code: string | undefined,
  next: string | undefined,
  given: VerifyOptions,
  host: Host,
): Promise<Exit> {
  const window = windowOf(given.window, host)
  const at = timeOf(given.at, host)
  const typed = (text: string): TypedCode => ({
    code: codeFrom(text, host),
    at: at ?? secondsOf(host.now()),
    typing: 0,
  })
  const [first, second] = [code, next].map((text) => (text === undefined ? undefined : typed(text)))
  const person = at === undefined && isPersonAt(host)
  const deep = given.deep ?? false
  if (deep && second === undefined && !person)
    throw new RescueError({ code: 'misused', misuse: { kind: 'missing-argument', name: 'next' } })
  // A time that is given is right by definition.
  const checking = at === undefined ? checkClock(host, given.clock !== false) : ({ kind: 'given' } as const)
  const [subject, clock] = await Promise.all([subjectFrom(given, host), checking])
  const asked = first ?? (await askCode(host, host.words.totp.verify.askCode))
  const judged = await judge(
    second === undefined ? [asked] : [asked, second],
    { subject, clock, window, deep, second: person ? secondFrom(host) : undefined },
    host,
  )
  tell(judged, host)
  return judged.verdict.kind === 'match' ? exits.yes : exits.no
}

/** Prints the answer, and beside it what to do. */
function tell({ verdict, asked }: Judged, host: Host): void {
  const { settings, terminal, words } = host
  const blocks = verdictBlocks(verdict, asked, words)
  if (settings.json) terminal.out(`${JSON.stringify(verdictJson(verdict, asked, words))}\n`)
  else if (terminal.outIsTerminal) show(host, blocks, 'out')
  else terminal.out(blocks.map((block) => `${'text' in block ? block.text : ''}\n`).join(''))
  for (const text of verdictHints(verdict, asked, words)) host.hint(text)
}

// --- What was given ---

async function subjectFrom({ account, secretFile }: VerifyOptions, host: Host): Promise<Subject> {
  if (account !== undefined && secretFile !== undefined) exclude('--secret-file', '--account')
  if (account !== undefined) return withStored(account, host, async (stored) => stored.account)
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

/** Asks for a code that is on a screen now, another one than `before`. */
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
export const secondFrom =
  (host: Host) =>
  (verdict: Verdict, { code }: TypedCode): Promise<TypedCode> => {
    const { verify } = host.words.totp
    host.hint(
      verdict.kind === 'no-match'
        ? verify.hints.second
        : verify.unsure(chanceText(verdict.chance, host.words)),
    )
    return askCode(host, verify.askNext, code)
  }
