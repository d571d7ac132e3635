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
  // commander, yaml and ntp-time-sync are CommonJS and call require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  esbuildOptions: (options) => {
    options.charset = 'utf8'
    options.legalComments = 'none'
  },
  onSuccess: 'node scripts/compile-flows.mjs',
})
