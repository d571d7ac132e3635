/** The wizard against people's real situations, and the rule by which it is scored. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../scripts/situations.mjs', import.meta.url))
const bank = fileURLToPath(new URL('./situations/situations.yaml', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), '2fa-rescue-situations-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Case {
  readonly id: string
  readonly verdict: 'hit' | 'half' | 'miss'
  readonly questions: readonly { readonly step: string; readonly answer: unknown }[]
  readonly doNotKnow: number
  readonly warnings: readonly string[]
  readonly remedies: readonly string[]
  readonly forbidden: readonly string[]
  readonly deadEnd: string | null
}

interface Score {
  readonly cases: readonly Case[]
  readonly totals: Readonly<Record<string, number>> & {
    readonly leaveOneOut: { readonly first: number; readonly three: number }
  }
}

function run(...args: readonly string[]): { out: string; err: string; status: number | null } {
  const env = { ...process.env, INIT_CWD: undefined }
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
  return { out: stdout, err: stderr, status }
}

function score(...args: readonly string[]): Score {
  const { out, err, status } = run(...args, '--json')
  expect(status, err).toBe(0)
  return JSON.parse(out)
}

describe('the 115 situations', () => {
  const { cases, totals } = score(bank)

  it('has the totals that were asked for, and each agrees with the cases', () => {
    expect(Object.keys(totals)).toEqual([
      'cases',
      'hit',
      'half',
      'miss',
      'firstRight',
      'withinFive',
      'forbidden',
      'warned',
      'warnable',
      'warningsMax',
      'toldYes',
      'toldYesOf',
      'toldNo',
      'questionsMean',
      'questionsMax',
      'deadEnds',
      'leaveOneOut',
    ])
    const of = (verdict: Case['verdict']) => cases.filter((each) => each.verdict === verdict).length
    expect(totals).toMatchObject({ cases: 115, hit: of('hit'), half: of('half'), miss: of('miss') })
    expect(of('hit') + of('half') + of('miss')).toBe(115)
    expect(totals.warnable).toBe(142)
  })

  it('never ask more than four questions, warn of more than eight things, or die', () => {
    expect(totals).toMatchObject({ deadEnds: 0 })
    expect(totals.questionsMax).toBeLessThanOrEqual(4)
    expect(totals.warningsMax).toBeLessThanOrEqual(8)
  })

  it('are met at least as well as before', () => {
    expect(totals.hit).toBeGreaterThanOrEqual(93)
    expect((totals.hit ?? 0) + (totals.half ?? 0)).toBeGreaterThanOrEqual(107)
    expect(totals.warned).toBeGreaterThanOrEqual(114)
    expect(totals.withinFive).toBeGreaterThanOrEqual(109)
    expect(totals.forbidden).toBeLessThanOrEqual(2)
    expect(totals.questionsMean).toBeLessThanOrEqual(3.4)
  })
})

/** Further sets: floors of what is reached, without a single case being named. The second and third lie beside the project. */
const floors = [
  {
    name: 'situations-2.yaml',
    at: '../../shared/facts',
    hit: 51,
    near: 67,
    five: 69,
    forbidden: 4,
    warned: 59,
  },
  {
    name: 'situations-3.yaml',
    at: '../../shared/facts',
    hit: 78,
    near: 114,
    five: 124,
    forbidden: 15,
    warned: 66,
  },
  { name: 'situations-4.yaml', at: './situations', hit: 35, near: 47, five: 48, forbidden: 10, warned: 63 },
].map((floor) => ({
  ...floor,
  file: fileURLToPath(new URL(`${floor.at}/${floor.name}`, import.meta.url)),
}))

describe.each(floors)('the situations of $name', ({ name, file, hit, near, five, forbidden, warned }) => {
  it.runIf(hasFile(file, name))('are met at least as well as before', () => {
    const { totals } = score(file)
    expect(totals).toMatchObject({ deadEnds: 0 })
    expect(totals.questionsMax).toBeLessThanOrEqual(4)
    expect(totals.questionsMean).toBeLessThanOrEqual(3.5)
    expect(totals.warningsMax).toBeLessThanOrEqual(8)
    expect(totals.hit).toBeGreaterThanOrEqual(hit)
    expect((totals.hit ?? 0) + (totals.half ?? 0)).toBeGreaterThanOrEqual(near)
    expect(totals.withinFive).toBeGreaterThanOrEqual(five)
    expect(totals.forbidden).toBeLessThanOrEqual(forbidden)
    expect(totals.warned).toBeGreaterThanOrEqual(warned)
  })
})

/** Whether a file is there. Where it is missing the test is skipped with a word, and with `CI=true` it fails. */
function hasFile(file: string, name: string): boolean {
  if (existsSync(file)) return true
  if (process.env.CI === 'true') throw new Error(`these tests need the file ${name}, which is missing here`)
  process.stderr.write(`skipped: these tests need the file ${name}, which is missing here\n`)
  return false
}

