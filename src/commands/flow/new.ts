/** `flow new`: the files of a flow of one's own, to be changed. */

import { RescueError } from '../../core/errors.ts'
import { own } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

interface FlowsOption {
  readonly flows?: string
}

export const newVerb: Verb = {
  name: 'new',
  examples: ['2fa-rescue flow new helpdesk --flows our-flows'],
  add: (command, perform, words) =>
    command
      .description(words.flow.new.help)
      .argument('<name>', words.flow.new.name)
      .option('--flows <dir>', words.flow.options.flows)
      .action((name: string, given: FlowsOption) => perform((host) => begin(name, given, host))),
}

async function begin(name: string, { flows }: FlowsOption, host: Host): Promise<Exit> {
  const { files, settings, words } = host
  const starting = words.flow.new
  if (!/^(?!constructor$|general$|warnings$)[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    refuseValue('NAME', starting.ids)
  }
  const folder = flows ?? settings.flows ?? '.'
  const written = Object.entries(words.flow.starter(name)).map(([path, text]) => ({
    path,
    text,
    full: files.resolve(folder, path),
  }))
  // All or none: half a flow helps nobody.
  for (const { full } of written) {
    if ((await files.read(full)) !== undefined) throw new RescueError({ code: 'exists', file: full })
  }
  for (const { full, text } of written) await files.write(full, text, { mode: 0o644, fresh: true })
  const { book } = await host.shipped()
  const paths = written.map(({ full }) => full)
  host.result({ json: { files: paths }, text: paths.map(visible) })
  if (own(book.flows, name) !== undefined) host.hint(starting.replaces(name))
  const typed = /\s/.test(folder) ? `"${folder}"` : folder
  host.hint(starting.hint(`${host.program} diagnose ${name} --flows ${visible(typed)}`))
  return exits.yes
}
