/**
 * The search for a code next to oathtool, as whole processes on one core and on two; the decades of `--deep` next to raw
 * hashing. A busy machine can only slow things down, so the best of each in turns is compared.
 */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { say } from './measure.mjs'

const dist = (file) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))

const key = '12345678901234567890'
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
/** Eight digits that this key makes at no step of the window: both sides look at all of it. */
const code = '99999999'
/** Steps before and after, so twice as many candidates. */
const steps = 10_000_000
const at = Date.parse('2026-01-01T00:00:00Z') / 1000

export async function bench({ home, runs, bin, env }) {
  await writeFile(join(home, 'secret'), `${secret}\n`)
  windows({ home, rounds: Math.min(runs, 5), bin, env })
  await decades(Math.min(runs, 3))
}

// --- A window of ten million steps ---

function windows({ home, rounds, bin, env }) {
  if (!has('oathtool', '--version')) return say('\nwindow: not measured, oathtool is missing here')
  if (!has('taskset', '--version')) return say('\nwindow: not measured, taskset (util-linux) is missing here')
  const theirs = [
    'oathtool',
    '--totp',
    `--now=@${at}`,
    `--window=${steps}`,
    Buffer.from(key).toString('hex'),
    code,
  ]
  const ours = [process.execPath, bin, '--offline', 'totp', 'verify', code]
  ours.push('--secret-file', join(home, 'secret'), `--window=${steps}`, `--at=@${at}`, '--no-clock')
  const seconds = (cores, command, expected) => () =>
    timed(['taskset', '-c', cores, ...command], expected, { env, cwd: home })
  const best = bestOf(rounds, {
    oathtool: seconds('0', theirs, 2),
    one: seconds('0', ours, 1),
    ...(availableParallelism() > 1 ? { two: seconds('0,1', ours, 1) } : {}),
  })
  const candidates = 2 * steps + 1
  say(
    `\nThe best of ${rounds} in turns, whole processes: ${code} at ${steps} steps before and after, none fits.\n`,
  )
  say('| what | s | million candidates a second | beside oathtool | target |')
  say('| --- | --: | --: | --: | --: |')
  const row = (what, seconds, target) => {
    const times = best.oathtool / seconds
    const told = target === undefined ? '' : `${target} ${times >= target ? 'met' : 'missed'}`
    say(
      `| ${what} | ${seconds.toFixed(2)} | ${millions(candidates / seconds)} | ${times.toFixed(2)} | ${told} |`,
    )
  }
  row('oathtool --window', best.oathtool)
  row('totp verify --window, one core', best.one, 2)
  if (best.two !== undefined) row('totp verify --window, two cores', best.two, 3.5)
}

/** Seconds of a whole process. */
function timed([program, ...args], expected, options) {
  const from = performance.now()
  const { status } = spawnSync(program, args, { ...options, stdio: 'ignore' })
  if (status !== expected) throw new Error(`${program} ${args.join(' ')} ended with ${status}`)
  return (performance.now() - from) / 1000
}

/** Each in turns, so many rounds; the shortest time of each. */
function bestOf(rounds, each) {
  const best = {}
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(each)) best[name] = Math.min(best[name] ?? Infinity, run())
  }
  return best
}

function has(program, argument) {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0
}

// --- 1970 to 2100 ---

/** How long every step of the decades takes, and how much of what this machine can hash at all that is. */
async function decades(rounds) {
  const { sweepWith, everyTime } = await import(pathToFileURL(dist('library/totp.js')).href)
  const request = {
    key: Buffer.from(key),
    codes: [code, code],
    form: 'decimal',
    ...everyTime,
    parameters: [{ algorithm: 'SHA1', period: 30 }],
  }
  const candidates = Math.floor(everyTime.to / 30) + 1
  const cores = availableParallelism()
  let [one, all, short, long] = [Infinity, Infinity, 0, 0]
  for (let round = 0; round < rounds; round += 1) {
    short = Math.max(short, hashed(64) ?? 0)
    long = Math.max(long, hashed(16384) ?? 0)
    one = Math.min(one, await swept(sweepWith, request, 1))
    all = Math.min(all, await swept(sweepWith, request, cores))
  }
  say(`\n1970 to 2100, steps of 30 s, SHA1: ${candidates} candidates, the best of ${rounds}.\n`)
  say('| threads | s | million candidates a second | of openssl, 64 bytes | of openssl, 16 KiB |')
  say('| --: | --: | --: | --: | --: |')
  for (const [threads, seconds] of new Map([
    [1, one],
    [cores, all],
  ])) {
    const rate = candidates / seconds
    // A candidate is two blocks of 64 bytes. A message of 64 bytes is two as well: the second is padding.
    const shares = [short / 64, long / 128].map((limit) => share(rate / threads, limit))
    say(`| ${threads} | ${seconds.toFixed(1)} | ${millions(rate)} | ${shares.join(' | ')} |`)
  }
  say(
    '\nThe limit is `openssl speed -evp sha1` of one process for each thread, in blocks of two for a candidate.',
  )
  say(
    'With 64 bytes it pays for a call each time; with 16 KiB it is the bare speed of the hash, in hardware where there is one.',
  )
}

/** Seconds of a whole sweep, the start of its threads included. */
async function swept(sweepWith, request, threads) {
  const from = performance.now()
  const workers = Array.from({ length: threads }, () => new Worker(dist('sweep-worker.js')))
  const searchers = workers.map((worker) => (search) => {
    worker.postMessage(search)
    return new Promise((settle) => worker.once('message', settle))
  })
  await sweepWith(searchers, request)
  await Promise.all(workers.map((worker) => worker.terminate()))
  return (performance.now() - from) / 1000
}

/** Bytes a second of SHA-1 in messages of this size; undefined where there is no openssl. */
function hashed(size) {
  const args = ['speed', '-seconds', '1', '-bytes', String(size), '-evp', 'sha1']
  const { stdout } = spawnSync('openssl', args, { encoding: 'utf8' })
  const [, thousands] = /^sha1\s+([\d.]+)k/im.exec(stdout ?? '') ?? []
  return thousands === undefined ? undefined : Number(thousands) * 1000
}

function share(rate, limit) {
  return limit === 0 ? 'no openssl' : `${((100 * rate) / limit).toFixed(0)}%`
}

function millions(number) {
  return (number / 1e6).toFixed(2)
}
