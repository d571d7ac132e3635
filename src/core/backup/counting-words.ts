/** Rows that are counted by words or by other signs than digits: `iii.`, `Third`, `三、`, `Charlie`. Their count is made a number. */
import type { Row } from './text-place.ts'

const counts: readonly (readonly string[])[] = [
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx',
  'ⅰ ⅱ ⅲ ⅳ ⅴ ⅵ ⅶ ⅷ ⅸ ⅹ ⅺ ⅻ',
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth',
  'alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa',
  'alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa',
  '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十',
  'ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト',
  'あ い う え お か き く け こ さ し す せ そ た ち つ て と',
  'イ ロ ハ ニ ホ ヘ ト チ リ ヌ ル ヲ',
].map((words) => words.split(' '))

const front = /^\s*[([（【]?(\p{L}{1,12}|[ⅰ-ⅻⅠ-Ⅻ])(?:\s?[)\]）】.:、,．。–—-]+\s*|\s+)(?=\S)/u

/** Replaces words that count the rows from one upwards with numbers. */
export function numberCountedRows(rows: readonly Row[]): readonly Row[] {
  const begun = rows.flatMap((row) => {
    const found = row.text.length > 200 || row.hidden ? null : front.exec(row.text)
    return found === null ? [] : [{ row, word: (found[1] ?? '').toLowerCase(), length: found[0].length }]
  })
  if (begun.length < 3) return rows
  for (const words of counts) {
    const counted = begun.filter(({ word }) => words.includes(word))
    if (counted.length < 3 || !counted.every(({ word }, index) => words[index] === word)) continue
    const lengths = new Map(counted.map(({ row, length }) => [row, length]))
    return rows.map((row) => {
      const length = lengths.get(row)
      return length === undefined ? row : withNumber(row, [...lengths.keys()].indexOf(row) + 1, length)
    })
  }
  return rows
}

function withNumber(row: Row, number: number, length: number): Row {
  const shown = `${number}. `
  return {
    ...row,
    text: shown + row.text.slice(length),
    masked: shown + row.masked.slice(length),
    place: (index) => row.place(index < shown.length ? 0 : index - shown.length + length),
    struck: new Set([...row.struck].map((index) => index - length + shown.length)),
  }
}
