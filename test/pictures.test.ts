/**
 * The pictures of the READMEs are what a terminal shows: each is drawn from a session in a real one, and compared with
 * the file. `npm run pictures` draws them again.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Language } from '../src/core/flow/lists.ts'
import { underTime } from './support/faketime.ts'
import { accountOf, type FileStore, fileStore } from './support/file-store.ts'
import { needs } from './support/needs.ts'
import { drawTerminal, themeNames } from './support/terminal-picture.ts'
import { startTimeServer, type TimeServer } from './support/time-server.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const columns = 72
/** What the terminal of the tests says once the program has ended. */
const end = { en: 'ended with status', ja: 'ended with status' }

interface Session {
  readonly name: string
  readonly title: Readonly<Record<Language, string>>
  /** What is typed behind `npx 2fa-rescue`. */
  readonly command: string
  /** What the computer's clock says, if it matters. */
  readonly now?: string
  /** Says and does what the person does, until the screen of the picture. */
  readonly play: (window: Window) => Promise<void>
  readonly prepare?: (files: FileStore) => Promise<void> | void
  /** What differs from run to run, and what stands in the picture in its place. */
  readonly settle?: (rows: string) => string
}

interface Window {
  readonly language: Language
  sees(words: Readonly<Record<Language, string>>): Promise<void>
  press(...keys: readonly string[]): Promise<void>
}

// The secret and a code of RFC 6238, appendix B: the code of 1970-01-01 00:00:59.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const links = [
  `otpauth://totp/GitHub:mika?secret=${secret}&issuer=GitHub`,
  `otpauth://totp/Nextcloud:mika?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Nextcloud`,
  `otpauth://hotp/Bank:mika?secret=${secret}&issuer=Bank&counter=4`,
]

/** From the start of a walk to the overview of the ways. */
async function goToOverview({ sees, press }: Window): Promise<void> {
  await sees({ en: 'Ready?', ja: '始めますか' })
  await press('Enter')
  await sees({ en: 'What do you still have?', ja: 'いまあるもの' })
  await press('Enter')
  await sees({ en: 'Which way do you want to try?', ja: 'どの方法を試しますか' })
}

/** The last screen alone: what stands above its line was shown before. */
const lastScreen = (rows: string): string => {
  const [command = '', ...all] = rows.split('\n')
  const rule = all.findLastIndex((row) => row.includes('────'))
  return [command, ...all.slice(rule)].join('\n')
}

const sessions: readonly Session[] = [
  {
    name: 'overview',
    title: {
      en: 'The ways in, the first one chosen',
      ja: 'ログインする方法の一覧。最初の方法が選ばれています',
    },
    command: 'diagnose nothing-to-enter --service google --offline',
    play: goToOverview,
    settle: lastScreen,
  },
  {
    name: 'remedy',
    title: { en: 'One way, step by step', ja: '1つの方法を、順番に' },
    command: 'diagnose nothing-to-enter --service google --offline',
    play: async (window) => {
      await goToOverview(window)
      await window.press('Enter')
      await window.sees({ en: 'Did that work?', ja: 'うまくいきましたか' })
    },
    settle: lastScreen,
  },
  {
    name: 'clock',
    title: {
      en: 'The clock of this computer is 94 seconds behind',
      ja: 'このパソコンの時計は94秒遅れています',
    },
    command: 'clock',
    play: ({ sees }) => sees(end),
    settle: (rows) =>
      rows
        .split(/\n(?=hint: this is|ヒント: これは)/)[0]
        ?.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:12300') ?? '',
  },
  {
    name: 'totp-verify',
    title: { en: 'A refused code, explained', ja: '通らないコードの原因を調べる' },
    command: 'totp verify 287082 --secret-file secret.txt --at @154',
    prepare: (files) => writeFileSync(join(files.home, 'secret.txt'), secret),
    play: ({ sees }) => sees(end),
  },
  {
    name: 'backup-use',
    title: { en: 'The next unused backup code', ja: '次の未使用のバックアップコード' },
    command: 'backup use google',
    prepare: (files) => files.put(accountOf('google', 10)),
    play: ({ sees }) => sees({ en: 'ctrl-c', ja: 'ctrl-c' }),
  },
  {
    name: 'recover',
    title: { en: 'The accounts in an export, with their codes', ja: 'エクスポートの中のアカウントとコード' },
    command: 'recover links.txt --codes',
    now: '2026-11-28 12:00:05',
    prepare: (files) => writeFileSync(join(files.home, 'links.txt'), links.join('\n')),
    play: ({ sees }) => sees(end),
    settle: (rows) => rows.replaceAll(/\d\d s left/g, '25 s left').replaceAll(/あと\d\d秒/g, 'あと25秒'),
  },
]

describe.runIf(needs('tmux') && needs('faketime'))('the picture of', () => {
  let files: FileStore
  let servers: readonly TimeServer[]
  let terminal: Terminal | undefined
  beforeEach(async () => {
    files = fileStore()
    servers = await Promise.all([94, 94, 94].map((offset) => startTimeServer({ offset })))
  })
  afterEach(async () => {
    await terminal?.close()
    await Promise.all(servers.map((server) => server.stop()))
    files.remove()
  })

  async function rowsOf(session: Session, language: Language): Promise<readonly string[]> {
    await session.prepare?.(files)
    terminal = await openTerminal({
      size: { columns, rows: 40 },
      command: [
        ...(session.now === undefined ? [] : underTime(session.now)),
        ...[process.execPath, bin, ...session.command.split(' ')],
      ],
      env: {
        ...files.env,
        PATH: process.env.PATH ?? '',
        LANG: language === 'ja' ? 'ja_JP.UTF-8' : 'en_US.UTF-8',
        TZ: 'UTC',
        npm_command: 'exec',
        TWOFA_RESCUE_SERVERS: servers.map(({ port }) => `127.0.0.1:${port}`).join(' '),
      },
      cwd: files.home,
    })
    const window = terminal
    await session.play({
      language,
      sees: async (words) =>
        void (await window.until(words[language], ({ rows }) =>
          rows.some((row) => row.includes(words[language])) ? true : undefined,
        )),
      press: (...keys) => window.press(...keys),
    })
    return window.coloured()
  }

  for (const session of sessions) {
    it.each(['en', 'ja'] as const)(`${session.name} (%s) shows a real session`, async (language) => {
      const rows = await rowsOf(session, language)
      const shown = [`\u001b[2m$\u001b[22m npx 2fa-rescue ${session.command}`, ...trimmed(rows)]
      mkdirSync(folder, { recursive: true })
      for (const theme of themeNames) {
        const drawn = drawTerminal((session.settle ?? String)(shown.join('\n')).split('\n'), {
          columns,
          theme,
          title: session.title[language],
        })
        await expect(drawn).toMatchFileSnapshot(join(folder, `${session.name}.${language}.${theme}.svg`))
      }
    })
  }
})

/** Without what the picture does not show: the end of the program, and empty rows below. */
function trimmed(rows: readonly string[]): readonly string[] {
  const last = rows.findIndex((row) => row.includes(end.en))
  const shown = last === -1 ? [...rows] : rows.slice(0, last)
  while (shown.at(-1)?.trim() === '') shown.pop()
  return shown.map((row) => row.trimEnd())
}
