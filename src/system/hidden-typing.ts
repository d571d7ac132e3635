/**
 * What is typed before a password is asked for: a terminal shows it, unless somebody switches that off before. It is
 * dropped, because nobody saw the question to which it was the answer. Ctrl-c works as ever.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Prompter } from '../host/machine.ts'
import { keyNames } from './key-names.ts'

export interface HiddenTyping {
  start(): void
  stop(): void
}

/** The keys that a terminal turns into signals as long as nobody reads them. */
const signals: Readonly<Record<number, NodeJS.Signals>> = { 3: 'SIGINT', 26: 'SIGTSTP', 28: 'SIGQUIT' }

export function createHiddenTyping(
  streams: { readonly stdin: NodeJS.ReadStream },
  send: (signal: NodeJS.Signals) => void,
): HiddenTyping {
  let isHidden = false
  const drop = (bytes: Buffer): void => {
    const signal = [...bytes].map((byte) => signals[byte]).find((one) => one !== undefined)
    if (signal === undefined) return
    stop()
    send(signal)
  }
  function stop(): void {
    if (!isHidden) return
    isHidden = false
    const { stdin } = streams
    stdin.off('data', drop).pause()
    stdin.setRawMode(false)
  }
  return {
    start: () => {
      // To look at stdin opens it, which costs a part of the start.
      if (isHidden || streams.stdin.isTTY !== true) return
      isHidden = true
      streams.stdin.setRawMode(true)
      streams.stdin.on('data', drop).resume()
    },
    stop,
  }
}

/** Whether a password will probably be asked for, by the arguments and the files of the store alone. */
export function expectsPassword(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): boolean {
  const [noun = '', verb = ''] = args.filter((arg) => !arg.startsWith('-'))
  const has = (...names: readonly string[]): boolean =>
    args.some((arg) => names.some((name) => arg === name || arg.startsWith(`${name}=`)))
  // What is read from the terminal as data is typed by somebody who sees it.
  if (has('-', '-h', '--help', '--identity') || env.TWOFA_RESCUE_IDENTITY) return false
  if (noun === 'recover') return !has('--password-file')
  if (noun === 'backup' && (verb === 'import' || verb === 'export')) return true
  return ['backup', 'totp', 'store'].includes(noun) && keyNames.some((name) => existsSync(join(folder, name)))
}

/** The same questions, with what is typed seen or hidden by each of them alone. */
export function askInSight(prompter: Prompter, { stop }: HiddenTyping): Prompter {
  return {
    ...prompter,
    choose: (question) => {
      stop()
      return prompter.choose(question)
    },
    tick: (question) => {
      stop()
      return prompter.tick(question)
    },
    search: (question) => {
      stop()
      return prompter.search(question)
    },
    confirm: (question) => {
      stop()
      return prompter.confirm(question)
    },
    text: (question) => {
      stop()
      return prompter.text(question)
    },
    lines: (question) => {
      stop()
      return prompter.lines(question)
    },
    secret: async (question) => {
      // What has arrived by now is read, and dropped, before anything is taken for the answer.
      await new Promise((settle) => setImmediate(settle))
      stop()
      return prompter.secret(question)
    },
    press: (question) => {
      stop()
      return prompter.press(question)
    },
  }
}
