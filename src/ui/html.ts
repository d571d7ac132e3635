/** HTML as this program writes it: one file that loads nothing, for the screen and for paper. */
import type { Language } from '../core/flow/lists.ts'
import { visible } from './visible.ts'

interface HtmlDocument {
  /** In the title bar, in the browser's history, and at the edge of a printed page: never a secret. */
  readonly title: string
  readonly language: Language
  /** Tells a program what the file is; people do not see it. */
  readonly mark?: string | undefined
  /** What is inside `body`, as HTML. */
  readonly body: readonly string[]
  /** What a page runs; without it a document runs nothing. */
  readonly program?: PageProgram | undefined
}

/** A page's own script, with what it reads and how it looks. */
export interface PageProgram {
  /** JavaScript without the end tag of a script. */
  readonly script: string
  /** What the script finds in the element `data`, as JSON. */
  readonly data: unknown
  /** The whole style sheet, see `extendStyleSheet`. */
  readonly style: string
  /** The Content-Security-Policy, with the hashes of script and style. */
  readonly policy: string
}

/** The style sheet of all documents with more rules behind it. */
export const extendStyleSheet = (more: string): string => `${styleSheet}${more}`

/** A whole document, which ends with a line feed. */
export function formatHtmlDocument({ title, language, mark, body, program }: HtmlDocument): string {
  const policy = program?.policy ?? "default-src 'none'; style-src 'unsafe-inline'"
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    '<meta name="viewport" content="width=device-width">',
    ...(mark === undefined ? [] : [`<meta name="generator" content="${escapeHtml(mark)}">`]),
    `<title>${escapeHtml(title)}</title>`,
    `<style>${program?.style ?? styleSheet}</style>`,
    '</head>',
    '<body>',
    ...body,
    ...(program === undefined ? [] : programElements(program)),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** JSON in which nothing can end the element or begin a comment. */
function programElements({ script, data }: PageProgram): readonly string[] {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return [`<script type="application/json" id="data">${json}</script>`, `<script>${script}</script>`]
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that cannot become a tag or end an attribute; control characters are made visible. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/**
 * No page size of its own, so that a page takes the printer's. The columns of `.codes` are as wide as `--longest`, the
 * characters of the longest code.
 */
const styleSheet = `
@page { margin: 10mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 180mm; padding: 4mm; font: 10.5pt/1.4 system-ui, sans-serif; color: #000; background: #fff; overflow-wrap: anywhere }
h1 { font-size: 1.4em; line-height: 1.2; margin: 0 0 2mm; text-wrap: balance; word-break: auto-phrase }
h2 { font-size: 1.1em; margin: 4mm 0 1mm; break-after: avoid }
h3 { font-size: 1em; margin: 3mm 0 1mm; break-after: avoid }
p { margin: 1mm 0; orphans: 3; widows: 3 }
ol, ul { margin: 1mm 0; padding-left: 1.6em }
ul.box { list-style: none; padding-left: 0 }
li { break-inside: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0 0 2mm }
dt { color: #444 }
dd { margin: 0; font-weight: bold }
table { border-collapse: collapse; width: 100%; margin: 1mm 0 }
td { border: .2mm solid #888; padding: 1.5mm; vertical-align: top; width: 50% }
pre { white-space: pre-wrap }
.codes { list-style: none; margin: 2mm 0; padding: 0; display: grid; gap: 0 6mm; grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--longest) * 1.2ch + 24mm), 1fr)) }
.codes li { display: flex; gap: 2mm; align-items: baseline; padding: 1.2mm 0; border-bottom: .2mm solid #999 }
span.box { flex: none; width: 1.15em; height: 1.15em; line-height: 1.1em; border: .3mm solid #000; text-align: center; align-self: center }
.number { flex: none; min-width: 1.8em; text-align: right; color: #444 }
code { font: 1.25em/1.3 ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-variant-numeric: slashed-zero; white-space: pre-wrap }
figure { display: flex; flex-wrap: wrap; gap: 4mm; align-items: center; margin: 3mm 0; break-inside: avoid }
figure svg { flex: none; width: min(100%, var(--side) * .7mm); border: .2mm solid #999 }
figcaption { flex: 1 1 40mm; color: #444 }
.ways { display: grid; gap: 1mm 6mm; grid-template-columns: repeat(auto-fit, minmax(min(100%, 50mm), 1fr)) }
.ways > div { break-inside: avoid }
@media screen { body { font-size: 1rem; line-height: 1.6 } }
@media print { body { padding: 0; max-width: none } }
@media print and (max-width: 120mm) { body { font-size: 8.5pt; line-height: 1.3 } }
`
