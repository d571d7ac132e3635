import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { main: 'src/main.ts', core: 'src/core/index.ts' },
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  // One file for each command: what a command does not need is not loaded.
  splitting: true,
  clean: true,
  minify: false,
  metafile: true,
  dts: { entry: { core: 'src/core/index.ts' } },
  // Everything here is pure JavaScript, so nothing has to be installed besides.
  noExternal: [/.*/],
  // commander, yaml, ntp-time-sync and write-file-atomic are CommonJS: they call require, and one names its own file.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __filename = import.meta.filename;",
  },
  esbuildOptions: (options) => {
    options.charset = 'utf8'
    options.legalComments = 'none'
  },
  onSuccess: 'node scripts/compile-flows.mjs',
})
