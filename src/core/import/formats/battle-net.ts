/** Battle.net: preferences of the app from a rooted phone, masked with fixed bytes. */
import { readPreferences } from '../android-map.ts'
import { buildEntry, readItems } from '../entry.ts'
import { refuseEntry } from '../failure.ts'
import { createResult, type ImportFormat, plainIf } from '../format.ts'
import { parseHex } from '../text.ts'

const secretKey = 'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET'
const serialKey = 'com.blizzard.messenger.AUTHENTICATOR_SERIAL'
const mask =
  '398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a'

function unmask(text: string | undefined): string | undefined {
  const key = parseHex(mask)
  const masked = parseHex(text)
  if (masked === undefined || key === undefined || masked.length > key.length) return undefined
  return new TextDecoder().decode(masked.map((byte, at) => byte ^ (key[at] ?? 0)))
}

export const battleNet: ImportFormat = {
  id: 'battle-net',
  recognise: ({ root }) => plainIf(readPreferences(root)?.has(secretKey) === true),
  open: async ({ root }) => {
    const strings = readPreferences(root)
    const list = readItems([strings], {
      title: () => 'Battle.net',
      read: (strings) => {
        const secret = parseHex(unmask(strings?.get(secretKey))) ?? refuseEntry({ kind: 'structure' })
        return buildEntry({
          issuer: 'Battle.net',
          account: unmask(strings?.get(serialKey)),
          secret,
          digits: 8,
        })
      },
    })
    return createResult('battle-net', list)
  },
}
