/** Recognises texts that people take for a secret: other QR codes, addresses, and the codes of other apps. */
import type { ForeignKind } from './flaws.ts'

const beginnings: readonly (readonly [kind: ForeignKind, beginning: RegExp])[] = [
  ['wifi', /^WIFI:|^DPP:/i],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|BIZCARD:|BEGIN:VCALENDAR|BEGIN:VEVENT)/i],
  ['message', /^(?:mailto|sms|smsto|mms|mmsto|tel|facetime|matmsg|whatsapp|line):/i],
  ['location', /^geo:/i],
  ['payment', /^(?:bitcoin|bitcoincash|litecoin|ethereum|lightning|monero|upi):|^(?:BCD|SPC)\s*[\r\n]/i],
  ['passkey', /^FIDO:/i],
  ['esim', /^LPA:1\$/i],
  ['microsoft-authenticator', /^(?:phonefactor|msauth|ms-authenticator|microsoft-authenticator):/i],
  ['duo', /^duo:|^[\w-]{20}-[\w+/=]{20,}$/],
  ['securid', /^(?:com\.rsa\.securid|securid|swtoken):/i],
  [
    'steam-address',
    /^steam:\/\/(?:run|rungameid|open|store|install|connect|friends|joinlobby|url|nav)(?:\/|$)/i,
  ],
  ['private-key', /^-----BEGIN |^AGE-SECRET-KEY-1|^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-)\S*\s/i],
  ['web-address', /^(?:https?|ftp):\/\/|^www\.\S+\.\S/i],
]

/** What a text is by the way it begins; undefined where nothing is recognised. */
export function foreignKind(text: string): ForeignKind | undefined {
  const start = text.trimStart().slice(0, 200)
  return beginnings.find(([, beginning]) => beginning.test(start))?.[0]
}
