/** The search behind `totp verify`: as wide as it takes, with a second code where one does not convince. */
import type { Secret } from '../core/secret.ts'
import { parseSecret } from '../core/totp/base32.ts'
import { codeForm } from '../core/totp/code.ts'
import type { OtpParameters } from '../core/totp/parameters.ts'
import { everyParameter, everyTime, type SweepParameters } from '../core/totp/sweep.ts'
import { sweepVerdict } from '../core/totp/sweep-verdict.ts'
import { usualFor } from '../core/totp/typed-code.ts'
import { type CodeVerdict, secretBytes, type VerifyRequest } from '../core/totp/verdict.ts'
import { isConvincing, verifyCode } from '../core/totp/verify.ts'
import type { Host } from '../host/host.ts'
import type { Asked, ComputerClock } from '../ui/totp.ts'
import { correctionBy } from './measure-clock.ts'
import { searchFor, sweepDeep } from './sweep-progress.ts'

/** What a code should fit. */
export interface Subject {
  readonly secret: Secret | Secret<string>
  /** Undefined where nothing is said: then what is usual for such a code counts. */
  readonly parameters?: OtpParameters
  readonly counter?: number | undefined
}

/** A code, the time at which it was entered by this computer's clock, and for how long it may have been read off before. */
export interface TypedCode {
  readonly code: string
  readonly at: number
  readonly typing: number
}

/** One code, or two in a row. */
type TypedCodes = readonly [TypedCode] | readonly [TypedCode, TypedCode]

export interface Case {
  readonly subject: Subject
  readonly clock: ComputerClock
  /** Steps before and after now that count as now. */
  readonly window: number
  /** Whether two codes that fit nowhere are searched through all times. */
  readonly deep: boolean
  /** Gets a second code; undefined where nobody is there to type one. */
  readonly second: ((after: CodeVerdict, first: TypedCode) => Promise<TypedCode>) | undefined
}

export interface Judged {
  readonly verdict: CodeVerdict
  readonly asked: Asked
}

/** Throws `bad-secret` for a secret that cannot be read as it stands and fits in no other reading. */
export async function judge(codes: TypedCodes, given: Case, host: Host): Promise<Judged> {
  const request = { ...buildRequest(codes, given), search: searchFor(host) }
  const verdict = await verifyCode(request)
  const [first, second] = codes
  if (second === undefined && !isConvincing(verdict) && given.second !== undefined)
    return judge([first, await given.second(verdict, first)], given, host)
  const isDeep = verdict.kind === 'no-match' && given.deep && second !== undefined
  const last = isDeep ? await searchAllTimes(request, host) : verdict
  refuseBroken(last, given.subject)
  const reach: Asked['search'] = isDeep ? 'deep' : second === undefined ? 'one' : 'two'
  return {
    verdict: last,
    asked: { declared: declaredIn(request), due: given.subject.counter, search: reach, clock: given.clock },
  }
}

function buildRequest(codes: TypedCodes, { subject, clock, window }: Case): VerifyRequest {
  const [first, second] = codes
  const { at, typing } = second ?? first
  const { offset, uncertainty } = correctionBy(clock)
  const texts = second === undefined ? ([first.code] as const) : ([first.code, second.code] as const)
  return { ...subject, codes: texts, at: at + offset, typing, window, uncertainty }
}

const declaredIn = ({ parameters, codes }: VerifyRequest): OtpParameters => parameters ?? usualFor(codes)

/** A secret that cannot be read and fits in no other reading is a broken one. */
function refuseBroken(verdict: CodeVerdict, { secret }: Subject): void {
  const value = secret.reveal()
  if (!('chance' in verdict) && typeof value === 'string') parseSecret(value)
}

// --- Searches that take a while ---

/** From 1970 to 2100, with every usual algorithm and period and those that were declared. */
function searchAllTimes(request: VerifyRequest, host: Host): Promise<CodeVerdict> {
  const declared = declaredIn(request)
  const { algorithm, period } = declared
  const isUsual = everyParameter.some((one) => one.algorithm === algorithm && one.period === period)
  const parameters = isUsual ? everyParameter : [{ algorithm, period }, ...everyParameter]
  const steps = parameters.reduce((sum, one) => sum + (everyTime.to - everyTime.from) / one.period, 0)
  return sweep(request, everyTime, parameters, steps, host)
}

async function sweep(
  request: VerifyRequest,
  { from, to }: { readonly from: number; readonly to: number },
  parameters: readonly SweepParameters[],
  candidates: number,
  host: Host,
): Promise<CodeVerdict> {
  const declared = declaredIn(request)
  const key = secretBytes(request)
  if (key === undefined) return { kind: 'no-match', parameters: declared }
  const hits = await sweepDeep(host, {
    key,
    codes: request.codes,
    form: codeForm(declared),
    from,
    to,
    parameters,
  })
  return sweepVerdict(request, hits, candidates)
}
