/** The wizard with a person: one screen after the other, back from anywhere, nothing lost. */

import type { ClockVerdict } from '../core/clock/verdict.ts'
import { RescueError } from '../core/errors.ts'
import { type Book, type Language, say } from '../core/flow/book.ts'
import type { Namesake } from '../core/flow/cards.ts'
import { isListed } from '../core/flow/directory.ts'
import type { Facts } from '../core/flow/facts.ts'
import { asksForService } from '../core/flow/overview.ts'
import type { StopReply } from '../core/flow/reply.ts'
import { findFlow } from '../core/flow/state.ts'
import type { Stop } from '../core/flow/stop.ts'
import { answer, begin, goBack, type Position, resume, stand, type Walk } from '../core/flow/walk.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { readDirectory } from '../tasks/find-service.ts'
import { clockResult, measureClock, nameServers, serversText, showWaiting } from '../tasks/measure-clock.ts'
import { ask, blockLines } from '../tasks/screen.ts'
import { textContext } from '../tasks/text-context.ts'
import { buildReport } from '../tasks/walk-report.ts'
import { firstBlocks, outcomeBlocks, resumedBlocks } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { replyTo } from './ask-step.ts'
import { checks } from './checks.ts'
import type { Notes } from './collect.ts'
import { formatComeBackDate, formatDay, waitBlocks } from './dates.ts'
import type { ReportFile } from './report-file.ts'
import { removeSavedWalk, type SavedWalk, saveWalk } from './saved-walk.ts'

/** What an interactive walk starts from. */
interface WalkStart {
  readonly book: Book
  readonly version: string
  /** The folder of the person's own flows; it is saved with the walk. */
  readonly flows: string | undefined
  readonly walk: Walk
  /** All that the service's name may mean; where they are several, the person is asked. */
  readonly namesakes: readonly Namesake[]
  /** The walk that was saved earlier, if any. */
  readonly saved: SavedWalk | undefined
  /** Whether the person asked to continue it. */
  readonly resume: boolean
  readonly report: ReportFile | undefined
}

/** What does not change during an interactive run. */
interface Run {
  readonly host: Host
  readonly book: Book
  readonly keep: (walk: Walk) => Promise<boolean>
  /** Writes the report, where one is wanted. */
  readonly report: (position: Position) => Promise<void>
  /** The first measurement; begun while the first screen is read, else when it is needed. */
  readonly clock: () => Promise<ClockVerdict | undefined>
}

/** Where the person is, and what to tell them there first. */
interface Moment {
  readonly position: Position
  readonly news: readonly Block[]
}

/** Leads from the first screen to an outcome. */
export async function runInteractive(given: WalkStart, machine: Host): Promise<Exit> {
  const { book, walk, saved } = given
  const createRun = (host: Host, clock: Run['clock']): Run => ({
    host,
    book,
    clock,
    keep: (walk) => saveWalk(host, { version: given.version, flows: given.flows, walk }),
    report: async (position) => {
      if (given.report === undefined) return
      const { writeReport } = await import('./report-file.ts')
      await writeReport(given.report, position, host)
    },
  })
  if (given.resume && saved !== undefined) {
    const run = createRun(machine, measureOnDemand(machine))
    return followWalk(run, await resumeSaved(run, saved))
  }
  const first = await showFirstScreen(machine, stand(book, walk), saved)
  const run = createRun(first.host, first.clock)
  if (first.resume && saved !== undefined) return followWalk(run, await resumeSaved(run, saved))
  const known = await askNamesake(first.host, given.namesakes)
  return followWalk(run, { position: stand(book, begin(walk.start, known ?? walk.given)), news: [] })
}

/** Asks which of several of one name is meant. */
async function askNamesake(host: Host, namesakes: readonly Namesake[]): Promise<Facts | undefined> {
  if (namesakes.length < 2) return undefined
  const choices = namesakes.map(({ card }, index) => ({
    value: String(index),
    label: say(card.name, host.words.language),
  }))
  const chosen = await ask(host, {
    blocks: [],
    message: host.words.diagnose.namesakes.ask,
    choices,
    back: false,
  })
  return namesakes[Number(chosen)]?.known
}

/** Measures once, when it is needed; the servers are named before they are asked. */
function measureOnDemand(host: Host): Run['clock'] {
  let clock: Promise<ClockVerdict | undefined> | undefined
  return () => {
    if (clock === undefined) nameServers(host)
    clock ??= measureClock(host)
    return clock
  }
}

/** The saved walk in the flows of today. What was measured then says nothing about now: it is measured again. */
async function resumeSaved({ host, book, clock }: Run, { walk: saved, savedAt }: SavedWalk): Promise<Moment> {
  const again = saved.checks.length > 0 && !host.settings.offline
  const verdict = again ? await showWaiting(host, clock()) : undefined
  const result = clockResult(verdict)
  const checks =
    result === 'unknown'
      ? saved.checks
      : saved.checks.map((checked) => (checked.check === 'clock' ? { ...checked, result } : checked))
  const walk = { ...saved, checks }
  const near = resume(book, walk)
  // A service of the directory is known only with it.
  const { position, whole } = near.whole ? near : resume(await readDirectory(host, book), walk)
  if (!whole) host.note(host.words.diagnose.moved)
  const wait = describeWait(position.stop, saved, savedAt, host)
  const where = resumedBlocks(position, textContext(host, position), host.words)
  return { position, news: wait.length > 0 ? wait : where }
}

