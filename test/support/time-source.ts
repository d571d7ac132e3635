/** A fake `TimeSource`: scripted servers, and a time that passes only while the code waits. */
import { setImmediate as turn } from 'node:timers/promises'
import type {
  NtpAnswer,
  NtpPacket,
  NtpReply,
  ServerAddress,
  TimeSource,
  WaitLimit,
} from '../../src/core/clock/source.ts'

/** How a scripted server behaves. Seconds. */
export interface ServerScript {
  /** Its time minus the local one. */
  readonly offset?: number
  /** On the way there, and back. */
  readonly out?: number
  readonly back?: number
  readonly silent?: boolean
  readonly unreachable?: boolean
  /** What the packet says instead. */
  readonly packet?: Partial<NtpPacket>
  /** How far the local wall clock is set while the question is out. */
  readonly step?: number
  /** Another behaviour for the second question, the third and so on; the last one stays. */
  readonly next?: ServerScript
}

/** The local wall time at which a script begins. */
export const start = Date.UTC(2026, 6, 1, 12) / 1000

const cutToMs = (seconds: number): number => Math.floor(seconds * 1000) / 1000

/** What comes back from a healthy server, as the adapter would hand it over; `sent` is the local wall time. */
export function replyFrom(script: ServerScript = {}, sent = start): NtpReply {
  const { offset = 0, out = 0.01, back = 0.01, step = 0, packet = {} } = script
  const there = sent + out + offset
  const origin = -1_234_567_890.125
  return {
    packet: {
      leap: 0,
      version: 4,
      mode: 4,
      stratum: 2,
      precision: 232,
      rootDelay: 0.002,
      rootDispersion: 0.001,
      referenceId: '2130706433',
      reference: cutToMs(there - 30),
      origin,
      receive: cutToMs(there),
      transmit: cutToMs(there),
      ...packet,
    },
    sent: { wall: sent, monotonic: 1000 },
    received: { wall: sent + out + back + step, monotonic: 1000 + out + back },
    expectedOrigin: { at: origin, tolerance: 0 },
  }
}

export interface ScriptedTime extends TimeSource {
  /** Every question asked, in order: to whom, and how many seconds after the beginning. */
  readonly questions: readonly { readonly to: string; readonly at: number }[]
  /** Every name that was looked up. */
  readonly lookups: readonly string[]
}

/** Servers by `address:port`; names with their addresses, and what looking them up takes. */
export function scriptedTime(
  servers: Readonly<Record<string, ServerScript>>,
  names: Readonly<Record<string, readonly string[]>> = {},
): ScriptedTime {
  const questions: { to: string; at: number }[] = []
  const lookups: string[] = []
  const waiting: { at: number; go: () => void }[] = []
  let now = 0
  let running = false

  /** Lets everything that can happen now happen, then moves on to whatever is next. */
  async function run(): Promise<void> {
    if (running) return
    running = true
    for (;;) {
      await turn()
      const next = waiting.sort((a, b) => a.at - b.at).shift()
      if (next === undefined) break
      now = Math.max(now, next.at)
      next.go()
    }
    running = false
  }

  function after(seconds: number, signal: AbortSignal | undefined): Promise<'time' | 'signal'> {
    return new Promise((settle) => {
      const wait = { at: now + seconds, go: () => settle('time') }
      if (signal?.aborted) return settle('signal')
      waiting.push(wait)
      signal?.addEventListener('abort', () => {
        waiting.splice(waiting.indexOf(wait), 1)
        settle('signal')
      })
      void run()
    })
  }

  async function ask(
    { address, port }: ServerAddress,
    { timeoutSeconds, signal }: WaitLimit,
  ): Promise<NtpAnswer> {
    const to = `${address}:${port}`
    const before = questions.filter((question) => question.to === to).length
    questions.push({ to, at: now })
    let script = servers[to] ?? { silent: true }
    for (let count = 0; count < before && script.next !== undefined; count += 1) script = script.next
    if (script.unreachable) return { kind: 'unreachable' }
    const reply = replyFrom(script, start + now)
    const takes = script.silent ? Number.POSITIVE_INFINITY : reply.received.monotonic - reply.sent.monotonic
    const ended = await after(Math.min(takes, timeoutSeconds), signal)
    return ended === 'signal' || takes > timeoutSeconds ? { kind: 'silent' } : { kind: 'reply', reply }
  }

  return {
    questions,
    lookups,
    resolve: async (host) => {
      lookups.push(host)
      return names[host] ?? []
    },
    ask,
    monotonic: () => 5000 + now,
    sleep: async (seconds, signal) => void (await after(seconds, signal)),
  }
}
