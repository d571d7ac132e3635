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
  verbs: {
    add: 'stores the codes a service gave you: from a file, from standard input (-), or pasted',
    generate: 'makes new backup codes for a service of your own, and stores them',
    list: 'lists the stored sets and how many of their codes are left',
    status: 'tells how many codes are left; exit status 1 if there are none',
    use: 'hands out the next unused code',
    confirm: 'records the outcome of a code that was handed out',
    consume: 'checks a code that somebody presents, and uses it up: exit status 0 or 1',
    undo: 'undoes the last change or removal, or brings back a void set',
    rotate: 'replaces the old set with a new one',
    unlock: 'allows codes to be presented again after too many wrong ones',
    remove: 'removes the codes of a service; until the next change undo brings them back',
    print: 'prepares the codes for paper: as text, or as a page to print (--output)',
    advise: 'explains where to keep backup codes, safest first',
    export: 'writes all codes to an encrypted file (age format)',
    import: 'merges the codes of an exported file into the store, code by code',
  },
  arguments: {
    service: 'the service, such as google',
    maybeService: 'the service; if left out, all of them',
    list: 'the file with the codes, or - for standard input',
    code: '- for standard input',
    exportFile: 'the file to write; it must not exist yet',
    importFile: 'the exported file',
  },
  options: {
    account: 'which account, if a service has several',
    showCodes: 'show the codes themselves',
    count: 'how many codes to make (default: 10)',
    format: 'crockford, hex, digits, or a pattern: d digit, x hex, c Crockford, a or A letter',
    hashed: 'keep only hashes: the codes are shown once now, checked with consume, never shown again',
    used: 'the site accepted it',
    refused: 'the site refused it',
    number: 'the number of the code in its set',
    set: 'the set, by its id from backup list',
    output: 'write a page for printing (HTML); the file must not exist yet',
    qr: 'add the unused codes as a QR code',
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
  paste: 'Paste or type the codes, one per line. An empty line ends the list.',
  isCode: (line: number, code: string, why: string, text: string) =>
    text === code
      ? `Line ${line}: “${code}” (${why}). Is it a backup code?`
      : `Line ${line}: “${text}” (${why}). Is “${code}” in it a backup code?`,
  sameAccount: (line: number, count: number) =>
    `A second list begins in line ${line} (${codes(count)}). Does it belong to the same account?`,
  storeThese: (count: number, service: string) => `Store ${codes(count)} for ${service}?`,
  someKnown: (known: number, fresh: number) =>
    `${codes(known)} of this list ${known === 1 ? 'is' : 'are'} already stored; the other ${fresh} will be added`,
  voidOlder: (date: string, left: number) =>
    `A new list usually makes the older one useless. Mark the older one (${date}, ${left} left) as void? You can bring it back.`,
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
  shownOnce: 'these codes are shown only once; write them down now',
  replace: (service: string, left: number) =>
    `Replace the codes for ${service} with new ones? ${codes(left)} of the old set can still be used; they become void.`,
  newList: (service: string) =>
    `${service} issues its codes itself: make a new list there first, then enter it here`,

  // list, status
  setLine: (id: string, origin: 'issued' | 'generated', date: string) =>
    `set ${id}, ${origin === 'issued' ? 'issued by the service' : 'made here'}, stored ${date}`,
  hashedSet: 'hashes only',
  voidSet: 'void',
  left: ({ left, total }: Count) => (left === 0 ? `none of ${total} left` : `${left} of ${total} left`),
  counts: ({ offered, used, refused }: Count) => [
    ...(used === 0 ? [] : [`${used} used`]),
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(offered === 0 ? [] : [`${offered} shown (outcome not known)`]),
  ],
  between: ', ',
  line: (title: string, text: string) => `${title}: ${text}`,
  nothingYet: 'no backup codes are stored yet',
  damaged: (name: string) => `the entry ${name} is damaged and was left out`,
  locked: 'locked after too many wrong codes',
  waits: (seconds: number) => `the next code can be presented in ${seconds} s`,
  low: (service: string) => `make a new list at ${service} soon, while you are signed in`,

  // use
  earlier: (code: string, date: string) => `The code ${code} was shown on ${date}. What happened to it?`,
  accepted: 'Did the site accept it?',
  outcomes: {
    used: 'Yes, it was accepted',
    refused: 'No, it was refused',
    never: 'It was never typed in: keep it for later',
    later: 'I do not know yet',
  },
  noneLeft: (service: string) => `no unused code is left for ${service}`,
  noneButOffered: (count: number) =>
    `${codes(count)} ${count === 1 ? 'was' : 'were'} shown, but the outcome is not known: see backup list, and backup undo`,
  leftNow: (count: number) => `${codes(count)} left`,
  howToSettle: (command: string) => `record the outcome (--used or --refused) with: ${command} --used`,
  unsettled: (count: number) =>
    `${count === 1 ? 'the outcome of one code' : `the outcome of ${count} codes`} shown earlier still has to be confirmed`,
  notSeen: 'the code could not be written to standard output; it stays marked as shown',
  next: (command: string) => `for the next code: ${command}; too many wrong codes can lock the account`,

  // confirm
  whichOffered: 'Which code?',
  numbered: (number: number, code: string) => `number ${number}: ${code}`,
  hashedCode: '(hashed)',
  settledAs: (number: number, state: 'used' | 'refused') => `code number ${number} is marked as ${state}`,

  // consume
  presented: 'The code',
  fits: (service: string) => `the code is right for ${service}; it is used up now`,
  fitsNot: (service: string) => `the code is not right for ${service}, or was used before`,
  tooSoon: (seconds: number) => `too many wrong codes: the next one can be presented in ${seconds} s`,
  isLocked: 'too many wrong codes in a row: no code is checked any more',
  unlockWith: (command: string) => `to let codes be presented again: ${command}`,
  unlocked: (service: string) => `codes for ${service} can be presented again`,

  // undo
  undoCode: (number: number, code: string, state: string) =>
    `Make code number ${number}, ${code} (${state}), unused again?`,
  undoOffered: (number: number, code: string) =>
    `Code number ${number}, ${code}, was shown, and its outcome is not known: another run may be showing it now. Is it certain that it was not typed in, so that it can be handed out again?`,
  undoSet: (id: string, count: number) => `Bring back the void set ${id} with ${codes(count)}?`,
  undoRemoval: (service: string, count: number) =>
    `Bring back the removed codes for ${service} (${codes(count)})?`,
  undone: 'brought back',
  leftAsIs: 'nothing was changed',

  // remove
  removeAll: (service: string, left: number) =>
    `Remove all codes for ${service}? ${codes(left)} can still be used.`,
  removeSet: (id: string, left: number) => `Remove the set ${id}? ${codes(left)} can still be used.`,
  removed: (service: string) => `removed: ${service}`,
  bringBackWith: (command: string) => `this can be undone until the next change: ${command}`,

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
    count === 1 ? 'imported the codes of 1 account' : `imported the codes of ${count} accounts`,

  // In the wizard.
  wizard: {
    look: (service: string) =>
      `Shall I look whether backup codes for ${service} are stored on this computer?`,
    yes: 'Yes, please look',
    no: 'No, go on without them',
    found: (count: number, service: string) =>
      `${codes(count)} for ${service} ${count === 1 ? 'is' : 'are'} stored here and can be used.`,
    low: (count: number, service: string) =>
      `Only ${codes(count)} for ${service} ${count === 1 ? 'is' : 'are'} left here. Once you are in, make a new list.`,
    none: (service: string) => `No backup code for ${service} is stored here.`,
    failed: (why: string) => `The store could not be read: ${why}. Continuing without it.`,
    tool: 'Take a backup code stored on this computer',
    which: 'Which service is it?',
    noneOfThese: 'None of these',
    type: (left: number) => `Type this code on the sign-in page (${codes(left)} left after it):`,
    store: 'Keep the new codes here as well, so that they can be found next time:',
  },
}

export type BackupWords = typeof backup
