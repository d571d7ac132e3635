/** The words of `recover`, in English; their type is the type of the Japanese ones. */
import type { EntryNote, ImportedEntry, Loss } from '../../core/import/model.ts'
import type { DroppedProperty, UnfitProperty } from '../../core/import/writers/model.ts'

const kinds: Readonly<Record<ImportedEntry['type'], string>> = {
  totp: 'by time',
  hotp: 'by counter',
  steam: 'Steam',
  motp: 'Mobile-OTP',
  yandex: 'Yandex Key',
}

const notes: Readonly<Record<EntryNote['kind'], string>> = {
  'short-secret': 'short secret: a part may be missing',
  'no-counter': 'the file does not say which counter is next; 0 is taken',
  duplicate: 'the same as an entry above',
  archived: 'archived',
  trash: 'was in the trash',
  'no-pin': 'needs a PIN that is not in the file',
  'no-codes': 'no codes can be made with this algorithm',
  'revocation-code': 'with a revocation code',
  'other-name': 'the label names another issuer',
}

const losses: Readonly<Record<Loss, string>> = {
  period:
    'this format does not keep the period: codes that last other than 30 s will be refused; set up such accounts again',
  algorithm: 'this format does not keep the algorithm; SHA1 is assumed',
  digits: 'this format cannot keep every number of digits; check accounts with other than 6 or 8',
  type: 'this format does not keep the kind of code; accounts by counter come out as accounts by time',
  issuer: 'this format does not keep the issuer',
  pin: 'this format does not keep PINs',
  'newer-version': 'the file is of a newer version than is known here; something may be missing',
  'recent-changes': 'the newest changes may be missing: they are in a file next to it that ends in -wal',
  'rest-of-file': 'a part of the file could not be opened',
}

const droppedNames: Readonly<Record<DroppedProperty, string>> = {
  tags: 'folders, groups or tags',
  comment: 'notes',
  title: 'titles that differ from issuer and account',
}

export const recover = {
  files: 'exports, backups, QR pictures or folders of them, or - for standard input',
  options: {
    codes: 'show the current code of each account',
    watch: 'show the codes live until ctrl-c',
    qr: 'draw the QR code of one account, for a new phone',
    save: 'store the accounts here',
    to: 'write the accounts for another app: links, aegis, 2fas or google-qr',
    output: 'the file to write with --to (readable only by you); for google-qr a PNG picture',
    outputPasswordFile: 'a file whose first line is the password of the file to write',
    passwordFile: 'a file whose first line is the password of the export',
    keyFile: 'the key file of a KeePass database',
    trash: 'include accounts that are in the trash',
  },
  ask: (file: string) => `Password of ${file}`,
  askBesideKey: (file: string) => `Password of ${file} (Enter alone if the key file is enough)`,
  deriving: (seconds: number) => `making the key from the password: ${seconds} s; ctrl-c stops it`,
  again: 'that did not open it; try again',
  memory: (mebibytes: number) =>
    `opening this file may take a minute and needs ${mebibytes} MiB of memory; ctrl-c stops it`,
  slow: 'opening this file may take a minute; ctrl-c stops it',
  uncertain: (file: string) =>
    `${file} has no mark of any app; it may be an encrypted backup, such as one of andOTP`,
  nothing: 'there is no account with codes in it',
  parameters: ({ type, parameters }: Pick<ImportedEntry, 'type' | 'parameters'>): string =>
    type === 'steam' || type === 'motp' || type === 'yandex'
      ? kinds[type]
      : [
          kinds[type],
          parameters.algorithm,
          `${parameters.digits} digits`,
          ...(type === 'hotp' ? [] : [`${parameters.period} s`]),
        ].join(', '),
  note: (kind: EntryNote['kind']) => notes[kind],
  lost: (loss: Loss) => losses[loss],
  noCode: 'no code',
  left: (seconds: number) => `${seconds} s left`,
  failed: (title: string, why: string) => `could not be read: ${title}: ${why}`,
  reasons: {
    'other-key': 'it is encrypted with a key that is not in the file',
    structure: 'the entry is damaged',
    'push-only': 'this account signs in by a push message and has no codes',
  },
  trash: (titles: string) => `left out, because they were in the trash (--trash includes them): ${titles}`,
  unknown: (count: number, names: string) =>
    `${count === 1 ? '1 file of the folder is' : `${count} files of the folder are`} no export known here: ${names}${count > 5 ? ', …' : ''}`,
  missing: (parts: readonly number[], size: number) =>
    `of ${size} QR codes of the transfer, these are missing: ${parts.join(', ')}`,
  next: 'with --codes the codes are shown, --qr NAME draws one account for a new phone, --save stores them here',
  counters:
    'each code by counter can be used once; the old phone and this list do not know of each other’s codes',
  plainWarning: (file: string) =>
    `${file} will hold all secrets without encryption: anyone who reads it can make the codes. Write it?`,
  passphrase: { fresh: 'A password for the new file', again: 'The same password again' },
  written: (accounts: number, file: string) =>
    `${accounts} ${accounts === 1 ? 'account' : 'accounts'} written to ${file}`,
  unencrypted: 'the file is not encrypted: delete it once the other app has read it',
  nothingWritten: 'nothing was written: there is no account that the other format can hold',
  unfit: (title: string, why: string) => `left out: ${title}: the other format has no ${why}`,
  unfitWhy: (
    property: UnfitProperty,
    { type, parameters }: Pick<ImportedEntry, 'type' | 'parameters'>,
  ): string => {
    const { algorithm, digits, period } = parameters
    const texts = {
      type: `codes of this kind (${kinds[type]})`,
      algorithm: `algorithm ${algorithm}`,
      digits: `codes of ${digits} digits`,
      period: `period of ${period} s`,
    }
    return texts[property]
  },
  dropped: (property: DroppedProperty) =>
    `not written, because the other format has no place for it: ${droppedNames[property]}`,
  wizard: {
    label: 'Open an export or backup of the app here',
    help: 'files, pictures of QR codes and folders can be named; the name ends in .json, .2fas, .txt, .zip, .kdbx, .png or the like',
    where: 'Where is the export or backup? One name on each line; an empty line ends the list',
    unnamed: 'No file was named.',
    code: (title: string, code: string, seconds: number) =>
      `${title}: the code is ${code}, for ${seconds} s more.`,
    counted: (title: string, code: string) => `${title}: the code is ${code}. It counts once.`,
    noCode: (title: string) => `No code can be made for ${title}.`,
    next: 'What now?',
    goOn: 'Go on',
    again: 'Make the code again',
    other: 'Another account of the file',
    store: (count: number) =>
      count === 1 ? 'Store the account in this program' : `Store all ${count} accounts in this program`,
  },
  qrTurn: (index: number, count: number) => `Code ${index} of ${count}. Press Enter for the next one`,
  saved: (count: number) => `${count} ${count === 1 ? 'account' : 'accounts'} stored`,
  renamed: (title: string, stored: string) =>
    `stored as ${stored}, because another account with other codes is called ${title}`,
  unsaved: (titles: string) =>
    `not stored, because it has no name or its codes are of a kind that cannot be stored here: ${titles}`,
}