/** Since when the person has been waiting, and until when that usually takes, where they stopped to wait. */
function describeWait(stop: Stop, saved: Walk, since: string, host: Host): readonly Block[] {
  const last = saved.trail.at(-1)
  const waited = last !== undefined && 'did' in last.reply && last.reply.did === 'waiting'
  if (!waited || stop.kind !== 'remedy' || stop.id !== last.remedy) return []
  return waitBlocks(stop.remedy.wait, since, host)
}

/** The screen comes first, and drawing it while measuring would spoil the measurement. */
const waitForScreen = (): Promise<void> => new Promise((settle) => setTimeout(settle, 150))

/** What the person chose on the first screen. */
interface First {
  readonly host: Host
  readonly resume: boolean
  readonly clock: Run['clock']
}

/** Stop and keep; the other language; what is going to be asked of whom. */
async function showFirstScreen(
  machine: Host,
  position: Position,
  saved: SavedWalk | undefined,
): Promise<First> {
  let host = machine
  let clock: Promise<ClockVerdict | undefined> | undefined
  for (;;) {
    const { words, settings } = host
    const { first } = words.diagnose
    const other: Language = words.language === 'en' ? 'ja' : 'en'
    const choices: Choice<'begin' | 'resume' | 'language'>[] = [
      { value: 'begin', label: first.begin },
      ...(saved === undefined
        ? []
        : [{ value: 'resume', label: first.resume(formatDay(saved.savedAt, host)) } as const]),
      { value: 'language', label: words.otherLanguage },
    ]
    const asked = settings.offline ? first.offline : serversText(host)
    const flow = findFlow(position.book, position.walk.start)
    const blocks = firstBlocks(asked, flow, textContext(host, position), words)
    const picked = ask(host, { blocks, message: first.ask, choices, anywhere: ['language'], back: false })
    clock ??= waitForScreen().then(() => measureClock(host))
    const begun = clock
    // It may fail before anything awaits it; later awaits still see the failure.
    begun.catch(() => {})
    const chosen = await picked
    if (chosen !== 'language') return { host, resume: chosen === 'resume', clock: () => begun }
    host = await host.inLanguage(other)
  }
}

/** From stop to stop until an outcome. Every reply is kept at once, so that ctrl-c loses nothing. */
async function followWalk(run: Run, from: Moment): Promise<Exit> {
  const { host } = run
  let { position, news } = from
  let before: StopReply | undefined
  let kept = true
  let hasDirectory = Object.values(from.position.book.cards.service).some(isListed)
  const notes: Notes = new Map()
  for (;;) {
    const { stop, walk, facts } = position
    if (stop.kind === 'check') {
      const given = { host, book: position.book, facts, clock: run.clock }
      const { result, blocks } = await checks[stop.check]
        .withPerson(given)
        .catch((error: unknown) => leave(run, position, kept, error))
      news = [...blocks, { kind: 'gap' }]
      position = answer(position, { result })
      continue
    }
    if (asksForService(position.stop) && !hasDirectory) {
      hasDirectory = true
      position = stand(await readDirectory(host, position.book), walk)
      continue
    }
    const canGoBack = walk.trail.length > 0
    const around = { texts: textContext(host, position), news, before, notes, canGoBack }
    const reply =
      stop.kind === 'outcome'
        ? await showOutcome(run, position, stop)
        : await replyTo(host, stop, around).catch((error: unknown) => leave(run, position, kept, error))
    // The last screen was left for good.
    if (typeof reply === 'number') return reply
    news = []
    before = reply === 'back' ? walk.trail.at(-1)?.reply : undefined
    position = reply === 'back' ? goBack(position) : answer(position, reply)
    const couldKeep = await run.keep(position.walk)
    if (kept && !couldKeep) host.note(host.words.diagnose.notSaved)
    kept = couldKeep
  }
}

/** Ctrl-c at any question: says how to go on where there is an answer to keep, and writes the report. */
async function leave(
  { host, report }: Run,
  position: Position,
  kept: boolean,
  error: unknown,
): Promise<never> {
  if (isCancelled(error) && position.walk.trail.length > 0) {
    if (kept) host.note(host.words.diagnose.saved(host.program))
    await report(position)
  }
  throw error
}

const isCancelled = (error: unknown): boolean =>
  error instanceof RescueError && error.problem.code === 'cancelled'

/** The last screen. The walk is over when the person has left it; until then they can still go back. */
async function showOutcome(
  run: Run,
  position: Position,
  stop: Stop & { kind: 'outcome' },
): Promise<Exit | 'back' | { readonly seen: true }> {
  const { host } = run
  const texts = textContext(host, position)
  const blocks = outcomeBlocks(stop, texts, host.words, host.program, formatComeBackDate(stop, texts, host))
  const { ask: words } = host.words.diagnose
  const found = await ask(host, {
    blocks,
    message: words.end,
    choices: [
      { value: 'end', label: words.finish },
      ...(stop.more ? [{ value: 'meanwhile', label: words.meanwhile } as const] : []),
    ],
    back: position.walk.trail.length > 0,
    // Anyone who stops here has read it: that is an end too.
  }).catch((error: unknown) => {
    if (isCancelled(error)) return 'end' as const
    throw error
  })
  if (found === 'back') return 'back'
  if (found === 'meanwhile') return { seen: true }
  await run.report(position)
  host.result({
    json: buildReport(position, texts),
    // A terminal shows the last screen already.
    text: host.terminal.outIsTerminal ? [] : blockLines(host, blocks, 'out'),
  })
  if (stop.result === 'solved' || stop.result === 'done') await removeSavedWalk(host)
  return stop.result === 'unsolved' ? exits.no : exits.yes
}
