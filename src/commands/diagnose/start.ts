/** The work of `diagnose`: with a person it leads; with `--answers` it prints the whole plan. */
import { RescueError } from '../../core/errors.ts'
import { findCard } from '../../core/flow/cards.ts'
import { begin, type Walk } from '../../core/flow/walk.ts'
import type { Exit } from '../../exit.ts'
import type { Host } from '../../host.ts'
import { answer } from './answered.ts'
import type { DiagnoseOptions } from './command.ts'
import { readFlows } from './flows.ts'
import { lead } from './led.ts'

/** Leads a person, or prints the plan for the answers of a file. */
export async function diagnose(flow: string | undefined, given: DiagnoseOptions, host: Host): Promise<Exit> {
  refuseTogether(flow, given)
  const { book, version } = await readFlows(host, given.flows)
  const start = flow ?? 'diagnose'
  if (book.flows[start] === undefined) {
    throw new RescueError({ code: 'unknown-flow', name: start, known: Object.keys(book.flows) })
  }
  const service = given.service === undefined ? undefined : findCard(book, 'service', given.service)
  if (given.service !== undefined && service === undefined)
    host.hint(host.words.diagnose.noCard(given.service))
  const walk: Walk = begin(start, service === undefined ? {} : { service })

  if (given.answers !== undefined) return answer(book, walk, given.answers, host)
  return lead({ book, version, walk, resume: given.resume ?? false }, host)
}

/** A walk that goes on has its flow, its service and its answers already. */
function refuseTogether(flow: string | undefined, { resume, answers, service }: DiagnoseOptions): void {
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
  throw new RescueError({ code: 'misused', misuse: { kind: 'excluded', name: '--resume', other } })
}
