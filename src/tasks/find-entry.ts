/** One account of the files that were opened, by its name or its number among them. */
import { RescueError } from '../core/errors.ts'
import type { ImportedEntry } from '../core/import/model.ts'
import { plainly } from '../core/totp/kept.ts'
import type { Host } from '../host/host.ts'
import { entryLines, entryTitle } from '../ui/recover.ts'
import { isAttended } from './confirm.ts'

/** An entry, and its place in the list, counted from 1. */
interface Numbered {
  readonly number: number
  readonly entry: ImportedEntry
}

/**
 * The entry that is meant: by its title, else by its issuer or account, else by its number in the list. A person chooses among
 * several. Throws `no-entry`, and `which-entry` where nobody can choose.
 */
export async function findEntry(
  entries: readonly ImportedEntry[],
  name: string,
  host: Host,
): Promise<Numbered> {
  const all = entries.map((entry, index): Numbered => ({ number: index + 1, entry }))
  const [first, ...more] = findByName(all, name)
  if (first === undefined) throw new RescueError({ code: 'no-entry', name, known: entries.map(entryTitle) })
  return more.length === 0 ? first : choose([first, ...more], name, host)
}

function findByName(all: readonly Numbered[], name: string): readonly Numbered[] {
  const wanted = plainly(name)
  const tests: readonly ((one: Numbered) => boolean)[] = [
    ({ entry }) => plainly(entryTitle(entry)) === wanted,
    ({ entry: { issuer, account } }) => [issuer, account].some((part) => plainly(part) === wanted),
    ({ number }) => wanted === String(number),
  ]
  const found = tests.map((test) => all.filter(test)).find((some) => some.length > 0) ?? []
  // The same account twice makes the same codes.
  const different = found.filter(({ entry }) => !entry.notes.some(({ kind }) => kind === 'duplicate'))
  return different.length > 0 ? different : found.slice(0, 1)
}

async function choose(found: readonly Numbered[], name: string, host: Host): Promise<Numbered> {
  const { words, outStyle } = host
  const lines = entryLines(
    found.map(({ entry }) => entry),
    words,
    outStyle,
  )
  const labels = found.map(({ number }, index) => `${number}: ${lines[index] ?? ''}`)
  if (!host.welcomesQuestions || !(await isAttended(host)))
    throw new RescueError({ code: 'which-entry', name, known: labels })
  const prompt = await host.prompt()
  const choices = labels.map((label, index) => ({ value: String(index), label }))
  const index = await prompt.choose({ message: words.totp.which(name), choices })
  return found[Number(index)] ?? choose(found, name, host)
}
