/**
 * The program is killed hundreds of times, at moments nobody chose (`npm run chaos`; `npm test` takes a sample). Afterwards every code stands as what was seen of the
 * run allows: a code that was shown is never unused, none is shown twice, none is lost, and the newest copy always opens.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BackupAccount, CodeState } from '../src/core/backup/set.ts'
import { accountOf, codeNumber, codesIn, type FileStore, fileStore, identity } from './support/file-store.ts'
import { hasKeyring, startKeyring } from './support/keyring.ts'
import { type Ended, type Moment, run } from './support/killed.ts'
import { listPrograms } from './support/search.ts'

/** Side by side, each with a store of its own, one for each core. */
const lanes = 2
const inFull = process.env.CHAOS !== undefined
const kills = inFull
  ? { use: 280, confirm: 50, add: 45, rotate: 45, undo: 25, remove: 25, import: 25, move: 15 }
  : { use: 36, confirm: 6, add: 6, rotate: 6, undo: 4, remove: 4, import: 4, move: 3 }
const atLeast = inFull ? 30 : 2

type Standing = 'untouched' | 'offered-written' | 'shown' | 'confirmed'

/** What was seen, of all runs together. */
const log = {
  kills: { use: 0, confirm: 0, add: 0, rotate: 0, undo: 0, remove: 0, import: 0, move: 0 },
  standing: { untouched: 0, 'offered-written': 0, shown: 0, confirmed: 0 } as Record<Standing, number>,
  before: { add: 0, rotate: 0, undo: 0, remove: 0, import: 0, move: 0 },
  after: { add: 0, rotate: 0, undo: 0, remove: 0, import: 0, move: 0 },
}

/** The same moments in every run of the tests; what they meet is up to the computer. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32
  }
}

const statesOf = (record: BackupAccount | undefined): ReadonlyMap<string, CodeState> =>
  new Map(codesIn(record).map(({ value, state }) => [value, state]))

class Lane {
  readonly files: FileStore = fileStore()
  readonly #random: () => number
  readonly #shown = new Set<string>()
  #typical = 300

  constructor(seed: number) {
    this.#random = seeded(seed)
  }

  async prepare(): Promise<void> {
    await this.files.put(accountOf('github', 600))
    await this.files.put(accountOf('made', 10, 'generated'))
    const from = performance.now()
    expect(await run({ args: ['backup', 'status'], env: this.files.env })).toMatchObject({ status: 0 })
    this.#typical = performance.now() - from
  }

  /** Anywhere in a run, or about a write or the output, where it matters most. */
  #moment(writes: number): Moment {
    const kind = this.#random()
    const ms = this.#random()
    if (kind < 0.25) return { after: 'start', ms: ms * this.#typical * 1.5 }
    if (kind < 0.5) return { after: 'output', ms: ms * 12 }
    const nth = 1 + Math.floor(this.#random() * writes)
    return { after: 'write', folder: this.files.folder, file: 'store.age', nth, ms: ms * ms * 6 - 1 }
  }

  async #killed(args: readonly string[], writes: number, input?: string): Promise<Ended> {
    const ended = await run(
      { args, env: this.files.env, ...(input === undefined ? {} : { input }) },
      this.#moment(writes),
    )
    // What ran to its end must have gone well: nothing that was killed before may stand in its way.
    if (!ended.killed) expect(ended, ended.err).toMatchObject({ status: 0 })
    return ended
  }

  async use(): Promise<void> {
    const before = statesOf(await this.files.record('github'))
    const settles = this.#random() < 0.6
    const ended = await this.#killed(
      ['backup', 'use', 'github', ...(settles ? ['--yes'] : [])],
      settles ? 2 : 1,
    )
    const after = statesOf(await this.files.record('github'))
    const changed = [...after].filter(([code, state]) => before.get(code) !== state)
    const shown = ended.out.trim()
    expect([...after.keys()]).toEqual([...before.keys()])
    expect(changed.length).toBeLessThanOrEqual(1)
    const [code, state] = changed[0] ?? ['', 'unused']
    if (shown !== '') {
      expect(shown, 'what was shown stands as offered or used').toBe(code)
      expect(this.#shown.has(shown), 'shown twice').toBe(false)
      this.#shown.add(shown)
    }
    if (code !== '') expect(before.get(code), 'only an unused code is handed out').toBe('unused')
    if (state === 'used') expect(settles && shown === code, 'used only after it was shown').toBe(true)
    else expect(state).toBe(code === '' ? 'unused' : 'offered')
    if (!ended.killed) return
    log.kills.use += 1
    log.standing[standingOf(state, shown)] += 1
  }

  async confirm(): Promise<void> {
    const before = await this.files.record('github')
    const index = codesIn(before).findIndex(({ state }) => state === 'offered')
    const args = [
      'backup',
      'confirm',
      'github',
      '--set',
      'set-of-github',
      '--number',
      String(index + 1),
      '--used',
    ]
    const ended = await this.#killed(args, 1)
    const states = statesOf(before)
    const after = [...statesOf(await this.files.record('github'))].filter(
      ([code, state]) => states.get(code) !== state,
    )
    expect(after.length).toBeLessThanOrEqual(1)
    for (const [code, state] of after) expect([code, state]).toEqual([codeNumber(index), 'used'])
    if (!ended.killed) return
    log.kills.confirm += 1
    if (after.length === 1) log.standing.confirmed += 1
  }

  /** A second list of the same account: either it is there and the first one void, or nothing has happened. */
  async add(round: number): Promise<void> {
    const service = `service-${round}`
    const first = accountOf(service, 10)
    await this.files.put(first)
    const fresh = Array.from({ length: 10 }, (_, index) => codeNumber(100_000 + round * 10 + index))
    const ended = await this.#killed(['backup', 'add', service, '-', '--yes'], 1, fresh.join('\n'))
    const after = await this.files.record(service)
    const done = after?.sets.length === 2
    if (done) expectReplaced(after, fresh)
    else expect(after).toEqual(first)
    if (!ended.killed) expect(done).toBe(true)
    else log.kills.add += 1
    if (ended.killed) (done ? log.after : log.before).add += 1
  }

  /** Verbs that make one change: it is there as a whole, or nothing has happened. */
  async whole(verb: Whole, round: number): Promise<void> {
    const service = `${verb}-${round}`
    const [first, second] = [accountOf(service, 4), accountOf(service, 5)]
    await this.files.put(first)
    if (verb === 'undo')
      expect(await run({ args: ['backup', 'use', service, '--yes'], env: this.files.env })).toMatchObject({
        status: 0,
      })
    const exported = join(this.files.home, `${service}.age`)
    if (verb === 'import') writeFileSync(exported, await sealedExport(second))
    const before = await this.files.record(service)
    const args = { undo: [service], remove: [service], import: [exported] }[verb]
    const ended = await this.#killed(['backup', verb, ...args, '--yes'], 1)
    const after = await this.files.record(service)
    const counts = codesIn(after).map(({ state }) => state)
    const wanted = {
      undo: counts.length === 4 && counts.every((state) => state === 'unused'),
      remove: after?.sets.length === 0,
      import: counts.length === 5,
    }
    const done = wanted[verb]
    if (!done) expect(after).toEqual(before)
    if (!ended.killed) expect(done).toBe(true)
    else log.kills[verb] += 1
    if (ended.killed) (done ? log.after : log.before)[verb] += 1
  }

  async rotate(): Promise<void> {
    const before = await this.files.record('made')
    const ended = await this.#killed(['backup', 'rotate', 'made', '--yes'], 1)
    const after = await this.files.record('made')
    // Old sets that were replaced long ago are let go, so their number tells nothing.
    const done = after?.sets.at(-1)?.id !== before?.sets.at(-1)?.id
    if (done) expectReplaced(after, undefined)
    else expect(after).toEqual(before)
    if (!ended.killed) expect(done).toBe(true)
    else log.kills.rotate += 1
    if (ended.killed) (done ? log.after : log.before).rotate += 1
  }
}

