import type { Processes } from '../../src/system/lock.ts'

/** The processes of this computer, as `main.ts` knows them. */
export const testProcesses: Processes = {
  pid: process.pid,
  isRunning: (pid) => {
    try {
      return process.kill(pid, 0)
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM'
    }
  },
}
