/** `backup generate`: new codes for a service of one's own. */
import { hashed } from '../../core/backup/consume.ts'
import {
  bitsOf,
  generateCodes,
  type Pattern,
  parsePattern,
  usualCount,
  usualFormat,
  weaknessOf,
} from '../../core/backup/generate.ts'
import type { BackupSet, Shelf } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { keptIn, keptOrNew } from '../../tasks/backup-accounts.ts'
import { openStoreForNew } from '../../tasks/open-store.ts'
import { newId, olderSets, storeSet } from '../../tasks/store-codes.ts'
import type { GenerateOptions } from './command.ts'

export async function generate(service: string, given: GenerateOptions, host: Host): Promise<Exit> {
  const request = requestFrom(given, host)
  tellStrength(request.pattern, host)
  const store = await openStoreForNew(host)
  try {
    const kept = await keptOrNew(host, await keptIn(store), { service, account: given.account })
    const older = await olderSets(host, kept.shelf)
    const made = await madeSet(request, host)
    const shelf = await storeSet(store, kept, made.set, older)
    showMade(made, shelf, given.showCodes ?? false, host)
    if (older.length > 0) host.hint(host.words.backup.voided(older.length))
    return exits.yes
  } finally {
    store.close()
  }
}

/** What is to be made. */
export interface Request {
  readonly format: string
  readonly pattern: Pattern
  readonly count: number
  readonly hashed: boolean
}

/** Throws `bad-pattern`, and `misused` where the codes would never be seen. */
function requestFrom(given: GenerateOptions, host: Host): Request {
  const format = given.format ?? usualFormat
  const count = given.count ?? String(usualCount)
  if (!/^([1-9]\d?|100)$/.test(count)) {
    const allowed = host.words.backup.allowed.count
    throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name: '--count', allowed } })
  }
  if (given.hashed && host.settings.json && !given.showCodes) refuseUnseen()
  return { format, pattern: parsePattern(format), count: Number(count), hashed: given.hashed ?? false }
}

/** Of codes that are kept as hashes, nobody would ever learn what they are. */
export function refuseUnseen(): never {
  throw new RescueError({
    code: 'misused',
    misuse: { kind: 'needs', name: '--hashed --json', other: '--show-codes' },
  })
}

function tellStrength(pattern: Pattern, host: Host): void {
  const { codes } = host.words
  const weakness = weaknessOf(pattern)
  host.hint(codes.bits(bitsOf(pattern)))
  if (weakness !== undefined) host.hint(codes.weaknesses[weakness])
}

export interface Made {
  readonly set: BackupSet
  /** In the clear, for the one time they are shown. */
  readonly codes: readonly string[]
}

/** A new set. */
export async function madeSet(request: Request, host: Host): Promise<Made> {
  const crypto = await host.cryptography()
  const { format, pattern, count } = request
  const codes = generateCodes(pattern, count, crypto.random)
  const kept = request.hashed
    ? await hashed(codes, format, crypto)
    : { codes: codes.map((value) => ({ value, state: 'unused' }) as const) }
  return {
    set: { id: await newId(host), origin: 'generated', made: host.now().toISOString(), format, ...kept },
    codes,
  }
}

/** Shows new codes: as lines always, in JSON where that was asked for. */
export function showMade({ set, codes }: Made, shelf: Shelf, inJson: boolean, host: Host): void {
  const { terminal, settings, words } = host
  const { service, account } = shelf
  if (settings.json) {
    const hashedSet = set.hashing !== undefined
    const told = { set: set.id, hashed: hashedSet, left: codes.length, total: codes.length }
    const shown = inJson ? { codes } : {}
    terminal.out(`${JSON.stringify({ schema: 1, service, account: account ?? null, ...told, ...shown })}\n`)
  } else terminal.out(codes.map((code) => `${code}\n`).join(''))
  if (set.hashing !== undefined) host.hint(words.backup.shownOnce)
}
