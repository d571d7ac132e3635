/** `flow`: the tools of somebody who writes flows, from nothing to a flow that is tested. */
import { describe, expect, it } from 'vitest'
import { languages } from '../../src/core/flow/book.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { shippedBook } from '../support/flows.ts'
import { play } from '../support/play.ts'

const wordsOf = { en, ja }

/** The files of a starting point, in the folder `desk`. */
function started(language: 'en' | 'ja' = 'en'): Readonly<Record<string, string>> {
  const files = wordsOf[language].flow.starter('helpdesk')
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`/work/desk/${path}`, text]))
}

/** The starting point with one of its files changed. */
function changed(path: string, from: string, to: string): Readonly<Record<string, string>> {
  const files = started()
  const text = files[`/work/desk/${path}`] ?? ''
  expect(text).toContain(from)
  return { ...files, [`/work/desk/${path}`]: text.replace(from, to) }
}

describe('flow new', () => {
  it.each(languages)('writes a flow in %s that has no flaw and passes its tests', async (language) => {
    const made = await play(`flow new helpdesk --flows desk --lang ${language}`)
    expect(made.exit).toBe(0)
    expect(made.out.trim().split('\n')).toEqual(Object.keys(started()))
    expect(made.err).toContain('diagnose helpdesk --flows desk')
    const checked = await play(`flow check desk --lang ${language}`, { files: made.files })
    expect(checked).toMatchObject({ exit: 0, out: `${wordsOf[language].flow.check.fine(3)}\n` })
    const tested = await play(`flow test desk --lang ${language}`, { files: made.files })
    expect(tested.exit, tested.out).toBe(0)
    expect(tested.out).toContain(wordsOf[language].flow.test.counts(2, 0))
  })

  it('writes where the person is, when no folder is named', async () => {
    expect((await play('flow new helpdesk')).out).toMatch(/^\/work\/helpdesk\.yaml$/m)
  })

  it('writes into the folder that is in force', async () => {
    const { out } = await play('flow new helpdesk', { env: { TWOFA_RESCUE_FLOWS: 'ours' } })
    expect(out).toMatch(/^\/work\/ours\/helpdesk\.yaml$/m)
  })

  it('writes over nothing, and then writes nothing at all', async () => {
    const files = { '/work/desk/helpdesk.test.yaml': 'mine' }
    const { exit, err, files: after } = await play('flow new helpdesk --flows desk', { files })
    expect(exit).toBe(2)
    expect(err).toContain('helpdesk.test.yaml')
    expect(after).toEqual(files)
  })

  it.each(['Helpdesk', 'help_desk', '../desk', 'general', 'warnings', 'constructor'])(
    'does not take the name %s',
    async (name) => {
      expect((await play(`flow new ${name}`)).exit).toBe(2)
    },
  )

  it('says when it takes the place of a shipped flow', async () => {
    expect((await play('flow new code-refused --flows desk')).err).toContain('is now used instead')
  })
})

describe('flow list', () => {
  it('tells the person’s own from the shipped ones', async () => {
    const files = {
      ...started(),
      '/work/desk/code-refused.yaml': started()['/work/desk/helpdesk.yaml'] ?? '',
    }
    const { exit, out } = await play('flow list --flows desk', { files })
    expect(exit).toBe(0)
    expect(out).toMatch(/^helpdesk +Our help desk \(yours\)$/m)
    expect(out).toMatch(/^code-refused +Our help desk \(yours, instead of the shipped one\)$/m)
    expect(out).toMatch(/^diagnose +Find a way back in$/m)
  })

  it('gives the same as JSON', async () => {
    const { out } = await play('flow list --flows desk --json', { files: started() })
    const { flows, ...rest } = JSON.parse(out)
    expect(flows).toContainEqual({ id: 'helpdesk', title: 'Our help desk', from: 'own' })
    expect(flows).toContainEqual({ id: 'diagnose', title: 'Find a way back in', from: 'shipped' })
    expect(rest).toMatchObject({ schema: 1, folder: '/work/desk' })
    expect(rest.remedies).toBe(Object.keys(shippedBook().remedies).length + 1)
  })
})

describe('flow check', () => {
  it('asks for the folder where a file was named', async () => {
    const { exit, err } = await play('flow check desk/helpdesk.yaml', { files: started() })
    expect(exit).toBe(2)
    expect(err).toContain('desk/helpdesk.yaml is a file, and a folder is needed here')
  })

  it('tells every flaw, with its place', async () => {
    const files = {
      ...changed('helpdesk.yaml', 'start: which-system', 'start: which-sistem'),
      '/work/desk/notes/x.yaml': 'a: 1',
    }
    const { exit, out } = await play('flow check desk', { files })
    expect(exit).toBe(3)
    expect(out.split('\n')).toEqual([
      'helpdesk.yaml:5:8: there is no step and no flow called which-sistem; did you mean which-system?',
      expect.stringContaining('notes/x.yaml:1:1: no file belongs here'),
      '2 problems',
      '',
    ])
  })

  it('gives them as JSON, with the kind of each', async () => {
    const files = changed('helpdesk.yaml', 'fact: system', 'fakt: system')
    const { exit, out } = await play('flow check desk --json', { files })
    expect(exit).toBe(3)
    const { flaws } = JSON.parse(out)
    expect(flaws).toContainEqual({
      file: 'helpdesk.yaml',
      line: 11,
      column: 5,
      fault: 'unknown-key',
      message: 'the key fakt is not known here; did you mean fact?',
    })
  })

  it('looks at the scripted answers as well', async () => {
    const files = {
      ...changed('helpdesk.test.yaml', 'helpdesk/which-system: vpn', 'helpdesk/which-sytem: vpn'),
      '/work/desk/nobody.test.yaml': '[]',
    }
    const { exit, out } = await play('flow check desk', { files })
    expect(exit).toBe(3)
    expect(out).toMatch(/^helpdesk\.test\.yaml:\d+:\d+: .*did you mean helpdesk\/which-system\?$/m)
    expect(out).toMatch(/^nobody\.test\.yaml:1:1: there is no flow for this test/m)
  })

  it('says that a text with a comma needs quotes, and nothing of the tests of that flow', async () => {
    const files = changed('helpdesk.yaml', 'label: Mail and calendar', 'label: Mail, calendar and chat')
    const { exit, out } = await play('flow check desk', { files })
    expect(exit).toBe(3)
    expect(out).toBe(
      "helpdesk.yaml:13:34: a text with a comma needs quotes here: '…, calendar and chat'\n1 problem\n",
    )
  })

  it('needs a folder, and one that is there', async () => {
    expect(await play('flow check')).toMatchObject({ exit: 2 })
    expect(await play('flow check nowhere')).toMatchObject({ exit: 3 })
  })

  it('shows no control characters of a file', async () => {
    const files = changed('helpdesk.yaml', 'start: which-system', 'start: "wh\u001b[31m"')
    expect((await play('flow check desk', { files })).out).not.toContain('\u001b')
  })
})

