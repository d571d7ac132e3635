import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'
import { bundling } from './scripts/bundling.mjs'
import { kernelInBuild } from './scripts/kernel.ts'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The reader of pictures loads its WebAssembly from the file next to it: inside a script it would be a third larger. */
const pictureReader: Plugin = {
  name: 'picture-reader',
  setup(build) {
    build.onEnd(() =>
      copyFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', 'dist/zxing_reader.wasm'),
    )
  },
}

// Once, before the builds below begin: they run at the same time.
rmSync('dist', { recursive: true, force: true })

const common: Options = { ...bundling, esbuildPlugins: [kernelInBuild] }

export default defineConfig([
  {
    ...common,
    entry: { main: 'src/entries/main.ts' },
    splitting: true,
    // Every file begins by importing this one, so esbuild puts all that it imports into one file.
    inject: ['src/entries/first-file.ts'],
    metafile: true,
    esbuildPlugins: [kernelInBuild, pictureReader],
    define: { VERSION: JSON.stringify(version) },
    onSuccess: 'node scripts/notices.mjs',
  },
  {
    // Programs and threads of their own: each is one file.
    ...common,
    entry: {
      'clipboard-keeper': 'src/entries/clipboard-keeper.ts',
      'derive-worker': 'src/entries/derive-worker.ts',
      'picture-worker': 'src/entries/picture-worker.ts',
      'keychain-child': 'src/entries/keychain-child.ts',
      'sweep-worker': 'src/entries/sweep-worker.ts',
    },
    splitting: false,
  },
  {
    // The library: each subpath of the package is an entry that does not load the packages of the others.
    ...common,
    entry: Object.fromEntries(
      ['index', 'backup', 'clock', 'flow', 'import', 'totp'].map((name) => [
        name,
        `src/entries/library/${name}.ts`,
      ]),
    ),
    outDir: 'dist/library',
    // Readable: the code of a library appears in its reader's stack traces.
    esbuildOptions: (options) => {
      options.charset = 'utf8'
    },
    splitting: true,
    dts: true,
    onSuccess: 'node scripts/compile-flows.mjs',
  },
])
