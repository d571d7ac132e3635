/**
 * Formats the clock's verdict as text and as JSON. Text says "ahead" or "behind", because a sign alone is
 * ambiguous.
 */
import { formatServer } from '../core/clock/servers.ts'
import {
  type ClockVerdict,
  computeRejectedShare,
  findDirection,
  type MeasuredVerdict,
  type SourceReport,
} from '../core/clock/verdict.ts'
import type { Words } from '../words/en.ts'
import type { Palette } from './palette.ts'
import { visible } from './visible.ts'

/** The default time step of TOTP, in seconds (RFC 6238, section 4.1). */
export const totpPeriod = 30

/**
 * The verdict as lines: first the answer, then one line for each server that was not used, with its rejection
 * code.
 */
export function clockLines(verdict: ClockVerdict, words: Words, look: Palette): readonly string[] {
  const { clock } = words
  const text =
    verdict.status === 'unknown' ? clock.unknown[verdict.reason] : clock.clockIs(offsetPhrase(verdict, words))
  const status = statusStyles(look)[verdict.status](clock.statuses[verdict.status])
  return [clock.line(status, text), ...verdict.sources.flatMap((source) => sourceLine(source, words, look))]
}

/** Offset, direction, bound and agreement: "12 s behind (±0.02 s, 3 of 4 servers agree)". */
export function offsetPhrase(verdict: ClockVerdict, { clock }: Words): string {
  if (verdict.status === 'unknown') return clock.unknown[verdict.reason]
  const { offset, uncertainty, direction, counts, method } = verdict
  const agreement = clock.agreement(counts.used, counts.asked, method)
  return clock.phrase(
    sizeText(offset, clock.units),
    direction,
    boundText(uncertainty, offset, clock.units),
    agreement,
  )
}

function statusStyles(look: Palette): Record<ClockVerdict['status'], (text: string) => string> {
  return { ok: look.good, warning: look.warn, critical: look.bad, unknown: look.warn }
}

function sourceLine(source: SourceReport, { clock }: Words, look: Palette): readonly string[] {
  const { state, reject, measured, server } = source
  const name = formatSourceName(source)
  if (state === 'used') return []
  if (reject !== undefined) {
    const code = reject === 'KISS' && server !== undefined ? `KISS ${visible(server.refid)}` : reject
    return [look.faint(`  ${clock.source(name, clock.rejects[reject], code)}`)]
  }
  if (measured === undefined) return []
  const says = clock.sourceSays(name, sizeText(measured.offset, clock.units), findDirection(measured.offset))
  return [look.faint(`  ${state === 'falseticker' ? clock.outvoted(says) : says}`)]
}

/** The names of web servers already contain the port. */
const formatSourceName = ({ name, port }: SourceReport): string =>
  visible(name.startsWith('https://') ? name : formatServer({ host: name, port }))

type Units = Words['clock']['units']

const longUnits = [
  { unit: 'y', seconds: 31_557_600 },
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'min', seconds: 60 },
  { unit: 's', seconds: 1 },
] as const

/** A duration without its sign, in words: milliseconds below 1 s, seconds below 2 min, then the two largest units. */
export function sizeText(offset: number, units: Units): string {
  const size = Math.abs(offset)
  if (size < 0.00995) return units.ms((size * 1000).toFixed(1))
  if (size < 0.9995) return units.ms((size * 1000).toFixed(0))
  if (size < 119.5) return units.s(String(Number(size.toPrecision(3))))
  const whole = Math.round(size)
  const first = longUnits.findIndex(({ seconds }) => whole >= seconds)
  const [large, small] = longUnits.slice(first)
  if (large === undefined || small === undefined) return units.s(String(whole))
  const rest = Math.floor((whole % large.seconds) / small.seconds)
  const parts = [units[large.unit](String(Math.floor(whole / large.seconds)))]
  return [...parts, ...(rest === 0 ? [] : [units[small.unit](String(rest))])].join(units.between)
}

/** A bound in seconds, rounded up, in the unit of its offset, or in seconds from 1 s up. */
export function boundText(bound: number, offset: number, units: Units): string {
  const up = (value: number, step: number, digits: number) =>
    (Math.ceil(value / step - 1e-6) * step).toFixed(digits)
  if (bound >= 1) return units.s(up(bound, 0.1, 1))
  if (Math.abs(offset) >= 0.9995) return units.s(up(bound, 0.01, 2))
  return bound < 0.0099 ? units.ms(up(bound * 1000, 0.1, 1)) : units.ms(up(bound * 1000, 1, 0))
}

/** The object that `clock --json` prints; `now` is the local time. Its keys are stable: schema 1. */
export function clockJson(verdict: ClockVerdict, now: Date) {
  const { status, reason, certain, method, limits, counts, elapsedSeconds } = verdict
  const found = verdict.status === 'unknown' ? undefined : verdict
  return {
    schema: 1,
    status,
    reason,
    certain,
    offset_s: roundToMicrosecond(found?.offset),
    uncertainty_s: roundToMicrosecond(found?.uncertainty),
    interval_s: found === undefined ? null : found.interval.map(roundToMicrosecond),
    direction: found?.direction ?? null,
    method,
    checked_at: rfc3339(now.getTime()),
    reference_time: found === undefined ? null : rfc3339(now.getTime() + found.offset * 1000),
    limits_s: { warning: limits.warning, critical: limits.critical },
    counts: { asked: counts.asked, valid: counts.valid, used: counts.used },
    sources_used: counts.used,
    sources: verdict.sources.map(sourceJson),
    elapsed_ms: Math.round(elapsedSeconds * 1000),
    totp: {
      period_s: totpPeriod,
      rejected_share: { w0: computeShare(found, 0), w1: computeShare(found, 1) },
    },
  }
}

function sourceJson({ name, address, port, state, reject, measured, server }: SourceReport) {
  return {
    name: visible(name),
    address: address === undefined ? null : visible(address),
    port,
    state,
    reject: reject ?? null,
    offset_s: roundToMicrosecond(measured?.offset),
    direction: measured === undefined ? null : findDirection(measured.offset),
    delay_s: roundToMicrosecond(measured?.delay),
    root_distance_s: roundToMicrosecond(measured?.rootDistance),
    stratum: server?.stratum ?? null,
    refid: server === undefined ? null : visible(server.refid),
    leap: server?.leap ?? null,
  }
}

/** The share of codes that a verifier with this window rejects, if this computer's clock makes them. */
function computeShare(found: MeasuredVerdict | undefined, window: number): number | null {
  return found === undefined
    ? null
    : roundToMicrosecond(computeRejectedShare(found.offset, totpPeriod, window))
}

/** Rounds to the microsecond; null for NaN and infinity; never minus zero. */
export function roundToMicrosecond(value: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value)) return null
  return Math.round(value * 1e6) / 1e6 + 0
}

/** RFC 3339 in UTC; null outside the years 0 to 9999. */
function rfc3339(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  return year >= 0 && year <= 9999 ? date.toISOString() : null
}
