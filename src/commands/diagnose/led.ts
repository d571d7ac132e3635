/** The wizard with a person: one screen after the other, back from anywhere, nothing lost. */
import type { ClockVerdict } from '../../core/clock/verdict.ts'
import { RescueError } from '../../core/errors.ts'
import type { Book, Language } from '../../core/flow/book.ts'
import { fill, type Voice } from '../../core/flow/cards.ts'
import { type Did, remedyFor } from '../../core/flow/plan.ts'
import {
  advance,
  back,
  factsOf,
  type Reply,
  resume,
  type Stop,
  stepOf,
  type Walk,
} from '../../core/flow/walk.ts'
import { type Exit, exits } from '../../exit.ts'
import type { Choice, Host } from '../../host.ts'
import { firstBlocks, outcomeBlocks, questionBlocks, remedyBlocks } from '../../ui/diagnose.ts'
import type { Block } from '../../ui/screen.ts'
import { ask, show } from '../ask.ts'
import { clockBlock, clockResult, measureClock } from './clock-check.ts'
import { dateAfter, dayOf } from './dates.ts'
import { reportOf } from './report.ts'
import { forget, keep, readSaved, type Saved } from './saved.ts'

export interface Lead {
  readonly book: Book
  readonly version: string
  readonly walk: Walk
  readonly resume: boolean
}

/** The run with a person: what does not change while it lasts. */
interface Run {
  readonly host: Host
  readonly book: Book
  readonly version: string
  /** The first measurement, begun while the first screen is read. */
  readonly clock: Promise<ClockVerdict | undefined>
}

/** Leads from the first screen to an outcome. */
export async function lead({ book, version, walk, resume: goOn }: Lead, machine: Host): Promise<Exit> {
  const saved = await readSaved(machine).catch((error: unknown) => {
    if (goOn) throw error
    return undefined
  })
  if (goOn && saved === undefined) throw new RescueError({ code: 'nothing-saved' })
  if (goOn && saved !== undefined) {
    const run: Run = { host: machine, book, version, clock: measureClock(machine) }
    return follow(run, resumed(run, saved))
  }
  const first = await firstScreen(machine, book, walk, saved)
  const run: Run = { host: first.host, book, version, clock: first.clock }
  return follow(run, first.resume && saved !== undefined ? resumed(run, saved) : walk)
}

function resumed({ host, book }: Run, saved: Saved): Walk {
  const { walk, whole } = resume(book, saved.walk)
  if (!whole) host.hint(host.words.diagnose.moved)
  return walk
}

/** Stop and keep; the other language; what is going to be asked of whom. */
async function firstScreen(
  machine: Host,
  book: Book,
  walk: Walk,
  saved: Saved | undefined,
): Promise<{ host: Host; resume: boolean; clock: Run['clock'] }> {
  let host = machine
  let clock: Run['clock'] | undefined
  for (;;) {
    const { words, settings } = host
    const { first } = words.diagnose
    const other: Language = words.language === 'en' ? 'ja' : 'en'
    const choices: Choice<'begin' | 'resume' | 'language'>[] = [
      { value: 'begin', label: first.begin },
      ...(saved === undefined
        ? []
        : [{ value: 'resume', label: first.resume(dayOf(saved.savedAt, host)) } as const]),
      { value: 'language', label: words.otherLanguage },
    ]
    const voice = voiceOf(host, book, walk)
    const servers = settings.offline ? undefined : settings.servers
    const answer = ask(host, {
      blocks: firstBlocks(servers, voice, words),
      message: first.ask,
      choices,
      back: false,
    })
    clock ??= measureClock(host)
    const chosen = await answer
    if (chosen !== 'language') return { host, resume: chosen === 'resume', clock }
    host = await host.inLanguage(other)
  }
}

function voiceOf(host: Host, book: Book, walk: Walk): Voice {
  return {
    book,
    facts: factsOf(book, walk),
    language: host.words.language,
    labels: host.words.diagnose.labels,
  }
}

/** From stop to stop until an outcome. Every reply is kept at once, so that ctrl-c loses nothing. */
async function follow(run: Run, from: Walk): Promise<Exit> {
  const { host, book, version } = run
  let walk = from
  let news: readonly Block[] = []
  let before: Reply | undefined
  let kept = true
  for (;;) {
    const stop = stepOf(book, walk)
    if (stop.kind === 'outcome') return finish(run, walk, stop)
    if (stop.kind === 'check') {
      const verdict = await waitedFor(host, run.clock)
      news = [clockBlock(verdict, host.words), { kind: 'gap' }]
      walk = advance(book, walk, { result: clockResult(verdict) })
      continue
    }
    const reply = await replyTo(run, walk, stop, { news, before }).catch((error: unknown) => {
      if (error instanceof RescueError && error.problem.code === 'cancelled') {
        if (walk.trail.length > 0 && kept) host.hint(host.words.diagnose.saved)
      }
      throw error
    })
    news = []
    before = reply === 'back' ? walk.trail.at(-1)?.reply : undefined
    walk = reply === 'back' ? back(walk) : advance(book, walk, reply)
    const couldKeep = await keep(host, version, walk)
    if (kept && !couldKeep) host.hint(host.words.diagnose.notSaved)
    kept = couldKeep
  }
}

