/** One flow of a helpdesk with twenty mistakes of different kinds: all are told at once, each at its place. */
import { describe, expect, it } from 'vitest'
import type { Flaw } from '../../../src/core/errors.ts'
import { readBook } from '../../../src/core/flow/parse.ts'
import { errors } from '../../../src/words/en/errors.ts'
import { shippedBook, soundFlow as sound } from '../../support/flows.ts'

const told = ({ file, line, column, fault }: Flaw): string =>
  `${file}:${line}:${column} ${errors.fault(fault)}`

const broken = `title: Our desk
abuot: What we do
start: which-system
warn: [keep-tryng]
steps:
  which-system:
    kind: question
    ask: { en: Which system do you want to get into? }
    fact: system
    choices:
      - { id: Mail, label: Mail, goto: mail }
      - { id: vpn, label: VPN, goto: vnp }
      - { id: vpn, label: VPN at home, goto: vpn }
      - { id: files, label: Files, goto: [{ when: { system: files }, to: files }] }
  mail:
    kind: qestion
    ask: What do you see?
    goto: files
  vpn:
    kind: tick
    ask: What do you have?
    items: []
    goto: desk
  files:
    kind: plan
    remedies:
      - use-bakcup-code
      - { use: call-desk, when: { floor: third } }
      - { use: use-other-method, when: { system: printer } }
    goto: which-system
  desk:
    kind: check
    check: clock
    on: { fine: ways, skewed: ways }
  ways:
    kind: plan
    remedies: [call-desk]
    say: "Tell us your {service.label.badge}."
  attic:
    kind: outcome
    result: solvd
    say: @home
  cellar:
	kind: outcome
`
const files = [
  { path: 'desk.yaml', text: broken },
  {
    path: 'remedies/call-desk.yaml',
    text: 'title: Call us\nsteps: [Call 1234.]\nlinks: [{ label: Our page, url: http://desk.example.org }]\ntitle: Ring us\n',
  },
  { path: 'remedies/forgotten.yaml', text: 'title: Forgotten\nsteps: [&a Wait.]\n' },
  { path: 'notes/todo.yaml', text: 'a: b\n' },
]

describe('more than twenty mistakes', () => {
  const flaws = readBook(files, { onto: shippedBook() }).flaws

  it('are told at once, each with its place and what to write instead', () => {
    expect(flaws.map(told)).toEqual([
      'desk.yaml:2:1 the key abuot is not known here; did you mean about?',
      'desk.yaml:4:8 there is no warning called keep-tryng; did you mean keep-trying?',
      'desk.yaml:8:10 the text has no version in this language: ja; write { en: …, ja: … }',
      'desk.yaml:10:5 a choice with the id unknown (“I do not know”) is missing; if everybody can answer this, write certain: true',
      'desk.yaml:11:15 Mail is not a valid id: use lower case letters, digits and hyphens',
      'desk.yaml:12:38 there is no step and no flow called vnp; did you mean vpn?',
      'desk.yaml:13:15 the id vpn appears twice in this list; give one of them another id',
      'desk.yaml:14:43 the last entry of the list must not have a when, so that there is always a next step',
      'desk.yaml:16:11 kind: expected one of: question, tick, check, plan, collect, review, goto, outcome',
      'desk.yaml:22:12 items: expected more of them',
      'desk.yaml:27:9 there is no remedy called use-bakcup-code; did you mean use-backup-code?',
      'desk.yaml:28:35 the fact floor cannot be known at this point; ask for it in an earlier step (fact: floor)',
      'desk.yaml:29:50 system never has the value printer; its values are: vpn, files',
      'desk.yaml:30:11 this path is a loop: desk/which-system → desk/files → desk/which-system; let it lead to another step',
      'desk.yaml:31:3 desk is the name of a step and of a flow; rename the step',
      'desk.yaml:32:5 the key fact is missing; write fact: …',
      'desk.yaml:34:5 on: has no entry for the result unknown; write unknown: and a step',
      'desk.yaml:38:10 {service.label.badge} has no wording; correct the name, or add it to general.yaml',
      'desk.yaml:39:3 no path leads to the step attic; name it in a goto, or remove it',
      'desk.yaml:41:13 result: expected one of: solved, waiting, unsolved, done',
      'desk.yaml:42:10 a text cannot begin with this character; put it in quotation marks',
      'desk.yaml:44:1 there is a tab here; indent with spaces',
      'notes/todo.yaml:1:1 no file belongs here: flows go in the folder itself, the others in remedies/, services/, apps/, servers/ or carriers/',
      'remedies/call-desk.yaml:3:33 url: write an address that begins with https://',
      'remedies/call-desk.yaml:4:1 this key appears twice; remove one of them',
      'remedies/forgotten.yaml:1:1 nothing uses forgotten; use it somewhere, or remove it',
      'remedies/forgotten.yaml:2:12 anchors and aliases (& and *) are not used here; write the text out',
    ])
  })

  it('are of twenty kinds at least', () => {
    const kinds = flaws.map(({ fault }) => (fault.kind === 'yaml' ? fault.rule : fault.kind))
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(20)
  })

  it('go one by one, as each is mended', () => {
    const mended = files.map((file) =>
      file.path === 'desk.yaml'
        ? { ...file, text: file.text.replace('use-bakcup-code', 'use-backup-code') }
        : file,
    )
    const left = readBook(mended, { onto: shippedBook() }).flaws.map(told)
    expect(left).toEqual(flaws.map(told).filter((flaw) => !flaw.includes('use-bakcup-code')))
  })
})

