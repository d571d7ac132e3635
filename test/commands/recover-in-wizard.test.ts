/** An export or a backup of the app, opened in the wizard. */
import { describe, expect, it } from 'vitest'
import type { Book } from '../../src/core/flow/book.ts'
import { parseBook } from '../../src/core/flow/parse.ts'
import { ctrlC, type Line, play, type Scene } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'
import { createTwoFas } from '../support/two-fas.ts'

/** The secrets of RFC 6238 and of RFC 4226, which are the same: 287082 at 59 s and by counter 1. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const other = 'JBSWY3DPEHPK3PXP'
const now = '1970-01-01T00:00:59Z'

const links = [
  `otpauth://totp/Octo%20Hub:mika?secret=${secret}&issuer=Octo%20Hub`,
  `otpauth://totp/Bank:mika?secret=${other}&issuer=Bank`,
  'otpauth://totp/Broken:mika?secret=10&issuer=Broken',
  '',
].join('\n')

function bookWith(tool: string): Book {
  const flow = [
    'title: x',
    'start: which',
    'steps:',
    '  which:',
    '    kind: question',
    '    ask: Which service?',
    '    fact: service',
    '    choices: [{ cards: service, goto: ways }, { id: unknown, label: Another, goto: ways }]',
    '  ways: { kind: plan, remedies: [way] }',
    '',
  ].join('\n')
  const remedy = `title: A way\nsteps: ['Do it at {service.name}.']\ntool: ${tool}\n`
  const card = 'name: GitHub\naliases: [Octo Hub]\nchecked: 2026-01-31\nsources: {}\n'
  return parseBook([
    { path: 'here.yaml', text: flow },
    { path: 'remedies/way.yaml', text: remedy },
    { path: 'services/github.yaml', text: card },
    { path: 'general.yaml', text: 'service: { name: it }\n' },
  ])
}

const done: readonly Line[] = [
  ['Did that work?', 'Yes'],
  ['That was the last page', 'Finish'],
]
const use: Line = ['Did that work?', 'Open an export or backup']
const named = (file: string): Line => ['Where is the export or backup?', file]
const back: Line = ['What now?', 'Go on']

const wizard = (
  person: readonly Line[],
  { tool = 'open-export', service = 'Another', ...scene }: Scene & Asked = {},
) =>
  play('diagnose here --offline', {
    now,
    rows: 60,
    book: bookWith(tool),
    files: { '/work/links.txt': links, '/work/backup.2fas': createTwoFas() },
    person: [['Ready?', 'Begin'], ['Which service?', service], ...person, ...done],
    ...scene,
  })
interface Asked {
  readonly tool?: string
  readonly service?: string
}

describe('an export in the wizard', () => {
  it('gives the code of the chosen service, found by one of its names', async () => {
    const { err, exit, asked } = await wizard([use, named('links.txt'), back], { service: 'GitHub' })
    expect(exit).toBe(0)
    expect(err).toContain('Octo Hub:mika: the code is 287 082, for 1 s more.')
    expect(err).toContain('could not be read: #3')
    expect(asked.map(({ message }) => message)).not.toContain('Which account is it about?')
    expect(err).not.toContain(secret)
  })

  it('lets the person choose where the service is not known or not in the file', async () => {
    const choose: Line = ['Which account is it about?', 'Octo Hub:mika']
    const { err } = await wizard([use, named('links.txt'), choose, back])
    expect(err).toContain('the code is 287 082')
  })

  it('lets the person go to another account, make the code again, and take none', async () => {
    const { err } = await wizard(
      [
        use,
        named('links.txt'),
        ['What now?', 'Make the code again', 2],
        ['What now?', 'Another account'],
        ['Which account is it about?', 'None of these'],
      ],
      { service: 'GitHub' },
    )
    expect(err).toContain('Octo Hub:mika: the code is 287 082, for 1 s more.')
    expect(err).toContain('Octo Hub:mika: the code is 359 152, for 29 s more.')
  })

  it.each([
    ['several files', 'links.txt\nbackup.2fas'],
    ['names as a terminal puts them when a file is dropped', `'/work/links.txt'\n"backup.2fas"`],
  ])('opens %s, and asks for a password again', async (_what, lines) => {
    const { err } = await wizard([
      use,
      named(lines),
      ['Password of', 'wrong'],
      ['Password of', 'correct horse'],
      ['Which account is it about?', 'GitHub:mika'],
      back,
    ])
    expect(err).toContain('GitHub:mika: the code is 287 082')
  })

  it('opens a folder, and a name with an escaped blank', async () => {
    const files = { '/work/old phone/links.txt': links }
    const { err } = await wizard([use, named('old\\ phone'), back], { files, service: 'GitHub' })
    expect(err).toContain('Octo Hub:mika: the code is 287 082')
  })

  it('stores the accounts on request, and says so', async () => {
    const stores = fakeStores()
    await wizard([use, named('links.txt'), ['What now?', 'Store'], back], { stores, service: 'GitHub' })
    const { out } = await play('totp list', { stores })
    expect(out).toMatch(/bank:mika/i)
    expect(out).toMatch(/octo hub:mika/i)
  })

  it('says what went wrong, and goes on with the walk', async () => {
    const { err, exit } = await wizard(
      [
        use,
        named('missing.json'),
        use,
        named('backup.2fas'),
        ['Password of', 'wrong'],
        ['Password of', 'wrong'],
        ['Password of', 'wrong'],
        use,
        named(''),
        use,
        named('notes.txt'),
      ],
      { files: { '/work/notes.txt': 'nothing here', '/work/backup.2fas': createTwoFas() } },
    )
    expect(exit).toBe(0)
    expect(err).toMatch(/no file .*missing\.json/)
    expect(err).toContain('backup.2fas: the password is wrong, or the file is damaged')
    expect(err).toContain('No file was named.')
    expect(err).toContain('notes.txt: the file is not an export or backup that is known here')
  })

  it('ends with ctrl-c at the password', async () => {
    const { exit } = await play('diagnose here --offline', {
      now,
      rows: 60,
      book: bookWith('open-export'),
      files: { '/work/backup.2fas': createTwoFas() },
      person: [
        ['Ready?', 'Begin'],
        ['Which service?', 'Another'],
        use,
        named('backup.2fas'),
        ['Password of', ctrlC],
      ],
    })
    expect(exit).toBe(130)
  })

  it('is stored with the next counter after a code by counter was seen', async () => {
    const stores = fakeStores()
    const file = `otpauth://hotp/GitHub:mika?secret=${secret}&issuer=GitHub&counter=1\n`
    const { err } = await wizard([use, named('h.txt'), ['What now?', 'Store'], back], {
      stores,
      service: 'GitHub',
      files: { '/work/h.txt': file },
    })
    expect(err).toContain('GitHub:mika: the code is 287 082. It counts once.')
    const { out } = await play('totp code github --quiet', { stores })
    expect(out).toContain('359')
  })
})

describe('a secret from an export', () => {
  const place: Line = ['Where can you get the secret', 'In an export or backup']

  it('judges a code', async () => {
    const { err } = await wizard(
      [['Did that work?', 'Find out why'], place, named('links.txt'), ['code the phone shows now', '287082']],
      { tool: 'judge-code', service: 'GitHub' },
    )
    expect(err).toMatch(/The code fits now/)
  })

  it('makes a code', async () => {
    const { err } = await wizard(
      [['Did that work?', 'Make the code here'], place, named('links.txt'), back],
      {
        tool: 'make-code',
        service: 'GitHub',
      },
    )
    expect(err).toContain('the code is 287 082')
  })
})
