/**
 * What may happen to a code. Every function takes the record of an account and returns the next one; callers store it
 * before anybody acts on it.
 *
 *     unused → offered → used | refused          any of them → void (kept, can be restored)
 */
import {
  type BackupAccount,
  type BackupSet,
  type Code,
  type CodeName,
  type Count,
  compareAge,
  compareChange,
  countAccount,
  listCodes,
  listShowable,
  nameCode,
  type Placed,
  pickStanding,
  type RemovedSet,
  type Standing,
} from './set.ts'

/** The order of the next change. */
function nextOrder(record: BackupAccount): number {
  const removed = record.removed ?? []
  const orders = [...record.sets, ...removed].flatMap((set) => [
    set.order ?? 0,
    ...set.codes.flatMap(({ order, was }) => [order ?? 0, was?.order ?? 0]),
  ])
  return orders.reduce((highest, order) => Math.max(highest, order), lastRemoval(record)) + 1
}

/** The counter of changes at the last removal that can be undone; 0 where there is none. */
function lastRemoval({ removed = [] }: BackupAccount): number {
  return removed.reduce((highest, set) => Math.max(highest, set.removed), 0)
}

/** What `use` finds: a code that is now offered, or none. */
export type Offer =
  | {
      readonly kind: 'offered'
      readonly record: BackupAccount
      readonly placed: Placed
      readonly count: Count
    }
  | { readonly kind: 'none'; readonly count: Count }

/** Takes the next unused code. It may be shown only once the record that comes back is written. */
export function offerNext(record: BackupAccount, now: string): Offer {
  const next = listShowable(record).find(({ code }) => code.state === 'unused')
  if (next === undefined) return { kind: 'none', count: countAccount(record) }
  const after = withState(record, nameCode(next), { state: 'offered', changed: now })
  return { kind: 'offered', record: after, placed: next, count: countAccount(after) }
}

/**
 * Writes the outcome of a code that was offered, or offered and voided since. A code that stands otherwise stays as it is:
 * somebody else has settled it, and then `settled` is false.
 */
export function settle(
  record: BackupAccount,
  name: CodeName,
  state: 'used' | 'refused',
  now: string,
): { readonly record: BackupAccount; readonly settled: boolean } {
  const code = findCode(record, name)?.code
  const standsNow = code?.state === 'void' ? code.was : code
  if (code === undefined || standsNow?.state !== 'offered') return { record, settled: false }
  return { record: withState(record, name, { state, changed: now }), settled: true }
}

/** What came of writing down an outcome: done, or why not. */
type WrittenOutcome =
  | { readonly kind: 'done'; readonly record: BackupAccount }
  /** It stands like this already. */
  | { readonly kind: 'known' }
  /** Somebody has stored another outcome. */
  | { readonly kind: 'settled' }
  /** The account has no such code any more. */
  | { readonly kind: 'gone' }

/**
 * Writes what the person who saw a code says of it. The code counts by its value: it may have been removed and added
 * again since, or brought back, and what the person knows of it is still true. `never`: it was not typed in.
 */
export function writeOutcome(
  record: BackupAccount,
  name: CodeName,
  outcome: 'used' | 'refused' | 'never',
  now: string,
): WrittenOutcome {
  const code = findCode(record, name)?.code
  if (code === undefined) return { kind: 'gone' }
  const state = code.state === 'void' ? (code.was?.state ?? 'unused') : code.state
  const wanted = outcome === 'never' ? 'unused' : outcome
  if (state === wanted) return { kind: 'known' }
  if (state === 'used' || state === 'refused') return { kind: 'settled' }
  // A void code is not handed out any more, so an offer that came to nothing changes nothing.
  if (outcome === 'never' && code.state === 'void') return { kind: 'known' }
  return { kind: 'done', record: withState(record, name, { state: wanted, changed: now }) }
}

/** Marks a code that was presented as used, however it stood before. */
export function spend(record: BackupAccount, name: CodeName, now: string): BackupAccount {
  return withState(record, name, { state: 'used', changed: now })
}

/** What `undo` would bring back. */
export type Last =
  | { readonly kind: 'code'; readonly placed: Placed }
  | { readonly kind: 'set'; readonly set: BackupSet }
  | { readonly kind: 'removal'; readonly sets: readonly RemovedSet[] }

/**
 * The change that was made last: sets that were removed, a code, or a set that became void. Undefined where all codes are
 * unused. A removal that is still kept is later than any other change, since those drop it.
 */
export function lastChanged(record: BackupAccount): Last | undefined {
  const removed = (record.removed ?? []).filter((set) => set.removed === lastRemoval(record))
  if (removed.length > 0) return { kind: 'removal', sets: removed }
  const changed = listCodes(record)
    .filter(({ code }) => code.state !== 'unused')
    .reduce<Placed | undefined>(
      (latest, placed) =>
        latest === undefined || compareChange(placed.code, latest.code) > 0 ? placed : latest,
      undefined,
    )
  if (changed === undefined) return undefined
  return changed.code.state === 'void' ? { kind: 'set', set: changed.of } : { kind: 'code', placed: changed }
}

