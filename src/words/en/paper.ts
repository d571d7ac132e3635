/** The words of the page for paper, and the advice on where to keep it. */
import type { CodeState } from '../../core/backup/set.ts'

const states: Record<Exclude<CodeState, 'unused' | 'void'>, string> = {
  offered: 'perhaps used',
  used: 'used',
  refused: 'refused',
}

export const paper = {
  title: 'Backup codes (recovery codes)',
  service: 'Service',
  account: 'Account',
  made: 'List of',
  printed: 'Printed on',
  once: 'Each code works once. Tick it as soon as it has been used.',
  states,
  qr: 'The remaining codes, to be read with your own phone or computer. Anyone who scans it sees them: keep it as safe as the codes.',
  qrTooLong: 'These codes are too long for one QR code.',
  use: {
    title: 'How to use a code',
    steps: [
      'On the sign-in page, type your email address and password, up to the page that asks for a code.',
      'Look for words such as “Try another way”, then for “backup code” or “recovery code”.',
      'Type one code that is not ticked. One is enough.',
      'Tick it here at once.',
      'When few are left, make a new list. It usually makes older ones useless: then destroy this sheet.',
    ],
    warning:
      'Type a code only on the service’s own sign-in page. Anyone who asks for one by phone or email wants to deceive you.',
  },
  keep: {
    title: 'Where to keep it',
    why: 'Codes are for the day when the phone cannot help, so they must not be kept in it alone.',
    ranking: 'Safest first:',
    places: [
      'on paper or a USB stick, in a safe deposit box',
      'on paper or a USB stick, locked away at home',
      'written on paper, where no visitor and no photograph sees it',
    ],
    also: 'Other good ways:',
    ways: [
      'a password manager, which keeps them encrypted',
      'a text file in a protected cloud folder',
      'printed, in a safe or a locked filing cabinet',
    ],
    avoid: 'Better not:',
    traps: [
      'a screenshot or a note on the phone: lost together with it',
      'an email to yourself: anyone who gets into the mailbox has them',
      'a visible place on the desk',
    ],
  },
}

export type PaperWords = typeof paper
