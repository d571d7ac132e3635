/** Asks a person for codes to verify. */

import type { Secret } from '../core/secret.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import { readCode, readTypedCode } from '../core/totp/typed-code.ts'
import type { CodeVerdict } from '../core/totp/verdict.ts'
import type { Host } from '../host/host.ts'
import { refuseValue } from '../host/misuse.ts'
import { chanceText } from '../ui/totp.ts'
import type { Subject, TypedCode } from './judge-code.ts'
import { secretIn } from './read-secret.ts'

/** What a code should fit: a bare secret stays a text, since it may turn out to have been misread. */
export async function subjectIn(text: Secret<string>, host: Host): Promise<Subject> {
  const given = await secretIn(text, host)
  return given.kind === 'text' ? { secret: given.text } : given.account
}

/** The code in what was typed; says so where letters were read as digits. Throws `misused` for anything else. */
export function codeFrom(text: string, { words, hint }: Host): string {
  const typed = readTypedCode(text) ?? refuseValue('code', words.totp.allowed.code)
  if (typed.hasLookAlikes) hint(words.totp.verify.lookAlikes)
  return typed.code
}

// --- Questions ---

/** Nobody reads a code off and waits longer than its life before it is typed. */
const longestTyping = 30

/** Asks for a code that is on a screen now, another one than `before`. */
export async function askCode(host: Host, message: string, before?: string): Promise<TypedCode> {
  const prompt = await host.prompt()
  const { verify } = host.words.totp
  const asked = toUnixSeconds(host.now())
  const text = await prompt.text({
    message,
    check: (typed) => {
      const code = readCode(typed)
      if (code === undefined) return verify.badCode
      return code === before ? verify.sameCode : undefined
    },
  })
  const at = toUnixSeconds(host.now())
  return { code: codeFrom(text, host), at, typing: Math.min(at - asked, longestTyping) }
}

/** A second code makes sure, and lets a wider search be made. */
export const secondFrom =
  (host: Host) =>
  (verdict: CodeVerdict, { code }: TypedCode): Promise<TypedCode> => {
    const { verify } = host.words.totp
    host.hint(
      'chance' in verdict ? verify.unsure(chanceText(verdict.chance, host.words)) : verify.hints.second,
    )
    return askCode(host, verify.askNext, code)
  }
