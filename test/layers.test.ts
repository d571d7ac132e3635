/** The imports of every source file, compared with the table of layers. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

type Layer =
  | 'core'
  | 'kernel'
  | 'words'
  | 'ui'
  | 'host'
  | 'tasks'
  | 'commands'
  | 'wizard'
  | 'page'
  | 'system'
  | 'cli'
  | 'entries'

const qrPackage = 'qrcode-terminal/vendor/QRCode/index.js'

/** What a layer may import; `types` only as types. Packages are named as such. */
const table: Readonly<
  Record<Layer, { readonly values: readonly string[]; readonly types: readonly string[] }>
> = {
  core: {
    values: [
      'core',
      'kernel',
      '@noble/hashes/legacy.js',
      '@noble/hashes/sha2.js',
      'yaml',
      'zod',
      'otplib',
      '@bufbuild/protobuf/wire',
      '@noble/ciphers/_poly1305.js',
      '@noble/ciphers/chacha.js',
      '@zip.js/zip.js/lib/zip-core-native.js',
      'hash-wasm',
      'kdbxweb',
      'node',
      'openpgp',
      'papaparse',
      'sax',
      'sql.js/dist/sql-wasm-inline.js',
      'twofish-ts',
    ],
    types: [],
  },
  kernel: { values: ['kernel'], types: [] },
  words: { values: ['words'], types: ['core'] },
  ui: { values: ['ui', 'core', 'fast-string-width', 'fast-png', qrPackage], types: ['words'] },
  host: { values: ['host', 'core', 'ui'], types: ['words'] },
  tasks: { values: ['tasks', 'core', 'ui', 'host'], types: ['words'] },
  commands: { values: ['commands', 'tasks', 'core', 'ui', 'host'], types: ['words', 'commander'] },
  wizard: { values: ['wizard', 'tasks', 'core', 'ui', 'host'], types: ['words'] },
  page: { values: ['page', 'core', 'ui', 'words'], types: [] },
  system: {
    values: [
      'system',
      'ui',
      'core',
      'node',
      '@inquirer/core',
      'age-encryption',
      'chalk',
      'keytar',
      'ntp-time-sync',
      'ntp-packet-parser',
      'zxing-wasm/reader',
    ],
    types: ['host', 'words'],
  },
  cli: {
    values: ['cli', 'commands', 'wizard', 'tasks', 'core', 'ui', 'host', 'words', 'commander'],
    types: [],
  },
  entries: { values: ['cli', 'core', 'host', 'page', 'system', 'ui', 'node'], types: [] },
}

