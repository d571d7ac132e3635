/** Stores recovered accounts. */
import { findAccount } from '../core/import/account.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import type { Draft } from '../core/store.ts'
import { type Account, formatTitle, sameCodes } from '../core/totp/account.ts'
import { formatAccountKey, keptValue, parseKept } from '../core/totp/kept.ts'
import type { Host } from '../host/host.ts'
import { entryTitle } from '../ui/recover.ts'

interface SavedEntries {
  /** How many accounts are new in the store. */
  readonly count: number
  /** Those whose name belonged to an account with other codes: their own title, and that under which they are stored. */
  readonly renamed: readonly { readonly title: string; readonly stored: string }[]
  /** Titles of those that the store cannot hold: kinds of codes that only few apps know, or no name at all. */
  readonly unsaved: readonly string[]
}

/** Stores what can be stored. Where a name belongs to an account with other codes, a number is added: `NAME (2)`. */
export async function saveEntries(entries: readonly ImportedEntry[], host: Host): Promise<SavedEntries> {
  const store = await host.store({ forNew: true })
  const added = host.now().toISOString()
  return store.update(async (draft) => {
    const renamed: SavedEntries['renamed'][number][] = []
    const unsaved: string[] = []
    let count = 0
    for (const entry of entries) {
      const account = findAccount(entry)
      if (account === undefined || entryTitle(entry) === '?') {
        unsaved.push(entryTitle(entry))
        continue
      }
      const free = await findFreeName(draft, account)
      if (free === undefined) continue
      draft.write(formatAccountKey(free), keptValue({ account: free, added }))
      count += 1
      if (free !== account) renamed.push({ title: formatTitle(account), stored: formatTitle(free) })
    }
    return { count, renamed, unsaved }
  })
}

/** The account under the first name that is free; undefined where it is stored already. Throws `damaged-entry`. */
async function findFreeName(draft: Draft, account: Account): Promise<Account | undefined> {
  for (let number = 1; ; number += 1) {
    const named = number === 1 ? account : addNumber(account, number)
    const value = await draft.read(formatAccountKey(named))
    if (value === undefined) return named
    const stored = parseKept(value)
    if (stored !== undefined && sameCodes(stored.account, account)) return undefined
  }
}

function addNumber(account: Account, number: number): Account {
  return account.name === ''
    ? { ...account, issuer: `${account.issuer} (${number})` }
    : { ...account, name: `${account.name} (${number})` }
}
