/** KeePass and KeePassXC databases. */
import { refuseUnusable } from '../failure.ts'
import { type ImportFormat, locked } from '../format.ts'
import { readKdbx, readKdbxMemory } from '../kdbx-file.ts'
import { readKeePassEntries } from '../keepass-entry.ts'
import { formatHex } from '../text.ts'

const signature = '03d9a29a67fb4bb5'
const keePass1 = '03d9a29a65fb4bb5'

export const kdbx: ImportFormat = {
  id: 'kdbx',
  recognise: ({ name, bytes }) => {
    const start = formatHex(bytes.subarray(0, 8))
    if (start === keePass1) return refuseUnusable(name, 'keepass-1')
    if (start !== signature) return undefined
    const memory = readKdbxMemory(bytes)
    return memory === undefined ? locked : { ...locked, memory }
  },
  open: async ({ name, bytes }, context) => readKeePassEntries('kdbx', await readKdbx(name, bytes, context)),
}
