/** `completion SHELL`, and the hidden command that the shells call. */
import type { Command } from 'commander'
import type { Perform } from '../commands/verb.ts'
import { exits } from '../host/exit.ts'
import { refuseValue } from '../host/misuse.ts'
import type { Words } from '../words/en.ts'
import { type Shell, scriptFiles, shells } from './completion-scripts.ts'

export const completionExamples = [
  'eval "$(2fa-rescue completion bash)"',
  'eval "$(2fa-rescue completion zsh)"',
  '2fa-rescue completion fish | source',
  '2fa-rescue completion powershell | Out-String | Invoke-Expression',
]

/** Adds the argument and the work of `completion`. Wrong settings do not stop it. */
export function addCompletionWork(command: Command, perform: Perform, words: Words): void {
  command.argument('<shell>', words.usage.completion.shell).action((name: string) =>
    perform(
      async (host) => {
        host.terminal.out(await host.completionScript(scriptFiles[parseShell(name)]))
        return exits.yes
      },
      { anyway: true },
    ),
  )
}

/** Adds the work of the command that a shell's script calls: the words behind `--`, up to the one at the cursor. */
export function addCompleteWork(command: Command, root: Command, perform: Perform): void {
  command
    .argument('<shell>')
    .argument('[words...]')
    .action((name: string, words: readonly string[]) =>
      perform(
        async (host) => {
          const { completeWords, completionLines } = await import('./complete.ts')
          const shell = parseShell(name)
          const typed = shell === 'powershell' ? words.map((word) => word.replace(/^=/, '')) : words
          // Nobody is there to read a hint, or to be asked.
          const found = await completeWords(root, typed, { ...host, hint: () => {}, note: () => {} })
          for (const line of completionLines(found, shell)) host.terminal.out(`${line}\n`)
          return exits.yes
        },
        { anyway: true },
      ),
    )
}

function parseShell(name: string): Shell {
  return shells.find((shell) => shell === name) ?? refuseValue('SHELL', shells.join(', '))
}
