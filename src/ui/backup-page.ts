/** A list of backup codes for paper, as a page that prints on any size and as plain text; and where to keep it. */
import type { CodeState } from '../core/backup/set.ts'
import type { Words } from '../words/en.ts'
import { escapeHtml, formatHtmlDocument } from './html.ts'
import { fitsQr, qrMatrix, qrQuietZone } from './qr.ts'
import type { Block } from './screen.ts'
import { visible } from './visible.ts'
import { wrap } from './wrap.ts'

/** Void codes are of no use on paper. */
type PaperState = Exclude<CodeState, 'void'>

export interface BackupPage {
  readonly service: string
  readonly account: string | undefined
  /** When the list was stored or made, as YYYY-MM-DD. */
  readonly made: string
  /** Today, as YYYY-MM-DD. */
  readonly printed: string
  readonly codes: readonly { readonly code: string; readonly state: PaperState }[]
  /** Whether the remaining codes are also drawn as a QR code. */
  readonly qr: boolean
}

/**
 * What the QR code holds: a title, and the codes that are left, a line each, so that `backup add` can read them again.
 * Each has a box and a number, as on the sheet: that tells them from the other lines, whatever they look like.
 */
export function formatQrText({ service, account, codes }: BackupPage): string {
  const left = codes
    .filter(({ state }) => state === 'unused')
    .map(({ code }, index) => `[ ] ${index + 1}. ${code}`)
  return ['Backup codes', service, ...(account === undefined ? [] : [account]), ...left].join('\n')
}

// --- A page ---

/** The page as HTML, for a printer. */
export function backupPageHtml(page: BackupPage, words: Words): string {
  const { paper, language } = words
  const { use, keep } = paper
  const rows = listFacts(page, words).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  )
  const list = (tag: 'ol' | 'ul', items: readonly string[]) =>
    `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`
  const longest = Math.min(Math.max(...page.codes.map(({ code }) => code.length), 1), 40)
  const body = [
    '<header>',
    `<h1>${escapeHtml(paper.title)}</h1>`,
    `<dl>${rows.join('')}</dl>`,
    '</header>',
    '<main>',
    `<p>${escapeHtml(paper.once)}</p>`,
    `<ol class="codes" style="--longest:${longest}">${page.codes.map((code, index) => codeHtml(code, index, words)).join('')}</ol>`,
    page.qr ? qrHtml(page, words) : '',
    '</main>',
    `<section><h2>${escapeHtml(use.title)}</h2>${list('ol', use.steps)}<p><strong>${escapeHtml(use.warning)}</strong></p></section>`,
    `<section><h2>${escapeHtml(keep.title)}</h2><p>${escapeHtml(keep.why)}</p>`,
    `<div class="ways"><div><p>${escapeHtml(keep.ranking)}</p>${list('ol', keep.places)}</div>`,
    `<div><p>${escapeHtml(keep.also)}</p>${list('ul', keep.ways)}</div>`,
    `<div><p>${escapeHtml(keep.avoid)}</p>${list('ul', keep.traps)}</div></div></section>`,
  ]
  return formatHtmlDocument({ title: `${paper.title}: ${page.service}`, language, body })
}

function listFacts(page: BackupPage, { paper }: Words): readonly (readonly [name: string, value: string])[] {
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
  if (state === 'unused') return `<li><span class="box"></span>${number}<code>${escapeHtml(code)}</code></li>`
  const word = `<small>${escapeHtml(paper.states[state])}</small>`
  if (state === 'offered')
    return `<li><span class="box">?</span>${number}<span><code>${escapeHtml(code)}</code> ${word}</span></li>`
  return `<li><span class="box">×</span>${number}<span><s><code>${escapeHtml(code)}</code></s> ${word}</span></li>`
}

function qrHtml(page: BackupPage, { paper }: Words): string {
  const text = formatQrText(page)
  if (!fitsQr(text)) return `<p>${escapeHtml(paper.qrTooLong)}</p>`
  const matrix = qrMatrix(text)
  const side = matrix.length + 2 * qrQuietZone
  const dark = matrix.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + qrQuietZone} ${y + qrQuietZone}h1v1h-1z`] : [])),
  )
  const picture = `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path d="${dark.join('')}"/></svg>`
  return `<figure style="--side:${side}">${picture}<figcaption>${escapeHtml(paper.qr)}</figcaption></figure>`
}

// --- Plain text ---

/** The width that mail programs agree on. */
const textWidth = 72

/** The page as plain text, which ends with a line feed. Read back, it gives the same codes. */
export function backupPageText(page: BackupPage, words: Words): string {
  const { paper } = words
  const { use, keep } = paper
  const lines = (text: string) => wrap(text, textWidth, words.language)
  const items = (marks: (index: number) => string, texts: readonly string[]) =>
    texts.flatMap((text, index) => hanging(marks(index), text, words))
  const formatNumber = (index: number) => `${index + 1}. `
  const formatBullet = () => '- '
  return [
    paper.title,
    '',
    ...listFacts(page, words).map(([name, value]) => `${name}: ${visible(value)}`),
    '',
    ...lines(paper.once),
    '',
    ...page.codes.map((code, index) => codeText(code, index, page.codes.length, words)),
    ...(page.qr ? ['', ...qrText(page, words)] : []),
    '',
    use.title,
    ...items(formatNumber, use.steps),
    ...lines(use.warning),
    '',
    keep.title,
    ...lines(keep.why),
    ...lines(keep.ranking),
    ...items(formatNumber, keep.places),
    ...lines(keep.also),
    ...items(formatBullet, keep.ways),
    ...lines(keep.avoid),
    ...items(formatBullet, keep.traps),
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
  const text = formatQrText(page)
  if (!fitsQr(text)) return wrap(paper.qrTooLong, textWidth, language)
  return [...inkLines(qrMatrix(text)), ...wrap(paper.qr, textWidth, language)]
}

/** Dark modules as ink, two rows per line: for white paper. */
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
