/** Files for other computers, in the age format. */
import type { OpenedSeal, SealedBy, SealedHeader, Sealing } from '../host/machine.ts'
import { identityToRecipient, type Opener, openAge, sealAge } from './age.ts'
import { parseAgeHeader, withoutArmor } from './age-header.ts'
import { readIdentity } from './identity.ts'

export function openSealing(): Sealing {
  return {
    seal: async (text, by) => {
      if ('passphrase' in by) return sealAge(text, by)
      return sealAge(text, { recipient: await identityToRecipient(await readIdentity(by.identityFile)) })
    },
    inspect: headerOf,
    open: async (bytes, by) => {
      const plain = withoutArmor(bytes)
      return plain === undefined ? { kind: 'damaged' } : openedBy(plain, await openerOf(by))
    },
  }
}

function headerOf(bytes: Uint8Array): SealedHeader {
  const plain = withoutArmor(bytes)
  if (plain === undefined) return { kind: 'truncated' }
  const header = parseAgeHeader(plain)
  return header.kind === 'age' ? { kind: 'age', keys: header.keys } : header
}

const openedBy = (bytes: Uint8Array, by: Opener): Promise<OpenedSeal> => openAge(bytes, by)

async function openerOf(by: SealedBy): Promise<Opener> {
  return 'passphrase' in by ? by : { identity: await readIdentity(by.identityFile) }
}
