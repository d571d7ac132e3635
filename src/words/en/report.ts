/** The report of a walk, as a person or a helpdesk reads it. */
import type { checkResults } from '../../core/flow/book.ts'
import type { CheckName } from '../../core/flow/lists.ts'

/** A name for each check and for each of its results. */
type CheckWords = {
  readonly [Name in CheckName]: {
    readonly name: string
    readonly results: Readonly<Record<(typeof checkResults)[Name][number], string>>
  }
}

const checks: CheckWords = {
  clock: {
    name: 'This computer’s clock',
    results: { fine: 'right', skewed: 'off', unknown: 'could not be measured' },
  },
  backup: {
    name: 'Backup codes in the store of this computer',
    results: { stored: 'there are some', none: 'there are none', unknown: 'not looked for' },
  },
}

export const report = {
  title: (flow: string) => `Report: ${flow}`,
  written: (date: string, version: string) =>
    `Written on ${date} by 2fa-rescue ${version}. It holds no password, code or key.`,
  card: (name: string, checked: string) => `About: ${name} (checked on ${checked})`,
  kind: (name: string) => `About: ${name}`,
  between: '; ',
  asked: 'What was asked',
  measured: 'What was measured',
  tried: 'What was tried',
  next: 'What comes next',
  never: 'What not to do',
  links: 'Links',
  nothing: 'Nothing so far.',
  none: 'none of these',
  notKnown: 'not known',
  checks,
  did: {
    worked: 'it worked',
    failed: 'it did not help',
    skipped: 'could not be done',
    waiting: 'waiting',
  },
  file: (file: string) => `the report is in ${file}`,
  question: (text: string) => `The next question: ${text}`,
}
