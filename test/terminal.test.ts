/** The packed program in a real terminal, with real keys: what a person sees, in both languages. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/lists.ts'
import { flatIn } from './support/foreign-words.ts'
import { needs } from './support/needs.ts'
import { type Installed, installPacked } from './support/packed.ts'
import { openTerminal, type Size, type Terminal } from './support/tmux.ts'
import { type Person, resumeCommand, sitDown } from './support/wizard.ts'

const minute = 60_000
const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
]
const windows = languages.flatMap((language) =>
  sizes.map((size) => ({ language, size, name: `${language}, ${size.columns} × ${size.rows}` })),
)
const narrow: Size = { columns: 40, rows: 24 }

/** What the person presses, by language. */
const labels = {
  en: {
    begin: 'Begin',
    other: '日本語で続ける',
    back: 'Back',
    finish: 'Finish',
    worked: 'Yes, I am in',
    failed: 'No, what else is there?',
    skipped: 'I cannot do this',
    waiting: 'I have to wait, and will go on later',
    go: 'Go on with these',
    goUnsure: 'I do not know, go on',
    unknown: 'I do not know',
    noWay: 'None of these',
    resume: 'Go on where I stopped',
    nothing: 'I have no code to enter',
    refused: 'My code is not accepted',
    workedBefore: 'No, it worked until now',
    fromTheStart: 'It has never worked',
    afterMove: 'New phone or app, or a restore',
    clockWay: 'Let the phone set its own clock',
    freshWay: 'Type a fresh code at once',
    entryWay: 'Find the entry of this account',
    resetWay: 'Reset it on your own server',
    another: 'Another service (my own account)',
    signedIn: 'A place where I am still signed in',
    oldPhoneBroken: 'The old phone, broken',
    backupCodes: 'Backup codes (recovery codes)',
    kept: 'your progress is saved; continue with:',
  },
  ja: {
    begin: '始める',
    other: 'Continue in English',
    back: '戻る',
    finish: '終わる',
    worked: 'はい、ログインできました',
    failed: 'いいえ、ほかの方法を見る',
    skipped: 'この方法は使えません',
    waiting: 'いまは待って、あとで続けます',
    go: '選んだもので進む',
    goUnsure: 'わからないので進む',
    unknown: 'わからない',
    noWay: 'どれも使えません',
    resume: '前の続きから',
    nothing: '入力するコードがない',
    refused: 'コードを入力しても通らない',
    workedBefore: '何もなく、急に通らなくなった',
    fromTheStart: '最初から一度も通らない',
    afterMove: '機種変更や引き継ぎをした',
    clockWay: 'スマホの時刻を自動設定にする',
    freshWay: '新しいコードをすぐ入れる',
    entryWay: 'このアカウントの項目を探す',
    resetWay: '自分のサーバーで直す',
    another: 'ほかのサービス（自分のアカウント）',
    signedIn: 'ログインしたままの端末',
    oldPhoneBroken: '前のスマホ（壊れている）',
    backupCodes: 'バックアップコード',
    kept: 'ここまでの内容は残してあります。続きは:',
  },
} as const

/** Walks to the end of everything that is known, so that many remedies and every kind of card are met. */
const longWalks = languages.flatMap((language) => {
  const { fromTheStart, afterMove } = labels[language]
  return [
    { flow: 'nothing-to-enter', service: 'google', chosen: [] },
    { flow: 'nothing-to-enter', service: 'microsoft-work', chosen: [] },
    { flow: 'nothing-to-enter', service: 'meta-ads', chosen: [] },
    { flow: 'nothing-to-enter', service: 'own-server', chosen: [] },
    { flow: 'code-refused', service: 'microsoft-personal', chosen: [fromTheStart] },
    { flow: 'code-refused', service: 'another-managed', chosen: [afterMove] },
    { flow: 'code-not-coming', service: 'facebook', chosen: [] },
    { flow: 'code-not-coming', service: 'another-personal', chosen: [] },
  ].map((walk) => ({ ...walk, language, name: `${language}, ${walk.flow}, ${walk.service}` }))
})

/** The escape sequences that change how text looks; those that move the cursor are not among them. */
const looksIn = (written: string): readonly string[] =>
  written.split('\u001b[').filter((part, index) => index > 0 && /^[\d;:]*m/.test(part))

