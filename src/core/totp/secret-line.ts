/** One line that may hold a bare secret: with a label, in quotation marks, or among other words. */

import { readBase32, readGroups } from './base32.ts'
import type { LinkFlaw } from './flaws.ts'
import { foreignKind } from './foreign.ts'

/** What a line without a link is. */
type SecretLine =
  | { readonly kind: 'secret'; readonly text: string; readonly bytes: Uint8Array }
  /** Something that may be a secret and cannot be read as one; `text` is what it would be. */
  | { readonly kind: 'broken'; readonly text: string; readonly flaw: LinkFlaw }
  /** Nothing that could be a secret. */
  | { readonly kind: 'other'; readonly flaw: LinkFlaw }

/** Words before a secret, up to a colon, an equals sign or "is": `Secret:`, `"secret":`, `Your key is`, `鍵：`. */
const label = /^["'`*\s{[(]{0,4}[\p{L}\p{N}\s"'’`()/_*-]{1,60}?(?:["'`*]{0,2}\s?[:=]|\sis\s)\s*/iu

/** What surrounds a secret in a sentence, a list or a JSON file. */
const marksBefore = /^(?:[-*•>|]\s+)?["'`“”‘’«»「『<({[*_]{0,4}/
const marksAfter = /["'`“”‘’«»」』>)}\]*_.,;:!。、|]{1,4}$/

/** A labelled secret without known words is taken from so many characters on: below it may be anything. */
const leastLabelled = 16

/** Labels that say that a secret follows, however short it is. */
const secretWords = /secret|key|totp|2fa|otp|base ?32|seed|code|シークレット|キー|鍵|秘密/i

/** What a line is. `line` holds no link. */
export function readSecretLine(line: string): SecretLine {
  const whole = line.normalize('NFKC').trim()
  const what = foreignKind(whole)
  if (what !== undefined) return { kind: 'other', flaw: { kind: 'foreign', what } }
  const bare = trimMarks(whole)
  const plain = readGroups(bare)
  if (plain instanceof Uint8Array) return { kind: 'secret', text: bare, bytes: plain }
  const labelled = readLabelled(whole)
  if (labelled !== undefined) return labelled
  if (holdsSecret(whole))
    return { kind: 'broken', text: bare, flaw: { kind: 'secret', flaw: { kind: 'groups' } } }
  if (plain.kind === 'empty') return { kind: 'other', flaw: { kind: 'no-link' } }
  return isSentence(bare)
    ? { kind: 'other', flaw: { kind: 'no-link' } }
    : { kind: 'broken', text: bare, flaw: { kind: 'secret', flaw: plain } }
}

function readLabelled(whole: string): SecretLine | undefined {
  const before = label.exec(whole)?.[0]
  if (before === undefined) return undefined
  const text = trimMarks(whole.slice(before.length))
  const isNamed = secretWords.test(before)
  const bytes = readGroups(text)
  if (bytes instanceof Uint8Array)
    return isNamed || text.length >= leastLabelled ? { kind: 'secret', text, bytes } : undefined
  if (!isNamed || bytes.kind === 'empty' || isSentence(text)) return undefined
  return { kind: 'broken', text, flaw: { kind: 'secret', flaw: bytes } }
}

/** Whether one of the words is a secret by itself: read as a whole, the line would be another one. */
const holdsSecret = (text: string): boolean => {
  const words = text.split(/[^\p{L}\p{N}]+/u)
  return words.length > 1 && words.some((word) => word.length >= leastLabelled && isCertain(word))
}

const isCertain = (word: string): boolean => /\d/.test(word) && readBase32(word) instanceof Uint8Array

const trimMarks = (text: string): string =>
  text.trim().replace(marksBefore, '').replace(marksAfter, '').replace(marksAfter, '').trim()

/** Several words of which none could be a secret, or characters that no secret and no other reading of one has. */
function isSentence(text: string): boolean {
  if (/[^\p{L}\p{N}\s\p{Pd}\p{Cf}=]/u.test(text) || !/[a-z\d]/i.test(text)) return true
  const words = text.split(/\s+/)
  return words.length > 1 && !words.some(mayBeSecret)
}

/** A group that no word of a language looks like: long and readable, or with digits, or in capitals. */
function mayBeSecret(word: string): boolean {
  if (/\d/.test(word) && /\p{L}/u.test(word)) return true
  return (
    word.length >= leastLabelled ||
    (word.length > 3 && word === word.toUpperCase() && readBase32(word) instanceof Uint8Array)
  )
}
