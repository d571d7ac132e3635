/** What is wrong in flow files: found all at once, each with its place and what to write instead. */
import { describe, expect, it } from 'vitest'
import type { Flaw } from '../../../src/core/flaws.ts'
import { readBook } from '../../../src/core/flow/parse.ts'
import { errors } from '../../../src/words/en/errors.ts'
import { shippedBook, soundFlow as sound } from '../../support/flows.ts'

const told = ({ file, line, column, fault }: Flaw): string =>
  `${file}:${line}:${column} ${errors.fault(fault)}`

/** The flaws of one flow file beside the shipped ones, as a person reads them. */
function flawsOf(text: string, path = 'desk.yaml'): readonly string[] {
  return readBook([{ path, text }], { onto: shippedBook() }).flaws.map(told)
}

describe('a person’s own flow', () => {
  it('may be in one language', () => {
    expect(flawsOf(sound)).toEqual([])
    expect(flawsOf(sound.replace('ask: Which door?', 'ask: { ja: どのドアですか }'))).toEqual([])
  })

  it('must be in both where it is shipped', () => {
    const { flaws } = readBook([{ path: 'desk.yaml', text: sound }], { onto: shippedBook(), shipped: true })
    expect(flaws.map(told)).toContain(
      'desk.yaml:1:8 the text has no version in this language: ja; write { en: …, ja: … }',
    )
    expect(flaws.map(told)).toContain(
      'desk.yaml:9:29 the text has no version in this language: ja; write { en: …, ja: … }',
    )
  })
})

/** A mistake in the sound flow, and what is said about it. */
const mistakes: readonly (readonly [name: string, from: string, to: string, said: readonly string[]])[] = [
  [
    'a key with a typing error',
    'fact: door',
    'fakt: door',
    [
      'desk.yaml:5:5 the key fact is missing; write fact: …',
      'desk.yaml:7:5 the key fakt is not known here; did you mean fact?',
    ],
  ],
  [
    'a kind that does not exist',
    'kind: question',
    'kind: questions',
    ['desk.yaml:5:11 kind: expected one of: question, tick, check, plan, collect, review, goto, outcome'],
  ],
  [
    'a step without a kind',
    '    kind: plan\n',
    '',
    ['desk.yaml:12:5 the key kind is missing; write kind: …'],
  ],
  [
    'a text in no language',
    'ask: Which door?',
    'ask: {}',
    ['desk.yaml:6:10 ask: expected a text, or { en: …, ja: … }'],
  ],
  [
    'a text in a language that is not spoken here',
    'ask: Which door?',
    'ask: { en: Which door?, fr: Quelle porte ? }',
    ['desk.yaml:6:29 the key fr is not known here; known: en, ja'],
  ],
  [
    'a number for a text',
    'ask: Which door?',
    'ask: 7',
    ['desk.yaml:6:10 ask: expected a text, or { en: …, ja: … }'],
  ],
  [
    'an id with a capital',
    'id: front',
    'id: Front',
    ['desk.yaml:9:15 Front is not a valid id: use lower case letters, digits and hyphens'],
  ],
  [
    'a word for a list',
    'remedies: [use-other-method]',
    'remedies: use-other-method',
    ['desk.yaml:13:15 remedies: expected a list'],
  ],
  [
    'an empty list',
    'remedies: [use-other-method]',
    'remedies: []',
    ['desk.yaml:13:15 remedies: expected more of them'],
  ],
  [
    'a missing start',
    'start: first',
    'start: frist',
    ['desk.yaml:2:8 there is no step and no flow called frist; did you mean first?'],
  ],
  [
    'a missing target',
    'front door, goto: ways',
    'front door, goto: way',
    ['desk.yaml:9:51 there is no step and no flow called way; did you mean ways?'],
  ],
  [
    'a missing remedy',
    '[use-other-method]',
    '[use-magic]',
    ['desk.yaml:13:16 there is no remedy called use-magic; write remedies/use-magic.yaml'],
  ],
  [
    'a missing warning',
    'kind: plan',
    'kind: plan\n    warn: [panic]',
    ['desk.yaml:13:12 there is no warning called panic; write it in warnings.yaml'],
  ],
  [
    'no way not to know',
    '      - { id: unknown, label: I do not know, goto: ways }\n',
    '      - { id: back, label: The back door, goto: ways }\n',
    [
      'desk.yaml:8:5 a choice with the id unknown (“I do not know”) is missing; if everybody can answer this, write certain: true',
    ],
  ],
  [
    'the same choice twice',
    'id: front',
    'id: unknown',
    ['desk.yaml:10:15 the id unknown appears twice in this list; give one of them another id'],
  ],
  [
    'a circle',
    '[use-other-method]',
    '[use-other-method]\n    goto: first',
    ['desk.yaml:14:11 this path is a loop: desk/first → desk/ways → desk/first; let it lead to another step'],
  ],
  [
    'a circle through flows',
    '[use-other-method]',
    '[use-other-method]\n    goto: desk',
    ['desk.yaml:14:11 this path is a loop: desk/first → desk/ways → desk/first; let it lead to another step'],
  ],
  [
    'a list of targets without a last one',
    'goto: ways }',
    'goto: [{ when: { door: front }, to: ways }] }',
    ['desk.yaml:9:52 the last entry of the list must not have a when, so that there is always a next step'],
  ],
  [
    'a target that is never reached',
    'goto: ways }',
    'goto: [{ to: ways }, { when: { door: front }, to: ways }] }',
    ['desk.yaml:9:66 entries after one without when are never reached; move that one to the end'],
  ],
  [
    'a fact that cannot be known',
    '[use-other-method]',
    '[{ use: use-other-method, when: { weather: fine } }]',
    [
      'desk.yaml:13:49 the fact weather cannot be known at this point; ask for it in an earlier step (fact: weather)',
    ],
  ],
  [
    'a value that never occurs',
    '[use-other-method]',
    '[{ use: use-other-method, when: { door: side } }]',
    ['desk.yaml:13:55 door never has the value side; its values are: front, unknown'],
  ],
  [
    'a step nobody meets',
    '  ways:\n',
    '  lost:\n    kind: goto\n    to: ways\n  ways:\n',
    ['desk.yaml:11:3 no path leads to the step lost; name it in a goto, or remove it'],
  ],
  [
    'a step named like a flow',
    'goto: ways }\n  ways:',
    'goto: code-refused }\n  code-refused:',
    [
      'desk.yaml:9:51 there is no step and no flow called ways; write it, or go to another step',
      'desk.yaml:11:3 code-refused is the name of a step and of a flow; rename the step',
    ],
  ],
  [
    'a result left out',
    'kind: plan\n    remedies: [use-other-method]',
    'kind: check\n    check: clock\n    fact: clock\n    on: { fine: diagnose, skewed: diagnose }',
    ['desk.yaml:15:5 on: has no entry for the result unknown; write unknown: and a step'],
  ],
  [
    'a placeholder nobody words',
    'ask: Which door?',
    'ask: "Which {service.label.door}?"',
    ['desk.yaml:6:10 {service.label.door} has no wording; correct the name, or add it to general.yaml'],
  ],
  [
    'a word every object has',
    'start: first',
    'start: constructor',
    ['desk.yaml:2:8 constructor is not a valid id: use lower case letters, digits and hyphens'],
  ],
  ['a tab', '  first:', '\tfirst:', ['desk.yaml:4:1 there is a tab here; indent with spaces']],
]

