/**
 * The names of what codes are made with, as links, exports and set-up pages write them, in English and Japanese. A name
 * is compared without case, spaces and punctuation, and with look-alike letters of other scripts read as Latin ones.
 */
import { algorithmNamed } from './parameters.ts'

/** What a name may stand for. */
export type KnownParameter =
  | 'secret'
  | 'issuer'
  | 'algorithm'
  | 'digits'
  | 'period'
  | 'counter'
  | 'type'
  | 'encoder'
  | 'steam'

/** Names that leave no doubt what they mean. */
const clearNames: Readonly<Record<KnownParameter, string>> = {
  secret: 'secret',
  issuer: 'issuer',
  algorithm: `algorithm algo alg hash hashalgorithm hashfunction hashtype otphashmode hmac hmacalgorithm digest crypto
    cryptoalgorithm アルゴリズム ハッシュ ハッシュ関数 ハッシュアルゴリズム 暗号方式`,
  digits: `digits digit codelength codedigits codesize otplength otpdigits numberofdigits digitcount tokenlength
    passcodelength 桁数 桁 コードの桁数 コード桁数 コードの長さ`,
  period: `period interval timestep timestepsize timeperiod timeinterval refreshinterval refreshperiod refreshrate
    updateinterval validity validityperiod 周期 間隔 期間 有効期間 有効時間 更新間隔 更新周期 時間間隔 時間ステップ
    タイムステップ 秒数`,
  counter: 'counter movingfactor initialcounter hotpcounter カウンター カウンタ',
  type: 'otptype tokentype codetype トークンの種類 トークンタイプ コードの種類',
  encoder: 'encoder',
  steam: 'steam',
}

/** Names that other things have as well: in a link they are taken, in a text only with a value that fits. */
const looseNames: Readonly<Partial<Record<KnownParameter, string>>> = {
  digits: 'size length characters 文字数 長さ',
  period: 'step stepsize refresh seconds duration lifetime ttl timeout expires validfor 有効期限 時間',
  type: 'type kind mode 種類 種別 タイプ 方式',
}

/** What programs write before a name: `TimeOtp-Length`, `totp_period`. */
const prefixes = /^(?:timeotp|hmacotp|totp|hotp|otp|2fa)(?=.)/

const buildTable = (names: Readonly<Partial<Record<KnownParameter, string>>>) =>
  new Map(
    Object.entries(names).flatMap(([known, all]) =>
      all.split(/\s+/).map((name) => [name, known as KnownParameter] as const),
    ),
  )
const clear: ReadonlyMap<string, KnownParameter> = buildTable(clearNames)
const loose: ReadonlyMap<string, KnownParameter> = buildTable(looseNames)

/** Looks, groups and notes of apps. They say nothing about the codes. */
const harmless: ReadonlySet<string> = new Set(
  `image icon iconurl imageurl imgurl logo logourl color colour background backgroundcolor foreground textcolor lock
   locked codedisplay tags tag group groups note notes comment favorite favourite pinned name label title user username
   account accountname email login displayname appname app application brand service provider domain url website client
   source version v ver lang locale id uid uuid uniqueid deviceid serial data trashed position order category template
   iconname icontype issuerext issuerint mfa policies oid b phone page created createdat updated updatedat date year`.split(
    /\s+/,
  ),
)

/** Values at which parameters that may bear on the code say what is the case anyway. */
const agreeing: ReadonlyMap<string, RegExp> = new Map([
  ['t0', /^0?$/],
  ['epoch', /^0?$/],
  ['offset', /^0?$/],
  ['timeoffset', /^0?$/],
  ['encoding', /^(?:base32)?$/i],
  ['format', /^(?:base32)?$/i],
  ['secretencoding', /^(?:base32)?$/i],
  ['secretformat', /^(?:base32)?$/i],
])

/** Names of parameters that change the codes in a way that is not known here. */
const bearing =
  /^2step|^pin(?:length)?$|^t0$|^ocra|digit|period|interval|timestep|algo|hash|hmac|crypto|encod|offset|epoch|salt|drift|truncat|alphabet|charset|counter|format$|^valid|^refresh|^(?:totp)?settings$/

/** Letters of other scripts that look like these. */
const lookAlikes: readonly (readonly [other: string, latin: string])[] = [
  ['аеорсухіѕјԁһԛԝгѵոսցզքʼ', "aeopcyxisjdhqwrvnugqq'"],
  ['αεορντυικχ', 'aeopvtuikx'],
]
const latinFor: ReadonlyMap<string, string> = new Map(
  lookAlikes.flatMap(([other, latin]) => [...other].map((letter, at) => [letter, latin[at] ?? ''] as const)),
)

/** A name as it is compared. */
export function normaliseName(name: string): string {
  if (/^[a-z]+$/.test(name)) return name
  // Accents go; the marks of Japanese letters are others.
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
  return [...plain.replace(/[\s\p{Cf}\p{P}_]/gu, '')].map((letter) => latinFor.get(letter) ?? letter).join('')
}

/** What a normalised name stands for. `isClear` is false for a name that other things have as well. */
export function findParameter(
  name: string,
): { readonly known: KnownParameter; readonly isClear: boolean } | undefined {
  for (const form of new Set([name, name.replace(prefixes, '')])) {
    const known = clear.get(form) ?? loose.get(form)
    // `totpsecret` is handled where secrets are read; `steam` behind a prefix means nothing.
    if (known !== undefined && (form === name || (known !== 'secret' && known !== 'steam')))
      return { known, isClear: clear.has(form) || form !== name }
  }
  return undefined
}

/** Whether a normalised name says nothing about the codes, or its value says what is the case anyway. */
export function isHarmless(name: string, value: string): boolean {
  if (name === 'size' && /^\d{3,4}(?:x\d{3,4})?$/i.test(value)) return true
  return harmless.has(name) || agreeing.get(name)?.test(value) === true
}

/** What the codes are made with by default: a parameter that says so changes nothing, whatever it is called. */
const defaultValue = /^(?:6|30|totp|base32|(?:hmac-?)?sha-?1)$/i

/** Encodings and kinds of codes. */
const bearingWord =
  /^(?:hex(?:adecimal)?|base\d{2}|ascii|utf-?8|raw|steam|hotp|md5|(?:hmac-?)?sha\d?-?\d{3})$/i

/** Whether a parameter that is not known may change the codes, by its normalised name or by what its value looks like. */
export function mayBear(name: string, value: string): boolean {
  if (bearing.test(name)) return true
  const word = value.trim()
  if (defaultValue.test(word)) return false
  if (/^\d{1,5}$/.test(word)) return Number(word) >= 5 && Number(word) <= 86_400
  return bearingWord.test(word) || algorithmNamed(word) !== undefined
}

/** A name from outside, as far as it can be shown: `…` for one that may be part of a secret. */
export function showableName(name: string): string {
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,16}$/u.test(name)) return name
  if (/^\d{1,5}[ -]?\p{L}{1,10}$/u.test(name)) return name
  if (!/^[a-z_2][\w. -]{0,23}$/i.test(name)) return '…'
  const runs = name.match(/[a-z2-7]{8,}/gi) ?? []
  return runs.some((run) => run.length >= 16 || /\d/.test(run)) ? '…' : name
}
