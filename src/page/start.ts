/** The page: reads what it carries, shows one screen after the other, and goes with the browser's history. */
import type { Book } from '../core/flow/book.ts'
import { addDirectory } from '../core/flow/directory.ts'
import { type Language, languages } from '../core/flow/lists.ts'
import { unpackContent } from '../core/flow/packed-book.ts'
import { en, type Words } from '../words/en.ts'
import { ja } from '../words/ja.ts'
import { button, element } from './dom.ts'
import type { Scene } from './scene.ts'
import { drawScreen } from './screens.ts'
import { beginWalk, findMoment, goTo, moveTo, newSession, reply, type Session } from './session.ts'

const words: Readonly<Record<Language, Words>> = { en, ja }

/** Reads the data of the page, and shows the first screen in the reader's language. */
export async function startPage(): Promise<void> {
  const { packed }: { packed: string } = JSON.parse(document.getElementById('data')?.textContent ?? '{}')
  const { start, book, services } = await unpackContent(packed)
  new Wizard(addDirectory(book, services), start).run()
}

/** The wizard on the page: a session, the language in which it is shown, and what was written for support. */
class Wizard {
  readonly #book: Book
  readonly #start: string
  readonly #title = document.title
  readonly #notes = new Map<string, string>()
  /** False where the browser keeps no history for this page, as in some readers of mail. */
  readonly #hasHistory = record('replaceState', 0)
  #session: Session = newSession
  #language: Language = navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en'
  #shown = new AbortController()

  constructor(book: Book, start: string) {
    this.#book = book
    this.#start = start
  }

  run(): void {
    addEventListener('popstate', ({ state }) => this.#moveTo(Number(state?.at ?? 0)))
    this.#draw()
  }

  /** Goes on to a further screen. */
  #enter(next: Session): void {
    this.#session = next
    record('pushState', next.at)
    this.#show()
  }

  #back(): void {
    if (this.#hasHistory) history.back()
    else this.#moveTo(this.#session.at - 1)
  }

  #moveTo(at: number): void {
    this.#session = moveTo(this.#session, at)
    this.#show()
  }

  /** Draws the screen, and goes to its top: a screen reader reads its heading. */
  #show(): void {
    const heading = this.#draw().querySelector('h1')
    scrollTo(0, 0)
    heading?.focus({ preventScroll: true })
  }

  /** Draws the screen anew. What the screen before was doing ends. */
  #draw(): HTMLElement {
    this.#shown.abort()
    this.#shown = new AbortController()
    const main = drawScreen(this.#scene())
    document.documentElement.lang = this.#language
    document.getElementById('app')?.replaceChildren(this.#bar(), main, this.#foot())
    document.title = `${main.querySelector('h1')?.textContent ?? ''} · ${this.#title}`
    return main
  }

  #scene(): Scene {
    const { screen, reply: earlier } = findMoment(this.#session)
    return {
      ...{ screen, earlier, book: this.#book, start: this.#start },
      ...{ words: words[this.#language], notes: this.#notes },
      canGoBack: this.#session.at > 0,
      left: this.#shown.signal,
      begin: () => this.#enter(beginWalk(this.#session, this.#book, this.#start)),
      reply: (position, given) => this.#enter(reply(this.#session, position, given)),
      open: (screen) => this.#enter(goTo(this.#session, screen)),
      back: () => this.#back(),
    }
  }

  /** The name of the program, and the languages. */
  #bar(): HTMLElement {
    const items = languages.map((language) => {
      const choose = (): void => {
        this.#language = language
        this.#draw()
        document.querySelector<HTMLElement>(`nav [lang=${language}]`)?.focus()
      }
      const isShown = String(language === this.#language)
      const look = { class: 'plain', lang: language, 'aria-pressed': isShown }
      return element('li', {}, button(words[language].languageName, choose, look))
    })
    const label = words[this.#language].page.languages
    const bar = element('nav', { 'aria-label': label }, element('ul', {}, ...items))
    return element('header', { class: 'bar' }, element('p', { class: 'brand' }, '2fa-rescue'), bar)
  }

  #foot(): HTMLElement {
    const { page } = words[this.#language]
    const again = (): void => this.#enter(goTo(this.#session, { kind: 'first' }))
    const isFirst = findMoment(this.#session).screen.kind === 'first'
    return element(
      'footer',
      {},
      button(page.print, () => print(), { class: 'plain' }),
      ...(isFirst ? [] : [button(page.again, again, { class: 'plain' })]),
    )
  }
}

/** Notes the number of a screen in the browser's history. Answers whether it keeps one. */
function record(how: 'pushState' | 'replaceState', at: number): boolean {
  try {
    history[how]({ at }, '')
    return true
  } catch {
    return false
  }
}
