/**
 * Every verb that writes, killed at every system call that changes a file of the store (strace's injection). Afterwards
 * the store opens and holds what it held before, or what the verb does; nothing in between but the steps that `use`
 * takes by design. `npm test` takes a sample of the points, `npm run chaos` takes all.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseBackupAccount } from '../../src/core/backup/parse-record.ts'
import { kinds } from '../../src/core/store.ts'
import { content } from '../support/content.ts'
import { accountOf, codeNumber, type FileStore, fileStore, identity } from '../support/file-store.ts'
import { hasKeyring, startKeyring } from '../support/keyring.ts'
import { program } from '../support/killed.ts'
import { needs } from '../support/needs.ts'

const all = process.env.CHAOS !== undefined
/** Calls that make, change or remove a name, or what lies under it. */
const calls = [
  'link',
  'rename',
  'unlink',
  'fsync',
  'ftruncate',
  'mkdir',
  'write',
  'pwrite64',
  'openat',
] as const
/** More than any verb makes of one call. */
const most = 60

/** The way there, and back. */
const places = [
  ['file', 'keychain'],
  ['keychain', 'file'],
] as const
/** Where `store move` is killed: a call, and up to which time that it is made. */
const movePoints: readonly (readonly [string, number])[] = all
  ? calls.map((call) => [call, most])
  : [
      ['link', 1],
      ['rename', 2],
      ['unlink', 1],
    ]

interface Verb {
  /** What is run before, in the same state each time. */
  readonly first?: readonly string[]
  readonly args: readonly string[]
  readonly input?: string
  /** Verbs that write more than once, by design. */
  readonly inSteps?: true
}

