/** Files for other computers, in the age format. */
import type { SealedBy, Sealing } from '../host/machine.ts'
import { identityToRecipient, type Opener, opened, sealed } from './age.ts'
import { readIdentity } from './identity.ts'

/** The first line of every such file. */
const mark = 'age-encryption.org/v1\n'

export function openSealing(): Sealing {
  return {
    seal: async (text, by) => {
      if ('passphrase' in by) return sealed(text, by)
      return sealed(text, { recipient: await identityToRecipient(await readIdentity(by.identityFile)) })
    },
    isSealed: (bytes) => Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark,
    open: async (bytes, by) => {
      const result = await opened(bytes, await openerOf(by))
      return result.kind === 'text' ? result.text : undefined
    },
  }
}

async function openerOf(by: SealedBy): Promise<Opener> {
  return 'passphrase' in by ? by : { identity: await readIdentity(by.identityFile) }
}
