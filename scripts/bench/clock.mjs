/**
 * The clock check beside ntpdate, chronyd -Q, check_ntp_time and the package's own getTime: how long a whole process takes
 * until it answers, and what it says, with servers that answer, are dead, lie or are all silent; and how far it is off where packets
 * are held up. Truth is zero: all clocks are this computer's, but for the liar's, which is 90 s ahead.
 *
 * It happens in a network namespace of its own, since ntpdate knows port 123 only.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median, say } from './measure.mjs'

const here = fileURLToPath(import.meta.url)
const beside = (name) => fileURLToPath(new URL(name, import.meta.url))
const plugin = '/usr/lib/nagios/plugins/check_ntp_time'
const addresses = [1, 2, 3, 4].map((last) => `127.0.0.${last}`)
const inside = 'TWOFA_RESCUE_BENCH_INSIDE'

export async function bench({ home, runs, bin, env }) {
  const needed = ['unshare', 'ip', 'chronyd', 'faketime', 'ntpdate', plugin]
  const missing = needed.filter(
    (name) => spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${name}`]).status !== 0,
  )
  if (missing.length > 0) return say(`not measured: ${missing.join(', ')} missing here`)
  // One name with all addresses, for check_ntp_time, which takes one host.
  await writeFile(
    join(home, 'hosts'),
    ['127.0.0.1 localhost', ...addresses.map((a) => `${a} bench.example`)].join('\n'),
  )
  const root = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const script = `ip link set lo up && mount --bind ${home}/hosts /etc/hosts && exec ${process.execPath} ${here}`
  const child = spawn('unshare', [...root, '--net', '--mount', 'sh', '-c', script], {
    env: {
      ...env,
      PATH: `${env.PATH}:/usr/sbin`,
      [inside]: JSON.stringify({ home, runs: Math.min(runs, 9), bin }),
    },
    stdio: 'inherit',
  })
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error(`the bench inside the namespace ended with ${status}`)
}

// --- The programs ---

/** Each is a command, and how its words say the offset (positive: this clock is behind); undefined where it says none. */
function programs(bin) {
  const number =
    (pattern, sign = 1) =>
    (text) => {
      const found = pattern.exec(text)?.[1]
      return found === undefined ? undefined : sign * Number(found)
    }
  return {
    '2fa-rescue clock': {
      command: [process.execPath, bin, 'clock', '--json', ...addresses.flatMap((a) => ['--server', a])],
      offset: (text) => (text.startsWith('{') ? (JSON.parse(text).offset_s ?? undefined) : undefined),
    },
    'ntpdate -q': { command: ['ntpdate', '-q', ...addresses], offset: number(/ ([+-]\d+\.\d+) \+\/- /) },
    'chronyd -Q': {
      command: ['chronyd', '-Q', '-t', '10', ...addresses.map((a) => `server ${a} iburst maxsamples 1`)],
      offset: number(/wrong by (-?[\d.]+) seconds/),
    },
    check_ntp_time: {
      command: [plugin, '-4', '-H', 'bench.example', '-w', '5', '-c', '15'],
      offset: number(/offset=(-?[\d.]+(?:e-?\d+)?)s/),
    },
    'getTime() of the package': {
      command: [process.execPath, beside('package-time.mjs'), ...addresses],
      offset: number(/^(-?[\d.e-]+)$/m),
    },
  }
}

/** One run: milliseconds, and the offset it told. A program that never ends is ended after 30 s. */
function run({ command: [program, ...args], offset }) {
  const from = performance.now()
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 })
  const took = performance.now() - from
  return { took, offset: offset(`${stdout}`) ?? offset(`${stderr}`) }
}

// --- The servers ---

const children = []

async function chronyd(home, address, port, shift) {
  const folder = join(home, `${address}-${port}`)
  await mkdir(folder, { recursive: true })
  const lines = [
    `port ${port}`,
    `bindaddress ${address}`,
    'allow 127.0.0.0/8',
    'local stratum 5',
    'cmdport 0',
  ]
  await writeFile(
    join(folder, 'conf'),
    [...lines, 'bindcmdaddress /', `pidfile ${folder}/pid`, ''].join('\n'),
  )
  const before = shift === undefined ? [] : ['faketime', '-f', shift]
  const [program, ...args] = [...before, 'chronyd', '-x', '-d', '-u', 'root', '-f', join(folder, 'conf')]
  // A group of its own: faketime stays beside what it starts.
  const child = spawn(program, args, {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, DONT_FAKE_MONOTONIC: '1' },
  })
  children.push(child)
  return child
}

