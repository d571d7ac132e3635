/** Files for other computers, in the age format. */
import type { Sealing } from '../host.ts'
import { opened, sealed } from './age.ts'

export function openSealing(): Sealing {
  return {
    seal: (text, passphrase) => sealed(text, { passphrase }),
    open: async (bytes, passphrase) => {
      const result = await opened(bytes, { passphrase })
      return result.kind === 'text' ? result.text : undefined
    },
  }
}
