/**
 * All questions of the program. What a key does depends on the kind of a question alone, and each kind meets every key in
 * `prompts-in-terminal.test.ts`; this list makes sure that no question is asked in another way.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** The kinds of questions that `host/machine.ts` knows, and the functions of `tasks/` that ask one. */
const kinds = ['choose', 'tick', 'search', 'confirm', 'text', 'lines', 'secret', 'press'] as const
const helpers = [
  'ask',
  'askTicks',
  'askSearch',
  'agreed',
  'confirmByName',
  'hiddenLine',
  'newPassphrase',
] as const

/** Where the program asks, and in which ways. */
const questions: Readonly<Record<string, readonly string[]>> = {
  'commands/backup/confirm.ts': ['choose'],
  'commands/backup/consume.ts': ['secret'],
  'commands/backup/export.ts': ['newPassphrase'],
  'commands/backup/import.ts': ['hiddenLine'],
  'commands/qr/show.ts': ['secret'],
  'commands/store/move.ts': ['agreed'],
  'commands/totp/add.ts': ['text'],
  'commands/totp/show.ts': ['agreed', 'press'],
  'tasks/ask-code.ts': ['text'],
  'tasks/backup-accounts.ts': ['choose'],
  'tasks/confirm.ts': ['confirm', 'text'],
  'tasks/decide.ts': ['agreed', 'confirmByName'],
  'tasks/draw-qr.ts': ['text'],
  'tasks/enter-codes.ts': ['confirm', 'lines'],
  'tasks/find-entry.ts': ['choose'],
  'tasks/hand-out-code.ts': ['choose'],
  'tasks/measure-server.ts': ['text'],
  'tasks/open-exports.ts': ['secret'],
  'tasks/open-store.ts': ['agreed', 'hiddenLine', 'newPassphrase', 'secret'],
  'tasks/read-secret.ts': ['choose', 'secret'],
  'tasks/save-file.ts': ['text'],
  'tasks/screen.ts': ['choose', 'search', 'tick'],
  'tasks/totp-accounts.ts': ['choose'],
  'tasks/watch-phone.ts': ['choose', 'press', 'text'],
  'tasks/write-export.ts': ['agreed', 'newPassphrase', 'press'],
  'wizard/ask-step.ts': ['ask', 'askSearch', 'askTicks'],
  'wizard/backup-check.ts': ['choose'],
  'wizard/code-tools.ts': ['choose', 'secret', 'text'],
  'wizard/collect.ts': ['ask', 'text'],
  'wizard/interactive.ts': ['ask'],
  'wizard/open-export.ts': ['ask', 'lines'],
}

/** Files of the layer that asks: prompts themselves, and the port. */
const layer = ['host/', 'system/']

function callsIn(file: string): readonly string[] {
  const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const found = new Set<string>()
  for (const [, kind = ''] of code.matchAll(/(?:\bprompt|\.prompt\(\)\))\s*\.(\w+)(?:<[^(]*>)?\(/g))
    if ((kinds as readonly string[]).includes(kind)) found.add(kind)
  for (const [, before = '', name = ''] of code.matchAll(
    /(function )?(?<![\w.])(\w+)(?:<[^()]*>)?\(\s*host\b/g,
  ))
    if (before === '' && (helpers as readonly string[]).includes(name)) found.add(name)
  return [...found].sort()
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => relative(src, join(src, file)).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !layer.some((folder) => file.startsWith(folder)))

describe('the questions of the program', () => {
  it('are all in the list', () => {
    const found = Object.fromEntries(
      files
        .map((file) => [file, callsIn(file)] as const)
        .filter(([, calls]) => calls.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
    expect(found).toEqual(questions)
  })

  it('are asked through the port alone: no file but the prompts reads keys', () => {
    const reading = files.filter((file) =>
      /from '(node:readline|node:tty|@inquirer\/)/.test(readFileSync(join(src, file), 'utf8')),
    )
    expect(reading).toEqual([])
  })
})
