/** Details for support, the check-up and the calendar, in the program; and that nothing of the details is kept. */
import { describe, expect, it } from 'vitest'
import { readBook } from '../../src/core/flow/parse.ts'
import { bookWith, shippedBook } from '../support/flows.ts'
import { ctrlC, type Line, type Played, play, walkFile } from '../support/play.ts'

const kit = `title: Kit
start: points
steps:
  points:
    kind: tick
    ask: What is done?
    items: [{ id: paper, label: Codes on paper }, { id: spare, label: A spare key }]
    goto: result
  result:
    kind: review
    say: Each of them helps.
    points:
      - { id: paper, label: Codes on paper, when: { paper: 'yes' } }
      - { id: spare, label: A spare key, when: { spare: 'yes' } }
    goto: details
  details:
    kind: collect
    ask: What support asks for
    help: Leave empty what you do not know.
    fields:
      - { id: address, label: Email address }
      - { id: created, label: Made in, help: The year is enough. }
    bring: [A paper with a photo]
    links: [service.support, { label: Our desk, url: https://desk.example.org/help }]
    goto: later
  later:
    kind: plan
    remedies: [try-it]
`
const remedy = `title: Try a sign-in
steps: [Sign in., 'Note the date, and the way.']
tool: calendar
`

const files = [
  { path: 'kit.yaml', text: kit },
  { path: 'remedies/try-it.yaml', text: remedy },
]
const book = bookWith(files)
const toDetails: readonly Line[] = [
  ['Ready?', 'Begin'],
  ['What is done?', 'Codes on paper'],
  ['Go on?', 'Go on'],
]
const address = 'tester@mail.example'
const filledIn: readonly Line[] = [
  ['Fill this in now?', 'Fill it in now'],
  ['Email address:', ` ${address} `],
  ['Made in:', '2019'],
]
const run = (person: readonly Line[], more: object = {}): Promise<Played> =>
  play('diagnose kit', { book, rows: 60, person, ...more })

describe('a check-up', () => {
  it('says what is in place and what is not known', async () => {
    const { err } = await run([...toDetails.slice(0, 2), ['Go on?', ctrlC]])
    expect(err).toContain('In place: 1 of 2')
    expect(err).toContain('- Codes on paper: in place')
    expect(err).toContain('- A spare key: not known')
    expect(err).toContain('Each of them helps.')
  })

  it('says what is to do where it is known to be missing', async () => {
    const { err } = await run([
      ['Ready?', 'Begin'],
      ['What is done?', 'None of these'],
      ['Go on?', ctrlC],
    ])
    expect(err).toContain('In place: 0 of 2')
    expect(err).toContain('- A spare key: to do')
  })

  it('can be left backwards', async () => {
    await run([...toDetails.slice(0, 2), ['Go on?', 'Back'], ['What is done?', ctrlC]])
  })
})