/** A verb that carries out one change of one account: afterwards it is there, or nothing has happened. */
type Whole = 'undo' | 'remove' | 'import'

function standingOf(state: CodeState, shown: string): Standing {
  if (state === 'used') return 'confirmed'
  if (shown !== '') return 'shown'
  return state === 'offered' ? 'offered-written' : 'untouched'
}

/** The newest set is whole and unused, all others are void. */
function expectReplaced(record: BackupAccount | undefined, fresh: readonly string[] | undefined): void {
  const sets = [...(record?.sets ?? [])]
  const newest = sets.pop()
  expect(newest?.codes).toHaveLength(10)
  if (fresh !== undefined) expect(newest?.codes.map(({ value }) => value)).toEqual(fresh)
  for (const { state } of newest?.codes ?? []) expect(state).toBe('unused')
  for (const { codes } of sets) for (const { state } of codes) expect(state).toBe('void')
}

describe('killed at any moment', () => {
  const all = Array.from({ length: lanes }, (_, index) => new Lane(index + 1))
  const inLanes = async (work: (lane: Lane) => Promise<void>): Promise<void> => {
    await Promise.all(all.map(work))
  }

  beforeAll(async () => {
    for (const lane of all) await lane.prepare()
  })
  afterAll(() => {
    for (const lane of all) lane.files.remove()
    process.stderr.write(`killed: ${JSON.stringify(log)}\n`)
  })

  it('use hands out no code twice and loses none', async () => {
    await inLanes(async (lane) => {
      while (log.kills.use < kills.use) await lane.use()
    })
  }, 240_000)

  it('confirm settles a code or does not', async () => {
    await inLanes(async (lane) => {
      while (log.kills.confirm < kills.confirm) await lane.confirm()
    })
  }, 120_000)

  it('add puts a list in the place of another, or does not', async () => {
    await inLanes(async (lane) => {
      for (let round = 0; log.kills.add < kills.add; round += 1) await lane.add(round)
    })
  }, 120_000)

  it('rotate makes a whole new set, or none', async () => {
    await inLanes(async (lane) => {
      while (log.kills.rotate < kills.rotate) await lane.rotate()
    })
  }, 120_000)

  it.each(['undo', 'remove', 'import'] as const)(
    '%s makes its change, or does not',
    async (verb) => {
      await inLanes(async (lane) => {
        for (let round = 0; log.kills[verb] < kills[verb]; round += 1) await lane.whole(verb, round)
      })
    },
    120_000,
  )

  it.runIf(hasKeyring())(
    'store move leaves everything in one place at least',
    async () => {
      const keyring = await startKeyring()
      const files = fileStore()
      try {
        await moveBackAndForth(files, { ...files.env, ...keyring.env, HOME: files.home })
      } finally {
        await keyring.stop()
        files.remove()
      }
    },
    240_000,
  )

  it('met every state often enough to say so', () => {
    const { move, ...others } = log.kills
    const count = Object.values(others).reduce((sum, number) => sum + number, move)
    expect(count).toBeGreaterThanOrEqual(inFull ? (move === 0 ? 490 : 500) : 60)
    for (const standing of ['offered-written', 'shown', 'confirmed'] as const)
      expect(log.standing[standing], standing).toBeGreaterThanOrEqual(atLeast)
    // So few kills as a sample has may all fall on one side.
    if (!inFull) return
    const whole = ['add', 'rotate', 'undo', 'remove', 'import'] as const
    for (const verb of move === 0 ? whole : ([...whole, 'move'] as const)) {
      expect(log.before[verb], verb).toBeGreaterThan(0)
      expect(log.after[verb], verb).toBeGreaterThan(0)
    }
  })
})

