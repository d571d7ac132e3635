/**
 * Questions in the terminal, built on @inquirer/core. The prompts are in `prompts/`; this file gives them their streams,
 * asks the terminal to bracket pasted text, and tells ctrl-c apart from failures.
 */
import { RescueError } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'
import type { Choice, Prompter } from '../host/machine.ts'
import type { Words } from '../words/en.ts'
import { choosePrompt } from './prompts/choose.ts'
import { readLines } from './prompts/lines.ts'
import { pressPrompt } from './prompts/press.ts'
import { searchPrompt } from './prompts/search.ts'
import { secretPrompt } from './prompts/secret.ts'
import { textPrompt } from './prompts/text.ts'
import { tickPrompt } from './prompts/tick.ts'
import { foldText, type PromptContext, type PromptStreams, windowSize } from './prompts/window.ts'
import { pasteBrackets } from './terminal-codes.ts'

/** Opens the questions on these streams. `unicode` is false where only ASCII can be trusted to be shown. */
export function openPrompter(streams: PromptStreams, words: Words, unicode: boolean): Prompter {
  const { input, output } = streams
  const context: PromptContext = { output, words, unicode }
  const io = { input, output }
  const choose: Prompter['choose'] = async ({
    choices,
    transient = false,
    reserved = 0,
    preset,
    message,
  }) => {
    const config = { ...context, message, choices, reserved, preset }
    const value = await awaitAnswer(choosePrompt(config, { ...io, clearPromptOnDone: transient }), output)
    return findChoice(choices, value)
  }
  return {
    choose,
    tick: async ({ message, items, actions, ticked = [], reserved = 0 }) => {
      const answer = await awaitAnswer(
        tickPrompt({ ...context, message, items, actions, ticked, reserved }, io),
        output,
      )
      return {
        ticked: items.flatMap(({ value }) => (answer.ticked.includes(value) ? [value] : [])),
        action: actions.find(({ value }) => value === answer.action)?.value,
      }
    },
    search: async ({ message, choices, pinned, find, preset, reserved = 0 }) => {
      const found: Choice<(typeof choices)[number]['value']>[] = [...choices, ...pinned]
      const config = {
        ...context,
        ...{ message, choices, pinned, preset, reserved },
        find: (typed: string) => {
          const finding = find(typed)
          found.push(...finding.choices)
          return finding
        },
      }
      return findChoice(found, await awaitAnswer(searchPrompt(config, io), output))
    },
    confirm: async ({ message, preset = true }) => {
      const yes = { value: 'yes', label: words.prompt.yes } as const
      const no = { value: 'no', label: words.prompt.no } as const
      return (await choose({ message, choices: [yes, no], preset: preset ? 'yes' : 'no' })) === 'yes'
    },
    text: ({ message, preset = '', check = () => undefined }) =>
      awaitAnswer(textPrompt({ ...context, message, preset, check }, io), output),
    lines: ({ message }) => {
      output.write(`? ${foldText(message, windowSize(output), context)}\n`)
      return awaitAnswer(readLines(streams), output)
    },
    secret: async ({ message }) =>
      new Secret(await awaitAnswer(secretPrompt({ ...context, message }, io), output)),
    press: ({ message }) => awaitAnswer(pressPrompt({ ...context, message }, io), output),
    show: (text) => void output.write(text),
    size: () => windowSize(output),
  }
}

/** The choice with this value. The prompts answer with one of the values they were given. */
function findChoice<Value extends string>(choices: readonly Choice<Value>[], value: string): Value {
  const choice = choices.find((one) => one.value === value)
  if (choice === undefined) throw new Error('a prompt answered with a value that was not offered')
  return choice.value
}

/** Waits for an answer. The library ends with this error on ctrl-c; a closed stdin is found before anything is asked. */
async function awaitAnswer<Value>(answer: Promise<Value>, output: PromptStreams['output']): Promise<Value> {
  output.write(pasteBrackets.on)
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError')
      throw new RescueError({ code: 'cancelled' })
    throw error
  } finally {
    output.write(pasteBrackets.off)
  }
}
