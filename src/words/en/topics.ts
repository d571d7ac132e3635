/** What `help` says on subjects that concern many commands. */
import type { Topics } from '../topics.ts'

export const topics: Topics = {
  'exit-codes': {
    title: 'what the exit status of every command means',
    blocks: [
      [
        ['0', 'done, or the answer is yes: the code fits, the clock is right, you are in again'],
        ['1', 'the answer is no: the code does not fit, the clock is off, no backup code is left'],
        ['2', 'usage error: an unknown option, or a question without a terminal to ask it in'],
        ['3', 'invalid input: a secret, a picture, a flow, a list of codes, a missing or damaged file'],
        ['4', 'no answer from outside: no time server, no keychain, a wrong passphrase, a full disk'],
        ['70', 'internal error: a bug in this program'],
        ['130', 'stopped with ctrl-c'],
      ],
      'Monitoring: 2fa-rescue clock --format nagios follows the convention of monitoring plug-ins instead: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.',
      'With --json a failure is one object on standard output as well: { "schema": 1, "error": { "code": …, "message": …, "hint": … } }.',
    ],
  },
  store: {
    title: 'where backup codes and secrets of accounts are kept',
    blocks: [
      'Nothing is kept unless you store it. There are two places:',
      [
        ['keychain', 'the keychain of the system, used if it answers'],
        ['file', 'store.age, encrypted in the age format, opened by a passphrase or an age identity'],
      ],
      'The option --store, the variable TWOFA_RESCUE_STORE or the configuration choose one. For scripts, --identity FILE opens the file without a passphrase.',
      [
        ['2fa-rescue store status', 'shows what is kept where, and which place is used'],
        ['2fa-rescue store move', 'moves everything to the other place'],
        ['2fa-rescue backup export', 'writes the backup codes to an encrypted file'],
      ],
      'After every change the file exists twice, and the older generation remains beside it, so that a damaged disk block does not lose a code.',
    ],
  },
  flows: {
    title: 'what the wizard asks and advises, and how to write your own',
    blocks: [
      'The wizard reads everything from flows: YAML files with questions, checks and remedies. 2fa-rescue diagnose code-refused starts at one of them.',
      [
        ['2fa-rescue flow list', 'lists all flows, the shipped ones and your own'],
        ['2fa-rescue flow new', 'writes a commented starting point'],
        ['2fa-rescue flow check', 'reports every problem, with line and column'],
        ['2fa-rescue flow graph', 'draws a flow as a Mermaid diagram'],
        ['2fa-rescue flow test', 'plays the scripted answers beside your flows'],
      ],
      'Your own folder is named by --flows DIR, by TWOFA_RESCUE_FLOWS or in the configuration. docs/own-flows.md is a guide, docs/flows.md the reference.',
    ],
  },
  privacy: {
    title: 'what leaves this computer, and where secrets can appear',
    blocks: [
      'Only time queries leave this computer, to servers that the first screen names; by default time.google.com, time.aws.com and time.facebook.com. --offline switches them off, --server and the configuration replace them.',
      'There are no statistics, no update check and no account. Links are shown and never opened.',
      'A secret is asked for without showing it, read from standard input (-) or from a file (--secret-file), or taken from the store. It is never given as an argument, where the history of the shell and other users could see it.',
      'Secrets and codes do not appear in messages, in the environment or in temporary files. In JSON they appear only if showing them is the purpose of the command, or with --show-codes.',
    ],
  },
  formats: {
    title: 'the forms of input and output',
    blocks: [
      [
        ['--json', 'one JSON object on standard output, for every command; "schema" counts its changes'],
        ['clock --format', 'text, json, nagios or prometheus'],
        ['diagnose --report', '.md, .html or .json, by the name of the file'],
        ['diagnose --answers', 'YAML or JSON: the answers of a run without a person'],
        ['recover FILE', 'exports and backups of authenticator apps; recognised by their content'],
        ['recover --to', 'links, aegis, 2fas or google-qr'],
        ['backup add FILE', 'a list as a service prints it, or one code per line'],
        ['backup export', 'a file in the age format, which the program age opens as well'],
        ['totp code -', 'a secret in Base32, or a link that begins with otpauth://'],
        ['qr read FILE', 'pictures: PNG or JPEG'],
      ],
      'Results go to standard output; questions, hints, progress and errors go to standard error.',
    ],
  },
}
