import {
  computeEntropy,
  findWeakness,
  type Pattern,
  parsePattern,
  usualCount,
  usualFormat,
} from '../../core/backup/generate.ts'
import { RescueError } from '../../core/errors.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findKeptOrCreate, readKept } from '../../tasks/backup-accounts.ts'
import { decideAndWrite } from '../../tasks/decide.ts'
import { generateSet, type Made, type Request, refuseUnseen, showMade } from '../../tasks/new-set.ts'
import { olderSets, readAccountOrNew, writeSet } from '../../tasks/store-codes.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface GenerateOptions extends AccountOption {
  readonly count?: string
  readonly format?: string
  readonly hashed?: true
  readonly showCodes?: true
}

export const generateVerb: Verb = {
  name: 'generate',
  examples: ['2fa-rescue backup generate wiki --format digits --hashed'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.generate)
      .option('--count <n>', words.backup.options.count)
      .option('--format <format>', words.backup.options.format)
      .option('--hashed', words.backup.options.hashed)
      .option('--show-codes', words.backup.options.showCodes)
      .action((service: string, given: GenerateOptions) => perform((host) => generate(service, given, host))),
}

async function generate(service: string, given: GenerateOptions, host: Host): Promise<Exit> {
  const request = requestFrom(given, host)
  tellStrength(request.pattern, host)
  const store = await host.store({ forNew: true })
  const kept = await findKeptOrCreate(host, await readKept(store), { service, account: given.account })
  let made: Made | undefined
  const { record, older, shown } = await decideAndWrite(host, store, async (draft, ask) => {
    const now = await readAccountOrNew(draft, kept)
    const older = await olderSets(now, ask, host)
    made ??= await generateSet(request, host)
    return { record: writeSet(draft, kept, now, made.set, older), older, shown: made }
  })
  showMade(shown, record, given.showCodes ?? false, host)
  if (older.length > 0) host.note(host.words.backup.voided(older.length))
  return exits.yes
}

/** Throws `bad-pattern`, and `misused` where the codes would never be seen. */
function requestFrom(given: GenerateOptions, host: Host): Request {
  const format = given.format ?? usualFormat
  const count = given.count ?? String(usualCount)
  if (!/^([1-9]\d?|100)$/.test(count)) {
    const allowed = host.words.backup.allowed.count
    throw new RescueError({ code: 'misused', misuse: { kind: 'bad-value', name: '--count', allowed } })
  }
  const hashed = given.hashed ?? false
  const request = { format, pattern: parsePattern(format), count: Number(count), hashed }
  refuseUnseen(request, given.showCodes ?? false, host)
  return request
}

function tellStrength(pattern: Pattern, host: Host): void {
  const { codes } = host.words
  const weakness = findWeakness(pattern)
  host.note(codes.bits(computeEntropy(pattern)))
  if (weakness !== undefined) host.hint(codes.weaknesses[weakness])
}
