/** The file of Google's PAM module, `~/.google_authenticator`. */
import { largestCounter, longestPeriod, usualParameters } from './parameters.ts'
import { readSecretLine } from './secret-line.ts'
import type { SecretList, UnreadLine } from './secret-list.ts'
import { bareAccount } from './text-reader.ts'

/** A line of options: `" RATE_LIMIT 3 30`, `" TOTP_AUTH`. */
const pamOption = /^" [A-Z_]+\b/

/**
 * The file `~/.google_authenticator`: the secret, then options, then eight-digit scratch codes, which are left out.
 * Undefined for any other text.
 */
export function readPamFile(text: string): SecretList | undefined {
  if (!text.includes('\n" ') && !text.includes('\r" ')) return undefined
  const [first = '', ...others] = text.replace(/^\ufeff/, '').split(/\r\n|[\n\r]/)
  const options = others.filter((line) => pamOption.test(line))
  if (options.length === 0) return undefined
  const read = readSecretLine(first)
  if (read.kind !== 'secret') return undefined
  const readNumber = (name: string, least: number, most: number): number | undefined => {
    const value = Number(options.find((line) => line.startsWith(`" ${name} `))?.split(' ')[2] ?? Number.NaN)
    return Number.isInteger(value) && value >= least && value <= most ? value : undefined
  }
  const counter = readNumber('HOTP_COUNTER', 0, largestCounter)
  const period = readNumber('STEP_SIZE', 1, longestPeriod) ?? usualParameters.period
  const parameters = { ...usualParameters, type: counter === undefined ? 'totp' : 'hotp', period } as const
  const known = (line: string): boolean =>
    line.trim() === '' || line.startsWith('"') || /^\d{8}$/.test(line.trim())
  const unread = others.flatMap((line, index): readonly UnreadLine[] =>
    known(line) ? [] : [{ line: index + 2, flaw: { kind: 'no-link' } }],
  )
  const { account, notes } = bareAccount(1, read, [])
  const counted = counter === undefined ? {} : { counter }
  return {
    accounts: [{ account: { ...account, parameters, ...counted }, notes, line: 1 }],
    unread,
    transfers: [],
  }
}
