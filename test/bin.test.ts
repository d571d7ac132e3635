/** The packed program, installed and run as a process of its own, on every Node that it promises to run on. */
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/book.ts'
import { shippedBook } from './support/flows.ts'
import { flatIn, foreignIn, wordsIn } from './support/foreign-words.ts'
import { type Installed, installPacked, type Ran, spawnProgram } from './support/packed.ts'
import { runtimes } from './support/runtimes.ts'
import { startTimeServer } from './support/time-server.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
let installed: Installed
let home: Readonly<Record<string, string>>

beforeAll(async () => {
  installed = await installPacked()
  home = await installed.home()
})
afterAll(() => installed?.remove())

/** Runs the program. A file's name is given apart, since it may hold blanks. */
const run = (node: string, args: string, ...files: readonly string[]): Promise<Ran> =>
  spawnProgram(node, [installed.bin, ...args.split(' ').filter((arg) => arg !== ''), ...files], {
    env: home,
    cwd: home.HOME ?? '',
  })

async function manifest(): Promise<
  Record<string, unknown> & { version: string; bin: Record<string, string>; exports: Record<string, unknown> }
> {
  return JSON.parse(await readFile(join(installed.root, 'package.json'), 'utf8'))
}

describe('the tarball', () => {
  let files: readonly string[]

  beforeAll(async () => {
    const entries = await readdir(installed.root, { recursive: true, withFileTypes: true })
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(installed.root.length + 1)
          .split(sep)
          .join('/'),
      )
  })

  it('holds what ships, and nothing else', () => {
    const ships = [
      /^(package\.json|LICENSE|README\.md|README\.ja\.md|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md)$/,
      /^docs\/((api|ja)\/)?[\w-]+\.md$/,
      /^bin\/2fa-rescue\.js$/,
      /^man\/2fa-rescue\.1$/,
      /^completions\/(2fa-rescue\.(bash|fish|ps1)|_2fa-rescue)$/,
      /^dist\/([\w.-]+\.js|zxing_reader\.wasm|(flows|cards|directory)\.json|sbom\.cdx\.json|THIRD-PARTY-NOTICES\.txt)$/,
      /^dist\/library\/[\w.-]+\.(js|d\.ts)$/,
      /^dist\/vendor\/[\w-]+\.js$/,
      /^flows\/((remedies|services|apps|servers|carriers)\/)?[a-z0-9-]+\.yaml$/,
      /^flows\/flow\.schema\.json$/,
      /^flows\/directory\/[a-z]+\.tsv$/,
    ]
    expect(files.filter((file) => !ships.some((pattern) => pattern.test(file)))).toEqual([])
    const required = [
      ...['LICENSE', 'README.md', 'README.ja.md', 'CHANGELOG.md', 'bin/2fa-rescue.js'],
      ...[
        'dist/main.js',
        'dist/flows.json',
        'dist/cards.json',
        'dist/derive-worker.js',
        'dist/picture-worker.js',
        'dist/sweep-worker.js',
        'dist/zxing_reader.wasm',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/sbom.cdx.json',
        'flows/diagnose.yaml',
      ],
    ]
    expect(required.filter((file) => !files.includes(file))).toEqual([])
  })

  it('holds every file that package.json names', async () => {
    const { bin, exports } = await manifest()
    const targets = JSON.stringify([bin, exports]).match(/"(\.\/)?[\w./-]+\.\w+"/g) ?? []
    const named = targets.map((target) => target.slice(1, -1).replace(/^\.\//, ''))
    expect(named).toContain('dist/library/flow.d.ts')
    expect(named.filter((file) => file.includes('/') && !files.includes(file))).toEqual([])
  })

  it('needs nothing besides', async () => {
    expect(await manifest()).not.toHaveProperty('dependencies')
    const beside = await readdir(join(installed.folder, 'node_modules'))
    expect(beside.filter((name) => !name.startsWith('.'))).toEqual(['2fa-rescue'])
  })

  it('carries its own licence, and those of what is bundled', async () => {
    expect(await readFile(join(installed.root, 'LICENSE'), 'utf8')).toMatch(
      /GNU GENERAL PUBLIC LICENSE\s+Version 3/,
    )
    const notices = await readFile(join(installed.root, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['@inquirer/core', 'chalk', 'commander', 'ntp-time-sync', 'yaml', 'zod']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'))
    }
  })

  it('says nothing of the machine it was built on', async () => {
    const texts = await Promise.all(files.map((file) => readFile(join(installed.root, file), 'utf8')))
    const telling = files.filter((_, index) => texts[index]?.includes(project.replace(/.$/, '')))
    expect(telling).toEqual([])
  })

  it('says what to do where it was not built', async () => {
    const copy = await mkdtemp(join(installed.folder, 'unbuilt-'))
    await cp(installed.root, copy, { recursive: true })
    await rm(join(copy, 'dist'), { recursive: true })
    const bin = join(copy, 'bin', '2fa-rescue.js')
    expect(await spawnProgram(process.execPath, [bin, '--help'], { env: home })).toEqual({
      exit: 2,
      out: '',
      err: 'error: not built yet / まだビルドされていません\nhint: npm run build\n',
    })
  })

  it('says what to do on a Node that is too old', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } })"
    const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, installed.bin, '--help']
    expect(await spawnProgram(process.execPath, args, { env: home })).toEqual({
      exit: 2,
      out: '',
      err:
        'error: 2fa-rescue needs Node.js 20.19 or newer; this is 20.18.3 / ' +
        'Node.js 20.19 以上が必要です。今のバージョンは 20.18.3 です\nhint: https://nodejs.org/\n',
    })
    expect(await manifest()).toMatchObject({ engines: { node: '>=20.19' } })
  })
})

