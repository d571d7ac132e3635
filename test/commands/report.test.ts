/** `--report FILE`, and a walk that outlives ctrl-c, a power cut and three days of waiting. */
import { describe, expect, it } from 'vitest'
import { bookWith } from '../support/flows.ts'
import { ctrlC, type Line, play, walkFile } from '../support/play.ts'

const flow = `title: { en: The office, ja: 会社 }
warn: [keep-trying]
start: door
steps:
  door:
    kind: question
    ask: { en: 'Which door?', ja: どの入口ですか。 }
    fact: door
    choices:
      - { id: front, label: { en: The front door, ja: 正面 }, goto: left }
      - { id: unknown, label: { en: I do not know, ja: わからない }, goto: left }
  left:
    kind: tick
    ask: { en: 'What is left?', ja: 何がありますか。 }
    items:
      - { id: badge, label: { en: A badge, ja: 社員証 } }
      - { id: key, label: { en: A key, ja: 鍵 } }
    goto: clock
  clock: { kind: check, check: clock, fact: computer-clock, on: { fine: ways, skewed: ways, unknown: ways } }
  ways: { kind: plan, remedies: [ring, ask-desk] }
`
const remedies = {
  ring: 'title: { en: Ring the bell, ja: 呼び鈴を鳴らす }\nsteps: [{ en: Ring., ja: 鳴らします。 }]\n',
  'ask-desk': `title: { en: Ask the desk, ja: 窓口に聞く }
steps:
  - { en: Call 1234., ja: 1234に電話します。 }
  - { say: { en: Type this., ja: 入力します。 }, run: unlock <me> }
  - { en: Wait., ja: 待ちます。 }
wait: { say: { en: three days, ja: 3日 }, days: 3 }
links: [{ label: { en: The desk, ja: 窓口 }, url: https://desk.example.org/ }]
`,
}

const book = bookWith([
  { path: 'office.yaml', text: flow },
  ...Object.entries(remedies).map(([id, text]) => ({ path: `remedies/${id}.yaml`, text })),
])
const toWays: readonly Line[] = [
  ['Ready?', 'Begin'],
  ['Which door?', 'The front door'],
  ['What is left?', 'A badge'],
]
const toTheRing: readonly Line[] = [...toWays, ['Which way', 'Ring the bell']]
const toTheWait: readonly Line[] = [
  ...toTheRing,
  ['Did that work?', 'No'],
  ['Did that work?', 'I have to wait'],
  ['last page', 'Finish'],
]
const scene = { book, rows: 60, clock: 0, now: '2026-03-01T12:00:00Z' }

