/** The wizard with a person: one screen after the other, back from anywhere, nothing lost. */

import type { ClockVerdict } from '../core/clock/verdict.ts'
import { RescueError } from '../core/errors.ts'
import type { Book, Language } from '../core/flow/book.ts'
import {
  advance,
  back,
  factsOf,
  type Reply,
  resume,
  type Stop,
  stepOf,
  type Walk,
} from '../core/flow/walk.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { askedText, clockResult, measureClock, nameServers, waitedFor } from '../tasks/measure-clock.ts'
import { ask, blockLines } from '../tasks/screen.ts'
import { voiceOf } from '../tasks/text-context.ts'
import { reportOf } from '../tasks/walk-report.ts'
import { firstBlocks, outcomeBlocks } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { replyTo } from './ask-step.ts'
import { checks } from './checks.ts'
import type { Notes } from './collect.ts'
import { formatComeBackDate, formatDay, waitBlocks } from './dates.ts'
import type { ReportFile } from './report-file.ts'
import { removeSavedWalk, type SavedWalk, saveWalk } from './saved-walk.ts'

/** What an interactive walk starts from. */
export interface WalkStart {
  readonly book: Book
  readonly version: string
  /** The folder of the person's own flows; it is saved with the walk. */
  readonly flows: string | undefined
  readonly walk: Walk
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
  /** Writes the report if one was asked for. */
  readonly report: (walk: Walk) => Promise<void>
  /** The first measurement: started while the first screen is read, otherwise when it is needed. */
  readonly clock: () => Promise<ClockVerdict | undefined>
}

/** Runs the wizard with a person, from the first screen to an outcome. */
export async function runInteractive(given: WalkStart, machine: Host): Promise<Exit> {
  const { book, walk, saved } = given
  const createRun = (host: Host, clock: Run['clock']): Run => ({
    host,
    book,
    clock,
    keep: (walk) => saveWalk(host, { version: given.version, flows: given.flows, walk }),
    report: async (walk) => {
      if (given.report === undefined) return
      const { writeReport } = await import('./report-file.ts')
      await writeReport(given.report, book, walk, host)
    },
  })
  if (given.resume && saved !== undefined) {
    const run = createRun(machine, measureOnDemand(machine))
    return followWalk(run, await resumeSaved(run, saved))
  }
  const first = await showFirstScreen(machine, book, walk, saved)
  const run = createRun(first.host, first.clock)
  return followWalk(
    run,
    first.resume && saved !== undefined ? await resumeSaved(run, saved) : { walk, news: [] },
  )
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

/** Continues a saved walk in the current flows. The clock is measured again, because the old result says nothing about now. */
async function resumeSaved(
  { host, book, clock }: Run,
  { walk: saved, savedAt }: SavedWalk,
): Promise<{ walk: Walk; news: readonly Block[] }> {
  const again = saved.checks.length > 0 && !host.settings.offline
  const verdict = again ? await waitedFor(host, clock()) : undefined
  const result = clockResult(verdict)
  const checks =
    result === 'unknown'
      ? saved.checks
      : saved.checks.map((checked) => (checked.check === 'clock' ? { ...checked, result } : checked))
  const { position, whole } = resume(book, { ...saved, checks })
  const { walk } = position
  if (!whole) host.hint(host.words.diagnose.moved)
  return { walk, news: describeWait(book, walk, saved, savedAt, host) }
}

/** If the person stopped in order to wait: since when, and how long that usually takes. */
function describeWait(book: Book, walk: Walk, saved: Walk, since: string, host: Host): readonly Block[] {
  const stop = stepOf(book, walk)
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

/** Shows what to keep, which servers will be asked, and a switch to the other language. */
async function showFirstScreen(
  machine: Host,
  book: Book,
  walk: Walk,
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
    const asked = settings.offline ? first.offline : askedText(host)
    const blocks = firstBlocks(asked, voiceOf(host, book, walk), words)
    const answer = ask(host, { blocks, message: first.ask, choices, anywhere: ['language'], back: false })
    clock ??= waitForScreen().then(() => measureClock(host))
    const begun = clock
    // It may fail before anything awaits it; later awaits still see the failure.
    begun.catch(() => {})
    const chosen = await answer
    if (chosen !== 'language') return { host, resume: chosen === 'resume', clock: () => begun }
    host = await host.inLanguage(other)
  }
}

/** Goes from stop to stop until an outcome. Every reply is saved at once, so that ctrl-c loses nothing. */
async function followWalk(run: Run, from: { walk: Walk; news: readonly Block[] }): Promise<Exit> {
  const { host, book } = run
  let { walk, news } = from
  let before: Reply | undefined
  let kept = true
  const notes: Notes = new Map()
  for (;;) {
    const stop = stepOf(book, walk)
    if (stop.kind === 'check') {
      const given = { host, book, facts: factsOf(book, walk), clock: run.clock }
      const { result, blocks } = await checks[stop.check].withPerson(given)
      news = [...blocks, { kind: 'gap' }]
      walk = advance(book, walk, { result })
      continue
    }
    const canGoBack = walk.trail.length > 0
    const around = { voice: voiceOf(host, book, walk), news, before, notes, canGoBack }
    const reply =
      stop.kind === 'outcome'
        ? await showOutcome(run, walk, stop)
        : await replyTo(host, stop, around).catch(async (error: unknown) => {
            if (isCancelled(error) && canGoBack) {
              if (kept) host.hint(host.words.diagnose.saved(host.program))
              await run.report(walk)
            }
            throw error
          })
    // The person has left the last screen.
    if (typeof reply === 'number') return reply
    news = []
    before = reply === 'back' ? walk.trail.at(-1)?.reply : undefined
    walk = reply === 'back' ? back(walk) : advance(book, walk, reply)
    const couldKeep = await run.keep(walk)
    if (kept && !couldKeep) host.hint(host.words.diagnose.notSaved)
    kept = couldKeep
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof RescueError && error.problem.code === 'cancelled'

/** Shows the last screen. The walk ends when the person leaves it; until then they can still go back. */
async function showOutcome(run: Run, walk: Walk, stop: Stop & { kind: 'outcome' }): Promise<Exit | 'back'> {
  const { host, book } = run
  const voice = voiceOf(host, book, walk)
  const blocks = outcomeBlocks(stop, voice, host.words, host.program, formatComeBackDate(stop, voice, host))
  const { ask: words } = host.words.diagnose
  const found = await ask(host, {
    blocks,
    message: words.end,
    choices: [{ value: 'end', label: words.finish }],
    back: walk.trail.length > 0,
    // Ctrl-c on the last screen also ends the walk normally.
  }).catch((error: unknown) => {
    if (isCancelled(error)) return 'end' as const
    throw error
  })
  if (found === 'back') return 'back'
  await run.report(walk)
  host.result({
    json: reportOf(book, walk, voice),
    // A terminal shows the last screen already.
    text: host.terminal.outIsTerminal ? [] : blockLines(host, blocks, 'out'),
  })
  if (stop.result === 'solved' || stop.result === 'done') await removeSavedWalk(host)
  return stop.result === 'unsolved' ? exits.no : exits.yes
}