describe('the source', () => {
  // On Windows a file has no such bit.
  it.skipIf(process.platform === 'win32')('has a program that can be called by its path', async () => {
    const { mode } = await stat(join(project, 'bin', '2fa-rescue.js'))
    expect(mode & 0o111).toBe(0o111)
  })

  it.each([
    { entry: 'backup', without: ['ZodError', 'YAMLParseError', 'MIN_SECRET_BYTES', 'NtpTimeSync'] },
    { entry: 'clock', without: ['ZodError', 'YAMLParseError', 'MIN_SECRET_BYTES'] },
    { entry: 'flow', without: ['MIN_SECRET_BYTES', 'NtpTimeSync', 'WebAssembly.Module'] },
    { entry: 'index', without: ['ZodError', 'YAMLParseError', 'MIN_SECRET_BYTES', 'NtpTimeSync'] },
    { entry: 'totp', without: ['ZodError', 'YAMLParseError', 'NtpTimeSync'] },
  ])('loads for the library’s $entry only its own packages', async ({ entry, without }) => {
    const text = await readLoaded(join(project, 'dist', 'library'), `${entry}.js`)
    expect(without.filter((name) => text.includes(name))).toEqual([])
  })

  it('loads few files before the first output', async () => {
    const loaded = new Map<string, string>()
    await readLoaded(join(project, 'dist'), 'main.js', loaded)
    expect(loaded.size).toBeLessThanOrEqual(4)
  })
})

describe.each(runtimes())('on $name', ({ name, node }) => {
  it('runs on that version', async () => {
    const { out } = await spawnProgram(node, ['--version'], { env: home })
    expect(`Node ${out.slice(1)}`).toContain(name)
  })

  it('tells its version', async () => {
    const { version } = await manifest()
    expect(await run(node, '--version')).toEqual({ exit: 0, out: `${version}\n`, err: '' })
  })

  it.each(languages)('helps, in %s', async (language) => {
    const words = wordsIn[language]
    const { exit, out, err } = await run(node, `--help --lang ${language}`)
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const text = flatIn(out, language)
    for (const said of [
      words.usage.about,
      words.usage.commands.diagnose,
      words.usage.commands.clock,
      words.usage.options.offline,
      words.usage.exits,
    ]) {
      expect(text).toContain(flatIn(said, language))
    }
    expect(strangeIn(out, language)).toEqual([])
    for (const command of ['diagnose', 'clock', 'config', 'config show', 'config path']) {
      const inner = await run(node, `${command} --help --lang ${language}`)
      expect(inner).toMatchObject({ exit: 0, err: '' })
      expect(inner.out).toContain(`2fa-rescue ${command}`)
      expect(strangeIn(inner.out, language)).toEqual([])
    }
  })

  it.each(languages)('gives a plan for answers, as JSON, in %s', async (language) => {
    const file = join(home.HOME ?? '', `answers-${language}.yaml`)
    await writeFile(
      file,
      'diagnose/what-happens: refused\ncode-refused/at-hand: [backup-codes]\ncode-refused/service: google\n',
    )
    const { exit, out, err } = await run(
      node,
      `diagnose --answers ${file} --json --offline --lang ${language}`,
    )
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    const plan = JSON.parse(out)
    expect(plan).toEqual({
      schema: 1,
      flow: 'diagnose',
      lang: language,
      answers: [
        { step: 'diagnose/what-happens', choice: 'refused' },
        { step: 'code-refused/since', choice: 'unknown' },
        { step: 'code-refused/at-hand', choice: ['backup-codes'] },
        { step: 'code-refused/service', choice: 'google' },
      ],
      checks: [{ check: 'clock', result: 'unknown' }],
      warnings: expect.arrayContaining(['keep-trying', 'wipe-device']),
      remedies: expect.any(Array),
      outcome: 'plan',
      followUp: [],
      service: expect.objectContaining({ name: 'Google', from: 'card' }),
    })
    const { remedies } = plan as { remedies: readonly { id: string; title: string; result: string }[] }
    expect(remedies[0]).toEqual({ id: 'sync-phone-clock', title: expect.any(String), result: 'not-tried' })
    expect(remedies.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['restart-app', 'use-fresh-code', 'use-backup-code']),
    )
    expect(
      remedies.every((remedy) => Object.keys(remedy).length === 3 && remedy.result === 'not-tried'),
    ).toBe(true)
    expect(
      remedies.every(
        ({ title }) => /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u.test(title) === (language === 'ja'),
      ),
    ).toBe(true)
  })

  it('asks no time server offline', async () => {
    const { exit, out } = await run(node, 'clock --offline --json')
    expect(exit).toBe(4)
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      status: 'unknown',
      reason: 'offline',
      counts: { asked: 0 },
    })
  })

  it.each([
    { offset: 0, exit: 0, status: 'ok' },
    { offset: 90, exit: 1, status: 'critical', direction: 'behind' },
    { offset: -90, exit: 1, status: 'critical', direction: 'ahead' },
  ])('compares the clock with a server that is $offset s later', async ({ offset, exit, ...verdict }) => {
    const server = await startTimeServer({ offset })
    try {
      const ran = await run(node, `clock --server 127.0.0.1:${server.port} --json`)
      expect({ exit: ran.exit, err: ran.err }).toMatchObject({ exit })
      const told = JSON.parse(ran.out)
      expect(told).toMatchObject({ schema: 1, ...verdict, sources_used: 1 })
      expect(Math.abs(told.offset_s - offset)).toBeLessThan(0.5)
      expect(server.requests).toHaveLength(1)
    } finally {
      await server.stop()
    }
  })

  it('gives the library to programs', async () => {
    const script = `
      const names = ['', '/backup', '/clock', '/flow', '/import', '/totp']
      const modules = await Promise.all(names.map((name) => import('2fa-rescue' + name)))
      const [shared, backup, clock, flow, transfer, totp] = modules
      console.log(typeof shared.RescueError, typeof backup.readCodes, typeof clock.readClock)
      console.log(typeof flow.parseBook, typeof transfer.recogniseFiles, typeof totp.codeAt)
    `
    const ran = await spawnProgram(node, ['--input-type=module', '-e', script], {
      env: home,
      cwd: installed.folder,
    })
    expect(ran).toEqual({ exit: 0, out: 'function function function\nfunction function function\n', err: '' })
  })
})