describe('a report', () => {
  it('tells in Markdown what was asked, measured and tried, and what is next', async () => {
    const { files, err } = await play('diagnose office --report r.md', {
      ...scene,
      person: [...toTheRing, ['Did that work?', 'No'], ['Did that work?', ctrlC]],
    })
    expect(err).toContain('the report is in /work/r.md')
    expect(files['/work/r.md']).toMatch(/^<!-- 2fa-rescue:report -->\n\n# Report: The office\n/)
    expect(files['/work/r.md']).toContain(`## What was asked

| | |
| --- | --- |
| Which door? | The front door |
| What is left? | A badge |

## What was measured

| | |
| --- | --- |
| This computer’s clock | right |

## What was tried

| | |
| --- | --- |
| Ring the bell | it did not help |

## What comes next

### Way 2: Ask the desk

1. Call 1234.
2. Type this.

    unlock <me>

3. Wait.

Takes: three days

- The desk: <https://desk.example.org/>

## What not to do

`)
  })

  it.each([
    ['en', 'Report: The office', 'What was tried'],
    ['ja', '記録: 会社', '試したこと'],
  ])('is written in %s as HTML', async (language, title, tried) => {
    const { files } = await play(`diagnose office --answers a.yaml --report r.html --lang ${language}`, {
      ...scene,
      terminal: false,
      files: { '/work/a.yaml': '{ remedies: { ring: failed } }' },
    })
    const html = files['/work/r.html'] ?? ''
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain(`<h2>${tried}</h2>`)
    expect(html).toContain('<pre>unlock &lt;me&gt;</pre>\n<ol start="3">')
    expect(html).toContain(`<html lang="${language}">`)
  })

  it('gives as JSON what --json prints, with links and what is next', async () => {
    const { files, out } = await play(
      'diagnose office --answers a.yaml --json --report r.json --service google',
      {
        ...scene,
        terminal: false,
        files: { '/work/a.yaml': '{ office/door: front, remedies: { ring: failed } }' },
      },
    )
    const report = JSON.parse(files['/work/r.json'] ?? '')
    expect(report).toMatchObject(JSON.parse(out))
    expect(report).toMatchObject({
      written: '2026-03-01T12:00:00.000Z',
      service: { name: 'Google', from: 'card' },
      next: [{ id: 'ask-desk', title: 'Ask the desk' }],
    })
    for (const { url } of report.links) expect(url).toMatch(/^https:/)
    expect(report.links.length).toBeGreaterThan(0)
  })

  it('says when to come back', async () => {
    const { files } = await play('diagnose office --report r.md', {
      ...scene,
      person: toTheWait,
    })
    expect(files['/work/r.md']).toContain(
      'Come back on March 4, 2026 with:\n\n    2fa-rescue diagnose --resume',
    )
    expect(files['/work/r.md']).toContain('| Ask the desk | waiting |')
  })

  it('takes the place of a report only', async () => {
    const mine = await play('diagnose office --report r.md', { ...scene, files: { '/work/r.md': 'mine' } })
    expect(mine).toMatchObject({ exit: 2, files: { '/work/r.md': 'mine' } })
    expect(mine.asked).toEqual([])
    const first = await play('diagnose office --report r.md', {
      ...scene,
      person: [...toTheRing, ['Did that work?', ctrlC]],
    })
    const second = await play('diagnose --resume --report r.md', {
      ...scene,
      files: first.files,
      person: [
        ['Did that work?', 'Yes'],
        ['last page', 'Finish'],
      ],
    })
    expect(second.files['/work/r.md']).toContain('| Ring the bell | it worked |')
  })

  it('needs an extension that says what it is, before anything is asked', async () => {
    for (const name of ['r', 'r.pdf', 'r.md.txt']) {
      const { exit, err, asked } = await play(`diagnose --report ${name}`, scene)
      expect(exit).toBe(2)
      expect(err).toContain('allowed: .md, .html, .json')
      expect(asked).toEqual([])
    }
  })

  it('ends with 4 where it cannot be written, and keeps the place', async () => {
    const { exit } = await play('diagnose office --answers a.yaml --report r.md', {
      ...scene,
      readOnly: true,
      files: { '/work/a.yaml': '{}' },
    })
    expect(exit).toBe(4)
  })
})

describe('going on', () => {
  const waited = (): ReturnType<typeof play> =>
    play('diagnose office', {
      ...scene,
      person: toTheWait,
    })

  it('after three days asks whether the wait has helped', async () => {
    const { files } = await waited()
    const {
      err,
      exit,
      files: after,
    } = await play('diagnose --resume', {
      ...scene,
      now: '2026-03-04T12:00:00Z',
      files,
      person: [
        ['Did that work?', 'Yes'],
        ['last page', 'Finish'],
      ],
    })
    expect(exit).toBe(0)
    expect(err).toContain('You have been waiting for this since March 1, 2026.')
    expect(err).not.toContain('It usually takes until')
    expect(err).toContain('Way 2: Ask the desk')
    expect(after[walkFile]).toBeUndefined()
  })

  it('too early says until when it usually takes', async () => {
    const { files } = await waited()
    const { err } = await play('diagnose --resume', {
      ...scene,
      now: '2026-03-02T12:00:00Z',
      files,
      person: [['Did that work?', ctrlC]],
    })
    expect(err.replace(/\s+/g, ' ')).toContain(
      'It usually takes until March 4, 2026. Until then it is best to wait',
    )
  })

  it('after a power cut at any reply goes on at that place', async () => {
    const replies: readonly Line[] = [
      ...toTheRing.slice(1),
      ['Did that work?', 'No'],
      ['Did that work?', 'I cannot'],
    ]
    // What is on the disk after each reply is all that is left after the cut.
    const cuts: string[] = []
    for (let length = 1; length <= replies.length; length += 1) {
      const next =
        ['What is left?', 'Which way', 'Did that work?', 'Did that work?', 'last page'][length - 1] ?? ''
      const person: readonly Line[] = [['Ready?', 'Begin'], ...replies.slice(0, length), [next, ctrlC]]
      const { files } = await play('diagnose office', { ...scene, person })
      cuts.push(files[walkFile] ?? '')
    }
    const trails = cuts.map((text) => JSON.parse(text).walk.trail.length)
    expect(trails).toEqual([1, 2, 3, 4, 5])
    const { err } = await play('diagnose --resume', {
      ...scene,
      files: { [walkFile]: cuts[3] ?? '', [`${walkFile}.1234567`]: '{"schema":1,"version":"te' },
      person: [['Did that work?', ctrlC]],
    })
    expect(err).toContain('Way 2: Ask the desk')
  })
})
