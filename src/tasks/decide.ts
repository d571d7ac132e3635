/**
 * Decisions about what is stored. A decision is a function of what it reads, and it is made again under the store's lock,
 * where nobody is asked anything. An answer of the person counts there only for the same question about the same things;
 * where another run has changed them meanwhile, the person is asked again, without the lock.
 */
import type { Draft, Entry, Key, Kind, Store } from '../core/store.ts'
import { sameKey } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { askToConfirm, confirmByName, isAttended } from './confirm.ts'

export interface Question {
  readonly message: string
  /** What the answer is about, as data: an answer about something else does not count. */
  readonly about: unknown
  /** The names of which one must be typed to agree: for what cannot be brought back. */
  readonly names?: readonly string[]
  /** Default: yes. */
  readonly preset?: boolean
  /** Called just before the person is asked. */
  readonly before?: () => void
  /** Where nobody can be asked: refuse (`needs-yes`), or go on as if they had agreed. Default: refuse. */
  readonly unattended?: 'refuse' | 'go-on'
}

export type Ask = (question: Question) => Promise<boolean>

/** Thrown inside the lock where an answer is missing. Never leaves this file. */
class Unanswered extends Error {
  readonly question: Question

  constructor(question: Question) {
    super('unanswered')
    this.question = question
  }
}

/**
 * Makes a decision and writes it. `decide` runs at least twice where it writes, and asks through `ask` alone; it must do
 * nothing else that a person would notice. Its last result is given back.
 */
export async function decideAndWrite<Result>(
  host: Host,
  store: Store,
  decide: (draft: Draft, ask: Ask) => Promise<Result>,
): Promise<Result> {
  const answers = new Map<string, boolean>()
  const answer = async (question: Question): Promise<boolean> => {
    const known = answers.get(identifyQuestion(question))
    if (known !== undefined) return known
    const given = await askPerson(host, question)
    answers.set(identifyQuestion(question), given)
    return given
  }
  const attempt = trialDraft(store)
  const first = await decide(attempt.draft, answer)
  if (!attempt.wrote()) return first
  for (;;) {
    try {
      return await store.update((draft) =>
        decide(draft, async (question) => {
          if (host.settings.yes) return true
          const known = answers.get(identifyQuestion(question))
          if (known === undefined) throw new Unanswered(question)
          return known
        }),
      )
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      host.note(host.words.store.changedMeanwhile)
      await answer(error.question)
    }
  }
}

const identifyQuestion = ({ message, about }: Question): string => JSON.stringify([message, about])

async function askPerson(
  host: Host,
  { message, names, preset, before, unattended }: Question,
): Promise<boolean> {
  if (host.settings.yes) return true
  if (unattended === 'go-on' && !(await isAttended(host))) return true
  before?.()
  return names === undefined ? askToConfirm(host, message, preset) : confirmByName(host, message, names)
}

/** The store as it is now, without its lock: what is written stays in the draft. */
function trialDraft(store: Store): { readonly draft: Draft; wrote(): boolean } {
  let written: readonly (Key & { readonly value?: object })[] = []
  const put = (key: Key, value?: object): void => {
    const { kind, name } = key
    const others = written.filter((entry) => !sameKey(entry, key))
    written = [...others, value === undefined ? { kind, name } : { kind, name, value }]
  }
  const isWritten = (key: Key): boolean => written.some((entry) => sameKey(entry, key))
  const draft: Draft = {
    read: async (key) => {
      const ours = written.find((entry) => sameKey(entry, key))
      return ours === undefined ? store.read(key) : ours.value
    },
    list: async (kind: Kind) => {
      const { entries, damaged } = await store.list(kind)
      const ours = written.filter((entry): entry is Entry & { value: object } => entry.value !== undefined)
      return {
        entries: [
          ...entries.filter((entry) => !isWritten(entry)),
          ...ours.filter((entry) => entry.kind === kind),
        ],
        damaged: damaged.filter((key) => !isWritten(key)),
      }
    },
    write: put,
    remove: (key) => put(key),
  }
  return { draft, wrote: () => written.length > 0 }
}
