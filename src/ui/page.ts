/** A page to keep or to take along, as Markdown and as HTML. What people and files said is never markup in either. */
import type { Language } from '../core/flow/book.ts'
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
  /** What something is called, and what it is; an empty value leaves room to write by hand. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly label: string; readonly url: string }[] }
  /** To be copied as it stands. */
  | { readonly kind: 'verbatim'; readonly text: string }

export interface Page {
  readonly title: string
  readonly language: Language
  readonly parts: readonly Part[]
}

/** CommonMark with tables, as most programs show it. `mark` tells what the page is, to a program only. */
export function markdownOf({ title, parts }: Page, mark?: string): string {
  const hidden = mark === undefined ? [] : [`<!-- ${mark} -->`]
  return `${[...hidden, `# ${marked(title)}`, ...parts.map(markdownPart)].join('\n\n')}\n`
}

function markdownPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `## ${marked(part.text)}`
    case 'subheading':
      return `### ${marked(part.text)}`
    case 'text':
      return marked(part.text)
    case 'list': {
      const marks = {
        number: (index: number) => `${index + (part.from ?? 1)}.`,
        dot: () => '-',
        box: () => '- [ ]',
      }
      return part.items.map((item, index) => `${marks[part.mark](index)} ${marked(item)}`).join('\n')
    }
    case 'rows':
      return [
        '| | |',
        '| --- | --- |',
        ...part.rows.map(([name, value]) => `| ${marked(name)} | ${marked(value)} |`),
      ].join('\n')
    case 'links':
      return part.links.map(({ label, url }) => `- ${marked(label)}: <${visible(url)}>`).join('\n')
    case 'verbatim':
      return `    ${visible(part.text)}`
  }
}

/** Text in Markdown: every character that could be markup is escaped (CommonMark 0.31, 2.4). */
function marked(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)])/, (_, blanks, mark) => `${blanks}${mark.slice(0, -1)}\\${mark.slice(-1)}`)
}

/** One file that needs nothing else and loads nothing; it prints in black on white. `mark` as in Markdown. */
export function htmlOf({ title, language, parts }: Page, mark?: string): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="robots" content="noindex">',
    ...(mark === undefined ? [] : [`<meta name="generator" content="${escaped(mark)}">`]),
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    ...parts.map(htmlPart),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const style =
  'body{font:1rem/1.6 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}' +
  'table{border-collapse:collapse;width:100%}td{border:1px solid #888;padding:.4rem;vertical-align:top;width:50%}' +
  'ul.box{list-style:none;padding-left:0}a{overflow-wrap:anywhere}'

function htmlPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${escaped(part.text)}</h2>`
    case 'subheading':
      return `<h3>${escaped(part.text)}</h3>`
    case 'text':
      return `<p>${escaped(part.text)}</p>`
    case 'list': {
      const start = part.from === undefined ? '' : ` start="${part.from}"`
      const [open, close] =
        part.mark === 'number' ? [`<ol${start}>`, '</ol>'] : [`<ul class="${part.mark}">`, '</ul>']
      const box = part.mark === 'box' ? '☐ ' : ''
      return [open, ...part.items.map((item) => `<li>${box}${escaped(item)}</li>`), close].join('\n')
    }
    case 'rows': {
      const rows = part.rows.map(
        ([name, value]) => `<tr><td>${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
      )
      return ['<table>', ...rows, '</table>'].join('\n')
    }
    case 'links': {
      const links = part.links.map(
        ({ label, url }) => `<li>${escaped(label)}: <a href="${escaped(url)}">${escaped(url)}</a></li>`,
      )
      return ['<ul>', ...links, '</ul>'].join('\n')
    }
    case 'verbatim':
      return `<pre>${escaped(part.text)}</pre>`
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => entities[char] ?? char)
}
