/** Ente Auth, encrypted: a list of links under Argon2id and libsodium's secretstream. The plain list is a list of links. */
import { argon2 } from '../argon2.ts'
import { passwordBytes } from '../cryptography.ts'
import { refuseFile, refusePassword, requirePassword } from '../failure.ts'
import { type ImportFormat, locked } from '../format.ts'
import { openSecretStream } from '../secret-stream.ts'
import { asNumber, asObject, decodeText, parseBase64 } from '../text.ts'
import { readLinkText } from './uri-list.ts'

export const ente: ImportFormat = {
  id: 'ente',
  recognise: ({ json }) => {
    const { kdfParams, encryptedData, encryptionNonce } = asObject(json)
    if (kdfParams === undefined || encryptedData === undefined || encryptionNonce === undefined)
      return undefined
    const memory = asNumber(asObject(kdfParams).memLimit)
    return Number.isFinite(memory) ? { ...locked, memory } : locked
  },
  open: async ({ name, json }, context) => {
    const { kdfParams, encryptedData, encryptionNonce } = asObject(json)
    const { memLimit, opsLimit, salt } = asObject(kdfParams)
    const [header, sealed, saltBytes] = [encryptionNonce, encryptedData, salt].map(parseBase64)
    if (header === undefined || sealed === undefined || saltBytes === undefined || saltBytes.length < 8)
      return refuseFile(name, { kind: 'damaged', format: 'ente' })
    const password = passwordBytes(requirePassword(name, context))
    const key = await argon2(
      name,
      password,
      {
        kind: 'argon2id',
        salt: saltBytes,
        passes: asNumber(opsLimit),
        memory: Math.floor(asNumber(memLimit) / 1024),
        lanes: 1,
      },
      context,
    )
    const bytes = (await openSecretStream(key, header, sealed)) ?? refusePassword(name)
    return readLinkText(name, 'ente', decodeText(bytes) ?? '')
  },
}
