/** The words of the TOTP toolkit, in English; their type is the type of the Japanese ones. */
import type { AccountNote } from '../../core/totp/account.ts'
import type { OtpParameters } from '../../core/totp/parameters.ts'
import type { SecretReading } from '../../core/totp/readings.ts'
import { foundName } from './secrets.ts'

const otpKinds: Record<OtpParameters['type'], string> = {
  totp: 'by time (TOTP)',
  hotp: 'by counter (HOTP)',
  steam: 'Steam’s letters',
}

export const totp = {
  /** The argument that names a stored account. */
  name: 'the stored account, or - for a secret or link on standard input',
  stored: 'the stored account: its issuer, its name, or issuer:name',
  options: {
    secretFile: 'a file that holds the secret or the link',
    at: 'another time than now: 2026-01-31T12:00:00Z, “2026-01-31 12:00:00” (here), or @SECONDS since 1970',
  },
  allowed: {
    time: 'a time such as 2026-01-31T12:00:00Z, “2026-01-31 12:00:00” or @1769860800',
    window: 'a whole number of steps from 0 to 10000000',
    code: '5 to 10 digits, or five letters of Steam',
  },
  kinds: otpKinds,
  parameters: ({ type, algorithm, digits, period }: OtpParameters): string =>
    type === 'steam'
      ? otpKinds.steam
      : [otpKinds[type], algorithm, `${digits} digits`, ...(type === 'hotp' ? [] : [`${period} s`])].join(
          ', ',
        ),

  secret: {
    /** Asked where a text holds several secrets. */
    which: 'There are several secrets here. Which one?',
    /** A secret in a list, by its name and line. */
    name: foundName,
    /** A line that was left out; the message says why. */
    unused: (line: number, message: string) => `line ${line} was not used: ${message}`,
    ask: 'Secret or link',
    where:
      'the secret is found: on the set-up page, if it is still open (“cannot scan?”); in a password manager, where it was kept; or in the transfer QR code of the old app (read a picture of it with: 2fa-rescue qr read FILE)',
    stays: 'it stays on this computer, and is not stored',
    isStored: 'it stays on this computer, and is stored in your store (keychain or encrypted file)',
  },
  notes: (note: AccountNote): string => {
    switch (note.kind) {
      case 'short-secret':
        return `this secret has only ${note.bytes} ${note.bytes === 1 ? 'byte' : 'bytes'}, and most have at least ten; a part may be missing`
      case 'no-counter':
        return 'the link does not say which counter is next; 0 is taken'
      case 'unknown-parameters':
        return `the link has parameters that are not known here and were left out: ${note.names.join(', ')}`
      case 'text-after':
        return 'only the secret was read; the words after it were left out'
      case 'joined-lines':
        return `lines ${note.from} to ${note.to} were put together: they are one link`
    }
  },

  which: (name: string) => `Several accounts are called ${name}. Which one?`,
  add: {
    help: 'keep accounts: from a secret, links, or the transfer of an old app',
    name: 'the name to keep it under, such as github or github:mika',
    options: {
      picture: 'a picture of a QR code; several times for several',
    },
    /** What the argument does not go with. */
    list: 'several accounts',
    askName: 'What is this account called (such as github:mika)?',
    emptyName: 'it needs a name to be found by',
    unreadAccount: (title: string, message: string) => `${title} cannot be kept: ${message}`,
    missing: (parts: readonly number[], size: number) =>
      `of ${size} QR codes of the transfer, these are missing: ${parts.join(', ')}`,
    periodLost:
      'a transfer does not say how many seconds a code lasts: where a service wants other codes than every 30 s of 6 or 8 digits, they will be refused',
    sameAlready: (title: string) => `${title} is kept already, with the same secret`,
    replace: (title: string) => `${title} is kept already, with another secret. Replace it?`,
    confirm: (count: number) => `Keep these ${count} accounts?`,
    leftAsIs: 'nothing was changed',
    done: (title: string) => `kept: ${title}`,
    counted:
      'codes by counter are used up one by one: use the old device or this program from now on, not both',
  },
  list: {
    help: 'the accounts that are kept',
    nothing: 'no account is stored yet',
    damaged: (name: string) => `damaged, cannot be read: ${name}`,
  },
  show: {
    help: 'one account; its secret only on request',
    options: {
      qr: 'the QR code, for a new phone',
      output: 'with --qr: the QR code as a PNG file',
      all: 'with --qr: all stored accounts, one after the other',
      link: 'the link with the secret, for another app',
    },
    issuer: 'issuer',
    account: 'account',
    prefix: 'also called',
    made: 'codes',
    counter: 'next counter',
    secret: 'secret',
    added: 'kept since',
    none: '(none)',
    masked: (bytes: number) => `•••• (${bytes} ${bytes === 1 ? 'byte' : 'bytes'})`,
    warning: (title: string) =>
      `Whoever sees the secret of ${title} can make its codes for ever. Is nobody looking, and no screen shared?`,
    warningAll: (count: number) =>
      `Whoever sees the secrets of these ${count} accounts can make their codes for ever. Is nobody looking, and no screen shared?`,
    turn: (title: string, left: number) =>
      left === 0 ? `${title} (the last one)` : `${title} (${left} more after it)`,
    next: 'Scan it, then press Enter for the next account',
    careful: 'clear the screen when you are done; if somebody else may have seen it, set the account up anew',
  },
  remove: {
    help: 'take an account away for good',
    ask: (title: string) =>
      `Remove ${title}? Without another device that makes its codes, or backup codes, you lock yourself out. Remove it?`,
    kept: 'nothing was changed',
    done: (title: string) => `removed: ${title}`,
  },

  code: {
    help: 'the code now, how long it counts, and the next one',
    options: {
      watch: 'keep showing it, with a countdown',
      copy: 'put it on the clipboard, and take it off again when it has run out',
      fresh: 'wait for the next one where only a few seconds are left',
    },
    left: (seconds: number, next: string) => `${seconds} s left, next: ${next}`,
    byCounter: (counter: number) => `by counter ${counter}`,
    advanced: (title: string) => `the counter of ${title} has moved on: this code counts once`,
    notKept: 'the counter of a link is not kept: ask for the next code with the next counter',
    waiting: (seconds: number) => `only ${seconds} s are left; waiting for the next code`,
    copied: (seconds: number) => `on the clipboard; it is taken off again in ${seconds} s`,
    offClock: (phrase: string) => `this computer’s clock is ${phrase}, so its codes may be refused`,
  },

  wizard: {
    judge: 'Find out why the code is refused (needs the secret)',
    make: 'Make the code here, from the secret',
    compare: 'Compare two entries by their codes',
    where: 'Where can you get the secret of this account?',
    places: {
      page: 'On the set-up page, which is still open',
      manager: 'In a password manager, a note or on paper',
      picture: 'In a picture of a QR code (set-up, or transfer of the old app)',
      export: 'In an export or backup of the app (a file, or pictures of its QR codes)',
      stored: 'It is kept in this program',
      none: 'I do not have it',
    },
    help: {
      page: 'press “cannot scan?” or similar words there, without loading the page anew: the letters that appear are the secret',
      manager:
        'in the entry of this service, edit the one-time code: the letters or the otpauth link there are the secret',
    },
    file: 'The picture’s file (PNG or JPEG)',
    which: 'Which account is it about?',
    without:
      'Without the secret no code can be judged. Two entries can still be compared by their codes, and the phone’s clock measured by itself.',
    code: (code: string, seconds: number) => `The code is ${code}, for ${seconds} s more.`,
    after: (next: string) => `After that: ${next}`,
    again: 'Too late? Make it again.',
    counted: (code: string) => `The code is ${code}. It counts once.`,
    first: 'The code of the first entry now',
    second: 'The code of the second entry now',
    compareAgain: 'different so far: wait until both have changed, and type both again',
    comparison: {
      same: 'Both show the same code: the copy is good, and their clocks agree.',
      otherLength: (first: number, second: number) =>
        `The same digits, but ${first} on one and ${second} on the other: only the length is set differently.`,
      shifted: (steps: number, direction: 'ahead' | 'behind') =>
        `The same codes at other times: the second one is ${steps} ${steps === 1 ? 'code' : 'codes'} ${direction}. Put the clocks of both devices on automatic.`,
      unlike:
        'They have nothing in common: they are entries of different set-ups or accounts, or made with other settings. A service takes the one of its last set-up.',
    },
  },

  verify: {
    help: 'does a code fit the secret, and if not, why not',
    code: 'the code that was refused',
    next: 'the code that came directly after it',
    options: {
      account: 'the stored account it should fit',
      window: 'how many steps before and after now still count as now (default: 0)',
      deep: 'search from 1970 to 2100, with two codes',
      noClock: 'leave this computer’s clock unchecked',
    },
    askCode: 'The code the phone shows now',
    askNext: 'Wait until it changes, then type the new code',
    sameCode: 'that is the code from before; wait until it changes',
    lookAlikes: 'letters that look like digits were read as digits: O as 0, l and I as 1',
    badCode: 'a code has 5 to 10 digits, or five letters of Steam',
    unsure: (chance: string) =>
      `this may be chance (${chance}): a second code makes it certain. Wait until the phone shows the next one`,
    match: 'The code fits now. Secret, settings and clock are right.',
    matchWithin: (skew: string) => `The code fits now. The phone is right: ${skew}.`,
    matchCounter: (counter: number) => `The code fits: it is the one for counter ${counter}.`,
    lostZero: (code: string, zeros: number) =>
      zeros === 1
        ? `A 0 is missing at the front: ${code}.`
        : `${zeros} zeros are missing at the front: ${code}.`,
    lostDigits: (code: string) => `A digit is missing: the whole code is ${code}.`,
    incomplete: (digits: number) =>
      `Digits are missing: such codes have ${digits}. This part fits no code around now.`,
    drifted: (skew: string) => `The code fits another time: the phone is ${skew}.`,
    skew: (size: string, direction: 'ahead' | 'behind', from: string, to: string) =>
      `${size} ${direction} (between ${from} and ${to})`,
    skewOnly: (size: string, direction: 'ahead' | 'behind') => `${size} ${direction}`,
    skewAround: (behind: string, ahead: string) => `between ${behind} behind and ${ahead} ahead`,
    parameters: (differences: readonly string[]) =>
      `The code fits with other settings: ${differences.join(', ')}.`,
    difference: {
      type: (is: OtpParameters['type'], was: OtpParameters['type']) =>
        `${otpKinds[is]} instead of ${otpKinds[was]}`,
      algorithm: (is: string, was: string) => `${is} instead of ${was}`,
      digits: (is: number, was: number) => `${is} digits instead of ${was}`,
      period: (is: number, was: number) => `${is} s instead of ${was} s`,
    },
    alsoSkew: (skew: string) => `The phone is then ${skew}.`,
    reading: (reading: SecretReading): string => {
      switch (reading.kind) {
        case 'hex':
          return 'The code fits when the secret is read as hexadecimal digits, not as Base32.'
        case 'text':
          return 'The code fits when the letters of the secret are taken as they stand, not as Base32.'
        case 'look-alikes':
          return 'The code fits when 0, 1 and 8 in the secret are read as the letters O, I or L, and B.'
        case 'character':
          return `The code fits when character ${reading.place} of the secret (blanks not counted) is ${reading.read} and not ${reading.typed}: one of the two was mistyped.`
      }
    },
    counter: (counter: number) => `The code fits by counter (HOTP), at counter ${counter}.`,
    counterDue: (counter: number, due: number) =>
      `The code fits counter ${counter}, and ${due} is the one that is due here.`,
    noMatch:
      'The code was made with another secret: it fits at no time, setting or reading that was searched.',
    searched: {
      one: 'searched: 14 hours before and after now, other settings and readings, counters',
      two: 'searched: a year before and after now, other settings and readings, counters',
      deep: 'searched: every step from 1970 to 2100, with every usual setting',
    },
    chance: (chance: string) => `Chance that it fits by accident: ${chance}.`,
    oneIn: (number: string) => `1 in ${number}`,
    computer: {
      fine: (phrase: string) => `This computer’s clock was checked and taken out: ${phrase}.`,
      unchecked: 'This computer’s clock could not be checked: if it is off, so is this answer, by as much.',
      left: 'This computer’s clock was not checked: if it is off, so is this answer, by as much.',
      page: 'A page cannot check the clock of this device: if it is off, so is this answer, by as much.',
    },
    hints: {
      match:
        'if the service refuses it all the same, the service has another secret: the entry may be older than the last set-up, or another account’s',
      lostZero: (digits: number) =>
        `zeros at the front belong to the code: type all ${digits} digits, with a fresh code`,
      lostDigits: (digits: number) => `type all ${digits} digits of the code, with a fresh one`,
      incomplete:
        'type the whole code that the phone shows now; if its codes really are that short, use the link of the entry, which says so',
      little: 'that little is mostly taken; it may also have been typed late. Use a fresh code',
      drifted: 'switch on automatic date and time on the phone, then use a new code',
      zone: 'an error of whole hours looks like a time zone that was set by moving the clock: switch on automatic date and time, and automatic time zone',
      parameters: 'set the entry in the app to what the service wants, or scan its QR code with another app',
      reading: 'enter the secret anew in the app, exactly as the service shows it, as Base32',
      counter:
        'counters of token and service part when codes are made and not used; ask the service to synchronise, or type two codes in a row where it wants them',
      noMatch:
        'the clock is not the cause: look for another entry of this account, or set it up anew; a backup code gets you in meanwhile',
      second: 'two codes in a row are searched over a whole year: type both',
      deep: 'with --deep and two codes every time from 1970 to 2100 is searched',
    },
  },
}

export type TotpWords = typeof totp
