/** What an entry of the store or an export holds, checked before it is taken for a record of sets. */
import type { BackupAccount, CodeState, Hashing } from './set.ts'

/**
 * What an entry of the store or an export may hold: generous for people, far from what would stop the program. Costs of
 * hashing below the least protect nothing, above the most they take minutes and gigabytes.
 */
const limits = {
  text: 1000,
  code: 512,
  sets: 10_000,
  codes: 10_000,
  order: 2 ** 40,
  failures: 1_000_000,
  leastN: 2 ** 14,
  mostN: 2 ** 20,
  mostR: 16,
  mostP: 16,
  mostHashingBytes: 512 * 1024 * 1024,
  leastSalt: 16,
  mostSalt: 64,
  hash: 32,
} as const

/** Reads a record from a store's entry or an export; undefined where the value is none, or holds what no version writes. */
export function parseBackupAccount(value: unknown): BackupAccount | undefined {
  return isBackupAccount(value) ? value : undefined
}

/** Those of `CodeState`. */
const states: readonly CodeState[] = ['unused', 'offered', 'used', 'refused', 'void']

type Loose = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown, most: number = limits.text): value is string =>
  typeof value === 'string' && value.length <= most
const isMaybe = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value)
const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
const isOrder = (value: unknown): boolean => isWhole(value, 0, limits.order)
const isList = (value: unknown, most: number, is: (value: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length <= most && value.every(is)

const isOneOf = (value: unknown, known: readonly unknown[]): boolean => known.includes(value)

/** RFC 3339, section 5.6. */
const datePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const isDate = (value: unknown): boolean =>
  isText(value) && datePattern.test(value) && !Number.isNaN(Date.parse(value))

/** Set ids are typed on command lines and stand in hints. */
const isId = (value: unknown): boolean => isText(value, 64) && /^[\w-]+$/.test(value)

const isStanding = (value: unknown): boolean =>
  isRecord(value) &&
  isOneOf(value.state, states) &&
  isMaybe(value.changed, isDate) &&
  isMaybe(value.order, isOrder)

const isCode = (value: unknown): boolean =>
  isStanding(value) &&
  isRecord(value) &&
  isText(value.value, limits.code) &&
  value.value !== '' &&
  isMaybe(value.was, (was) => isStanding(was) && isRecord(was) && was.state !== 'void')

/** The number of bytes in a text of Base64 (RFC 4648, section 4), or -1. */
function base64Bytes(value: unknown): number {
  if (!isText(value) || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return -1
  return (value.length / 4) * 3 - (value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0)
}

const isPowerOfTwo = (value: number): boolean => 2 ** Math.round(Math.log2(value)) === value

const isHashing = (value: unknown): value is Hashing =>
  isRecord(value) &&
  isWhole(base64Bytes(value.salt), limits.leastSalt, limits.mostSalt) &&
  isWhole(value.N, limits.leastN, limits.mostN) &&
  isPowerOfTwo(value.N) &&
  isWhole(value.r, 1, limits.mostR) &&
  isWhole(value.p, 1, limits.mostP) &&
  128 * value.N * value.r <= limits.mostHashingBytes

const isHash = (code: unknown): boolean => isRecord(code) && base64Bytes(code.value) === limits.hash

const isSet = (value: unknown): boolean =>
  isRecord(value) &&
  isId(value.id) &&
  isOneOf(value.origin, ['issued', 'generated']) &&
  isDate(value.made) &&
  isMaybe(value.order, isOrder) &&
  isMaybe(value.format, isText) &&
  isMaybe(value.hashing, isHashing) &&
  isList(value.codes, limits.codes, isCode) &&
  (value.hashing === undefined || isList(value.codes, limits.codes, isHash))

const isRemovedSet = (value: unknown): boolean => isSet(value) && isRecord(value) && isOrder(value.removed)

const isThrottle = (value: unknown): boolean =>
  isRecord(value) && isWhole(value.failures, 0, limits.failures) && isDate(value.last)

const isBackupAccount = (value: unknown): value is BackupAccount =>
  isRecord(value) &&
  isText(value.service) &&
  isMaybe(value.account, isText) &&
  isList(value.sets, limits.sets, isSet) &&
  isMaybe(value.throttle, isThrottle) &&
  isMaybe(value.pruned, (ids) => isList(ids, limits.sets * 10, isId)) &&
  isMaybe(value.removed, (sets) => isList(sets, limits.sets, isRemovedSet))
