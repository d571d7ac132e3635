/**
 * A book is everything the wizard knows, as plain data: what `flows/` holds, read, checked and gathered. The shipped
 * book is made at build time, so nothing here loads a parser or a schema.
 */
import type { Action, Card, CardKind, CheckName, Flow, General, Remedy, Text, Warning } from './model.ts'

export type { CardKind } from './model.ts'

/** The kinds of card, and so the facts under which a chosen card is kept. */
export const cardKinds = ['service', 'app', 'server', 'carrier'] as const satisfies readonly CardKind[]

/** What each machine check can answer. */
export const checkResults = {
  clock: ['fine', 'skewed', 'unknown'],
  backup: ['stored', 'none', 'unknown'],
} as const satisfies Record<CheckName, readonly string[]>

export interface Book {
  readonly flows: Readonly<Record<string, Flow>>
  readonly remedies: Readonly<Record<string, Remedy>>
  readonly cards: Readonly<Record<CardKind, Readonly<Record<string, Card>>>>
  readonly warnings: Readonly<Record<string, Warning>>
  readonly general: General
}

export type Language = 'en' | 'ja'
export const languages = ['en', 'ja'] as const

/** What a record holds under a key that came from outside: never what every object has, such as `constructor`. */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** An action's words, and the line to copy where there is one. */
export function actionOf(action: Action): { readonly say: Text; readonly run?: string } {
  return typeof action === 'object' && 'run' in action ? action : { say: action }
}

/** The text in the language asked for; a plain string stands for both. */
export function say(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text[language]
}
