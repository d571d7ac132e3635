/** `clock`: is this computer's clock right, and the phone's, and the server's? */
import type { Noun } from '../verb.ts'
import { addServerOptions, readClockOptions } from './options.ts'
import { phoneVerb } from './phone.ts'
import { clock } from './run.ts'
import { serverVerb } from './server.ts'

export const clockNoun: Noun = {
  name: 'clock',
  examples: [
    '2fa-rescue clock',
    '2fa-rescue clock --server ntp.example.org --warn 0.5 --critical 1',
    '2fa-rescue clock --https https://intranet.example.org',
    '2fa-rescue clock --format nagios',
    '2fa-rescue clock --watch --json',
    '2fa-rescue clock phone',
  ],
  add: (command, perform, words) =>
    addServerOptions(command, words)
      .option('--precise [n]', words.clock.options.precise)
      .option('--format <form>', words.clock.options.format)
      .option('--output <file>', words.clock.options.output)
      .option('--watch [s]', words.clock.options.watch)
      .option('--splay <s>', words.clock.options.splay)
      .action(() => perform((host) => clock(readClockOptions(command), host))),
  verbs: [phoneVerb, serverVerb],
}
