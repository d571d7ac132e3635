/** Lists of links, one in a line, and the transfer of Google Authenticator. */
import { Secret } from '../../secret.ts'
import { formatBase32 } from '../../totp/base32.ts'
import { formatLink } from '../../totp/link.ts'
import { findUnfitProperty, transferLinks } from '../../totp/migration.ts'
import { findAccount, isPlainType } from '../account.ts'
import type { ImportedEntry } from '../model.ts'
import { findDropped, partEntries, type WriteOptions, type WrittenExport } from './model.ts'

/** The link of an entry. Read again it gives the same entry; folders and comments have no place in it. */
export function formatEntryLink(entry: ImportedEntry): string {
  const account = findAccount(entry)
  return account === undefined ? formatOtherLink(entry) : formatLink(account)
}

const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))

function formatOtherLink({ type, issuer, account, secret, parameters, counter, pin }: ImportedEntry): string {
  const label = `${issuer === '' ? '' : `${encode(issuer)}:`}${encode(account)}`
  if (type === 'motp') {
    const key = new TextDecoder().decode(secret.reveal())
    return `motp://${label}?secret=${key}${pin === undefined ? '' : `&pin=${encode(pin.reveal())}`}`
  }
  const { algorithm, digits, period } = parameters
  const given: Readonly<Record<string, string | number | undefined>> =
    type === 'yandex'
      ? { issuer, pin: pin?.reveal() }
      : { issuer, algorithm, digits, period: type === 'hotp' ? undefined : period, counter }
  const query = Object.entries({ secret: formatBase32(secret.reveal()), ...given })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encode(String(value))}`)
  return `otpauth://${type === 'yandex' ? 'yaotp' : type}/${label}?${query.join('&')}`
}

/** Every entry as a link in a line of its own. */
export function writeLinks(entries: readonly ImportedEntry[]): WrittenExport {
  const lines = entries.map((entry) => `${formatEntryLink(entry)}\n`)
  const dropped = findDropped(entries, { tags: 0, comment: false })
  return { text: new Secret(lines.join('')), encrypted: false, unfit: [], dropped }
}

/** Links of a transfer, each for a QR code: ten accounts at most in one. */
export function writeGoogleTransfer(
  entries: readonly ImportedEntry[],
  { random }: WriteOptions,
): WrittenExport {
  const { fitting, unfit } = partEntries(entries, (entry) => {
    const account = findAccount(entry)
    if (account !== undefined) return findUnfitProperty(account)
    return isPlainType(entry.type) ? 'algorithm' : 'type'
  })
  const accounts = fitting.flatMap((entry) => findAccount(entry) ?? [])
  // 31 bits: the number of a batch is a positive int32.
  const batch = new DataView(random(4).slice().buffer).getUint32(0) >>> 1
  const text = transferLinks(accounts, batch).map((link) => `${link}\n`)
  const dropped = findDropped(fitting, { tags: 0, comment: false })
  return { text: new Secret(text.join('')), encrypted: false, unfit, dropped }
}
