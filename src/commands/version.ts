/** `version`: what people type besides `--version`. */
import { exits } from '../host/exit.ts'
import type { Noun } from './verb.ts'

export const versionNoun: Noun = {
  name: 'version',
  examples: ['2fa-rescue version', '2fa-rescue version --json'],
  add: (command, perform) =>
    command.action(() =>
      perform(
        async (host) => {
          host.result({ json: { version: host.version }, text: host.version })
          return exits.yes
        },
        { anyway: true },
      ),
    ),
  verbs: [],
}
