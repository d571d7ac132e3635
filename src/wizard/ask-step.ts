/** What the person replies to a stop of the wizard, asked screen by screen. */

import { atHand, findOptions, isCard } from '../core/flow/card-choice.ts'
import { fill, type TextContext } from '../core/flow/fill.ts'
import type { Did } from '../core/flow/lists.ts'
import { needsOverview, waysAtOnce } from '../core/flow/overview.ts'
import type { StopReply } from '../core/flow/reply.ts'
import type { Option } from '../core/flow/state.ts'
import type { Stop } from '../core/flow/stop.ts'
import type { Host } from '../host/host.ts'
import type { Choice } from '../host/machine.ts'
import { ask, askSearch, askTicks } from '../tasks/screen.ts'
import { reviewBlocks } from '../ui/check-up.ts'
import { listDids, overviewBlocks, questionBlocks, remedyBlocks, wayLabel } from '../ui/diagnose.ts'
import type { Block } from '../ui/screen.ts'
import { askCollect, type Notes } from './collect.ts'
import { tools } from './remedy-tools.ts'
import type { ToolResult } from './used-tool.ts'

/** A stop that waits for a person. */
export type Asked = Exclude<Stop, { kind: 'check' | 'outcome' }>

/** What a screen shows besides its stop. */
interface Around {
  readonly texts: TextContext
  /** What was measured since the screen before. */
  readonly news: readonly Block[]
  /** The reply the person gave here before they came back. */
  readonly before: StopReply | undefined
  readonly notes: Notes
  readonly canGoBack: boolean
}

/** Asks for the reply to a stop; `back` takes the person to the stop before. */
export async function replyTo(host: Host, stop: Asked, around: Around): Promise<StopReply | 'back'> {
  switch (stop.kind) {
    case 'question':
      return askChoice(host, stop, around)
    case 'tick':
      return askTick(host, stop, around)
    case 'remedy':
      return needsOverview(stop) ? askWay(host, stop, around) : askRemedy(host, stop, around)
    case 'collect':
      return askCollect(host, stop, around)
    case 'review':
      return askReview(host, stop, around)
  }
}

/** Ids from the flows, kept apart from the wizard's own choices, which have names of their own. */
const prefixId = (id: string): `=${string}` => `=${id}`
const removePrefix = (value: string): string => value.slice(1)

/** One of the choices of a step. Where most of many cards are not shown, they are found by typing. */
async function askChoice(
  host: Host,
  stop: Stop & { kind: 'question' },
  around: Around,
): Promise<StopReply | 'back'> {
  const { texts, news, before, canGoBack } = around
  const earlier = before !== undefined && 'choice' in before ? before.choice : undefined
  const { shown, hidden } = atHand(stop.options, texts, earlier)
  const toChoice = ({ id, label }: Option) => ({ value: prefixId(id), label: fill(label, texts) })
  const screen = {
    blocks: [...news, ...questionBlocks(stop, texts)],
    message: fill(stop.question.ask, texts),
    back: canGoBack,
    ...(earlier === undefined ? {} : { preset: prefixId(earlier) }),
  }
  const found =
    hidden.length === 0
      ? await ask<`=${string}`>(host, { ...screen, choices: shown.map(toChoice) })
      : await askSearch<`=${string}`>(host, {
          ...screen,
          choices: shown.filter(isCard).map(toChoice),
          pinned: shown.filter((option) => !isCard(option)).map(toChoice),
          find: (typed) => {
            const { options, suggested } = findOptions(stop.options, typed, texts.language)
            return { choices: options.map(toChoice), suggested }
          },
        })
  return found === 'back' ? 'back' : { choice: removePrefix(found) }
}

