/** The work of `totp verify`: why a code is refused. */

import { RescueError } from '../../core/errors.ts'
import { toUnixSeconds } from '../../core/totp/time.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseTogether, refuseValue } from '../../host/misuse.ts'
import { askCode, codeFrom, secondFrom, subjectIn } from '../../tasks/ask-code.ts'
import { type Judged, judge, type Subject, type TypedCode } from '../../tasks/judge-code.ts'
import { checkClock } from '../../tasks/measure-clock.ts'
import { readText } from '../../tasks/read-secret.ts'
import { blockLines } from '../../tasks/screen.ts'
import { findStored } from '../../tasks/totp-accounts.ts'
import { verdictBlocks, verdictHints, verdictJson } from '../../ui/totp.ts'
import { timeFrom } from '../option-values.ts'

/** The options of `totp verify`. */
export interface VerifyOptions {
  readonly account?: string
  readonly secretFile?: string
  readonly window?: string
  readonly at?: string
  readonly deep?: boolean
  /** False with `--no-clock`. */
  readonly clock?: boolean
}

/** Judges a code, and prints the answer. */
export async function verify(
  code: string | undefined,
  next: string | undefined,
  given: VerifyOptions,
  host: Host,
): Promise<Exit> {
  const window = parseWindow(given.window, host)
  const at = timeFrom(given.at, host)
  const parseTyped = (text: string): TypedCode => ({
    code: codeFrom(text, host),
    at: at ?? toUnixSeconds(host.now()),
    typing: 0,
  })
  const [first, second] = [code, next].map((text) => (text === undefined ? undefined : parseTyped(text)))
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

/** Prints the answer, and next to it what to do. */
function tell({ verdict, asked }: Judged, host: Host): void {
  const { terminal, words } = host
  const blocks = verdictBlocks(verdict, asked, words)
  host.result({
    json: verdictJson(verdict, asked, words),
    text: terminal.outIsTerminal
      ? blockLines(host, blocks, 'out')
      : blocks.map((block) => ('text' in block ? block.text : '')),
  })
  for (const text of verdictHints(verdict, asked, words)) host.hint(text)
}

// --- What was given ---

async function subjectFrom({ account, secretFile }: VerifyOptions, host: Host): Promise<Subject> {
  if (account !== undefined && secretFile !== undefined) refuseTogether('--secret-file', '--account')
  if (account !== undefined) return (await findStored(account, host)).account
  return subjectIn(await readText(host, secretFile, 'use'), host)
}

function parseWindow(text: string | undefined, { words }: Host): number {
  if (text === undefined) return 0
  const steps = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN
  return steps <= mostSteps ? steps : refuseValue('--window', words.totp.allowed.window)
}

const mostSteps = 10_000_000

/** Whether questions beyond what was asked for are welcome. */
function isPersonAt({ welcomesQuestions, input, terminal }: Host): boolean {
  return welcomesQuestions && input.isTerminal && terminal.errIsTerminal
}
