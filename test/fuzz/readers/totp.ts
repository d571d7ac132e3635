/** Secrets, links, transfers and codes. */
import { decodeTextFile } from '../../../src/core/decode-text.ts'
import { RescueError } from '../../../src/core/errors.ts'
import { readGroups } from '../../../src/core/totp/base32.ts'
import { parseLink } from '../../../src/core/totp/link.ts'
import { failureIn, readSecrets } from '../../../src/core/totp/links.ts'
import { parseTransfer } from '../../../src/core/totp/migration.ts'
import type { SecretList } from '../../../src/core/totp/secret-list.ts'
import { readTime } from '../../../src/core/totp/time.ts'
import { readCode } from '../../../src/core/totp/typed-code.ts'
import { badLink as badLinkEn } from '../../../src/words/en/secrets.ts'
import { totp } from '../../../src/words/en/totp.ts'
import { errors as japanese } from '../../../src/words/ja/errors.ts'
import type { FuzzReader } from '../harness.ts'

const links = [
  'otpauth://totp/Ex:al?secret=SECRET&issuer=Ex',
  'otpauth://totp/Ex%3Aal%40example.com?secret=SECRET&issuer=Ex&algorithm=SHA256&digits=8&period=60',
  'otpauth://hotp/Ex:al?secret=SECRET&counter=7',
  'otpauth://steam/Steam:al?secret=SECRET',
  'apple-otpauth://totp/al?issuer=Ex&secret=SECRET',
  'steam://SECRET',
  'motp://A:b?secret=SECRET',
  'otpauth://yaotp/a?secret=SECRET',
  'otpauth%3A%2F%2Ftotp%2FEx%3Aal%3Fsecret%3DSECRET%26digits%3D8',
  'otpauth-migration://offline?data=CjEKCkhello%2BGkJBSWY3DPEHPK3PXPEAEYASgBMAIQARgBIAA%3D',
]

const pieces = [
  ...[
    'otpauth://',
    'totp/',
    'hotp/',
    '?secret=',
    '&secret=SECRET',
    '&issuer=',
    '&digits=8',
    '&digit=',
    '&algo=',
  ],
  ...['&algorithm=SECRET', '&period=', '&interval=60', '&counter=', '&encoder=', '&2step_salt=', '&SECRET=1'],
  ...[
    '&image=https://e.example/i.png',
    '&amp;issuer=Ex',
    '&foo=1',
    'SECRET',
    'Secret: ',
    '# ',
    '" TOTP_AUTH\n',
  ],
  ...[
    'https://e.example/',
    'WIFI:S:x;P:SECRET;;',
    '<a href="',
    '">',
    '[x](',
    ')',
    '{"secret":"',
    '"}',
    ' is ',
  ],
  ...[
    '\nperiod: 60',
    '\nalgorithm=SHA256',
    '\nTOTP Settings=60;8',
    '\n桁数：8',
    '\n> ',
    '=\n',
    '…',
    '...',
    '****',
  ],
  ...[
    '#digits=8',
    '&validity=60',
    ' (GitHub)',
    ' # 8 digits',
    '1. ',
    '2FA ',
    'WORK ',
    '<b>',
    'TimeOtp-Secret-Hex: ',
  ],
]

/** What is said about the lines of a list that were not read, and about the accounts. */
function shownOf(list: SecretList): string {
  const faults = list.unread.map(({ flaw }) =>
    JSON.stringify([badLinkEn(flaw), japanese.say({ code: 'bad-link', flaw })]),
  )
  const notes = list.accounts.flatMap((account) => account.notes.map((note) => totp.notes(note)))
  const failure = list.accounts.length === 0 ? JSON.stringify(failureIn(list).problem) : ''
  return [...faults, ...notes, failure].join('\n')
}

/** The number of lines that are left: none may be lost. */
function checkLines(input: string, list: SecretList): void {
  const lines = input.split(/\r\n|[\n\r\u0085\u2028\u2029]/).length
  for (const { line } of [...list.accounts, ...list.unread])
    if (line < 0 || line > lines) throw new Error('a line that does not exist')
}

export const totpReaders: readonly FuzzReader[] = [
  {
    id: 'secrets',
    samples: [
      ...links,
      ...[
        'SECRET',
        'Secret: SECRET',
        'SECRET\n" RATE_LIMIT 3 30\n" TOTP_AUTH\n12345678\n',
        'Slack SECRET',
        '"SECRET"',
      ],
      ...['BEGIN:VCARD\nN:SECRET\nEND:VCARD', 'JBSW Y3DP EHPK 3PXP', 'My keys\n\nSECRET\n'],
    ],
    pieces,
    run: (input) => {
      const list = readSecrets(input)
      checkLines(input, list)
      return shownOf(list)
    },
  },
  {
    id: 'link',
    samples: links,
    pieces,
    run: (input) =>
      parseLink(input)
        .notes.map((note) => totp.notes(note))
        .join('\n'),
  },
  {
    id: 'transfer',
    samples: links.slice(-1),
    pieces,
    run: (input) =>
      parseTransfer(input)
        .entries.map((entry) => (entry.kind === 'unread' ? JSON.stringify(badLinkEn(entry.flaw)) : ''))
        .join('\n'),
  },
  {
    id: 'base32',
    samples: ['SECRET', 'SECRET====', 'JBSW Y3DP EHPK 3PXP'],
    pieces,
    run: (input) => {
      const read = readGroups(input)
      return read instanceof Uint8Array
        ? ''
        : JSON.stringify(new RescueError({ code: 'bad-secret', flaw: read }).problem)
    },
  },
  {
    id: 'code',
    samples: [
      '12345O',
      'G-123456 is your code',
      '123,456',
      '#123456',
      '123456',
      '123 456',
      'Code: 123456',
      'G-123456',
      '2TC8B',
      '１２３４５６',
    ],
    pieces: ['code', ' is ', ':', '-', '0', 'A'],
    run: (input) => {
      const code = readCode(input)
      if (code !== undefined && !/^[\dA-Z]{5,10}$/.test(code)) throw new Error('not a code')
      return ''
    },
  },
  {
    id: 'time',
    samples: ['2026-01-31T12:00:00Z', '@1769860800', '2026-01-31 12:00', '2026-02-30'],
    pieces: ['+09:00', 'UTC', 'T', '-', ':', '.5'],
    run: (input) => {
      const time = readTime(input)
      if (time !== undefined && !(time >= 0)) throw new Error('not a time')
      return ''
    },
  },
  {
    id: 'text-file',
    samples: ['SECRET\r\n', '\u00ff\u00feS\u0000E\u0000', '\u00fe\u00ff\u0000S', '\u008c\u00ae'],
    pieces: ['\u0000', '\u00ff', '\u00fe', '\u0081', '\u00ef\u00bb\u00bf'],
    run: (input) => {
      decodeTextFile(Uint8Array.from(input, (character) => character.charCodeAt(0) & 0xff))
      return ''
    },
  },
]
