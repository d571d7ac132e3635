/** What the file system refuses, under names of ours. */
import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namedFailure } from '../../src/system/file-errors.ts'
import { temporaryFolder } from '../support/folder.ts'

const refused = (code: string): Error => Object.assign(new Error(code), { code })

describe.skipIf(process.platform === 'win32')('a refusal', () => {
  it('is called by the owner of the file where that is another user, as after a run with sudo', () => {
    const { folder, remove } = temporaryFolder()
    const isRoot = process.getuid?.() === 0
    // Whoever is not root finds a file of root.
    const file = isRoot ? join(folder, 'file') : '/etc/passwd'
    if (isRoot) {
      writeFileSync(file, '')
      chownSync(file, 12345, 12345)
    }
    const owner = isRoot ? 12345 : 0
    for (const code of ['EACCES', 'EPERM'])
      expect(namedFailure('unwritable', file, refused(code))).toMatchObject({
        problem: { code: 'wrong-owner', file, owner },
      })
    // What is not there yet belongs to whoever owns the folder above.
    if (isRoot)
      expect(namedFailure('unwritable', join(file, 'below'), refused('EACCES'))).toMatchObject({
        problem: { code: 'wrong-owner', owner },
      })
    expect(namedFailure('unwritable', file, refused('ENOSPC'))).toMatchObject({
      problem: { code: 'unwritable', reason: 'ENOSPC' },
    })
    remove()
  })

  it('of a file of one’s own keeps the system’s short name', () => {
    const { folder, remove } = temporaryFolder()
    expect(namedFailure('unreadable', folder, refused('EACCES'))).toMatchObject({
      problem: { code: 'unreadable', reason: 'EACCES' },
    })
    remove()
  })
})
