/** What can be wrong in a file that a person wrote, and where. */
/** A place in a file a person wrote, counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What is wrong at a place of a file. */
export type Fault =
  | { readonly kind: 'yaml'; readonly rule: YamlRule }
  | {
      readonly kind: 'unknown-key'
      readonly key: string
      readonly known: readonly string[]
      /** What was probably meant. */
      readonly near: readonly string[]
    }
  /** Words behind a comma, which in braces begins another key: the text needs quotes. */
  | { readonly kind: 'split-text'; readonly key: string }
  | { readonly kind: 'missing-key'; readonly key: string }
  | { readonly kind: 'missing-language'; readonly language: string }
  | { readonly kind: 'wrong-type'; readonly key: string; readonly expected: Expected }
  | { readonly kind: 'not-one-of'; readonly key: string; readonly allowed: readonly string[] }
  | { readonly kind: 'bad-id'; readonly id: string }
  | { readonly kind: 'not-https'; readonly key: string }
  | { readonly kind: 'misplaced-file' }
  | { readonly kind: 'misplaced-script' }
  | { readonly kind: 'missing-target'; readonly target: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-line'; readonly line: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-remedy'; readonly remedy: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-warning'; readonly warning: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-wording'; readonly placeholder: string }
  | { readonly kind: 'missing-source'; readonly source: string }
  | { readonly kind: 'missing-result'; readonly result: string }
  | { readonly kind: 'missing-cards'; readonly cards: string }
  | { readonly kind: 'repeated-choice'; readonly choice: string }
  | { readonly kind: 'taken-name'; readonly name: string; readonly by: string }
  | { readonly kind: 'ambiguous-target'; readonly target: string }
  | { readonly kind: 'no-unknown' }
  | { readonly kind: 'open-goto' }
  | { readonly kind: 'late-goto' }
  | { readonly kind: 'never-met'; readonly step: string }
  | { readonly kind: 'never-used'; readonly id: string }
  | { readonly kind: 'circle'; readonly through: readonly string[] }
  | { readonly kind: 'unset-fact'; readonly fact: string; readonly near: readonly string[] }
  | {
      readonly kind: 'impossible-value'
      readonly fact: string
      readonly value: string
      readonly known: readonly string[]
    }
  | { readonly kind: 'general-of-general'; readonly remedy: string }
  | { readonly kind: 'asks-secret'; readonly id: string }
  | { readonly kind: 'codes'; readonly rule: CodesRule }
  | { readonly kind: 'doubtful-code'; readonly reason: DoubtReason }

/** Why something on a list may be a backup code, and may not. */
export type DoubtReason =
  /** As long as no other code of the list. */
  | 'unlike-others'
  /** A letter among digits, or one that is no hexadecimal digit: perhaps O for 0. */
  | 'odd-character'
  /** One code of several groups, or several codes. */
  | 'unclear-spaces'
  /** Letters only: perhaps a word. */
  | 'maybe-word'
  /** Behind words and a colon that do not say that it is a code. */
  | 'behind-label'
  /** Other words or signs stand on its line. */
  | 'in-sentence'
  /** Its rest seems to stand on the next line. */
  | 'wrapped'
  /** It stands in a comment of a page, which is not shown. */
  | 'in-comment'
  /** It stands between two codes, and is none. */
  | 'between-codes'
  /** A date stands next to it, and not next to the others: perhaps that of its use. */
  | 'dated'
  /** A mark next to it may say that it was used, or not. */
  | 'unclear-mark'
  | 'maybe-date'
  | 'maybe-phone'
  /** Has the look of the key that is given to an authenticator app. */
  | 'maybe-key'
  /** The same code as on another line, where one is missing perhaps. */
  | 'repeated'
  /** A second list begins before it, perhaps of another account. */
  | 'other-list'

/** Why a text gives no list of backup codes. */
export type CodesRule =
  | 'no-codes'
  | 'too-many'
  | 'too-large'
  | 'pdf'
  | 'web-page'
  | 'rich-text'
  | 'archive'
  | 'picture'
  | 'binary'

/** The rule of YAML, or of this program for YAML files, that a file breaks. */
export type YamlRule =
  | 'syntax'
  | 'tab'
  | 'indent'
  | 'colon'
  | 'bare-colon'
  | 'bare-start'
  | 'quote'
  | 'bracket'
  | 'comma'
  | 'rest'
  | 'escape'
  | 'too-large'
  | 'too-deep'
  | 'alias'
  | 'tag'
  | 'duplicate-key'
  | 'many-documents'
  | 'empty'
  | 'binary'

/** What a value in a file should have been. */
export type Expected =
  | 'text'
  | 'list'
  | 'map'
  | 'number'
  | 'positive'
  | 'smaller'
  | 'date'
  | 'more'
  | 'server'
  | 'web'
  | 'limits'
  | 'value'

export interface Flaw extends Place {
  readonly fault: Fault
}
