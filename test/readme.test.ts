/** What both READMEs show is what happens: every command is run, and the library's example as it stands. */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal } from './support/tmux.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const bin = join(project, 'bin', '2fa-rescue.js')

/** A fenced block: the language behind its fence, and its text. */
interface Block {
  readonly language: string
  readonly text: string
}

interface Readme {
  readonly file: string
  readonly locale: string
  readonly text: string
  readonly blocks: readonly Block[]
}

const readmes: readonly Readme[] = [readme('README.md', 'en_US.UTF-8'), readme('README.ja.md', 'ja_JP.UTF-8')]

function readme(file: string, locale: string): Readme {
  const text = readFileSync(join(project, file), 'utf8').replaceAll('\r\n', '\n')
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', inside = '']) => ({
    language,
    text: inside,
  }))
  return { file, locale, text, blocks }
}

/** The one block of a language that holds these words. */
function blockWith({ file, blocks }: Readme, language: string, words: string): string {
  const [found, ...more] = blocks.filter((block) => block.language === language && block.text.includes(words))
  if (found === undefined || more.length > 0)
    throw new Error(`${file} has ${more.length === 0 ? 'no' : 'more than one'} ${language} with “${words}”`)
  return found.text
}

/** Of each console block: the arguments behind the program's name, and what is printed below. */
function shownIn({ file, blocks }: Readme): readonly { args: string; printed: string }[] {
  return blocks
    .filter(({ language }) => language === 'console')
    .map(({ text }) => {
      const [, args, printed] = /^\$ (?:npx )?2fa-rescue ?(.*)\n([\s\S]*)$/.exec(text) ?? []
      if (args === undefined || printed === undefined || /^\$ /m.test(printed))
        throw new Error(`${file}: a console block is one command and what it prints:\n${text}`)
      return { args, printed }
    })
}

/** Headings and their levels; what looks like one inside a block is none. */
const levelsIn = ({ text }: Readme): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#+) /gm)].map(([, level = '']) => level)

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder to run in: the answers of the README lie there, and the package is found by its own name. */
function folderFor(readme: Readme): string {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  folders.push(folder)
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(project, join(folder, 'node_modules', '2fa-rescue'), 'junction')
  writeFileSync(join(folder, 'answers.yaml'), blockWith(readme, 'yaml', 'checks:'))
  writeFileSync(join(folder, 'config.yaml'), blockWith(readme, 'yaml', 'language:'))
  writeFileSync(join(folder, 'example.mjs'), blockWith(readme, 'js', "from '2fa-rescue/flow'"))
  return folder
}

/** Nothing of the settings of whoever runs the tests. */
function environment(folder: string, locale: string): Readonly<Record<string, string>> {
  const { PATH = '', SystemRoot = '' } = process.env
  const home = join(folder, 'home')
  return {
    ...{ PATH, SystemRoot, TEMP: tmpdir(), TMP: tmpdir(), HOME: home, USERPROFILE: home, APPDATA: home },
    ...{ LOCALAPPDATA: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_STATE_HOME: join(home, 'state') },
    ...{ LANG: locale, TZ: 'UTC' },
  }
}

/** Runs Node, and answers with what a person would see: both streams in the order in which they came. */
function seen(args: readonly string[], folder: string, env: Readonly<Record<string, string>>): string {
  const file = join(folder, 'seen.txt')
  const to = openSync(file, 'w')
  const { error } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ['ignore', to, to],
    timeout: 20_000,
  })
  closeSync(to)
  if (error !== undefined) throw error
  return readFileSync(file, 'utf8')
}

for (const readme of readmes) {
  describe(readme.file, () => {
    it.each(shownIn(readme))('shows what 2fa-rescue $args prints', ({ args, printed }) => {
      const folder = folderFor(readme)
      const words = args.split(' ').filter((word) => word !== '')
      expect(seen([bin, ...words], folder, environment(folder, readme.locale))).toBe(printed)
    })

    it('shows what the example of the library prints', () => {
      const folder = folderFor(readme)
      const printed = blockWith(readme, 'text', 'Call the helpdesk worked')
      expect(seen(['example.mjs'], folder, environment(folder, readme.locale))).toBe(printed)
    })

    it('shows a configuration that is taken as it stands', () => {
      const folder = folderFor(readme)
      const env = {
        ...environment(folder, readme.locale),
        TWOFA_RESCUE_CONFIG: join(folder, 'config.yaml'),
      }
      expect(JSON.parse(seen([bin, 'config', 'show', '--json'], folder, env))).toMatchObject({
        servers: ['ntp.example.org'],
        limits: { warning: 5, critical: 15 },
        flows: join(folder, 'my-flows'),
        from: { language: 'file', servers: 'file', limits: 'file', flows: 'file' },
      })
    })

    it('has links that lead to files', () => {
      const links = [...readme.text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
      expect(links).toContain('docs/flows.md')
      for (const path of links) expect(() => readFileSync(join(project, path)), path).not.toThrow()
    })
  })
}

describe.runIf(needs('tmux'))('the picture of the wizard', () => {
  let terminal: Terminal | undefined
  afterEach(() => terminal?.close())

  it.each(readmes)('in $file is what a terminal shows', async (readme) => {
    const picture = blockWith(readme, 'text', '────').trimEnd()
    const folder = folderFor(readme)
    terminal = await openTerminal({
      size: { columns: 80, rows: 24 },
      command: [process.execPath, bin, 'diagnose', '--offline'],
      env: environment(folder, readme.locale),
      cwd: folder,
    })
    const keys = picture.split('\n').at(-1) ?? ''
    const asked = ({ rows }: { readonly rows: readonly string[] }) =>
      rows.some((row) => row === keys) ? rows.join('\n').trimEnd() : undefined
    const first = await terminal.until('the first question', asked)
    await terminal.press('Enter')
    const both = await terminal.until('the second question', (view) => {
      const rows = asked(view)
      return rows === first ? undefined : rows
    })
    expect(both).toBe(picture)
  })
})

describe('both READMEs', () => {
  it('begin with the two commands', () => {
    for (const { text } of readmes) {
      const [first, second] = [...text.matchAll(/^```sh\n(.*)\n```$/gm)].map(([, command]) => command)
      expect([first, second]).toEqual(['npm ci && npx 2fa-rescue diagnose', 'npm ci && npm test'])
    }
  })

  it('have the same headings, commands, examples and tables', () => {
    const [english, japanese] = readmes.map((readme) => ({
      headings: levelsIn(readme),
      commands: shownIn(readme).map(({ args }) => args),
      blocks: readme.blocks.map(({ language }) => language),
      example: blockWith(readme, 'js', "from '2fa-rescue/flow'"),
      rows: readme.text.split('\n').filter((line) => line.startsWith('|')).length,
    }))
    expect(english?.headings.length).toBeGreaterThan(10)
    expect(english?.commands.length).toBeGreaterThan(3)
    expect(japanese).toEqual(english)
  })
})
