/** The work of `diagnose`: an interactive walk, or with `--answers` the whole plan at once. */

import { RescueError } from '../core/errors.ts'
import { own, say } from '../core/flow/book.ts'
import { type Namesake, suggestServices } from '../core/flow/cards.ts'
import { type Facts, isTypedName, typedService } from '../core/flow/facts.ts'
import { begin, type Walk } from '../core/flow/walk.ts'
import type { Exit } from '../host/exit.ts'
import type { Host } from '../host/host.ts'
import { refuseTogether } from '../host/misuse.ts'
import { findService } from '../tasks/find-service.ts'
import { readFlows } from '../tasks/load-flows.ts'
import { whomToAsk } from '../tasks/time-servers.ts'
import { runInteractive } from './interactive.ts'
import type { ReportFile } from './report-file.ts'
import { readSavedWalk, type SavedWalk } from './saved-walk.ts'

/** What the wizard is asked to do. */
interface WizardRequest {
  readonly flow?: string
  readonly service?: string
  readonly answers?: string
  readonly resume?: true
  readonly report?: string
  readonly flows?: string
}

/** Runs the wizard with a person, or prints the plan for the answers in a file. */
export async function diagnose(given: WizardRequest, host: Host): Promise<Exit> {
  const { flow } = given
  refuseWithResume(given)
  // Before anything is asked: a wrong --server must not show up in the middle of a walk.
  whomToAsk(host)
  const report = given.report === undefined ? undefined : await loadReportFile(given.report, host)
  const saved = given.answers === undefined ? await findSavedWalk(given, host) : undefined
  const {
    book: flows,
    version,
    folder,
  } = await readFlows(host, given.flows ?? (given.resume ? saved?.flows : undefined))
  const isFlow = flow === undefined || own(flows.flows, flow) !== undefined
  const start = flow !== undefined && isFlow ? flow : 'diagnose'
  // A name that is no flow may be a service's: `diagnose google`.
  const service = given.service ?? (isFlow ? undefined : flow)
  const { book, namesakes } =
    service === undefined ? { book: flows, namesakes: [] } : await findService(host, flows, service)
  const [likeliest] = namesakes
  if (!isFlow && (likeliest === undefined || given.service !== undefined))
    throw new RescueError({ code: 'unknown-flow', name: flow, known: Object.keys(flows.flows) })
  if (service !== undefined && likeliest === undefined)
    host.note(host.words.diagnose.noCard(service, suggestServices(book, service, host.words.language)))
  const walk: Walk = begin(start, likeliest?.known ?? nameUnknown(service))

  if (given.answers !== undefined) {
    // Reading answers takes a parser, which a person need not wait for.
    const { followAnswers } = await import('./scripted.ts')
    noteNamesakes(host, service, namesakes)
    return followAnswers(book, walk, given.answers, report, host)
  }
  return runInteractive(
    { book, version, flows: folder, walk, namesakes, saved, resume: given.resume ?? false, report },
    host,
  )
}

/** What is known of a service that no card has: its name, which the texts can use. */
const nameUnknown = (service: string | undefined): Facts =>
  isTypedName(service) ? { [typedService]: service } : {}

/** Nobody can be asked which of several is meant: says which one was taken, and what the others are called. */
function noteNamesakes(host: Host, named: string | undefined, namesakes: readonly Namesake[]): void {
  if (named === undefined || namesakes.length < 2) return
  const [taken = '', ...others] = namesakes.map(({ card }) => say(card.name, host.words.language))
  host.note(host.words.diagnose.namesakes.taken(named, taken, others))
}

/** Where the report goes; its code is loaded only if a report was asked for. */
async function loadReportFile(name: string, host: Host): Promise<ReportFile> {
  return (await import('./report-file.ts')).prepareReportFile(name, host)
}

/** The saved walk. One that cannot be read is an error only with `--resume`. */
async function findSavedWalk({ resume }: WizardRequest, host: Host): Promise<SavedWalk | undefined> {
  try {
    const saved = await readSavedWalk(host)
    if (resume && saved === undefined) throw new RescueError({ code: 'nothing-saved' })
    return saved
  } catch (error) {
    if (resume || !(error instanceof RescueError)) throw error
    return undefined
  }
}

/** A saved walk already has its flow, its service and its answers. */
function refuseWithResume({ flow, resume, answers, service }: WizardRequest): void {
  if (!resume) return
  const other =
    flow !== undefined
      ? 'FLOW'
      : answers !== undefined
        ? '--answers'
        : service !== undefined
          ? '--service'
          : undefined
  if (other === undefined) return
  refuseTogether('--resume', other)
}
