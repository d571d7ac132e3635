/** The package as it is published: nothing to complain about, always the same bytes, and a bill of what is in it. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Packs the build, and answers with the tarball and its size unpacked, in bytes. */
async function pack(to: string): Promise<{ readonly tarball: Buffer; readonly unpacked: number }> {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', to]
  const env = { ...process.env, npm_config_cache: join(folder, 'cache'), npm_config_offline: 'true' }
  const npm = process.env.npm_execpath
  const [program, ...given] = npm === undefined ? ['npm', ...args] : [process.execPath, npm, ...args]
  const { stdout } = await run(program ?? 'npm', given, { cwd: project, env })
  const [{ filename, unpackedSize }] = JSON.parse(stdout) as [{ filename: string; unpackedSize: number }]
  return { tarball: await readFile(join(to, filename)), unpacked: unpackedSize }
}

describe('the package', () => {
  it('has nothing that publint complains about, not even a suggestion', async () => {
    const { publint } = await import('publint')
    const { messages } = await publint({ pkgDir: project, level: 'suggestion', strict: true, pack: 'npm' })
    expect(messages).toEqual([])
  }, 60_000)

  it('is packed into the same bytes each time', async () => {
    const [first, second] = [await pack(folder), await pack(folder)]
    const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
    expect(hash(second.tarball)).toBe(hash(first.tarball))
    expect(first.tarball.length).toBeLessThan(6_000_000)
    expect(first.unpacked).toBeLessThan(12_000_000)
  }, 60_000)
})

interface Component {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses: readonly unknown[]
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[]
  readonly scope?: string
}

interface Bill {
  readonly bomFormat: string
  readonly specVersion: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>
}

describe('the bill of materials', () => {
  const read = async <Content>(name: string): Promise<Content> =>
    JSON.parse(await readFile(join(project, name), 'utf8'))
  let bill: Bill

  beforeAll(async () => {
    bill = await read<Bill>('dist/sbom.cdx.json')
  })

  it('is one of CycloneDX, for this version', async () => {
    const { version } = await read<{ version: string }>('package.json')
    expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', '1.5'])
    expect(bill.metadata.component).toMatchObject({
      name: '2fa-rescue',
      version,
      purl: `pkg:npm/2fa-rescue@${version}`,
    })
    // Neither of them would let two builds be equal.
    expect(bill).not.toHaveProperty('serialNumber')
    expect(bill.metadata).not.toHaveProperty('timestamp')
  })

  it('lists what the notices list, and the library of the keychain', async () => {
    const notices = await readFile(join(project, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    const titles = [...notices.matchAll(/^={78}\n(\S+) (\d\S*) \(/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    )
    expect(titles.length).toBeGreaterThan(40)
    const bundled = bill.components.filter(({ scope }) => scope === undefined)
    expect(bundled.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([...titles].sort())
    expect(bill.components.filter(({ scope }) => scope === 'optional').map(({ name }) => name)).toEqual([
      '@github/keytar',
    ])
    expect(titles.join(' ')).toMatch(/commander .*ntp-time-sync .*zxing-wasm/)
  })

  it('has the hash and a licence of each package, as in the lock file', async () => {
    const { packages } = await read<Lock>('package-lock.json')
    const known = new Set(Object.values(packages).flatMap(({ integrity }) => integrity ?? []))
    for (const { name, licenses, hashes } of bill.components) {
      const [hash] = hashes ?? []
      const integrity = `sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`
      expect(known.has(integrity), name).toBe(true)
      expect(JSON.stringify(licenses), name).toMatch(/"(id|name|expression)":"[^"]+"/)
    }
  })
})
