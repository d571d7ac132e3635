/**
 * A person at the wizard in a real terminal. Beside the program goes a walk of our own through the same flows; from it
 * comes what has to be on the screen. Where it is not, the test fails with the screen.
 */

import { actionOf, type Language } from '../../src/core/flow/book.ts'
import { fill, linksOf, lockOf, type Voice } from '../../src/core/flow/cards.ts'
import { cardOf } from '../../src/core/flow/facts.ts'
import type { ToolName } from '../../src/core/flow/lists.ts'
import { remedyFor } from '../../src/core/flow/plan.ts'
import type { Wait } from '../../src/core/flow/types.ts'
import {
  advance,
  back,
  factsOf,
  type Reply,
  resume,
  type Stop,
  stepOf,
  type Walk,
} from '../../src/core/flow/walk.ts'
import { atHand } from '../../src/wizard/card-choice.ts'
import { en, type Words } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { shippedBook } from './flows.ts'
import { picture, type Terminal, type View } from './tmux.ts'

const book = shippedBook()

export const wordsIn: Readonly<Record<Language, Words>> = { en, ja }

/** The program as these tests start it, and so as it names itself. */
export const program = 'npx 2fa-rescue'
export const resumeCommand = `${program} diagnose --resume`

/** What a screen has to hold. A pattern stands for words with a measurement in them. */
export interface Expected {
  readonly texts: readonly (string | RegExp)[]
  readonly message: string
  readonly choices: readonly string[]
  /** The choice that the cursor stands on at first; else the first one. */
  readonly cursor?: string | undefined
}

/** The present screen: what was printed since the last rule. */
interface Shown {
  readonly page: readonly string[]
  readonly question: readonly string[]
}

type Asked = Extract<Stop, { kind: 'question' | 'tick' | 'remedy' }>

export interface Person {
  /** The stop where the person stands. */
  stop(): Stop
  /** Reads the first screen to its end; `savedAt` where it offers to go on. */
  first(expected: { servers?: readonly string[]; savedAt?: Date }): Promise<void>
  /** Presses a choice of the present screen by its label. */
  choose(label: string): Promise<void>
  /** Goes on in the other language, from the first screen. */
  speak(language: Language): void
  /** Reads the stop where the walk now stands, every page of it and every choice. */
  read(): Promise<void>
  /** Answers the present stop and reads the next. */
  reply(reply: Reply): Promise<void>
  /** Goes back, through the pages of the present stop, and reads where that leads. */
  back(): Promise<void>
  /** Takes up a walk that was saved, and reads where it stands. */
  resume(saved: Walk): Promise<void>
  /** Uses the clock tool of the present remedy, and reads what it says. */
  measureAgain(news: string | RegExp): Promise<void>
  /** What a check answers from now on, and how the wizard says so. */
  measured(result: 'fine' | 'skewed' | 'unknown', news: string | RegExp): void
}