/** Says that something is being measured only where it takes a person's patience. */
async function waitedFor<Value>(host: Host, work: Promise<Value>): Promise<Value> {
  const patience = setTimeout(() => host.hint(host.words.diagnose.clock.measuring), 1000)
  try {
    return await work
  } finally {
    clearTimeout(patience)
  }
}

type Asked = Extract<Stop, { kind: 'question' | 'tick' | 'remedy' }>

/** What a screen shows besides its stop. */
interface Around {
  /** What was measured since the screen before. */
  readonly news: readonly Block[]
  /** The reply the person gave here before they came back. */
  readonly before: Reply | undefined
}

async function replyTo(run: Run, walk: Walk, stop: Asked, around: Around): Promise<Reply | 'back'> {
  const { host, book } = run
  const voice = voiceOf(host, book, walk)
  const canGoBack = walk.trail.length > 0
  switch (stop.kind) {
    case 'question': {
      const choices = stop.options.map(({ id, label }) => ({ value: id, label: fill(label, voice) }))
      const blocks = [...around.news, ...questionBlocks(stop, voice)]
      const preset =
        around.before !== undefined && 'choice' in around.before ? { preset: around.before.choice } : {}
      const choice = await ask(host, {
        blocks,
        message: fill(stop.question.ask, voice),
        choices,
        back: canGoBack,
        ...preset,
      })
      return choice === 'back' ? 'back' : { choice }
    }
    case 'tick':
      return ticked(host, stop, voice, around, canGoBack)
    case 'remedy':
      return done(host, stop, voice, around.news, canGoBack)
  }
}

/** Ticks one thing after the other with the Enter key alone; nobody has to know about a space bar. */
async function ticked(
  host: Host,
  stop: Stop & { kind: 'tick' },
  voice: Voice,
  { news, before }: Around,
  canGoBack: boolean,
): Promise<Reply | 'back'> {
  const { tick } = host.words.diagnose
  const { items } = stop
  const chosen = new Set(before !== undefined && 'ticked' in before ? before.ticked : [])
  const blocks = [...news, ...questionBlocks(stop, voice)]
  let preset: string | undefined
  for (;;) {
    const boxes = items.map(({ id, label }) => ({
      value: id,
      label: `${chosen.has(id) ? '[x]' : '[ ]'} ${fill(label, voice)}`,
    }))
    const go = { value: 'go', label: chosen.size > 0 ? tick.go : tick.goUnsure }
    const none = chosen.size > 0 ? [] : [{ value: 'none', label: tick.none }]
    const found = await ask(host, {
      blocks,
      message: fill(stop.tick.ask, voice),
      choices: [...boxes, go, ...none],
      back: canGoBack,
      ...(preset === undefined ? {} : { preset, again: true }),
      transient: true,
    })
    if (found === 'back') return 'back'
    if (found === 'go') return { ticked: items.map(({ id }) => id).filter((id) => chosen.has(id)) }
    if (found === 'none') return { none: true }
    if (!chosen.delete(found)) chosen.add(found)
    preset = found
  }
}

/** A remedy: its screens, then whether it worked. Its tool can be used any number of times before that. */
async function done(
  host: Host,
  stop: Stop & { kind: 'remedy' },
  voice: Voice,
  news: readonly Block[],
  canGoBack: boolean,
): Promise<Reply | 'back'> {
  const { remedy, clock } = host.words.diagnose
  const choices: Choice<Did | 'tool'>[] = [
    ...(stop.remedy.tool === 'clock' && !host.settings.offline
      ? [{ value: 'tool', label: clock.again } as const]
      : []),
    { value: 'worked', label: remedy.worked },
    { value: 'failed', label: remedy.failed },
    { value: 'skipped', label: remedy.skipped },
    { value: 'waiting', label: remedy.waiting },
  ]
  let blocks = [...news, ...remedyBlocks(stop, voice, host.words)]
  for (;;) {
    const found = await ask(host, { blocks, message: remedy.didItWork, choices, back: canGoBack })
    if (found === 'back') return 'back'
    if (found !== 'tool') return { did: found }
    const verdict = await waitedFor(host, measureClock(host))
    blocks = [clockBlock(verdict, host.words)]
  }
}

async function finish(run: Run, walk: Walk, stop: Stop & { kind: 'outcome' }): Promise<Exit> {
  const { host, book, version } = run
  const voice = voiceOf(host, book, walk)
  const wait = stop.remedy === undefined ? undefined : remedyFor(book, voice.facts, stop.remedy).wait
  const comeBack = dateAfter(wait, host)
  const blocks = outcomeBlocks(stop, voice, host.words, comeBack)
  if (host.settings.json) host.terminal.out(`${JSON.stringify(reportOf(book, walk, voice))}\n`)
  else if (!host.terminal.outIsTerminal) show(host, blocks, 'out')
  if (stop.result === 'solved') await forget(host)
  else await keep(host, version, walk)
  const { ask: words } = host.words.diagnose
  await ask(host, {
    blocks,
    message: words.end,
    choices: [{ value: 'end', label: words.finish }],
    back: false,
  })
  return stop.result === 'unsolved' ? exits.no : exits.yes
}
