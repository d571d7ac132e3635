/** Undoes what mails, web pages, JSON files and notes do to a link. Every function is linear in the length of its text. */

/** The named characters that a link can hold, and the quotation marks that end it. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  colon: ':',
  sol: '/',
  equals: '=',
  quest: '?',
  num: '#',
  percnt: '%',
  plus: '+',
  commat: '@',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
}

/** HTML's character references (`&amp;`, `&#38;`, `&#x26;`); doubled ones (`&amp;amp;`) as well. */
export function unescapeHtml(text: string): string {
  let plain = text
  for (let round = 0; round < 3; round += 1) {
    const next = plain.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, dec, hex, name) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? all
      const code = dec === undefined ? Number.parseInt(hex, 16) : Number(dec)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
    })
    if (next === plain) return plain
    plain = next
  }
  return plain
}

/** JSON's `\/`, `\"` and `&`, and the backslashes that Markdown puts before punctuation. */
export function unescapeBackslashes(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/**
 * Percent escapes of UTF-8. What is no such escape stays as it is, and so does a `+`. Where escapes are no UTF-8 (a name
 * in Latin-1), they stay.
 */
export function unescapePercent(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      return run.replace(/%[0-7][\da-f]/gi, (one) => String.fromCharCode(Number.parseInt(one.slice(1), 16)))
    }
  })
}

/** Whether every `%` in a text begins an escape. */
export const hasWholeEscapes = (text: string): boolean => !/%(?![\da-f]{2})/i.test(text)

/**
 * Quoted-printable, as mails are kept (RFC 2045, section 6.7): soft line breaks and `=3D`. Only where a link leaves no
 * doubt: a secret may begin with 3D. `lines` keep their number: the rest of a joined line is empty.
 */
export function unescapeQuotedPrintable(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n')
  if (!isQuotedPrintable(text)) return lines
  const joined: string[] = []
  let open = -1
  for (const line of lines) {
    const soft = line.endsWith('=')
    const content = soft ? line.slice(0, -1) : line
    if (open === -1) joined.push(content)
    else {
      joined[open] += content
      joined.push('')
    }
    if (!soft) open = -1
    else if (open === -1) open = joined.length - 1
  }
  return joined.map((line) =>
    line.replace(/(?:=[\dA-F]{2})+/g, (run) => unescapePercent(run.replaceAll('=', '%'))),
  )
}

/** Whether a line may be a part of such a text. */
export const mayBeQuotedPrintable = (line: string): boolean => /=3D|quoted-printable/i.test(line)

function isQuotedPrintable(text: string): boolean {
  if (/^Content-Transfer-Encoding:\s*quoted-printable/im.test(text)) return true
  const parameters = text.match(/[?&](?:amp;)?(?:secret|issuer|algorithm|digits|period)=(?:3D)?/gi) ?? []
  return (
    (parameters.length > 1 && parameters.every((one) => /3D$/i.test(one))) ||
    (parameters.some((one) => /3D$/i.test(one)) && /=\n\S/.test(text))
  )
}

/** Characters of the longest secret, with room for spaces. */
const longestSecret = 2048

/**
 * Joins the halves of a bare secret that a mail's soft line break parted: `JBSWY3DP=` and `EHPK3PXP`. Where the `=` may be
 * padding, both lines stay. `lines` keep their number.
 */
export function joinSoftBreaks(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => line.endsWith('='))) return lines
  const joined = [...lines]
  for (let at = joined.length - 2; at >= 0; at -= 1) {
    const [line = '', next = ''] = [joined[at], joined[at + 1]]
    const [, part] = /(?:^|[\s:"'])([A-Z2-7]{4,})=$/i.exec(line) ?? []
    if (
      part === undefined ||
      part.length % 8 === 7 ||
      next.length > longestSecret ||
      !/^\s*[A-Z2-7]+={0,6}\W{0,3}$/i.test(next)
    )
      continue
    joined[at] = line.slice(0, -1) + next.trim()
    joined[at + 1] = ''
  }
  return joined
}
