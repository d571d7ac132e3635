/** The types of the library, as they are for somebody who has nothing else installed. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const library = join(root, 'dist', 'library')
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

/** What the compiler says of a program that has only this package next to it; empty if there are no errors. */
function compile(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  const installed = join(folder, 'node_modules', '2fa-rescue')
  mkdirSync(installed, { recursive: true })
  cpSync(join(root, 'package.json'), join(installed, 'package.json'))
  cpSync(library, join(installed, 'dist', 'library'), { recursive: true })
  writeFileSync(join(folder, 'program.mts'), program)
  try {
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', 'program.mts']
    execFileSync(process.execPath, [tsc, ...options], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it('describe a walk', () => {
  expect(
    compile(`
      import { answer, begin, type Book, type Flow, stand } from '2fa-rescue/flow'
      const flow: Flow = { title: 'x', start: 's', steps: { s: { kind: 'outcome', result: 'solved', say: 'x' } } }
      export const end = (book: Book): string =>
        answer(stand(book, begin('x')), { choice: flow.start ?? '' }).stop.kind
    `),
  ).toBe('')
})

it('describe a code and why it is refused', () => {
  expect(
    compile(`
      import { codeAt, parseSecret, usualParameters, verifyCode, type CodeVerdict } from '2fa-rescue/totp'
      const secret = parseSecret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
      export const verdict: CodeVerdict = await verifyCode({ secret, codes: ['287082'], at: 59 })
      export const skew: number | undefined = verdict.kind === 'drifted' ? verdict.skew.estimate : undefined
      export const code: string = codeAt(secret.reveal(), usualParameters, 59).code
    `),
  ).toBe('')
})

it('describe the clock, with sources of the reader’s own', () => {
  expect(
    compile(`
      import { type ClockVerdict, createNtpSource, parseServer, readClock, type TimeSource } from '2fa-rescue/clock'
      const server = parseServer('time.example.org')
      const limits = { warning: 5, critical: 15 }
      export const own: TimeSource = { ...createNtpSource(), monotonic: () => 0 }
      export const verdict: Promise<ClockVerdict> = readClock(own, { servers: server ? [server] : [], limits })
    `),
  ).toBe('')
})

it('describe backup codes and failures', () => {
  expect(
    compile(`
      import { RescueError, type Flaw } from '2fa-rescue'
      import { type CodeList, readCodes } from '2fa-rescue/backup'
      export const list: CodeList = readCodes('1234 5678', 'codes.txt')
      export const flaws = (error: RescueError): readonly Flaw[] =>
        error.problem.code === 'bad-codes' ? error.problem.flaws : []
    `),
  ).toBe('')
})

it('refuse what is wrong', () => {
  expect(compile(`import type { Flow } from '2fa-rescue/flow'\nexport const flow: Flow = 7\n`)).toContain(
    'TS2322',
  )
})

it('have the names of the source', () => {
  const files = readdirSync(library).filter((name) => name.endsWith('.d.ts'))
  expect(files).toContain('flow.d.ts')
  const renamed = files.filter((name) => /\w\$\d/.test(readFileSync(join(library, name), 'utf8')))
  expect(renamed).toEqual([])
})
