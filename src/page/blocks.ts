/** The wizard's blocks of text as elements of a page. */
import type { Block } from '../ui/screen.ts'
import type { Words } from '../words/en.ts'
import { type Child, element, unseen } from './dom.ts'

/**
 * The elements of a screen, its heading first. Good news at its top becomes the heading; else the first title does;
 * without one, the first text.
 */
export function blockElements(blocks: readonly Block[], words: Words, hasHeading = false): HTMLElement[] {
  const opening = blocks.find(({ kind }) => kind !== 'gap')
  const title = blocks.find(({ kind }) => kind === 'title')
  const first = opening?.kind === 'good' ? opening : (title ?? opening)
  const made: HTMLElement[] = []
  for (const block of blocks) {
    const last = made.at(-1)
    if (block.kind === 'gap') continue
    if (block.kind === 'item') addItem(made, block)
    else if (block.kind === 'verbatim' && isAddress(block.text)) addLink(made, block, words)
    else if (block === first && !hasHeading) made.unshift(blockHeading(block, words))
    // A line to copy belongs to the step before it.
    else if (block.kind === 'verbatim' && block.about === undefined && last?.tagName === 'OL')
      last.lastElementChild?.append(preformatted(block.text))
    else made.push(...drawBlock(block, words))
  }
  return made
}

type Verbatim = Extract<Block, { kind: 'verbatim' }>
type Item = Extract<Block, { kind: 'item' }>

/** Only such addresses are opened: a flow could name a script instead. */
const isAddress = (text: string): boolean => /^https:\/\/[^\s]+$/i.test(text)

function blockHeading(block: Exclude<Block, { kind: 'gap' | 'item' }>, words: Words): HTMLElement {
  if (block.kind === 'good') return heading(block.text, { class: 'good' }, unseen(words.page.good))
  return heading(block.text)
}

/** What the program says behind `hint:` begins small and ends without a full stop; on a page it is a sentence. */
export function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${findStop(text)}`
}

/** The full stop that is missing at the end. */
function findStop(text: string): string {
  if (/[a-z\d)”]$/i.test(text)) return '.'
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}）]$/u.test(text) ? '。' : ''
}

/** Several texts as sentences; behind a Japanese full stop comes no space. */
export const joinSentences = (texts: readonly string[]): string =>
  texts.map(asSentence).join(' ').replaceAll('。 ', '。')

/** Blocks of the program's own words as sentences; titles, and what is to be copied, stay as they are. */
export const inSentences = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) =>
    'text' in block && block.kind !== 'verbatim' && block.kind !== 'title'
      ? { ...block, text: asSentence(block.text) }
      : block,
  )

/** The heading of a screen, which gets the focus when the screen is shown. */
export function heading(
  text: string,
  attributes: Readonly<Record<string, string>> = {},
  before?: Child,
): HTMLElement {
  return element('h1', { tabindex: '-1', ...attributes }, ...(before === undefined ? [] : [before]), text)
}

function drawBlock(block: Exclude<Block, { kind: 'gap' | 'item' }>, { page }: Words): readonly HTMLElement[] {
  switch (block.kind) {
    case 'title':
      return [element('h2', {}, block.text)]
    case 'text':
      return [element('p', {}, block.text)]
    case 'note':
      return [element('p', { class: 'note' }, block.text)]
    case 'good':
      return [element('p', { class: 'good' }, unseen(page.good), block.text)]
    case 'caution':
      return [element('p', { class: 'caution' }, unseen(page.caution), block.text)]
    case 'verbatim':
      return [...(block.about === undefined ? [] : [element('p', {}, block.about)]), preformatted(block.text)]
  }
}

const preformatted = (text: string): HTMLElement => element('pre', {}, element('code', {}, text))

/** Items in a row are one list. A list of steps that goes on behind something else keeps its numbers. */
function addItem(made: HTMLElement[], { mark, text }: Item): void {
  const number = Number.parseInt(mark, 10)
  const isStep = !Number.isNaN(number)
  const last = made.at(-1)
  const wanted = isStep ? 'OL' : 'UL'
  const item = element('li', {}, text)
  if (last?.tagName === wanted && !last.classList.contains('links') && number !== 1) {
    last.append(item)
    return
  }
  const list = isStep ? element('ol', { class: 'steps' }, item) : element('ul', { class: 'dots' }, item)
  if (number > 1) {
    list.setAttribute('start', String(number))
    list.style.setProperty('--from', String(number - 1))
  }
  made.push(list)
}

function addLink(made: HTMLElement[], { about, text }: Verbatim, { page }: Words): void {
  // The address is shown as well: people shall see where a link leads, on paper too.
  const label = about?.replace(/[:：]$/, '') ?? text
  const link = element('a', { href: text, target: '_blank', rel: 'noopener noreferrer' }, label)
  link.append(element('span', { class: 'unseen' }, ` ${page.newTab}`))
  const item = element(
    'li',
    {},
    link,
    ...(about === undefined ? [] : [element('span', { class: 'address' }, text)]),
  )
  const last = made.at(-1)
  if (last?.classList.contains('links')) last.append(item)
  else made.push(element('ul', { class: 'links' }, item))
}
