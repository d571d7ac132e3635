/** The saved walk: where the person stopped, kept in the state folder until it is solved. It holds no secret. */
import { RescueError } from '../core/errors.ts'
import type { Walk } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'

/** The file as it is kept. */
export interface Saved {
  readonly schema: 1
  /** Of the shipped flows it was walked in; for whoever has to find out what happened. */
  readonly version: string
  /** The folder of one's own flows, where there is one. */
  readonly flows?: string | undefined
  /** RFC 3339. */
  readonly savedAt: string
  readonly walk: Walk
}

const fileOf = (host: Host): string => host.files.resolve(host.folders.state, 'walk.json')

/** The saved walk, if there is one. Throws `bad-saved-walk` where the file is not one of ours. */
export async function readSaved(host: Host): Promise<Saved | undefined> {
  const file = fileOf(host)
  const text = await host.files.read(file)
  if (text === undefined) return undefined
  const value = parsed(text)
  if (!isSaved(value)) throw new RescueError({ code: 'bad-saved-walk', file })
  return value
}

/** Keeps the walk. False where the folder cannot be written to: that must not stop anybody. */
export async function keep(host: Host, what: Pick<Saved, 'version' | 'flows' | 'walk'>): Promise<boolean> {
  const saved: Saved = { schema: 1, savedAt: host.now().toISOString(), ...what }
  try {
    await host.files.write(fileOf(host), `${JSON.stringify(saved)}\n`)
    return true
  } catch (error) {
    if (error instanceof RescueError) return false
    throw error
  }
}

/** Removes the saved walk: it is over. */
export async function forget(host: Host): Promise<void> {
  try {
    await host.files.remove(fileOf(host))
  } catch (error) {
    // A walk that cannot be removed is only offered once more.
    if (!(error instanceof RescueError)) throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Enough of the shape that following the walk cannot fail; replies that do not fit are left out by `resume`. */
function isSaved(value: unknown): value is Saved {
  const saved = value as Partial<Saved> | null | undefined
  const walk = saved?.walk
  return (
    saved?.schema === 1 &&
    typeof saved.version === 'string' &&
    (saved.flows === undefined || typeof saved.flows === 'string') &&
    typeof saved.savedAt === 'string' &&
    !Number.isNaN(Date.parse(saved.savedAt)) &&
    typeof walk?.start === 'string' &&
    isWords(walk.given) &&
    Array.isArray(walk.checks) &&
    walk.checks.every(isChecked) &&
    Array.isArray(walk.trail) &&
    walk.trail.every((visit) => isRecord(visit) && isRecord(visit.reply))
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isWords = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((word) => typeof word === 'string')

const isChecked = (value: unknown): boolean => {
  if (!isRecord(value)) return false
  const { after, ...words } = value
  return typeof after === 'number' && isWords(words)
}
