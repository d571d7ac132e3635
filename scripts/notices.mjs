/**
 * Gathers the licences of everything that the bundle contains into one file that travels with it, and lists the packages
 * in a software bill of materials (CycloneDX, https://cyclonedx.org/docs/1.5/json/).
 */
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const metafile = join(root, 'dist', 'metafile-esm.json')
const { inputs } = JSON.parse(await readFile(metafile, 'utf8'))

// The reader of pictures is bundled into a thread of its own, of which this build knows nothing.
const folders = new Set([
  'node_modules/zxing-wasm',
  ...Object.keys(inputs).flatMap(
    (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.slice(1) ?? [],
  ),
])
const notices = [...(await Promise.all([...folders].map(notice))), await pictureReader(), await directory()]
notices.sort((a, b) => (a.title < b.title ? -1 : 1))
const missing = notices.filter(({ licence }) => licence === undefined)
if (missing.length > 0)
  throw new Error(`no licence found for: ${missing.map(({ title }) => title).join(', ')}`)

const head = 'This package contains, bundled, the following packages under their own licences.\n'
const text = notices.map(({ title, licence }) => `${'='.repeat(78)}\n${title}\n\n${licence.trim()}\n`)
await writeFile(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), [head, ...text].join('\n'))
await writeFile(join(root, 'dist', 'sbom.cdx.json'), await billOfMaterials([...folders]))
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

/**
 * The bundled packages with their versions, licences and the hashes of package-lock.json. It has neither a date nor a
 * random number, so that two builds are equal.
 */
async function billOfMaterials(paths) {
  const read = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'))
  const [own, lock] = await Promise.all([read('package.json'), read('package-lock.json')])
  const bundled = await Promise.all(
    paths.map(async (path) => {
      const about = await read(join(path, 'package.json'))
      return component(about, lock.packages[path]?.integrity)
    }),
  )
  bundled.sort((a, b) => (a.purl < b.purl ? -1 : 1))
  const optional = Object.keys(own.optionalDependencies).map((name) => {
    const { name: real = name, version, license, integrity } = lock.packages[`node_modules/${name}`]
    return { ...component({ name: real, version, license }, integrity), scope: 'optional' }
  })
  const main = { ...component(own, undefined), type: 'application' }
  const components = [...bundled, ...optional]
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: main },
    components,
    dependencies: [{ ref: main.purl, dependsOn: components.map(({ purl }) => purl) }],
  }
  return `${JSON.stringify(bill, null, 2)}\n`
}

function component({ name, version, license, licenses }, integrity) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [algorithm, hash] = integrity?.split('-') ?? []
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [licenceOf(license ?? licenses?.[0]?.type)],
    ...(algorithm === 'sha512'
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }
      : {}),
  }
}

/** An SPDX expression such as "MIT AND Zlib", the SPDX name of a licence, or what its author calls it. */
function licenceOf(text) {
  if (/ (AND|OR|WITH) /.test(text)) return { expression: text }
  return { license: / /.test(text) ? { name: text } : { id: text } }
}
