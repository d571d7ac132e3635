/** The packed program beside a real time server on loopback: a right clock, one that is 90 s ahead, and no answer. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/lists.ts'
import { type Chronyd, freePort, startChronyd } from './support/chronyd.ts'
import { underTime } from './support/faketime.ts'
import { needs } from './support/needs.ts'
import { type Installed, installPacked, type Ran, spawnProgram } from './support/packed.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'
import { type Person, sitDown } from './support/wizard.ts'

/** What stands on the screens, by language; Japanese without spaces, as it is compared. */
const screens = {
  en: {
    begin: 'Begin',
    workedBefore: 'No, it worked until now',
    computer: 'This computer makes the code',
    go: 'Go on with these',
    unknownAccount: 'I do not know',
    clockWay: 'Set this computer’s clock right',
    fine: /This computer’s clock is right: [\d.]+ (m?s|ms) (ahead|behind)?.*It is a good reference/,
    skewed:
      /This computer’s clock is (89|90|91)[\d.]* s ahead \(±[\d.]+ m?s, by one server, confirmed by no other\)\. Codes made on this computer may be refused until it is set right\./,
    unknown: 'This computer’s clock could not be checked; continuing without it.',
    setClock: 'Way 1: Set this computer’s clock right',
    again: 'Measure this computer’s clock again',
    back: 'Back',
    worked: 'Yes, I am in',
    solved: 'You are in again. Well done.',
  },
  ja: {
    begin: '始める',
    workedBefore: '何もなく、急に通らなくなった',
    computer: 'コードはこのパソコンに出る',
    go: '選んだもので進む',
    unknownAccount: 'わからない',
    clockWay: 'このパソコンの時計を合わせる',
    fine: /このパソコンの時計は合っています。ずれはわずかで、.*比べる基準に使えますが/,
    skewed:
      /このパソコンの時計は(89|90|91)[\d.]*秒進んでいます（±[\d.]+(秒|ミリ秒)、サーバー1台だけの結果で、ほかでは確かめていません）。直すまで/,
    unknown: 'このパソコンの時計は確認できませんでした。このまま続けます。',
    setClock: 'このパソコンの時計を合わせる',
    again: 'このパソコンの時計をもう一度測る',
    back: '戻る',
    worked: 'はい、ログインできました',
    solved: 'ログインできました。お疲れさまでした。',
  },
} as const

const ahead = underTime('-f', '+90s')
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
    await writeFile(file, 'code-refused/since: worked-before\ncode-refused/at-hand: [made-on-computer]\n')
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
      const person = sitDown(terminal, language)
      await person.read()
      expect(person.text()).toContain(servers)
      await person.choose(screens[language].begin)
      await person.choose(screens[language].workedBefore)
      return person
    }

    /** Ticks that this computer makes the code, and names no account. */
    async function sayComputer(person: Person, language: Language): Promise<void> {
      const { computer, go, unknownAccount } = screens[language]
      await person.tick(`[ ] ${computer}`)
      await person.choose(go)
      await person.choose(unknownAccount)
    }

    it.each(languages)(
      'says that the clock is right, in %s',
      async (language) => {
        const { fine } = screens[language]
        const person = await begun(language, answering())
        await sayComputer(person, language)
        expect(person.text()).toMatch(fine)
      },
      minute,
    )

    it.each(languages)(
      'names a clock that is ahead, as often as it is asked, in %s',
      async (language) => {
        const { unknownAccount, skewed, setClock, clockWay, again, back, worked, solved } = screens[language]
        const person = await begun(language, answering(), ahead)
        await sayComputer(person, language)
        expect(person.text()).toMatch(skewed)
        await person.choose(clockWay)
        expect(person.text()).toContain(setClock)
        await person.choose(again)
        expect(person.text()).toMatch(skewed)
        await person.back(back)
        await person.back(back)
        await person.choose(unknownAccount)
        await person.choose(clockWay)
        await person.choose(worked)
        expect(person.text()).toContain(solved)
      },
      minute,
    )

    it.each(languages)(
      'goes on where nobody answers, in %s',
      async (language) => {
        const { unknown, setClock, clockWay, again } = screens[language]
        const person = await begun(language, silent)
        await sayComputer(person, language)
        expect(person.text()).toContain(unknown)
        await person.choose(clockWay)
        expect(person.text()).toContain(setClock)
        await person.choose(again)
        expect(person.text()).toContain(unknown)
      },
      minute,
    )
  })
})

const remediesIn = (told: unknown): readonly string[] =>
  (told as { remedies: readonly { id: string }[] }).remedies.map(({ id }) => id)
