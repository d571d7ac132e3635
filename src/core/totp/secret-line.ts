/** One line that may hold a bare secret: with a label, in quotation marks, or among other words. */

import { usualLeastBytes } from './account.ts'
import { compact, isUsualLength, readBase32, readGroups, withoutPadding } from './base32.ts'
import type { LinkFlaw, SecretFlaw } from './flaws.ts'
import { foreignKind } from './foreign.ts'
import type { Pair } from './link-parameters.ts'
import { isHarmless, normaliseName, showableName } from './parameter-names.ts'
import { secretRange } from './parameters.ts'
import { joinCells, readField, readSettings, splitFields } from './setting-lines.ts'
import { unescapeHtml } from './unescape.ts'

/** A secret in a line, and what else the line says. */
export interface LineSecret {
  readonly kind: 'secret'
  /** As it was typed. */
  readonly text: string
  readonly bytes: Uint8Array
  /** Settings on the same line. */
  readonly settings: readonly Pair[]
  /** Whether words next to it were left out. */
  readonly hasComment: boolean
  /** Whether the label says that it is written in another way than Base32. */
  readonly isEncoded: boolean
}

/** What a line without a link is. */
export type SecretLine =
  | LineSecret
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

/** Longer lines with a label, settings or a comment are refused: one of JSON with names and a long secret is shorter. */
const longestLine = 2000

/** What a line is. `line` holds no link. */
export function readSecretLine(line: string): SecretLine {
  const whole = joinCells(removeTags(line.normalize('NFKC')).trim())
  const what = foreignKind(whole)
  if (what !== undefined) return { kind: 'other', flaw: { kind: 'foreign', what } }
  const bare = trimMarks(whole)
  // Most patterns are applied to lines of a sensible length only.
  const isShort = whole.length <= longestLine
  if (isShort && isCut(whole)) return brokenSecret(bare, { kind: 'cut' })
  const plain = readGroups(bare)
  if (plain instanceof Uint8Array) return foundSecret(bare, plain)
  if (plain.kind === 'cut') return brokenSecret(bare, plain)
  const found = isShort
    ? (readWithSettings(whole) ?? readLabelled(whole) ?? readCommented(whole) ?? readPrefixed(whole))
    : undefined
  if (found !== undefined) return found
  if (holdsSecret(whole)) return brokenSecret(bare, { kind: 'groups' })
  if (plain.kind === 'empty') return { kind: 'other', flaw: { kind: 'no-link' } }
  return isSentence(bare) ? { kind: 'other', flaw: { kind: 'no-link' } } : brokenSecret(bare, plain)
}

const foundSecret = (text: string, bytes: Uint8Array): LineSecret => ({
  kind: 'secret',
  text,
  bytes,
  settings: [],
  hasComment: false,
  isEncoded: false,
})

const brokenSecret = (text: string, flaw: SecretFlaw): SecretLine => ({
  kind: 'broken',
  text,
  flaw: { kind: 'secret', flaw },
})

/** The tags of HTML around a secret. */
function removeTags(line: string): string {
  if (!/<\/?[a-z]/i.test(line)) return line
  return unescapeHtml(line.replace(/<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]*)?>/gi, ' '))
}

/** Dots, stars or bullets next to what looks like a part of a secret. */
function isCut(text: string): boolean {
  const found = [
    ...text.matchAll(/([a-z2-7]{4,})[ \t]?(?:\[?(?:\.{2,}|・{2,})\]?|\*{4,}|[•●]{2,})/gi),
    ...text.matchAll(/(?:\[?(?:\.{2,}|・{2,})\]?|\*{4,}|[•●]{2,})[ \t]?([a-z2-7]{4,})/gi),
  ]
  return found.some(([, part = '']) => part === part.toUpperCase() || /\d/.test(part))
}

// --- With a label ---

function readLabelled(whole: string): SecretLine | undefined {
  const before = label.exec(whole)?.[0]
  if (before === undefined) return undefined
  const text = trimMarks(whole.slice(before.length))
  const encoding = findEncoding(before)
  if (encoding !== undefined) return readEncoded(text, encoding)
  const isNamed = secretWords.test(before)
  const bytes = readGroups(text)
  if (bytes instanceof Uint8Array)
    return isNamed || text.length >= leastLabelled ? foundSecret(text, bytes) : undefined
  if (!isNamed || bytes.kind === 'empty') return undefined
  const inner = readCommented(text) ?? readPrefixed(text)
  if (inner !== undefined) return inner
  return isSentence(text) ? undefined : brokenSecret(text, bytes)
}

type Encoding = 'hex' | 'base64' | 'text'

/** KeePass names the form of a secret: `TimeOtp-Secret-Hex`; without a form the characters are the secret. */
function findEncoding(labelText: string): Encoding | undefined {
  const name = normaliseName(labelText.replace(/[:=]/g, ''))
  if (name === 'timeotpsecret' || name === 'hmacotpsecret') return 'text'
  if (!/secret|key|seed/.test(name)) return undefined
  if (/hex(?:adecimal)?/.test(name)) return 'hex'
  return name.includes('base64') ? 'base64' : undefined
}

