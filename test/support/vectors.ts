/** Known answers for codes, links and searches; the file says where each comes from. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Algorithm, OtpParameters, OtpType } from '../../src/core/totp/parameters.ts'

export interface CodeVector {
  readonly secret?: string
  readonly secretHex?: string
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period: number
  readonly counter: number
  readonly time: number
  readonly code: string
}

export interface ExpectedAccount {
  readonly type: OtpType
  readonly issuer: string
  readonly account: string
  readonly secret: string
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period?: number
  readonly counter?: number
}

export interface SearchVector {
  readonly secret: string
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period: number
  readonly time: number
  readonly code: string
  readonly windowSteps: number
  readonly valid: boolean
  readonly stepDelta?: number
  readonly clockOffsetSeconds?: readonly [number, number]
}

export interface MismatchVector {
  readonly secret: string
  readonly time: number
  readonly code?: string
  readonly code8?: string
  readonly code6?: string
  readonly declared: Omit<OtpParameters, 'type'>
  readonly actual: Omit<OtpParameters, 'type'>
}

interface Vectors {
  readonly hotp: readonly CodeVector[]
  readonly totp: readonly CodeVector[]
  readonly totpSequence: readonly (Omit<CodeVector, 'code'> & { readonly codes: readonly string[] })[]
  readonly steam: readonly { readonly secret: string; readonly time: number; readonly code: string }[]
  readonly verify: readonly SearchVector[]
  readonly parameterMismatch: readonly MismatchVector[]
  readonly base32: readonly { readonly input: string; readonly hex: string }[]
  readonly base32Invalid: readonly { readonly input: string }[]
  readonly uriValid: readonly { readonly uri: string; readonly expect: ExpectedAccount }[]
  readonly uriInvalid: readonly { readonly uri: string }[]
  readonly uriDisputed: readonly { readonly uri: string }[]
  readonly migration: readonly { readonly link: string; readonly entries: readonly ExpectedAccount[] }[]
  readonly migrationInvalid: readonly { readonly link: string }[]
}

/** Files of other people with known answers. They are next to the project and not part of it. */
export const fixtures = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url))

/** Without it there are no vectors, and a message says so; with `CI=true` that fails. */
const file = `${fixtures}otp-vectors.json`
export const hasFixtures = existsSync(file)
if (!hasFixtures) {
  if (process.env.CI === 'true') throw new Error(`these tests need ${file}, which is missing here`)
  process.stderr.write('skipped: tests with known answers of other programs; their files are missing here\n')
}

const none: Vectors = {
  hotp: [],
  totp: [],
  totpSequence: [],
  steam: [],
  verify: [],
  parameterMismatch: [],
  base32: [],
  base32Invalid: [],
  uriValid: [],
  uriInvalid: [],
  uriDisputed: [],
  migration: [],
  migrationInvalid: [],
}

export const vectors: Vectors = hasFixtures ? JSON.parse(readFileSync(file, 'utf8')) : none

/** The bytes of a vector's secret, read by Node alone. */
export function keyOf({ secret, secretHex }: Pick<CodeVector, 'secret' | 'secretHex'>): Uint8Array {
  if (secretHex !== undefined) return new Uint8Array(Buffer.from(secretHex, 'hex'))
  const bits = [...(secret ?? '').toUpperCase()]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