describe('a mistake in a flow', () => {
  it.each(mistakes)('%s', (_, from, to, said) => {
    expect(sound).toContain(from)
    expect(flawsOf(sound.replace(from, () => to))).toEqual(said)
  })

  it('does not hide the others', () => {
    const text = sound
      .replace('start: first', 'start: frist')
      .replace('goto: ways', 'goto: way')
      .replace('use-other', 'use-another')
    expect(flawsOf(text)).toHaveLength(3)
  })
})

describe('a circle through a shipped flow', () => {
  it('is told in the file that was read, whichever edge closes it', () => {
    const text = 'title: x\nstart: s\nsteps:\n  s:\n    kind: goto\n    to: diagnose\n'
    for (const flow of ['nothing-to-enter', 'code-not-coming', 'code-refused']) {
      expect(flawsOf(text, `${flow}.yaml`).join('\n')).toContain(`${flow}.yaml:6:9 this path is a loop:`)
    }
  })

  it('is found in a very long flow too', () => {
    const steps = Array.from({ length: 3000 }, (_, index) => `  s${index}: { kind: goto, to: s${index + 1} }`)
    const text = `title: x\nstart: s0\nsteps:\n${steps.join('\n')}\n  s3000: { kind: goto, to: s0 }\n`
    expect(flawsOf(text)).toHaveLength(1)
  })
})

describe('very many mistakes', () => {
  const steps = Array.from({ length: 300 }, (_, index) => `  s${index}: { kind: goto, to: x${index} }\n`)
  const text = `title: x\nstart: s0\nsteps:\n${steps.join('')}`
  const missing = readBook([{ path: 'desk.yaml', text }], { onto: shippedBook() }).flaws.flatMap(
    ({ fault }) => (fault.kind === 'missing-target' ? [fault.near] : []),
  )

  it('are all told, but get suggestions for the first two hundred only', () => {
    expect(missing).toHaveLength(300)
    expect(missing.filter((near) => near.length > 0)).toHaveLength(200)
  })

  it('of which each step’s facts depend on all before are looked through once', () => {
    const ladder = Array.from(
      { length: 600 },
      (_, index) =>
        `  s${index}: { kind: tick, ask: x, items: [{ id: f${index}, label: x }], goto: [{ when: { f0: 'yes' }, to: s${index + 1} }, { to: s${index + 2} }] }\n`,
    )
    const ends = '  s600: { kind: goto, to: s601 }\n  s601: { kind: outcome, result: done, say: x }\n'
    expect(flawsOf(`title: x\nstart: s0\nsteps:\n${ladder.join('')}${ends}`)).toEqual([])
  })
})

