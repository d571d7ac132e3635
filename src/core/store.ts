/**
 * Where secrets are kept: a port with one adapter for the system's keychain and one for an encrypted file. It knows
 * entries, not what is in them: sets of backup codes and accounts of an authenticator lie side by side in it.
 */

/** What an entry is: the backup codes of one account at one service, or one account that makes codes. */
export const kinds = ['backup', 'totp'] as const
export type Kind = (typeof kinds)[number]

export const storeKinds = ['keychain', 'file'] as const
export type StoreKind = (typeof storeKinds)[number]

/** The name of an entry: unique within its kind, made by `joinName`. */
export interface Key {
  readonly kind: Kind
  readonly name: string
}

/** An entry with its value: plain JSON, whose shape the code that wrote it has to check again. */
export interface Entry extends Key {
  readonly value: unknown
}

/** What a look at the store finds. An entry that is damaged is named and hides no other. */
export interface Listing {
  readonly entries: readonly Entry[]
  readonly damaged: readonly Key[]
}

/** The store as it will be once an update ends: it shows what was written in it, which nobody else sees yet. */
export interface Draft {
  /** The value of an entry, or undefined. Throws `damaged-entry`. */
  read(key: Key): Promise<unknown>
  list(kind: Kind): Promise<Listing>
  write(key: Key, value: object): void
  remove(key: Key): void
}

/**
 * Every method throws `no-keychain`, `damaged-store`, `wrong-passphrase` or another failure of its place; a store that
 * does not answer is never taken for an empty one.
 */
export interface Store {
  readonly place: StoreKind
  /** The value of an entry as it was last written, or undefined. Waits for no lock. Throws `damaged-entry`. */
  read(key: Key): Promise<unknown>
  /** All entries of a kind. Waits for no lock. */
  list(kind: Kind): Promise<Listing>
  /**
   * Reads and writes while nobody else does, then gives back what `work` gave. When it settles, everything is on the
   * disk; when `work` throws, nothing was written. Each entry is written whole or not at all; several of them together
   * where the place can do that (a file), else one after the other in the order in which they were written.
   * Never ask a person anything in it. Throws `store-busy` where the lock is not to be had within a minute.
   */
  update<Result>(work: (draft: Draft) => Promise<Result>): Promise<Result>
  /**
   * Hands over all entries of all kinds while nobody else writes, and once `work` has settled removes everything the
   * store kept, older copies and keys included. When `work` throws, all of it stays.
   */
  drain<Result>(work: (entries: readonly Entry[]) => Promise<Result>): Promise<Result>
  /** Lets go of the place. Nothing can be asked afterwards. */
  close(): void
}

/** A name out of parts, such as a service and an account. Readable, and no two lists of parts have the same one. */
export function joinName(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[%/#\p{Cc}]/gu, encodeURIComponent)).join('/')
}

// --- Entries in memory ---

/** Whether two keys name the same entry. */
export function sameKey(a: Key, b: Key): boolean {
  return a.kind === b.kind && a.name === b.name
}

/** The value of an entry among others, or undefined. */
export function valueIn(entries: readonly Entry[], key: Key): unknown {
  return entries.find((entry) => sameKey(entry, key))?.value
}

/** A draft over entries that are at hand as a whole, and what they are after it. */
export function draftOver(entries: readonly Entry[]): {
  readonly draft: Draft
  after(): readonly Entry[]
} {
  let now = entries
  const without = (key: Key): readonly Entry[] => now.filter((entry) => !sameKey(entry, key))
  const draft: Draft = {
    read: async (key) => valueIn(now, key),
    list: async (kind) => ({ entries: now.filter((entry) => entry.kind === kind), damaged: [] }),
    write: ({ kind, name }, value) => {
      now = [...without({ kind, name }), { kind, name, value }]
    },
    remove: (key) => {
      now = without(key)
    },
  }
  return { draft, after: () => now }
}
