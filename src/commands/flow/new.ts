/** `flow new`: the files of a flow of one's own, to be changed. */
import { RescueError } from '../../core/errors.ts'
import { own } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { visible } from '../../ui/visible.ts'
import type { FlowOptions } from './command.ts'

export async function begin(name: string, { flows }: FlowOptions, host: Host): Promise<Exit> {
  const { files, settings, terminal, words } = host
  const starting = words.flow.new
  if (!/^(?!constructor$|general$|warnings$)[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new RescueError({
      code: 'misused',
      misuse: { kind: 'bad-value', name: 'NAME', allowed: starting.ids },
    })
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
  if (settings.json) {
    terminal.out(`${JSON.stringify({ schema: 1, files: written.map(({ full }) => full) })}\n`)
  } else for (const { full } of written) terminal.out(`${visible(full)}\n`)
  if (own(book.flows, name) !== undefined) host.hint(starting.replaces(name))
  const typed = /\s/.test(folder) ? `"${folder}"` : folder
  host.hint(starting.hint(`${host.program} diagnose ${name} --flows ${visible(typed)}`))
  return exits.yes
}