/** Sits down before a terminal in which the wizard was just started. */
export function sitDown(
  terminal: Terminal,
  language: Language,
  start: Walk,
  { online = false } = {},
): Person {
  let words = wordsIn[language]
  let walk = start
  let check: { result: string; news: string | RegExp } = {
    result: 'unknown',
    news: words.diagnose.clock.unknown,
  }
  let news: (string | RegExp)[] = []
  /** The reply that was given here before the person came back. */
  let before: Reply | undefined
  let screens = 0
  /** The choices of the present screen, the one that is highlighted, and the page. */
  let choices: readonly string[] = []
  let at = 0
  let page = 1

  const rule = '─'.repeat(Math.min(terminal.size.columns, 40))
  const flat = (text: string): string => flatIn(text, words.language)
  const voice = (): Voice => ({
    book,
    facts: factsOf(book, walk),
    language: words.language,
    labels: words.diagnose.labels,
  })

  async function fail(what: string): Promise<never> {
    throw new Error(`${what}\n${picture(await terminal.view(), terminal.size)}`)
  }

  // --- Screens ---

  /** The present screen, once it stands whole. */
  function shownIn({ lines }: View): Shown | undefined {
    const rules = lines.flatMap((line, index) => (line === rule ? [index] : []))
    const section = lines.slice((rules.at(-1) ?? -1) + 1)
    const end = section.findLastIndex((line) => line !== '')
    const question = section.findLastIndex((line) => line.startsWith('? '))
    const whole = rules.length === screens && question >= 0 && section[end] === words.prompt.keys(true)
    return whole ? { page: section.slice(0, question), question: section.slice(question, end) } : undefined
  }

  /** Waits for the next screen and checks what holds of every one. */
  async function nextScreen(): Promise<Shown> {
    screens += 1
    const [shown, view] = await terminal.until(`screen ${screens}`, (view) => {
      const shown = shownIn(view)
      return shown && ([shown, view] as const)
    })
    const { rows, lines, top } = view
    const begin = rows.lastIndexOf(rule)
    if (begin < top) await fail('the screen is higher than the window')
    const folded = lines
      .slice(lines.lastIndexOf(rule))
      .find((line) => !rows.includes(line) && !copied.test(line))
    if (folded !== undefined) await fail(`wider than the window: ${folded}`)
    const foreign = foreignIn([...shown.page, ...shown.question], words)
    if (foreign.length > 0) await fail(`words of the other language: ${foreign.join(', ')}`)
    return shown
  }

  async function readScreen({ texts, message, choices: last, cursor }: Expected): Promise<void> {
    const { ask } = words.diagnose
    const seen: string[] = []
    const canGoBack = last.includes(ask.back)
    for (page = 1; ; page += 1) {
      const shown = await nextScreen()
      seen.push(...shown.page)
      const asked = flat(shown.question.join('\n'))
      const pages = Array.from({ length: 20 }, (_, index) => index + 2).find((pages) =>
        asked.startsWith(flat(`? ${ask.page(page, pages)}`)),
      )
      if (pages === undefined) {
        if (!asked.startsWith(flat(`? ${message}`))) await fail(`not asked: ${message}`)
        await readChoices(shown, last, cursor)
        break
      }
      await readChoices(shown, [ask.next, ...(page > 1 || canGoBack ? [ask.back] : [])])
      await choose(ask.next)
    }
    const text = flat(seen.join('\n'))
    for (const expected of texts) {
      const found = typeof expected === 'string' ? text.includes(flat(expected)) : expected.test(text)
      if (!found) await fail(`not on the screen: ${expected}`)
    }
  }

  // --- Choices ---

  /** Every choice can be seen or is counted, and every one can be reached. */
  async function readChoices(
    { question }: Shown,
    expected: readonly string[],
    cursor?: string,
  ): Promise<void> {
    choices = expected
    at = cursor === undefined ? 0 : choices.indexOf(cursor)
    const text = flat(question.join('\n'))
    const seen = choices.filter((label) => text.includes(flat(label)))
    if (
      seen.length < choices.length &&
      !text.includes(flat(words.prompt.more(seen.length, choices.length)))
    ) {
      await fail(`neither shown nor counted: ${choices.filter((label) => !seen.includes(label)).join(', ')}`)
    }
    await highlighted()
    await move(-at)
    while (at < choices.length - 1) await move(1)
  }

  async function move(steps: number): Promise<void> {
    at += steps
    if (steps !== 0) await terminal.press(...Array<string>(Math.abs(steps)).fill(steps > 0 ? 'Down' : 'Up'))
    await highlighted()
  }

  /** Waits until the choice that should be is the one with the cursor. */
  async function highlighted(): Promise<void> {
    const label = choices[at] ?? ''
    await terminal.until(`highlighted: ${label}`, (view) => {
      const { question = [] } = shownIn(view) ?? {}
      const cursor = question.findIndex((line) => line.startsWith('❯'))
      const rest = flat(question.slice(cursor).join('\n').slice(1)).trimStart()
      return (cursor >= 0 && rest.startsWith(flat(label))) || undefined
    })
  }

  async function choose(label: string): Promise<void> {
    const index = choices.indexOf(label)
    if (index < 0) await fail(`no such choice: ${label}`)
    await move(index - at)
    await terminal.press('Enter')
  }

  // --- Stops ---

  const expected = (): Expected => {
    const found = expectedAt(stepOf(book, walk), voice(), words, {
      canGoBack: walk.trail.length > 0,
      online,
      before,
    })
    return { ...found, texts: [...news, ...found.texts] }
  }

  async function read(): Promise<void> {
    for (let stop = stepOf(book, walk); stop.kind === 'check'; stop = stepOf(book, walk)) {
      if (stop.check === 'backup') await letBe()
      else news = [check.news]
      walk = advance(book, walk, { result: stop.check === 'backup' ? 'unknown' : check.result })
    }
    await readScreen(expected())
    news = []
  }

  /** Where the wizard asks whether it may look for stored codes, it may not. */
  async function letBe(): Promise<void> {
    const card = cardOf(book, voice().facts, 'service')
    if (card === undefined || card.general) return
    const asked = flat(words.backup.wizard.look(fill(card.name, voice())))
    await terminal.until(
      'whether to look',
      ({ lines }) => flat(lines.join('\n')).includes(asked) || undefined,
    )
    await terminal.press('Down', 'Enter')
  }

  /** Ticks what is not ticked yet, and takes the tick from what should not be. */
  async function tick(stop: Tick, wanted: readonly string[]): Promise<void> {
    const { go, goUnsure } = words.diagnose.tick
    const ticked = new Set(before !== undefined && 'ticked' in before ? before.ticked : [])
    const changes = stop.tick.items.map(({ id }) => id).filter((id) => ticked.has(id) !== wanted.includes(id))
    for (const id of changes) {
      await choose(boxLabel(stop, id, ticked, voice()))
      if (!ticked.delete(id)) ticked.add(id)
      choices = tickChoices(stop, ticked, voice(), words, choices.includes(words.diagnose.ask.back))
      await highlighted()
    }
    await choose(ticked.size > 0 ? go : goUnsure)
  }

  async function reply(given: Reply): Promise<void> {
    const stop = stepOf(book, walk)
    if ('choice' in given && stop.kind === 'question') {
      const option = stop.options.find(({ id }) => id === given.choice)
      await choose(fill(option?.label ?? '', voice()))
    } else if ('ticked' in given && stop.kind === 'tick') await tick(stop, given.ticked)
    else if ('none' in given) await choose(words.diagnose.tick.none)
    else if ('did' in given) await choose(words.diagnose.remedy[given.did])
    walk = advance(book, walk, given)
    before = undefined
    await read()
  }

  return {
    stop: () => stepOf(book, walk),
    first: ({ servers, savedAt }) => readScreen(expectedFirst(servers, savedAt, voice(), words)),
    choose,
    speak: (language) => {
      words = wordsIn[language]
      check = { ...check, news: check.result === 'unknown' ? words.diagnose.clock.unknown : check.news }
    },
    read,
    reply,
    measureAgain: async (said) => {
      await choose(words.diagnose.clock.again)
      await readScreen({ ...expected(), texts: [said] })
    },
    back: async () => {
      const present = expected()
      const { ask } = words.diagnose
      while (page > 1) {
        await choose(ask.back)
        const shown = await nextScreen()
        page -= 1
        const turned = flat(shown.question.join('\n'))
        if (turned.startsWith(flat(`? ${present.message}`))) await fail('back did not turn the page')
        await readChoices(shown, [ask.next, ask.back])
      }
      await choose(ask.back)
      before = walk.trail.at(-1)?.reply
      walk = back(walk)
      await read()
    },
    resume: async (saved) => {
      walk = resume(book, saved).position.walk
      await read()
    },
    measured: (result, said) => {
      check = { result, news: said }
    },
  }
}

