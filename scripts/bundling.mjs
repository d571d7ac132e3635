/**
 * How everything is bundled: the program, the library, and the peers that the bench compares the program with.
 *
 * @type {import('tsup').Options}
 */
export const bundling = {
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  // What is pure JavaScript is bundled, so it need not be installed. The keychain's library is native and may be missing.
  noExternal: [/^(?!keytar$)/],
  external: ['keytar'],
  esbuildOptions: (options) => {
    options.charset = 'utf8'
    options.legalComments = 'none'
    // Less to read at start. Names are kept: they appear in the stack of a bug report.
    options.minifyWhitespace = true
    options.minifySyntax = true
  },
  // Some packages are CommonJS and call `require` for Node's own modules; one names its own file.
  banner: {
    js: [
      "import { createRequire as createRequireHere } from 'node:module'",
      'const require = createRequireHere(import.meta.url), __filename = import.meta.filename',
      '',
    ].join('\n'),
  },
  // Errors are printed all the same.
  silent: true,
}
