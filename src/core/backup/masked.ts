/** Entries whose code cannot be seen: hidden by other characters, or left blank to be filled in. */

/** Signs that stand in place of characters: `4109 ····`, `**** ****`, `____`. */
const hiding = '[*•·●○◦∙█■□▮＊‧⋅․_?#]'
// Each character is matched in one way only: in two, a line of many would take for ever.
const wholly = new RegExp(`^(?:${hiding}{2}|[.…]{2}|[-–—~=]{2})(?: ?(?:${hiding}|[.…–—~=-]))*$`, 'u')
const partly = new RegExp(
  `^(?:[A-Za-z0-9](?:[ -]?[A-Za-z0-9])*[ -]?)?${hiding}{2}(?:[ -]?(?:${hiding}|[A-Za-z0-9]))*$`,
  'u',
)
const crosses = /^(?:x{4,}|X{4,}|x{3,}(?:[ -]x{3,})+|X{3,}(?:[ -]X{3,})+)$/

/** Whether a text is a code that is hidden, wholly or in part. A line of one sign is only one where it is `listed`, or in groups. */
export function isMasked(text: string, listed: boolean): boolean {
  if (text.length > 100) return false
  const plain = text.trim()
  if (crosses.test(plain)) return true
  if (wholly.test(plain)) return listed || /^_{3,}$|[•·●○◦∙█■□▮]{3}/u.test(plain) || isGrouped(plain)
  return plain.length >= 5 && /[A-Za-z0-9]/.test(plain) && isPartly(plain)
}

function isPartly(text: string): boolean {
  const shown = text.replace(/[^A-Za-z0-9]/g, '').length
  const signs = [...text.matchAll(/[*•·●○◦∙█■□▮＊‧⋅․_?#]/gu)].length
  // Stars and low lines around a code make it bold.
  if (/^([*_#?]{1,3})[^*_#?]+\1?$/.test(text)) return false
  const least = /[•·●○◦∙█■□▮]/u.test(text) ? 2 : 3
  return signs >= least && shown <= 24 && signs * 4 >= shown && partly.test(text)
}

/** `**** ****`, unlike a line that is drawn. */
const isGrouped = (text: string): boolean => /^(\S{3,8})(?:[ -]\1)+$/.test(text) && !/^(.)\1*$/.test(text)

/** A line of one sign, which may be drawn or may hide a code. */
export const isDrawnLine = (text: string): boolean => /^([*#_.?x])\1{3,}$/i.test(text.trim())
