/** Gathers the licences of everything that the bundle contains into one file that travels with it. */
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const metafile = join(root, 'dist', 'metafile-esm.json')
const { inputs } = JSON.parse(await readFile(metafile, 'utf8'))

const folders = new Set(
  Object.keys(inputs).flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.slice(1) ?? []),
)
const notices = [...(await Promise.all([...folders].map(notice))), await pictureReader(), await directory()]
notices.sort((a, b) => (a.title < b.title ? -1 : 1))
const missing = notices.filter(({ licence }) => licence === undefined)
if (missing.length > 0)
  throw new Error(`no licence found for: ${missing.map(({ title }) => title).join(', ')}`)

const head = 'This package contains, bundled, the following packages under their own licences.\n'
const text = notices.map(({ title, licence }) => `${'='.repeat(78)}\n${title}\n\n${licence.trim()}\n`)
await writeFile(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), [head, ...text].join('\n'))
await rm(metafile)

/** What the package zxing-wasm has compiled into its WebAssembly, and names only by its name. */
async function pictureReader() {
  const parts = ['scripts/notices/zxing-reader.txt', 'node_modules/assemblyscript/LICENSE']
  const texts = await Promise.all(parts.map((path) => readFile(join(root, path), 'utf8')))
  return { title: 'zxing_reader.wasm (Apache-2.0, MIT, BSD-3-Clause)', licence: texts.join('\n') }
}

/** The two directories whose facts are in `flows/directory/`. */
async function directory() {
  const licence = await readFile(join(root, 'scripts/notices/directories.txt'), 'utf8')
  return {
    title: 'dist/directory.json: facts of the 2FA Directory and the Passkeys Directory (MIT, CC BY 4.0)',
    licence,
  }
}

/** A package's name, version and licence text; its licence's name where it ships no text. */
async function notice(folder) {
  const path = join(root, folder)
  const about = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'))
  const { name, version, author } = about
  // Packages from before 2014 name their licence in a list.
  const license = about.license ?? about.licenses?.[0]?.type
  const file = existsSync(path)
    ? (await readdir(path)).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
    : undefined
  const by = typeof author === 'string' ? author : author?.name
  const licence =
    file === undefined
      ? license && `${license}${by ? `, by ${by}` : ''}`
      : await readFile(join(path, file), 'utf8')
  return { title: `${name} ${version} (${license})`, licence }
}
