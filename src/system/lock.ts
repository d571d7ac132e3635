/**
 * One writer at a time, among the processes of one computer. A claim is a numbered file that names its holder; only the
 * highest number counts. A process that finds the holder of N gone, or its claim empty, may claim N + 1, and a file can be made
 * by one process only. The highest number is never removed, so nobody can be overtaken by somebody who looked long ago,
 * and a holder that is killed blocks nobody: that is where the usual lock files, with their ages and their removing,
 * leave a gap. A holder that merely sleeps keeps its claim, however long.
 *
 * Usually a claim is a hard link to a file that already names its holder. Where the file system has no hard links (FAT,
 * exFAT, some network and FUSE file systems) it is a folder with that file in it. Such a folder is empty for a moment: it
 * counts as held until it was seen so for some seconds, and the process that made it looks again whether it is still the highest.
 */
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { RescueError } from '../core/errors.ts'
import { findSystemReason, namedFailure } from './file-errors.ts'

/** What a process can tell of itself and of others. */
export interface Processes {
  readonly pid: number
  /** Whether a process of this number runs here. */
  isRunning(pid: number): boolean
}

export interface Patience {
  /** Milliseconds after which `store-busy` is thrown. */
  readonly limit: number
  /** Called once, when it takes longer than a moment. */
  readonly waiting: () => void
}

/** Who holds a claim. A number alone would come again: with the rest it names one process for good. */
interface Holder {
  readonly host: string
  readonly pid: number
  /** Linux: which start of the system, which world of process numbers (containers), and when in it. */
  readonly life?: { readonly boot: string; readonly world: string; readonly born: string }
}

const moment = 1000
/** Older claims that stay: somebody may be reading the folder at this moment. */
const kept = 4
/** Milliseconds after which a claim that names nobody yet belongs to somebody who was killed while making it. */
const unfinishedLimit = 3000
const holderName = 'holder'

/** Does the work while no other process (and nobody else in this one) does any under the same folder. */
export async function underLock<Result>(
  folder: string,
  processes: Processes,
  patience: Patience,
  work: () => Promise<Result>,
): Promise<Result> {
  const claim = await waitForClaim(folder, processes, patience)
  try {
    return await work()
  } finally {
    release(claim)
  }
}

/** The path of a claim of ours that counts. */
async function waitForClaim(
  folder: string,
  processes: Processes,
  { limit, waiting }: Patience,
): Promise<string> {
  const from = performance.now()
  let told = false
  const unfinished = new Map<string, number>()
  for (let wait = 2; ; wait = Math.min(50, wait * 1.5)) {
    const { claim, holder } = tryToClaim(folder, processes, unfinished)
    if (claim !== undefined) return claim
    const waited = performance.now() - from
    if (waited > limit) throw new RescueError({ code: 'store-busy', folder, pid: holder?.pid })
    if (waited > moment && !told) waiting()
    told ||= waited > moment
    // Not all at the same time: they would meet again and again.
    await new Promise((settle) => setTimeout(settle, wait * (0.5 + Math.random())))
  }
}

/** One try: a claim, or who holds the lock. `unfinished`: since when claims were seen that name nobody yet. */
function tryToClaim(
  folder: string,
  processes: Processes,
  unfinished: Map<string, number>,
): { claim?: string; holder?: Holder | undefined } {
  try {
    const highest = highestIn(folder)
    const newest = join(folder, String(highest))
    const found = highest === 0 ? undefined : readHolder(newest)
    if (found === 'unfinished' && !isOverdue(String(highest), unfinished)) return {}
    const holder = found === 'unfinished' ? undefined : found
    const isGivenBack = holder?.pid === processes.pid && givenBack.has(newest)
    if (holder !== undefined && !isGivenBack && isThere(holder, processes)) return { holder }
    const next = highest + 1
    const claim = join(folder, String(next))
    if (!createClaim(claim, folder, processes)) return {}
    // Somebody may have gone past this number, and removed it, since the folder was read.
    if (highestIn(folder) > next) return {}
    tidy(folder, next, processes)
    return { claim }
  } catch (error) {
    const reason = findSystemReason(error)
    const file = reason === 'ENOTDIR' || reason === 'EEXIST' ? fileOnTheWay(folder) : undefined
    if (file !== undefined) throw new RescueError({ code: 'not-a-folder', file })
    throw reason === undefined ? error : namedFailure('unwritable', folder, error)
  }
}

