/** Codes in the wizard: judged, made and compared, by people who get lost at times. */
import { describe, expect, it } from 'vitest'
import type { Book } from '../../src/core/flow/book.ts'
import { parseBook } from '../../src/core/flow/parse.ts'
import { codeAt } from '../../src/core/totp/code.ts'
import { usualParameters } from '../../src/core/totp/parameters.ts'
import { type Line, play, type Scene } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'
import { keyOf } from '../support/vectors.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const now = '2026-01-01T00:00:10Z'
const at = Date.parse(now) / 1000
const codeFor = (seconds: number, key = keyOf({ secret })) => codeAt(key, usualParameters, at + seconds).code

/** A walk that begins at a remedy with this tool. */
function bookWith(tool: string): Book {
  const flow = 'title: x\nstart: ways\nsteps: { ways: { kind: plan, remedies: [way] } }\n'
  const remedy = `title: A way\nsteps: [Do it.]\ntool: ${tool}\n`
  return parseBook([
    { path: 'here.yaml', text: flow },
    { path: 'remedies/way.yaml', text: remedy },
  ])
}

const begin: Line = ['Ready?', 'Begin']
const done: readonly Line[] = [
  ['Did that work?', 'Yes'],
  ['That was the last page', 'Finish'],
]

const wizard = (tool: string, person: readonly Line[], scene: Scene = {}) =>
  play('diagnose here', {
    now,
    clock: 0,
    rows: 60,
    book: bookWith(tool),
    person: [begin, ...person, ...done],
    ...scene,
  })

const judging = (person: readonly Line[], scene: Scene = {}) => wizard('judge-code', person, scene)

describe('why a code is refused', () => {
  it.each([
    ['On the set-up page', /cannot scan/],
    ['In a password manager', /edit the one-time code/],
  ])('is found out with the secret: %s', async (place, help) => {
    const { err, exit } = await judging([
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', place],
      ['Secret or link', secret],
      ['code the phone shows now', codeFor(-94)],
    ])
    expect(exit).toBe(0)
    expect(err).toMatch(help)
    expect(err).toMatch(/the phone is 85 s behind/)
    expect(err).toMatch(/switch on automatic date and time/)
    expect(err).not.toContain(secret)
  })

  it('is found out with a transfer of several accounts', async () => {
    const text = `otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP\n, otpauth://totp/B:b?secret=${secret}`.replace(
      '\n',
      '',
    )
    const { err } = await judging([
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', 'In a password manager'],
      ['Secret or link', text],
      ['There are several secrets here', 'B:b'],
      ['code the phone shows now', codeFor(0)],
    ])
    expect(err).toMatch(/The code fits now/)
  })

  it('says what is wrong with a secret, and goes on', async () => {
    const { err, exit } = await judging([
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', 'On the set-up page'],
      ['Secret or link', 'otpauth://totp/a?secret=GEZDGNB1'],
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', 'In a picture'],
      ['picture’s file', 'missing.png'],
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', 'It is kept'],
      ['Did that work?', 'Find out why'],
      ['Where can you get the secret', 'I do not have it'],
    ])
    expect(exit).toBe(0)
    expect(err).toMatch(/character 8 .*“1”/)
    expect(err).toMatch(/no file .*missing\.png/)
    expect(err).toMatch(/no account is stored yet/)
    expect(err).toMatch(/Without the secret no code can be judged/)
  })

  it('is found out for a stored account', async () => {
    const stores = fakeStores()
    await play('totp add', { terminal: false, stores, stdin: `otpauth://totp/A:a?secret=${secret}` })
    const { err } = await judging(
      [
        ['Did that work?', 'Find out why'],
        ['Where can you get the secret', 'It is kept'],
        ['code the phone shows now', codeFor(0)],
      ],
      { stores },
    )
    expect(err).toMatch(/The code fits now/)
  })
})

describe('a code', () => {
  it('is made from the secret, as often as it takes', async () => {
    const { err } = await wizard('make-code', [
      ['Did that work?', 'Make the code here'],
      ['Where can you get the secret', 'In a password manager'],
      ['Secret or link', secret, 5],
      ['Did that work?', 'Make the code here', 30],
      ['Where can you get the secret', 'In a password manager'],
      ['Secret or link', secret],
    ])
    const half = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`
    expect(err).toContain(`The code is ${half(codeFor(5))}, for 15 s more.`)
    expect(err).toContain(`After that: ${half(codeFor(35))}`)
    expect(err).toContain(`The code is ${half(codeFor(35))}, for 15 s more.`)
    expect(err).not.toContain(secret)
  })

  it('from the store asks for the passphrase once in a walk', async () => {
    const stores = fakeStores()
    const passphrase: Line = ['The passphrase of the store', 'a long passphrase']
    await play('totp add --store file', {
      terminal: true,
      stores,
      stdin: `otpauth://totp/A:a?secret=${secret}`,
      person: [
        ['A new passphrase for the store', 'a long passphrase'],
        ['again', 'a long passphrase'],
      ],
    })
    const again: readonly Line[] = [
      ['Did that work?', 'Make the code here'],
      ['Where can you get the secret', 'It is kept'],
    ]
    const [tool, place] = again as readonly [Line, Line]
    const { exit } = await play('diagnose here --offline --store file', {
      now,
      rows: 60,
      book: bookWith('make-code'),
      stores,
      person: [begin, tool, place, passphrase, ...again, ...again, ...done],
    })
    expect(exit).toBe(0)
    expect(stores.passphrases).toEqual(['a long passphrase', 'a long passphrase'])
  })

  it('by counter is used up by it, where its account is stored', async () => {
    const stores = fakeStores()
    await play('totp add', {
      terminal: false,
      stores,
      stdin: `otpauth://hotp/A:a?secret=${secret}&counter=1`,
    })
    const once: readonly Line[] = [
      ['Did that work?', 'Make the code here'],
      ['Where can you get the secret', 'It is kept'],
    ]
    // RFC 4226, appendix D: counters 1 and 2.
    const { err } = await wizard('make-code', [...once, ...once], { stores })
    expect(err).toMatch(/287 082.*counts once[\s\S]*359 152.*counts once/)
  })
})

describe('two entries', () => {
  const compare = (looks: readonly (readonly [string, string, number?])[]) =>
    wizard('compare-codes', [
      ['Did that work?', 'Compare two entries'],
      ...looks.flatMap(([first, second, seconds = 0]): readonly Line[] => [
        ['first entry', first, seconds],
        ['second entry', second],
      ]),
    ])

  it('that are the same', async () => {
    expect((await compare([[codeFor(0), codeFor(0)]])).err).toMatch(/Both show the same code/)
  })

  it('of which one is ahead', async () => {
    const { err } = await compare([
      [codeFor(0), codeFor(60)],
      [codeFor(30), codeFor(90), 30],
      [codeFor(60), codeFor(120), 30],
    ])
    expect(err).toMatch(/the second one is 2 codes ahead/)
  })

  it('that have nothing in common', async () => {
    const other = new Uint8Array(20)
    const { err } = await compare(
      [0, 30, 60].map((later) => [codeFor(later), codeFor(later, other), later] as const),
    )
    expect(err).toMatch(/nothing in common/)
  })
})
