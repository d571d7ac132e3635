/** The words of the command line itself and of its help, in English: all that `--help` needs. */
import type { TopicName } from '../topics.ts'

export const usage = {
  about: 'Gets people who are locked out by two-factor authentication back into their accounts.',
  titles: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Global options:',
    commands: 'Commands:',
    examples: 'Examples:',
    topics: 'Help topics:',
  },
  synopsis: { options: '[options]', command: '[command]' },
  preset: (value: string) => `(default: ${value})`,
  help: 'show this help',
  version: 'show the version',
  /** What each command of the top level is for, as the program's own help lists it. */
  commands: {
    diagnose: 'guides you back into your account, step by step: start here',
    clock: 'checks this computer’s clock against time servers',
    backup: 'keeps backup codes, so that none is lost or handed out twice',
    totp: 'codes: make them, keep their accounts, and find out why one is refused',
    recover: 'opens an export or backup of an authenticator app and gives its codes back',
    qr: 'reads QR codes from pictures, and draws them',
    store: 'where secrets are kept',
    services: 'lists the services, products and pages that are known by name',
    flow: 'tools for people who write their own flows',
    config: 'shows the effective settings and where they come from',
    doctor: 'checks what of this machine can be used, and names what repairs the rest',
    version: 'shows the version',
  },
  helpCommand: {
    about: 'shows the help of a command, or a help topic',
    argument: 'a command such as clock phone, or a topic such as exit-codes',
  },
  completion: {
    about: 'prints a script that lets a shell complete commands, options and names',
    shell: 'bash, zsh, fish or powershell',
  },
  topics: {
    'exit-codes': 'what the exit status means',
    store: 'where backup codes and secrets are kept',
    flows: 'what the wizard asks, and how to write your own',
    privacy: 'what leaves this computer, and where secrets can appear',
    formats: 'the forms of input and output',
  } satisfies Record<TopicName, string>,
  options: {
    lang: 'the language to use: en or ja',
    json: 'print the result as JSON on standard output',
    noColor: 'do not use colours',
    plain: 'for screen readers: numbered choices, nothing is drawn over',
    quiet: 'print only results and errors',
    yes: 'answer yes to every question a command asks',
    store: 'where to keep secrets: keychain, or file (encrypted)',
    identity: 'a file with an age identity that opens --store file, instead of a passphrase',
    offline: 'do not ask time servers; nothing is sent over the network',
  },
  exits:
    'Exit status: 0 done or yes, 1 no, 2 usage error, 3 invalid input, 4 no answer from outside, 70 internal error, 130 stopped.',
}
