/** A help desk's files as the first version took them: nothing in them has to change. */
import { describe, expect, it } from 'vitest'
import { parseBook } from '../../../src/core/flow/parse.ts'
import { answer, begin, type Position, stand } from '../../../src/core/flow/walk.ts'

const files = [
  {
    path: 'office.yaml',
    text: `
title: { en: I cannot sign in at work, ja: 会社のログインができない }
warn: [call-nobody]
start: floor
after: [write-it-down]
steps:
  floor:
    kind: question
    ask: { en: Which floor are you on?, ja: 何階にいますか。 }
    fact: floor
    choices:
      - { id: first, label: { en: The first, ja: 1階 }, goto: desk }
      - { id: unknown, label: { en: I do not know, ja: わからない }, goto: desk }
  desk:
    kind: plan
    remedies:
      - restart-token
      - { use: go-to-desk, when: { floor: first } }
      - call-desk
    goto: end
  end: { kind: outcome, result: unsolved, say: { en: Come in tomorrow., ja: 明日、来てください。 } }
`,
  },
  {
    path: 'remedies/restart-token.yaml',
    text: 'title: Restart the token\nattempt: true\nsteps: [Press the button for ten seconds., Type the new code.]\n',
  },
  { path: 'remedies/go-to-desk.yaml', text: 'title: Go to the desk\nsteps: [Bring your badge.]\n' },
  {
    path: 'remedies/call-desk.yaml',
    text: 'title: Call the desk\nsteps: [Dial 100.]\nwait: { say: an hour, hours: 1 }\n',
  },
  { path: 'remedies/write-it-down.yaml', text: 'title: Write it down\nsteps: [On paper.]\n' },
  { path: 'warnings.yaml', text: 'warnings: { call-nobody: { text: Tell nobody your code. } }\n' },
]

describe('files of the first version', () => {
  const book = parseBook(files)
  const listIds = ({ stop }: Position) => (stop.kind === 'remedy' ? [stop.id, ...stop.later] : [])

  it('are read without a flaw, and keep their order', () => {
    const position = answer(stand(book, begin('office')), { choice: 'first' })
    expect(position.warnings).toEqual(['call-nobody'])
    expect(listIds(position)).toEqual(['restart-token', 'go-to-desk', 'call-desk'])
  })

  it('lead to the end with the replies of then', () => {
    const position = [{ choice: 'unknown' }, { did: 'failed' } as const, { did: 'skipped' } as const].reduce(
      (position, reply) => answer(position, reply),
      stand(book, begin('office')),
    )
    expect(position.stop).toMatchObject({ kind: 'outcome', result: 'unsolved', after: ['write-it-down'] })
  })

  it('end solved, or waiting, as before', () => {
    const asked = answer(stand(book, begin('office')), { choice: 'unknown' })
    expect(answer(asked, { did: 'worked' }).stop).toMatchObject({ kind: 'outcome', result: 'solved' })
    const waiting = answer(answer(asked, { did: 'failed' }), { did: 'waiting' })
    expect(waiting.stop).toMatchObject({ kind: 'outcome', result: 'waiting', remedy: 'call-desk' })
  })
})
