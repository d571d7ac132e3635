/** How parts of a text are highlighted. Without colour, every function returns its text unchanged. */
export interface Palette {
  readonly title: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
}

const keepText = (text: string): string => text

export const plain: Palette = {
  title: keepText,
  faint: keepText,
  good: keepText,
  warn: keepText,
  bad: keepText,
}