// On Windows a process without a console gets one of its own, in which it would ask and wait.
describe.skipIf(process.platform === 'win32')('with nobody to ask', () => {
  it.each(languages)('says where answers can come from, in %s', async (language) => {
    const { message, hint } = wordsIn[language].errors.say({ code: 'needs-terminal' })
    const { error, hint: hintWord } = wordsIn[language].errors
    const ran = await run(process.execPath, `diagnose --offline --lang ${language}`)
    expect(ran).toMatchObject({ exit: 2, out: '' })
    expect(ran.err.endsWith(`${error}: ${message}\n${hintWord}: ${hint}\n`)).toBe(true)
    expect(ran.err).toContain('--answers')
    expect(stripVTControlCharacters(ran.err)).toBe(ran.err)
  })

  it('puts the failure on stdout too, where JSON is asked for', async () => {
    const { exit, out } = await run(process.execPath, 'diagnose --offline --json')
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      error: { code: 'needs-terminal', message: expect.any(String), hint: expect.any(String) },
    })
  })

  it('shows its help on stderr, when nothing else is said', async () => {
    const { exit, out, err } = await run(process.execPath, '')
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain('2fa-rescue diagnose')
  })
})

/** Ids are the same in every language. */
const ids = [...Object.keys(shippedBook().flows), ...Object.keys(shippedBook().cards.service)].sort(
  (a, b) => b.length - a.length,
)

/** Words of the other language in a help, where names of commands, options and their values are neither. */
function strangeIn(help: string, language: Language): readonly string[] {
  const told = help
    .replace(/^ {2}(-\S.*? {2}|[a-z][a-z-]*( [[<]\w+[\]>])? {2}|2fa-rescue .*)/gm, ' ')
    .replace(
      /-h\b|\b(en|ja|keychain|file|age|identity|text|json|nagios|prometheus|md|html)\b|\[[^\]]*\]|2fa-rescue( [a-z]+)*/g,
      ' ',
    )
    .replace(new RegExp(`\\b(${ids.join('|')})\\b`, 'g'), ' ')
  return foreignIn(told.split('\n'), wordsIn[language])
}

/** The text of a built file and of all files that it loads at once: without those of `import(…)`. */
async function readLoaded(folder: string, file: string, loaded = new Map<string, string>()): Promise<string> {
  const text = await readFile(join(folder, file), 'utf8')
  loaded.set(file, text)
  for (const [, next = ''] of text.matchAll(/\b(?:from|import)\s*"\.\/([\w.-]+)"/g))
    if (!loaded.has(next)) await readLoaded(folder, next, loaded)
  return [...loaded.values()].join('\n')
}
