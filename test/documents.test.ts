/** What the READMEs and `docs/` show is what happens: every command is run, and the library's example as it stands. */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const project = fileURLToPath(new URL('..', import.meta.url))
const bin = join(project, 'bin', '2fa-rescue.js')

/** A fenced block: the language behind its fence, and its text. */
interface Block {
  readonly language: string
  readonly text: string
}

/** A page of Markdown, and the language that the program speaks to its reader. */
interface Page {
  readonly file: string
  readonly locale: string
  readonly text: string
  readonly blocks: readonly Block[]
}

const english = 'en_US.UTF-8'
const japanese = 'ja_JP.UTF-8'

/** The pages in both languages; `guide.test.ts` runs the guide, and `api.test.ts` has the reference of the library. */
const pages: readonly Page[] = [
  readPage('README.md', english),
  readPage('README.ja.md', japanese),
  ...pagesIn('docs', english).filter(({ file }) => file !== 'docs/own-flows.md'),
  ...pagesIn('docs/ja', japanese),
]

/** Each page that is there in both languages: English, Japanese. */
const twins: readonly (readonly [Page, Page])[] = pages
  .filter(({ locale }) => locale === japanese)
  .map((page) => [pageNamed(englishName(page.file)), page])

/** The name of the same page in English. */
function englishName(file: string): string {
  return file.replace('README.ja.md', 'README.md').replace('docs/ja/', 'docs/')
}

function pageNamed(file: string): Page {
  const page = pages.find((page) => page.file === file)
  if (page === undefined) throw new Error(`there is no ${file}`)
  return page
}

function pagesIn(folder: string, locale: string): readonly Page[] {
  return readdirSync(join(project, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => readPage(`${folder}/${name}`, locale))
}

function readPage(file: string, locale: string): Page {
  const text = readFileSync(join(project, file), 'utf8').replaceAll('\r\n', '\n')
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', inside = '']) => ({
    language,
    text: inside,
  }))
  return { file, locale, text, blocks }
}

/** The one block of a language that holds these words. */
function blockWith({ file, blocks }: Page, language: string, words: string): string {
  const [found, ...more] = blocks.filter((block) => block.language === language && block.text.includes(words))
  if (found === undefined || more.length > 0)
    throw new Error(`${file} has ${more.length === 0 ? 'no' : 'more than one'} ${language} with “${words}”`)
  return found.text
}

/** Of each console block: the arguments behind the program's name, and what is printed below. */
function shownIn({ file, blocks }: Page): readonly { args: string; printed: string }[] {
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
const levelsIn = ({ text }: Page): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#+) /gm)].map(([, level = '']) => level)

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder to run in: the files that the pages speak of lie there, and the package is found by its own name. */
function folderFor({ file }: Page): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  folders.push(folder)
  const beside = file.startsWith('docs/ja/') || file === 'README.ja.md' ? 'docs/ja' : 'docs'
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(project, join(folder, 'node_modules', '2fa-rescue'), 'junction')
  const write = (name: string, page: string, language: string, words: string): void =>
    writeFileSync(join(folder, name), blockWith(pageNamed(`${beside}/${page}`), language, words))
  write('answers.yaml', 'unattended.md', 'yaml', 'checks:')
  write('config.yaml', 'configuration.md', 'yaml', 'language:')
  write('example.mjs', 'library.md', 'js', "from '2fa-rescue/flow'")
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

describe.each(pages)('$file', (page) => {
  it.each(shownIn(page))('shows what 2fa-rescue $args prints', ({ args, printed }) => {
    const folder = folderFor(page)
    const words = args.split(' ').filter((word) => word !== '')
    expect(seen([bin, ...words], folder, environment(folder, page.locale))).toBe(printed)
  })

  it('has links that lead to files', () => {
    const links = [...page.text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"/g)]
    for (const [, link, picture] of links) {
      const path = join(project, dirname(page.file), link ?? picture ?? '')
      expect(existsSync(path), path).toBe(true)
    }
  })
})

describe.each([pageNamed('docs/library.md'), pageNamed('docs/ja/library.md')])('$file', (page) => {
  it('shows what its example prints', () => {
    const folder = folderFor(page)
    const printed = blockWith(page, 'text', 'Call the helpdesk worked')
    expect(seen(['example.mjs'], folder, environment(folder, page.locale))).toBe(printed)
  })
})

describe.each([pageNamed('docs/configuration.md'), pageNamed('docs/ja/configuration.md')])(
  '$file',
  (page) => {
    it('shows a configuration that is taken as it stands', () => {
      const folder = folderFor(page)
      const env = { ...environment(folder, page.locale), TWOFA_RESCUE_CONFIG: join(folder, 'config.yaml') }
      expect(JSON.parse(seen([bin, 'config', 'show', '--json'], folder, env))).toMatchObject({
        servers: ['ntp.example.org'],
        limits: { warning: 5, critical: 15 },
        flows: join(folder, 'my-flows'),
        from: { language: 'file', servers: 'file', limits: 'file', flows: 'file' },
      })
    })
  },
)

describe('the READMEs', () => {
  it.each([pageNamed('README.md'), pageNamed('README.ja.md')])(
    '$file begins with the two commands',
    ({ text }) => {
      const [first, second] = [...text.matchAll(/^```sh\n(.*)\n```$/gm)].map(([, command]) => command)
      expect([first, second]).toEqual(['npm ci && npx 2fa-rescue diagnose', 'npm ci && npm test'])
    },
  )

  it.each([pageNamed('README.md'), pageNamed('README.ja.md')])(
    '$file leads to every page of docs',
    ({ file, text }) => {
      const own = file === 'README.ja.md' ? japanese : english
      const unread = pages.filter(
        (page) =>
          page.locale === own &&
          page.file.startsWith('docs/') &&
          !text.includes(`(${page.file})`) &&
          !pagesFrom(text).some((other) => other.text.includes(`(${page.file.split('/').at(-1)})`)),
      )
      expect(unread.map(({ file }) => file)).toEqual([])
    },
  )
})

/** The pages that a text links to. */
const pagesFrom = (text: string): readonly Page[] => pages.filter(({ file }) => text.includes(`(${file})`))

describe('both languages', () => {
  it('have a page in English for each one in Japanese', () => {
    expect(twins.length).toBeGreaterThan(8)
  })

  // The English page on backup codes is longer: it has the list of forms that are understood as well.
  it.each(twins.filter(([{ file }]) => file !== 'docs/backup-codes.md'))(
    '$0.file and $1.file have the same headings, commands, examples and tables',
    (english, japanese) => {
      const parts = (page: Page) => ({
        headings: levelsIn(page),
        commands: shownIn(page).map(({ args }) => args),
        blocks: page.blocks.map(({ language }) => language),
        examples: page.blocks.filter(({ language }) => language === 'js'),
        rows: page.text.split('\n').filter((line) => line.startsWith('|')).length,
        pictures: [...page.text.matchAll(/<picture>/g)].length,
      })
      expect(parts(japanese)).toEqual(parts(english))
    },
  )
})