/** The part of a path that is a file, where a folder has to be. */
function fileOnTheWay(folder: string): string | undefined {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    try {
      return statSync(at).isDirectory() ? undefined : at
    } catch {
      // Not there, or below a file: the folder above it tells.
    }
  }
  return undefined
}

/** Removes old claims, and drafts of claims whose makers were killed. */
function tidy(folder: string, ours: number, processes: Processes): void {
  for (const name of namesIn(folder)) {
    const [, maker] = /^claim-(\d+)-/.exec(name) ?? []
    const old = maker === undefined ? Number(name) < ours - kept : !processes.isRunning(Number(maker))
    if (old) rmSync(join(folder, name), { force: true, recursive: true })
  }
}

function isOverdue(claim: string, unfinished: Map<string, number>): boolean {
  const now = performance.now()
  const since = unfinished.get(claim) ?? now
  unfinished.set(claim, since)
  return now - since > unfinishedLimit
}

/** What the system says where a file system has no hard links. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'UNKNOWN']

/** Makes a claim that names its holder. False where somebody else has made it. */
function createClaim(claim: string, folder: string, processes: Processes): boolean {
  const draft = join(folder, `claim-${processes.pid}-${Math.random().toString(36).slice(2)}`)
  const life = readLife(processes.pid)
  const holder: Holder = { host: hostname(), pid: processes.pid, ...(life === undefined ? {} : { life }) }
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, claim)
    return true
  } catch (error) {
    const reason = findSystemReason(error)
    if (reason === 'EEXIST') return false
    if (!noLinks.includes(reason ?? '')) throw error
    return createClaimFolder(claim, draft)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The same without hard links: the folder decides who has the number, then the file with the holder is put into it. */
function createClaimFolder(claim: string, draft: string): boolean {
  try {
    mkdirSync(claim, { mode: 0o700 })
  } catch (error) {
    if (findSystemReason(error) === 'EEXIST') return false
    throw error
  }
  renameSync(draft, join(claim, holderName))
  return true
}

/** Claims that were given back, though the disk refused to note it: they name this process as long as it runs. */
const givenBack = new Set<string>()

function release(claim: string): void {
  try {
    truncateSync(lstatSync(claim).isDirectory() ? join(claim, holderName) : claim, 0)
  } catch {
    // The folder is gone, or cannot be written to any more: for others the claim ends with this process.
    givenBack.add(claim)
  }
}

const highestIn = (folder: string): number => Math.max(0, ...numbersIn(folder))

function numbersIn(folder: string): readonly number[] {
  return namesIn(folder)
    .filter((name) => /^[1-9]\d{0,14}$/.test(name))
    .map(Number)
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (findSystemReason(error) !== 'ENOENT') throw error
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return []
  }
}

/** Undefined where the claim was given back, removed, or names nobody; `unfinished` where it is just being made. */
function readHolder(claim: string): Holder | 'unfinished' | undefined {
  try {
    return parseHolder(readFileSync(claim, 'utf8'))
  } catch (error) {
    if (findSystemReason(error) === 'ENOENT') return undefined
    if (findSystemReason(error) !== 'EISDIR') throw error
  }
  try {
    return parseHolder(readFileSync(join(claim, holderName), 'utf8'))
  } catch (error) {
    if (findSystemReason(error) === 'ENOENT') return 'unfinished'
    throw error
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isHolder(value: unknown): value is Holder {
  const holder = value as Partial<Holder> | null
  return typeof holder?.host === 'string' && Number.isSafeInteger(holder.pid)
}

/**
 * Whether a holder still runs. Of another computer or container nobody here can tell: then it does. The same start of the
 * system is the same computer, whatever it was called then: laptops and containers change their names.
 */
function isThere({ host, pid, life }: Holder, processes: Processes): boolean {
  const own = readLife(processes.pid)
  if (life === undefined || own === undefined) return host !== hostname() || processes.isRunning(pid)
  if (life.boot !== own.boot) return host !== hostname()
  if (life.world !== own.world) return true
  return readLife(pid)?.born === life.born
}

/** Undefined where there is no such process any more, and where the system does not tell. */
function readLife(pid: number): Holder['life'] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may hold anything, brackets included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state = '', born = ''] = [fields[0], fields[19]]
    // A process that was killed, whose parent has not looked yet.
    if (state === 'Z' || state === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    return { boot, world: readlinkSync('/proc/self/ns/pid'), born }
  } catch {
    return undefined
  }
}
