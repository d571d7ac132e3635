/** The types of the library, as somebody meets them who has nothing else installed. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

/** What the compiler says of a program that has only this package beside it; empty where it is content. */
function compiled(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'types-'))
  const installed = join(folder, 'node_modules', '2fa-rescue')
  mkdirSync(join(installed, 'dist'), { recursive: true })
  copyFileSync(join(root, 'package.json'), join(installed, 'package.json'))
  copyFileSync(join(root, 'dist', 'core.d.ts'), join(installed, 'dist', 'core.d.ts'))
  writeFileSync(join(folder, 'program.mts'), program)
  try {
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',

      'program.mts',
    ]
    execFileSync(process.execPath, [tsc, ...options], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it('stand on their own', () => {
  expect(
    compiled(`
      import { answer, begin, type Flow, stand, type Book } from '2fa-rescue'
      const flow: Flow = { title: 'x', start: 's', steps: { s: { kind: 'outcome', result: 'solved', say: 'x' } } }
      export const end = (book: Book) => answer(stand(book, begin('x')), { choice: flow.start }).stop.kind
    `),
  ).toBe('')
})

it('judge a code', () => {
  expect(
    compiled(`
      import { codeAt, parseSecret, usualParameters, verifyCode, type CodeVerdict } from '2fa-rescue'
      const secret = parseSecret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
      export const verdict: CodeVerdict = await verifyCode({ secret, codes: ['287082'], at: 59 })
      export const skew: number | undefined = verdict.kind === 'drifted' ? verdict.skew.estimate : undefined
      export const code: string = codeAt(secret.reveal(), usualParameters, 59).code
    `),
  ).toBe('')
})

it('refuse what is wrong', () => {
  expect(compiled(`import type { Flow } from '2fa-rescue'\nexport const flow: Flow = 7\n`)).toContain(
    'TS2322',
  )
})
