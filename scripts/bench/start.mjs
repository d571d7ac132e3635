/**
 * Start-up: whole processes of ours beside programs of the same packages, bundled the same way, and the wizard until
 * its first question.
 */
import { spawn, spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { bundling } from '../bundling.mjs'
import { readFlowFiles } from '../flow-files.mjs'
import { median, printRatios, ratio, say, untilExit } from './measure.mjs'

const inProject = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n'

export async function bench({ home, runs, bin, env }) {
  const peers = await buildPeers(home)
  const rows = []
  const compare = async (what, target, beside, ours, other) => {
    rows.push(await ratio({ what, target, beside, runs }, ours, other))
  }
  const untilEnd = (args, input) => () => untilExit(args, { env, cwd: home, input })
  const commander = 'commander, eight commands'
  const bare = untilEnd([peers.commander, '--help'])
  await compare('--help', 1.25, commander, untilEnd([bin, '--help']), bare)
  const code = untilEnd([bin, '--offline', 'totp', 'code', '-'], secret)
  await compare('totp code', 1.5, commander, code, untilEnd([peers.commander, 'totp'], secret))
  await compare(commander, undefined, 'an empty script', bare, untilEnd([peers.empty]))
  if (hasScript()) await firstScreens({ home, bin, env, peers, compare })
  printRatios(rows)
  if (!hasScript()) say('first question of diagnose: not measured, util-linux `script` is missing here')
  await readingOfFlows()
}

async function firstScreens({ home, bin, env: given, peers, compare }) {
  // No server is reachable through port 9 of this computer: the measuring begins, and nothing leaves the machine.
  const env = { ...given, TWOFA_RESCUE_SERVERS: '127.0.0.1:9' }
  const until = (args, text) => () => untilText(args, text, { env, cwd: home })
  // The last words of a question are the keys below its choices: once they are there, the person can answer.
  const lastWords = { ours: 'ctrl-c', peer: 'select' }
  const peer = until([peers.select, 'ask'], lastWords.peer)
  const besides = 'commander and one select'
  const offline = [bin, '--offline', 'diagnose']
  await compare('diagnose --offline: first screen', undefined, besides, until(offline, '────'), peer)
  await compare('diagnose --offline: first question', 1.5, besides, until(offline, lastWords.ours), peer)
  await compare('diagnose: first question', 1.5, besides, until([bin, 'diagnose'], lastWords.ours), peer)
}

/** The programs that ours is compared with, as files. */
async function buildPeers(home) {
  const entry = Object.fromEntries(
    ['commander', 'select'].map((name) => [name, inProject(`scripts/bench/peers/${name}.mjs`)]),
  )
  await build({ ...bundling, config: false, entry, outDir: home, splitting: true })
  await writeFile(join(home, 'package.json'), '{ "type": "module" }\n')
  await writeFile(join(home, 'empty.js'), '')
  return Object.fromEntries([...Object.keys(entry), 'empty'].map((name) => [name, join(home, `${name}.js`)]))
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

/** What a person's own flows cost, in milliseconds: reading and checking all shipped files; and what loading the compiled ones costs. */
async function readingOfFlows() {
  const compiled = inProject('dist/flows.json')
  let from = performance.now()
  JSON.parse(await readFile(compiled, 'utf8'))
  say(`\ndist/flows.json: read and parsed in ${(performance.now() - from).toFixed(0)} ms`)
  from = performance.now()
  const { parseBook } = await import('../../dist/library/flow.js')
  const loaded = performance.now() - from
  const files = await readFlowFiles(inProject('flows'))
  const took = []
  for (let run = 0; run < 5; run += 1) {
    from = performance.now()
    parseBook(files, { shipped: true })
    took.push(performance.now() - from)
  }
  say(
    `flows/: ${files.length} files read and checked in ${took[0].toFixed(0)} ms the first time, ${median(took).toFixed(0)} ms as a median of ${took.length};` +
      ` loading the library for it ${loaded.toFixed(0)} ms`,
  )
}
