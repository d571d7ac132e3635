/** A list of backup codes for paper, as a page that prints on any size and as plain text; and where to keep it. */
import type { CodeState } from '../core/backup/set.ts'
import type { Words } from '../words/en.ts'
import { fitsQr, qrMatrix, qrQuietZone } from './qr.ts'
import type { Block } from './screen.ts'
import { visible } from './visible.ts'
import { wrap } from './wrap.ts'

/** Void codes are of no use on paper. */
export type PaperState = Exclude<CodeState, 'void'>

export interface BackupPage {
  readonly service: string
  readonly account: string | undefined
  /** When the list was stored or made, as YYYY-MM-DD. */
  readonly made: string
  /** Today, as YYYY-MM-DD. */
  readonly printed: string
  readonly codes: readonly { readonly code: string; readonly state: PaperState }[]
  /** Whether the codes that are left are also drawn as a QR code. */
  readonly qr: boolean
}

/**
 * What the QR code holds: the codes that are left, a line each, so that `backup add` can read them again. Each has a box
 * and a number, as on the sheet: that tells them from the other lines, whatever they look like.
 */
export function qrTextOf({ service, account, codes }: BackupPage): string {
  const left = codes
    .filter(({ state }) => state === 'unused')
    .map(({ code }, index) => `[ ] ${index + 1}. ${code}`)
  return [service, ...(account === undefined ? [] : [account]), ...left].join('\n')
}

// --- A page ---

/** One HTML file that needs nothing else, runs nothing and asks for nothing. All text in it is escaped. */
export function backupPageHtml(page: BackupPage, words: Words): string {
  const { paper, language } = words
  const facts = factsOf(page, words).map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`)
  const { use, keep } = paper
  const list = (tag: 'ol' | 'ul', items: readonly string[]) =>
    `<${tag}>${items.map((item) => `<li>${html(item)}</li>`).join('')}</${tag}>`
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${html(`${paper.title}: ${page.service}`)}</title>`,
    `<style>${style(page)}</style>`,
    '<header>',
    `<h1>${html(paper.title)}</h1>`,
    `<dl>${facts.join('')}</dl>`,
    '</header>',
    '<main>',
    `<p>${html(paper.once)}</p>`,
    `<ol class="codes">${page.codes.map((code, index) => codeHtml(code, index, words)).join('')}</ol>`,
    page.qr ? qrHtml(page, words) : '',
    '</main>',
    `<section><h2>${html(use.title)}</h2>${list('ol', use.steps)}<p><strong>${html(use.warning)}</strong></p></section>`,
    `<section><h2>${html(keep.title)}</h2><p>${html(keep.why)}</p>`,
    `<div class="ways"><div><p>${html(keep.ranking)}</p>${list('ol', keep.places)}</div>`,
    `<div><p>${html(keep.also)}</p>${list('ul', keep.ways)}</div>`,
    `<div><p>${html(keep.avoid)}</p>${list('ul', keep.traps)}</div></div></section>`,
    '</html>',
    '',
  ].join('\n')
}

function factsOf(page: BackupPage, { paper }: Words): readonly (readonly [name: string, value: string])[] {
  const { service, account, made, printed } = page
  return [
    [paper.service, service],
    ...(account === undefined ? [] : [[paper.account, account] as const]),
    [paper.made, made],
    [paper.printed, printed],
  ]
}

function codeHtml({ code, state }: BackupPage['codes'][number], index: number, { paper }: Words): string {
  const number = `<span class="number">${index + 1}.</span>`
  if (state === 'unused') return `<li><span class="box"></span>${number}<code>${html(code)}</code></li>`
  const word = `<small>${html(paper.states[state])}</small>`
  if (state === 'offered')
    return `<li><span class="box">?</span>${number}<span><code>${html(code)}</code> ${word}</span></li>`
  return `<li><span class="box">×</span>${number}<span><s><code>${html(code)}</code></s> ${word}</span></li>`
}

function qrHtml(page: BackupPage, { paper }: Words): string {
  const text = qrTextOf(page)
  if (!fitsQr(text)) return `<p>${html(paper.qrTooLong)}</p>`
  const matrix = qrMatrix(text)
  const side = matrix.length + 2 * qrQuietZone
  const dark = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + qrQuietZone} ${y + qrQuietZone}h1v1h-1z`] : [])),
  )
  const picture = `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path d="${dark.join('')}"/></svg>`
  return `<figure style="--side:${side}">${picture}<figcaption>${html(paper.qr)}</figcaption></figure>`
}

/** Without a page size of its own, so that it takes the printer’s; columns are as wide as the longest code. */
function style({ codes }: BackupPage): string {
  const longest = Math.max(...codes.map(({ code }) => code.length), 1)
  return `
