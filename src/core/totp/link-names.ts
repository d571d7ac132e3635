/** Issuer and account in the label of a link. A name that is broken never costs the secret: it is kept as it is. */
import type { Account } from './account.ts'
import { unescapePercent } from './unescape.ts'

type Names = Pick<Account, 'issuer' | 'name' | 'prefix'>

/** An address in front of the name: its own colons part nothing. */
const address = /^(https?:\/\/[^:/]*(?::\d{1,5}(?=[:/]|$))?[^:]*)(?::(.*))?$/is

/**
 * The names in a label: parted at the first raw colon, at the first encoded one where there is no raw one, and behind an
 * issuer that is an address. A `+` is a plus sign here. The parameter is preferred to the label's word.
 */
export function parseNames(label: string, issuer: string): Names {
  const [prefix, name] = splitLabel(label, issuer)
  if (issuer === '' || prefix === '' || issuer === prefix) return { issuer: issuer || prefix, name }
  return { issuer, name, prefix }
}

function splitLabel(label: string, issuer: string): readonly [prefix: string, name: string] {
  const whole = unescapePercent(label).trim()
  // The issuer itself may hold colons.
  if (issuer.includes(':') && whole.startsWith(`${issuer}:`))
    return [issuer, whole.slice(issuer.length + 1).trim()]
  const byAddress = address.exec(whole)
  if (byAddress !== null) return [(byAddress[1] ?? '').trim(), (byAddress[2] ?? '').trim()]
  const colon = label.includes(':') ? /:/ : /%3a/i
  const parted = colon.exec(label)
  if (parted === null) return ['', whole]
  const [prefix, name] = [label.slice(0, parted.index), label.slice(parted.index + parted[0].length)]
  return [unescapePercent(prefix).trim(), unescapePercent(name).trim()]
}
