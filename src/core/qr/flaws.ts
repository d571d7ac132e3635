/** What can be wrong with a picture of a QR code. Types only, so that the list of all failures can name them. */
export type PictureFlaw =
  | { readonly kind: 'no-code' }
  /** A format that is known, but not read here. */
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'damaged' }
