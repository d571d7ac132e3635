/** A disk of its own for a test: small, filled up, or made read-only. Needs root on Linux. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'

export interface SmallDisk {
  readonly folder: string
  /** Leaves a number of bytes free, rounded down to whole pages of 4 KiB. */
  fill(free: number): void
  empty(): void
  /** As a disk that the system switched to reading only. */
  freeze(): void
  remove(): void
}

/** Whether there can be one here. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && mounts()
}

function mounts(): boolean {
  try {
    smallDisk(64 * 1024).remove()
    return true
  } catch {
    // In most containers not even root may.
    return false
  }
}

export function smallDisk(bytes: number): SmallDisk {
  const { folder, remove } = temporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' })
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: (free) => {
      rmSync(filler, { force: true })
      const size = bytes - used(folder) - free
      const file = openSync(filler, 'w')
      try {
        for (let left = size; left > 0; left -= 4096) writeSync(file, Buffer.alloc(4096))
      } catch {
        // Full to the last page.
      } finally {
        closeSync(file)
      }
    },
    empty: () => rmSync(filler, { force: true }),
    freeze: () => void execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' }),
    remove: () => {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      remove()
    },
  }
}

function used(folder: string): number {
  const [, line = ''] = execFileSync('df', ['-B1', folder], { encoding: 'utf8' }).split('\n')
  return Number(line.split(/\s+/)[2])
}
