/** The only file that says `process`: builds the real machine, runs the program, sets the exit status. */
import { closeSync } from 'node:fs'
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { run } from '../cli/run.ts'
import { type Exit, exits } from '../host/exit.ts'
import type { Machine } from '../host/machine.ts'
import { openFiles } from '../system/files.ts'
import { findFolders } from '../system/folders.ts'
import { askInSight, createHiddenTyping, expectsPassword } from '../system/hidden-typing.ts'
import { openInput } from '../system/input.ts'
import { questionStreams } from '../system/question-streams.ts'
import { readCompletionScript, readDirectory, readPageScript, readShipped } from '../system/shipped.ts'
import { openTerminal, showsColour } from '../system/terminal.ts'
import { restoreTerminal } from '../system/terminal-codes.ts'
import { plain } from '../ui/palette.ts'

/** Written in by the build, which takes it from package.json. */
declare const VERSION: string

const { argv, env, platform } = process
const terminal = openTerminal(
  process,
  () => process.exit(exits.outside),
  () => closeSync(1),
)
const typing = createHiddenTyping(process, (signal) => process.kill(process.pid, signal))
hideTypingEarly()
const opened: { destroy(): void }[] = []
/** Gives back the terminal in which questions are asked, once there was one. */
let restore: (() => void) | undefined

const machine: Machine = {
  version: VERSION,
  runtime: { node: process.versions.node, platform },
  // npx sets this; without it the program can be called by its name alone.
  program: env.npm_command === 'exec' ? 'npx 2fa-rescue' : '2fa-rescue',
  env,
  // `Intl.DateTimeFormat` and `Intl.NumberFormat` know it as well, and take 10 ms longer for the first answer.
  systemLocale: () => new Intl.PluralRules().resolvedOptions().locale,
  // Asked for inside the run, which words what is wrong with it.
  get folders() {
    return findFolders(platform, env, homedir())
  },
  terminal,
  input: openInput(process, typing),
  files: openFiles(process.cwd()),
  stores: async () =>
    (await import('../system/stores.ts')).openStores({
      folder: findFolders(platform, env, homedir()).data,
      child: fileURLToPath(new URL('keychain-child.js', import.meta.url)),
      env,
      platform,
      processes: { pid: process.pid, isRunning },
      attended: terminal.errIsTerminal,
    }),
  cryptography: async () => (await import('../system/cryptography.ts')).openCryptography(),
  sealing: async () => (await import('../system/sealing.ts')).openSealing(),
  time: async () => (await import('../system/ntp.ts')).createNtpSource(),
  derivation: async () =>
    (await import('../system/derive-key.ts')).openDerivation(new URL('./derive-worker.js', import.meta.url)),
  pictures: async () =>
    (await import('../system/pictures.ts')).openPictures(new URL('./picture-worker.js', import.meta.url)),
  sweep: async () =>
    (await import('../system/sweep.ts')).openSweep(new URL('./sweep-worker.js', import.meta.url)),
  web: async () => (await import('../system/https.ts')).createHttpsSource(),
  timeService: async () => (await import('../system/time-service.ts')).readTimeService(platform),
  now: () => new Date(),
  wait: async (seconds) => {
    const { setTimeout: delay } = await import('node:timers/promises')
    await delay(Math.max(0, seconds * 1000))
  },
  clipboard: async () => {
    const { openClipboard } = await import('../system/clipboard.ts')
    const keeper = fileURLToPath(new URL('./clipboard-keeper.js', import.meta.url))
    return openClipboard({ platform, env, node: process.execPath, keeper })
  },
  shipped: readShipped,
  directory: readDirectory,
  pageScript: readPageScript,
  completionScript: readCompletionScript,
  prompter: async (words, { colour, plain: isPlain }) => {
    const asked = questionStreams(process)
    restore = () => restoreTerminal(asked, !isPlain)
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, endBySignal)
    if (asked.input !== process.stdin) opened.push(asked.input)
    if (isPlain) return (await import('../system/plain-prompter.ts')).openPlainPrompter(asked, words)
    // The prompts decide about colour by stdout, and when they load.
    if (!colour || !showsColour(asked.output, env)) env.NO_COLOR = '1'
    const { openPrompter } = await import('../system/prompter.ts')
    return askInSight(openPrompter(asked, words, terminal.unicode), typing)
  },
  palette: async (stream, wanted) => {
    if (!wanted || !showsColour(stream === 'out' ? process.stdout : process.stderr, env)) return plain
    return (await import('../system/palette.ts')).openPalette()
  },
}

// A terminal that is closed, or ctrl-d, ends the program before it has a status: that is no success.
process.exitCode = exits.stopped
process.on('SIGINT', () => {
  if (restore !== undefined) restore()
  // The terminal has shown ^C in a line that nobody ends.
  else if (terminal.errIsTerminal) terminal.err('\n')
  end(exits.stopped)
})
end(await run(argv.slice(2), machine))

/** As early as possible: a person who knows what will be asked types it at once. */
function hideTypingEarly(): void {
  try {
    if (expectsPassword(argv.slice(2), env, findFolders(platform, env, homedir()).data)) typing.start()
  } catch {
    // The run says what is wrong with the folders.
  }
}

/** Ends by a signal, as whoever sent it expects; the prompts would leave the terminal without echo and cursor. */
function endBySignal(signal: NodeJS.Signals): void {
  restore?.()
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}

/** Ends once everything is written: a pipe may still hold a result, and a silent server's socket must not keep us. */
function end(status: Exit): void {
  for (const stream of opened) stream.destroy()
  const last = (): unknown => process.stderr.write('', () => process.exit(status))
  if (process.stdout.writableEnded) last()
  else process.stdout.write('', last)
}

/** Whether a process of this number exists, no matter to whom it belongs. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
