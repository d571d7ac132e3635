/** No secret in arguments, environments, temporary files, errors, or JSON that was not asked for it; children included. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, fileStore, identity } from './support/file-store.ts'
import { hasKeyring, startKeyring } from './support/keyring.ts'
import { type Run, run, start } from './support/killed.ts'
import { play } from './support/play.ts'
import { searchFiles, searchProcesses, searchText } from './support/search.ts'

const codes = ['7c1f2-90ab1', 'de55c-17e0b', '0ff1c-e5bad', '88b0a-3c9d7']
const fresh = ['abc12-30f0e', '4d4d4-1e1e1']
const wrong = '99999-fffff'
/** Those that are made in a run are added to these. */
const secrets = [...codes, ...fresh, wrong, identity]

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
  // A new list, and nobody to say whether it takes the place of the old one.
  silent(await does(['add', 'github', '-', '--json'], 2, fresh.join('\n')))
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
  silent(await does(['generate', 'made', '--json'], 0))
  await learn()
  silent(await does(['rotate', 'made', '--json', '--yes'], 0))
  await learn()
  for (const args of [['list'], ['status'], ['undo', 'made', '--yes']])
    silent(await does([...args, '--json'], 0))
  const [page, sealed] = [join(files.home, 'page.html'), join(files.home, 'sealed.age')]
  silent(await does(['print', 'made', '--json', '--output', page], 0))
  expect(searchFiles(files.home, secrets).map(({ where }) => where)).toContain('page.html')
  rmSync(page)
  const opener = ['--identity', join(files.home, 'identity.txt'), '--store', env.TWOFA_RESCUE_STORE ?? '']
  silent(await does(['export', sealed, '--json', ...opener], 0))
  silent(await does(['import', sealed, '--yes', '--json', ...opener], 0))
  rmSync(join(files.home, 'identity.txt'))
  expect(searchFiles(files.home, secrets)).toEqual([])
  return { looks, processes }

  /** The codes that were just made, which the next runs must not give away. */
  async function learn(): Promise<void> {
    const { out } = await run({ args: ['backup', 'list', 'made', '--json', '--show-codes'], env })
    const { sets } = JSON.parse(out) as { sets: { codes: { code: string }[] }[] }
    const made = sets.flatMap((set) => set.codes.map(({ code }) => code))
    expect(made.length).toBeGreaterThan(9)
    secrets.push(...made)
  }
}

describe('no secret leaves', () => {
  it('with a file', async () => {
    const { looks } = await life(files.env)
    expect(looks).toBeGreaterThan(50)
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

it.each([
  ['totp code MARKZQXW23456777', 'no-account'],
  ['backup use MARKZQXW23456777', 'nothing-stored'],
  ['backup list 7QK2-9XMD', 'nothing-stored'],
  ['backup add google MARKZQXW23456777', 'no-file'],
  ['diagnose MARKZQXW23456777 --answers none.yaml', undefined],
])('a secret typed as a name is not repeated: %s', async (command, code) => {
  const { out, err } = await play(`${command} --json`, { terminal: false })
  expect(out + err).not.toMatch(/MARKZQXW|7QK2/)
  const { error } = JSON.parse(out) as { error: { code: string; hint: string } }
  if (code === undefined) return
  expect(error.code).toBe(code)
  expect(error.hint).toContain('never give one in an argument')
})
