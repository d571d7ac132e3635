/** Looks for secrets where they must never be: in arguments, environments and files of a program and its children. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Find {
  /** Such as `cmdline of node`, or the path of a file. */
  readonly where: string
  readonly secret: string
}

export interface Search {
  /** Ends it, and gives what was found, each thing once, and how many looks were taken at running processes. */
  end(): { readonly found: readonly Find[]; readonly looks: number; readonly processes: number }
}

/** Looks at a process and all that come from it, over and over, until it is ended. Linux only. */
export function searchProcesses(root: number, secrets: readonly string[]): Search {
  const found = new Map<string, Find>()
  const seen = new Set<number>()
  let looks = 0
  let ended = false
  const look = (): void => {
    if (ended) return
    for (const pid of treeOf(root)) {
      seen.add(pid)
      for (const part of ['cmdline', 'environ'])
        note(found, secrets, `${part} of ${nameOf(pid)}`, fileOf(pid, part))
    }
    looks += 1
    // What is in arguments and environment stays there as long as the process.
    setTimeout(look, 1)
  }
  look()
  return {
    end: () => {
      ended = true
      return { found: [...found.values()], looks, processes: seen.size }
    },
  }
}

/** Looks through all files below a folder, as text and as base64. */
export function searchFiles(folder: string, secrets: readonly string[]): readonly Find[] {
  const found = new Map<string, Find>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (statSync(path).isFile()) note(found, secrets, name, readFileSync(path))
  }
  return [...found.values()]
}

/** Looks through a text. */
export function searchText(where: string, text: string, secrets: readonly string[]): readonly Find[] {
  const found = new Map<string, Find>()
  note(found, secrets, where, Buffer.from(text))
  return [...found.values()]
}

function note(found: Map<string, Find>, secrets: readonly string[], where: string, content: Buffer): void {
  for (const secret of secrets) {
    const forms = [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      encodeURIComponent(secret),
    ]
    if (forms.some((form) => content.includes(form))) found.set(`${where} ${secret}`, { where, secret })
  }
}

/** The arguments of all Node processes that have this home in their environment. */
export function listPrograms(home: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => fileOf(Number(name), 'environ').toString().split('\0').includes(`HOME=${home}`))
    .map((name) => fileOf(Number(name), 'cmdline').toString().replaceAll('\0', ' ').trim())
    .filter((line) => line.includes(process.execPath))
}

/** A process and its descendants, as far as they run at this moment. */
function treeOf(pid: number): readonly number[] {
  return [
    pid,
    ...threadsOf(pid)
      .flatMap((thread) => startedBy(pid, thread))
      .flatMap(treeOf),
  ]
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // It has ended meanwhile.
    return []
  }
}

function startedBy(pid: number, thread: string): readonly number[] {
  const text = fileOf(pid, `task/${thread}/children`).toString()
  return text
    .split(' ')
    .filter((number) => number !== '')
    .map(Number)
}

/** Everything that a process has started, and that still runs. */
export function listChildren(pid: number): readonly number[] {
  return treeOf(pid).slice(1)
}

const nameOf = (pid: number): string => fileOf(pid, 'comm').toString().trim()

/** A file of a process, or nothing where it has ended. */
function fileOf(pid: number, name: string): Buffer {
  const chunks: Buffer[] = []
  try {
    const file = openSync(`/proc/${pid}/${name}`, 'r')
    try {
      for (;;) {
        const chunk = Buffer.alloc(64 * 1024)
        const length = readSync(file, chunk)
        if (length === 0) break
        chunks.push(chunk.subarray(0, length))
      }
    } finally {
      closeSync(file)
    }
  } catch {
    // It has ended meanwhile.
  }
  return Buffer.concat(chunks)
}
