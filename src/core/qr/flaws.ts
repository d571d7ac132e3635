/** What can be wrong with a picture of a QR code. Types only, so that the list of all failures can name them. */
export type PictureFlaw =
  | { readonly kind: 'no-code' }
  /** A format that is known, but not read here. */
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'damaged' }
  /** More pixels than are decoded; `most` is the largest product of width and height. */
  | { readonly kind: 'too-large'; readonly width: number; readonly height: number; readonly most: number }
  /** The search for codes was stopped after so many seconds. */
  | { readonly kind: 'too-slow'; readonly seconds: number }
