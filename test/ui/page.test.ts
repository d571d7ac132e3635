/** Pages: what people and files said is text in Markdown and in HTML, never markup. Other readers are the judges. */
import fc from 'fast-check'
import { marked } from 'marked'
import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { formatHtml, formatMarkdown, type Page, type Part } from '../../src/ui/page.ts'

const said = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '# a',
      '- a',
      '1. a',
      '1) a',
      '+ a',
      '> a',
      '***',
      '---',
      '===',
      '~~~',
      '```',
      '<b>a</b>',
      '&amp;',
      '[a](https://b)',
      '![a](b)',
      'a | b',
      '|',
      '<!-- a -->',
      '\\',
      '    a',
      '<script>alert(1)</script>',
      'www.example.org',
      'a@example.org',
      'https://example.org/',
      '[x]',
      '| --- |',
      ':-',
      'a\\',
      '_a_',
      '*a*',
    ),
  )
  .filter(
    (text) =>
      text.trim() === text && text !== '' && !/[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/u.test(text),
  )

const pageOf = (...parts: readonly Part[]): Page => ({ title: 'A page', language: 'en', parts })

interface Node {
  readonly nodeName: string
  readonly value?: string
  readonly childNodes?: readonly Node[]
}

/** The text of an HTML text, and the names of its elements. */
function readHtml(html: string): { text: string; names: readonly string[] } {
  const names: string[] = []
  const textOf = (node: Node): string => {
    if (node.nodeName === '#text') return node.value ?? ''
    if (!node.nodeName.startsWith('#')) names.push(node.nodeName)
    return (node.childNodes ?? []).map(textOf).join('')
  }
  return { text: textOf(parseFragment(html) as unknown as Node), names }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Each kind of part around a text, with the elements it is made of. */
const around: readonly (readonly [name: string, part: (text: string) => Part, html: readonly string[]])[] = [
  ['a heading', (text) => ({ kind: 'heading', text }), ['h1', 'h2']],
  ['a text', (text) => ({ kind: 'text', text }), ['h1', 'p']],
  ['an item', (text) => ({ kind: 'list', mark: 'dot', items: [text] }), ['h1', 'ul', 'li']],
  ['a step', (text) => ({ kind: 'list', mark: 'number', items: [text] }), ['h1', 'ol', 'li']],
  ['a row', (text) => ({ kind: 'rows', rows: [['Name', text]] }), ['h1', 'table', 'tbody', 'tr', 'td', 'td']],
]

describe.each(around)('%s', (_, partOf, elements) => {
  it('is only text in HTML', () => {
    fc.assert(
      fc.property(said, (text) => {
        const html = /<body>([\s\S]*)<\/body>/.exec(formatHtml(pageOf(partOf(text))))?.[1] ?? ''
        const read = readHtml(html)
        expect(read.names).toEqual(elements)
        expect(plain(read.text).endsWith(plain(text))).toBe(true)
      }),
    )
  })

  it('is only text in Markdown', () => {
    fc.assert(
      fc.property(said, (text) => {
        const html = marked.parse(formatMarkdown(pageOf(partOf(text))), { async: false })
        const read = readHtml(html)
        // Many readers make a link of a bare address, and give a table a head.
        const added = ['a', 'thead', 'th']
        expect(read.names.filter((name) => !added.includes(name))).toEqual(
          elements
            .filter((name) => name !== 'tbody' || html.includes('<tbody>'))
            .flatMap((name) => (name === 'table' ? ['table', 'tr'] : [name])),
        )
        expect(plain(read.text).endsWith(plain(text)), html).toBe(true)
      }),
    )
  })
})

describe('a page', () => {
  const page = pageOf(
    {
      kind: 'rows',
      rows: [
        ['Address', 'a@b'],
        ['Phone', ''],
      ],
    },
    { kind: 'list', mark: 'box', items: ['A paper'] },
    { kind: 'list', mark: 'number', items: ['Go on'], from: 3 },
    { kind: 'links', links: [{ label: 'Help', url: 'https://example.org/?a=1&b="2"' }] },
    { kind: 'verbatim', text: 'run <this>' },
  )

  it('stands as Markdown', () => {
    expect(formatMarkdown(page, 'a mark')).toBe(`<!-- a mark -->

# A page

| | |
| --- | --- |
| Address | a@b |
| Phone |  |

- [ ] A paper

3. Go on

- Help: <https://example.org/?a=1&b="2">

    run <this>
`)
  })

  it('stands as HTML that loads nothing', () => {
    const html = formatHtml(page, 'a mark')
    expect(html).toContain('<tr><td>Phone</td><td></td></tr>')
    expect(html).toContain('<li>☐ A paper</li>')
    expect(html).toContain('<ol start="3">')
    expect(html).toContain('<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">')
    expect(html).toContain('<pre>run &lt;this&gt;</pre>')
    expect(html).not.toMatch(/<(script|link|img|iframe)\b|src=|@import|url\(/)
  })

  it('shows control characters', () => {
    const hostile = pageOf({ kind: 'text', text: 'a\u001b[31m\u202e' })
    for (const text of [formatMarkdown(hostile), formatHtml(hostile)])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })
})
