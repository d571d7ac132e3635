/** Apps whose export is one plain JSON list of accounts: Raivo, LastPass Authenticator, 2FAuth, Duo Mobile. */
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseEntry, refuseFile, refuseUnusable } from '../failure.ts'
import { createResult, type ImportFormat, locked, plain, plainIf } from '../format.ts'
import { readLinkEntry } from '../link-entry.ts'
import type { ImportResult } from '../model.ts'
import { asList, asObject, asText, decodeText, isObject, parseJson } from '../text.ts'
import { readMember } from '../zip.ts'

const raivoMember = 'raivo-otp-export.json'

/** An archive under WinZip AES, or the list in it. Every value is a text. */
export const raivo: ImportFormat = {
  id: 'raivo',
  recognise: ({ json, members }) => {
    const member = members?.find(({ name }) => name.endsWith(raivoMember))
    if (member !== undefined) return member.encrypted ? locked : plain
    return plainIf(asList(json).some((item) => isObject(item) && 'kind' in item && 'timer' in item))
  },
  open: async ({ name, bytes, json, members }, context) => {
    const member = members?.find(({ name }) => name.endsWith(raivoMember))
    if (member !== undefined) {
      const inner = parseJson(decodeText(await readMember(name, bytes, member.name, context.password)) ?? '')
      return Array.isArray(inner) ? readRaivo(inner) : refuseFile(name, { kind: 'damaged', format: 'raivo' })
    }
    return readRaivo(asList(json))
  },
}

function readRaivo(items: readonly unknown[]): ImportResult {
  const list = readItems(items.map(asObject), {
    title: ({ issuer, account }, index) => formatItemTitle(issuer, account, index),
    read: ({ issuer, account, secret, algorithm, digits, kind, timer, counter }) =>
      buildEntry({ type: kind, issuer, account, secret, algorithm, digits, period: timer, counter }),
  })
  return createResult('raivo', list)
}

export const lastPass: ImportFormat = {
  id: 'lastpass',
  recognise: ({ name, text = '', json }) => {
    if (/^\s*![A-Za-z0-9+/=]{20,}\|[A-Za-z0-9+/=]+\s*$/.test(text))
      return refuseUnusable(name, 'lastpass-phone-backup')
    const file = asObject(json)
    const isDevice = ['deviceName', 'localDeviceId', 'deviceId'].some((name) => name in file)
    return plainIf(Array.isArray(file.accounts) && isDevice)
  },
  open: async ({ json }) => {
    const { accounts, folders } = asObject(json)
    const names = new Map(
      asList(folders).map((folder) => [asObject(folder).id, asText(asObject(folder).name)]),
    )
    const list = readItems(asList(accounts).map(asObject), {
      title: ({ issuerName, userName }, index) => formatItemTitle(issuerName, userName, index),
      read: (account) =>
        buildEntry({
          issuer: asText(account.issuerName) || account.originalIssuerName,
          account: asText(account.userName) || account.originalUserName,
          secret: account.secret,
          algorithm: account.algorithm,
          digits: account.digits,
          period: account.timeStep,
          tags: [names.get(asObject(account.folderData).folderId) ?? ''],
        }),
    })
    return createResult('lastpass', list)
  },
}

export const twoFAuth: ImportFormat = {
  id: '2fauth',
  recognise: ({ json }) =>
    plainIf(/^2fauth/i.test(asText(asObject(json).app)) && Array.isArray(asObject(json).data)),
  open: async ({ json }) => {
    const { data, schema } = asObject(json)
    const list = readItems(asList(data).map(asObject), {
      title: ({ service, account }, index) => formatItemTitle(service, account, index),
      read: (item) => {
        const names = { issuer: item.service, account: item.account }
        // Accounts that it could not read come as the link alone.
        if (asText(item.secret) === '' && asText(item.legacy_uri) !== '')
          return readLinkEntry(item.legacy_uri, names)
        const { otp_type: type, secret, algorithm, digits, period, counter } = item
        return buildEntry({ ...names, type, secret, algorithm, digits, period, counter })
      },
    })
    return createResult('2fauth', list, typeof schema === 'number' && schema > 1 ? ['newer-version'] : [])
  },
}

/** From the storage of the app, which needs a rooted phone. An entry with a counter is counter-based. */
export const duo: ImportFormat = {
  id: 'duo',
  recognise: ({ json }) => plainIf(asList(json).some((item) => isObject(item) && 'otpGenerator' in item)),
  open: async ({ json }) => {
    const list = readItems(asList(json).map(asObject), {
      title: ({ name }, index) => formatItemTitle('', name, index),
      read: ({ name, otpGenerator }) => {
        const { otpSecret, counter } = asObject(otpGenerator)
        if (asText(otpSecret) === '') return refuseEntry({ kind: 'push-only' })
        const type = counter === undefined || counter === null ? 'totp' : 'hotp'
        return buildEntry({ type, account: name, secret: otpSecret, counter })
      },
    })
    return createResult('duo', list, ['issuer', 'algorithm', 'digits', 'period'])
  },
}
