/**
 * What the program itself says, in English. The type of this object is the type of every language: a word that is
 * missing in another one does not compile. What the wizard knows is not here but in `flows/`.
 */

import type { Language } from '../core/flow/book.ts'
import { backup } from './en/backup.ts'
import { checkUp } from './en/check-up.ts'
import { clock } from './en/clock.ts'
import { codes } from './en/codes.ts'
import { doctor } from './en/doctor.ts'
import { errors } from './en/errors.ts'
import { flow } from './en/flow.ts'
import { page } from './en/page.ts'
import { paper } from './en/paper.ts'
import { qr } from './en/qr.ts'
import { recover } from './en/recover.ts'
import { report } from './en/report.ts'
import { services } from './en/services.ts'
import { store } from './en/store.ts'
import { sweep } from './en/sweep.ts'
import { totp } from './en/totp.ts'
import { usage } from './en/usage.ts'

const words = {
  language: 'en' as Language,
  /** This language's own name, and the line that offers it to people who read the other one. */
  languageName: 'English',
  otherLanguage: '日本語で続ける',

  usage,

  diagnose: {
    flow: 'where to start, if you know the problem: code-refused, nothing-to-enter, code-not-coming …',
    options: {
      service: 'the service you want to get into, such as google',
      answers: 'take the answers from a file (YAML or JSON): nothing is asked, the whole plan is printed',
      resume: 'continue where you stopped',
      report: 'write a report at the end or on ctrl-c: .md, .html or .json, as the file name ends',
      flows: 'a folder of your own flows, in addition to the shipped ones or instead of them',
    },
    first: {
      title: 'Let us find a way back in',
      calm: 'There is no hurry. First a few questions, then one thing after the other. Often there is a way in.',
      servers: (names: readonly string[], web: readonly string[]) => {
        const silent =
          web.length === 0 ? '' : ` If they do not answer, it is compared with ${web.join(', ')}.`
        return `This computer’s clock is compared with ${names.join(', ')}.${silent} Nothing else leaves this computer; --offline switches this off.`
      },
      offline: 'Offline: no time server is asked, nothing leaves this computer.',
      ask: 'Ready?',
      begin: 'Begin',
      resume: (date: string) => `Go on where I stopped (${date})`,
    },
    card: (name: string, checked: string) =>
      `${name}: checked on ${checked}. Screens change; the official page has the last word.`,
    noCard: (name: string, near: readonly string[]) =>
      `there is no specific advice here for “${name}”; continuing with general advice${near.length === 0 ? '' : `. Did you mean ${near.join(' or ')}?`}`,
    namesakes: {
      ask: 'Several have this name. Which one do you mean?',
      taken: (name: string, taken: string, others: readonly string[]) =>
        `“${name}” is taken as ${taken}; also called so: ${others.join(', ')}`,
    },
    labels: {
      quote: (label: string) => `“${label}”`,
      such: (label: string) => `words such as “${label}”`,
      foreign: (label: string, _language: Language) => `“${label}” (Japanese wording; yours may differ)`,
    },
    ask: {
      end: 'That was the last page.',
      finish: 'Finish',
      meanwhile: 'Try another way meanwhile',
      back: 'Back',
      next: 'Next page',
      page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    },
    remedy: {
      way: (number: number, title: string) => `Way ${number}: ${title}`,
      takes: (text: string) => `Takes: ${text}`,
      pause: (time: string) =>
        `If two codes have been refused, wait before you type another one (${time}): too many tries can lock the account.`,
      pauseDefault: '30 minutes',
      didItWork: 'Did that work?',
      worked: 'Yes, I am in',
      failed: 'No, what else is there?',
      skipped: 'I cannot do this',
      waiting: 'I have to wait, and will go on later',
    },
    /** The ways that are left, to choose from. */
    overview: {
      title: (count: number) => `There are ${count} ways to try.`,
      note: 'Most take some minutes. Longer ones say so. The first is chosen for you.',
      tried: (titles: readonly string[]) => `Tried so far: ${titles.join('; ')}`,
      ask: 'Which way do you want to try?',
      /** A way with what it needs and how long it takes. */
      way: (title: string, notes: readonly string[]) =>
        notes.length === 0 ? title : `${title} (${notes.join(', ')})`,
      have: 'you have it',
      open: 'if you have it',
      again: 'look once more',
      hours: 'hours',
      days: 'days',
      early: 'days: start it now',
      more: (count: number) => `More ways (${count})`,
      none: 'None of these',
    },
    doNot: 'Do not',
    /** Where every step of a list is wanted, as in a check-up. */
    each: {
      way: (number: number, title: string) => `Step ${number}: ${title}`,
      didItWork: 'Is that done?',
      worked: 'Yes, done',
      failed: 'Not now',
      skipped: 'This does not apply to me',
    },
    tick: {
      go: 'Go on with these',
      goUnsure: 'I do not know, go on',
      none: 'None of these, I am sure',
      only: 'Only these, I am sure',
    },
    clock: {
      measuring: 'checking this computer’s clock …',
      fine: (offset: string) =>
        `This computer’s clock is right: ${offset}. It is a good reference; a phone has a clock of its own.`,
      skewed: (offset: string) =>
        `This computer’s clock is ${offset}. Codes made on this computer may be refused until it is set right.`,
      unknown: 'This computer’s clock could not be checked; continuing without it.',
      again: 'Measure this computer’s clock again',
    },
    outcome: {
      solved: 'You are in again. Well done.',
      unsolved: 'These are all the ways that are known here. That does not mean that the account is lost.',
      support: 'The service’s own support is the next place to ask:',
      waiting: (title: string) => `Now you have to wait: ${title}`,
      comeBack: (date: string) => `Come back on ${date} with:`,
      comeBackLater: 'When you have waited long enough, continue with:',
      plan: 'Ways to try, in this order:',
      after: 'Do this now, so that it does not happen again:',
      afterLater: 'Once you are in again:',
      afterDone: 'Worth doing as well:',
    },
    /** Where a walk that goes on had stopped. */
    resumed: (flow: string, service: string | undefined) =>
      `Here you stopped: ${flow}${service === undefined ? '' : `, ${service}`}.`,
    waited: {
      since: (date: string) => `You have been waiting for this since ${date}.`,
      until: (date: string) =>
        `It usually takes until ${date}. Until then it is best to wait, and not to send the same request again.`,
    },
    saved: (program: string) => `your progress is saved; continue with: ${program} diagnose --resume`,
    notSaved: 'your progress could not be saved, because its folder cannot be written to',
    moved: 'the questions have changed since then; continuing at the last place that still exists',
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
    /** Questions without a list to move in. */
    plain: {
      number: (count: number, usual: number) =>
        `Type a number from 1 to ${count}; Enter alone takes ${usual}.`,
      numbers: (count: number) =>
        `Type numbers from 1 to ${count}, separated by blanks; Enter alone goes on.`,
      search: (count: number) =>
        count === 0 ? 'Type a part of the name.' : `Type a number from 1 to ${count}, or a part of the name.`,
      preset: (text: string) => `Enter alone takes: ${text}`,
    },
  },

  config: {
    show: 'shows the effective settings, and where each value comes from',
    path: 'prints where the configuration file is',
    none: '(it does not exist yet)',
    from: {
      option: 'option',
      environment: (name: string) => `environment ${name}`,
      file: 'configuration file',
      system: 'system',
      default: 'default',
    },
    nothing: 'none',
    chosen: 'the keychain if it answers',
  },

  clock,
  totp,
  codes,
  page,
  paper,
  backup,
  services,
  store,
  doctor,
  errors,
  flow,
  checkUp,
  recover,
  report,
  qr,
  sweep,
}

export type Words = typeof words

/** What the command line itself says, without the words of any command. */
export type UsageWords = Pick<Words, 'language' | 'usage'>

export const en: Words = words
