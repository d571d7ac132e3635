/** `totp`: codes, the accounts behind them, and why a code is refused. */
import type { Noun } from '../verb.ts'
import { addVerb } from './add.ts'
import { codeVerb } from './code.ts'
import { listVerb } from './list.ts'
import { removeVerb } from './remove.ts'
import { showVerb } from './show.ts'
import { verifyVerb } from './verify.ts'

export const totpNoun: Noun = {
  name: 'totp',
  examples: ['2fa-rescue totp code github', '2fa-rescue totp verify', '2fa-rescue totp add'],
  add: () => {},
  verbs: [codeVerb, verifyVerb, addVerb, listVerb, showVerb, removeVerb],
}
