/**
 * A person at the wizard in a real terminal: presses keys, reads every screen whole, and writes it down. What has to be
 * on the screens stands in the tests and in `test/screens/`; here are only the rules that hold for every screen: it fits
 * the window, it speaks one language, and every choice can be reached.
 */
import type { Language } from '../../src/core/flow/lists.ts'
import { shippedBook } from './flows.ts'
import { flatIn, foreignIn, wordsIn } from './foreign-words.ts'
import { picture, type Terminal, type View } from './tmux.ts'

/** The program as these tests start it, and so as it names itself. */
export const program = 'npx 2fa-rescue'
export const resumeCommand = `${program} diagnose --resume`

/** What each language calls the parts of every screen. */
const fixed = {
  en: {
    keys: [
      '↑↓ move · Enter choose · ctrl-c stop',
      '↑↓ · Space tick · Enter go on · ctrl-c',
      'type to search · ↑↓ · Enter · ctrl-c',
    ],
    next: 'Next page',
    look: 'Shall I look whether backup codes',
    page: /^\? Page \d+ of \d+/,
  },
  ja: {
    keys: [
      '↑↓ 移動 · Enter 決定 · ctrl-c 中断',
      '↑↓ · スペース 選択 · Enter · ctrl-c',
      '文字で検索 · ↑↓ · Enter · ctrl-c',
    ],
    next: '次のページ',
    look: 'このパソコンに',
    page: /^\? \d+ページ中\d+ページ目/,
  },
} as const

/** A screen: what was printed since the last rule, and the question below with its choices. */
interface Screen {
  readonly page: readonly string[]
  readonly question: readonly string[]
}

export interface Person {
  /** Waits for the next screen and reads it, every page of it. */
  read(): Promise<void>
  /** Presses a choice of the present screen by its label. */
  press(label: string): Promise<void>
  /** Presses a choice and reads the screen that it leads to. */
  choose(label: string): Promise<void>
  /** Presses the choice with the cursor and reads the screen that it leads to. */
  enter(): Promise<void>
  /** Presses “Back” until the whole screen is left, page by page, and reads the one before. */
  back(label: string): Promise<void>
  /** Takes the choice with the cursor, which is the one proposed, and reads the screen that it leads to. */
  accept(): Promise<void>
  /** Ticks or unticks an item of a list: the screen stays. */
  tick(label: string): Promise<void>
  /** Goes on in the other language, from the first screen. */
  speak(language: Language): void
  /** The present screen without the breaks of its lines, all its pages together. */
  text(): string
  /** Whether a choice is on the present screen. */
  offers(label: string): boolean
  /** Every screen so far and every key pressed; a screen that was seen before is only named. */
  transcript(): string
}

/** An address or a command stands alone and is never cut, so that it can be copied. */
const copied = /^(https:\/\/\S+|(npx )?2fa-rescue( [a-z-]+)*)$/

/** The lines to copy in the steps of remedies and cards. */
const commands: ReadonlySet<string> = new Set(
  [...JSON.stringify(shippedBook()).matchAll(/"run":("(?:[^"\\]|\\.)*")/g)].map(([, line = '']) =>
    String(JSON.parse(line)),
  ),
)

const standsAlone = (line: string): boolean => copied.test(line) || commands.has(line)

