/** `store status`: what is kept where. */
import { RescueError } from '../../core/errors.ts'
import type { StoreKind } from '../../core/store.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { countEntries, placeInForce } from '../../tasks/open-store.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

export const statusVerb: Verb = {
  name: 'status',
  examples: ['2fa-rescue store status', '2fa-rescue store status --json'],
  add: (command, perform, words) => command.description(words.store.status).action(() => perform(status)),
}

/** What looking at a place came to: how many entries, or why there is no telling. */
type Look = { readonly entries: number } | { readonly failure: RescueError }

async function status(host: Host): Promise<Exit> {
  const stores = await host.stores()
  const inForce = await placeInForce(host)
  const keychain = await look(host, 'keychain')
  // Nobody is asked for a passphrase only to count.
  const counts = stores.hasFile() && host.settings.identity !== undefined
  const file = counts ? await look(host, 'file') : undefined
  const found = { inForce, keychain, file, there: stores.hasFile(), folder: stores.folder }
  host.result({ json: placeJson(found, host), text: describe(found, host) })
  if (found.there && 'entries' in keychain && keychain.entries > 0) host.hint(host.words.store.both)
  const failed = inForce === 'keychain' ? 'failure' in keychain : file !== undefined && 'failure' in file
  return failed ? exits.outside : exits.yes
}

interface Found {
  readonly inForce: StoreKind
  readonly keychain: Look
  readonly file: Look | undefined
  readonly there: boolean
  readonly folder: string
}

async function look(host: Host, place: StoreKind): Promise<Look> {
  try {
    return { entries: await countEntries(await host.store({ place })) }
  } catch (error) {
    if (error instanceof RescueError) return { failure: error }
    throw error
  }
}

function explainPlace({ inForce, there }: Found, { settings, words }: Host): string {
  const { why } = words.store
  if (settings.store !== undefined || settings.identity !== undefined) return why.asked
  return inForce === 'file' && there ? why.file : why.usual
}

function describe(found: Found, host: Host): readonly string[] {
  const { words } = host
  const { keychain, file, there, folder } = found
  const describeLook = (look: Look): string =>
    'failure' in look ? words.errors.say(look.failure.problem).message : String(look.entries)
  const count = file !== undefined && 'entries' in file ? file.entries : undefined
  const lines = [
    words.store.inForce(found.inForce, explainPlace(found, host)),
    'entries' in keychain
      ? words.store.answers(keychain.entries)
      : words.store.silent(describeLook(keychain)),
    there ? words.store.file(visible(folder), count) : words.store.noFile(visible(folder)),
    ...(file !== undefined && 'failure' in file ? [describeLook(file)] : []),
  ]
  return lines.map(visible)
}

function placeJson({ inForce, keychain, file, there, folder }: Found, host: Host): object {
  const lookJson = (look: Look): object => {
    if ('entries' in look) return { answers: true, entries: look.entries }
    const { problem } = look.failure
    return { answers: false, code: problem.code, cause: 'cause' in problem ? problem.cause : null }
  }
  return {
    schema: 1,
    inForce,
    from: host.settings.origins.store.kind,
    keychain: lookJson(keychain),
    file: { exists: there, folder, ...(file === undefined ? {} : lookJson(file)) },
  }
}
