/** OpenPGP messages: exports of Proton Pass, backups of andOTP, and files that careful people wrapped themselves. */
import { refuseUnusable } from '../failure.ts'
import { type ImportFormat, locked, openInner } from '../format.ts'
import { findPgpLock, openPgpMessage } from '../openpgp.ts'

export const pgp: ImportFormat = {
  id: 'openpgp',
  recognise: ({ name, bytes, text }) => {
    const lock = findPgpLock(bytes, text)
    if (lock === 'key') return refuseUnusable(name, 'pgp-own-key')
    return lock === undefined ? undefined : locked
  },
  open: async ({ name, bytes, text }, context) => {
    const inner = await openPgpMessage(name, bytes, text, context)
    return openInner({ name: `${name} › decrypted`, bytes: inner }, context)
  },
}
