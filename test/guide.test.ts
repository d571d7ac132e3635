/** The guide for help desks: its files are written, its commands are run in its order, and print what it shows. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const project = fileURLToPath(new URL('..', import.meta.url))
const guide = readFileSync(join(project, 'docs', 'own-flows.md'), 'utf8')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'guide-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the guide says to do, in its order: write a file, or type a command and see what it prints. */
type Act =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'command'; readonly line: string; readonly printed: string }

function acts(): readonly Act[] {
  const blocks = guide.matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)
  return [...blocks].flatMap(([, path, language, text = '']): readonly Act[] => {
    if (path !== undefined) return [{ kind: 'file', path, text }]
    if (language !== 'console') return []
    return text
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [line = '', ...printed] = part.split('\n')
        return { kind: 'command', line, printed: printed.join('\n') }
      })
  })
}

/** Runs a line as a shell would, with the program on the path; both streams in the order in which they came. */
function seen(line: string): string {
  const bin = join(folder, 'bin')
  const program = join(project, 'bin', '2fa-rescue.js')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, '2fa-rescue'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, {
    mode: 0o755,
  })
  const { PATH = '' } = process.env
  const env = {
    PATH: `${bin}:${PATH}`,
    HOME: join(folder, 'home'),
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
  }
  const { stdout, error } = spawnSync('sh', ['-c', `{ ${line}; } 2>&1`], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  return stdout.replaceAll(folder, '/home/you')
}

it.skipIf(process.platform === 'win32')('works as it is written, from nothing to a case of its own', () => {
  const all = acts()
  expect(all.filter(({ kind }) => kind === 'command').length).toBeGreaterThanOrEqual(9)
  expect(all.filter(({ kind }) => kind === 'file').length).toBeGreaterThanOrEqual(5)
  for (const act of all) {
    if (act.kind === 'file') {
      mkdirSync(dirname(join(folder, act.path)), { recursive: true })
      writeFileSync(join(folder, act.path), act.text)
      continue
    }
    expect(`$ ${act.line}\n${seen(act.line)}`).toBe(`$ ${act.line}\n${act.printed}`)
  }
  expect(readFileSync(join(folder, 'case.md'), 'utf8')).toContain('| Call the help desk | waiting |')
})

it('names every command that is there for flows', () => {
  for (const name of ['list', 'check', 'graph', 'test', 'new'])
    expect(guide).toContain(`2fa-rescue flow ${name}`)
})
