/**
 * The types of the files below `flows/`. Generated from schema.ts: change that, and run `npm run schema`.
 */

/** What a person reads, by language. In a person’s own files a plain string stands for all languages. */
export type Text = {
  en?: string | undefined
  ja?: string | undefined
} | string

/** The value of a fact: a word, any of several, or none of them. */
export type Wanted = string | string[] | {
  not: string | string[]
}

/** All keys must hold. */
export type ConditionMap = Record<string, Wanted>

/** A map, or a list of which one must hold. */
export type Condition = ConditionMap | ConditionMap[]

/** A step of this flow, another flow, or the first of a list whose condition holds. */
export type Goto = string | ({
  when?: Condition | undefined
  to: string
})[]

/** A link written out, or the name of a card’s link: `service.recovery`. */
export type Link = string | {
  label: Text
  url: string
}

/** One answer to a question. */
export interface Choice {
  id: string
  label: Text
  /** The fact’s value, when it is not the id. */
  value?: string | undefined
  /** Other facts that follow from this answer. */
  set?: Record<string, string> | undefined
  warn?: string[] | undefined
  goto: Goto
}

/** One choice for each card of a kind; the kind’s fact is set to the card’s id. */
export interface CardChoices {
  cards: 'service' | 'app' | 'server' | 'carrier'
  /** Only the cards with these properties. */
  where?: ConditionMap | undefined
  /** The value of the question’s fact, where the question is not about this kind of card. */
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
  /** True where not knowing is impossible; otherwise one choice is `unknown`. */
  certain?: true | undefined
  choices: (Choice | CardChoices)[]
}

/** Asks which of several things hold. */
export interface Tick {
  kind: 'tick'
  ask: Text
  help?: Text | undefined
  warn?: string[] | undefined
  /** The fact is the id, where none is named. */
  items: (string | {
    id: string
    label: Text
    fact?: string | undefined
  })[]
  goto: Goto
}

/** Lets the machine measure. */
export interface Check {
  kind: 'check'
  check: 'clock' | 'backup'
  fact: string
  warn?: string[] | undefined
  on: Record<string, Goto>
}

/** Leads through remedies until one works. */
export interface Plan {
  kind: 'plan'
  warn?: string[] | undefined
  /** Why these, in a sentence, shown with the first of them. */
  say?: Text | undefined
  remedies: (string | {
    use: string
    when: Condition
  })[]
  /** All of them are wanted: one that is done leads to the next, not to the end. */
  each?: true | undefined
  /** The order is one of safety: what the person ticked does not go ahead of it. */
  ahead?: false | undefined
  /** What to do once it is solved: remedies to come after. */
  after?: string[] | undefined
  /** Where to go when nothing helped; plans that follow each other are shown as one list. */
  goto?: Goto | undefined
}

/** Asks for what support wants to know, line by line. What is written there never becomes part of a walk. */
export interface Collect {
  kind: 'collect'
  ask: Text
  help?: Text | undefined
  warn?: string[] | undefined
  fields: ({
    id: string
    label: Text
    help?: Text | undefined
  })[]
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
  points: ({
    id: string
    label: Text
    when: Condition
  })[]
  goto: Goto
}

/** Goes on without asking. */
export interface Fork {
  kind: 'goto'
  to: Goto
}

/** Ends the walk. */
export interface Outcome {
  kind: 'outcome'
  result: 'solved' | 'waiting' | 'unsolved' | 'done'
  say: Text
  after?: string[] | undefined
}

/** One step of a flow. */
export type Step = Question | Tick | Check | Plan | Collect | Review | Fork | Outcome

/** Questions and checks that lead to remedies. */
export interface Flow {
  title: Text
  about?: Text | undefined
  /** False where nobody is locked out: it opens with its title instead of what to keep. */
  urgent?: false | undefined
  warn?: string[] | undefined
  start: string
  /** What to do once it is solved: remedies to come after those of the plan. */
  after?: string[] | undefined
  steps: Record<string, Step>
}

/** One action: words, and where it helps a line to copy, which stands by itself and is never wrapped. */
export type Action = Text | {
  say: Text
  run: string
}

/** How long something takes, in words and, where it can be told, as a length. */
export interface Wait {
  say: Text
  minutes?: number | undefined
  hours?: number | undefined
  days?: number | undefined
}

