/**
 * What the program itself says, in English. The type of this object is the type of every language: a word that is
 * missing in another one does not compile. What the wizard knows is not here but in `flows/`.
 */
import type { Language } from '../core/flow/book.ts'
import { backup } from './en/backup.ts'
import { clock } from './en/clock.ts'
import { codes } from './en/codes.ts'
import { errors } from './en/errors.ts'
import { flow } from './en/flow.ts'
import { kit } from './en/kit.ts'
import { paper } from './en/paper.ts'
import { qr } from './en/qr.ts'
import { recover } from './en/recover.ts'
import { report } from './en/report.ts'
import { store } from './en/store.ts'
import { sweep } from './en/sweep.ts'
import { totp } from './en/totp.ts'

const words = {
  language: 'en' as Language,
  /** This language's own name, and the line that offers it to people who read the other one. */
  languageName: 'English',
  otherLanguage: '日本語で続ける',

  usage: {
    about: 'Helps people who are locked out by two-factor authentication to get back in.',
    titles: {
      usage: 'Usage:',
      arguments: 'Arguments:',
      options: 'Options:',
      globalOptions: 'Options of every command:',
      commands: 'Commands:',
      examples: 'Examples:',
    },
    synopsis: { options: '[options]', command: '[command]' },
    preset: (value: string) => `(default: ${value})`,
    help: 'show this help',
    version: 'show the version',
    options: {
      lang: 'the language: en or ja',
      json: 'the result as JSON on standard output',
      noColor: 'no colour',
      quiet: 'results and errors only',
      yes: 'answer every question of a command with yes',
      store: 'where secrets are kept: keychain, or file (encrypted)',
      identity: 'a file with an age identity, in the place of the passphrase of --store file',
      offline: 'ask no time server; nothing goes over the network',
    },
    exits:
      'Exit status: 0 yes or done, 1 no, 2 misused, 3 what was given is broken, 4 no answer from outside, 70 our bug, 130 stopped.',
  },

  diagnose: {
    help: 'leads step by step back into an account: the place to start',
    flow: 'where to start, when the trouble is known: code-refused, nothing-to-enter, code-not-coming',
    options: {
      service: 'the service it is about, such as google',
      answers: 'answers from a file (YAML or JSON): nothing is asked, the whole plan is printed',
      resume: 'go on where you stopped',
      report: 'a report at the end or on ctrl-c: .md, .html or .json by the file’s name',
      flows: 'a folder of your own flows, beside or in place of the shipped ones',
    },
    first: {
      title: 'Let us find a way back in',
      calm: 'There is no hurry. First a few questions, then one thing after the other. Often there is a way in.',
      servers: (names: readonly string[], web: readonly string[]) => {
        const silent = web.length === 0 ? '' : ` If they are silent: with ${web.join(', ')}.`
        return `This computer’s clock is compared with ${names.join(', ')}.${silent} Nothing else leaves this computer, and --offline switches this off.`
      },
      offline: 'Offline: no time server is asked, nothing leaves this computer.',
      ask: 'Ready?',
      begin: 'Begin',
      resume: (date: string) => `Go on where I stopped (${date})`,
    },
    card: (name: string, checked: string) =>
      `${name}: checked on ${checked}. Screens change; the official page has the last word.`,
    noCard: (name: string) =>
      `nothing special is known here about “${name}”; going on with the general advice`,
    labels: {
      quote: (label: string) => `“${label}”`,
      such: (label: string) => `words such as “${label}”`,
      foreign: (label: string, _language: Language) => `“${label}” (Japanese wording; yours may differ)`,
    },
    ask: {
      end: 'That was the last page.',
      finish: 'Finish',
      back: 'Back',
      next: 'Next page',
      page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    },
    remedy: {
      way: (number: number, title: string) => `Way ${number}: ${title}`,
      takes: (text: string) => `Takes: ${text}`,
      pause: (time: string) =>
        `If two codes were refused by now, wait before you type another one (${time}): too many tries can lock the account.`,
      pauseUsual: '30 minutes',
      didItWork: 'Did that work?',
      worked: 'Yes, I am in',
      failed: 'No, what else is there?',
      skipped: 'I cannot do this',
      waiting: 'I have to wait, and go on later',
    },
    /** Where every step of a list is wanted, as in a check-up. */
    each: {
      way: (number: number, title: string) => `Step ${number}: ${title}`,
      didItWork: 'Is that done?',
      worked: 'Yes, done',
      failed: 'Not now',
      skipped: 'This is not for me',
    },
    tick: {
      go: 'Go on with these',
      goUnsure: 'I do not know, go on',
      none: 'None of these, I am sure',
      only: 'Only these, I am sure',
    },
    clock: {
      measuring: 'comparing this computer’s clock …',
      fine: (offset: string) =>
        `This computer’s clock is right: ${offset}. It is a good reference; a phone has a clock of its own.`,
      skewed: (offset: string) =>
        `This computer’s clock is ${offset}. Codes made on this computer may be refused until that is put right.`,
      unknown: 'This computer’s clock could not be checked; going on without it.',
      again: 'Measure this computer’s clock again',
    },
    outcome: {
      solved: 'You are in again. Well done.',
      unsolved: 'These were all the ways known here. That does not mean that the account is lost.',
      support: 'The service’s own support is the next place to ask:',
      waiting: (title: string) => `Now it is a matter of waiting: ${title}`,
      comeBack: (date: string) => `Come back on ${date} with:`,
      comeBackLater: 'When the waiting is over, go on with:',
      plan: 'The ways, in this order:',
      after: 'Do this now, so that it does not happen again:',
      afterLater: 'Once you are in again:',
      afterDone: 'Worth doing as well:',
    },
    waited: {
      since: (date: string) => `You have been waiting for this since ${date}.`,
      until: (date: string) =>
        `It usually takes until ${date}. Until then it is best to wait, and not to send the same request again.`,
    },
    saved: (program: string) => `your place is kept; go on with: ${program} diagnose --resume`,
    notSaved: 'your place could not be kept, because its folder cannot be written to',
    moved: 'the questions have changed since then; going on at the last place that still exists',
  },

  /** Before something is removed for good. */
  confirm: {
    typeName: (name: string) => `Type ${name} to remove, or only Enter to keep:`,
    otherName: (name: string) => `that is not ${name}; only Enter keeps it`,
  },

  prompt: {
    keys: (unicode: boolean): string =>
      unicode ? '↑↓ move · Enter choose · ctrl-c stop' : 'arrows, Enter; ctrl-c stops',
    tickKeys: (unicode: boolean): string =>
      unicode
        ? '↑↓ · Space tick · Enter go on · ctrl-c'
        : 'arrows move, Space ticks, Enter goes on; ctrl-c stops',
    searchKeys: (unicode: boolean): string =>
      unicode ? 'type to search · ↑↓ · Enter · ctrl-c' : 'type to search, arrows, Enter; ctrl-c stops',
    more: (shown: number, all: number, where: 'above' | 'below' | 'both') =>
      `(${shown} of ${all} shown, more ${where === 'both' ? 'above and below' : where})`,
    search: 'Search:',
    notFound: 'nothing here has that name',
    suggested: 'nothing here has exactly that name; did you mean:',
    /** Between the ticked items of an answer. */
    between: ', ',
    nothing: 'nothing',
    yes: 'Yes',
    no: 'No',
    hidden: '(what you type is not shown)',
    /** In place of what was typed, whatever its length. */
    typed: '[hidden]',
    press: 'Enter · ctrl-c stops',
  },

  config: {
    help: 'what is in force, and where it is kept',
    show: 'what is in force, and where each value comes from',
    path: 'where the configuration file lies',
    none: '(there is none yet)',
    from: {
      option: 'option',
      environment: (name: string) => `environment ${name}`,
      file: 'configuration file',
      system: 'system',
      default: 'default',
    },
    nothing: 'none',
    chosen: 'the keychain where it answers',
  },

  clock,
  totp,
  codes,
  paper,
  backup,
  store,
  errors,
  flow,
  kit,
  recover,
  report,
  qr,
  sweep,
}

export type Words = typeof words
export const en: Words = words
