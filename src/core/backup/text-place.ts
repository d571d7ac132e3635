/** A place in the text, counted from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** What the text turned out to be. */
export type TextKind = 'plain' | 'json' | 'html' | 'mail'

/** A part of a text, with the place of each of its characters. */
export interface PlacedText {
  readonly text: string
  readonly place: (index: number) => TextPlace
  readonly lines: readonly [first: number, last: number]
  /** It stands in a comment, which the page does not show. */
  readonly hidden?: boolean
}