describe('flow test', () => {
  it.each([
    [
      'remedies: [use-other-method, use-fresh-code, helpdesk-desk]',
      'remedies: [helpdesk-desk]',
      'remedies: expected helpdesk-desk, but got use-other-method',
    ],
    ['outcome: plan', 'outcome: solved', 'outcome: expected solved, but got plan'],
    ['asked: [helpdesk/which-system]', 'asked: []', 'asked: expected nothing, but got helpdesk/which-system'],
    ['outcome: plan', 'without: [use-fresh-code]', 'without: shown nevertheless: use-fresh-code'],
    ['outcome: plan', 'warnings: [keep-trying, wipe-server]', 'warnings: not shown: wipe-server'],
  ])('%s → %s fails, and says why', async (from, to, said) => {
    const { exit, out } = await play('flow test desk', { files: changed('helpdesk.test.yaml', from, to) })
    expect(exit).toBe(1)
    expect(out).toContain(said)
    expect(out).toContain('1 passed, 1 failed')
  })

  it('gives the results as JSON', async () => {
    const { exit, out } = await play('flow test desk --json', { files: started() })
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ schema: 1, passed: 2, failed: 0 })
  })

  it('refuses scripts with flaws, and a folder without any', async () => {
    const files = changed('helpdesk.test.yaml', 'outcome: plan', 'outcom: plan')
    expect((await play('flow test desk', { files })).err).toContain('did you mean outcome?')
    const { '/work/desk/helpdesk.test.yaml': _, ...without } = started()
    expect(await play('flow test desk', { files: without })).toMatchObject({ exit: 3 })
  })

  it('asks nobody anything and no time server', async () => {
    expect(await play('flow test desk', { files: started(), terminal: false })).toMatchObject({
      exit: 0,
      queries: 0,
    })
  })
})

describe('flow graph', () => {
  it('draws a flow', async () => {
    const { exit, out } = await play('flow graph helpdesk --flows desk', { files: started() })
    expect(exit).toBe(0)
    expect(out).toBe(`flowchart TD
  start((" ")) --> s_which_system
  s_which_system{{"Which system do you want to get into?"}}
  s_ways["use-other-method<br/>use-fresh-code<br/>helpdesk-desk"]
  s_no_way(["Come to the help desk with your staff card."])
  s_which_system -->|"Mail and calendar<br/>The company network (VPN)<br/>I do not know"| s_ways
  s_ways --> s_no_way
`)
  })

  it('draws how the flows lead into each other', async () => {
    const { out } = await play('flow graph')
    expect(out).toContain('  f_diagnose["Find a way back in"]\n')
    expect(out).toContain('  f_diagnose --> f_code_refused\n')
    expect(out).not.toMatch(/f_diagnose --> f_diagnose$/m)
  })

  it.each(languages)(
    'draws every shipped flow in %s, each node once and every arrow between two of them',
    async (language) => {
      for (const flow of Object.keys(shippedBook().flows)) {
        const { out } = await play(`flow graph ${flow} --lang ${language}`)
        const lines = out.trimEnd().split('\n').slice(2)
        const nodes = lines.flatMap((line) => /^ {2}([sf]_\w+)[^\w\s]/.exec(line)?.[1] ?? [])
        const ends = lines.flatMap((line) => /^ {2}(\w+) -->(?:\|".*"\|)? (\w+)$/.exec(line)?.slice(1) ?? [])
        expect(new Set(nodes).size, flow).toBe(nodes.length)
        expect(
          ends.filter((end) => !nodes.includes(end)),
          flow,
        ).toEqual([])
        expect(nodes.length + ends.length / 2, flow).toBe(lines.length)
      }
    },
  )

  it('writes as entities what Mermaid would take for its own', async () => {
    const files = changed(
      'helpdesk.yaml',
      'ask: Which system do you want to get into?',
      `ask: '"]]} <b> #1 & \`x\`'`,
    )
    const { out } = await play('flow graph helpdesk --flows desk', { files })
    expect(out).toContain('{{"#34;]]} #60;b#62; #35;1 #38; #96;x#96;"}}')
  })

  it('is missing for a flow that is not there', async () => {
    expect(await play('flow graph nowhere')).toMatchObject({ exit: 2 })
  })
})
