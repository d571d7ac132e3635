/** `qr`: pictures of QR codes to text, and text to QR codes. */
import type { Noun } from '../verb.ts'
import { readVerb } from './read.ts'
import { showVerb } from './show.ts'

export const qrNoun: Noun = {
  name: 'qr',
  examples: ['2fa-rescue qr read screenshot.png', '2fa-rescue qr show < link.txt'],
  add: () => {},
  verbs: [readVerb, showVerb],
}
