/** Names that look like secrets: typed instead of a name by mistake, they must not be repeated in a message. */
import type { Problem } from './errors.ts'

/** Letters and digits of a key in Base32 (RFC 4648, section 6), with the spaces and hyphens people leave in. */
const base32 = /^[A-Za-z2-7]{16,}=*$/
const leastCode = 6

/**
 * Whether a text may be a key, a code, a backup code or a link with a key. Rather too often than too rarely: what is
 * concealed costs a person a look at what they typed.
 */
export function looksLikeSecret(text: string): boolean {
  const plain = text.normalize('NFKC').trim()
  if (/otpauth|AGE-SECRET-KEY|secret=/i.test(plain)) return true
  const joined = plain.replace(/[\s\p{Pd}_.]+/gu, '')
  if (/^\d+$/.test(joined)) return joined.length >= leastCode
  if (base32.test(joined) && (/\d/.test(joined) || joined === joined.toUpperCase())) return true
  if (/^[0-9a-f]{8,}$/i.test(joined) && /\d/.test(joined) && /[a-f]/i.test(joined)) return true
  return hasCodeGroups(plain) || isMixed(joined)
}

/** Groups of equal length in which letters and digits are mixed, as backup codes are printed. */
function hasCodeGroups(text: string): boolean {
  const groups = text.split(/[\s\p{Pd}_.]+/u)
  const [first = ''] = groups
  return (
    groups.length > 1 &&
    first.length >= 3 &&
    groups.every((group) => group.length === first.length && /^[A-Za-z0-9]+$/.test(group)) &&
    /\d/.test(text) &&
    /[A-Za-z]/.test(text)
  )
}

/** Letters and digits that change places often: no name is written like that. */
function isMixed(text: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}=*$/.test(text)) return false
  const changes = [...text.matchAll(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)].length
  return changes >= 3
}

/** The fields of a failure that repeat what was typed as a name. */
const typedFields = ['name', 'service', 'file', 'set', 'account'] as const

/** A failure with names that look like secrets replaced, and whether there were any. */
export function concealSecrets(
  problem: Problem,
  replacement: string,
): { readonly problem: Problem; readonly concealed: boolean } {
  const found = typedFields.filter((field) => {
    const value: unknown = Object.entries(problem).find(([key]) => key === field)?.[1]
    if (typeof value !== 'string') return false
    // A file that is there is no secret typed by mistake, whatever its name looks like.
    if (field === 'file') return problem.code === 'no-file' && looksLikeSecret(lastPart(value))
    return looksLikeSecret(value)
  })
  if (found.length === 0) return { problem, concealed: false }
  const replaced = Object.fromEntries(found.map((field) => [field, replacement]))
  return { problem: { ...problem, ...replaced }, concealed: true }
}

/** The name of a file without its folders. */
const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
