/**
 * Start-up as ratios: whole processes of ours beside `node empty.mjs`, taken in turns, so that a busy machine slows
 * both alike. For reading only: it always ends with 0, and no test asserts a figure.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { bare: { type: 'boolean', default: false } },
})
const runs = Math.max(15, Number(positionals[0]) || 25)
const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const flows = fileURLToPath(new URL('../flows', import.meta.url))
const core = pathToFileURL(fileURLToPath(new URL('../dist/core.js', import.meta.url))).href

const home = await mkdtemp(join(tmpdir(), '2fa-rescue-bench-'))
const at = (name) => join(home, name)
await writeFile(at('empty.mjs'), '')
await writeFile(at('line.mjs'), "process.stderr.write('ready\\n')\nsetTimeout(() => {}, 60_000)\n")
/** What makes Node itself start more slowly, and so every ratio smaller. */
const slowing = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_V8_COVERAGE'].filter(
  (name) => process.env[name],
)
const env = {
  ...(values.bare ? { PATH: process.env.PATH } : process.env),
  HOME: home,
  XDG_STATE_HOME: at('state'),
  XDG_CONFIG_HOME: at('config'),
  LC_ALL: 'C.UTF-8',
  TERM: 'xterm-256color',
  TWOFA_RESCUE_LANG: 'en',
}
for (const name of ['NO_COLOR', 'TWOFA_RESCUE_CONFIG', 'TWOFA_RESCUE_FLOWS', 'TWOFA_RESCUE_SERVERS'])
  delete env[name]

try {
  const rows = []
  const empty = () => untilExit(['empty.mjs'])
  rows.push(await ratio('--version', 1.2, 'node empty.mjs', () => untilExit([bin, '--version']), empty))
  rows.push(await ratio('--help', 1.2, 'node empty.mjs', () => untilExit([bin, '--help']), empty))
  if (hasScript()) {
    // The last words of a question are the keys below its choices: once they are there, the person can answer.
    const asked = () => untilText([bin, '--offline', 'diagnose'], 'ctrl-c')
    const shown = () => untilText([bin, '--offline', 'diagnose'], '────')
    const online = () => untilText([bin, 'diagnose'], 'ctrl-c')
    const line = () => untilText(['line.mjs'], 'ready')
    rows.push(await ratio('diagnose --offline: first screen', 1.5, 'one line, same terminal', shown, line))
    rows.push(await ratio('diagnose --offline: first question', 1.5, 'one line, same terminal', asked, line))
    // No server is reachable through the port 9 of this computer: the measuring begins, and nothing leaves the machine.
    env.TWOFA_RESCUE_SERVERS = '127.0.0.1:9'
    rows.push(await ratio('diagnose: first question', 1.5, 'one line, same terminal', online, line))
  }
  print(rows)
  if (!hasScript()) say('first question of diagnose: not measured, util-linux `script` is missing here')
  await readingOfFlows()
} finally {
  await rm(home, { recursive: true, force: true })
}

// --- Measuring ---

/** Milliseconds of a whole process. */
function untilExit(args) {
  const from = performance.now()
  const { status } = spawnSync(process.execPath, args, { cwd: home, env, stdio: 'ignore' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
  return performance.now() - from
}

function hasScript() {
  return spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false
}

/** Milliseconds from the start of a process to a text of it on a real terminal of 80 × 24. */
function untilText(args, text) {
  const command = [process.execPath, ...args].map((part) => `'${part}'`).join(' ')
  // The terminal's own start is the same for both and would only flatter the ratio: the clock starts at the mark.
  const inTerminal = `stty cols 80 rows 24; printf '<go>'; exec ${command}`
  const child = spawn('script', ['-qefc', inTerminal, '/dev/null'], {
    cwd: home,
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

/** Ours and the other in turns: A B A B …; the first pair only warms the disk. */
async function ratio(what, target, beside, ours, other) {
  const mine = []
  const its = []
  for (let run = -1; run < runs; run += 1) {
    const [a, b] = [await ours(), await other()]
    if (run < 0) continue
    mine.push(a)
    its.push(b)
  }
  const pairs = mine.map((value, index) => value / its[index])
  return {
    what,
    beside,
    target,
    mine: median(mine),
    its: median(its),
    ratio: median(mine) / median(its),
    spread: [quantile(pairs, 0.25), quantile(pairs, 0.75)],
  }
}

function quantile(values, part) {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)]
}

function median(values) {
  return quantile(values, 0.5)
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

// --- Printing ---

function print(rows) {
  say(
    `Node ${process.versions.node}, ${process.platform}-${process.arch}, ${runs} runs each in turns, medians\n`,
  )
  if (values.bare) say('In an environment of its own: PATH, HOME, locale and TERM only.\n')
  else if (slowing.length > 0)
    say(`Set here: ${slowing.join(', ')}. Node itself starts more slowly with it; --bare leaves it out.\n`)
  say('| what | ms | beside | ms | ratio | middle half | target |')
  say('| --- | --: | --- | --: | --: | --: | --: |')
  for (const { what, beside, target, mine, its, ratio, spread } of rows) {
    const verdict = ratio <= target ? 'met' : 'missed'
    say(
      `| ${what} | ${mine.toFixed(0)} | ${beside} | ${its.toFixed(0)} | ${ratio.toFixed(2)} | ${spread.map((value) => value.toFixed(2)).join('–')} | ${target.toFixed(1)} ${verdict} |`,
    )
  }
}

function say(text) {
  process.stdout.write(`${text}\n`)
}
