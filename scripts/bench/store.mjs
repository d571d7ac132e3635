/**
 * The store: `backup use` as a whole process beside an empty one, and `backup status` with a thousand sets, in the file (with
 * an identity) and in a real keychain of its own, where there is one.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { printRatios, ratio, say, untilExit } from './measure.mjs'

/** Codes of one set: as many as there are runs, and few enough for one entry of a keychain. */
const codes = 30
const sets = 1000

export async function bench({ home, runs, bin, env: around }) {
  const rows = []
  const empty = join(home, 'empty.mjs')
  await writeFile(empty, '')
  for (const place of [await fileIn(home), await keychainIn(home)]) {
    if (place === undefined) {
      say('The keychain is not measured: dbus-daemon, gnome-keyring-daemon or secret-tool is missing here.\n')
      continue
    }
    try {
      const env = { ...around, ...place.env }
      const run = (args) => untilExit([bin, ...args], { env, cwd: home })
      const bare = () => untilExit([empty], { env, cwd: home })
      const use = { what: `backup use, ${place.name}`, target: place.target, beside: 'node empty.mjs' }
      const add = spawnSync(process.execPath, [bin, 'backup', 'add', 'bench', '-', '--yes'], {
        env,
        cwd: home,
        input: numbered(codes, 0).join('\n'),
      })
      if (add.status !== 0) throw new Error(`backup add ended with ${add.status}: ${add.stderr}`)
      rows.push(
        await ratio({ ...use, runs: Math.min(runs, codes - 1) }, () => run(['backup', 'use', 'bench']), bare),
      )
      await place.fill(bin, env)
      const status = { what: `backup status, ${sets} sets, ${place.name}`, beside: 'node empty.mjs' }
      rows.push(await ratio({ ...status, runs: Math.min(runs, 5) }, () => run(['backup', 'status']), bare))
    } finally {
      await place.stop()
    }
  }
  printRatios(rows)
}

/** Codes of eight digits, none like another. */
const numbered = (count, from) =>
  Array.from({ length: count }, (_, index) => String(10_000_000 + from + index))

/** A shelf with ten codes, as `backup add` writes it. */
const shelf = (index) => ({
  service: `service-${index}`,
  sets: [
    {
      id: `set${index}`,
      origin: 'issued',
      made: '2026-01-01T00:00:00.000Z',
      codes: numbered(10, index * 10).map((value) => ({ value, state: 'unused' })),
    },
  ],
})
const shelves = () => Array.from({ length: sets - 1 }, (_, index) => shelf(index))

async function fileIn(home) {
  const { generateX25519Identity } = await import('age-encryption')
  const identity = join(home, 'identity.txt')
  await writeFile(identity, `${await generateX25519Identity()}\n`)
  const data = join(home, 'data')
  return {
    name: 'file with an identity',
    target: 2,
    env: { TWOFA_RESCUE_IDENTITY: identity, XDG_DATA_HOME: data },
    async fill() {
      const { Decrypter, Encrypter, identityToRecipient } = await import('age-encryption')
      const key = (await readFile(identity, 'utf8')).trim()
      const file = join(data, '2fa-rescue', 'store.age')
      const decrypter = new Decrypter()
      decrypter.addIdentity(key)
      const store = JSON.parse(await decrypter.decrypt(await readFile(file), 'text'))
      const more = shelves().map((value) => ({ kind: 'backup', name: value.service, value }))
      const encrypter = new Encrypter()
      encrypter.addRecipient(await identityToRecipient(key))
      const text = JSON.stringify({ ...store, entries: [...store.entries, ...more] })
      await writeFile(file, await encrypter.encrypt(text))
    },
    async stop() {},
  }
}

/** A gnome-keyring of its own, on a message bus of its own; undefined where there is none to be had. */
async function keychainIn(home) {
  const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  if (!['dbus-daemon', 'gnome-keyring-daemon', 'secret-tool'].every(has)) return undefined
  const folder = join(home, 'keychain')
  const runtime = join(folder, 'run')
  await mkdir(runtime, { recursive: true, mode: 0o700 })
  const own = { HOME: folder, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(folder, 'data') }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = await once(bus.stdout.setEncoding('utf8'), 'data')
  const env = { ...own, DBUS_SESSION_BUS_ADDRESS: address.trim() }
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', '--unlock'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keyring.stdin.end('a password of nobody')
  await new Promise((settle) => setTimeout(settle, 1500))
  return {
    name: 'keychain',
    target: 3,
    env: { ...env, TWOFA_RESCUE_STORE: 'keychain' },
    async fill(_bin, env) {
      for (const value of shelves()) {
        const of = ['service', '2fa-rescue', 'account', `backup/${value.service}`]
        const stored = spawnSync('secret-tool', ['store', '--label', value.service, ...of], {
          env,
          input: JSON.stringify(value),
        })
        if (stored.status !== 0) throw new Error(`secret-tool ended with ${stored.status}`)
      }
    },
    async stop() {
      for (const child of [keyring, bus]) child.kill('SIGKILL')
    },
  }
}