/** Core must not know a process, a console or a clock of its own; only `entries` say `process`. */
const never: Readonly<Partial<Record<Layer, RegExp>>> = {
  // Nothing in a file that it reads is run or fetched.
  core: /\bprocess\.|\bconsole\.|\bDate\.now\(|new Date\(\)|\bperformance\.|\bsetTimeout\(|\bfetch\(|\beval\(|\bFunction\(/,
  ui: /\bprocess\.|\bconsole\.|\.write\(/,
  host: /\bprocess\.|\bconsole\./,
  tasks: /\bprocess\.|\bconsole\./,
  commands: /\bprocess\.|\bconsole\./,
  wizard: /\bprocess\.|\bconsole\./,
  // What a page shows is text, and it asks nobody.
  page: /\bprocess\.|\bconsole\.|innerHTML|insertAdjacentHTML|\bfetch\(|localStorage|sessionStorage/,
  cli: /\bprocess\.|\bconsole\./,
  system: /\bprocess\.|\bconsole\./,
  words: /\bprocess\.|\bconsole\./,
}

interface Import {
  readonly file: string
  readonly from: Layer
  readonly to: string
  readonly typeOnly: boolean
}

function layerOf(path: string): Layer {
  const [first = ''] = relative(src, path).split(sep)
  return first.replace(/\.ts$/, '') as Layer
}

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?([^;'"]*?)from\s+'([^']+)'|import\('([^']+)'\)/gm,
  )
  return [...found].map(([, type, names = '', fixed, dynamic]) => {
    const target = fixed ?? dynamic ?? ''
    const typeOnly =
      type !== undefined ||
      (names.includes('{') && /^\s*\{(\s*type\s+[\w$]+(\s+as\s+[\w$]+)?\s*,?)+\s*\}\s*$/.test(names))
    const to = target.startsWith('.')
      ? layerOf(join(file, '..', target))
      : target.startsWith('node:')
        ? 'node'
        : target
    return { file: relative(src, file), from: layerOf(file), to, typeOnly }
  })
}

describe('layers', () => {
  const all = files.flatMap(importsOf)

  it('finds the imports', () => {
    expect(all.length).toBeGreaterThan(150)
    expect(all.filter(({ typeOnly }) => typeOnly).length).toBeGreaterThan(40)
  })

  it('import only what their layer may', () => {
    const wrong = all.filter(({ from, to, typeOnly }) => {
      const { values, types } = table[from]
      return !values.includes(to) && !(typeOnly && types.includes(to))
    })
    expect(wrong.map(({ file, to, typeOnly }) => `${file} → ${to}${typeOnly ? ' (type)' : ''}`)).toEqual([])
  })

  it('stand in docs/architecture.md as they are here, without the outside libraries', () => {
    const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8')
    const [, section = ''] = page.split('\n## Layers\n')
    const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'))
    const inside = (names: readonly string[]): string =>
      names.filter((name) => name === 'node' || name in table).join(', ') || '–'
    expect(rows.map((row) => row.split(' | ').slice(0, 3).join(' | ').replace('| ', ''))).toEqual(
      Object.entries(table).map(([layer, { values, types }]) =>
        [layer, inside(values), inside(types)].join(' | '),
      ),
    )
  })

  it.each(Object.entries(never))('%s stays inside', (layer, pattern) => {
    const wrong = files
      .filter((file) => layerOf(file) === layer)
      .flatMap((file) => {
        const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        return code
          .split('\n')
          .filter((line) => pattern.test(line))
          .map((line) => `${relative(src, file)}: ${line.trim()}`)
      })
    expect(wrong).toEqual([])
  })

  it.each([
    ['yaml', ['core/data-file/safe-yaml.ts']],
    ['@inquirer/core', ['system/prompts/inquirer.ts']],
    ['age-encryption', ['system/age.ts']],
    ['chalk', ['system/palette.ts']],
    ['@noble/hashes/sha2.js', ['core/totp/kernel-search.ts']],
    ['otplib', ['core/totp/code.ts']],
    ['@bufbuild/protobuf/wire', ['core/totp/migration.ts']],
    ['@noble/ciphers/chacha.js', ['core/import/secret-stream.ts']],
    ['@zip.js/zip.js/lib/zip-core-native.js', ['core/import/zip.ts']],
    ['hash-wasm', ['core/import/derive-key.ts']],
    ['kdbxweb', ['core/import/kdbx-file.ts']],
    ['openpgp', ['core/import/openpgp.ts']],
    ['papaparse', ['core/import/csv.ts']],
    ['sax', ['core/import/xml.ts']],
    ['twofish-ts', ['core/import/twofish.ts']],
    ['sql.js/dist/sql-wasm-inline.js', ['core/import/sqlite.ts']],
    ['keytar', ['system/keychain-work.ts']],
    ['ntp-time-sync', ['system/ntp.ts']],
    ['zxing-wasm/reader', ['system/picture-codes.ts']],
    ['fast-png', ['ui/qr-png.ts']],
    [qrPackage, ['ui/qr.ts']],
  ])('%s is known to one file', (name, known) => {
    const files = all.filter(({ to }) => to === name).map(({ file }) => file)
    expect([...new Set(files)]).toEqual(known)
  })

  it('core knows node:crypto in one file, and nothing else of Node', () => {
    const files = all.filter(({ from, to }) => from === 'core' && to === 'node').map(({ file }) => file)
    expect(files).toEqual(['core/import/cryptography.ts'])
  })

  it.each([
    [
      'the network',
      /'node:(?:dgram|dns|http|http2|https|net|tls|dns\/promises)'/,
      ['dns.ts', 'https.ts', 'ntp.ts'],
    ],
    ['other programs', /'node:(?:child_process|cluster|vm)'/, ['clipboard.ts', 'keychain.ts']],
  ] as const)('only some files of system know %s', (_, pattern, known) => {
    const found = files.filter((file) => pattern.test(readFileSync(file, 'utf8')))
    expect(found.map((file) => relative(src, file)).sort()).toEqual(known.map((name) => `system/${name}`))
  })
})
