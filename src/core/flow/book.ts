/**
 * A book is everything the wizard knows, as plain data: what `flows/` holds, read, checked and gathered. The shipped
 * book is made at build time, so nothing here loads a parser or a schema.
 */
import { type CardKind, defaultLanguage, type Language } from './lists.ts'
import type { Action, AtHand, Card, Flow, Remedy, Text, Warning, Wording } from './types.ts'

export { type CardKind, cardKinds, checkResults, type Language, languages } from './lists.ts'

/** The wording used where no card is chosen or the card is silent, for each kind of card. */
export type General = Readonly<Record<CardKind, Wording & { readonly name: Text }>>

/** Everything that was read from a flows folder, by id: flows, remedies, cards, warnings and the general wording. */
export interface Book {
  readonly flows: Readonly<Record<string, Flow>>
  readonly remedies: Readonly<Record<string, Remedy>>
  readonly cards: Readonly<Record<CardKind, Readonly<Record<string, Card>>>>
  readonly warnings: Readonly<Record<string, Warning>>
  readonly general: General
  readonly atHand: AtHand
}

/** What a record holds under a key that came from outside: never what every object has, such as `constructor`. */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** An action's words, and the line to copy where there is one. */
export function splitAction(action: Action): { readonly say: Text; readonly run?: string } {
  return typeof action === 'object' && 'run' in action ? action : { say: action as Text }
}

/**
 * The text in this language; else in the default language, else in any. A plain string stands for all languages.
 *
 * @example
 * ```js
 * import { say } from '2fa-rescue/flow'
 *
 * console.log(say({ en: 'Yes', ja: 'はい' }, 'ja'), say('OK', 'ja')) // はい OK
 * ```
 */
export function say(text: Text, language: Language): string {
  if (typeof text === 'string') return text
  return (
    text[language] ?? text[defaultLanguage] ?? Object.values(text).find((each) => each !== undefined) ?? ''
  )
}
