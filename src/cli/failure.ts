/** The last catch: a failure in words, in the form that was asked for, and its exit status. */
import { concealSecrets } from '../core/conceal.ts'
import { type Problem, RescueError } from '../core/errors.ts'
import type { Flaw } from '../core/flaws.ts'
import { type Exit, exitFor, exits } from '../host/exit.ts'
import type { Machine } from '../host/machine.ts'
import { asStarted } from '../ui/as-started.ts'
import { jsonLine } from '../ui/json.ts'
import { visible } from '../ui/visible.ts'
import type { Words } from '../words/en.ts'
import type { FailureText } from '../words/failure-text.ts'
import { typedValue } from './arguments.ts'

/** The form in which a failure is printed to stdout in addition to stderr. */
type FailureForm = 'text' | 'json' | 'nagios'

/** The form that was asked for, read from the raw arguments: they may not be understood at all. */
export function readFailureForm(args: readonly string[]): FailureForm {
  if (args.includes('--json')) return 'json'
  const format = typedValue(args, '--format')
  return format === 'json' || format === 'nagios' ? format : 'text'
}

/** More lines of flaws than this help nobody. */
const mostFlaws = 50

/**
 * Prints a failure and answers with its status. A monitoring system must not take a failure of the program for a wrong
 * clock: in Nagios form everything is unknown (3).
 */
export async function reportFailure(
  error: unknown,
  { terminal, program }: Machine,
  words: Words,
  form: FailureForm,
): Promise<Exit> {
  const { errors } = words
  const problem = error instanceof RescueError ? error.problem : undefined
  const { message, hint: usual } = describeProblem(problem, words)
  const hint = usual === undefined ? undefined : asStarted(usual, program)
  const flaws = describeFlaws(problem !== undefined && 'flaws' in problem ? problem.flaws : [], words)
  for (const flaw of flaws)
    terminal.err(`${visible(flaw.file)}:${flaw.line}:${flaw.column}: ${flaw.message}\n`)
  // Stopping on purpose is no error.
  terminal.err(problem?.code === 'cancelled' ? `${message}\n` : `${errors.error}: ${visible(message)}\n`)
  if (hint !== undefined) terminal.err(`${errors.hint}: ${visible(hint)}\n`)
  if (problem === undefined) terminal.err(`${formatTrace(error)}\n`)
  if (form === 'nagios') {
    const { nagiosText } = await import('../ui/clock-formats.ts')
    terminal.out(`${nagiosText('unknown', message)}\n`)
    return 3
  }
  if (form === 'json') {
    const code = problem?.code ?? 'bug'
    const described = { code, message: visible(message), hint: hint === undefined ? null : visible(hint) }
    terminal.out(jsonLine({ schema: 1, error: flaws.length > 0 ? { ...described, flaws } : described }))
  }
  return problem === undefined ? exits.bug : exitFor[problem.code]
}

/** A failure in words. What was typed as a name and looks like a secret is not repeated. */
function describeProblem(problem: Problem | undefined, { errors }: Words): FailureText {
  if (problem === undefined) return { message: errors.bug, hint: errors.bugHint }
  const { problem: shown, concealed } = concealSecrets(problem, errors.notRepeated)
  const text = errors.say(shown)
  return concealed ? { ...text, hint: errors.neverInArgument } : text
}

function describeFlaws(flaws: readonly Flaw[], { errors }: Words) {
  return flaws.slice(0, mostFlaws).map(({ file, line, column, fault }) => ({
    file,
    line,
    column,
    message: visible(errors.fault(fault)),
  }))
}

/** The stack of a bug without its message, which may quote what somebody typed. */
function formatTrace(error: unknown): string {
  if (!(error instanceof Error)) return '  (not an error object)'
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`  ${error.name}`, ...places].join('\n')
}