describe('the rule', () => {
  const remedy = (more = ''): string => `title: A remedy\nsteps: [Do it.]\n${more}`
  const flows: Readonly<Record<string, string>> = {
    'diagnose.yaml': `
title: Start
start: what
steps:
  what:
    kind: question
    ask: What?
    fact: what-happens
    choices:
      - { id: refused, label: Refused, goto: ways }
      - { id: nothing, label: Nothing, goto: left }
      - { id: unknown, label: Unknown, goto: sure }
  left:
    kind: tick
    ask: What is left?
    items: [{ id: backup-codes, label: Codes }, { id: signed-in-device, label: A place }]
    goto: ways
  sure:
    kind: question
    ask: Which?
    fact: sure
    certain: true
    choices: [{ id: one, label: One, goto: ways }, { id: two, label: Two, goto: ways }]
  ways:
    kind: plan
    warn: [never-a]
    remedies: [use-sms, { use: backup, when: { backup-codes: 'yes' } }, clock, entry]
    goto: last
  last: { kind: plan, remedies: [support, use-other-method] }
`,
    'remedies/use-sms.yaml': remedy('general: use-other-method'),
    'remedies/use-other-method.yaml': remedy(),
    'remedies/backup.yaml': remedy(),
    'remedies/clock.yaml': remedy('warn: [never-b]'),
    'remedies/entry.yaml': remedy(),
    'remedies/support.yaml': remedy(),
    'warnings.yaml':
      'warnings: { never-first: { first: true, text: Stop. }, never-a: { text: A. }, never-b: { text: B. } }',
  }
  for (const [path, text] of Object.entries(flows)) {
    mkdirSync(dirname(join(folder, 'flows', path)), { recursive: true })
    writeFileSync(join(folder, 'flows', path), text)
  }

  /** Scores one case; fields of a kind that nobody met are in each of them. */
  function one(fields: Readonly<Record<string, unknown>>): {
    found: Case | undefined
    totals: Score['totals']
  } {
    const file = join(folder, 'cases.json')
    const strange = {
      symptom: 'never-met',
      method: ['telepathy'],
      answers: { mood: 'bad' },
      still_has: ['hope'],
    }
    writeFileSync(file, JSON.stringify([{ id: 'X1', symptom_group: 'code-refused', ...strange, ...fields }]))
    const { cases, totals } = score(file, '--flows', join(folder, 'flows'))
    return { found: cases[0], totals }
  }
  const named = (...ids: readonly string[]) => ids.map((id) => ({ remedy: id, how: '' }))

  it.each([
    ['the first is the first', named('use-sms'), 'hit'],
    ['the first is the second', named('entry', 'use-sms'), 'hit'],
    ['the first is the third', named('entry', 'support', 'use-sms'), 'half'],
    ['one of two is among the first three', named('entry'), 'half'],
    ['it comes too late', named('support'), 'miss'],
    ['a special case meets the general one', named('use-other-method'), 'hit'],
  ])('%s', (_, remedies, verdict) => {
    expect(one({ remedies }).found).toMatchObject({ verdict })
  })

  it('a general remedy does not meet a special one', () => {
    writeFileSync(join(folder, 'flows', 'remedies', 'use-sms.yaml'), remedy())
    writeFileSync(join(folder, 'flows', 'remedies', 'entry.yaml'), remedy('general: use-sms'))
    expect(one({ remedies: named('entry') }).found).toMatchObject({ verdict: 'half' })
    writeFileSync(join(folder, 'flows', 'remedies', 'use-sms.yaml'), remedy('general: use-other-method'))
    writeFileSync(join(folder, 'flows', 'remedies', 'entry.yaml'), remedy())
  })

  it('what is forbidden counts wherever it stands', () => {
    const { found, totals } = one({ remedies: named('use-sms'), forbids: ['support'] })
    expect(found).toMatchObject({ verdict: 'half', forbidden: ['support'] })
    expect(totals.forbidden).toBe(1)
    expect(one({ remedies: named('clock'), forbids: ['use-other-method'] }).found?.forbidden).toEqual([
      'use-sms',
      'use-other-method',
    ])
  })

  it('warnings count up to the first remedy, the first screen included', () => {
    const { found, totals } = one({ remedies: named('use-sms'), warn: ['never-first', 'never-a', 'never-b'] })
    expect(found?.warnings).toEqual(['never-first', 'never-a'])
    expect(totals).toMatchObject({ warned: 2, warnable: 3, warningsMax: 2 })
  })

  it('a question that takes no “I do not know” is a dead end for somebody who does not', () => {
    const { found, totals } = one({ symptom_group: 'never-met', remedies: named('use-sms') })
    expect(found).toMatchObject({ verdict: 'miss', deadEnd: 'diagnose/sure', doNotKnow: 1 })
    expect(totals.deadEnds).toBe(1)
  })

  it('ticks what the person has, and says none only where all is known to be gone', () => {
    const ticks = (fields: Readonly<Record<string, unknown>>) =>
      one({ symptom_group: 'nothing-to-enter', ...fields }).found?.questions[1]?.answer
    expect(ticks({ still_has: ['backup-codes', 'hope'] })).toEqual(['backup-codes'])
    expect(ticks({ lacks: ['backup-codes'] })).toEqual([])
    expect(ticks({ lacks: ['backup-codes', 'signed-in-device'] })).toBe(true)
  })

  it('prints the special cases beside the score', () => {
    expect(run(bank, '--flows', join(folder, 'flows')).out).toMatch(/^ {2}use-sms → use-other-method$/m)
  })

  it('names what is wrong with a file', () => {
    expect(run()).toMatchObject({ status: 2 })
    writeFileSync(join(folder, 'none.yaml'), 'a: b')
    expect(run(join(folder, 'none.yaml')).err).toContain('no list of situations')
  })
})

it('names no situation in the rules', async () => {
  const { readFileSync } = await import('node:fs')
  const rules = readFileSync(new URL('../scripts/situations/answers.yaml', import.meta.url), 'utf8')
  expect(rules).not.toMatch(/\b[PQRS]\d{3}\b/)
})
