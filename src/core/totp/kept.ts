/** Accounts as the store keeps them: plain JSON, checked again when it is read. */
import { Secret } from '../secret.ts'
import { joinName, type Key } from '../store.ts'
import type { Account } from './account.ts'
import { formatBase32, readBase32 } from './base32.ts'
import { algorithms, digitRange, longestPeriod, type OtpParameters } from './parameters.ts'

/** An account in the store, and the day since when. */
export interface KeptAccount {
  readonly account: Account
  /** ISO 8601. */
  readonly added: string
}

/** The value of an entry. It holds the secret: it is for the store only. */
export function keptValue({ account, added }: KeptAccount): object {
  const { issuer, name, prefix, parameters, counter, secret } = account
  return { issuer, name, prefix, ...parameters, counter, secret: formatBase32(secret.reveal()), added }
}

/** The account in a value, or undefined for one that holds none. */
export function parseKept(value: unknown): KeptAccount | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { issuer, name, prefix, secret, counter, added }: Readonly<Record<string, unknown>> = { ...value }
  const parameters = parametersIn({ ...value })
  const key = typeof secret === 'string' ? readBase32(secret) : undefined
  if (typeof issuer !== 'string' || typeof name !== 'string' || typeof added !== 'string') return undefined
  if (parameters === undefined || !(key instanceof Uint8Array)) return undefined
  if (parameters.type === 'hotp' && !isWhole(counter, 0, Number.MAX_SAFE_INTEGER - 1)) return undefined
  const account: Account = {
    issuer,
    name,
    parameters,
    secret: new Secret(key),
    ...(typeof prefix === 'string' ? { prefix } : {}),
    ...(parameters.type === 'hotp' && typeof counter === 'number' ? { counter } : {}),
  }
  return { account, added }
}

function parametersIn(value: Readonly<Record<string, unknown>>): OtpParameters | undefined {
  const type = (['totp', 'hotp', 'steam'] as const).find((one) => one === value.type)
  const algorithm = algorithms.find((one) => one === value.algorithm)
  const { digits, period } = value
  if (type === undefined || algorithm === undefined) return undefined
  if (!isWhole(digits, digitRange.least, digitRange.most) || !isWhole(period, 1, longestPeriod))
    return undefined
  return { type, algorithm, digits, period }
}

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

/** How names are compared: without case, width and outer spaces. */
export const plainly = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The entry of an account: one for each issuer and name. */
export function formatAccountKey({ issuer, name }: Pick<Account, 'issuer' | 'name'>): Key {
  return { kind: 'totp', name: joinName(plainly(issuer), plainly(name)) }
}

/**
 * An account that comes from the copy before the newest: the code of its counter may have been shown since, so the one
 * after it is next. Services look ahead, and nobody sees a code twice.
 */
export function recoveredAccount(value: unknown): unknown {
  const kept = parseKept(value)
  if (kept?.account.counter === undefined) return value
  const { account, added } = kept
  return keptValue({ account: { ...account, counter: kept.account.counter + 1 }, added })
}
