/**
 * The closed lists of the flow model, each written once: schema, types, rules and placeholders derive from them.
 * Nothing here loads a schema library, so the shipped flows run without one.
 */

/** The languages of texts. A text that lacks one falls back to the default language. */
export const languages = ['en', 'ja'] as const
/** A language of texts. */
export type Language = (typeof languages)[number]
export const defaultLanguage: Language = 'en'

/** The kinds of card, and so the facts under which a chosen card is kept. */
export const cardKinds = ['service', 'app', 'server', 'carrier'] as const
/** A kind of card. */
export type CardKind = (typeof cardKinds)[number]

/** The folder below `flows/` that holds the cards of each kind. */
export const cardFolders = {
  service: 'services',
  app: 'apps',
  server: 'servers',
  carrier: 'carriers',
} as const satisfies Record<CardKind, string>

/** Where the customers of a card's company live. A card without a region is for everybody. */
export const regions = ['japan', 'abroad'] as const
/** Where the customers of a card's company live. */
export type Region = (typeof regions)[number]
/** Where the readers of a language mostly live: their own cards come first. */
export const regionOfLanguage: Readonly<Record<Language, Region>> = { en: 'abroad', ja: 'japan' }

/** The kinds of step. */
export const stepKinds = [
  'question',
  'tick',
  'check',
  'plan',
  'collect',
  'review',
  'goto',
  'outcome',
] as const
export type StepKind = (typeof stepKinds)[number]

/** What each machine check can answer. */
export const checkResults = {
  clock: ['fine', 'skewed', 'unknown'],
  backup: ['stored', 'none', 'unknown'],
} as const
/** What a machine can measure. */
export type CheckName = keyof typeof checkResults

/** What the program offers to do at a remedy. */
export const toolNames = [
  'clock',
  'phone-clock',
  'server-clock',
  'calendar',
  'backup-code',
  'judge-code',
  'make-code',
  'compare-codes',
  'open-export',
] as const
/** What the program offers to do at a remedy. */
export type ToolName = (typeof toolNames)[number]

/** How a walk can end. */
export const results = ['solved', 'waiting', 'unsolved', 'done'] as const
/** How a walk ends. */
export type Result = (typeof results)[number]

/** What a person can say of a remedy. */
export const dids = ['worked', 'failed', 'skipped', 'waiting'] as const
/** What a person says of a remedy. */
export type Did = (typeof dids)[number]

/** How long a remedy takes before it can help. */
export const durations = ['minutes', 'hours', 'days'] as const

/** How sure a fact of a card is: the official text was seen; old or from several sources; from one source. */
export const confidences = ['high', 'medium', 'low'] as const
/** How sure a fact of a card is. */
export type Confidence = (typeof confidences)[number]

/** The parts of a card that a placeholder can name by a key, with the group of the card that holds them. */
export const wordingGroups = { label: 'labels', text: 'texts', link: 'links' } as const
export type WordingPart = keyof typeof wordingGroups
