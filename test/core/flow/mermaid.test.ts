/** Flows as diagrams: each kind of step with its outline, the arrows, and text that Mermaid would take for its own. */
import { describe, expect, it } from 'vitest'
import { flowGraph, flowsGraph } from '../../../src/core/flow/mermaid.ts'
import { plainRemedies, tinyBook } from '../../support/tiny-book.ts'

const book = tinyBook({
  'general.yaml': 'service: { name: the shop }\n',
  'services/corner.yaml': 'name: Corner\nchecked: 2026-01-31\nsources: {}\n',
  'back-door.yaml': `
title: { en: The "back" door, ja: 裏口 }
start: end
steps:
  end: { kind: goto, to: garden }
`,
  'garden.yaml': 'title: Garden\nstart: end\nsteps: { end: { kind: outcome, result: done, say: The end } }\n',
  'house.yaml': `
title: House
start: which-door
steps:
  which-door:
    kind: question
    ask: { en: "Which #1 door & <lock>?", ja: どのドアですか }
    fact: door
    choices:
      - { id: front, label: { en: Front, ja: 表 }, goto: shop }
      - { id: side, label: Side, goto: shop }
      - { id: back, label: Back, goto: back-door }
      - { id: unknown, label: I do not know, goto: [{ when: { door: front }, to: shop }, { to: left }] }
  shop:
    kind: question
    ask: "Which   shop?\\n"
    fact: service
    choices:
      - { cards: service, goto: left }
      - { id: unknown, label: I do not know, goto: left }
  left:
    kind: tick
    ask: What is there?
    items: [{ id: rope, label: A rope }]
    goto: clock
  clock:
    kind: check
    check: clock
    fact: clock
    on: { fine: who, skewed: ways, unknown: ways }
  who: { kind: collect, ask: Who are you?, fields: [{ id: name, label: Name }], goto: stand }
  stand:
    kind: review
    points:
      - { id: rope, label: A rope, when: { rope: 'yes' } }
      - { id: door, label: A door, when: { door: front } }
    goto: on
  on: { kind: goto, to: ways }
  ways:
    kind: plan
    remedies: [ring, { use: call, when: { rope: 'yes' } }, { use: ring, when: { door: front } }]
    goto: last
  last: { kind: plan, remedies: [call] }
`,
  ...plainRemedies('ring', 'call'),
})

describe('the diagram of a flow', () => {
  it('has an outline for each kind of step, and one arrow for each end', () => {
    expect(flowGraph(book, 'house', { language: 'en' })).toBe(
      `
flowchart TD
  start((" ")) --> s_which_door
  s_which_door{{"Which #35;1 door #38; #60;lock#62;?"}}
  s_shop{{"Which shop?"}}
  s_left[/"What is there?"/]
  s_clock[["clock"]]
  s_who[/"Who are you?"/]
  s_stand["A rope<br/>A door"]
  s_on{" "}
  s_ways["ring<br/>call"]
  s_last["call"]
  f_back_door>"The #34;back#34; door"]
  s_which_door -->|"Front<br/>Side<br/>I do not know"| s_shop
  s_which_door -->|"Back"| f_back_door
  s_which_door -->|"I do not know"| s_left
  s_shop -->|"service …<br/>I do not know"| s_left
  s_left --> s_clock
  s_clock -->|"fine"| s_who
  s_clock -->|"skewed<br/>unknown"| s_ways
  s_who --> s_stand
  s_stand --> s_on
  s_on --> s_ways
  s_ways --> s_last
`.trimStart(),
    )
  })

  it('is in the language of the reader', () => {
    const drawn = flowGraph(book, 'house', { language: 'ja' })
    expect(drawn).toContain('  s_which_door{{"どのドアですか"}}\n')
    expect(drawn).toContain('  f_back_door>"裏口"]\n')
    expect(drawn).toContain('|"表<br/>Side<br/>I do not know"|')
  })

  it('says what an outcome says', () => {
    expect(flowGraph(book, 'garden', { language: 'en' })).toBe(
      'flowchart TD\n  start((" ")) --> s_end\n  s_end(["The end"])\n',
    )
  })

  it('is none for a flow that is not there', () => {
    expect(flowGraph(book, 'nowhere', { language: 'en' })).toBeUndefined()
    expect(flowGraph(book, 'constructor', { language: 'en' })).toBeUndefined()
  })

  it('names a flow that is missing by its id', () => {
    const gap = {
      ...book,
      flows: { x: { title: 'X', start: 'a', steps: { a: { kind: 'goto' as const, to: 'far-away' } } } },
    }
    expect(flowGraph(gap, 'x', { language: 'en' })).toContain('  f_far_away>"far-away"]\n')
  })
})

describe('the diagram of all flows', () => {
  it('has each flow, and one arrow for each that it leads into', () => {
    expect(flowsGraph(book, { language: 'en' })).toBe(
      `
flowchart TD
  f_back_door["The #34;back#34; door"]
  f_garden["Garden"]
  f_house["House"]
  f_back_door --> f_garden
  f_house --> f_back_door
`.trimStart(),
    )
  })
})
