/** A second list in the same text: numbers begin again, or another name, address or heading stands above its codes. */
import { addressMark } from './dates-and-addresses.ts'
import { type FoundRow, isBlank, isCode, withDoubt } from './found-row.ts'
import { isLabelWord } from './known-words.ts'
import { normaliseCode } from './set.ts'
import { readUsedPhrase } from './used-words.ts'

/** Doubts the codes of a second list, which may be those of another account. */
export function doubtOtherLists(rows: readonly FoundRow[]): readonly FoundRow[] {
  const start = secondListIn(rows)
  return start === undefined
    ? rows
    : rows.map((row, index) => (index < start ? row : withDoubt(row, 'other-list')))
}

/** The first row of a second list. */
function secondListIn(rows: readonly FoundRow[]): number | undefined {
  const known = new Set<string>()
  const owners = new Owners()
  let last = 0
  let codes = 0
  let isOther = false
  let isBelowTitle = false
  for (const [index, row] of rows.entries()) {
    if (owners.addFrom(row) && codes > 0) isOther = true
    const own = row.found.filter(isCode)
    const [first] = own
    if (first === undefined) {
      if (codes > 0 && isTitle(rows, index)) isBelowTitle = true
      continue
    }
    const isNew = own.some(({ code }) => !known.has(normaliseCode(code)))
    const number = first.number ?? 0
    const isRestart = number > 0 && number <= 1 && last >= 2 && own.length === 1 && !isDescending(rows)
    const isOtherTitle = isBelowTitle && !(last > 0 && number === last + 1)
    if (isNew && (isRestart || isOther || isOtherTitle)) return index
    for (const { code } of own) known.add(normaliseCode(code))
    codes += own.length
    last = Math.max(last, number)
    isBelowTitle = false
  }
  return undefined
}

/** Whether the numbers of the list count down. */
function isDescending(rows: readonly FoundRow[]): boolean {
  const numbers = rows.flatMap(({ found }) => found.flatMap(({ number }) => number ?? []))
  return numbers.every((number, index) => index === 0 || number < (numbers[index - 1] ?? 0))
}

/** Addresses and names that were seen so far. */
class Owners {
  readonly #addresses = new Set<string>()
  readonly #values = new Map<string, string>()

  /** Whether a row names somebody else than the rows above it. */
  addFrom(row: FoundRow): boolean {
    let isOther = false
    for (const address of addressesIn(row)) {
      if (this.#addresses.size > 0 && !this.#addresses.has(address)) isOther = true
      this.#addresses.add(address)
    }
    for (const { owner } of row.line.cells) {
      // “Name: code 1” names the code.
      if (
        owner === undefined ||
        owner.value === '' ||
        (/^(?:name|名前)$/.test(owner.name) && /\d|コード/.test(owner.value))
      )
        continue
      const known = this.#values.get(owner.name)
      if (known !== undefined && known !== owner.value) isOther = true
      this.#values.set(owner.name, owner.value)
    }
    return isOther
  }
}

function addressesIn({ line }: FoundRow): readonly string[] {
  const { text, masked } = line.row
  if (!masked.includes(addressMark)) return []
  return [...masked.matchAll(new RegExp(`${addressMark}+`, 'g'))]
    .map((found) => text.slice(found.index, found.index + found[0].length).toLowerCase())
    .filter((address) => address.includes('@'))
}

/** A short line directly above codes that names something: “Taro:”, “Private account”. */
function isTitle(rows: readonly FoundRow[], index: number): boolean {
  const row = rows[index]
  if (row === undefined || row.found.length > 0 || row.line.left !== undefined || row.line.row.hidden)
    return false
  const text = row.line.row.masked.trim()
  if (!/\p{L}/u.test(text) || text.length > 60 || /[.!。！]$/.test(text) || text.split(/\s+/).length > 5)
    return false
  const above = rows[index - 1]
  const isApart = above === undefined || isBlank(above) || /[:：]$|^[#=*【■◆●[<]/.test(text)
  let next = index + 1
  while (
    rows[next] !== undefined &&
    (isBlank(rows[next] as FoundRow) || isDecoration(rows[next] as FoundRow))
  )
    next += 1
  return isApart && (rows[next]?.found.length ?? 0) > 0 && !isKnownTitle(text)
}

const isDecoration = ({ line, found }: FoundRow): boolean =>
  found.length === 0 && !/[\p{L}\p{N}]/u.test(line.row.text)

/** Titles that begin no other list: “Unused”, “Page 2”, “Backup codes 6-10”. */
function isKnownTitle(text: string): boolean {
  if (readUsedPhrase(text) !== undefined) return true
  if (
    /^[\s\p{P}\p{S}]*(?:page|seite|continued|cont\.|続き|ページ)?[\s\d/()-]*(?:of|\/)?[\s\d()]*(?:ページ)?[\s\p{P}\p{S}]*$/iu.test(
      text,
    )
  )
    return true
  const words = text.split(/[^\p{L}]+/u).filter((word) => word !== '')
  return words.every(
    (word) => isLabelWord(word) || /^(?:バックアップ|リカバリー?)?コード(?:一覧)?$/.test(word),
  )
}
