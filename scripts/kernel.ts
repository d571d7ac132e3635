/**
 * Compiles `src/kernel/NAME.ts` to WebAssembly wherever `kernel/NAME.wasm` is imported, and puts the bytes in its
 * place: one plugin for the build, one for the tests. Nothing compiled lies in the repository.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Plugin as BuildPlugin } from 'esbuild'
import type { Plugin as TestPlugin } from 'vite'

const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/bin/asc.js', import.meta.url))
const sources = fileURLToPath(new URL('../src/kernel', import.meta.url))
const imported = /\/kernel\/(\w+)\.wasm$/

/** For tsup. */
export const kernelInBuild: BuildPlugin = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: imported }, ({ path }) => ({ path: nameIn(path), namespace: 'kernel' }))
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path }) => ({
      contents: await compiled(path),
      loader: 'binary',
    }))
  },
}

/** For vitest. */
export const kernelInTests: TestPlugin = {
  name: 'kernel',
  enforce: 'pre',
  resolveId: (id) => (imported.test(id) ? `\0${id}` : null),
  load: async (id) => {
    if (!imported.test(id)) return null
    const bytes = Buffer.from(await compiled(nameIn(id))).toString('base64')
    return `export default new Uint8Array(Buffer.from('${bytes}', 'base64'))`
  },
}

function nameIn(path: string): string {
  return imported.exec(path)?.[1] ?? path
}

/** A kernel's WebAssembly. The compiler runs as a program of its own: its types do not pass with library types checked. */
async function compiled(name: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'kernel-'))
  const file = join(folder, 'kernel.wasm')
  try {
    // It warns that JavaScript cannot take vectors (112): none are handed to it.
    const how = ['-O3', '--noAssert', '--runtime=stub', '--enable=simd', '--disableWarning=112']
    await promisify(execFile)(process.execPath, [compiler, `${name}.ts`, `--outFile=${file}`, ...how], {
      cwd: sources,
    })
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}
