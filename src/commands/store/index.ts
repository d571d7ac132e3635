/** `store`: where secrets are kept. */
import type { Noun } from '../verb.ts'
import { moveVerb } from './move.ts'
import { statusVerb } from './status.ts'

export const storeNoun: Noun = {
  name: 'store',
  examples: ['2fa-rescue store status', '2fa-rescue store move file'],
  add: () => {},
  verbs: [statusVerb, moveVerb],
}
