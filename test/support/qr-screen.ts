/** A screen with a QR code on it, painted as a terminal of certain colours would show it (PBM). */

export interface Theme {
  readonly name: string
  /** Whether the terminal's own background, and its own letters, are dark. */
  readonly darkBackground: boolean
}

export const themes: readonly Theme[] = [
  { name: 'dark', darkBackground: true },
  { name: 'light', darkBackground: false },
]

/** Pixels of a half cell. */
const scale = 4

interface Look {
  readonly front: boolean
  readonly back: boolean
}

interface Cell extends Look {
  readonly character: string
}

/** Rows of text with the escape codes of their colours, as `tmux capture-pane -e` gives them. */
export function paintScreen(rows: readonly string[], columns: number, { darkBackground }: Theme): Buffer {
  const own: Look = { front: !darkBackground, back: darkBackground }
  const width = columns * scale
  const lines = cellsOf(rows, own).flatMap((row) =>
    [0, 1].flatMap((half) => {
      const dots = Array.from({ length: columns }, (_, column) => {
        const cell = row[column] ?? { character: ' ', ...own }
        return (isFront(cell.character, half) ? cell.front : cell.back) ? '1' : '0'
      })
      const line = dots.flatMap((dot) => Array.from({ length: scale }, () => dot)).join(' ')
      return Array.from({ length: scale }, () => line)
    }),
  )
  return Buffer.from(`P1\n${width} ${lines.length}\n${lines.join('\n')}\n`)
}

/** Whether a half of a cell shows the colour of letters; of a letter the lower half, as well as anything. */
function isFront(character: string, half: number): boolean {
  switch (character) {
    case ' ':
      return false
    case '█':
      return true
    case '▀':
      return half === 0
    default:
      return half === 1
  }
}

/** The cells of all rows; tmux says a colour once for all rows that follow in it. */
function cellsOf(rows: readonly string[], own: Look): readonly (readonly Cell[])[] {
  let look = own
  return rows.map((row) =>
    row.split('\x1b[').flatMap((piece, index) => {
      const [whole = '', code = ''] = index === 0 ? [] : (/^([\d;]*)m/.exec(piece) ?? [])
      if (index > 0) look = changed(look, own, code)
      return [...piece.slice(whole.length)].map((character) => ({ character, ...look }))
    }),
  )
}

/** The two colours that the drawing uses, and the end of them. */
function changed(look: Look, own: Look, code: string): Look {
  let result = look
  for (const [part] of code.matchAll(/[34]8;5;\d+|\d+|^$/g)) {
    if (part === '38;5;16') result = { ...result, front: true }
    else if (part === '48;5;16') result = { ...result, back: true }
    else if (part === '48;5;231') result = { ...result, back: false }
    else if (part === '0' || part === '') result = own
    else if (part === '39') result = { ...result, front: own.front }
    else if (part === '49') result = { ...result, back: own.back }
  }
  return result
}
