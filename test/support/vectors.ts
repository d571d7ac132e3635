/** Known answers for codes, links and searches; where each comes from stands in the file. */
import { readFileSync } from 'node:fs'
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

export const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))

export const vectors: Vectors = JSON.parse(readFileSync(`${fixtures}otp-vectors.json`, 'utf8'))

/** The bytes of a vector's secret, read by Node alone. */
export function keyOf({ secret, secretHex }: Pick<CodeVector, 'secret' | 'secretHex'>): Uint8Array {
  if (secretHex !== undefined) return new Uint8Array(Buffer.from(secretHex, 'hex'))
  const bits = [...(secret ?? '').toUpperCase()]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
