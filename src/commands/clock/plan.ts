/** What was typed behind `clock`, as one plain value: whom to ask, how often, and in which form to say it. */

import { parseLimit } from '../../core/clock/limit.ts'
import type { MeasureRequest } from '../../core/clock/measure.ts'
import { defaultTimeout } from '../../core/clock/read.ts'
import { isIPv4, isPrivate } from '../../core/clock/servers.ts'
import { RescueError } from '../../core/errors.ts'
import type { Host } from '../../host/host.ts'
import { refuseValue } from '../../host/misuse.ts'
import { whomToAsk } from '../../tasks/time-servers.ts'
import { requestsFrom, seconds } from '../option-values.ts'
import type { ClockOptions } from './options.ts'

const formats = ['text', 'json', 'nagios', 'prometheus'] as const
type Format = (typeof formats)[number]

export interface ClockPlan {
  readonly request: MeasureRequest
  readonly format: Format
  /** The file the result goes to, in full. */
  readonly output: string | undefined
  /** Seconds from one measurement to the next; undefined for a single one. */
  readonly every: number | undefined
  /** The longest time to wait before, in seconds. */
  readonly splay: number
}

/** Usual seconds between measurements, and the shortest: for servers of one's own, and for the public's. */
const usualEvery = 64
const shortest = { own: 2, public: 16 }

const longest = 86_400

/** Reads the options. Throws `misused`. */
export function planFrom(given: ClockOptions, host: Host): ClockPlan {
  const { clock } = host.words
  const request = requestFrom(given, host)
  const format = formatFrom(given, host)
  const every = everyFrom(given, request, clock.allowed.watch)
  if (every !== undefined && format === 'nagios') refuseValue('--format nagios', clock.allowed.nagiosWatch)
  return {
    request,
    format,
    every,
    output: given.output === undefined ? undefined : host.files.resolve(given.output),
    splay: seconds('--splay', given.splay, { min: 0, max: longest }, clock.allowed.splay) ?? 0,
  }
}

/** Whom to ask and what counts as off, for a clock other than this computer's. Throws `misused`, also for what fits only this computer's. */
export function requestBeside(given: ClockOptions, command: string, host: Host): MeasureRequest {
  const other = (['format', 'output', 'watch', 'splay'] as const).find((name) => given[name] !== undefined)
  if (other === undefined) return requestFrom(given, host)
  throw new RescueError({ code: 'misused', misuse: { kind: 'excluded', name: `--${other}`, other: command } })
}

function requestFrom(given: ClockOptions, host: Host): MeasureRequest {
  const { settings, words } = host
  const { allowed } = words.clock
  const { warn, critical, timeout } = given
  const limits = {
    warning: limitFrom('--warn', warn, allowed.limit) ?? settings.limits.warning,
    critical: limitFrom('--critical', critical, allowed.limit) ?? settings.limits.critical,
  }
  if (limits.warning > limits.critical) {
    refuseValue(
      warn !== undefined ? '--warn' : critical !== undefined ? '--critical' : 'limits',
      allowed.limit,
    )
  }
  const timeoutSeconds =
    seconds('--timeout', timeout, { min: 0.1, max: 60 }, allowed.timeout) ?? defaultTimeout
  return {
    ...whomToAsk(host, given),
    limits,
    timeoutSeconds,
    requests: requestsFrom(given.precise, allowed.precise),
  }
}

function limitFrom(name: string, text: string | undefined, allowed: string): number | undefined {
  return text === undefined ? undefined : (parseLimit(text) ?? refuseValue(name, allowed))
}

function formatFrom({ format }: ClockOptions, { printsJson, words }: Host): Format {
  const found = formats.find((name) => name === format)
  if (format !== undefined && found === undefined) refuseValue('--format', words.clock.allowed.format)
  if (!printsJson || found === 'json') return found ?? 'text'
  if (found === undefined) return 'json'
  throw new RescueError({
    code: 'misused',
    misuse: { kind: 'excluded', name: '--json', other: `--format ${found}` },
  })
}

function everyFrom({ watch }: ClockOptions, request: MeasureRequest, allowed: string): number | undefined {
  if (watch === undefined) return undefined
  if (watch === true) return usualEvery
  const least = asksThePublic(request) ? shortest.public : shortest.own
  return seconds('--watch', watch, { min: least, max: longest }, allowed)
}

/** Whether anybody is asked who may be somebody else: all but addresses of this computer and of a private network. */
function asksThePublic({ servers, https }: MeasureRequest): boolean {
  const hosts = [...(https?.when === 'only' ? [] : servers), ...(https?.hosts ?? [])].map(({ host }) => host)
  return !hosts.every((host) => host === 'localhost' || (isIPv4(host) && isPrivate(host)))
}
