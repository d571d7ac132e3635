/** Imported entries as accounts: what the store, links and QR codes hold. */
import type { Account } from '../totp/account.ts'
import type { Algorithm } from '../totp/parameters.ts'
import type { EntryAlgorithm, EntryType, ImportedEntry } from './model.ts'

/** Whether the store, links and QR codes know this kind. */
export const isPlainType = (type: EntryType): type is 'totp' | 'hotp' | 'steam' =>
  type === 'totp' || type === 'hotp' || type === 'steam'

const isPlainAlgorithm = (algorithm: EntryAlgorithm): algorithm is Algorithm =>
  algorithm === 'SHA1' || algorithm === 'SHA256' || algorithm === 'SHA512'

/** The account of an entry, or undefined for kinds that only few apps know, such as Mobile-OTP. */
export function findAccount(entry: ImportedEntry): Account | undefined {
  const { type, issuer, account, secret, parameters, counter } = entry
  const { algorithm, digits, period } = parameters
  if (!isPlainType(type) || !isPlainAlgorithm(algorithm)) return undefined
  return {
    issuer,
    name: account,
    secret,
    parameters: { type, algorithm, digits, period },
    ...(counter === undefined ? {} : { counter }),
  }
}
