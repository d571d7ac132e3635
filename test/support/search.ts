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
    setImmediate(look)
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

/** A process and its descendants, as far as they run at this moment. */
function treeOf(root: number): ReadonlySet<number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = fileOf(Number(name), 'stat').toString('latin1')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    parents.set(Number(name), parent)
  }
  const tree = new Set([root])
  for (let size = 0; size < tree.size; ) {
    size = tree.size
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid)
  }
  return tree
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
