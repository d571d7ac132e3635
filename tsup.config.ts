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

/** By shared file (`src/entries/shared/`), the modules loaded with `import()` that load it as well. */
const users: Readonly<Record<string, RegExp>> = {
  all: /./,
  clock:
    /commands\/(clock|doctor|flow|totp\/verify-run)|tasks\/(measure-server|watch-phone)|wizard\/(code-tools|report-file|scripted|start)/,
  codes:
    /commands\/(clock|recover|totp)|tasks\/watch-phone|core\/totp|system\/sweep|wizard\/(code-tools|open-export)/,
  wizard: /commands\/flow|wizard\/(report-file|scripted|start)/,
}

/**
 * Makes modules that are used together one file. esbuild writes a file for each set of modules that the same entries
 * need, so most modules that some commands share would be a file of their own; and Node takes longer to open a small
 * file than to read its code. Where all users of one module load the others as well, they stay together.
 */
const sharedFiles: Plugin = {
  name: 'shared-files',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace: 'loaded-later' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'loaded-later' }, ({ path }) => {
      const shared = Object.entries(users).flatMap(([name, filter]) =>
        filter.test(path) ? [`import ${JSON.stringify(resolve(`src/entries/shared/${name}.ts`))}`] : [],
      )
      return {
        contents: [...shared, `export * from ${JSON.stringify(path)}`].join('\n'),
        resolveDir: dirname(path),
      }
    })
  },
}

/** Packages of the readers of exports, each a file of its own (`scripts/vendor/`) for the program and the library. */
const vendored: Readonly<Record<string, string>> = {
  openpgp: 'openpgp',
  kdbxweb: 'kdbxweb',
  'hash-wasm': 'hash-wasm',
  'sql.js/dist/sql-wasm-inline.js': 'sqlite',
  '@zip.js/zip.js/lib/zip-core-native.js': 'zip',
}

/** Together they are two megabytes: the library loads the program's. */
const sharedPackages: Plugin = {
  name: 'shared-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ kind, path }) => {
      const file = kind === 'dynamic-import' ? vendored[path] : undefined
      return file === undefined ? undefined : { path: `../vendor/${file}.js`, external: true }
    })
  },
}

// Once, before the builds below begin: they run at the same time.
rmSync('dist', { recursive: true, force: true })

const common: Options = { ...bundling, esbuildPlugins: [kernelInBuild] }

export default defineConfig([
  {
    ...common,
    entry: {
      main: 'src/entries/main.ts',
      ...Object.fromEntries(
        Object.values(vendored).map((name) => [`vendor/${name}`, `scripts/vendor/${name}.mjs`]),
      ),
    },
    splitting: true,
    metafile: true,
    esbuildPlugins: [kernelInBuild, sharedFiles, pictureReader],
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
    esbuildPlugins: [kernelInBuild, sharedPackages],
    // Readable: the code of a library appears in its reader's stack traces.
    esbuildOptions: (options) => {
      options.charset = 'utf8'
    },
    splitting: true,
    dts: true,
    onSuccess: 'node scripts/compile-flows.mjs',
  },
])
