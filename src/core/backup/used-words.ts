/** Words that say whether codes were used: in headings, labels, columns, keys, classes and next to a code. One vocabulary for all. */
import { dateMark } from './dates-and-addresses.ts'

/** What a phrase says of a code; `unclear` where its words contradict each other. */
export type UsedState = 'used' | 'unused' | 'unclear'

const usedWords = new Set(
  `used spent redeemed consumed refused rejected expired revoked voided void invalid invalidated inactive deactivated
  disabled old older previous former replaced superseded obsolete deprecated outdated dead gone done taken burnt burned
  crossed struck strike strikethrough cancelled canceled retired unavailable unusable finished exhausted`.split(
    /\s+/,
  ),
)
const unusedWords = new Set(
  `unused available active valid usable remaining left open new newer newest latest current good fresh free ready working works work
  enabled use unspent unredeemed pending`.split(/\s+/),
)
const negations = new Set(
  'not no never non dont doesnt cannot cant wont isnt arent wasnt werent hasnt havent'.split(' '),
)
/** Words that change nothing about it. */
const fillers = new Set(
  `the these those this that my your our all backup back up recovery emergency scratch one time code codes token tokens
  key keys are is was were has have had been be already ones list set group yet longer still can do out at on in date
  time when through of value flag item row now only any more anymore i you we me here below following please instead and or for to`.split(
    /\s+/,
  ),
)
/** Words of a sentence about codes; a heading has none of them. */
const verbs = new Set('are is was were has have been be can do arent isnt havent i you we'.split(' '))

const japaneseUsed =
  /使用済み?|使用ずみ|利用済み?|使用した|使った|使いました|使い終わった|使い終えた|使えない|使えなかった|使えません|使用不可|使用できない|無効|期限切れ|失効|古い|旧|以前の|前の|破棄|済み?|使用/g
const japaneseUnused =
  /未使用|未利用|使っていない|有効|使用可能?|利用可能?|使える|使えます|使用できる|残り|新しい|最新の?|新規|新|現在の/g
const japaneseFillers =
  /バックアップ|リカバリー?|復旧用?|回復用?|確認用?|コード|一覧|リスト|もう|すでに|既に|まだ|もの|分|だけ|の|な|は|で|す|に/g

/** Splits `isUsed`, `backup-code--used` and `used_at` into words. */
const wordsIn = (text: string): readonly string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(
      /\b(?:can|could|may|will|would|should|must|to|wont)((?:not|t)?(?: (?:not|never|no longer|still|only|now))*) be used\b/g,
      (found, between: string) =>
        /no|t$|never/.test(between) || found.startsWith('wont') ? 'unusable' : 'usable',
    )
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/**
 * What a phrase of nothing but such words says; undefined where it has other words, or none of them. Numbers and dates
 * in it are passed over. `isSentence` tells “Old codes are no longer valid”, which may speak of other codes than those below it.
 */
export function readUsedPhrase(
  text: string,
): { readonly state: UsedState; readonly isSentence: boolean } | undefined {
  if (text.length > 80) return undefined
  const plain = text.replaceAll(dateMark, '')
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(plain)) {
    const state = readJapanese(plain)
    return state === undefined ? undefined : { state, isSentence: /[はが]/.test(plain) }
  }
  const words = wordsIn(plain)
  const states: ('used' | 'unused')[] = []
  let isNegated = false
  for (const word of words) {
    if (/^\d+$/.test(word) || (fillers.has(word) && !negations.has(word))) continue
    if (negations.has(word)) {
      isNegated = !isNegated
      continue
    }
    const isUsed = usedWords.has(word)
    if (!isUsed && !unusedWords.has(word)) return undefined
    states.push(isUsed === isNegated ? 'unused' : 'used')
  }
  const [first] = states
  if (first === undefined) return undefined
  const isSentence = states.length > 1 && words.some((word) => verbs.has(word))
  return { state: states.every((state) => state === first) ? first : 'unclear', isSentence }
}

function readJapanese(text: string): UsedState | undefined {
  const states = new Set<UsedState>()
  const rest = text
    .replace(japaneseUnused, () => {
      states.add('unused')
      return ' '
    })
    .replace(japaneseUsed, () => {
      states.add('used')
      return ' '
    })
    .replace(japaneseFillers, '')
    .replace(/[\d\s\p{P}\p{S}]+/gu, '')
  if (rest !== '' || states.size === 0) return undefined
  const [only] = states
  return states.size === 1 ? only : 'unclear'
}

/** What a name says: of a column, a key, an attribute or a class. */
export const usedStateOfName = (name: string): UsedState | undefined => {
  const found = /\d/.test(name) ? undefined : readUsedPhrase(name)
  return found === undefined || found.isSentence ? undefined : found.state
}