/** One thing a person can do. */
export interface Remedy {
  title: Text
  why?: Text | undefined
  steps: Action[]
  warn?: string[] | undefined
  wait?: {
    say: Text
    minutes?: number | undefined
    hours?: number | undefined
    days?: number | undefined
    /** The name of a card’s wait, which then replaces this one. */
    card?: string | undefined
  } | undefined
  links?: Link[] | undefined
  /** It is a kind of this more general remedy; one level only. */
  general?: string | undefined
  /** It ends in typing a code. */
  attempt?: true | undefined
  /** It makes something safe and lets nobody in by itself: when it is done, the walk goes on. */
  prepares?: true | undefined
  needs?: Condition | undefined
  /** Where it must not be shown, whatever a plan says. */
  not?: Condition | undefined
  /** How long it takes until it can help; minutes by default. */
  takes?: 'minutes' | 'hours' | 'days' | undefined
  /** The one warning that stands before the first step. */
  danger?: string | undefined
  /** The card that it has to know before its steps are shown; `unknown` is the choice of not knowing. */
  asks?: {
    cards: 'service' | 'app' | 'server' | 'carrier'
    ask: Text
    help?: Text | undefined
    unknown: Text
  } | undefined
  tool?: 'clock' | 'phone-clock' | 'server-clock' | 'calendar' | 'backup-code' | 'judge-code' | 'make-code' | 'compare-codes' | 'open-export' | undefined
  /** Remedies to do later, if this one worked. */
  after?: string[] | undefined
}

/** Facts of one service, app, product or carrier. */
export interface Card {
  name: Text
  /** Other names that people type. */
  aliases?: string[] | undefined
  /** Stands for “another one”: it needs no sources. */
  general?: true | undefined
  /** Where its customers live. Readers elsewhere find it only by typing its name. */
  region?: 'japan' | 'abroad' | undefined
  /** When the card was last compared with its sources. */
  checked: string
  /** Properties that conditions can ask for. */
  facts?: Record<string, {
    is: string
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  /** Words on the service’s screens; null where the wording in that language is not known. */
  labels?: Record<string, {
    en?: string | null | undefined
    ja?: string | null | undefined
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  texts?: Record<string, {
    say: Text
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  links?: Record<string, {
    url: string
    label?: Text | undefined
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  waits?: Record<string, {
    say: Text
    minutes?: number | undefined
    hours?: number | undefined
    days?: number | undefined
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  /** How the service prints its backup codes; `groups` are the sizes of the groups of one: 4-4. */
  codes?: {
    count?: number | undefined
    length?: number | undefined
    alphabet?: 'digits' | 'hex' | 'letters' | 'mixed' | undefined
    groups?: string | undefined
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  } | undefined
  /** What replaces a remedy’s own wording for this card. */
  remedies?: Record<string, {
    title?: Text | undefined
    why?: Text | undefined
    steps?: Action[] | undefined
    warn?: string[] | undefined
    wait?: {
      say: Text
      minutes?: number | undefined
      hours?: number | undefined
      days?: number | undefined
      /** The name of a card’s wait, which then replaces this one. */
      card?: string | undefined
    } | undefined
    links?: Link[] | undefined
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  }> | undefined
  /** The remedies that the official pages name first. */
  first?: {
    use: string[]
    confidence: 'high' | 'medium' | 'low'
    source: string[]
  } | undefined
  sources: Record<string, {
    at: string
    date: string
  }>
}

/** What a person must not do. */
export interface Warning {
  text: Text
  /** The things never to do that the text says; the warning’s own id where none is named. */
  nevers?: string[] | undefined
  /** Shown on the first screen of every walk. */
  first?: true | undefined
  /** The situations in which it is said with the first remedy, whichever that is. */
  when?: Condition | undefined
  /** Lower ranks are said first; 5 by default. */
  rank?: number | undefined
}

/** The file of the warnings. */
export interface Warnings {
  warnings: Record<string, Warning>
}

/** The wording used where no card of a kind is chosen or the card is silent. */
export interface Wording {
  name?: Text | undefined
  /** The cards that are offered without their name being typed, by language. */
  first?: {
    en?: string[] | undefined
    ja?: string[] | undefined
  } | undefined
  /** The properties a card of this kind may have, each with its values. */
  facts?: Record<string, string[]> | undefined
  labels?: Record<string, Text> | undefined
  texts?: Record<string, Text> | undefined
  links?: Record<string, Text> | undefined
}

/** The general wording. What a person’s own file leaves out is taken from the shipped one. */
export interface GeneralFile {
  service?: Wording | undefined
  app?: Wording | undefined
  server?: Wording | undefined
  carrier?: Wording | undefined
}

/** What a person may still have, and states they may be in: one list for all flows. Its order is the order of remedies. */
export interface AtHand {
  /** The question after some tries: has anything turned up meanwhile? */
  again: {
    ask: Text
    help?: Text | undefined
  }
  lines: ({
    id: string
    label: Text
    /** The remedy that uses it. A line without one is a state. */
    use?: string | undefined
    /** Where having it does not help. */
    not?: Condition | undefined
  })[]
}
