/** SECURITY.md and the threat model name the tests that hold what they promise: those tests exist. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

describe.each(['SECURITY.md', 'docs/threat-model.md', 'docs/backup-codes.md'])('%s', (page) => {
  const named = [...readFileSync(join(root, page), 'utf8').matchAll(/`(test\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  )

  it('names tests', () => {
    expect(named.length).toBeGreaterThan(5)
  })

  it.each([...new Set(named)])('%s exists', (path) => {
    expect(existsSync(join(root, path))).toBe(true)
  })
})
