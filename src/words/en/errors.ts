/** Failures in words: what happened, why, and what to do now. */
import type { Misuse, PatternFault, Problem } from '../../core/errors.ts'
import type { Expected, Fault, YamlRule } from '../../core/flaws.ts'
import { type FailureText, formatLimit } from '../failure-text.ts'
import { backupProblem } from './backup-problems.ts'
import { codes } from './codes.ts'
import { badImport, importNeedsPassword, importWrongPassword } from './import-problems.ts'
import { badPicture, noDrawing, tooLongForQr } from './qr.ts'
import { badLink, badSecret, severalSecrets } from './secrets.ts'
import { storeProblem } from './store-problems.ts'

const list = (items: readonly string[]): string => items.join(', ')

const yamlRules: Record<YamlRule, string> = {
  syntax: 'this is not valid YAML',
  tab: 'there is a tab here; indent with spaces',
  indent: 'this is in the wrong column; keys that belong together begin in the same one',
  colon: 'a key needs a colon and a space after it: key: value',
  'bare-colon': 'a text with a colon in it needs quotation marks: "a: b"',
  'bare-start': 'a text cannot begin with this character; put it in quotation marks',
  quote: 'this quotation mark is never closed; write it at the end of the text as well',
  bracket: 'this bracket is never closed; write ] or } where it ends',
  comma: 'a comma is missing here; inside { } there is a comma after every key: value',
  rest: 'there is more text after the closing quotation mark or bracket; put the whole text in quotation marks',
  escape: 'write the backslash twice, or use single quotation marks',
  'too-large': 'the file is too large: at most 128 KiB are read, and 16 KiB of a configuration',
  'too-deep': 'too many nested levels',
  alias: 'anchors and aliases (& and *) are not used here; write the text out',
  tag: 'tags (!) are not used here',
  'duplicate-key': 'this key appears twice; remove one of them',
  'many-documents': 'a file holds one document only; remove the second ---',
  empty: 'the file is empty; write something in it, or remove it',
  binary: 'this is not a text file',
}

const expected: Record<Expected, string> = {
  text: 'a text, or { en: …, ja: … }',
  list: 'a list',
  map: 'a map of keys and values',
  positive: 'a number above 0',
  smaller: 'a smaller number',
  server: 'a name or an IPv4 address, with a port if needed: ntp.example.org:123',
  web: 'an address such as https://example.org',
  limits: 'a warning limit that is not above critical',
  number: 'a number',
  date: 'a date such as 2026-01-31',
  more: 'more of them',
  value: 'another value',
}

const patternFaults: Record<PatternFault, string> = {
  'unknown-sign': 'this pattern contains a character that has no meaning',
  'no-signs': 'this pattern contains no letter that stands for a character of the code',
  'too-long': 'this pattern makes codes of more than 64 characters',
  'too-few': 'this pattern cannot make that many different codes',
}