@page { margin: 10mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 180mm; padding: 4mm; font: 10.5pt/1.4 system-ui, sans-serif; color: #000; background: #fff; overflow-wrap: anywhere }
h1 { font-size: 1.4em; line-height: 1.2; margin: 0 0 2mm; text-wrap: balance; word-break: auto-phrase }
h2 { font-size: 1.1em; margin: 4mm 0 1mm; break-after: avoid }
p { margin: 1mm 0; orphans: 3; widows: 3 }
ol, ul { margin: 1mm 0; padding-left: 1.6em }
li { break-inside: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0 0 2mm }
dt { color: #444 }
dd { margin: 0; font-weight: bold }
.codes { list-style: none; margin: 2mm 0; padding: 0; display: grid; gap: 0 6mm; grid-template-columns: repeat(auto-fill, minmax(min(100%, ${Math.min(longest, 40)}ch * 1.2 + 24mm), 1fr)) }
.codes li { display: flex; gap: 2mm; align-items: baseline; padding: 1.2mm 0; border-bottom: .2mm solid #999 }
.box { flex: none; width: 1.15em; height: 1.15em; line-height: 1.1em; border: .3mm solid #000; text-align: center; align-self: center }
.number { flex: none; min-width: 1.8em; text-align: right; color: #444 }
code { font: 1.25em/1.3 ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-variant-numeric: slashed-zero; white-space: pre-wrap }
figure { display: flex; flex-wrap: wrap; gap: 4mm; align-items: center; margin: 3mm 0; break-inside: avoid }
figure svg { flex: none; width: min(100%, var(--side) * .7mm); border: .2mm solid #999 }
figcaption { flex: 1 1 40mm; color: #444 }
.ways { display: grid; gap: 1mm 6mm; grid-template-columns: repeat(auto-fit, minmax(min(100%, 50mm), 1fr)) }
.ways > div { break-inside: avoid }
@media print { body { padding: 0; max-width: none } }
@media print and (max-width: 120mm) { body { font-size: 8.5pt; line-height: 1.3 } }
`
}

/** Text as text: nothing in it can become a tag or the end of an attribute, and control characters can be seen. */
function html(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

// --- Plain text ---

/** As wide as typewriters and mail programs agree on. */
const textWidth = 72

/** The page as plain text, ending in a line end. Read back, it gives the same codes. */
export function backupPageText(page: BackupPage, words: Words): string {
  const { paper } = words
  const { use, keep } = paper
  const lines = (text: string) => wrap(text, textWidth, words.language)
  const items = (marks: (index: number) => string, texts: readonly string[]) =>
    texts.flatMap((text, index) => hanging(marks(index), text, words))
  const counted = (index: number) => `${index + 1}. `
  const dotted = () => '- '
  return [
    paper.title,
    '',
    ...factsOf(page, words).map(([name, value]) => `${name}: ${visible(value)}`),
    '',
    ...lines(paper.once),
    '',
    ...page.codes.map((code, index) => codeText(code, index, page.codes.length, words)),
    ...(page.qr ? ['', ...qrText(page, words)] : []),
    '',
    use.title,
    ...items(counted, use.steps),
    ...lines(use.warning),
    '',
    keep.title,
    ...lines(keep.why),
    ...lines(keep.ranking),
    ...items(counted, keep.places),
    ...lines(keep.also),
    ...items(dotted, keep.ways),
    ...lines(keep.avoid),
    ...items(dotted, keep.traps),
    '',
  ].join('\n')
}

const ticks: Record<PaperState, string> = { unused: '[ ]', offered: '[?]', used: '[x]', refused: '[x]' }

function codeText(
  { code, state }: BackupPage['codes'][number],
  index: number,
  all: number,
  { paper }: Words,
): string {
  const number = `${index + 1}.`.padStart(`${all}.`.length)
  const line = `${ticks[state]} ${number} ${visible(code)}`
  return state === 'unused' ? line : `${line} (${paper.states[state]})`
}

function qrText(page: BackupPage, { paper, language }: Words): readonly string[] {
  const text = qrTextOf(page)
  if (!fitsQr(text)) return wrap(paper.qrTooLong, textWidth, language)
  return [...inkLines(qrMatrix(text)), ...wrap(paper.qr, textWidth, language)]
}

/** Dark modules as ink, two rows to a line: for paper, which is white. */
function inkLines(matrix: readonly (readonly boolean[])[]): readonly string[] {
  const inks = [' ', '▄', '▀', '█']
  const margin = ' '.repeat(qrQuietZone)
  const lines: string[] = []
  for (let y = 0; y < matrix.length; y += 2) {
    const upper = matrix[y] ?? []
    const lower = matrix[y + 1] ?? []
    lines.push(margin + upper.map((dark, x) => inks[(dark ? 2 : 0) + (lower[x] ? 1 : 0)]).join(''))
  }
  return ['', ...lines, '']
}

function hanging(mark: string, text: string, { language }: Words): readonly string[] {
  const indent = ' '.repeat(mark.length)
  return wrap(text, textWidth - mark.length, language).map(
    (line, index) => (index === 0 ? mark : indent) + line,
  )
}

// --- Advice for the terminal ---

/** Where to keep backup codes, safest first; what else is good; and what to avoid. */
export function adviceBlocks({ paper }: Words): readonly Block[] {
  const { keep } = paper
  const items = (mark: (index: number) => string, texts: readonly string[]): readonly Block[] =>
    texts.map((text, index) => ({ kind: 'item', mark: mark(index), text }))
  const gap: Block = { kind: 'gap' }
  return [
    { kind: 'title', text: keep.title },
    { kind: 'text', text: keep.why },
    gap,
    { kind: 'text', text: keep.ranking },
    ...items((index) => `${index + 1}.`, keep.places),
    gap,
    { kind: 'text', text: keep.also },
    ...items(() => '-', keep.ways),
    gap,
    { kind: 'text', text: keep.avoid },
    ...items(() => '-', keep.traps),
  ]
}
