/** Start-up: whole processes of ours beside an empty one, and the wizard until its first question. */
import { spawn, spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { median, printRatios, ratio, say, untilExit } from './measure.mjs'

const flows = fileURLToPath(new URL('../../flows', import.meta.url))
const core = pathToFileURL(fileURLToPath(new URL('../../dist/core.js', import.meta.url))).href

export async function bench({ home, runs, bin, env: given }) {
  const env = { ...given }
  await writeFile(join(home, 'empty.mjs'), '')
  await writeFile(join(home, 'line.mjs'), "process.stderr.write('ready\\n')\nsetTimeout(() => {}, 60_000)\n")
  const rows = []
  const compare = async (what, target, beside, ours, other) => {
    rows.push(await ratio({ what, target, beside, runs }, ours, other))
  }
  const process = (args) => () => untilExit(args, { env, cwd: home })
  await compare('--version', 1.2, 'node empty.mjs', process([bin, '--version']), process(['empty.mjs']))
  await compare('--help', 1.2, 'node empty.mjs', process([bin, '--help']), process(['empty.mjs']))
  if (hasScript()) {
    const until = (args, text) => () => untilText(args, text, { env, cwd: home })
    const besides = 'one line, same terminal'
    const line = until(['line.mjs'], 'ready')
    // The last words of a question are the keys below its choices: once they are there, the person can answer.
    const offline = [bin, '--offline', 'diagnose']
    await compare('diagnose --offline: first screen', 1.5, besides, until(offline, '────'), line)
    await compare('diagnose --offline: first question', 1.5, besides, until(offline, 'ctrl-c'), line)
    // No server is reachable through the port 9 of this computer: the measuring begins, and nothing leaves the machine.
    env.TWOFA_RESCUE_SERVERS = '127.0.0.1:9'
    await compare('diagnose: first question', 1.5, besides, until([bin, 'diagnose'], 'ctrl-c'), line)
  }
  printRatios(rows)
  if (!hasScript()) say('first question of diagnose: not measured, util-linux `script` is missing here')
  await readingOfFlows()
}

function hasScript() {
  return spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false
}

/** Milliseconds from the start of a process to a text of it on a real terminal of 80 × 24. */
function untilText(args, text, { env, cwd }) {
  const command = [process.execPath, ...args].map((part) => `'${part}'`).join(' ')
  // The terminal's own start is the same for both and would only flatter the ratio: the clock starts at the mark.
  const inTerminal = `stty cols 80 rows 24; printf '<go>'; exec ${command}`
  const child = spawn('script', ['-qefc', inTerminal, '/dev/null'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  return new Promise((settle, fail) => {
    let screen = ''
    let from
    let took
    const patience = setTimeout(() => child.kill('SIGKILL'), 20_000)
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      screen += chunk
      if (screen.includes('<go>')) from ??= performance.now()
      if (took !== undefined || from === undefined || !screen.includes(text)) return
      took = performance.now() - from
      child.stdin.write('\x03')
    })
    child.on('error', fail)
    child.on('close', () => {
      clearTimeout(patience)
      if (took === undefined) fail(new Error(`no “${text}”:\n${screen}`))
      else settle(took)
    })
  })
}

/** What a person's own flows cost, as an absolute figure: reading, checking and binding all shipped files. */
async function readingOfFlows() {
  const began = performance.now()
  const { parseBook } = await import(core)
  const loaded = performance.now() - began
  const entries = await readdir(flows, { recursive: true, withFileTypes: true })
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return {
          path: path
            .slice(flows.length + 1)
            .split(sep)
            .join('/'),
          text: await readFile(path, 'utf8'),
        }
      }),
  )
  const took = []
  for (let run = 0; run < 5; run += 1) {
    const from = performance.now()
    parseBook(files, { shipped: true })
    took.push(performance.now() - from)
  }
  say(
    `\nflows/: ${files.length} files read and checked in ${took[0].toFixed(0)} ms the first time, ${median(took).toFixed(0)} ms as a median of ${took.length};` +
      ` loading the library for it ${loaded.toFixed(0)} ms`,
  )
}