export const errors = {
  error: 'error',
  hint: 'hint',
  bug: 'something went wrong inside 2fa-rescue; this is our fault, not yours',
  /** In the place of a name that looks like a secret. */
  notRepeated: '(not repeated)',
  neverInArgument:
    'what was given as a name looks like a secret or a code: never give one in an argument, where the shell’s history and other users see it; it is asked for, or read from standard input (-)',
  bugHint: 'please report the lines below; they hold no secret',
  say: (problem: Problem): FailureText => {
    switch (problem.code) {
      case 'misused':
        return misuse(problem.misuse, problem.command ?? '')
      case 'needs-terminal':
        return {
          message: 'there is a question to ask, but no terminal to ask it in',
          hint: 'run it in a terminal, or give the answers in a file: 2fa-rescue diagnose --answers FILE',
        }
      case 'needs-yes':
        return {
          message: 'this asks before it changes anything, but there is no terminal to ask in',
          hint: 'run it in a terminal, or agree beforehand with --yes',
        }
      case 'needs-passphrase':
        return {
          message: 'the store is opened by a passphrase, but there is no terminal to type it in',
          hint: 'run it in a terminal; for scripts, use a store that an age identity opens: --identity FILE',
        }
      case 'unanswered':
        return {
          message: `the answers leave out ${problem.step}, which has to be answered`,
          hint: `answer it with one of: ${list(problem.choices)}`,
        }
      case 'unknown-flow':
        return {
          message: `there is no flow called ${problem.name}`,
          hint: `the flows are: ${list(problem.known)}`,
        }
      case 'nothing-saved':
        return {
          message: 'there is no saved progress to continue from',
          hint: 'start with: 2fa-rescue diagnose',
        }
      case 'bad-flow':
        return {
          message: `${count(problem.flaws.length, 'problem', 'problems')} in the flow files`,
          hint: 'correct the places named above; docs/flows.md explains the format',
        }
      case 'bad-answers':
        return {
          message: `${count(problem.flaws.length, 'problem', 'problems')} in the answers`,
          hint: 'correct the file named above',
        }
      case 'bad-config':
        return {
          message: `${count(problem.flaws.length, 'problem', 'problems')} in the configuration`,
          hint: 'correct the file named above, or move it away to continue without it',
        }
      case 'bad-codes':
        return {
          message: 'this list of backup codes cannot be stored as it is',
          hint: 'correct the places named above; the simplest list has one code per line and nothing else',
        }
      case 'bad-pattern':
        return {
          message: patternFaults[problem.reason],
          hint: 'write d for a digit, x for a hexadecimal digit, c for Crockford Base32, a or A for a letter, with hyphens where you like: cccc-cccc',
        }
      case 'bad-saved-walk':
        return {
          message: `the saved progress in ${problem.file} cannot be read`,
          hint: 'start again with: 2fa-rescue diagnose',
        }
      case 'no-file':
        return { message: `there is no file ${problem.file}`, hint: 'check the path' }
      case 'exists':
        return {
          message: `the file ${problem.file} already exists, and it is not overwritten`,
          hint: 'give another name, or move the old file away',
        }
      case 'unreadable':
        return {
          message: `${problem.file} cannot be read (${problem.reason})`,
          hint: 'check that it is a file and that you may read it',
        }
      case 'folder-wanted':
        return {
          message: `${problem.file} is a file, and a folder is needed here`,
          hint: 'name the folder that holds the file',
        }
      case 'file-too-large':
        return {
          message: `${problem.file === '-' ? 'the input' : problem.file} is larger than ${formatLimit(problem.most)}, and was not read`,
          hint: 'check that it is the right one: what is read here is much shorter',
        }
      case 'wrong-owner':
        return {
          message: `${problem.file} belongs to another user (number ${problem.owner})`,
          hint: 'perhaps a run with sudo made it; give it back with: sudo chown -R "$(id -u)" FOLDER',
        }
      case 'no-home':
        return {
          message: `your home folder is not known: HOME is ${problem.home === '' ? 'empty' : 'not an absolute path'}`,
          hint: 'set HOME to your home folder, such as /home/me, and run this again',
        }
      case 'unwritable':
        return {
          message: `${problem.file} cannot be written (${problem.reason})`,
          hint: 'check the folder and the free space on the disk',
        }
      case 'nothing-stored':
      case 'several-accounts':
      case 'already-stored':
      case 'hashed-only':
      case 'nothing-offered':
      case 'changed-meanwhile':
      case 'which-code':
      case 'still-offered':
      case 'outcome-not-stored':
      case 'nothing-to-undo':
      case 'no-set':
      case 'bad-export':
        return backupProblem(problem)
      case 'no-keychain':
      case 'store-busy':
      case 'not-a-folder':
      case 'wrong-passphrase':
      case 'wrong-identity':
      case 'bad-identity':
      case 'missing-key':
      case 'damaged-key':
      case 'not-a-key':
      case 'other-key':
      case 'cannot-decrypt':
      case 'missing-store':
      case 'damaged-store':
      case 'damaged-entry':
      case 'newer-store':
      case 'different-entries':
        return storeProblem(problem)
      case 'no-account':
        return {
          message: `no account called ${problem.name} is stored`,
          hint:
            problem.known.length > 0
              ? `stored: ${list(problem.known)}`
              : 'store one with: 2fa-rescue totp add',
        }
      case 'which-account':
        return {
          message: `several stored accounts are called ${problem.name}`,
          hint: `give the full name of one of them: ${list(problem.known)}`,
        }
      case 'no-entry':
        return {
          message: `no account called ${problem.name} is in these files`,
          hint:
            problem.known.length > 0
              ? `there are: ${list(problem.known)}`
              : 'they hold no account with codes',
        }
      case 'which-entry':
        return {
          message: `several accounts in these files are called ${problem.name}`,
          hint: `give the number of one of them, such as --qr 2: ${list(problem.known)}`,
        }
      case 'nothing-kept':
        return { message: 'no account is stored yet', hint: 'store one with: 2fa-rescue totp add' }
      case 'no-clipboard':
        return {
          message: 'no clipboard can be reached here',
          hint:
            problem.platform === 'linux'
              ? 'install wl-clipboard, xclip or xsel, or leave out --copy'
              : 'leave out --copy',
        }
      case 'bad-secret':
        return badSecret(problem.flaw)
      case 'several-secrets':
        return severalSecrets(problem.found)
      case 'bad-link':
        return badLink(problem.flaw)
      case 'bad-picture':
        return badPicture(problem.file, problem.flaw)
      case 'bad-import':
        return badImport(problem.file, problem.flaw)
      case 'import-needs-password':
        return importNeedsPassword(problem.file)
      case 'import-wrong-password':
        return importWrongPassword(problem.file)
      case 'too-long-for-qr':
        return tooLongForQr(problem.bytes, problem.most)
      case 'no-drawing':
        return noDrawing(problem.reason)
      case 'cancelled':
        return { message: 'stopped' }
    }
  },
  fault: (fault: Fault): string => {
    switch (fault.kind) {
      case 'yaml':
        return yamlRules[fault.rule]
      case 'unknown-key':
        return `the key ${fault.key} is not known here; ${near(fault.near) ?? `known: ${list(fault.known)}`}`
      case 'split-text':
        return `a text with a comma needs quotes here: '…, ${fault.key}'`
      case 'missing-key':
        return `the key ${fault.key} is missing; write ${fault.key}: …`
      case 'missing-language':
        return `the text has no version in this language: ${fault.language}; write { en: …, ja: … }`
      case 'wrong-type':
        return `${fault.key}: expected ${expected[fault.expected]}`
      case 'not-one-of':
        return `${fault.key}: expected one of: ${list(fault.allowed)}`
      case 'bad-id':
        return `${fault.id} is not a valid id: use lower case letters, digits and hyphens`
      case 'not-https':
        return `${fault.key}: write an address that begins with https://`
      case 'misplaced-file':
        return 'no file belongs here: flows go in the folder itself, the others in remedies/, services/, apps/, servers/ or carriers/'
      case 'misplaced-script':
        return 'there is no flow for this test: NAME.test.yaml tests the flow NAME in the same folder'
      case 'missing-target':
        return `there is no step and no flow called ${fault.target}; ${near(fault.near) ?? 'write it, or go to another step'}`
      case 'missing-line':
        return `at-hand.yaml has no line called ${fault.line}; ${near(fault.near) ?? 'add it there'}`
      case 'missing-remedy':
        return `there is no remedy called ${fault.remedy}; ${near(fault.near) ?? `write remedies/${fault.remedy}.yaml`}`
      case 'missing-warning':
        return `there is no warning called ${fault.warning}; ${near(fault.near) ?? 'write it in warnings.yaml'}`
      case 'missing-wording':
        return `{${fault.placeholder}} has no wording; correct the name, or add it to general.yaml`
      case 'missing-source':
        return `the source ${fault.source} is not among the card’s sources; add it there`
      case 'missing-result':
        return `on: has no entry for the result ${fault.result}; write ${fault.result}: and a step`
      case 'missing-cards':
        return `there is no card of the kind ${fault.cards}; write one`
      case 'codes':
        return codes.rules[fault.rule]
      case 'doubtful-code':
        return codes.doubts[fault.reason]
      case 'repeated-choice':
        return `the id ${fault.choice} appears twice in this list; give one of them another id`
      case 'taken-name':
        return `“${fault.name}” already leads to ${fault.by}; a name can lead to one card only`
      case 'ambiguous-target':
        return `${fault.target} is the name of a step and of a flow; rename the step`
      case 'no-unknown':
        return 'a choice with the id unknown (“I do not know”) is missing; if everybody can answer this, write certain: true'
      case 'open-goto':
        return 'the last entry of the list must not have a when, so that there is always a next step'
      case 'late-goto':
        return 'entries after one without when are never reached; move that one to the end'
      case 'never-met':
        return `no path leads to the step ${fault.step}; name it in a goto, or remove it`
      case 'never-used':
        return `nothing uses ${fault.id}; use it somewhere, or remove it`
      case 'circle':
        return `this path is a loop: ${fault.through.join(' → ')}; let it lead to another step`
      case 'unset-fact':
        return `the fact ${fault.fact} cannot be known at this point; ${near(fault.near) ?? `ask for it in an earlier step (fact: ${fault.fact})`}`
      case 'impossible-value':
        return `${fault.fact} never has the value ${fault.value}; its values are: ${list(fault.known)}`
      case 'general-of-general':
        return `general: ${fault.remedy} is itself a kind of another remedy; only one level is allowed`
      case 'asks-secret':
        return `${fault.id}: a sheet must not ask for a password, code or key; remove this field`
    }
  },
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

function misuse(misuse: Misuse, command: string): FailureText {
  const help = `see: ${['2fa-rescue', command, '--help'].filter((word) => word !== '').join(' ')}`
  switch (misuse.kind) {
    case 'unknown-command':
      return { message: `there is no command ${misuse.name}`, hint: near(misuse.near) ?? help }
    case 'unknown-option':
      return { message: `there is no option ${misuse.name} here`, hint: near(misuse.near) ?? help }
    case 'missing-value':
      return { message: `the option ${misuse.name} needs a value`, hint: help }
    case 'missing-argument':
      return { message: `${misuse.name} is missing`, hint: help }
    case 'too-many-arguments':
      return { message: 'there are too many arguments for this command', hint: help }
    case 'bad-value':
      return { message: `this value is not valid for ${misuse.name}`, hint: `allowed: ${misuse.allowed}` }
    case 'one-of':
      return { message: `one of these is needed: ${misuse.names.join(', ')}`, hint: help }
    case 'needs':
      return { message: `${misuse.name} also needs ${misuse.other}`, hint: help }
    case 'excluded':
      return {
        message: `${misuse.name} and ${misuse.other} cannot be used together`,
        hint: 'leave one of them out',
      }
  }
}

function near(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `did you mean ${list(names)}?`
}