// --- What has to be there ---

/** An address or a command stands alone and is never cut, so that it can be copied. */
const copied = /^(https:\/\/\S+|(npx )?2fa-rescue( [a-z-]+)*)$/

/** Without the breaks of lines: English breaks where there is a blank, Japanese anywhere. */
export function flatIn(text: string, language: Language): string {
  return language === 'en' ? text.replace(/\s+/g, ' ').trim() : text.replace(/\s+/g, '')
}

function expectedFirst(
  servers: readonly string[] | undefined,
  savedAt: Date | undefined,
  voice: Voice,
  words: Words,
): Expected {
  const { first } = words.diagnose
  const warnings = Object.entries(book.warnings).flatMap(([id, warning]) => (warning.first ? [id] : []))
  const date =
    savedAt && new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(savedAt)
  return {
    texts: [
      first.title,
      first.calm,
      ...warningTexts(warnings, voice),
      servers === undefined ? first.offline : first.servers(servers, []),
    ],
    message: first.ask,
    choices: [first.begin, ...(date === undefined ? [] : [first.resume(date)]), words.otherLanguage],
  }
}

function warningTexts(ids: readonly string[], voice: Voice): readonly string[] {
  return ids.flatMap((id) => (book.warnings[id] === undefined ? [] : [fill(book.warnings[id].text, voice)]))
}

interface Circumstances {
  readonly canGoBack: boolean
  /** Whether time servers are asked. */
  readonly online: boolean
  readonly before: Reply | undefined
}

