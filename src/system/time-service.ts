/** Detects the service that sets this machine's clock, from a few files; runs nothing. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { detectTimeService, type TimeService } from '../core/clock/time-service.ts'

/** Files that each service has while it runs. */
const runtimeFiles = {
  chrony: ['/run/chrony/chronyd.pid', '/run/chronyd.pid', '/var/run/chrony/chronyd.pid'],
  ntpd: ['/run/ntpd.pid', '/run/ntp.pid', '/var/run/ntpd.pid'],
  timesyncd: ['/run/systemd/timesync/synchronized', '/run/systemd/timesync'],
} as const

const containerFiles = ['/.dockerenv', '/run/.containerenv', '/run/systemd/container']

/** Detects the service. `platform` as `process.platform`. */
export async function readTimeService(platform: string): Promise<TimeService> {
  const read = (path: string) => readFile(path, 'utf8').catch(() => undefined)
  const [kernel, processor] =
    platform === 'linux' ? await Promise.all([read('/proc/version'), read('/proc/cpuinfo')]) : []
  const services = (['chrony', 'ntpd', 'timesyncd'] as const).filter((name) =>
    runtimeFiles[name].some(existsSync),
  )
  return detectTimeService({
    platform,
    kernel,
    processor,
    services,
    container: containerFiles.some(existsSync),
  })
}