describe.runIf(needs('tmux'))('the wizard in a terminal', () => {
  let installed: Installed
  const open: Terminal[] = []

  beforeAll(async () => {
    installed = await installPacked()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((terminal) => terminal.close()))
  })
  afterAll(() => installed?.remove())

  async function start(args: string, size: Size, env: Readonly<Record<string, string>>): Promise<Terminal> {
    const command = [
      'npx',
      '2fa-rescue',
      'diagnose',
      '--offline',
      ...args.split(' ').filter((arg) => arg !== ''),
    ]
    const terminal = await openTerminal({ size, command, env, cwd: installed.folder })
    open.push(terminal)
    return terminal
  }

  const saved = async (env: Readonly<Record<string, string>>) => {
    const text = await readFile(join(env.XDG_STATE_HOME ?? '', '2fa-rescue', 'walk.json'), 'utf8').catch(
      () => undefined,
    )
    return text === undefined ? undefined : JSON.parse(text)
  }

  it.each(windows)(
    'leads from the first screen back into the account: $name',
    async ({ language, size }) => {
      const says = labels[language]
      const env = await installed.home()
      const terminal = await start(`--lang ${language}`, size, env)
      const person = sitDown(terminal, language)
      await person.read()
      await person.choose(says.begin)
      await person.choose(says.nothing)
      await person.back(says.back)
      await person.choose(says.nothing)
      await person.choose(says.another)
      await person.tick(`[ ] ${says.signedIn}`)
      await person.tick(`[ ] ${says.oldPhoneBroken}`)
      await person.choose(says.go)
      await person.back(says.back)
      await person.tick(`[x] ${says.oldPhoneBroken}`)
      await person.tick(`[ ] ${says.backupCodes}`)
      await person.choose(says.go)
      await person.accept()
      await person.choose(says.failed)
      await person.accept()
      await person.choose(says.worked)
      await person.press(says.finish)
      await terminal.end(0)
      await expect(person.transcript()).toMatchFileSnapshot(`screens/back-in-${language}-${size.columns}.txt`)
      expect(await saved(env)).toBeUndefined()
      expect(looksIn(await terminal.written())).not.toEqual([])
    },
    2 * minute,
  )

  it.each(windows)(
    'keeps the place, and comes back after a wait, without colour: $name',
    async ({ language, size }) => {
      const says = labels[language]
      const env = { ...(await installed.home()), NO_COLOR: '1' }
      const stopped = await start(`--lang ${language}`, size, env)
      const person = sitDown(stopped, language)
      await person.read()
      for (const label of [
        says.begin,
        says.refused,
        says.workedBefore,
        says.goUnsure,
        'Google',
        says.clockWay,
        says.failed,
      ])
        await person.choose(label)
      const last = person.text()
      await stopped.press('C-c')
      await stopped.end(130)
      await stopped.until('how to go on, the command in it uncut', ({ lines, rows }) => {
        const said = flatIn(lines.join('\n'), language).includes(flatIn(says.kept, language))
        return (said && rows.some((row) => row.includes(resumeCommand))) || undefined
      })
      expect(looksIn(await stopped.written())).toEqual([])

      const resumed = await start(`--lang ${language} --resume`, size, env)
      const again = sitDown(resumed, language)
      await again.read()
      expect(again.text()).toContain(last)
      await again.choose(says.freshWay)
      await again.choose(says.failed)
      await again.choose(says.entryWay)
      await again.choose(says.waiting)
      await again.press(says.finish)
      await resumed.end(0)
      expect(looksIn(await resumed.written())).toEqual([])

      const later = await start(`--lang ${language}`, size, env)
      const third = sitDown(later, language)
      await third.read()
      await third.choose(says.resume)
      await later.press('C-c')
      await later.end(130)
      expect(looksIn(await later.written())).toEqual([])
      const all = [person, again, third].map((each) => each.transcript()).join('\n=== started again ===\n\n')
      await expect(all).toMatchFileSnapshot(`screens/waiting-${language}-${size.columns}.txt`)
    },
    2 * minute,
  )

  /** Nothing helps, what is not said is not known, and the way that is proposed is taken. */
  async function goOn(person: Person, language: Language, chosen: readonly string[]): Promise<boolean> {
    const { failed, go, goUnsure, unknown } = labels[language]
    const label = [...chosen, failed, go, goUnsure, unknown].find((label) => person.offers(label))
    if (label !== undefined) await person.choose(label)
    else await person.accept()
    return label === failed
  }

  it.each(longWalks)(
    'has every screen in the window when nothing helps: $name',
    async ({ language, flow, service, chosen }) => {
      const says = labels[language]
      const args = `${flow} --service ${service} --lang ${language}`
      const terminal = await start(args, narrow, await installed.home())
      const person = sitDown(terminal, language)
      await person.read()
      await person.choose(says.begin)
      let failed = 0
      while (!person.offers(says.finish)) if (await goOn(person, language, chosen)) failed += 1
      expect(failed).toBeGreaterThan(3)
      await person.press(says.finish)
      await terminal.end(1)
    },
    2 * minute,
  )

  it.each(languages)(
    'says when to come back, in %s',
    async (language) => {
      const says = labels[language]
      const args = `nothing-to-enter --service own-server --lang ${language}`
      const terminal = await start(args, narrow, await installed.home())
      const person = sitDown(terminal, language)
      await person.read()
      await person.choose(says.begin)
      await person.choose(says.goUnsure)
      await person.choose(says.resetWay)
      await person.choose(says.waiting)
      await person.press(says.finish)
      await terminal.end(0)
      await expect(person.transcript()).toMatchFileSnapshot(`screens/come-back-${language}.txt`)
    },
    minute,
  )

  it.each(sizes)(
    'goes on in the other language and returns: $columns × $rows',
    async (size) => {
      const terminal = await start('--lang en --no-color', size, await installed.home())
      const person = sitDown(terminal, 'en')
      await person.read()
      for (const [from, to] of [
        ['en', 'ja'],
        ['ja', 'en'],
        ['en', 'ja'],
      ] as const) {
        await person.press(labels[from].other)
        person.speak(to)
        await person.read()
      }
      await person.choose(labels.ja.begin)
      await person.choose(labels.ja.unknown)
      await terminal.press('C-c')
      await terminal.end(130)
      await expect(person.transcript()).toMatchFileSnapshot(`screens/languages-${size.columns}.txt`)
      expect(looksIn(await terminal.written())).toEqual([])
    },
    minute,
  )

  it.each(languages)(
    'has no place to keep before the first answer, in %s',
    async (language) => {
      const env = await installed.home()
      const terminal = await start(`--lang ${language}`, narrow, env)
      await sitDown(terminal, language).read()
      await terminal.press('C-c')
      await terminal.end(130)
      expect((await terminal.view()).lines.join('\n')).not.toContain('--resume')
      expect(await saved(env)).toBeUndefined()
    },
    minute,
  )
})