function expectedAt(stop: Stop, voice: Voice, words: Words, now: Circumstances): Expected {
  switch (stop.kind) {
    case 'question':
    case 'tick':
    case 'remedy':
      return expectedAsked(stop, voice, words, now)
    case 'outcome':
      return expectedEnd(stop, voice, words, now)
    case 'collect':
    case 'review':
      throw new Error('no walk in a terminal comes here')
    case 'check':
      throw new Error('a check is no screen')
  }
}

function expectedAsked(
  stop: Asked,
  voice: Voice,
  words: Words,
  { canGoBack, online, before }: Circumstances,
): Expected {
  const back = canGoBack ? [words.diagnose.ask.back] : []
  const warnings = warningTexts(stop.warnings, voice)
  const filled = (text: Parameters<typeof fill>[0]): string => fill(text, voice)
  switch (stop.kind) {
    case 'question': {
      const { ask, help } = stop.question
      const earlier = before !== undefined && 'choice' in before ? before.choice : undefined
      const { shown, hidden } = atHand(stop.options, voice, earlier)
      const typing = hidden.length === 0 ? [] : [words.diagnose.find.type]
      const labels = [...typing, ...shown.map(({ label }) => filled(label))]
      const chosen = shown.findIndex(({ id }) => id === earlier)
      return {
        texts: [...warnings, ...(help === undefined ? [] : [filled(help)])],
        message: filled(ask),
        choices: [...labels, ...back],
        cursor: chosen < 0 ? undefined : labels[chosen + typing.length],
      }
    }
    case 'tick': {
      const { ask, help } = stop.tick
      const ticked = new Set(before !== undefined && 'ticked' in before ? before.ticked : [])
      return {
        texts: [...warnings, ...(help === undefined ? [] : [filled(help)])],
        message: filled(ask),
        choices: tickChoices(stop, ticked, voice, words, canGoBack),
      }
    }
    case 'remedy': {
      const { plan, number, opens, remedy } = stop
      const { pause, pauseUsual, takes, waiting } = words.diagnose.remedy
      const { way, didItWork, worked, failed, skipped } = words.diagnose[plan.each ? 'each' : 'remedy']
      const lock = lockOf(voice)
      const tool = toolLabels(remedy.tool, words, online)
      return {
        texts: [
          ...(opens && plan.say !== undefined ? [filled(plan.say)] : []),
          way(number, filled(remedy.title)),
          ...(stop.pause ? [pause(lock === undefined ? pauseUsual : filled(lock.say))] : []),
          ...(remedy.why === undefined ? [] : [filled(remedy.why)]),
          ...remedy.steps.flatMap((step, index) => {
            const { say, run } = actionOf(step)
            return [`${index + 1}. ${filled(say)}`, ...(run === undefined ? [] : [run])]
          }),
          ...(remedy.wait === undefined ? [] : [takes(filled(remedy.wait.say))]),
          ...linksOf(remedy.links ?? [], voice).flatMap(({ label, url }) => [label, url]),
          ...warnings,
        ],
        message: didItWork,
        choices: [...tool, worked, failed, skipped, ...(plan.each ? [] : [waiting]), ...back],
      }
    }
  }
}

/** The choice that uses a remedy's tool. Only some of them need a network. */
function toolLabels(tool: ToolName | undefined, words: Words, online: boolean): readonly string[] {
  const labels: Record<ToolName, string> = {
    clock: words.diagnose.clock.again,
    'phone-clock': words.clock.phone.tool,
    'server-clock': words.clock.serverTool.label,
    calendar: words.kit.calendar.use,
    'backup-code': words.backup.wizard.tool,
    'judge-code': words.totp.wizard.judge,
    'make-code': words.totp.wizard.make,
    'compare-codes': words.totp.wizard.compare,
  }
  const asks = tool === 'clock' || tool === 'server-clock'
  return tool === undefined || (!online && asks) ? [] : [labels[tool]]
}

type Tick = Stop & { kind: 'tick' }

function boxLabel(stop: Tick, id: string, ticked: ReadonlySet<string>, voice: Voice): string {
  const item = stop.tick.items.find((item) => item.id === id)
  return `${ticked.has(id) ? '[x]' : '[ ]'} ${fill(item?.label ?? '', voice)}`
}

