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

/** A line of a list, or what markup makes of some lines, with plain characters. */
export interface Row {
  /** Plain characters; HTML tags and the like are taken out. */
  readonly text: string
  /** `text` with marks in place of dates, addresses and telephone numbers; as long as `text`. */
  readonly masked: string
  /** Where a character of `text` stood. */
  readonly place: (index: number) => TextPlace
  /** The first and the last line of which the row is made. */
  readonly lines: readonly [first: number, last: number]
  /** Offsets of characters that are struck through. */
  readonly struck: ReadonlySet<number>
  /** It stands in a comment, which the page does not show. */
  readonly hidden: boolean
  /** Joined from two lines, as `all` codes of the list are, or `some`. */
  readonly wrapped?: 'all' | 'some'
}
