/** Makes a new set of generated codes, and shows it. */

import { hashCodes } from '../core/backup/consume.ts'
import { generateCodes, type Pattern } from '../core/backup/generate.ts'
import type { BackupAccount, BackupSet } from '../core/backup/set.ts'
import { RescueError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import { newId } from './store-codes.ts'

/** What is to be made. */
export interface Request {
  readonly format: string
  readonly pattern: Pattern
  readonly count: number
  readonly hashed: boolean
}

/** Codes that are kept as hashes are seen once or never: JSON without them is refused. Throws `misused`. */
export function refuseUnseen({ hashed }: Request, isShown: boolean, { printsJson }: Host): void {
  if (!hashed || isShown || !printsJson) return
  throw new RescueError({
    code: 'misused',
    misuse: { kind: 'needs', name: '--hashed --json', other: '--show-codes' },
  })
}

export interface Made {
  readonly set: BackupSet
  /** In the clear, for the one time they are shown. */
  readonly codes: readonly string[]
}

/** A new set. */
export async function generateSet(request: Request, host: Host): Promise<Made> {
  const crypto = await host.cryptography()
  const { format, pattern, count } = request
  const codes = generateCodes(pattern, count, crypto.random)
  const kept = request.hashed
    ? await hashCodes(codes, format, crypto)
    : { codes: codes.map((value) => ({ value, state: 'unused' }) as const) }
  return {
    set: { id: await newId(host), origin: 'generated', made: host.now().toISOString(), format, ...kept },
    codes,
  }
}

/** Shows new codes: as lines always, in JSON where that was asked for. */
export function showMade({ set, codes }: Made, record: BackupAccount, inJson: boolean, host: Host): void {
  const { words } = host
  const { service, account } = record
  host.result({
    json: {
      service,
      account: account ?? null,
      set: set.id,
      hashed: set.hashing !== undefined,
      left: codes.length,
      total: codes.length,
      ...(inJson ? { codes } : {}),
    },
    text: codes,
  })
  if (set.hashing !== undefined) host.hint(words.backup.shownOnce)
}
