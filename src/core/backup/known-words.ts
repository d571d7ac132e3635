/** Words that stand on pages of backup codes, and what they say about a code next to them. */

import { usedStateOfName } from './used-words.ts'

/** Words that only announce a code; next to a code they change nothing. */
const labelWords = new Set(
  `backup back up code codes recovery recover scratch emergency rescue one single time use key token number no nr num
  passcode verification security login otp 2fa mfa tfa id my your the`.split(/\s+/),
)

/** Words of headings and instructions. A line of nothing but these is no code. */
const headingWords = new Set(
  `a about above access accessible account accounts active activated activate add address administrator after again all
  already also an and any app apps are as ask at authentication authenticator available away be because been before below
  browser but by can cannot case change choose click close column confirm contact copy copied create created date day days
  delete dear details device devices disable disabled do document done download downloaded each email enable enabled end enter
  every expire expired expires factor find first following for from generate generated get give hello help here hi how i if important in
  information into invalid is issue issued it items just keep keys last left let list locked log logged logging login lose
  lost mail make manage may message method more must name never new next not note now of off old on once only open option
  or order other out page part password paper people per person phone place please point points print printed private profile
  protect read ready recorded regards remaining remember replace reset return safe safely same save saved screen secret section secure
  see send service set settings setup share sheet should show sign signed signing sincerely site some somewhere start state status step steps still
  store stored string support table team text than thank thanks that their them then there these they this those through to
  today together total turn two type unable unused until update use used user username using valid value verify version
  view void want warning was way ways we web were what when where which while who will with without work write written you
  january february march april may june july august september october november december`.split(/\s+/),
)

/** Services whose name alone is a heading. */
const serviceWords = new Set(
  `google facebook instagram github gitlab discord twitter reddit slack dropbox microsoft apple amazon steam nintendo
  playstation xbox epic games roblox twitch yahoo line wordpress nextcloud bitwarden mastodon cloudflare`.split(
    /\s+/,
  ),
)

export const isLabelWord = (word: string): boolean => labelWords.has(word.toLowerCase())

/** A word of headings and instructions that is no name. */
export const isCommonWord = (word: string): boolean => {
  const plain = word.toLowerCase()
  return labelWords.has(plain) || headingWords.has(plain) || plain.length === 1
}

export const isHeadingWord = (word: string): boolean =>
  isCommonWord(word) || serviceWords.has(word.toLowerCase())

/** Words before a colon, at the head of a column or as a key that announce a code. */
const codeNames =
  /codes?\b|コード|recover|back-?\s?up|scratch|emergency|rescue|\bvalue\b|\btokens?\b|復旧|回復|復元|リカバリ|バックアップ|強制解除|予備|緊急/i
/** Words that announce something else, whatever stands next to them. */
const otherNames =
  /phone|\btel\b|e-?mail|電話|メール|\bdate\b|日時|日付|\btime\b|\busers?\b|user-?name|\bname\b|\baccounts?$|アカウント(?:名)?$|ユーザー|\bid\b|serial|シリアル|\bpassword\b|(?<!強制解除)パスワード|\bpin\b|secret|シークレット|set-?up key|設定キー|\bzip\b|postal|郵便|country|\border\b|version|generated|created|printed|issued|expires|作成|生成|印刷|発行|verification|確認コード|\bsubject$|^(?:from|to|cc|reply-to|message-id|mime-version|content-[\w-]+|x-[\w-]+|received|return-path)$/i
/** Names of a column or a key whose values are words such as “used”. */
const stateNames = /^(?:state|status|状態|ステータス)$/i
const numberNames = /^(?:#|no\.?|nr\.?|num|number|index|position|番号)$/i
/** Names of the person or thing that the codes belong to. */
const ownerNames =
  /^(?:(?:user|account|login|profile|service|site|website|e-?mail)(?:[ _-]?(?:name|id|address))?|owner|issuer|name|アカウント名?|ユーザー名?|メール(?:アドレス)?|サービス名?|名前|氏名)$/i

/** `used` and `unused`: whether the code next to it was used; `state`: which of the two its value says. */
export type LabelKind = 'code' | 'used' | 'unused' | 'state' | 'number' | 'owner' | 'other' | 'unknown'

/** What a label, a column's head or a key announces. */
export function labelKind(words: string): LabelKind {
  const name = words.trim().replace(/\?$/, '')
  if (stateNames.test(name)) return 'state'
  const isCode = codeNames.test(name)
  const state = usedStateOfName(name)
  if (state === 'used' || (state === 'unused' && !isCode)) return state
  if (numberNames.test(name)) return 'number'
  if (ownerNames.test(name)) return 'owner'
  if (otherNames.test(name)) return 'other'
  return isCode ? 'code' : 'unknown'
}

/** Whether it says of codes that they were used, or were not. */
export const isUsedKind = (kind: LabelKind | undefined): kind is 'used' | 'unused' | 'state' =>
  kind === 'used' || kind === 'unused' || kind === 'state'

/** Pairs of letters that follow each other in words: the first letter, then those that follow it. */
const pairs = new Set(
  `abcdfgiklmnprstuvy baeiloru cacehiklortu dadeilorsu eabcdefgilmnopqrstvwxy faefilortu gaehinorsu haeior
  iabcdefgklmnoprstv kaeisu ladeilostuy mabeimopsu nacdefgiklnostu oabcdfgiklmnoprstuvw paehiloprstu qu racdegikmnorstuvy
  sacehikopstuy tacehiloprstuwy uabcdegilmnprst vaeio waehinos xpt yanops`
    .split(/\s+/)
    .flatMap(([first = '', ...next]) => next.map((letter) => first + letter)),
)

/** Whether letters, perhaps with a year or a number after them, may be a word or a name: Nintendo, Office365. */
export function looksLikeWord(text: string): boolean {
  const [, letters = '', digits = ''] = /^([A-Za-z]+)(\d{0,4})$/.exec(text) ?? []
  if (letters.length < 3 || (digits !== '' && letters.length < 4)) return isHeadingWord(text)
  if (!/^(?:[a-z]+|[A-Z]+|(?:[A-Z][a-z]+){1,3})$/.test(letters)) return false
  const plain = letters.toLowerCase()
  return rarePairs(plain) <= (plain.length >= 6 ? 1 : 0)
}

/** Letters that hardly come together by chance: homework. */
export function isLikelyWord(text: string): boolean {
  if (text.length < 6 || !/^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(text)) return false
  const letters = text.toLowerCase()
  return rarePairs(letters) <= (text.length >= 10 ? 1 : 0) && isPronounceable(letters)
}

/** No word begins with three consonants or two unusual ones, or has five of them in a row. */
const isPronounceable = (letters: string): boolean =>
  !/[^aeiouy]{5}/.test(letters) &&
  /^(?:[aeiouy]|[^aeiouy][aeiouy]|[bcfgps]l|[bcdfgkptw]r|[cgpstw]h|[gk]n|s[ckmnpqtw]|[dtk]w|ps|str|scr|spr|spl|shr|thr|chr|sch|phr)/.test(
    letters,
  )

function rarePairs(letters: string): number {
  let rare = 0
  for (let at = 0; at + 1 < letters.length; at++) if (!pairs.has(letters.slice(at, at + 2))) rare += 1
  return rare
}
