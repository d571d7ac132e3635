/** The reference of the library in docs/api: it is what the doc comments say, and its examples do what they show. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTimeServer } from './support/time-server.ts'

const run = promisify(execFile)
const project = fileURLToPath(new URL('..', import.meta.url))
const folder = join(project, 'docs', 'api')
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))

/** The pages of a folder, by name. */
const readPages = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(root).map((name) => [name, readFileSync(join(root, name), 'utf8')]))

interface Entry {
  readonly page: string
  readonly name: string
  readonly text: string
}

/** The sections of functions and classes, and of constants that are functions. */
const entries: readonly Entry[] = pages.flatMap((page) =>
  readFileSync(join(folder, page), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((text) => ({ page, name: text.split('\n', 1)[0] ?? '', text })),
)

const examples = entries.flatMap(({ page, name, text }) =>
  [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => ({ page, name, code })),
)

describe('the reference of the library', () => {
  it('is what the doc comments say', async () => {
    const out = mkdtempSync(join(tmpdir(), 'api-'))
    try {
      const typedoc = join(project, 'node_modules', 'typedoc', 'bin', 'typedoc')
      await run(process.execPath, [typedoc, '--out', out, '--logLevel', 'Error'], { cwd: project })
      expect(readPages(folder), 'renew it with: npm run docs').toEqual(readPages(out))
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  }, 120_000)

  it('has an example for every function and class', () => {
    const without = entries.filter(
      ({ name, text }) =>
        /\(\)$|^(RescueError|Secret)\b/.test(name) && !text.includes('```js') && !text.includes('Re-exports'),
    )
    expect(without.map(({ page, name }) => `${page}: ${name}`)).toEqual([])
    expect(examples.length).toBeGreaterThan(40)
  })
})

describe('the examples', () => {
  let server: Awaited<ReturnType<typeof startTimeServer>>
  beforeAll(async () => {
    server = await startTimeServer({ offset: 90 })
  })
  afterAll(() => server.stop())

  it.each(examples)('of $name in $page do what they show', async ({ code }) => {
    // A server on this computer, a minute and a half ahead, answers for the one in the example.
    const local = code.replace(
      /parseServer\('time\.example\.org'\)\]/,
      `parseServer('127.0.0.1:${server.port}')]`,
    )
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', local], { cwd: project })
    const shown = [...code.matchAll(/(?:^|\) )\/\/ (.*)$/gm)].map(([, text]) => `${text}\n`)
    expect(stdout).toBe(shown.join(''))
  })
})
