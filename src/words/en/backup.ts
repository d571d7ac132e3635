/** The words of the commands on backup codes. */
import type { CodeState, Count } from '../../core/backup/set.ts'
import type { StoreKind } from '../../core/store.ts'
import { quoteForShell } from '../failure-text.ts'

const states: Record<CodeState, string> = {
  unused: 'unused',
  offered: 'shown, outcome not known',
  used: 'used',
  refused: 'refused',
  void: 'void',
}

const places: Record<StoreKind, string> = { keychain: 'the keychain', file: 'the encrypted file' }

const codes = (count: number): string => (count === 1 ? '1 code' : `${count} codes`)

export const backup = {
  help: 'keeps backup codes: never lost, never handed out twice',
  verbs: {
    add: 'stores the codes a service gave you: from a file, from standard input (-), or pasted',
    generate: 'makes new backup codes for a service of your own, and stores them',
    list: 'which sets are stored, and how their codes stand',
    status: 'how many codes are left; status 1 where there are none',
    use: 'hands out the next unused code',
    confirm: 'says what became of a code that was handed out',
    consume: 'checks a code that somebody presents, and spends it: status 0 or 1',
    undo: 'brings back what was changed last, or a void set',
    rotate: 'puts a new set in the place of the old one',
    unlock: 'lets codes be presented again after too many wrong ones',
    remove: 'removes the codes of a service for good',
    print: 'the codes for paper: as text, or as a page to print (--output)',
    advise: 'where to keep backup codes, safest first',
    export: 'writes all codes into an encrypted file (age format)',
    import: 'takes the codes of an exported file over, code by code',
  },
  arguments: {
    service: 'the service, such as google',
    maybeService: 'the service; without it all of them',
    list: 'the file with the codes, or - for standard input',
    code: '- for standard input',
    exportFile: 'the file to write; it must not be there yet',
    importFile: 'the exported file',
  },
  options: {
    account: 'which account, where a service has several',
    showCodes: 'with the codes themselves',
    count: 'how many (default: 10)',
    format: 'crockford, hex, digits, or a pattern: d digit, x hex, c Crockford, a or A letter',
    hashed: 'keep only hashes: shown once now, checked with consume, never shown again',
    used: 'the site accepted it',
    refused: 'the site refused it',
    number: 'the number of the code in its set',
    set: 'the set, by its id from backup list',
    output: 'write a page for printing (HTML); the file must not be there yet',
    qr: 'with the unused codes as a QR code',
  },
  allowed: { count: 'a whole number from 1 to 100', number: 'a whole number above 0' },

  accounts: {
    none: '(no account named)',
    which: (service: string) => `Which account of ${service}?`,
  },
  /** A name as it can be typed in a shell. */
  typed: quoteForShell,
  states,
  places,

  // add
  paste: 'Paste or type the codes, one a line. An empty line ends them.',
  isCode: (line: number, code: string, why: string) => `Line ${line}: “${code}” ${why}. Is it a backup code?`,
  sameAccount: (line: number, count: number) =>
    `A second list begins in line ${line} (${codes(count)}). Does it belong to the same account?`,
  storeThese: (count: number, service: string) => `Store ${codes(count)} for ${service}?`,
  someKnown: (known: number, fresh: number) =>
    `${codes(known)} of this list ${known === 1 ? 'is' : 'are'} stored already; the other ${fresh} will be added`,
  voidOlder: (date: string, left: number) =>
    `A new list mostly makes the older one useless. Put the older one (${date}, ${left} left) out of use? It can be brought back.`,
  stored: (count: number, service: string, place: StoreKind) =>
    `${codes(count)} stored for ${service} in ${places[place]}`,
  voided: (count: number) => (count === 1 ? 'the older set is void now' : `${count} older sets are void now`),
  notStored: 'nothing was stored',
  nowUsed: (count: number, service: string) =>
    `${codes(count)} of ${service} ${count === 1 ? 'is' : 'are'} now marked as used, as in this list`,
  fileRemains: (file: string) =>
    `${file} still holds the codes, and anybody can read it: delete it, or keep it in a safe place`,
  onPaper: (name: string) => `keep them on paper as well: 2fa-rescue backup print ${name}`,

  // generate, rotate
  shownOnce: 'these codes are shown this once; write them down now',
  replace: (service: string, left: number) =>
    `Replace the codes for ${service} by new ones? ${codes(left)} of the old set can still be used; they become void.`,
  newList: (service: string) =>
    `${service} gives out its codes itself: make a new list there first, then enter it here`,

  // list, status
  setLine: (id: string, origin: 'issued' | 'generated', date: string) =>
    `set ${id}, ${origin === 'issued' ? 'given by the service' : 'made here'}, stored ${date}`,
  hashedSet: 'hashes only',
  voidSet: 'void',
  left: ({ left, total }: Count) => (left === 0 ? `none of ${total} left` : `${left} of ${total} left`),
  counts: ({ offered, used, refused }: Count) => [
    ...(used === 0 ? [] : [`${used} used`]),
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(offered === 0 ? [] : [`${offered} shown without a known outcome`]),
  ],
  between: ', ',
  line: (title: string, text: string) => `${title}: ${text}`,
  nothingYet: 'no backup codes are stored yet',
  damaged: (name: string) => `what is stored as ${name} is damaged and was left out`,
  locked: 'locked after too many wrong codes',
  waits: (seconds: number) => `the next code can be presented in ${seconds} s`,
  low: (service: string) => `make a new list at ${service} soon, while you are signed in`,

  // use
  earlier: (code: string, date: string) => `The code ${code} was shown on ${date}. What became of it?`,
  accepted: 'Did the site accept it?',
  outcomes: {
    used: 'Yes, it was accepted',
    refused: 'No, it was refused',
    never: 'It was never typed in: keep it for later',
    later: 'I do not know yet',
  },
  noneLeft: (service: string) => `no unused code is left for ${service}`,
  noneButOffered: (count: number) =>
    `${codes(count)} ${count === 1 ? 'was' : 'were'} shown, but nobody said what became of ${count === 1 ? 'it' : 'them'}: see backup list, and backup undo`,
  leftNow: (count: number) => `${codes(count)} left`,
  howToSettle: (command: string) => `say what became of it (--used or --refused) with: ${command} --used`,
  unsettled: (count: number) =>
    `${count === 1 ? 'one code shown earlier still waits' : `${count} codes shown earlier still wait`} to be confirmed`,
  notSeen: 'the code could not be written to standard output; it stays marked as shown',
  next: (command: string) => `for the next code: ${command}; too many wrong codes can lock the account`,

  // confirm
  whichOffered: 'Which code?',
  numbered: (number: number, code: string) => `number ${number}: ${code}`,
  hashedCode: '(hashed)',
  settledAs: (number: number, state: 'used' | 'refused') => `code number ${number} is marked as ${state}`,

  // consume
  presented: 'The code (not shown while you type)',
  fits: (service: string) => `the code is right for ${service}; it is spent now`,
  fitsNot: (service: string) => `the code is not right for ${service}, or was spent before`,
  tooSoon: (seconds: number) => `too many wrong codes: the next one can be presented in ${seconds} s`,
  isLocked: 'too many wrong codes in a row: nothing is checked any more',
  unlockWith: (command: string) => `to let codes be presented again: ${command}`,
  unlocked: (service: string) => `codes for ${service} can be presented again`,

  // undo
  undoCode: (number: number, code: string, state: string) =>
    `Make code number ${number}, ${code} (${state}), unused again?`,
  undoSet: (id: string, count: number) => `Bring back the void set ${id} with ${codes(count)}?`,
  undone: 'brought back',
  leftAsIs: 'nothing was changed',

  // remove
  removeAll: (service: string, left: number) =>
    `Remove all codes for ${service} for good? ${codes(left)} can still be used.`,
  removeSet: (id: string, left: number) => `Remove the set ${id} for good? ${codes(left)} can still be used.`,
  removed: (service: string) => `removed: ${service}`,

  // print, export, import
  written: (file: string) => `written: ${file}`,
  exportPassphrase: { fresh: 'A passphrase for the exported file', again: 'The same passphrase again' },
  exported: (count: number, file: string) =>
    `${count === 1 ? 'the codes of 1 account' : `the codes of ${count} accounts`} written to ${file}`,
  hashedLeftOut: (count: number) =>
    `${count === 1 ? 'one set was' : `${count} sets were`} left out: only hashes are kept`,
  opensWith: (file: string) => `the plain age program opens it as well: age -d ${file}`,
  importPassphrase: 'The passphrase of the exported file',
  importLine: (title: string, sets: number, { left, total }: Count) =>
    `${title}: ${sets === 1 ? '1 list' : `${sets} lists`}, ${left} of ${total} codes unused`,
  importAll: (count: number) =>
    `Take over the codes of ${count === 1 ? 'this account' : `these ${count} accounts`}? Their unused codes will be handed out, and accepted by backup consume.`,
  oneCopy:
    'from now on use one copy only: two that are used apart from each other hand out the same codes until one is imported into the other',
  imported: (count: number) =>
    count === 1 ? 'the codes of 1 account taken over' : `the codes of ${count} accounts taken over`,

  // In the wizard.
  wizard: {
    look: (service: string) =>
      `Shall I look whether backup codes for ${service} are stored on this computer?`,
    yes: 'Yes, please look',
    no: 'No, go on without',
    found: (count: number, service: string) =>
      `${codes(count)} for ${service} ${count === 1 ? 'is' : 'are'} stored here and can be used.`,
    low: (count: number, service: string) =>
      `Only ${codes(count)} for ${service} ${count === 1 ? 'is' : 'are'} left here. Once you are in, make a new list.`,
    none: (service: string) => `No backup code for ${service} is stored here.`,
    failed: (why: string) => `The store could not be looked into: ${why}. Going on without it.`,
    tool: 'Take a backup code stored on this computer',
    which: 'Which service is it?',
    noneOfThese: 'None of these',
    type: (left: number) => `Type this code on the sign-in page (${codes(left)} left after it):`,
    store: 'Keep the new codes here as well, so that they can be found next time:',
  },
}

export type BackupWords = typeof backup
