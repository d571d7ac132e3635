/** The Node versions to try the packed program on. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../runtimes', import.meta.url))
const versions = ['20', '22', '24', '26']

export interface Runtime {
  readonly name: string
  readonly node: string
}

/** Every version where they are installed, else the one that runs the tests. They are packages for x64 Linux. */
export function runtimes(): readonly Runtime[] {
  const own = { name: `Node ${process.versions.node}`, node: process.execPath }
  if (process.platform !== 'linux' || process.arch !== 'x64') return [own]
  const found = versions.map((version) => ({
    name: `Node ${version}`,
    node: `${folder}/node_modules/node-${version}/bin/node`,
  }))
  const missing = found.filter(({ node }) => !existsSync(node)).map(({ name }) => name)
  if (missing.length === 0) return found
  const word = `${missing.join(', ')}: not installed; npm ci --prefix test/runtimes`
  if (process.env.CI === 'true') throw new Error(word)
  process.stderr.write(`skipped: ${word}\n`)
  return [own, ...found.filter(({ node }) => existsSync(node))]
}
