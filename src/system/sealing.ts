/** Files for other computers, in the age format. */
import type { SealedBy, SealedHeader, Sealing } from '../host/machine.ts'
import { identityToRecipient, type Opener, openAge, sealAge } from './age.ts'
import { parseAgeHeader, withoutArmor } from './age-header.ts'
import { readIdentity } from './identity.ts'

export function openSealing(): Sealing {
  return {
    seal: async (text, by) => {
      if ('passphrase' in by) return sealAge(text, by)
      return sealAge(text, { recipient: await identityToRecipient(await readIdentity(by.identityFile)) })
    },
    inspect: readAgeHeader,
    open: async (bytes, by) => {
      const plain = withoutArmor(bytes)
      return plain === undefined ? { kind: 'damaged' } : openAge(plain, await readOpener(by))
    },
  }
}

function readAgeHeader(bytes: Uint8Array): SealedHeader {
  const plain = withoutArmor(bytes)
  if (plain === undefined) return { kind: 'truncated' }
  const header = parseAgeHeader(plain)
  return header.kind === 'age' ? { kind: 'age', keys: header.keys } : header
}

async function readOpener(by: SealedBy): Promise<Opener> {
  return 'passphrase' in by ? by : { identity: await readIdentity(by.identityFile) }
}
