/** A page to keep or to take along, as Markdown and as HTML. In both, text from people and files is never markup. */
import type { Language } from '../core/flow/book.ts'
import { escapeHtml, formatHtmlDocument } from './html.ts'
import { visible } from './visible.ts'

/** A part of a page, by its role. */
export type Part =
  | { readonly kind: 'heading' | 'subheading' | 'text'; readonly text: string }
  /** `mark` sets numbers, dots, or boxes to tick off by hand before the items. */
  | {
      readonly kind: 'list'
      readonly mark: 'number' | 'dot' | 'box'
      readonly items: readonly string[]
      /** The first number, where it is not 1. */
      readonly from?: number
    }
  /** Names and values; an empty value leaves room to write by hand. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly label: string; readonly url: string }[] }
  /** To be copied exactly. */
  | { readonly kind: 'verbatim'; readonly text: string }

export interface Page {
  readonly title: string
  readonly language: Language
  readonly parts: readonly Part[]
}

/** CommonMark with tables, as most programs show it. `mark` tells programs what the page is; people do not see it. */
export function formatMarkdown({ title, parts }: Page, mark?: string): string {
  const hidden = mark === undefined ? [] : [`<!-- ${mark} -->`]
  return `${[...hidden, `# ${escapeMarkdown(title)}`, ...parts.map(markdownPart)].join('\n\n')}\n`
}

function markdownPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `## ${escapeMarkdown(part.text)}`
    case 'subheading':
      return `### ${escapeMarkdown(part.text)}`
    case 'text':
      return escapeMarkdown(part.text)
    case 'list': {
      const marks = {
        number: (index: number) => `${index + (part.from ?? 1)}.`,
        dot: () => '-',
        box: () => '- [ ]',
      }
      return part.items.map((item, index) => `${marks[part.mark](index)} ${escapeMarkdown(item)}`).join('\n')
    }
    case 'rows':
      return [
        '| | |',
        '| --- | --- |',
        ...part.rows.map(([name, value]) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(value)} |`),
      ].join('\n')
    case 'links':
      return part.links.map(({ label, url }) => `- ${escapeMarkdown(label)}: <${visible(url)}>`).join('\n')
    case 'verbatim':
      return `    ${visible(part.text)}`
  }
}

/** Text with every character that could be markup escaped (CommonMark 0.31, 2.4). */
function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)])/, (_, spaces, mark) => `${spaces}${mark.slice(0, -1)}\\${mark.slice(-1)}`)
}

/** A page as HTML. `mark` as in Markdown. */
export function formatHtml({ title, language, parts }: Page, mark?: string): string {
  const body = [`<h1>${escapeHtml(title)}</h1>`, ...parts.map(htmlPart)]
  return formatHtmlDocument({ title, language, mark, body })
}

function htmlPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${escapeHtml(part.text)}</h2>`
    case 'subheading':
      return `<h3>${escapeHtml(part.text)}</h3>`
    case 'text':
      return `<p>${escapeHtml(part.text)}</p>`
    case 'list': {
      const start = part.from === undefined ? '' : ` start="${part.from}"`
      const [open, close] =
        part.mark === 'number' ? [`<ol${start}>`, '</ol>'] : [`<ul class="${part.mark}">`, '</ul>']
      const box = part.mark === 'box' ? '☐ ' : ''
      return [open, ...part.items.map((item) => `<li>${box}${escapeHtml(item)}</li>`), close].join('\n')
    }
    case 'rows': {
      const rows = part.rows.map(
        ([name, value]) => `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(value)}</td></tr>`,
      )
      return ['<table>', ...rows, '</table>'].join('\n')
    }
    case 'links': {
      const links = part.links.map(
        ({ label, url }) =>
          `<li>${escapeHtml(label)}: <a href="${escapeHtml(url)}">${escapeHtml(url)}</a></li>`,
      )
      return ['<ul>', ...links, '</ul>'].join('\n')
    }
    case 'verbatim':
      return `<pre>${escapeHtml(part.text)}</pre>`
  }
}
