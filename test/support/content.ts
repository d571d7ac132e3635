/** What is stored, in a form in which two stores can be compared. */
import { parseBackupAccount } from '../../src/core/backup/parse-record.ts'
import type { Entry } from '../../src/core/store.ts'

/** What counts of a store: which codes stand how in how many sets, and which secrets there are. */
export function content(entries: readonly Entry[]): readonly string[] {
  return entries
    .map(({ kind, name, value }) => {
      const record = kind === 'backup' ? parseBackupAccount(value) : undefined
      if (record === undefined) return `${kind} ${name} ${JSON.stringify(value)}`
      const sets = record.sets.map(({ origin, id, codes }) =>
        codes
          .map(({ value, state, was }) => {
            // Codes that a run made are different in every run.
            const shown = origin === 'generated' && !id.startsWith('made-') ? 'made' : value
            return `${shown} ${was === undefined ? state : `${state} (${was.state})`}`
          })
          .sort()
          .join(', '),
      )
      return `${kind} ${name} ${record.throttle?.failures ?? 0}: ${sets.sort().join(' | ')}`
    })
    .sort()
}
