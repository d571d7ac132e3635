import { describe, expect, it } from 'vitest'
import { detectTimeService, type TimeServiceTraces } from '../../../src/core/clock/time-service.ts'

const linux: TimeServiceTraces = {
  platform: 'linux',
  kernel: 'Linux version 6.1.0-18-amd64',
  container: false,
  services: [],
  processor: 'flags\t\t: fpu vme sse2',
}

describe('what keeps the clock', () => {
  it.each<[string, Partial<TimeServiceTraces>, string, boolean]>([
    ['nothing', {}, 'linux', false],
    ['chrony', { services: ['chrony'] }, 'chrony', false],
    ['ntpd', { services: ['ntpd'] }, 'ntpd', false],
    ['timesyncd', { services: ['timesyncd'] }, 'timesyncd', false],
    ['chrony beside timesyncd', { services: ['timesyncd', 'chrony'] }, 'chrony', false],
    ['a container, whatever runs in it', { container: true, services: ['chrony'] }, 'container', false],
    ['WSL', { kernel: 'Linux version 5.15.90.1-microsoft-standard-WSL2' }, 'wsl', true],
    ['a virtual machine', { processor: 'flags\t\t: fpu hypervisor sse2' }, 'linux', true],
    ['Windows', { platform: 'win32', kernel: undefined, processor: undefined }, 'windows', false],
    ['macOS', { platform: 'darwin', kernel: undefined, processor: undefined }, 'macos', false],
  ])('%s', (_name, traces, kind, virtual) => {
    expect(detectTimeService({ ...linux, ...traces })).toEqual({ kind, virtual })
  })
})
