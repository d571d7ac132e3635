/** The packed program beside a real time server on loopback: a right clock, one that is 90 s ahead, and no answer. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/book.ts'
import { begin } from '../src/core/flow/walk.ts'
import { type Chronyd, freePort, startChronyd } from './support/chronyd.ts'
import { needs } from './support/needs.ts'
import { type Installed, installPacked, type Ran, spawnProgram } from './support/packed.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'
import { escaped, flatIn, type Person, sitDown, wordsIn } from './support/wizard.ts'

const ahead = ['faketime', '-f', '+90s'] as const
const minute = 60_000
const sizes = { en: { columns: 80, rows: 24 }, ja: { columns: 40, rows: 24 } } as const

const ready = ['chronyd', 'faketime'].map(needs).every((found) => found)

describe.runIf(ready)('beside a real time server', () => {
  let installed: Installed
  let server: Chronyd
  let silent: string

  beforeAll(async () => {
    ;[installed, server] = await Promise.all([installPacked(), startChronyd()])
    silent = `127.0.0.1:${await freePort()}`
  })
  afterAll(() => Promise.all([installed?.remove(), server?.stop()]))

  const answering = (): string => `127.0.0.1:${server.port}`

  /** The program's environment. Only the time of day is shifted: what measures spans goes on. */
  const environment = async (servers: string) => ({
    ...(await installed.home()),
    TWOFA_RESCUE_SERVERS: servers,
    DONT_FAKE_MONOTONIC: '1',
  })

  async function run(
    args: readonly string[],
    servers: string,
    before: readonly string[] = [],
  ): Promise<Ran & { told: unknown }> {
    const [program = '', ...rest] = [...before, process.execPath, installed.bin, ...args]
    const ran = await spawnProgram(program, rest, { env: await environment(servers) })
    return { ...ran, told: ran.out === '' ? undefined : JSON.parse(ran.out) }
  }

  async function answers(): Promise<string> {
    const file = join(installed.folder, 'answers.yaml')
    await writeFile(file, 'code-refused/since: worked-before\ncode-refused/made-on: computer\n')
    return file
  }

  describe('clock', () => {
    it('says that the clock is right', async () => {
      const { exit, told } = await run(['clock', '--server', answering(), '--json'], silent)
      expect({ exit, told }).toMatchObject({
        exit: 0,
        told: { status: 'ok', certain: true, sources_used: 1 },
      })
    })

    it('says by how much it is ahead', async () => {
      const { exit, told } = await run(['clock', '--server', answering(), '--json'], silent, ahead)
      expect({ exit, told }).toMatchObject({ exit: 1, told: { status: 'critical', direction: 'ahead' } })
      expect((told as { offset_s: number }).offset_s).toBeCloseTo(-90, 1)
    })

    it('says that nobody answered', async () => {
      const { exit, told } = await run(['clock', '--server', silent, '--json'], answering())
      expect({ exit, told }).toMatchObject({
        exit: 4,
        told: { status: 'unknown', reason: 'no_response', offset_s: null },
      })
    })
  })

  describe('diagnose with answers', () => {
    const diagnose = async (servers: string, before: readonly string[] = []) =>
      run(['diagnose', 'code-refused', '--answers', await answers(), '--json'], servers, before)

    it('leaves a right clock alone', async () => {
      const { exit, told } = await diagnose(answering())
      expect({ exit, told }).toMatchObject({
        exit: 0,
        told: { checks: [{ check: 'clock', result: 'fine' }] },
      })
      expect(remediesIn(told)).not.toContain('sync-computer-clock')
    })

    it('begins with the clock where that is ahead', async () => {
      const { exit, told } = await diagnose(answering(), ahead)
      expect({ exit, told }).toMatchObject({
        exit: 0,
        told: { checks: [{ check: 'clock', result: 'skewed' }] },
      })
      expect(remediesIn(told)[0]).toBe('sync-computer-clock')
    })

    it('goes on where nobody answers', async () => {
      const { exit, told } = await diagnose(silent)
      expect({ exit, told }).toMatchObject({
        exit: 0,
        told: { checks: [{ check: 'clock', result: 'unknown' }], outcome: 'plan' },
      })
      expect(remediesIn(told)).toContain('sync-computer-clock')
    })
  })

  describe.runIf(needs('tmux'))('the wizard in a terminal', () => {
    const open: Terminal[] = []
    afterEach(async () => {
      await Promise.all(open.splice(0).map((terminal) => terminal.close()))
    })

    /** Begins, and says that this computer makes a code that worked until now. */
    async function begun(
      language: Language,
      servers: string,
      before: readonly string[] = [],
    ): Promise<Person> {
      const command = [...before, 'npx', '2fa-rescue', 'diagnose', 'code-refused', '--lang', language]
      const terminal = await openTerminal({
        size: sizes[language],
        command,
        env: await environment(servers),
        cwd: installed.folder,
      })
      open.push(terminal)
      const person = sitDown(terminal, language, begin('code-refused'), { online: true })
      await person.first({ servers: [servers] })
      await person.choose(wordsIn[language].diagnose.first.begin)
      await person.read()
      await person.reply({ choice: 'worked-before' })
      return person
    }

    it.each(languages)(
      'says that the clock is right, in %s',
      async (language) => {
        const person = await begun(language, answering())
        person.measured('fine', said(language, 'fine', '.+'))
        await person.reply({ choice: 'computer' })
        expect(person.stop()).toMatchObject({ kind: 'remedy', step: 'computer-fine' })
      },
      minute,
    )

    it.each(languages)(
      'names a clock that is ahead, as often as it is asked, in %s',
      async (language) => {
        const { clock } = wordsIn[language]
        const phrase = clock.phrase(clock.units.s('90'), 'ahead', varying, clock.agreement(1, 1, 'ntp'))
        const measured = escaped(flatIn(phrase, language)).replace(varying, '[\\d.]+\\D+')
        const skewed = said(language, 'skewed', measured)
        const person = await begun(language, answering(), ahead)
        person.measured('skewed', skewed)
        await person.reply({ choice: 'computer' })
        expect(person.stop()).toMatchObject({
          kind: 'remedy',
          step: 'computer-off',
          id: 'sync-computer-clock',
        })
        await person.measureAgain(skewed)
        await person.back()
        await person.reply({ choice: 'computer' })
        await person.reply({ did: 'worked' })
        expect(person.stop()).toMatchObject({ kind: 'outcome', result: 'solved' })
      },
      minute,
    )

    it.each(languages)(
      'goes on where nobody answers, in %s',
      async (language) => {
        const person = await begun(language, silent)
        await person.reply({ choice: 'computer' })
        expect(person.stop()).toMatchObject({
          kind: 'remedy',
          step: 'computer-unknown',
          id: 'sync-computer-clock',
        })
        await person.measureAgain(wordsIn[language].diagnose.clock.unknown)
      },
      minute,
    )
  })
})

const remediesIn = (told: unknown): readonly string[] =>
  (told as { remedies: readonly { id: string }[] }).remedies.map(({ id }) => id)

/** Stands for what differs from run to run. */
const varying = '§'

/** What the wizard says about the clock, with a pattern for the measurement in it. */
function said(language: Language, kind: 'fine' | 'skewed', phrase: string): RegExp {
  const text = escaped(flatIn(wordsIn[language].diagnose.clock[kind](varying), language))
  return new RegExp(text.replace(varying, () => phrase))
}
