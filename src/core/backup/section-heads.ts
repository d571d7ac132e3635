/** Headings that say whether the codes below them were used: “Expired codes”, “Use these”, 使用済み. */

/** A heading of nothing but these words and those below says something about codes. */
const filler =
  /^(?:(?:these|those|the|my|all|a|already|codes?|ones?|backup|recovery|rescue|emergency|scratch|one|time|list|set|of|from|have|has|had|been|be|are|were|is|i|can|could|will|do|does|don'?t|doesn'?t|cannot|can'?t|no|not|yet|longer|never|any|more|anymore|still|now|only|instead|please|to|for|and|or|but|here|below|following|ready|first|that|which|who)\s*)+$/
const spentWords =
  /\b(?:used(?: up)?|spent|redeemed|consumed|expired|invalid|invalidated|revoked|void|voided|refused|rejected|old|older|previous|former|outdated|obsolete|dead|inactive|replaced|superseded|unusable|unavailable|deactivated|disabled)\b/
const openWords =
  /\b(?:unused|available|remaining|active|valid|new|newer|newest|fresh|current|latest|left|usable|good|use|using|work|works|working|open)\b/
const negation = /\b(?:no longer|not|never|don'?t|doesn'?t|do not|cannot|can'?t)\b/

const spentJapanese =
  /^(?:以下は|以下の|これらの|こちらの)?(?:(?:使用済み?|使用ずみ|使った|使いました|使用した|古い|旧|以前の|前の|無効(?:な|に?なった|化された)?|期限切れ|失効(?:した|済み)?|使えない|使えなくなった|使用できない|使用不可|利用済み|利用できない|使わない)(?:の)?(?:バックアップ|リカバリー?|回復)?(?:コード)?|コードは?(?:使用済み|無効|期限切れ)(?:です)?)(?:一覧|です)?$/
const openJapanese =
  /^(?:以下は|以下の|これらの|こちらの)?(?:未使用|未利用|使用可能?|利用可能?|有効|新しい|新規|新|現在|今の|残り|まだ使える|使える|使用できる|利用できる|こちらを使う|これを使う)(?:な|の)?(?:バックアップ|リカバリー?|回復)?(?:コード)?(?:一覧|です)?$/

/** What a line without a code says of the codes below it; undefined for any other line. */
export function readSectionHead(text: string): 'spent' | 'open' | undefined {
  if (text.length > 80) return undefined
  const plain = text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[^\p{L}']+/gu, ' ')
    .trim()
  const japanese = plain.replace(/ /g, '')
  if (spentJapanese.test(japanese)) return 'spent'
  if (openJapanese.test(japanese)) return 'open'
  const isSpent = spentWords.test(plain)
  const isOpen = openWords.test(plain)
  // “Old (no longer valid)”.
  if (isSpent && isOpen) return negation.test(plain) && !/\bused\b/.test(plain) ? 'spent' : undefined
  if (!isSpent && !isOpen) return undefined
  const rest = plain.replace(new RegExp(isSpent ? spentWords : openWords, 'g'), ' ').trim()
  if (rest !== '' && !filler.test(rest)) return undefined
  // “Can be used” and “not used” are no marks of a used code.
  const isTurned =
    negation.test(plain) || (isSpent && /\b(?:can|could|to|will|may) (?:still )?be used\b/.test(plain))
  return isSpent !== isTurned ? 'spent' : 'open'
}
