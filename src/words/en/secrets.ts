/** What is wrong with a secret or a link, in English. */
import type { ForeignKind, FoundName, LinkFlaw, SecretFlaw } from '../../core/totp/flaws.ts'
import type { FailureText } from '../failure-text.ts'

const alike: Readonly<Record<string, string>> = { '0': 'O', '1': 'I or L', '8': 'B', '9': 'G or P' }

export function badSecret(flaw: SecretFlaw): FailureText {
  switch (flaw.kind) {
    case 'empty':
      return {
        message: 'there is no secret here',
        hint: 'give the secret as the service showed it: letters A to Z and digits 2 to 7',
      }
    case 'character': {
      const meant = alike[flaw.character]
      return {
        message: `character ${flaw.place} of the secret (blanks not counted) is “${flaw.character}”, which no secret holds: only A to Z and 2 to 7`,
        hint:
          meant === undefined
            ? 'copy the secret anew from where it was shown'
            : `look at that place again where it was shown; it may be ${meant}`,
      }
    }
    case 'padding':
      return {
        message: `character ${flaw.place} of the secret is “=”, which may only stand at its end`,
        hint: 'copy the secret anew from where it was shown',
      }
    case 'length':
      return {
        message: `no secret has ${flaw.length} characters: one is missing or one too many`,
        hint: 'compare it letter by letter with where it was shown',
      }
    case 'too-long':
      return {
        message: `this is longer than any secret: at most ${flaw.most} bytes are read`,
        hint: 'give the secret alone',
      }
    case 'groups':
      return {
        message: 'there is more here than one secret: the groups of letters are not alike',
        hint: 'give the secret alone, on one line; if all of it is one secret, write it without spaces',
      }
    case 'word':
      return {
        message: `the first or the last group may be a word beside the secret: together they have ${flaw.length} characters, or one is a common word`,
        hint: 'leave the word out; if all of it is one secret, write it without spaces',
      }
    case 'cut':
      return {
        message: 'a part of the secret is missing: dots, stars or a line break stand in its place',
        hint: 'copy the whole secret from where it was shown; a narrow window or a mail may have cut it',
      }
  }
}

const foreign: Record<ForeignKind, string> = {
  wifi: 'this is the QR code of a Wi-Fi network',
  'web-address': 'this is a web address',
  contact: 'this is a contact or calendar entry',
  message: 'this is an address for mail, messages or calls',
  location: 'this is a place on a map',
  payment: 'this is a request for a payment',
  passkey: 'this is the QR code for a passkey on another device',
  esim: 'this is the QR code of an eSIM',
  'microsoft-authenticator': 'this is a code for Microsoft Authenticator alone',
  duo: 'this is an activation code for Duo Mobile',
  securid: 'this is a code for RSA SecurID',
  'steam-address': 'this is an address for the Steam program',
  'private-key': 'this is a key for encryption or SSH',
}

const foreignHint =
  'look for the set-up key of an authenticator app, or for a QR code whose text begins with otpauth://'

/** Several secrets where one is wanted. */
export function severalSecrets(found: readonly FoundName[]): FailureText {
  return {
    message: `there are ${found.length} secrets here, and one is wanted: ${found.map(foundName).join(', ')}`,
    hint: 'give one of them alone; several can be kept with: 2fa-rescue totp add. One secret goes on one line',
  }
}

/** An account by its title, or by where it stands. */
export function foundName({ title, line }: FoundName): string {
  if (line === 0) return title
  return title === '' ? `line ${line}` : `${title} (line ${line})`
}

export function badLink(flaw: LinkFlaw): FailureText {
  const copyAnew = 'copy the link or scan the QR code anew'
  switch (flaw.kind) {
    case 'no-link':
      return {
        message: 'this is no link for an authenticator',
        hint: 'such a link begins with otpauth://',
      }
    case 'too-long':
      return { message: 'the link is too long to be one for an authenticator', hint: copyAnew }
    case 'scheme':
      return {
        message: 'the link is not one for an authenticator',
        hint: 'such a link begins with otpauth://, otpauth-migration:// or steam://',
      }
    case 'type':
      return {
        message: 'the link does not say what kind of code it makes',
        hint: 'after otpauth:// it should say totp, hotp or steam',
      }
    case 'foreign':
      return { message: `${foreign[flaw.what]}, not the secret of an authenticator`, hint: foreignHint }
    case 'two-step':
      return {
        message:
          'this link holds only half of a secret: the app makes the other half when it is set up (privacyIDEA)',
        hint: 'its codes cannot be made here; use the app, or have the token set up without two steps',
      }
    case 'mobile-otp':
      return {
        message: 'this is a link for Mobile-OTP, which makes its codes from a PIN in a way of its own',
        hint: 'its codes cannot be made here; use an app that knows Mobile-OTP',
      }
    case 'yandex':
      return {
        message: 'this is a link for Yandex Key, which makes its codes from a PIN in a way of its own',
        hint: 'its codes cannot be made here; use the app Yandex Key',
      }
    case 'transfer':
      return {
        message: 'this is a transfer of several accounts, and one account is wanted here',
        hint: 'keep them with: 2fa-rescue totp add',
      }
    case 'damaged-transfer':
      return {
        message: 'the transfer is damaged or cut off',
        hint: 'let the old phone show its QR code again, and read it anew',
      }
    case 'escape':
      return { message: 'the link is damaged: a % is not followed by two hexadecimal digits', hint: copyAnew }
    case 'no-secret':
      return { message: 'the link holds no secret', hint: copyAnew }
    case 'secret': {
      const { message, hint } = badSecret(flaw.flaw)
      return { message: `in the link: ${message}`, ...(hint === undefined ? {} : { hint }) }
    }
    case 'algorithm':
      return {
        message: `the algorithm ${flaw.name} is wanted, which is not known here`,
        hint: 'SHA1, SHA256 and SHA512 are; codes made with another one would be refused',
      }
    case 'digits':
      return { message: 'the codes are said to have an impossible length', hint: 'a code has 5 to 10 digits' }
    case 'parameter':
      return {
        message: `the setting ${flaw.name} may change the codes, and it is not understood here`,
        hint: 'use the app that it was made for, or ask the service for an ordinary TOTP link; leave the setting out only if you know that it is about something else',
      }
    case 'repeated':
      return {
        message: `there are two different values for ${flaw.name}`,
        hint: 'look at which of them the service shows, and leave the other one out',
      }
    case 'unclear-end':
      return {
        message: 'the line after the link may be the rest of it, or not',
        hint: 'put the whole link on one line, and nothing else beside it',
      }
    case 'cut':
      return { message: 'the link is cut off: dots stand in the place of its end', hint: copyAnew }
    case 'unplaced':
      return {
        message: `there are several secrets, and it is not clear which of them ${flaw.name} belongs to`,
        hint: 'give one secret at a time, together with its settings',
      }
    case 'period':
      return {
        message: 'the period given is impossible',
        hint: 'a period has 1 to 86400 seconds; 30 is usual',
      }
    case 'counter':
      return { message: 'the counter given is no whole number from 0 on', hint: copyAnew }
  }
}
