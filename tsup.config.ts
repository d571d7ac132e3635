import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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

/**
 * Everything that is loaded with `import()` also imports `first-file.ts`. esbuild makes one file of what the same set of
 * entries needs: without this, each module that some commands share would be a file of its own, and Node takes longer to
 * open a small file than to read its code.
 */
const fewerFiles: Plugin = {
  name: 'fewer-files',
  setup(build) {
    const firstFile = resolve('src/entries/first-file.ts')
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace: 'loaded-later' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'loaded-later' }, ({ path }) => ({
      contents: `import ${JSON.stringify(firstFile)}\nexport * from ${JSON.stringify(path)}`,
      resolveDir: dirname(path),
    }))
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
    metafile: true,
    esbuildPlugins: [kernelInBuild, fewerFiles, pictureReader],
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
    // The script of a page, for browsers: one file, which is written into the HTML.
    entry: { page: 'src/entries/page.ts' },
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/./],
    minify: true,
    splitting: false,
    silent: true,
    esbuildPlugins: [kernelInBuild],
    esbuildOptions: (options) => {
      options.charset = 'utf8'
      options.legalComments = 'none'
    },
    outExtension: () => ({ js: '.js' }),
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
