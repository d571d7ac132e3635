/** Recovered entries as text and as JSON; secrets never, codes only when asked for. */
import { makeEntryCode } from '../core/import/entry-code.ts'
import type { FailedEntry, ImportedEntry, ImportResult } from '../core/import/model.ts'
import { formatTitle } from '../core/totp/account.ts'
import type { Words } from '../words/en.ts'
import type { Palette } from './palette.ts'
import { codeText } from './totp.ts'
import { visible } from './visible.ts'

/** The name by which an entry is shown and found. */
export const entryTitle = ({ issuer, account, title }: ImportedEntry): string =>
  formatTitle({ issuer, name: account }) || title || '?'

const isUsual = ({ type, parameters }: ImportedEntry): boolean =>
  type === 'totp' && parameters.algorithm === 'SHA1' && parameters.digits === 6 && parameters.period === 30

/** One line for each entry: its name, how its codes are made where that is unusual, and what there is to know. */
export function entryLines(
  entries: readonly ImportedEntry[],
  words: Words,
  look: Palette,
): readonly string[] {
  return entries.map((entry) => {
    const facts = [
      ...(isUsual(entry) ? [] : [words.recover.parameters(entry)]),
      ...entry.notes.map((note) => words.recover.note(note.kind)),
    ]
    const beside = facts.length === 0 ? '' : `  ${look.faint(facts.join('; '))}`
    return `${visible(entryTitle(entry))}${beside}`
  })
}

/** One line for each entry with its code at a time in Unix seconds. */
export function codeLines(
  entries: readonly ImportedEntry[],
  at: number,
  words: Words,
  look: Palette,
): readonly string[] {
  return entries.map((entry) => {
    const made = makeEntryCode(entry, at)
    const name = visible(entryTitle(entry))
    if (made === undefined) return `${words.recover.noCode}  ${name}`
    const { code, until } = made
    const beside =
      until === undefined
        ? words.totp.code.byCounter(entry.counter ?? 0)
        : words.recover.left(Math.max(1, Math.ceil(until - at)))
    return `${look.title(codeText(code))}  ${name}  ${look.faint(beside)}`
  })
}

/** An entry in JSON: schema 1. The code is there only if a time is given. */
function entryJson(entry: ImportedEntry, at: number | undefined) {
  const { type, issuer, account, parameters, counter, title, tags, notes, stated } = entry
  const made = at === undefined ? undefined : makeEntryCode(entry, at)
  return {
    type,
    issuer: visible(issuer),
    account: visible(account),
    title: title === undefined ? null : visible(title),
    parameters: {
      algorithm: parameters.algorithm,
      digits: parameters.digits,
      period: type === 'hotp' ? null : parameters.period,
    },
    stated,
    counter: counter ?? null,
    tags: tags.map(visible),
    notes: notes.map(({ kind }) => kind),
    ...(at === undefined
      ? {}
      : {
          code: made?.code ?? null,
          seconds_left: made?.until === undefined ? null : Math.max(1, Math.ceil(made.until - at)),
        }),
  }
}

/** Why an entry failed, as text. */
export function failedText({ title, why }: FailedEntry, words: Words): string {
  return visible(words.recover.failed(title, reasonText(why, words)))
}

function reasonText(why: FailedEntry['why'], words: Words): string {
  switch (why.kind) {
    case 'other-key':
    case 'structure':
    case 'push-only':
      return words.recover.reasons[why.kind]
    default:
      return words.errors.say({ code: 'bad-link', flaw: why }).message
  }
}

/** A result in JSON: schema 1. */
export function resultJson(names: readonly string[], result: ImportResult, at: number | undefined) {
  const { format, entries, failed, lost, skipped, missing } = result
  return {
    files: names.map(visible),
    format,
    entries: entries.map((entry) => entryJson(entry, at)),
    failed: failed.map(({ title, why }) => ({ title: visible(title), why: why.kind })),
    lost,
    skipped: skipped.map(({ why, entry }) => ({ why, title: visible(entryTitle(entry)) })),
    missing,
  }
}
