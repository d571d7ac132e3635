/** Bundles the fuzz harness, which is TypeScript, and runs it with the arguments given. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

const root = fileURLToPath(new URL('..', import.meta.url))
// Below the project, so that packages are found.
const folder = mkdtempSync(join(root, 'node_modules', '.fuzz-'))
try {
  await build({
    config: false,
    entry: { fuzz: join(root, 'test/fuzz/main.ts') },
    outDir: folder,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    target: 'node20.19',
    platform: 'node',
    silent: true,
  })
  const { status } = spawnSync(process.execPath, [join(folder, 'fuzz.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true })
}
