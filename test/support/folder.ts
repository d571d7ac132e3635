/** A folder for one test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), '2fa-rescue-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
