/**
 * `recover`, through the library: each encrypted export of other programs beside its key derivation alone, with the same
 * parameters, and long lists of links beside otplib. The exports are not part of the project: without them, links only.
 */
import crypto from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printRatios, ratio, say } from './measure.mjs'

const fixtures = fileURLToPath(new URL('../../../shared/fixtures/import/', import.meta.url))
const ending = '.expected.json'
const links = 10_000

/** Calls of Node's key derivations, while an export is opened. Patched before the library is loaded. */
const seen = []
const original = { pbkdf2: crypto.pbkdf2, scrypt: crypto.scrypt }
for (const name of Object.keys(original))
  crypto[name] = (...args) => {
    const given = args.slice(0, -1)
    seen.push(() => new Promise((settle) => original[name](...given, () => settle())))
    return original[name](...args)
  }
syncBuiltinESMExports()

export async function bench({ runs }) {
  const { recogniseFiles } = await import('../../dist/library/import.js')
  const { Secret } = await import('../../dist/library/totp.js')
  const rows = [await benchLinks(recogniseFiles, runs)]
  if (!existsSync(fixtures)) say('The exports of other programs are missing here.\n')
  else
    for (const path of encryptedFixtures()) {
      const row = await benchExport(path, { recogniseFiles, Secret, runs: Math.min(runs, 7) })
      if (row !== undefined) rows.push(row)
    }
  printRatios(rows)
}

async function benchLinks(recogniseFiles, runs) {
  const { parse } = await import('@otplib/uri')
  const lines = Array.from(
    { length: links },
    (_, index) =>
      `otpauth://totp/Site${index}:mika?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Site${index}&digits=6&period=30`,
  )
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const ours = timed(async () => {
    const { sources } = await recogniseFiles([{ name: 'links', bytes }])
    const { entries } = await sources[0].open({})
    if (entries.length !== links) throw new Error(`${entries.length} of ${links} links`)
  })
  const its = timed(async () => {
    for (const line of lines) parse(line)
  })
  const what = { what: `${links} links`, beside: 'otplib', target: 2 }
  return ratio({ ...what, runs: Math.min(runs, 9) }, ours, its)
}

function encryptedFixtures() {
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .filter((path) => {
      const { password, error } = JSON.parse(readFileSync(join(fixtures, path), 'utf8'))
      return typeof password === 'string' && error === undefined
    })
    .sort()
}

/** Undefined for formats that derive no key through Node or hash-wasm. */
async function benchExport(path, { recogniseFiles, Secret, runs }) {
  const expected = JSON.parse(readFileSync(join(fixtures, path), 'utf8'))
  const file = join(fixtures, path.slice(0, -ending.length))
  const manifest = join(dirname(file), 'manifest.json')
  const files = [file, ...(existsSync(manifest) ? [manifest] : [])].map((name) => ({
    name: basename(name),
    bytes: new Uint8Array(readFileSync(name)),
  }))
  const password = new Secret(expected.password)
  const open = async () => {
    const { sources } = await recogniseFiles(files)
    await sources[0].open({ password, derive: recordAndDerive })
  }
  seen.length = 0
  await open()
  const derivations = [...seen]
  if (derivations.length === 0) return undefined
  const bare = async () => {
    for (const derive of derivations) await derive()
  }
  const what = { what: basename(file), beside: 'its key derivation alone', target: 1.5 }
  return ratio({ ...what, runs }, timed(open), timed(bare))
}

async function recordAndDerive(derivation) {
  seen.push(() => deriveAlone(derivation))
  return deriveAlone(derivation)
}

async function deriveAlone({ kind, password, salt, passes, memory, lanes, n, r, p }) {
  const library = await import('hash-wasm')
  const common = { password, salt, hashLength: 32, outputType: 'binary' }
  if (kind === 'scrypt') return library.scrypt({ ...common, costFactor: n, blockSize: r, parallelism: p })
  return library[kind]({ ...common, iterations: passes, memorySize: memory, parallelism: lanes })
}

/** Milliseconds of the work. */
const timed = (work) => async () => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
