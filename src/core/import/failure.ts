/** The failures of an import. Their texts never contain anything from the file. */
import { RescueError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { EntryFlaw, ImportFlaw, OpenOptions, Unusable } from './model.ts'

/** Throws `bad-import` for a whole file. */
export function refuseFile(file: string, flaw: ImportFlaw): never {
  throw new RescueError({ code: 'bad-import', file, flaw })
}

/** Throws `bad-import` for a file that can never give codes. */
export function refuseUnusable(file: string, what: Unusable): never {
  return refuseFile(file, { kind: 'unusable', what })
}

/** A wrong password and a damaged file look the same in every format. Throws `import-wrong-password`. */
export function refusePassword(file: string): never {
  throw new RescueError({ code: 'import-wrong-password', file })
}

/** The password, or `import-needs-password`. */
export function requirePassword(file: string, { password }: OpenOptions): Secret<string> {
  if (password === undefined) throw new RescueError({ code: 'import-needs-password', file })
  return password
}

/** The flaw of a single entry, on its way to the list of failed entries. */
export class EntryError extends Error {
  readonly flaw: EntryFlaw

  constructor(flaw: EntryFlaw) {
    super(flaw.kind)
    this.name = 'EntryError'
    this.flaw = flaw
  }
}

export function refuseEntry(flaw: EntryFlaw): never {
  throw new EntryError(flaw)
}
