/** Files with many mistakes of different kinds: all of a stage are told at once, each at its place. */
import { describe, expect, it } from 'vitest'
import type { Flaw } from '../../../src/core/flaws.ts'
import { readBook } from '../../../src/core/flow/parse.ts'
import { errors } from '../../../src/words/en/errors.ts'
import { shippedBook, soundFlow as sound } from '../../support/flows.ts'

const told = ({ file, line, column, fault }: Flaw): string =>
  `${file}:${line}:${column} ${errors.fault(fault)}`

/** Not YAML: nothing else can be said of this file. */
const notYaml = `title: Cellar
start: stairs
steps:
  stairs:
    kind: outcome
    result: done
    say: @home
  attic:
    kind: outcome
    result: &r done
    result: done
\tsay: "\\door"
`

/** YAML, but not in the shape of a flow. */
const notInShape = `title: Our desk
abuot: What we do
start: which-system
steps:
  which-system:
    kind: question
    ask: 7
    choices:
      - { id: Mail, label: Mail, goto: mail }
      - { id: vpn, lable: VPN, goto: vpn }
  mail:
    kind: qestion
    ask: What do you see?
    goto: files
  vpn:
    kind: tick
    ask: What do you have?
    items: []
    goto: desk
  attic:
    kind: outcome
    result: solvd
    say: {}
`

/** In shape, but what it says does not hold together. */
const notTogether = `title: Our floors
start: floor
warn: [keep-tryng]
steps:
  floor:
    kind: question
    ask: Which floor?
    fact: floor
    choices:
      - { id: low, label: Low, goto: room }
      - { id: high, label: High, goto: roof }
      - { id: high, label: Higher, goto: [{ when: { floor: high }, to: room }] }
  room:
    kind: plan
    remedies:
      - use-bakcup-code
      - { use: call-desk, when: { wing: north } }
      - { use: use-other-method, when: { floor: third } }
      - call-cellar
    goto: floor
  desk:
    kind: check
    check: clock
    fact: clock
    on: { fine: cellar, skewed: cellar }
  lost:
    kind: outcome
    result: done
    say: "Tell us your {service.label.badge} or {carrier.label.shopx}."
`

const files = [
  { path: 'cellar.yaml', text: notYaml },
  { path: 'desk.yaml', text: notInShape },
  { path: 'floors.yaml', text: notTogether },
  {
    path: 'remedies/call-desk.yaml',
    text: 'title: Call us\nsteps: [Call 1234.]\nlinks: [{ label: Our page, url: http://desk.example.org }]\n',
  },
  { path: 'remedies/call-cellar.yaml', text: 'title: Call\nsteps: [&a Wait.]\n' },
  { path: 'notes/todo.yaml', text: 'a: b\n' },
]

