/**
 * Every verb that writes to a store, and a store in a file that each of them can start from, for tests that disturb a
 * verb at a system call (strace's injection).
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { type Entry, kinds, type Store } from '../../src/core/store.ts'
import { content } from './content.ts'
import { accountOf, codeNumber, type FileStore, fileStore, identity } from './file-store.ts'
import { program } from './killed.ts'

export interface WritingVerb {
  /** What is run before, in the same state each time. */
  readonly first?: readonly string[]
  /** `EXPORT` stands for the file of an export. */
  readonly args: readonly string[]
  readonly input?: string
  /** Verbs that write more than once, by design. */
  readonly inSteps?: true
  /** The status where nothing disturbs it, if it is not 0. */
  readonly status?: number
}

const list = Array.from({ length: 4 }, (_, index) => codeNumber(500 + index)).join('\n')

export const writingVerbs: Readonly<Record<string, WritingVerb>> = {
  use: { args: ['backup', 'use', 'github'] },
  'use --yes': { args: ['backup', 'use', 'github', '--yes'], inSteps: true },
  confirm: { args: ['backup', 'confirm', 'github', '--used'] },
  consume: { args: ['backup', 'consume', 'github', '-'], input: codeNumber(3) },
  'consume, wrong': { args: ['backup', 'consume', 'github', '-'], input: 'wrong', status: 1 },
  // A code that may be on a screen is not taken back without a question.
  undo: { first: ['backup', 'confirm', 'github', '--used'], args: ['backup', 'undo', 'github', '--yes'] },
  add: { args: ['backup', 'add', 'github', '-', '--yes'], input: list },
  'rotate, issued': { args: ['backup', 'rotate', 'github', '-', '--yes'], input: list },
  'rotate, generated': { args: ['backup', 'rotate', 'made', '--yes'] },
  generate: { args: ['backup', 'generate', 'made', '--yes'] },
  remove: { args: ['backup', 'remove', 'github', '--yes'] },
  import: { args: ['backup', 'import', 'EXPORT', '--yes'] },
  'totp add': { args: ['totp', 'add', 'github:mika', '--yes'], input: 'JBSWY3DPEHPK3PXP' },
  'totp remove': { args: ['totp', 'remove', 'kept', '--yes'] },
  'totp code, counted': { args: ['totp', 'code', 'door'] },
  'recover --save': { args: ['recover', '-', '--save'], input: 'otpauth://totp/new?secret=JBSWY3DPEHPK3PXP' },
  unlock: { args: ['backup', 'unlock', 'made'] },
}

/** How a call of the system is disturbed: the process is killed there, or the call fails. */
export type Disturbance = 'signal=SIGKILL' | `error=${'EIO' | 'EPERM' | 'ENOSPC'}`

export interface Disturbed {
  readonly status: number | null
  readonly killed: boolean
  readonly out: string
  readonly err: string
}

type Env = NodeJS.ProcessEnv

export interface StartingStore {
  readonly files: FileStore
  readonly env: Env
  /** The store as a verb finds it: as it was prepared, and what is run before the verb. */
  restore(verb: WritingVerb): void
  /** The arguments of a verb. */
  argsOf(verb: WritingVerb): readonly string[]
  /** Runs the program in peace. */
  run(args: readonly string[], input?: string, env?: Env): Disturbed
  /** Runs a verb of which the n-th call of a kind that touches a file of the store is disturbed. */
  disturb(verb: WritingVerb, call: string, nth: number, how: Disturbance, env?: Env): Disturbed
}