function tickChoices(
  stop: Tick,
  ticked: ReadonlySet<string>,
  voice: Voice,
  words: Words,
  canGoBack: boolean,
): readonly string[] {
  const { go, goUnsure, none } = words.diagnose.tick
  const boxes = stop.tick.items.map(({ id }) => boxLabel(stop, id, ticked, voice))
  return [
    ...boxes,
    ...(ticked.size > 0 ? [go] : [goUnsure, none]),
    ...(canGoBack ? [words.diagnose.ask.back] : []),
  ]
}

/** The day, or where it is sooner the time, to come back; the wizard may have told it a minute ago. */
function comeBackText(wait: Wait | undefined, { language, diagnose: { outcome } }: Words): string | RegExp {
  const minute = 60_000
  const hours = (wait?.hours ?? 0) + 24 * (wait?.days ?? 0)
  const length = (wait?.minutes ?? 0) * minute + hours * 60 * minute
  if (length === 0) return outcome.comeBackLater
  const style: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' }
  if (length < 24 * 60 * minute) style.timeStyle = 'short'
  const dates = [0, minute].map((ago) =>
    new Intl.DateTimeFormat(language, style).format(Date.now() - ago + length),
  )
  return new RegExp(dates.map((date) => escaped(flatIn(outcome.comeBack(date), language))).join('|'))
}

/** A text as a pattern that it fits. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function expectedEnd(
  stop: Stop & { kind: 'outcome' },
  voice: Voice,
  words: Words,
  { canGoBack }: Circumstances,
): Expected {
  const { outcome, ask } = words.diagnose
  const title = stop.remedy === undefined ? '' : fill(remedyFor(book, voice.facts, stop.remedy).title, voice)
  const wait = stop.remedy === undefined ? undefined : remedyFor(book, voice.facts, stop.remedy).wait
  const heads = {
    solved: [outcome.solved, ...(stop.after.length > 0 ? [outcome.after] : [])],
    waiting: [
      outcome.waiting(title),
      comeBackText(wait, words),
      resumeCommand,
      ...(stop.after.length > 0 ? [outcome.afterLater] : []),
    ],
    done: stop.after.length > 0 ? [outcome.afterDone] : [],
    unsolved: [outcome.unsolved, ...(stop.after.length > 0 ? [outcome.afterLater] : [])],
  }
  const after = stop.after.flatMap((id) => {
    const remedy = remedyFor(book, voice.facts, id)
    return [fill(remedy.title, voice), ...remedy.steps.map((step) => fill(actionOf(step).say, voice))]
  })
  return {
    texts: [...heads[stop.result], ...(stop.say === undefined ? [] : [fill(stop.say, voice)]), ...after],
    message: ask.end,
    choices: [ask.finish, ...(canGoBack ? [ask.back] : [])],
  }
}

/** Names that begin with a small letter. Any other small Latin word in a Japanese sentence is English. */
const smallNames = ['iPhone', 'iPad', 'iOS', 'macOS', 'au', 'docomo', 'ctrl-c']

/** Words of the other language, but for the one line that offers it. Quoted are labels, file names and commands. */
export function foreignIn(lines: readonly string[], { language, otherLanguage }: Words): readonly string[] {
  const text = lines.filter((line) => !line.includes(otherLanguage)).join('\n')
  if (language === 'en') return text.match(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]+/gu) ?? []
  const prose = text.replace(/\[x\]|https:\/\/\S+|(npx )?2fa-rescue( [a-z-]+)*|--[a-z]+|「[^」]*」/g, ' ')
  return latinIn(prose).filter(
    (word) => (/^[a-z]/.test(word) && !smallNames.includes(word)) || englishOnly.has(word),
  )
}

const latinIn = (text: string): readonly string[] => text.match(/[A-Za-z]+(?:[.-][A-Za-z]+)*/g) ?? []

/** What the program says in English and nowhere in Japanese. */
const englishOnly: ReadonlySet<string> = new Set(
  (() => {
    const japanese = new Set(latinIn(`${saidBy(ja)}\n${writtenIn('ja', book)}`))
    return latinIn(`${saidBy(en)}\n${writtenIn('en', book)}`).filter(
      (word) => word.length > 1 && !japanese.has(word),
    )
  })(),
)

/** Every text of a language's words; of those that take something, the source. */
function saidBy(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Object.values(value).map(saidBy).join('\n')
  return typeof value === 'string' || typeof value === 'function' ? String(value) : ''
}

/** Every text of the flows in a language. */
function writtenIn(language: Language, value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, inner]) =>
      key === language && typeof inner === 'string' ? inner : writtenIn(language, inner),
    )
    .join('\n')
}
