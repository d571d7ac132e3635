/** No secret in arguments, environments, temporary files, errors, or JSON that was not asked for it; children included. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, fileStore, identity } from './support/file-store.ts'
import { hasKeyring, startKeyring } from './support/keyring.ts'
import { type Run, start } from './support/killed.ts'
import { searchFiles, searchProcesses, searchText } from './support/search.ts'

const codes = ['7c1f2-90ab1', 'de55c-17e0b', '0ff1c-e5bad', '88b0a-3c9d7']
const wrong = '99999-fffff'
const secrets = [...codes, wrong, identity]

let files: FileStore
beforeEach(() => {
  files = fileStore()
})
afterEach(() => files.remove())

interface Watched {
  readonly out: string
  readonly err: string
  readonly status: number | null
  readonly looks: number
  readonly processes: number
}

/** Runs the program while its processes are searched, and searches what it said on stderr. */
async function watched(what: Run): Promise<Watched> {
  const child = start(what)
  const search = searchProcesses(child.pid ?? 0, secrets)
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  const [status] = (await once(child, 'close')) as [number | null]
  const { found, looks, processes } = search.end()
  expect(found).toEqual([])
  expect(searchText('stderr', err, secrets)).toEqual([])
  return { out, err, status, looks, processes }
}

const silent = (out: string): void => expect(searchText('stdout', out, secrets)).toEqual([])

/** A life with backup codes, with everything that can be done and go wrong without a person. */
async function life(env: Readonly<Record<string, string>>): Promise<{ looks: number; processes: number }> {
  const list = codes.join('\n')
  let [looks, processes] = [0, 0]
  const does = async (args: readonly string[], status: number, input?: string): Promise<string> => {
    const ended = await watched({ args: ['backup', ...args], env, ...(input === undefined ? {} : { input }) })
    expect(ended.status, `${args.join(' ')}: ${ended.err}`).toBe(status)
    looks += ended.looks
    processes = Math.max(processes, ended.processes)
    return ended.out
  }
  silent(await does(['add', 'github', '-', '--yes', '--json'], 0, list))
  silent(await does(['add', 'github', '-', '--json'], 2, `${list}\n12345-67890`))
  silent(await does(['add', 'other', '-', '--yes', '--json'], 3, `${list}\n${codes[0]}`))
  silent(await does(['add', 'other', '-', '--yes', '--json'], 3, 'no codes here'))
  for (const args of [['list'], ['status'], ['status', 'github'], ['list', 'github']]) {
    silent(await does(args, 0))
    silent(await does([...args, '--json'], 0))
  }
  expect((await does(['use', 'github'], 0)).trim()).toBe(codes[0])
  silent(await does(['consume', 'github', '-', '--json'], 1, wrong))
  silent(await does(['consume', 'github', '-', '--json'], 0, codes[1]))
  silent(await does(['list', '--json'], 0))
  expect(await does(['list', 'github', '--json', '--show-codes'], 0)).toContain(codes[2])
  silent(await does(['use', 'nobody', '--json'], 1).catch(() => ''))
  return { looks, processes }
}

describe('no secret leaves', () => {
  it('with a file', async () => {
    const { looks } = await life(files.env)
    expect(looks).toBeGreaterThan(100)
    expect(searchFiles(join(files.home, 'tmp'), secrets)).toEqual([])
    expect(searchFiles(files.folder, secrets)).toEqual([])
  }, 120_000)

  it.runIf(hasKeyring())(
    'with a keychain, and the process that talks to it',
    async () => {
      const keyring = await startKeyring()
      try {
        const { TWOFA_RESCUE_IDENTITY: _, ...mine } = files.env
        const { processes } = await life({
          ...mine,
          ...keyring.env,
          HOME: files.home,
          TWOFA_RESCUE_STORE: 'keychain',
        })
        expect(processes).toBeGreaterThan(1)
        expect(searchFiles(join(files.home, 'tmp'), secrets)).toEqual([])
      } finally {
        await keyring.stop()
      }
    },
    180_000,
  )
})

describe('the search', () => {
  it('finds what is planted: in arguments, in the environment of a child, in a file', async () => {
    const [first = '', second = '', third = ''] = codes
    const child = `setTimeout(() => {}, 700)`
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { env: { PLANTED: '${second}' } }).on('exit', () => process.exit())`
    const planted = spawn(
      process.execPath,
      [
        '-e',
        `/* ${first} */ ${parent.replace(second, `' + Buffer.from('${Buffer.from(second).toString('hex')}', 'hex') + '`)}`,
      ],
      { stdio: 'ignore' },
    )
    const search = searchProcesses(planted.pid ?? 0, codes)
    await once(planted, 'close')
    const { found } = search.end()
    expect(found.map(({ where, secret }) => `${where}: ${secret}`).sort()).toEqual(
      [`cmdline of node: ${first}`, `environ of node: ${second}`].sort(),
    )
    const folder = join(files.home, 'tmp', 'deep')
    mkdirSync(folder)
    writeFileSync(join(folder, 'draft'), `x ${Buffer.from(third).toString('base64')} y`)
    expect(searchFiles(join(files.home, 'tmp'), codes)).toEqual([
      { where: join('deep', 'draft'), secret: third },
    ])
    expect(searchText('stderr', `error: ${first}`, codes)).toEqual([{ where: 'stderr', secret: first }])
  })
})