describe('files with mistakes', () => {
  it('are told of at once, each as far as it can be read', () => {
    expect(readBook(files, { onto: shippedBook() }).flaws.map(told)).toEqual([
      'cellar.yaml:7:10 a text cannot begin with this character; put it in quotation marks',
      'cellar.yaml:10:16 anchors and aliases (& and *) are not used here; write the text out',
      'cellar.yaml:11:5 this key appears twice; remove one of them',
      'cellar.yaml:12:1 there is a tab here; indent with spaces',
      'cellar.yaml:12:8 write the backslash twice, or use single quotation marks',
      'desk.yaml:2:1 the key abuot is not known here; did you mean about?',
      'desk.yaml:6:5 the key fact is missing; write fact: …',
      'desk.yaml:7:10 ask: expected a text, or { en: …, ja: … }',
      'desk.yaml:9:15 Mail is not a valid id: use lower case letters, digits and hyphens',
      'desk.yaml:10:9 the key label is missing; write label: …',
      'desk.yaml:10:20 the key lable is not known here; did you mean label?',
      'desk.yaml:12:11 kind: expected one of: question, tick, check, plan, collect, review, goto, outcome',
      'desk.yaml:18:12 items: expected more of them',
      'desk.yaml:22:13 result: expected one of: solved, waiting, unsolved, done',
      'desk.yaml:23:10 say: expected a text, or { en: …, ja: … }',
      'floors.yaml:3:8 there is no warning called keep-tryng; did you mean keep-trying?',
      'floors.yaml:9:5 a choice with the id unknown (“I do not know”) is missing; if everybody can answer this, write certain: true',
      'floors.yaml:11:40 there is no step and no flow called roof; did you mean room?',
      'floors.yaml:12:15 the id high appears twice in this list; give one of them another id',
      'floors.yaml:12:43 the last entry of the list must not have a when, so that there is always a next step',
      'floors.yaml:16:9 there is no remedy called use-bakcup-code; did you mean use-backup-code?',
      'floors.yaml:20:11 this path is a loop: floors/floor → floors/room → floors/floor; let it lead to another step',
      'floors.yaml:21:3 no path leads to the step desk; name it in a goto, or remove it',
      'floors.yaml:21:3 desk is the name of a step and of a flow; rename the step',
      'floors.yaml:25:5 on: has no entry for the result unknown; write unknown: and a step',
      'floors.yaml:26:3 no path leads to the step lost; name it in a goto, or remove it',
      'floors.yaml:29:10 {service.label.badge} has no wording; correct the name, or add it to general.yaml',
      'floors.yaml:29:10 {carrier.label.shopx} has no wording; correct the name, or add it to general.yaml',
      'notes/todo.yaml:1:1 no file belongs here: flows go in the folder itself, the others in remedies/, services/, apps/, servers/ or carriers/',
      'remedies/call-cellar.yaml:2:12 anchors and aliases (& and *) are not used here; write the text out',
      'remedies/call-desk.yaml:3:33 url: write an address that begins with https://',
    ])
  })

  it('are told of conditions once every flow can be read', () => {
    const readable = files.filter(({ path }) => !['cellar.yaml', 'desk.yaml'].includes(path))
    const flaws = readBook(readable, { onto: shippedBook() }).flaws.map(told)
    expect(flaws).toContain(
      'floors.yaml:17:35 the fact wing cannot be known at this point; ask for it in an earlier step (fact: wing)',
    )
    expect(flaws).toContain('floors.yaml:18:49 floor never has the value third; its values are: low, high')
  })
})

/** A file that is sound, and one that it needs, which cannot be read: nothing follows from that. */
describe('a file that cannot be read counts as existing', () => {
  const first = `
title: First
start: go
steps:
  go:
    kind: question
    ask: 'Where to, {service.label.door}?'
    fact: way
    warn: [slippery]
    choices:
      - { id: there, label: There, goto: second }
      - { cards: service, value: shop, goto: third }
      - { id: unknown, label: I do not know, goto: third }
`
  const third = `
title: Third
start: plan
steps:
  plan:
    kind: plan
    remedies: [wait, { use: walk, when: { weather: dry } }, { use: ride, when: { service.bus: 'yes' } }]
`
  const remedy = 'title: Do it\nsteps: [Do it.]\n'
  const needed = {
    'first.yaml': first,
    'third.yaml': third,
    'second.yaml':
      'title: Second\nstart: s\nsteps:\n  s:\n    kind: question\n    ask: How is it?\n    fact: weather\n    choices:\n      - { id: dry, label: Dry, goto: third }\n      - { id: unknown, label: I do not know, goto: third }\n',
    'remedies/wait.yaml': remedy,
    'remedies/walk.yaml': remedy,
    'remedies/ride.yaml': remedy,
    'services/bank.yaml':
      "name: Bank\nchecked: 2026-01-31\nfacts: { bus: { is: 'yes', confidence: high, source: [S] } }\nsources: { S: { at: here, date: undated } }\n",
    'warnings.yaml': 'warnings: { slippery: { text: Mind the step. } }\n',
    'general.yaml':
      "service: { name: it, facts: { bus: ['yes', 'no'] }, labels: { door: the door }, first: { en: [bank] } }\n",
  }

  it.each(Object.keys(needed).filter((path) => path !== 'first.yaml' && path !== 'third.yaml'))(
    '%s',
    (path) => {
      for (const [broken, said] of [
        ['a: [', `${path}:1:4 this bracket is never closed; write ] or } where it ends`],
        ['[]', `${path}:1:1 ${path}: expected a map of keys and values`],
      ]) {
        const given = Object.entries({ ...needed, [path]: broken }).map(([path, text]) => ({
          path,
          text: text ?? '',
        }))
        expect(readBook(given).flaws.map(told)).toEqual([said])
      }
    },
  )
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
  ])('%s is told at its place, and nothing that may follow from it', (_, from, to, said) => {
    const text = `${sound.replace(from, () => to)}  last:\n    kind: goto\n    to: nowhere\n`
    const flaws = readBook([{ path: 'desk.yaml', text }], { onto: shippedBook() }).flaws.map(told)
    expect(flaws).toEqual([`desk.yaml:${said}`])
  })
})
