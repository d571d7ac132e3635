/** Draws what a terminal shows as an SVG picture. */
import Anser, { type AnserJsonEntry } from 'anser'
import stringWidth from 'fast-string-width'

/** The colours of a picture, by the names that terminals give theirs. */
interface Theme {
  readonly background: string
  readonly border: string
  readonly text: string
  readonly dim: string
  readonly colours: Readonly<Record<string, string>>
}

/** Every colour has a contrast of at least 4.5 to 1 against its background. */
const themes = {
  light: {
    background: '#ffffff',
    border: '#d0d7de',
    text: '#1f2328',
    dim: '#59636e',
    colours: {
      'ansi-red': '#b3261e',
      'ansi-green': '#116329',
      'ansi-yellow': '#7d4e00',
      'ansi-blue': '#0550ae',
      'ansi-magenta': '#8250df',
      'ansi-cyan': '#0a5f66',
    },
  },
  dark: {
    background: '#0d1117',
    border: '#3d444d',
    text: '#e6edf3',
    dim: '#9198a1',
    colours: {
      'ansi-red': '#ff8a80',
      'ansi-green': '#56d364',
      'ansi-yellow': '#e3b341',
      'ansi-blue': '#79c0ff',
      'ansi-magenta': '#d2a8ff',
      'ansi-cyan': '#6fdcdc',
    },
  },
} as const satisfies Readonly<Record<string, Theme>>

export type ThemeName = keyof typeof themes
export const themeNames = Object.keys(themes) as readonly ThemeName[]

const cell = { width: 8.4, height: 20 }
const margin = 16

/** Draws rows with their escape codes as a picture so many columns wide; `title` is what a screen reader says of it. */
export function drawTerminal(
  rows: readonly string[],
  { columns, theme: name, title }: { columns: number; theme: ThemeName; title: string },
): string {
  const theme: Theme = themes[name]
  const width = Math.round(columns * cell.width + 2 * margin)
  const height = Math.round(rows.length * cell.height + 2 * margin)
  const lines = splitRows(rows).map((row, index) =>
    drawRow(row, margin + (index + 0.72) * cell.height, theme),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.border}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace" font-size="14" fill="${theme.text}" xml:space="preserve">`,
    ...lines.filter((line) => line !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** The rows as pieces of one look each. A look lasts until it is changed, also beyond the end of its row. */
function splitRows(rows: readonly string[]): readonly (readonly AnserJsonEntry[])[] {
  const split: AnserJsonEntry[][] = [[]]
  for (const entry of Anser.ansiToJson(rows.join('\n'), { use_classes: true, remove_empty: true })) {
    const [first = '', ...more] = entry.content.split('\n')
    split.at(-1)?.push({ ...entry, content: first })
    for (const content of more) split.push([{ ...entry, content }])
  }
  return split
}

function drawRow(entries: readonly AnserJsonEntry[], y: number, theme: Theme): string {
  let column = 0
  const parts: string[] = []
  for (const entry of entries) {
    for (const [text] of entry.content.matchAll(piece)) {
      if (text.trim() !== '') parts.push(drawText(text, column, y, attributesOf(entry, theme)))
      column += stringWidth(text)
    }
  }
  return parts.join('')
}

const wide = '\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6'

/** Runs of wide characters, of narrow ones, and of spaces. */
const piece = new RegExp(`[${wide}]+| +|[^ ${wide}]+`, 'gu')

/** Every wide character, and every run of narrow ones, stands at its own column, whatever the font. */
function drawText(text: string, column: number, y: number, attributes: string): string {
  const isWide = stringWidth(text) === 2 * text.length
  const places = isWide ? Array.from(text, (_, index) => column + 2 * index) : [column]
  const x = places.map((place) => round(margin + place * cell.width)).join(' ')
  const length = isWide ? '' : ` textLength="${round(stringWidth(text) * cell.width)}"`
  return `<text x="${x}" y="${round(y)}"${length}${attributes}>${escaped(text)}</text>`
}

function attributesOf({ fg, decorations }: AnserJsonEntry, theme: Theme): string {
  const colour = decorations.includes('dim') ? theme.dim : theme.colours[fg?.replace('-bright', '') ?? '']
  return [
    colour === undefined ? '' : ` fill="${colour}"`,
    decorations.includes('bold') ? ' font-weight="bold"' : '',
    decorations.includes('underline') ? ' text-decoration="underline"' : '',
  ].join('')
}

const round = (value: number): string => String(Math.round(value * 10) / 10)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
