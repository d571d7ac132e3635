/** What keeps the time of the machine the program runs on, told from what lies about on it. */

/** What keeps the clock, and so how it is put right. */
export type TimeServiceKind =
  | 'windows'
  | 'macos'
  | 'wsl'
  | 'container'
  | 'timesyncd'
  | 'chrony'
  | 'ntpd'
  | 'linux'

export interface ClockKeeper {
  readonly keeper: TimeServiceKind
  /** The machine is itself a program on another one, which may stop it for a while. */
  readonly virtual: boolean
}

/** What was found. Texts are undefined where there is no such file. */
export interface TimeServiceTraces {
  readonly platform: string
  /** /proc/version. */
  readonly kernel: string | undefined
  readonly container: boolean
  readonly services: readonly ('timesyncd' | 'chrony' | 'ntpd')[]
  readonly processor: string | undefined
}

/** The keeper these traces speak of. A container has its host's clock, whatever else runs in it. */
export function detectTimeService({
  platform,
  kernel,
  container,
  services,
  processor,
}: TimeServiceTraces): ClockKeeper {
  const virtual = /^flags\s*:.*\bhypervisor\b/m.test(processor ?? '')
  if (platform === 'win32') return { keeper: 'windows', virtual }
  if (platform === 'darwin') return { keeper: 'macos', virtual }
  if (container) return { keeper: 'container', virtual }
  if (/microsoft/i.test(kernel ?? '')) return { keeper: 'wsl', virtual: true }
  const [service] = (['chrony', 'ntpd', 'timesyncd'] as const).filter((name) => services.includes(name))
  return { keeper: service ?? 'linux', virtual }
}
