/**
 * What can go wrong, as data. The name is given where the failure is found; `words/` says it in the person's
 * language, `exit.ts` gives it a status. Answers (a clock that is off, nothing helped) are not failures.
 */

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
  | { readonly kind: 'missing-key'; readonly key: string }
  | { readonly kind: 'missing-language'; readonly language: string }
  | { readonly kind: 'wrong-type'; readonly key: string; readonly expected: Expected }
  | { readonly kind: 'not-one-of'; readonly key: string; readonly allowed: readonly string[] }
  | { readonly kind: 'bad-id'; readonly id: string }
  | { readonly kind: 'not-https'; readonly key: string }
  | { readonly kind: 'misplaced-file' }
  | { readonly kind: 'misplaced-script' }
  | { readonly kind: 'missing-target'; readonly target: string; readonly near: readonly string[] }
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

/** What somebody typed on the command line that cannot be carried out. */
export type Misuse =
  | { readonly kind: 'unknown-command'; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: 'unknown-option'; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: 'missing-value'; readonly name: string }
  | { readonly kind: 'missing-argument'; readonly name: string }
  | { readonly kind: 'too-many-arguments' }
  | { readonly kind: 'bad-value'; readonly name: string; readonly allowed: string }
  | { readonly kind: 'excluded'; readonly name: string; readonly other: string }

/** Every failure the program knows. */
export type Problem =
  | { readonly code: 'misused'; readonly misuse: Misuse }
  | { readonly code: 'needs-terminal' }
  | { readonly code: 'unanswered'; readonly step: string; readonly choices: readonly string[] }
  | { readonly code: 'unknown-flow'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'nothing-saved' }
  | { readonly code: 'bad-flow'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-answers'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-config'; readonly flaws: readonly Flaw[] }
  | { readonly code: 'bad-saved-walk'; readonly file: string }
  | { readonly code: 'no-file'; readonly file: string }
  | { readonly code: 'exists'; readonly file: string }
  | { readonly code: 'unreadable'; readonly file: string; readonly reason: string }
  | { readonly code: 'unwritable'; readonly file: string; readonly reason: string }
  | { readonly code: 'cancelled' }

export type ErrorCode = Problem['code']

/** A failure with a name. The message is for developers: it holds the code only, never content of a file or a secret. */
export class RescueError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'RescueError'
    this.problem = problem
  }
}
