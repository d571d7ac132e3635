/** The saved walk, in the state folder: where the person stopped. It is deleted once the problem is solved. It contains no secret. */
import { isRecord, parseJson } from '../core/data-file/json.ts'
import { RescueError } from '../core/errors.ts'
import type { Walk } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'

/** The content of the file. */
export interface SavedWalk {
  readonly schema: 1
  /** The version of the shipped flows, for finding out what happened. */
  readonly version: string
  /** The folder of the person's own flows, if any. */
  readonly flows?: string | undefined
  /** RFC 3339. */
  readonly savedAt: string
  readonly walk: Walk
}

const walkFile = (host: Host): string => host.files.resolve(host.folders.state, 'walk.json')

/** The saved walk, if there is one. Throws `bad-saved-walk` if the file is not one of ours. */
export async function readSavedWalk(host: Host): Promise<SavedWalk | undefined> {
  const file = walkFile(host)
  const text = await host.files.read(file)
  if (text === undefined) return undefined
  const value = parseJson(text)
  if (!isSaved(value)) throw new RescueError({ code: 'bad-saved-walk', file })
  return value
}

/** Saves the walk. False if the folder cannot be written to, which must not end the walk. */
export async function saveWalk(
  host: Host,
  what: Pick<SavedWalk, 'version' | 'flows' | 'walk'>,
): Promise<boolean> {
  const saved: SavedWalk = { schema: 1, savedAt: host.now().toISOString(), ...what }
  try {
    await host.files.write(walkFile(host), `${JSON.stringify(saved)}\n`)
    return true
  } catch (error) {
    if (error instanceof RescueError) return false
    throw error
  }
}

/** Removes the saved walk, which is over. */
export async function removeSavedWalk(host: Host): Promise<void> {
  try {
    await host.files.remove(walkFile(host))
  } catch (error) {
    // If it cannot be removed, the worst is that it is offered once more.
    if (!(error instanceof RescueError)) throw error
  }
}

/** Checks enough of the shape that following the walk cannot fail; `resume` drops replies that do not fit. */
function isSaved(value: unknown): value is SavedWalk {
  const saved = value as Partial<SavedWalk> | null | undefined
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

const isWords = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((word) => typeof word === 'string')

const isChecked = (value: unknown): boolean => {
  if (!isRecord(value)) return false
  const { after, ...words } = value
  return typeof after === 'number' && isWords(words)
}
