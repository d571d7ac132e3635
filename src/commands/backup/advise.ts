import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { show } from '../../tasks/screen.ts'
import { adviceBlocks } from '../../ui/backup-page.ts'
import type { Verb } from '../verb.ts'

export const adviseVerb: Verb = {
  name: 'advise',
  examples: ['2fa-rescue backup advise', '2fa-rescue backup advise --json'],
  add: (command, perform, words) =>
    command.description(words.backup.verbs.advise).action(() => perform(advise)),
}

async function advise(host: Host): Promise<Exit> {
  show(host, adviceBlocks(host.words), 'out')
  return exits.yes
}
