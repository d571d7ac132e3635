/** The only file that says `process`: builds the real machine, runs the program, sets the exit status. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { run } from './cli.ts'
import { type Exit, exits } from './exit.ts'
import type { Machine } from './host.ts'
import { openFiles } from './system/files.ts'
import { foldersOf } from './system/folders.ts'
import { openTerminal, questionStreams, showsColour } from './system/terminal.ts'
import { plain } from './ui/palette.ts'

const { argv, env, platform, stdin, stdout, stderr } = process
const streams = { stdin, stdout, stderr, env, platform }
const terminal = openTerminal(streams)
const opened: { destroy(): void }[] = []

// The prompts decide about colour by stdout when they load; ours are on stderr.
const colourAside = showsColour(stderr, env) && !argv.includes('--no-color')
if (!colourAside) env['NO_COLOR'] = '1'

const machine: Machine = {
  version: versionOf(),
  platform,
  env,
  systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
  folders: foldersOf(platform, env, homedir()),
  terminal,
  files: openFiles(process.cwd()),
  time: async () => (await import('./system/ntp.ts')).ntpTimeSource(),
  now: () => new Date(),
  shipped: async () => (await import('./system/shipped.ts')).readShipped(),
  prompter: async (words) => {
    const asked = questionStreams(streams)
    if (asked.input !== stdin) opened.push(asked.input)
    const { openPrompter } = await import('./system/prompter.ts')
    return openPrompter(asked, words, terminal.unicode)
  },
  palette: async (stream, wanted) => {
    if (!wanted || !showsColour(stream === 'out' ? stdout : stderr, env)) return plain
    return (await import('./system/palette.ts')).openPalette(true)
  },
}

process.on('SIGINT', () => end(exits.stopped))
end(await run(argv.slice(2), machine))

/** Ends once everything is written: a pipe may still hold a result, and a silent server's socket must not keep us. */
function end(status: Exit): void {
  for (const stream of opened) stream.destroy()
  stdout.write('', () => stderr.write('', () => process.exit(status)))
}

function versionOf(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