/** Makes the store: codes of a service, of which one is shown, codes that were made here, and two accounts. */
export async function startingStore(codes = 6): Promise<StartingStore> {
  const files = fileStore()
  const template = join(files.home, 'template')
  const exported = join(files.home, 'export.age')
  const env: Env = { PATH: process.env.PATH, ...files.env }
  const run: StartingStore['run'] = (args, input = '', environment = env) =>
    ended(spawnSync(process.execPath, [program, ...args], { env: environment, input, encoding: 'utf8' }))
  const prepare = (status: number, args: readonly string[], input?: string): void => {
    const result = run(args, input)
    if (result.status !== status) throw new Error(`${args.join(' ')}: ${result.err}`)
  }
  await files.put(accountOf('github', codes))
  await files.put(accountOf('made', 3, 'generated'))
  prepare(0, ['backup', 'use', 'github'])
  prepare(0, ['totp', 'add', 'kept', '--yes'], 'GEZDGNBVGY3TQOJQ')
  // A failure that `unlock` forgets.
  prepare(1, ['backup', 'consume', 'made', '-'], 'wrong')
  prepare(0, ['totp', 'add', '--yes'], 'otpauth://hotp/door?secret=GEZDGNBVGY3TQOJQ&counter=5')
  writeFileSync(exported, await sealExport())
  cpSync(files.folder, template, { recursive: true })

  const argsOf = ({ args }: WritingVerb): readonly string[] =>
    args.map((arg) => (arg === 'EXPORT' ? exported : arg))
  return {
    files,
    env,
    run,
    argsOf,
    restore: ({ first }) => {
      rmSync(files.folder, { recursive: true })
      cpSync(template, files.folder, { recursive: true })
      if (first !== undefined) prepare(0, first)
    },
    disturb: (verb, call, nth, how, environment = env) =>
      ended(
        spawnSync(
          'strace',
          [
            ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`],
            ...['-e', `inject=${call}:${how}:when=${nth}`],
            ...pathsOf(files.folder).flatMap((path) => ['-P', path]),
            ...[process.execPath, program, ...argsOf(verb)],
          ],
          { env: environment, input: verb.input ?? '', encoding: 'utf8' },
        ),
      ),
  }
}

function ended({ status, signal, stdout, stderr }: ReturnType<typeof spawnSync>): Disturbed {
  return { status, killed: signal === 'SIGKILL', out: String(stdout), err: String(stderr) }
}

/** Every file that a verb may touch in the folder of the store. */
function pathsOf(folder: string): readonly string[] {
  const names = ['store.age', 'store.copy.age', 'store.previous.age']
  const lock = join(folder, 'lock')
  const numbers = existsSync(lock) ? readdirSync(lock).map(Number).filter(Number.isSafeInteger) : []
  const next = Math.max(0, ...numbers) + 1
  return [
    folder,
    ...names.flatMap((name) => [join(folder, name), join(folder, `${name}.new`)]),
    lock,
    ...[next, next + 1, next + 2].map((number) => join(lock, String(number))),
  ]
}

/** As `backup export` writes it, to the identity of the tests. */
async function sealExport(): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  return encrypter.encrypt(
    JSON.stringify({ schema: 1, format: '2fa-rescue backup codes', shelves: [accountOf('elsewhere', 3)] }),
  )
}

/** All entries. Throws where one is damaged. */
export async function readEntries(store: Store): Promise<readonly Entry[]> {
  const lists = await Promise.all(kinds.map((kind) => store.list(kind)))
  const damaged = lists.flatMap((list) => list.damaged)
  if (damaged.length > 0) throw new Error(`damaged: ${JSON.stringify(damaged)}`)
  return lists.flatMap(({ entries }) => entries)
}

/** What entries come to, without the times at which they were added, which are of no interest. */
export const describeEntries = (entries: readonly Entry[]): string =>
  JSON.stringify(content(entries)).replace(/\d{4}-[\d-]+T[\d:.]+Z/g, 'then')

/** What a verb that writes in steps leaves between them. */
export const stepsOf = ({ inSteps }: WritingVerb, after: string): readonly string[] =>
  inSteps === undefined ? [] : [after.replace(`${codeNumber(1)} used`, `${codeNumber(1)} offered`)]