/** Brings back what was changed last: a code becomes unused, the codes of a void set stand as before, removed sets return. */
export function undo(record: BackupAccount, last: Last, now: string): BackupAccount {
  switch (last.kind) {
    case 'set':
      return restore(record, last.set.id)
    case 'code':
      return withState(record, nameCode(last.placed), { state: 'unused', changed: now })
    case 'removal':
      return bringBack(record, last.sets)
  }
}

function bringBack(record: BackupAccount, sets: readonly RemovedSet[]): BackupAccount {
  const ids = sets.map(({ id }) => id)
  const { removed = [], ...rest } = record
  const others = removed.filter(({ id }) => !ids.includes(id))
  return {
    ...rest,
    sets: [...rest.sets, ...sets.map(({ removed: _, ...set }) => set)],
    ...(others.length === 0 ? {} : { removed: others }),
  }
}

/** Makes the codes of these sets void; each keeps how it stood. */
export function voidSets(record: BackupAccount, ids: readonly string[], now: string): BackupAccount {
  const order = nextOrder(record)
  return changeCodes(record, ids, (code) =>
    code.state === 'void'
      ? code
      : { value: code.value, state: 'void', changed: now, order, was: pickStanding(code) },
  )
}

/** The codes of a void set stand again as they did. */
export function restore(record: BackupAccount, id: string): BackupAccount {
  return changeCodes(record, [id], (code) =>
    code.state === 'void' ? { value: code.value, ...(code.was ?? { state: 'unused' }) } : code,
  )
}

/** Puts a set next to the others; those named become void in the same write. */
export function addSet(
  record: BackupAccount,
  set: BackupSet,
  older: readonly string[],
  now: string,
): BackupAccount {
  const { sets, ...rest } = pruneVoidSets(voidSets(record, older, now))
  return { ...rest, sets: [...sets, { ...set, order: nextOrder({ ...rest, sets }) }] }
}

/** Generated sets that are void, so many as can be brought back. Issued ones are kept: they tell which codes are known. */
const keptVoidSets = 5

function pruneVoidSets(record: BackupAccount): BackupAccount {
  const isOld = ({ origin, codes }: BackupSet): boolean =>
    origin === 'generated' && codes.every(({ state }) => state === 'void')
  const gone = record.sets
    .filter(isOld)
    .sort((a, b) => compareAge(b, a))
    .slice(keptVoidSets)
    .map(({ id }) => id)
  if (gone.length === 0) return record
  const sets = record.sets.filter(({ id }) => !gone.includes(id))
  return { ...record, sets, pruned: [...(record.pruned ?? []), ...gone] }
}

/** Puts sets out of sight, in one removal. */
export function removeSets(record: BackupAccount, ids: readonly string[]): BackupAccount {
  const order = nextOrder(record)
  const isMeant = ({ id }: BackupSet): boolean => ids.includes(id)
  return {
    ...record,
    sets: record.sets.filter((set) => !isMeant(set)),
    removed: [
      ...(record.removed ?? []),
      ...record.sets.filter(isMeant).map((set) => ({ ...set, removed: order })),
    ],
  }
}

/** Drops removed sets for good. */
export function withoutRemoved(record: BackupAccount): BackupAccount {
  if (record.removed === undefined) return record
  const { removed: _, ...rest } = record
  return rest
}

/**
 * An older copy of a record, instead of one that is lost. The lost one may have handed out one code more: the next
 * unused one of each set becomes offered.
 */
export function offerNextOfEachSet(record: BackupAccount, now: string): BackupAccount {
  const firsts = record.sets.flatMap((set) => {
    const next = set.codes.find(({ state }) => state === 'unused')
    return next === undefined ? [] : [{ set: set.id, value: next.value }]
  })
  return firsts.reduce((after, name) => withState(after, name, { state: 'offered', changed: now }), record)
}

/** Finds a code by its name: in its set, else wherever it stands in the clear. */
function findCode(record: BackupAccount, { set, value }: CodeName): Placed | undefined {
  const all = listCodes(record).filter(({ code }) => code.value === value)
  return all.find((placed) => placed.set === set) ?? all.find(({ of }) => of.hashing === undefined)
}

/** Puts a code into a state, as the next change of the account; a void one stays void and remembers it. */
function withState(record: BackupAccount, name: CodeName, to: Omit<Standing, 'order'>): BackupAccount {
  const found = findCode(record, name)
  const now = { ...to, order: nextOrder(record) }
  return changeCodes(record, found === undefined ? [] : [found.set], (code, index) => {
    if (index + 1 !== found?.number) return code
    if (code.state === 'void' && now.state !== 'unused') return { ...code, was: now }
    return { value: code.value, ...now }
  })
}

function changeCodes(
  record: BackupAccount,
  ids: readonly string[],
  change: (code: Code, index: number) => Code,
): BackupAccount {
  return {
    ...record,
    sets: record.sets.map((set) => (ids.includes(set.id) ? { ...set, codes: set.codes.map(change) } : set)),
  }
}