/** A port where questions arrive and nobody answers: a closed one would say so at once. */
async function silent(address) {
  const socket = createSocket('udp4')
  socket.bind(123, address)
  await once(socket, 'listening')
  return socket
}

const scenes = {
  'all alive': ['alive', 'alive', 'alive', 'alive'],
  '1 of 4 dead': ['alive', 'alive', 'alive', 'dead'],
  '1 of 4 lying': ['alive', 'alive', 'alive', 'lying'],
  'all silent': ['dead', 'dead', 'dead', 'dead'],
}

async function set(home, scene) {
  const sockets = []
  for (const [index, kind] of scene.entries()) {
    const address = addresses[index]
    if (kind === 'dead') sockets.push(await silent(address))
    else await chronyd(home, address, 123, kind === 'lying' ? '+90s' : undefined)
  }
  // They answer once they have settled on their own clocks.
  await delay(scene.includes('alive') ? 6000 : 0)
  return async () => {
    for (const socket of sockets) socket.close()
    await clear()
  }
}

async function clear() {
  await Promise.all(
    children.splice(0).map(async (child) => {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined
      process.kill(-child.pid)
      await ended
    }),
  )
  await delay(300)
}

// --- The figures ---

async function measureInside({ home, runs, bin }) {
  const all = programs(bin)
  const figures = {}
  for (const [name, scene] of Object.entries(scenes)) {
    const unset = await set(home, scene)
    const results = Object.fromEntries(Object.keys(all).map((program) => [program, []]))
    // In turns, so that a busy machine slows all alike; what waits for the dead is asked less often.
    for (let turn = 0; turn < (name === 'all silent' ? 2 : runs); turn += 1)
      for (const [program, how] of Object.entries(all)) results[program].push(run(how))
    figures[name] = results
    await unset()
  }
  printScenes(figures)
  await jitter(home, all)
}

function printScenes(figures) {
  const ours = median(figures['all alive']['2fa-rescue clock'].map(({ took }) => took))
  say('| servers | program | ms | beside ours, all alive | says | right |')
  say('| --- | --- | --: | --: | --: | --- |')
  for (const [scene, results] of Object.entries(figures)) {
    for (const [program, runs] of Object.entries(results)) {
      const took = median(runs.map(({ took }) => took))
      const told = runs.map(({ offset }) => offset)
      const right = told.every((offset) =>
        scene === 'all silent' ? offset === undefined : offset !== undefined && Math.abs(offset) < 0.1,
      )
      const worst = told.reduce((a, b) => (Math.abs(b ?? 0) > Math.abs(a ?? 0) ? b : a), told[0])
      const says = worst === undefined ? 'nothing' : `${(worst * 1000).toFixed(1)} ms`
      say(
        `| ${scene} | ${program} | ${took.toFixed(0)} | ${(took / ours).toFixed(2)} | ${says} | ${right ? 'yes' : 'NO'} |`,
      )
    }
  }
  const dead = median(figures['1 of 4 dead']['2fa-rescue clock'].map(({ took }) => took)) / ours
  const quiet = median(figures['all silent']['2fa-rescue clock'].map(({ took }) => took))
  say(
    `\n1 of 4 dead beside all alive: ${dead.toFixed(2)} (target 1.5); all silent: ${quiet.toFixed(0)} ms (target 2000)\n`,
  )
}

/** Worst error of 20 runs with packets held up at random, each way, for 15 ms on average. */
async function jitter(home, all) {
  await chronyd(home, '127.0.0.9', 11123)
  for (const address of addresses)
    children.push(
      spawn(process.execPath, [beside('relay.mjs'), address, '123', '11123', '15'], {
        stdio: 'ignore',
        detached: true,
      }),
    )
  await delay(6000)
  const names = ['2fa-rescue clock', 'check_ntp_time', 'ntpdate -q']
  const errors = Object.fromEntries(names.map((name) => [name, []]))
  for (let turn = 0; turn < 20; turn += 1)
    for (const name of names) errors[name].push(Math.abs(run(all[name]).offset ?? Number.NaN))
  await clear()
  say('| packets held up each way, 15 ms on average, 20 runs | worst error | median error |')
  say('| --- | --: | --: |')
  for (const name of names) {
    const worst = Math.max(...errors[name])
    say(`| ${name} | ${(worst * 1000).toFixed(1)} ms | ${(median(errors[name]) * 1000).toFixed(1)} ms |`)
  }
}

const given = process.env[inside]
if (given !== undefined && process.argv[1] === here) {
  try {
    await measureInside(JSON.parse(given))
  } finally {
    await clear()
  }
}
