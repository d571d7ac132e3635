/** People's situations, clicked through in the page: the same ways in the same order as the engine outside it. */
import { readFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDirectory } from '../src/core/flow/directory.ts'
import { needsOverview } from '../src/core/flow/overview.ts'
import type { StopReply } from '../src/core/flow/reply.ts'
import type { Stop } from '../src/core/flow/stop.ts'
import { answer, begin, stand } from '../src/core/flow/walk.ts'
import { Reader, screens } from './support/browser.ts'
import { shippedBook, shippedDirectory } from './support/flows.ts'
import { needs } from './support/needs.ts'
import { play } from './support/play.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The rules by which `npm run situations` answers; a script, and so without types. */
interface Answering {
  toldBy(situation: unknown): unknown
  replyTo(stop: Stop, told: unknown, rules: unknown): { readonly reply: StopReply } | undefined
}

/** Something to press: a button by its value, after ticks were set or a name was typed. */
interface Act {
  readonly press: string
  readonly ticks?: readonly string[]
  readonly type?: string
}

/** What somebody does whom nothing helps, and the remedies they are shown. */
interface Walked {
  readonly acts: readonly Act[]
  readonly remedies: readonly string[]
}

const book = addDirectory(shippedBook(), shippedDirectory())

function walk(situation: unknown, { toldBy, replyTo }: Answering, rules: unknown): Walked {
  const acts: Act[] = []
  const remedies: string[] = []
  const told = toldBy(situation)
  let position = stand(book, begin('diagnose'))
  for (;;) {
    const { stop } = position
    if (stop.kind === 'remedy' && needsOverview(stop)) {
      acts.push({ press: stop.id })
      position = answer(position, { take: stop.id })
      continue
    }
    if (stop.kind === 'remedy') remedies.push(stop.id)
    const reply = replyTo(stop, told, rules)?.reply
    if (stop.kind === 'outcome' || reply === undefined) return { acts, remedies }
    if (stop.kind !== 'check') acts.push(actFor(stop, reply))
    position = answer(position, reply)
  }
}

function actFor(stop: Stop, reply: StopReply): Act {
  if ('did' in reply) return { press: reply.did }
  if ('none' in reply) return { press: 'only' }
  if ('ticked' in reply) return { press: 'go', ticks: reply.ticked }
  if ('choice' in reply && stop.kind === 'question') {
    const card = stop.options.find(({ id }) => id === reply.choice)?.card
    return card === undefined || card.card.general
      ? { press: reply.choice }
      : { press: reply.choice, type: reply.choice }
  }
  return { press: 'go' }
}

/** In the page: presses everything, walk by walk, and answers with the remedies that were shown. */
const pressAll = (walks: readonly (readonly Act[])[]): string => `(() => {
  const find = (value) => document.querySelector('main button[value="' + value + '"]')
  const pressWalk = (acts) => {
    const seen = []
    document.querySelector('main button.main').click()
    for (const { press, ticks, type } of acts) {
      for (const id of ticks ?? []) document.querySelector('input[value="' + id + '"]').click()
      const field = document.querySelector('input[type=search]')
      if (type !== undefined && field !== null) {
        field.value = type
        field.dispatchEvent(new Event('input'))
      }
      const button = find(press)
      if (button === null) return [...seen, 'no button ' + press + ' at ' + document.querySelector('main').dataset.step]
      const remedy = document.querySelector('[data-remedy]')
      if (remedy !== null) seen.push(remedy.dataset.remedy)
      button.click()
    }
    document.querySelector('footer button:last-child').click()
    return seen
  }
  return ${JSON.stringify(walks)}.map(pressWalk)
})()`

const reader = needs('chromium') ? new Reader() : undefined
afterAll(() => reader?.close())

it.skipIf(reader === undefined)('lead to the same ways in the page', { timeout: 120_000 }, async () => {
  const script = new URL('../scripts/situations/answering.mjs', import.meta.url).href
  const answering: Answering = await import(/* @vite-ignore */ script)
  const rules: unknown = parse(read('../scripts/situations/answers.yaml'))
  const situations: readonly unknown[] = parse(read('./situations/situations.yaml'))
  const walks = situations.map((situation) => walk(situation, answering, rules))
  expect(walks).toHaveLength(115)
  expect(Math.min(...walks.map(({ remedies }) => remedies.length))).toBeGreaterThan(0)
  const { files } = await play('flow page --output rescue.html')
  const { page, faults, close } = (await reader?.open(files['/work/rescue.html'] ?? '', {
    ...screens.phone,
    locale: 'en-GB',
  })) ?? { page: undefined, faults: [], close: async () => {} }
  const seen = await page?.evaluate(pressAll(walks.map(({ acts }) => acts)))
  expect(seen).toEqual(walks.map(({ remedies }) => remedies))
  expect(faults).toEqual([])
  await close()
})