describe('the details for support', () => {
  it('are asked line by line, shown, and written to a sheet', async () => {
    const { files, err } = await run([
      ...toDetails,
      ...filledIn,
      ['Is this right?', 'Write a sheet'],
      ['File for the sheet', ''],
      ['Is this right?', 'Go on'],
      ['Did that work?', ctrlC],
    ])
    expect(err).toContain(`- Email address: ${address}`)
    expect(err).toContain('The year is enough.')
    expect(err).toContain('The sheet is in kit.md')
    expect(files['/work/kit.md']).toBe(`# What support asks for

Leave empty what you do not know.

| | |
| --- | --- |
| Email address | ${address} |
| Made in | 2019 |

## Have ready as well:

- [ ] A paper with a photo

## Official pages:

- Our desk: <https://desk.example.org/help>

Never write a password, code or key here. What you type is kept only in the sheet, if you choose to write one.
`)
  })

  it('are written as HTML by the file’s name', async () => {
    const { files } = await run([
      ...toDetails,
      ...filledIn,
      ['Is this right?', 'Write a sheet'],
      ['File for the sheet', 'papers/sheet.html'],
      ['Is this right?', ctrlC],
    ])
    expect(files['/work/papers/sheet.html']).toContain(`<tr><td>Email address</td><td>${address}</td></tr>`)
  })

  it('are nowhere but in the sheet: not in the saved walk, the report or the JSON', async () => {
    const { files, out } = await play('diagnose kit --json --report r.md', {
      book,
      rows: 60,
      person: [
        ...toDetails,
        ...filledIn,
        ['Is this right?', 'Go on'],
        ['Did that work?', 'Yes'],
        ['last page', 'Finish'],
      ],
    })
    expect(Object.keys(files)).toEqual(['/work/r.md'])
    for (const text of [...Object.values(files), out]) {
      expect(text).not.toContain(address)
      expect(text).not.toContain('2019')
    }
    const stopped = await run([
      ...toDetails,
      ...filledIn,
      ['Is this right?', 'Go on'],
      ['Did that work?', ctrlC],
    ])
    expect(stopped.files[walkFile]).toContain('"seen":true')
    expect(stopped.files[walkFile]).not.toContain(address)
  })

  it('can be changed, and are still there after going back and forth', async () => {
    const { asked, err } = await run([
      ...toDetails,
      ...filledIn,
      ['Is this right?', 'Back'],
      ['Go on?', 'Go on'],
      ['Is this right?', 'Change something'],
      ['Email address:', ''],
      ['Made in:', '2020'],
      ['Is this right?', ctrlC],
    ])
    expect(asked.length).toBeGreaterThan(0)
    expect(err).toContain(`- Email address: ${address}\n- Made in: 2020`)
  })

  it('never overwrite a file, and take no other extension', async () => {
    const { files, err } = await run(
      [
        ...toDetails,
        ['Fill this in now?', 'Write a sheet'],
        ['File for the sheet', 'kit.pdf'],
        ['File for the sheet', 'mine.md'],
        ['File for the sheet', 'other.md'],
        ['Fill this in now?', ctrlC],
      ],
      { files: { '/work/mine.md': 'mine' } },
    )
    expect(err).toContain('the name must end in .md, .html')
    expect(err).toContain('this file already exists')
    expect(files['/work/mine.md']).toBe('mine')
    expect(files['/work/other.md']).toContain('| Email address |  |')
  })

  it('say where a sheet cannot be written, and ask again', async () => {
    const { err } = await run(
      [
        ...toDetails,
        ['Fill this in now?', 'Write a sheet'],
        ['File for the sheet', ''],
        ['File for the sheet', ctrlC],
      ],
      { readOnly: true },
    )
    expect(err).toContain('cannot be written (EROFS)')
  })

  it.each(['password', 'pin', 'backup-code', 'secret', 'api-key', 'otp'])('may not ask for a %s', (id) => {
    const asking = files.map((file) => ({ ...file, text: file.text.replace('id: address', `id: ${id}`) }))
    const { flaws } = readBook(asking, { onto: shippedBook() })
    expect(flaws.map(({ fault }) => fault)).toEqual([{ kind: 'asks-secret', id }])
  })

  it('ask nobody without a person', async () => {
    const { exit, out } = await play('diagnose kit --answers a.yaml --json', {
      book,
      terminal: false,
      files: { '/work/a.yaml': '{}' },
    })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ outcome: 'plan', remedies: [{ id: 'try-it' }] })
  })
})

describe('the calendar entry', () => {
  it('holds the remedy, and comes back', async () => {
    const { files, err } = await run(
      [
        ...toDetails,
        ['Fill this in now?', 'Go on without it'],
        ['Did that work?', 'Write a calendar entry'],
        ['File for the calendar', ''],
        ['Did that work?', ctrlC],
      ],
      { now: '2026-11-30T12:00:00Z' },
    )
    expect(err).toContain('The entry is in try-it.ics')
    const text = (files['/work/try-it.ics'] ?? '').replaceAll('\r\n ', '')
    expect(text).toContain('SUMMARY:Try a sign-in\r\n')
    expect(text).toContain(
      'DESCRIPTION:1. Sign in.\\n2. Note the date\\, and the way.\\n\\nReminder written by 2fa-rescue\r\n',
    )
    expect(text).toContain('DTSTART;VALUE=DATE:20270228\r\n')
  })
})
