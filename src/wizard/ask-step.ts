/** What the person replies to a stop of the wizard, asked screen by screen. */

import { fill, type Voice } from '../core/flow/cards.ts'
import type { Did } from '../core/flow/lists.ts'
import type { Reply, Stop } from '../core/flow/walk.ts'
import type { Host } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { ask } from '../tasks/screen.ts'
import { questionBlocks, remedyBlocks } from '../ui/diagnose.ts'
import { reviewBlocks } from '../ui/kit.ts'
import type { Block } from '../ui/screen.ts'
import { atHand, cardCalled } from './card-choice.ts'
import { collected, type Notes } from './collect.ts'
import { tools } from './remedy-tools.ts'
import type { Used } from './used-tool.ts'

/** A stop that waits for a person. */
export type Asked = Exclude<Stop, { kind: 'check' | 'outcome' }>

/** What a screen shows besides its stop. */
export interface Around {
  readonly voice: Voice
  /** What was measured since the screen before. */
  readonly news: readonly Block[]
  /** The reply the person gave here before they came back. */
  readonly before: Reply | undefined
  readonly notes: Notes
  readonly canGoBack: boolean
}

/** Asks for the reply to a stop; `back` takes the person to the stop before. */
export async function replyTo(host: Host, stop: Asked, around: Around): Promise<Reply | 'back'> {
  switch (stop.kind) {
    case 'question':
      return chosen(host, stop, around)
    case 'tick':
      return ticked(host, stop, around)
    case 'remedy':
      return done(host, stop, around)
    case 'collect':
      return collected(host, stop, around)
    case 'review':
      return reviewed(host, stop, around)
  }
}

/** Ids from the flows, kept apart from the wizard's own choices, which have names of their own. */
const named = (id: string): `=${string}` => `=${id}`
const idOf = (value: string): string => value.slice(1)

async function chosen(
  host: Host,
  stop: Stop & { kind: 'question' },
  around: Around,
): Promise<Reply | 'back'> {
  const { voice, news, before, canGoBack } = around
  const { find } = host.words.diagnose
  const earlier = before !== undefined && 'choice' in before ? before.choice : undefined
  const { shown, hidden } = atHand(stop.options, voice, earlier)
  const typing = hidden.length === 0 ? [] : [{ value: 'type', label: find.type } as const]
  let blocks = [...news, ...questionBlocks(stop, voice)]
  for (;;) {
    const found = await ask<`=${string}` | 'type'>(host, {
      blocks,
      message: fill(stop.question.ask, voice),
      choices: [
        ...typing,
        ...shown.map(({ id, label }) => ({ value: named(id), label: fill(label, voice) })),
      ],
      back: canGoBack,
      ...(earlier === undefined ? {} : { preset: named(earlier) }),
    })
    if (found === 'back') return 'back'
    if (found !== 'type') return { choice: idOf(found) }
    const name = await (await host.prompt()).text({ message: find.name })
    const card = await cardCalled(host, stop.options, name, voice)
    if (card !== undefined) return { choice: card }
    blocks = name.trim() === '' ? [] : [{ kind: 'note', text: find.unknown(name.trim()) }]
  }
}

/** Ticks one thing after the other with the Enter key alone; nobody has to know about a space bar. */
async function ticked(host: Host, stop: Stop & { kind: 'tick' }, around: Around): Promise<Reply | 'back'> {
  const { voice, news, before, canGoBack } = around
  const { tick } = host.words.diagnose
  const { items } = stop
  const on = new Set(before !== undefined && 'ticked' in before ? before.ticked : [])
  const blocks = [...news, ...questionBlocks(stop, voice)]
  let last: string | undefined
  for (;;) {
    const boxes = items.map(({ id, label }) => ({
      value: named(id),
      label: `${on.has(id) ? '[x]' : '[ ]'} ${fill(label, voice)}`,
    }))
    const go = { value: 'go', label: on.size > 0 ? tick.go : tick.goUnsure } as const
    const none = on.size > 0 ? [] : [{ value: 'none', label: tick.none } as const]
    const found = await ask<`=${string}` | 'go' | 'none'>(host, {
      blocks,
      message: fill(stop.tick.ask, voice),
      choices: [...boxes, go, ...none],
      back: canGoBack,
      ...(last === undefined ? {} : { preset: named(last), again: true }),
      transient: true,
    })
    if (found === 'back') return 'back'
    if (found === 'go') return { ticked: items.map(({ id }) => id).filter((id) => on.has(id)) }
    if (found === 'none') return { none: true }
    last = idOf(found)
    if (!on.delete(last)) on.add(last)
  }
}

/** The result of a check-up, to be read. */
async function reviewed(
  host: Host,
  stop: Stop & { kind: 'review' },
  { news, voice, canGoBack }: Around,
): Promise<Reply | 'back'> {
  const { ask: message, go } = host.words.kit.review
  const found = await ask(host, {
    blocks: [...news, ...reviewBlocks(stop, voice, host.words)],
    message,
    choices: [{ value: 'go', label: go }],
    back: canGoBack,
  })
  return found === 'back' ? 'back' : { seen: true }
}

/** A remedy: its screens, then whether it worked. Its tool can be used any number of times before that. */
async function done(host: Host, stop: Stop & { kind: 'remedy' }, around: Around): Promise<Reply | 'back'> {
  const { remedy, each } = host.words.diagnose
  const words = stop.plan.each ? each : remedy
  const named = stop.remedy.tool === undefined ? undefined : tools[stop.remedy.tool]
  const tool = named?.usable(host, around.voice) ? named : undefined
  const choices: Choice<Did | 'tool'>[] = [
    ...(tool === undefined ? [] : [{ value: 'tool', label: tool.label(host.words) } as const]),
    { value: 'worked', label: words.worked },
    { value: 'failed', label: words.failed },
    { value: 'skipped', label: words.skipped },
    ...(stop.plan.each ? [] : [{ value: 'waiting', label: remedy.waiting } as const]),
  ]
  let told: Used['after']
  let blocks: readonly Block[] = [...around.news, ...remedyBlocks(stop, around.voice, host.words)]
  for (;;) {
    const found = await ask(host, { blocks, message: words.didItWork, choices, back: around.canGoBack })
    if (found === 'back') return 'back'
    if (found !== 'tool') {
      await told?.(found)
      return { did: found }
    }
    const used = await tool?.use(host, around.voice, stop)
    blocks = used?.blocks ?? []
    told = used?.after ?? told
  }
}