function readEncoded(text: string, encoding: Encoding): SecretLine | undefined {
  if (text === '') return undefined
  const bytes = decodeBytes(text, encoding)
  if (bytes === undefined || bytes.length === 0 || bytes.length > secretRange.most)
    return { kind: 'broken', text, flaw: { kind: 'parameter', name: encoding } }
  return { ...foundSecret(text, bytes), isEncoded: true }
}

function decodeBytes(text: string, encoding: Encoding): Uint8Array | undefined {
  const plain = text.replace(/\s/g, '')
  switch (encoding) {
    case 'text':
      return new TextEncoder().encode(text)
    case 'hex':
      if (plain.length % 2 !== 0 || !/^[\da-f]+$/i.test(plain)) return undefined
      return Uint8Array.from(plain.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    case 'base64':
      return /^[\w+/-]+={0,2}$/.test(plain) ? decodeBase64(plain) : undefined
  }
}

/** Base64 of either alphabet (RFC 4648, sections 4 and 5), without Node's Buffer: this runs in browsers, too. */
function decodeBase64(text: string): Uint8Array | undefined {
  const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/')
  // Four characters make three bytes; one that is left over makes none.
  const whole = plain.length % 4 === 1 ? plain.slice(0, -1) : plain
  return Uint8Array.from(atob(whole), (char) => char.charCodeAt(0))
}

// --- With settings, a comment or a number ---

/** `key=K&size=8`, `{"secret": "K", "digits": 8}`, `K, 8 digits`: one secret, and fields that are understood. */
function readWithSettings(whole: string): SecretLine | undefined {
  const parts = splitFields(whole)
  if (parts.length < 2) return undefined
  const secrets: LineSecret[] = []
  const settings: Pair[] = []
  for (const part of parts) {
    const pairs = readField(part)
    const secret = pairs === undefined ? readAlone(part) : undefined
    if (pairs !== undefined) settings.push(...pairs)
    else if (secret !== undefined) secrets.push(secret)
    else if (!isHarmlessField(part)) return undefined
  }
  const [only, ...more] = secrets
  return only === undefined || more.length > 0
    ? undefined
    : { ...only, settings: [...only.settings, ...settings] }
}

function readAlone(text: string): LineSecret | undefined {
  const bare = trimMarks(text)
  const bytes = readGroups(bare)
  if (bytes instanceof Uint8Array && bytes.length >= usualLeastBytes) return foundSecret(bare, bytes)
  const found = readLabelled(text) ?? readCommented(text) ?? readPrefixed(text)
  return found?.kind === 'secret' ? found : undefined
}

/** `"issuer": "GitHub"`: a name that says nothing about the codes. */
function isHarmlessField(part: string): boolean {
  const [, name = '', value = ''] = /^["'{\s]*([\p{L}_ -]{1,30}?)["']?\s?[:=]\s?(.*)$/u.exec(part) ?? []
  const plain = normaliseName(name)
  return plain === 'issuer' || (plain !== '' && value.trim() === '') || isHarmless(plain, value)
}

const comments: readonly RegExp[] = [
  /^(.{8,}?\S)\s+(?:#|\/\/|<-+|←)\s*(.*)$/,
  /^(.{8,}?\S)\s*[([]([^()[\]]*)[)\]]$/,
]

/** `K (GitHub)`, `K # my account`. What the comment says about the codes is understood, or refused. */
function readCommented(whole: string): SecretLine | undefined {
  for (const pattern of comments) {
    const [, before = '', comment = ''] = pattern.exec(whole) ?? []
    const secret = before === '' ? undefined : readAlone(before)
    if (secret === undefined) continue
    if (comment.split(/\s+/).some(mayBelong)) return undefined
    const settings = readSettings(comment)
    if (settings !== undefined) return { ...secret, settings: [...secret.settings, ...settings] }
    const bearing = bearingWords.exec(comment)?.[0]
    if (bearing !== undefined)
      return { kind: 'broken', text: secret.text, flaw: { kind: 'parameter', name: showableName(bearing) } }
    return { ...secret, hasComment: true }
  }
  return undefined
}

/** A word of a comment that may be a further part of the secret. */
const mayBelong = (word: string): boolean =>
  word.length >= 8 && word === word.toUpperCase() && readBase32(word) instanceof Uint8Array

/** Words that speak of how codes are made. */
const bearingWords =
  /digits?|seconds?|\bsec\b|minutes?|period|interval|algorithm|sha-?\d+|md5|hmac|hotp|counter|steam|hex|base64|桁|秒|分ごと|アルゴリズム|カウンター?/i

/** The number of a list item, or words that say that a secret follows: `1. K`, `2FA K`. */
const prefix =
  /^(?:\(?\d{1,3}[.):]\s+|(?:no\.?|#)\s?\d{1,3}[.:)]?\s+|(?:(?:my|your|the|2fa|mfa|totp|hotp|otp|two-?factor|secret|setup|set-up|authenticator|auth|key|code|seed|token|base32|シークレットキー|シークレット|セットアップキー|設定キー|秘密鍵|秘密|キー|鍵)[\s:]+){1,4}(?:is\s+)?)/i

function readPrefixed(whole: string): SecretLine | undefined {
  const before = prefix.exec(whole)?.[0]
  if (before === undefined) return undefined
  const secret = readAlone(whole.slice(before.length))
  if (secret === undefined) return undefined
  return isUsualLength(withoutPadding(compact(secret.text)).length) || secret.isEncoded ? secret : undefined
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
