/** `totp verify`. Its work is loaded when it runs: it is the largest of `totp`. */
import type { Verb } from '../verb.ts'
import type { VerifyOptions } from './verify-run.ts'

export const verifyVerb: Verb = {
  name: 'verify',
  examples: [
    '2fa-rescue totp verify',
    '2fa-rescue totp verify 123456 --account github',
    '2fa-rescue totp verify 123456 --secret-file secret.txt --window 1 --json',
    '2fa-rescue totp verify 123456 654321 --secret-file secret.txt --deep',
  ],
  add: (command, perform, words) =>
    command
      .description(words.totp.verify.help)
      .argument('[code]', words.totp.verify.code)
      .argument('[next]', words.totp.verify.next)
      .option('--account <name>', words.totp.verify.options.account)
      .option('--secret-file <file>', words.totp.options.secretFile)
      .option('--window <steps>', words.totp.verify.options.window)
      .option('--at <time>', words.totp.options.at)
      .option('--deep', words.totp.verify.options.deep)
      .option('--no-clock', words.totp.verify.options.noClock)
      .action((code: string | undefined, next: string | undefined, given: VerifyOptions) =>
        perform(async (host) => (await import('./verify-run.ts')).verify(code, next, given, host)),
      ),
}