const list = Array.from({ length: 4 }, (_, index) => codeNumber(500 + index)).join('\n')
const verbs: Readonly<Record<string, Verb>> = {
  use: { args: ['backup', 'use', 'github'] },
  'use --yes': { args: ['backup', 'use', 'github', '--yes'], inSteps: true },
  confirm: { args: ['backup', 'confirm', 'github', '--used'] },
  consume: { args: ['backup', 'consume', 'github', '-'], input: codeNumber(3) },
  'consume, wrong': { args: ['backup', 'consume', 'github', '-'], input: 'wrong' },
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

describe.runIf(needs('strace'))('killed at a system call', () => {
  let files: FileStore
  let template: string
  let exported: string
  let kills = 0
  beforeAll(async () => {
    files = fileStore()
    template = join(files.home, 'template')
    exported = join(files.home, 'export.age')
    await files.put({ ...accountOf('github', 6) })
    await files.put(accountOf('made', 3, 'generated'))
    expect(runPlainly(['backup', 'use', 'github'])).toBe(0)
    expect(runPlainly(['totp', 'add', 'kept', '--yes'], 'GEZDGNBVGY3TQOJQ')).toBe(0)
    // A failure that `unlock` forgets.
    expect(runPlainly(['backup', 'consume', 'made', '-'], 'wrong')).toBe(1)
    const counted = 'otpauth://hotp/door?secret=GEZDGNBVGY3TQOJQ&counter=5'
    expect(runPlainly(['totp', 'add', '--yes'], counted)).toBe(0)
    writeFileSync(exported, await sealedExport())
    cpSync(files.folder, template, { recursive: true })
  }, 60_000)
  afterAll(() => {
    files?.remove()
    process.stderr.write(`killed at system calls: ${kills}\n`)
  })

  const argsOf = ({ args }: Verb): string[] => args.map((arg) => (arg === 'EXPORT' ? exported : arg))
  const env = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, ...files.env })
  const runPlainly = (args: readonly string[], input = ''): number | null =>
    spawnSync(process.execPath, [program, ...args], { env: env(), input }).status
  const restore = ({ first }: Verb): void => {
    rmSync(files.folder, { recursive: true })
    cpSync(template, files.folder, { recursive: true })
    if (first !== undefined) expect(runPlainly(first)).toBe(0)
  }
  const held = async (): Promise<string> => {
    const lists = await Promise.all(kinds.map((kind) => files.store.list(kind)))
    expect(lists.flatMap(({ damaged }) => damaged)).toEqual([])
    // The times at which accounts were added are of no interest.
    return JSON.stringify(content(lists.flatMap(({ entries }) => entries))).replace(
      /\d{4}-[\d-]+T[\d:.]+Z/g,
      'then',
    )
  }

  /** Runs a verb that is killed at the n-th call of a kind that touches the store; false where it makes fewer. */
  const killedAt = (
    verb: Verb,
    call: string,
    nth: number,
    environment = env(),
  ): { readonly killed: boolean; readonly out: string } => {
    const names = ['store.age', 'store.copy.age', 'store.previous.age'].flatMap((name) => [
      name,
      `${name}.new`,
    ])
    const lock = join(files.folder, 'lock')
    const numbers = existsSync(lock) ? readdirSync(lock).map(Number).filter(Number.isSafeInteger) : []
    const next = Math.max(0, ...numbers) + 1
    const paths = [
      files.folder,
      ...names.map((name) => join(files.folder, name)),
      lock,
      ...[next, next + 1, next + 2].map((number) => join(lock, String(number))),
    ]
    const { signal, stdout } = spawnSync(
      'strace',
      [
        ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`],
        ...['-e', `inject=${call}:signal=SIGKILL:when=${nth}`],
        ...paths.flatMap((path) => ['-P', path]),
        ...[process.execPath, program, ...argsOf(verb)],
      ],
      { env: environment, input: verb.input ?? '', encoding: 'utf8' },
    )
    return { killed: signal === 'SIGKILL', out: stdout }
  }

  it.each(Object.entries(verbs))(
    '%s',
    async (name, verb) => {
      restore(verb)
      const before = await held()
      const status = runPlainly(argsOf(verb), verb.input)
      expect(status, name).toBe(name === 'consume, wrong' ? 1 : 0)
      const after = await held()
      expect(after).not.toBe(before)
      const steps =
        verb.inSteps === undefined ? [] : [after.replace(`${codeNumber(1)} used`, `${codeNumber(1)} offered`)]
      for (const [index, call] of calls.entries()) {
        // A sample: one point of one call for each verb, and others for the next.
        const points = all ? most : 1
        if (!all && (name.length + index) % 4 !== 0) continue
        for (
          let nth = all ? 1 : 1 + ((name.length + index) % 3);
          nth <= (all ? points : 3);
          nth += all ? 1 : 3
        ) {
          restore(verb)
          const { killed, out } = killedAt(verb, call, nth)
          if (!killed) break
          kills += 1
          const now = await held()
          const where = `${name}, killed at ${call} number ${nth}`
          expect([before, ...steps, after], where).toContain(now)
          if (out !== '' && name.startsWith('use')) expect(now, where).not.toBe(before)
          // What was left behind stands in nobody's way.
          expect(runPlainly(['backup', 'use', 'made', '--yes']), where).toBe(0)
          const made = parseBackupAccount(await files.store.read({ kind: 'backup', name: 'made' }))
          expect(made?.sets.flatMap(({ codes }) => codes).some(({ state }) => state === 'used')).toBe(true)
          expect(readdirSync(files.folder).filter((file) => file.endsWith('.new'))).toEqual([])
        }
      }
    },
    1_200_000,
  )

  it.runIf(hasKeyring())(
    'store move, there and back',
    async () => {
      restore({ args: [] })
      const keyring = await startKeyring()
      try {
        const { TWOFA_RESCUE_STORE: _, ...settings } = files.env
        const environment = { ...settings, ...keyring.env, HOME: files.home }
        const run = (...args: readonly string[]) =>
          spawnSync(process.execPath, [program, ...args], { env: environment, encoding: 'utf8' })
        const listAt = (place: string): readonly string[] =>
          [
            ['backup', 'list', '--show-codes'],
            ['totp', 'list'],
          ].map((list) => {
            const { status, stdout, stderr } = run(...list, '--json', '--store', place)
            expect(status, stderr).toBe(0)
            return stdout
          })
        const everything = listAt('file')
        const nothing = listAt('keychain')
        expect(everything.join()).toContain(codeNumber(2))
        expect(nothing).not.toEqual(everything)
        const before = kills
        for (const [call, last] of movePoints)
          for (let nth = 1; nth <= last; nth += 1) {
            const killed = places.map(([from, to]) => {
              const move = ['store', 'move', to, '--yes']
              const result = killedAt({ args: move }, call, nth, environment)
              const where = `to the ${to}, killed at ${call} number ${nth}`
              const held = [listAt(from), listAt(to)]
              expect(held, where).toContainEqual(everything)
              for (const list of held) expect([everything, nothing], where).toContainEqual(list)
              // Told once more, it ends what was begun.
              const { status, stderr } = run(...move)
              expect(status, `${where}: ${stderr}`).toBe(0)
              expect([listAt(from), listAt(to)], where).toEqual([nothing, everything])
              return result.killed
            })
            if (!killed.includes(true)) break
            kills += killed.filter((one) => one).length
          }
        expect(kills - before).toBeGreaterThan(all ? 20 : 3)
      } finally {
        await keyring.stop()
      }
    },
    1_200_000,
  )

  it('was met', () => {
    expect(kills).toBeGreaterThan(all ? 300 : 10)
  })

  async function sealedExport(): Promise<Uint8Array> {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await identityToRecipient(identity))
    const records = [accountOf('elsewhere', 3)]
    mkdirSync(files.home, { recursive: true })
    return encrypter.encrypt(
      JSON.stringify({ schema: 1, format: '2fa-rescue backup codes', shelves: records }),
    )
  }
})
