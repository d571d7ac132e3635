/** The packed program in a real terminal, with real keys: what a person sees, in both languages. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/core/flow/book.ts'
import { begin, type Reply, type Stop } from '../src/core/flow/walk.ts'
import { needs } from './support/needs.ts'
import { type Installed, installPacked } from './support/packed.ts'
import { openTerminal, type Size, type Terminal } from './support/tmux.ts'
import { flatIn, program, resumeCommand, sitDown, wordsIn } from './support/wizard.ts'

const minute = 60_000
const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
]
const windows = languages.flatMap((language) =>
  sizes.map((size) => ({ language, size, name: `${language}, ${size.columns} × ${size.rows}` })),
)
const narrow: Size = { columns: 40, rows: 24 }

/** Walks to the end of everything that is known, so that many remedies and every card are met. */
const longWalks = languages.flatMap((language) =>
  [
    { flow: 'nothing-to-enter', service: 'google', choices: {} },
    { flow: 'nothing-to-enter', service: 'microsoft-work', choices: {} },
    { flow: 'nothing-to-enter', service: 'meta-ads', choices: {} },
    { flow: 'nothing-to-enter', service: 'own-server', choices: {} },
    {
      flow: 'code-refused',
      service: 'microsoft-personal',
      choices: { since: 'from-the-start', 'code-made-on': 'phone' },
    },
    {
      flow: 'code-refused',
      service: 'another-managed',
      choices: { since: 'after-move', scope: 'some', 'old-app-working': 'yes' },
    },
    { flow: 'code-not-coming', service: 'facebook', choices: { 'sent-by': 'sms', 'number-state': 'same' } },
    {
      flow: 'code-not-coming',
      service: 'another-personal',
      choices: { 'sent-by': 'voice', 'number-state': 'abroad' },
    },
  ].map((walk) => ({ ...walk, language, name: `${language}, ${walk.flow}, ${walk.service}` })),
)

