/** How parts of a text are set off. Without colour every entry returns its text unchanged. */
export interface Palette {
  readonly title: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
}

const same = (text: string): string => text

export const plain: Palette = { title: same, faint: same, good: same, warn: same, bad: same }
