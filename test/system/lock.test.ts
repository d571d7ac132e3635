/** The lock: one at a time, whatever became of those who held it before. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { type Patience, underLock } from '../../src/system/lock.ts'
import { temporaryFolder } from '../support/folder.ts'
import { testProcesses } from '../support/processes.ts'

let folder: string
let remove: () => void
let told: number
const children: ChildProcess[] = []

beforeEach(() => {
  const made = temporaryFolder()
  folder = join(made.folder, 'lock')
  remove = made.remove
  told = 0
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  remove()
})

const hold = <Result>(work: () => Promise<Result>, limit = 10_000): Promise<Result> => {
  const patience: Patience = {
    limit,
    waiting: () => {
      told += 1
    },
  }
  return underLock(folder, testProcesses, patience, work)
}
const busy = (limit = 100): Promise<unknown> =>
  hold(async () => 'got it', limit).catch((error) => (error instanceof RescueError ? error.problem : error))
const pause = (ms: number): Promise<void> => new Promise((settle) => setTimeout(settle, ms))
const claims = (): readonly string[] => readdirSync(folder).filter((name) => /^\d+$/.test(name))

/** What a holder wrote about itself, taken from a lock that was just held. */
async function ownClaim(): Promise<Record<string, unknown>> {
  return hold(async () =>
    JSON.parse(readFileSync(join(folder, String(Math.max(...claims().map(Number)))), 'utf8')),
  )
}

/** Puts a claim above all others, as if somebody had made it. */
function plant(content: unknown): string {
  mkdirSync(folder, { recursive: true })
  const number = Math.max(0, ...claims().map(Number)) + 1
  const path = join(folder, String(number))
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe('the lock', () => {
  it('says that a file lies where its folder belongs, or a folder above it', async () => {
    writeFileSync(folder, 'notes')
    expect(await busy()).toEqual({ code: 'not-a-folder', file: folder })
    const above = folder
    folder = join(above, 'deeper', 'lock')
    expect(await busy()).toEqual({ code: 'not-a-folder', file: above })
    expect(readFileSync(above, 'utf8')).toBe('notes')
  })

  it('lets one at a time', async () => {
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      inside += 1
      most = Math.max(most, inside)
      await pause(3)
      inside -= 1
    }
    await Promise.all(Array.from({ length: 20 }, () => hold(work)))
    expect(most).toBe(1)
    expect(claims().length).toBeLessThanOrEqual(6)
    expect(readdirSync(folder).filter((name) => !/^\d+$/.test(name))).toEqual([])
  })

  it('is given back when the work fails', async () => {
    await expect(
      hold(async () => {
        throw new RangeError('on purpose')
      }),
    ).rejects.toThrow(RangeError)
    expect(await busy()).toBe('got it')
  })

  it('says so once when it takes a while, and gives up', async () => {
    const held = hold(() => pause(3000))
    await pause(50)
    expect(await busy(1500)).toEqual({ code: 'store-busy', folder, pid: process.pid })
    expect(told).toBe(1)
    await held
  })

  it('is taken over from a process that was killed, and not from one that runs or is stopped', async () => {
    const claim = await ownClaim()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    children.push(child)
    await once(child, 'spawn')
    const stat = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/stat`, 'latin1') : ''
    const born = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    const life = claim.life === undefined ? {} : { life: { ...(claim.life as object), born } }
    plant({ host: hostname(), pid: child.pid, ...life })
    expect(await busy()).toMatchObject({ code: 'store-busy', pid: child.pid })
    child.kill('SIGSTOP')
    expect(await busy()).toMatchObject({ code: 'store-busy', pid: child.pid })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await busy()).toBe('got it')
  })

  it('is taken over from a number that another process has now', async () => {
    const claim = await ownClaim()
    if (claim.life === undefined) return
    plant({ ...claim, life: { ...(claim.life as object), born: '1' } })
    expect(await busy()).toBe('got it')
    plant({ ...claim, life: { ...(claim.life as object), boot: 'another start of the system' } })
    expect(await busy()).toBe('got it')
  })

  it('is taken over from a process that was killed while the computer had another name', async () => {
    const claim = await ownClaim()
    if (claim.life === undefined) return
    plant({ ...claim, host: 'the-name-before', pid: 2 ** 22 + 1 })
    expect(await busy()).toBe('got it')
    plant({ ...claim, host: 'the-name-before' })
    expect(await busy()).toMatchObject({ code: 'store-busy', pid: claim.pid })
  })

  it('is left to a holder nobody here can judge', async () => {
    const claim = await ownClaim()
    plant({ host: 'another.example.org', pid: 1 })
    expect(await busy()).toMatchObject({ code: 'store-busy', pid: 1 })
    if (claim.life === undefined) return
    const elsewhere = { ...(claim.life as object), boot: 'of another computer' }
    plant({ ...claim, host: 'another.example.org', life: elsewhere })
    expect(await busy()).toMatchObject({ code: 'store-busy' })
    plant({ ...claim, life: { ...(claim.life as object), world: 'pid:[1]', born: '1' } })
    expect(await busy()).toMatchObject({ code: 'store-busy' })
  })

  it.each(['', '{', 'null', '[]', '{"host":1}', '{"host":"x"}', '\u0000'])(
    'is free where a claim says %j',
    async (content) => {
      plant(content)
      expect(await busy()).toBe('got it')
    },
  )

  it('is not lost to somebody who looked long ago', async () => {
    for (let round = 0; round < 8; round += 1) await hold(async () => {})
    const numbers = claims().map(Number)
    await hold(async () => {
      // A claim with a number that was removed meanwhile does not count.
      writeFileSync(join(folder, String(Math.min(...numbers) - 1)), '')
      expect(await busy()).toMatchObject({ code: 'store-busy' })
    })
  })

  it('leaves no drafts of those who were killed', async () => {
    await hold(async () => {})
    writeFileSync(join(folder, 'claim-99999999-abc'), '')
    writeFileSync(join(folder, `claim-${process.pid}-abc`), '')
    await hold(async () => {})
    expect(readdirSync(folder).filter((name) => name.startsWith('claim-'))).toEqual([
      `claim-${process.pid}-abc`,
    ])
  })

  it('waits for a claim that is just being made, and not for ever', async () => {
    await hold(async () => {})
    const number = Math.max(...claims().map(Number)) + 1
    mkdirSync(join(folder, String(number)))
    expect(await busy(1000)).toMatchObject({ code: 'store-busy' })
    expect(await busy(8000)).toBe('got it')
    // A folder whose holder is gone, or has given it back.
    mkdirSync(join(folder, String(number + 2)))
    writeFileSync(join(folder, String(number + 2), 'holder'), '')
    expect(await busy()).toBe('got it')
    for (let round = 0; round < 8; round += 1) await hold(async () => {})
    expect(claims()).not.toContain(String(number))
  }, 20_000)
})
