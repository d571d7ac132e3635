/**
 * Drives the wizard through every situation of a file and prints how it did:
 * `npm run situations -- FILE.yaml [--json] [--flows DIR]`. For reading only: it judges nobody and always ends with 0.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { readFlowFiles } from './flow-files.mjs'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, flows: { type: 'string' } },
})
const [file] = positionals
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
if (file === undefined) fail('which file? npm run situations -- FILE.yaml [--json]')
if (!existsSync(here('../dist/library/flow.js'))) fail('not built yet: npm run build')
// npm runs scripts in the project's folder; a file is meant as seen from where it was typed.
const from = process.env.INIT_CWD ?? process.cwd()

const { RescueError } = await import('../dist/library/index.js')
const { parseBook } = await import('../dist/library/flow.js')
const { factsWithoutRule } = await import('./situations/answering.mjs')
const { drive } = await import('./situations/driving.mjs')
const { hitsBy, interval, leaveOneOut, scored, specialCases, totalsOf } = await import(
  './situations/scoring.mjs'
)

const situations = readSituations(await readFile(resolve(from, file), 'utf8'))
const rules = parse(await readFile(here('situations/answers.yaml'), 'utf8'))
const book = await readBook(values.flows === undefined ? here('../flows') : resolve(from, values.flows))
const cases = situations.map((situation) =>
  scored(book, situation, drive(book, situation, rules), rules.ways),
)
const totals = { ...totalsOf(cases), leaveOneOut: leaveOneOut(book, cases) }
const plans = hitsBy(cases, 'plan')

if (values.json)
  out(JSON.stringify({ cases, totals, plans, bases: hitsBy(cases, 'basis'), groups: hitsBy(cases, 'group') }))
else {
  for (const each of cases) out(caseText(each))
  out(totalsText(totals))
  out(tableText('first plan', plans))
  out(tableText('basis of the remedy', hitsBy(cases, 'basis')))
  out(tableText('what happens', hitsBy(cases, 'group')))
}
// With --json the list stands beside the result, which holds nothing but what it is asked for.
const aside = values.json ? (text) => process.stderr.write(`${text}\n`) : out
aside('special cases, each of which also meets the general remedy behind it, never the other way round:')
for (const [special, general] of specialCases(book)) aside(`  ${special} → ${general}`)

aside(`answered by their names alone: ${factsWithoutRule(book, rules).join(' ') || '-'}`)

/** A list of maps; JSON is YAML as well. */
function readSituations(text) {
  const list = parse(text)
  if (!Array.isArray(list) || list.some((each) => typeof each !== 'object' || each === null))
    fail('the file holds no list of situations')
  return list
}

async function readBook(folder) {
  try {
    return parseBook(await readFlowFiles(folder))
  } catch (error) {
    if (!(error instanceof RescueError) || error.problem.code !== 'bad-flow') throw error
    const flaws = error.problem.flaws.map(
      ({ file, line, column, fault }) => `${file}:${line}:${column}: ${JSON.stringify(fault)}`,
    )
    return fail(flaws.join('\n'))
  }
}

function caseText(each) {
  const {
    id,
    group,
    verdict,
    service,
    questions,
    doNotKnow,
    warnings,
    remedies,
    wanted,
    forbidden,
    unwarned,
    deadEnd,
  } = each
  const lines = [
    `${verdict.padEnd(4)} ${id} (${group ?? '?'}${service === null ? '' : `, ${service}`})`,
    `  asked ${questions.length}, ${doNotKnow} of them “I do not know”: ${questions.map(({ step, answer }) => `${step} = ${answerText(answer)}`).join('; ') || '-'}`,
    `  warned: ${warnings.join(' ') || '-'}${unwarned.length > 0 ? `; not of: ${unwarned.join(' ')}` : ''}`,
    `  remedies: ${remedies.join(' ') || '-'}`,
    ...(verdict === 'hit' ? [] : [`  wanted: ${wanted.join(' ')}`]),
    ...(forbidden.length > 0 ? [`  forbidden: ${forbidden.join(' ')}`] : []),
    ...(deadEnd === null ? [] : [`  dead end: ${deadEnd}`]),
  ]
  return lines.join('\n')
}

function answerText(answer) {
  if (Array.isArray(answer)) return answer.length === 0 ? 'unknown' : answer.join('+')
  return answer === true ? 'none' : answer
}

function part(number, of) {
  if (of === 0) return '-'
  const [low, high] = interval(number, of).map((share) => (100 * share).toFixed(0))
  return `${((100 * number) / of).toFixed(1)} %, ${low}–${high}`
}

/** A table of groups; a plan that rests on fewer than three cases is marked. */
function tableText(title, groups) {
  const few = title === 'first plan' ? 3 : 0
  const row = ({ name, cases, hit, firstRight }) =>
    `  ${String(cases).padStart(4)} cases  ${String(hit).padStart(4)} hit  ${String(firstRight).padStart(4)} first right  ${name}${cases < few ? '   FEW' : ''}`
  return [`by ${title}:`, ...groups.map(row), ''].join('\n')
}

function totalsText(totals) {
  const { cases, hit, half, miss, forbidden, warned, warnable, deadEnds } = totals
  return [
    '',
    `${cases} cases: hit ${hit} (${part(hit, cases)}), half ${half}, miss ${miss}; hit or half ${part(hit + half, cases)}`,
    `first right ${part(totals.firstRight, cases)}; within five ${part(totals.withinFive, cases)}`,
    `left out one at a time, the others would guess: first right ${part(totals.leaveOneOut.first, cases)}; within three ${part(totals.leaveOneOut.three, cases)}`,
    `a way that uses what the person still has is within three: ${totals.toldYes} of ${totals.toldYesOf}; what they do not have: ${totals.toldNo}`,
    `forbidden remedies shown: ${forbidden} (${((100 * forbidden) / cases).toFixed(0)} per 100 cases); dead ends: ${deadEnds}`,
    `warnings shown: ${warned} of ${warnable} (${part(warned, warnable)}), at most ${totals.warningsMax} before the first remedy`,
    `questions before the first remedy: ${totals.questionsMean} on average, at most ${totals.questionsMax}`,
    '',
  ].join('\n')
}

function out(text) {
  process.stdout.write(`${text}\n`)
}

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}