/** As `backup export` writes it, to the identity of the tests. */
async function sealedExport(record: BackupAccount): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  return encrypter.encrypt(
    JSON.stringify({ schema: 1, format: '2fa-rescue backup codes', shelves: [record] }),
  )
}

type Env = Readonly<Record<string, string>>

/** Codes of a place with their states, in their order; nothing where the place is empty. */
async function statesAt(place: string, env: Env): Promise<readonly string[]> {
  const { out, status, err } = await run({
    args: ['backup', 'list', '--store', place, '--json', '--show-codes'],
    env,
  })
  expect(status, err).toBe(0)
  const { sets, damaged } = JSON.parse(out) as {
    sets: { codes: { code: string; state: string }[] }[]
    damaged: []
  }
  expect(damaged).toEqual([])
  return sets.flatMap(({ codes }) => codes.map(({ code, state }) => `${code} ${state}`))
}

async function moveBackAndForth(files: FileStore, env: Env): Promise<void> {
  const random = seeded(7)
  for (const service of ['github', 'google', 'x']) await files.put(accountOf(service, 12))
  for (const args of [
    ['use', 'google'],
    ['use', 'github', '--yes'],
    ['use', 'x', '--yes'],
  ])
    expect(await run({ args: ['backup', ...args], env })).toMatchObject({ status: 0 })
  const everything = await statesAt('file', env)
  expect(everything).toHaveLength(36)
  let from = 'file'
  let typical = 600
  while (log.kills.move < kills.move) {
    const to = from === 'file' ? 'keychain' : 'file'
    const args = ['store', 'move', to, '--yes']
    const about = {
      after: 'write',
      folder: files.folder,
      file: 'store.age',
      nth: 1,
      ms: random() * 30,
    } as const
    const moment = random() < 0.5 ? about : ({ after: 'start', ms: (0.2 + random()) * typical } as const)
    const started = performance.now()
    const ended = await run({ args, env }, moment)
    if (ended.killed) log.kills.move += 1
    else typical = performance.now() - started
    const [here, there] = [await statesAt(from, env), await statesAt(to, env)]
    const whole = [here, there].filter((states) => states.length === everything.length)
    expect(whole.length).toBeGreaterThan(0)
    for (const states of whole) expect(states).toEqual(everything)
    // Told once more, it ends what was begun.
    const moved = whole.length === 1 && here.length === 0
    if (ended.killed) (there.length === 0 ? log.before : log.after).move += 1
    if (!moved) expect(await run({ args, env })).toMatchObject({ status: 0 })
    expect(await statesAt(from, env)).toEqual([])
    expect(await statesAt(to, env)).toEqual(everything)
    expect(await orphans(files.home)).toEqual([])
    from = to
  }
}

/** Processes of this home that are still there; those that were left alone get a moment to notice. */
async function orphans(home: string): Promise<readonly string[]> {
  for (let tries = 0; ; tries += 1) {
    const left = listPrograms(home)
    if (left.length === 0 || tries === 40) return left
    await new Promise((settle) => setTimeout(settle, 100))
  }
}