describe('other files', () => {
  it.each([
    [
      'remedies/wave.yaml',
      'title: Wave\nsteps: [Wave]\n',
      ['remedies/wave.yaml:1:1 nothing uses wave; use it somewhere, or remove it'],
    ],
    [
      'remedies/wave.yaml',
      'title: Wave\nsteps: []\n',
      ['remedies/wave.yaml:2:8 steps: expected more of them'],
    ],
    [
      'remedies/use-sms.yaml',
      'title: Wave\nsteps: [Wave]\nlinks: [{ label: Here, url: "http://example.org" }]\n',
      ['remedies/use-sms.yaml:3:29 url: write an address that begins with https://'],
    ],
    [
      'remedies/use-sms.yaml',
      'title: Wave\nsteps: [Wave]\ngeneral: use-backup-code\n',
      [
        'remedies/use-sms.yaml:3:10 general: use-backup-code is itself a kind of another remedy; only one level is allowed',
      ],
    ],
    [
      'remedies/use-sms.yaml',
      'title: Wave\nsteps: [Wave]\nlinks: [service.homepage]\n',
      [
        'remedies/use-sms.yaml:3:9 {service.homepage} has no wording; correct the name, or add it to general.yaml',
      ],
    ],
    [
      'services/quux.yaml',
      'name: Quux\nchecked: 2026-02-30\nsources: {}\n',
      ['services/quux.yaml:2:10 checked: expected a date such as 2026-01-31'],
    ],
    [
      'services/quux.yaml',
      'name: Quux\nchecked: 2026-02-03\nsources: {}\nfacts: { account: { is: personal, confidence: high, source: [B1] } }\n',
      ['services/quux.yaml:4:62 the source B1 is not among the card’s sources; add it there'],
    ],
    [
      'pictures/cat.yaml',
      'a: 1\n',
      [
        'pictures/cat.yaml:1:1 no file belongs here: flows go in the folder itself, the others in remedies/, services/, apps/, servers/ or carriers/',
      ],
    ],
  ])('%s', (path, text, said) => {
    expect(flawsOf(text, path)).toEqual(said)
  })
})

describe('hostile YAML', () => {
  const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n`
  it.each([
    ['aliases that explode', laughs, 'anchors and aliases (& and *) are not used here; write the text out'],
    ['an enormous file', `title: ${'x'.repeat(600_000)}\n`, 'at most 128 KiB are read'],
    ['deep brackets', `title: ${'['.repeat(100_000)}\n`, 'too many nested levels'],
    [
      'depth hidden in texts',
      `title: ${'["]",'.repeat(5000)}1${']'.repeat(5000)}\n`,
      'too many nested levels',
    ],
    ['depth hidden in comments', `title:\n ${'[ #]\n '.repeat(20_000)}`, 'too many nested levels'],
    ['deep dashes', `${'- '.repeat(50_000)}x\n`, 'too many nested levels'],
    [
      'deep indents',
      `${Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
      'too many nested levels',
    ],
    ['deep questions', `${'? '.repeat(50_000)}x\n`, 'too many nested levels'],
    ['a duplicate key', `${sound}start: other\n`, 'this key appears twice'],
    ['a tag of one’s own', 'title: !door x\n', 'tags (!) are not used here'],
    ['a tag of YAML’s', 'title: !!binary aGk=\n', 'tags (!) are not used here'],
    [
      'a merge key',
      'base: &b { x: 1 }\ntitle:\n  <<: *b\n',
      'anchors and aliases (& and *) are not used here; write the text out',
    ],
    ['two documents', `${sound}---\n${sound}`, 'a file holds one document only; remove the second ---'],
    ['nothing', '', 'the file is empty'],
    ['only a comment', '# later\n', 'the file is empty'],
    ['bytes', 'title: \0\n', 'this is not a text file'],
    ['a proto key', '__proto__: { polluted: true }\n', 'the key'],
  ])('%s is refused', (_, text, said) => {
    const flaws = flawsOf(text)
    expect(flaws.join('\n')).toContain(said)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('with very many keys takes no longer than its size', () => {
    const keys = Array.from({ length: 12_000 }, (_, index) => `k${index}: 1`).join('\n')
    expect(flawsOf(`${keys}\nk7: 2\n`)).toContain(
      'desk.yaml:12001:1 this key appears twice; remove one of them',
    )
  })

  it.each([
    ['a row of dashes', `help: |\n      ${'-'.repeat(80)}`],
    ['brackets in a comment', `help: x # ${'['.repeat(80)}`],
    ['a deep indent inside a text', `help: |\n      a\n${' '.repeat(300)}b`],
  ])('is not %s', (_, help) => {
    expect(flawsOf(sound.replace('ask: Which door?', () => `ask: Which door?\n    ${help}`))).toEqual([])
  })

  it('never throws, and never repeats what it read', () => {
    const secret = 'JBSWY3DPEHPK3PXP'
    for (const text of [
      `a: "${secret}`,
      `${secret}: [`,
      `{${secret}`,
      `a: b: ${secret}`,
      `\t${secret}`,
      `%${secret}`,
      `a: '${secret}`,
    ]) {
      expect(flawsOf(text).join('\n')).not.toContain(secret)
    }
  })
})