/** Nothing helps, and what is not said is not known. */
function replyTo(stop: Stop, choices: Readonly<Record<string, string | undefined>>): Reply {
  switch (stop.kind) {
    case 'question':
      return { choice: choices[stop.question.fact] ?? 'unknown' }
    case 'tick':
      return { ticked: stop.items.map(({ id }) => id) }
    case 'remedy':
      return { did: 'failed' }
    case 'collect':
    case 'review':
      return { seen: true }
    case 'check':
    case 'outcome':
      throw new Error(`nobody is asked at ${stop.flow}/${stop.step}`)
  }
}

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
      const env = await installed.home()
      const terminal = await start(`--lang ${language}`, size, env)
      const person = sitDown(terminal, language, begin('diagnose'))
      await person.first({})
      await person.choose(wordsIn[language].diagnose.first.begin)
      await person.read()
      await person.reply({ choice: 'nothing' })
      await person.back()
      await person.reply({ choice: 'nothing' })
      await person.reply({ choice: 'another-personal' })
      await person.back()
      await person.reply({ choice: 'another-personal' })
      await person.reply({ ticked: ['signed-in-device', 'old-phone-broken'] })
      expect(person.stop()).toMatchObject({ kind: 'remedy', id: 'use-signed-in-device' })
      await person.back()
      await person.reply({ ticked: ['signed-in-device', 'backup-codes'] })
      await person.reply({ did: 'failed' })
      expect(person.stop()).toMatchObject({ kind: 'remedy', id: 'use-backup-code', number: 2 })
      await person.back()
      await person.reply({ did: 'failed' })
      await person.reply({ did: 'worked' })
      expect(person.stop()).toMatchObject({ kind: 'outcome', result: 'solved' })
      await person.back()
      await person.reply({ did: 'worked' })
      await person.choose(wordsIn[language].diagnose.ask.finish)
      await terminal.end(0)
      expect(await saved(env)).toBeUndefined()
      expect(looksIn(await terminal.written())).not.toEqual([])
    },
    2 * minute,
  )

  it.each(windows)(
    'keeps the place, and comes back after a wait, without colour: $name',
    async ({ language, size }) => {
      const { first, ask, saved: kept } = wordsIn[language].diagnose
      const env = { ...(await installed.home()), NO_COLOR: '1' }
      const stopped = await start(`--lang ${language}`, size, env)
      const person = sitDown(stopped, language, begin('diagnose'))
      await person.first({})
      await person.choose(first.begin)
      await person.read()
      await person.reply({ choice: 'refused' })
      await person.reply({ choice: 'worked-before' })
      await person.reply({ choice: 'phone' })
      await person.reply({ choice: 'google' })
      await person.reply({ did: 'failed' })
      await stopped.press('C-c')
      await stopped.end(130)
      await stopped.until('how to go on, the command in it uncut', ({ lines, rows }) => {
        const said = flatIn(lines.join('\n'), language).includes(flatIn(kept(program), language))
        return (said && rows.some((row) => row.includes(resumeCommand))) || undefined
      })
      expect(looksIn(await stopped.written())).toEqual([])

      const resumed = await start(`--lang ${language} --resume`, size, env)
      const again = sitDown(resumed, language, begin('diagnose'))
      await again.resume((await saved(env)).walk)
      expect(again.stop()).toEqual(person.stop())
      await again.reply({ did: 'failed' })
      await again.reply({ did: 'waiting' })
      expect(again.stop()).toMatchObject({ kind: 'outcome', result: 'waiting' })
      await again.choose(ask.finish)
      await resumed.end(0)
      expect(looksIn(await resumed.written())).toEqual([])

      const later = await start(`--lang ${language}`, size, env)
      const back = sitDown(later, language, begin('diagnose'))
      const { savedAt, walk } = await saved(env)
      await back.first({ savedAt: new Date(savedAt) })
      await back.choose(
        first.resume(
          new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(savedAt)),
        ),
      )
      await back.resume(walk)
      expect(back.stop()).toMatchObject({ kind: 'remedy' })
      await later.press('C-c')
      await later.end(130)
      expect(looksIn(await later.written())).toEqual([])
    },
    2 * minute,
  )

  it.each(longWalks)(
    'has every screen in the window when nothing helps: $name',
    async ({ language, flow, service, choices }) => {
      const words = wordsIn[language].diagnose
      const terminal = await start(
        `${flow} --service ${service} --lang ${language}`,
        narrow,
        await installed.home(),
      )
      const person = sitDown(terminal, language, begin(flow, { service }))
      await person.first({})
      await person.choose(words.first.begin)
      await person.read()
      let failed = 0
      for (let stop = person.stop(); stop.kind !== 'outcome'; stop = person.stop()) {
        if (stop.kind === 'remedy') failed += 1
        await person.reply(replyTo(stop, choices))
      }
      expect(failed).toBeGreaterThan(3)
      expect(person.stop()).toMatchObject({ result: 'unsolved' })
      await person.choose(words.ask.finish)
      await terminal.end(1)
    },
    2 * minute,
  )

  it.each(languages)(
    'says when to come back, in %s',
    async (language) => {
      const terminal = await start(
        `nothing-to-enter --service own-server --lang ${language}`,
        narrow,
        await installed.home(),
      )
      const person = sitDown(terminal, language, begin('nothing-to-enter', { service: 'own-server' }))
      await person.first({})
      await person.choose(wordsIn[language].diagnose.first.begin)
      await person.read()
      await person.reply({ ticked: [] })
      await person.reply({ did: 'skipped' })
      expect(person.stop()).toMatchObject({
        kind: 'remedy',
        id: 'ask-admin',
        remedy: { wait: { hours: 24 } },
      })
      await person.reply({ did: 'waiting' })
      await person.choose(wordsIn[language].diagnose.ask.finish)
      await terminal.end(0)
    },
    minute,
  )

  it.each(sizes)(
    'goes on in the other language and returns: $columns × $rows',
    async (size) => {
      const terminal = await start('--lang en --no-color', size, await installed.home())
      const person = sitDown(terminal, 'en', begin('diagnose'))
      const turns: readonly Language[] = ['ja', 'en', 'ja']
      await person.first({})
      for (const [index, language] of turns.entries()) {
        await person.choose(wordsIn[turns[index - 1] ?? 'en'].otherLanguage)
        person.speak(language)
        await person.first({})
      }
      await person.choose(wordsIn.ja.diagnose.first.begin)
      await person.read()
      await person.reply({ choice: 'unknown' })
      await terminal.press('C-c')
      await terminal.end(130)
      expect(looksIn(await terminal.written())).toEqual([])
    },
    minute,
  )

  it.each(languages)(
    'has no place to keep before the first answer, in %s',
    async (language) => {
      const env = await installed.home()
      const terminal = await start(`--lang ${language}`, narrow, env)
      await sitDown(terminal, language, begin('diagnose')).first({})
      await terminal.press('C-c')
      await terminal.end(130)
      expect((await terminal.view()).lines.join('\n')).not.toContain('--resume')
      expect(await saved(env)).toBeUndefined()
    },
    minute,
  )
})
