/** The checks of `doctor` on the places where secrets are kept. Nobody is asked for a passphrase only to look. */
import { RescueError } from '../../core/errors.ts'
import type { Host } from '../../host/host.ts'
import { countEntries, placeInForce } from '../../tasks/open-store.ts'
import type { Found } from '../../ui/doctor.ts'

/** Whether the keychain answers. Where the file is in force, nothing is wrong without one. */
export async function checkKeychain(host: Host): Promise<Found> {
  const { keychain } = host.words.doctor
  try {
    const count = await countEntries(await host.store({ place: 'keychain' }))
    return { status: 'ok', text: keychain.answers(count), reason: keychain.opened }
  } catch (error) {
    const { message, hint } = describe(error, host)
    return (await placeInForce(host)) === 'file'
      ? { status: 'skipped', text: message, reason: keychain.notNeeded }
      : { status: 'failed', text: message, reason: keychain.needed, repair: hint ?? keychain.useFile }
  }
}

/** Whether the encrypted file is whole, as far as that can be seen without a passphrase. */
export async function checkStore(host: Host): Promise<Found> {
  const { store } = host.words.doctor
  const stores = await host.stores()
  const place = await placeInForce(host)
  if (!stores.hasFile())
    return place === 'file'
      ? { status: 'warning', text: store.noFileYet(stores.folder), reason: store.made }
      : { status: 'ok', text: store.noFile, reason: store.folder(stores.folder) }
  try {
    return await lookIntoFile(host, stores.folder)
  } catch (error) {
    const { message, hint } = describe(error, host)
    return {
      status: 'failed',
      text: message,
      reason: store.folder(stores.folder),
      repair: hint ?? store.status,
    }
  }
}

async function lookIntoFile(host: Host, folder: string): Promise<Found> {
  const { store } = host.words.doctor
  const reason = store.folder(folder)
  if (host.settings.identity !== undefined) {
    const count = await countEntries(await host.store({ place: 'file' }))
    return { status: 'ok', text: store.opens(count), reason }
  }
  const bytes = await host.files.readBytes(host.files.resolve(folder, 'store.age'))
  const header = bytes === undefined ? undefined : (await host.sealing()).inspect(bytes)
  return header?.kind === 'age'
    ? { status: 'ok', text: store.there, reason }
    : { status: 'failed', text: store.damaged, reason, repair: store.restore }
}

function describe(error: unknown, { words }: Host): { readonly message: string; readonly hint?: string } {
  if (error instanceof RescueError) return words.errors.say(error.problem)
  throw error
}
