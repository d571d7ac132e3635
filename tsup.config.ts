import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'
import { kernelInBuild } from './scripts/kernel.ts'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))

/**
 * Commander loads node:child_process for commands that are programs of their own. There are none here, and it costs a
 * tenth of the start, so it is loaded when it is asked for.
 */
const lazyChildProcess: Plugin = {
  name: 'lazy-child-process',
  setup(build) {
    build.onLoad({ filter: /commander\/lib\/command\.js$/ }, ({ path }) => {
      const eager = "const childProcess = require('node:child_process');"
      const text = readFileSync(path, 'utf8')
      if (!text.includes(eager))
        throw new Error('commander has changed: it no longer loads node:child_process like that')
      return {
        contents: text.replace(
          eager,
          "const childProcess = { get spawn() { return require('node:child_process').spawn } };",
        ),
      }
    })
  },
}

/** The reader of pictures finds its WebAssembly beside it: bundled into a script it would be a third larger. */
const pictureReader: Plugin = {
  name: 'picture-reader',
  setup(build) {
    build.onEnd(() =>
      copyFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', 'dist/zxing_reader.wasm'),
    )
  },
}

// Once, before both builds below begin: they run at the same time.
rmSync('dist', { recursive: true, force: true })

const common: Options = {
  target: 'node20.19',
  platform: 'node',
  // What is pure JavaScript is bundled, so it need not be installed. The keychain's library is not, and may be missing.
  noExternal: [/^(?!keytar$)/],
  external: ['keytar'],
  esbuildOptions: (options) => {
    options.charset = 'utf8'
    options.legalComments = 'none'
    // Less to read at start; names stay, for the places in a report.
    options.minifyWhitespace = true
    options.minifySyntax = true
  },
}

export default defineConfig([
  {
    ...common,
    entry: {
      main: 'src/entries/main.ts',
      core: 'src/core/index.ts',
      'clipboard-keeper': 'src/entries/clipboard-keeper.ts',
      'derive-worker': 'src/entries/derive-worker.ts',
      'picture-worker': 'src/entries/picture-worker.ts',
      'sweep-worker': 'src/entries/sweep-worker.ts',
    },
    format: 'esm',
    // One file for each command: what a command does not need is not loaded.
    splitting: true,
    metafile: true,
    esbuildPlugins: [lazyChildProcess, kernelInBuild, pictureReader],
    define: { VERSION: JSON.stringify(version) },
    dts: { entry: { core: 'src/core/index.ts' } },
    // commander, yaml and ntp-time-sync are CommonJS: they call require.
    banner: {
      js: 'const require = process.getBuiltinModule, __filename = import.meta.filename;',
    },
    onSuccess: 'node scripts/compile-flows.mjs && node scripts/notices.mjs',
  },
  // A process of its own, for which somebody waits: CommonJS is there a sixth sooner.
  { ...common, entry: { 'keychain-child': 'src/entries/keychain-child.ts' }, format: 'cjs' },
])