describe('a line that is no YAML', () => {
  it.each([
    [
      'a colon in a text',
      'Which door?',
      'Which: door?',
      '6:10 a text with a colon in it needs quotation marks: "a: b"',
    ],
    [
      'an open quotation mark',
      'Which door?',
      '"Which door?',
      '6:10 this quotation mark is never closed; write it at the end of the text as well',
    ],
    [
      'an apostrophe in quotation marks',
      'Which door?',
      "'What's up?'",
      '6:16 there is more text after the closing quotation mark or bracket; put the whole text in quotation marks',
    ],
    [
      'a sign that YAML keeps for itself',
      'Which door?',
      '@door',
      '6:10 a text cannot begin with this character; put it in quotation marks',
    ],
    [
      'an open list',
      'use-other-method]',
      'use-other-method',
      '13:15 this bracket is never closed; write ] or } where it ends',
    ],
    [
      'an open map',
      'front door, goto: ways }',
      'front door, goto: ways',
      '9:9 this bracket is never closed; write ] or } where it ends',
    ],
    [
      'a key without a colon',
      'start: first',
      'start first',
      '2:1 a key needs a colon and a space after it: key: value',
    ],
    ['a tab', '    fact: door', '\tfact: door', '7:1 there is a tab here; indent with spaces'],
    [
      'a key in the wrong column',
      '    fact: door',
      '   fact: door',
      '7:1 this is in the wrong column; keys that belong together begin in the same one',
    ],
    [
      'an unknown backslash',
      'Which door?',
      '"Which \\door?"',
      '6:17 write the backslash twice, or use single quotation marks',
    ],
  ])('%s does not hide what is wrong further on', (_, from, to, said) => {
    const text = `${sound.replace(from, () => to)}  last:\n    kind: goto\n    to: nowhere\n`
    const flaws = readBook([{ path: 'desk.yaml', text }], { onto: shippedBook() }).flaws.map(told)
    expect(flaws).toEqual(expect.arrayContaining([`desk.yaml:${said}`, expect.stringContaining('nowhere')]))
    expect(flaws).toContainEqual(expect.stringContaining('no path leads to the step last'))
    expect(flaws).toHaveLength(3)
  })
})
