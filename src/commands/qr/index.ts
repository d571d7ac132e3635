/** `qr`: pictures of QR codes to text, and text to QR codes. */
import type { Noun } from '../verb.ts'
import { readVerb } from './read.ts'
import { showVerb } from './show.ts'

export const qrNoun: Noun = {
  name: 'qr',
  examples: [],
  add: () => {},
  verbs: [readVerb, showVerb],
}