/** Any number of the items of a step. Enter goes on with what is ticked; to be sure of the rest has a line of its own. */
async function askTick(
  host: Host,
  stop: Stop & { kind: 'tick' },
  around: Around,
): Promise<StopReply | 'back'> {
  const { texts, news, before, canGoBack } = around
  const { tick } = host.words.diagnose
  const found = await askTicks(host, {
    blocks: [...news, ...questionBlocks(stop, texts)],
    message: fill(stop.tick.ask, texts),
    items: stop.items.map(({ id, label }) => ({ value: prefixId(id), label: fill(label, texts) })),
    ticked: before !== undefined && 'ticked' in before ? before.ticked.map(prefixId) : [],
    actions: [
      { value: 'go', label: (any) => (any ? tick.go : tick.goUnsure), keepsTicks: true },
      { value: 'only', label: (any) => (any ? tick.only : tick.none), keepsTicks: true },
    ],
    back: canGoBack,
  })
  if (found === 'back') return 'back'
  const ticked = found.ticked.map(removePrefix)
  if (found.action !== 'only') return { ticked }
  return ticked.length === 0 ? { none: true } : { ticked, only: true }
}

/** The result of a check-up, to be read. */
async function askReview(
  host: Host,
  stop: Stop & { kind: 'review' },
  { news, texts, canGoBack }: Around,
): Promise<StopReply | 'back'> {
  const { ask: message, go } = host.words.checkUp.review
  const found = await ask(host, {
    blocks: [...news, ...reviewBlocks(stop, texts, host.words)],
    message,
    choices: [{ value: 'go', label: go }],
    back: canGoBack,
  })
  return found === 'back' ? 'back' : { seen: true }
}

type RemedyStop = Stop & { kind: 'remedy' }

/** Which way to try next: the first few, the others on request. */
async function askWay(host: Host, stop: RemedyStop, around: Around): Promise<StopReply | 'back'> {
  const { overview } = host.words.diagnose
  const { news, texts, before, canGoBack } = around
  const earlier = before !== undefined && 'take' in before ? before.take : undefined
  const blocks = [...news, ...overviewBlocks(stop, texts, host.words)]
  const place = stop.ways.findIndex(({ id }) => id === earlier)
  let from = place < 0 ? 0 : place - (place % waysAtOnce)
  for (;;) {
    const shown = stop.ways.slice(from, from + waysAtOnce)
    const rest = stop.ways.length - shown.length
    const found = await ask<`=${string}` | 'more' | 'none'>(host, {
      blocks,
      message: overview.ask,
      choices: [
        ...shown.map((way) => ({ value: prefixId(way.id), label: wayLabel(way, texts, host.words) })),
        ...(rest === 0 ? [] : [{ value: 'more', label: overview.more(rest) } as const]),
        { value: 'none', label: overview.none },
      ],
      back: canGoBack,
      ...(earlier !== undefined && shown.some(({ id }) => id === earlier)
        ? { preset: prefixId(earlier) }
        : {}),
    })
    if (found === 'back') return 'back'
    if (found === 'none') return { pass: true }
    if (found !== 'more') return { take: removePrefix(found) }
    from = from + waysAtOnce < stop.ways.length ? from + waysAtOnce : 0
  }
}

/** A remedy: its screens, then whether it worked. Its tool can be used any number of times before that. */
async function askRemedy(
  host: Host,
  stop: Stop & { kind: 'remedy' },
  around: Around,
): Promise<StopReply | 'back'> {
  const { didItWork } = host.words.diagnose[stop.plan.each ? 'each' : 'remedy']
  const named = stop.remedy.tool === undefined ? undefined : tools[stop.remedy.tool]
  const tool = named?.usable(host, around.texts) ? named : undefined
  const choices: Choice<Did | 'tool'>[] = [
    ...(tool === undefined ? [] : [{ value: 'tool', label: tool.label(host.words) } as const]),
    ...listDids(stop, host.words),
  ]
  let told: ToolResult['after']
  let blocks: readonly Block[] = [...around.news, ...remedyBlocks(stop, around.texts, host.words)]
  for (;;) {
    const found = await ask(host, { blocks, message: didItWork, choices, back: around.canGoBack })
    if (found === 'back') return 'back'
    if (found !== 'tool') {
      await told?.(found)
      return { did: found }
    }
    const used = await tool?.use(host, around.texts, stop)
    blocks = used?.blocks ?? []
    told = used?.after ?? told
  }
}
