/** Stores recovered accounts. */
import { findAccount } from '../core/import/account.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import { sameCodes } from '../core/totp/account.ts'
import { formatAccountKey, keptValue, parseKept } from '../core/totp/kept.ts'
import type { Host } from '../host/host.ts'
import { entryTitle } from '../ui/recover.ts'

interface SavedEntries {
  /** How many accounts are new in the store. */
  readonly count: number
  /** Titles of those that the store cannot hold, or whose name belongs to an account with other codes. */
  readonly unsaved: readonly string[]
}

/** Stores what can be stored. A stored account of the same name with other codes is never replaced. */
export async function saveEntries(entries: readonly ImportedEntry[], host: Host): Promise<SavedEntries> {
  const store = await host.store({ forNew: true })
  const added = host.now().toISOString()
  const unsaved: string[] = []
  let count = 0
  await store.update(async (draft) => {
    for (const entry of entries) {
      const account = findAccount(entry)
      const key = account === undefined ? undefined : formatAccountKey(account)
      const stored = key === undefined ? undefined : parseKept(await draft.read(key))
      if (account === undefined || key === undefined || entryTitle(entry) === '?') {
        unsaved.push(entryTitle(entry))
      } else if (stored === undefined) {
        draft.write(key, keptValue({ account, added }))
        count += 1
      } else if (!sameCodes(stored.account, account)) unsaved.push(entryTitle(entry))
    }
  })
  return { count, unsaved }
}