/** Sits down before a terminal in which the wizard was just started. */
export function sitDown(terminal: Terminal, first: Language): Person {
  let language = first
  let screens = 0
  let pages: readonly Screen[] = []
  const seen = new Map<string, number>()
  const told: string[] = []
  const rule = '─'.repeat(Math.min(terminal.size.columns, 40))
  const flat = (text: string): string => flatIn(text, language)

  async function fail(what: string): Promise<never> {
    throw new Error(`${what}\n${picture(await terminal.view(), terminal.size)}`)
  }

  /** Whether a line is the one about keys, which ends every screen. */
  const endsWithKeys = (line: string): boolean => (fixed[language].keys as readonly string[]).includes(line)

  /** The present screen, once it stands whole. */
  function findScreen({ lines }: View): Screen | undefined {
    const rules = lines.flatMap((line, index) => (line === rule ? [index] : []))
    const section = lines.slice((rules.at(-1) ?? -1) + 1)
    const end = section.findLastIndex((line) => line !== '')
    const question = section.findLastIndex((line) => line.startsWith('? '))
    if (rules.length !== screens || question < 0 || !endsWithKeys(section[end] ?? '')) return undefined
    return { page: section.slice(0, question), question: section.slice(question, end) }
  }

  /** Whether the wizard asks for leave to look for stored codes: that is no screen, but one more line. */
  function asksToLook({ lines }: View): boolean {
    const question = lines.findLastIndex((line) => line.startsWith('? '))
    const text = flat(lines.slice(question).join('\n'))
    return question >= 0 && text.startsWith(flat(`? ${fixed[language].look}`)) && text.includes('❯')
  }

  async function nextPage(): Promise<Screen> {
    screens += 1
    const asked = await terminal.until(`screen ${screens}`, (view) =>
      findScreen(view) !== undefined ? 'nothing' : asksToLook(view) ? 'look' : undefined,
    )
    if (asked === 'look') await terminal.press('Down', 'Enter')
    const [screen, view] = await terminal.until(`screen ${screens}`, (view) => {
      const found = findScreen(view)
      return found && ([found, view] as const)
    })
    const { rows, lines, top } = view
    if (rows.lastIndexOf(rule) < top) await fail('the screen is higher than the window')
    const folded = lines
      .slice(lines.lastIndexOf(rule))
      .find((line) => !rows.includes(line) && !standsAlone(line))
    if (folded !== undefined) await fail(`wider than the window: ${folded}`)
    const prose = screen.page.filter((line) => !commands.has(line))
    const foreign = foreignIn([...prose, ...screen.question], wordsIn[language])
    if (foreign.length > 0) await fail(`words of the other language: ${foreign.join(', ')}`)
    if ([...screen.page, ...screen.question].some((line) => /[{}]|undefined/.test(line)))
      await fail('a placeholder was left open')
    return screen
  }

  async function read(): Promise<void> {
    let page = await nextPage()
    pages = [page]
    while (fixed[language].page.test(page.question[0] ?? '')) {
      await press(fixed[language].next)
      page = await nextPage()
      pages = [...pages, page]
    }
    const text = pages.map(({ page, question }) => [...page, ...question].join('\n')).join('\n\n')
    const before = seen.get(text)
    if (before === undefined) seen.set(text, seen.size + 1)
    told.push(
      before === undefined ? `--- screen ${seen.size} ---\n${text}` : `--- screen ${before} again ---`,
    )
  }

  /** The choice with the cursor, without the breaks of its lines. */
  const findCursor = (view: View): string | undefined => {
    const { question = [] } = findScreen(view) ?? {}
    const cursor = question.findIndex((line) => line.startsWith('❯'))
    return cursor < 0 ? undefined : flat(question.slice(cursor).join('\n').slice(1)).trimStart()
  }

  /** Moves the cursor one choice on; false at the end of the list. */
  async function move(key: 'Up' | 'Down'): Promise<boolean> {
    const before = await terminal.until('a cursor', findCursor)
    await terminal.press(key)
    const settled = Date.now() + 400
    await terminal.until('the cursor elsewhere', (view) => {
      const now = findCursor(view)
      return (now !== undefined && now !== before) || Date.now() > settled || undefined
    })
    return (await terminal.until('a cursor', findCursor)) !== before
  }

  /** Moves the cursor to a choice. It may begin anywhere, so the way leads down to the end, and then up. */
  async function moveTo(label: string): Promise<void> {
    const wanted = flat(label)
    const isThere = async () => (await terminal.until('a cursor', findCursor)).startsWith(wanted)
    for (const key of ['Down', 'Up'] as const) {
      do {
        if (await isThere()) return
      } while (await move(key))
    }
    await fail(`no such choice: ${label}`)
  }

  async function press(label: string): Promise<void> {
    await moveTo(label)
    await terminal.press('Enter')
    if (label !== fixed[language].next) told.push(`> ${label}`)
  }

  return {
    read,
    press,
    choose: async (label) => {
      await press(label)
      await read()
    },
    enter: async () => {
      told.push(`> ${await terminal.until('a cursor', findCursor)}`)
      await terminal.press('Enter')
      await read()
    },
    back: async (label) => {
      for (let page = pages.length; page > 1; page -= 1) {
        await moveTo(label)
        await terminal.press('Enter')
        await nextPage()
      }
      await press(label)
      await read()
    },
    accept: async () => {
      const line = await terminal.until('a cursor', (view) =>
        findScreen(view)?.question.find((line) => line.startsWith('❯')),
      )
      told.push(line.replace('❯', '>'))
      await terminal.press('Enter')
      await read()
    },
    tick: async (label) => {
      await moveTo(label)
      await terminal.press('Space')
      told.push(`> ${label}`)
      const after = label.startsWith('[x]') ? label.replace('[x]', '[ ]') : label.replace('[ ]', '[x]')
      await terminal.until(after, (view) => findCursor(view)?.startsWith(flat(after)) || undefined)
      const last = await terminal.until('the list again', findScreen)
      pages = [...pages.slice(0, -1), last]
    },
    speak: (other) => {
      language = other
    },
    text: () => flat(pages.flatMap(({ page, question }) => [...page, ...question]).join('\n')),
    offers: (label) => flat(pages.at(-1)?.question.join('\n') ?? '').includes(flat(label)),
    transcript: () => `${maskDates(told.join('\n\n'))}\n`,
  }
}

/** Days that depend on when the test runs, in either language, with a word in their place. */
function maskDates(text: string): string {
  const day = 24 * 60 * 60 * 1000
  const days = { '<today>': Date.now(), '<tomorrow>': Date.now() + day }
  let masked = text
  for (const [word, time] of Object.entries(days)) {
    for (const language of ['en', 'ja']) {
      const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(time)
      masked = masked.replaceAll(date, word)
    }
  }
  return masked
}
