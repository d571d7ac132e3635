/**
 * What the files below `flows/` say, as types: flow, step, remedy, card, warning. `shape.ts` checks files against
 * them; docs/flows.md explains every key. Optional keys may be undefined, as they come out of the check.
 */

import type { CodeForm } from '../backup/code-form.ts'

/** What a person reads: both languages, or, in a person's own files, one text for both. */
export type Text = string | { en: string; ja: string }

/** The value of a fact: a word, any of several, or none of them. */
export type Wanted = string | string[] | { not: string | string[] }
/** All keys must hold. */
export type ConditionMap = Record<string, Wanted>
/** A map, or a list of which one must hold. */
export type Condition = ConditionMap | ConditionMap[]

/** A step, a flow, or the first of a list whose condition holds. */
export type Goto = string | { when?: Condition | undefined; to: string }[]

/** A link written out, or the name of a card's link: `service.recovery`. */
export type Link = string | { label: Text; url: string }

/** The kinds of card. */
export type CardKind = 'service' | 'app' | 'server' | 'carrier'

/** One answer to a question. */
export interface Choice {
  id: string
  label: Text
  /** The fact's value, when it is not the id. */
  value?: string | undefined
  /** Other facts that follow from this answer. */
  set?: Record<string, string> | undefined
  warn?: string[] | undefined
  goto: Goto
}

/** One choice for each card of a kind; the kind's fact is set to the card's id. */
export interface CardChoices {
  cards: CardKind
  /** Only the cards with these properties. */
  where?: ConditionMap | undefined
  /** The value of the question's fact, where the question is not about this kind of card. */
  value?: string | undefined
  goto: Goto
}

/** Asks for one choice. */
export interface Question {
  kind: 'question'
  ask: Text
  help?: Text | undefined
  warn?: string[] | undefined
  fact: string
  certain?: true | undefined
  choices: (Choice | CardChoices)[]
}

/** Asks which of several things hold. */
export interface Tick {
  kind: 'tick'
  ask: Text
  help?: Text | undefined
  warn?: string[] | undefined
  items: { id: string; label: Text; fact?: string | undefined }[]
  goto: Goto
}

/** What a machine can measure. */
export type CheckName = 'clock' | 'backup'

/** What the machine offers to do at a remedy. */
export type ToolName =
  | 'clock'
  | 'phone-clock'
  | 'server-clock'
  | 'calendar'
  | 'backup-code'
  | 'judge-code'
  | 'make-code'
  | 'compare-codes'

/** Lets the machine measure. */
export interface Check {
  kind: 'check'
  check: CheckName
  fact: string
  warn?: string[] | undefined
  on: Record<string, Goto>
}

/** Leads through remedies until one works. */
export interface Plan {
  kind: 'plan'
  warn?: string[] | undefined
  say?: Text | undefined
  remedies: (string | { use: string; when: Condition })[]
  /** All of them are wanted: one that is done leads to the next, not to the end. */
  each?: true | undefined
  after?: string[] | undefined
  goto?: Goto | undefined
}

/** Goes on without asking. */
export interface Fork {
  kind: 'goto'
  to: Goto
}

/** How a walk can end. */
export type Result = 'solved' | 'waiting' | 'unsolved' | 'done'

/** Ends the walk. */
export interface Outcome {
  kind: 'outcome'
  result: Result
  say: Text
  after?: string[] | undefined
}

/** Asks for what support wants to know, line by line. What is written there never becomes part of a walk. */
export interface Collect {
  kind: 'collect'
  ask: Text
  help?: Text | undefined
  warn?: string[] | undefined
  fields: { id: string; label: Text; help?: Text | undefined }[]
  /** What to take along besides. */
  bring?: Text[] | undefined
  links?: Link[] | undefined
  goto: Goto
}

/** The result of a check-up: which of several things are in place. */
export interface Review {
  kind: 'review'
  say?: Text | undefined
  warn?: string[] | undefined
  points: { id: string; label: Text; when: Condition }[]
  goto: Goto
}

export type Step = Question | Tick | Check | Plan | Collect | Review | Fork | Outcome

/** Questions and checks that lead to remedies. */
export interface Flow {
  title: Text
  about?: Text | undefined
  warn?: string[] | undefined
  start: string
  after?: string[] | undefined
  steps: Record<string, Step>
}

/** One action: words, and where it helps a line to copy, which stands by itself and is never wrapped. */
export type Action = Text | { say: Text; run: string }

/** How long something takes, in words and, where it can be told, as a length. */
export interface Wait {
  say: Text
  minutes?: number | undefined
  hours?: number | undefined
  days?: number | undefined
}

/** The wording of a remedy, which a card may replace. */
export interface Advice {
  title: Text
  why?: Text | undefined
  steps: Action[]
  warn?: string[] | undefined
  /** `card` names a card's wait, which then stands in place of this one: `service.recovery`. */
  wait?: (Wait & { card?: string | undefined }) | undefined
  links?: Link[] | undefined
}

/** One thing a person can do. */
export interface Remedy extends Advice {
  general?: string | undefined
  attempt?: true | undefined
  needs?: Condition | undefined
  tool?: ToolName | undefined
  after?: string[] | undefined
}

/** How sure a fact is: the official text was seen; old or from several; from one. */
export type Confidence = 'high' | 'medium' | 'low'

/** What a fact rests on: names of the card's sources. */
export interface Proof {
  confidence: Confidence
  source: string[]
}

/** Facts of one service, app or server. */
export interface Card {
  name: Text
  aliases?: string[] | undefined
  general?: true | undefined
  checked: string
  facts?: Record<string, { is: string } & Proof> | undefined
  labels?: Record<string, { en: string | null; ja: string | null } & Proof> | undefined
  texts?: Record<string, { say: Text } & Proof> | undefined
  links?: Record<string, { url: string; label?: Text | undefined } & Proof> | undefined
  waits?: Record<string, Wait & Proof> | undefined
  /** How the service prints its backup codes. */
  codes?: (Omit<CodeForm, 'names'> & Proof) | undefined
  remedies?: Record<string, Loose<Advice> & Proof> | undefined
  sources: Record<string, { at: string; date: string }>
}

/** Every key may be missing. */
type Loose<Shape> = { [Key in keyof Shape]?: Shape[Key] | undefined }

/** What a person must not do. */
export interface Warning {
  text: Text
  nevers?: string[] | undefined
  first?: true | undefined
}

/** The file of the warnings. */
export interface Warnings {
  warnings: Record<string, Warning>
}

/** The wording used where no card is chosen or the card is silent. */
export interface Wording {
  name: Text
  /** The cards that are offered without their name being typed, by language. */
  first?: { en: string[]; ja: string[] } | undefined
  /** The properties a card of this kind may have, each with its values. */
  facts?: Record<string, string[]> | undefined
  labels?: Record<string, Text> | undefined
  texts?: Record<string, Text> | undefined
  links?: Record<string, Text> | undefined
}

/** The general wording for each kind of card. */
export type General = Record<CardKind, Wording>
/** A file of it: what it leaves out is taken from the shipped one. */
export type OwnGeneral = { [Kind in CardKind]?: Loose<Wording> | undefined }
