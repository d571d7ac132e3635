/** Detects which service sets the clock of this machine, from the platform and a few files. */

/** What sets the clock; the repair advice depends on it. */
export type TimeServiceKind =
  | 'windows'
  | 'macos'
  | 'wsl'
  | 'container'
  | 'timesyncd'
  | 'chrony'
  | 'ntpd'
  | 'linux'

/** The service that sets this machine's clock. */
export interface TimeService {
  readonly kind: TimeServiceKind
  /** A virtual machine, whose clock stops while its host pauses it. */
  readonly virtual: boolean
}

/** The evidence. Texts are undefined if the file does not exist. */
export interface TimeServiceTraces {
  /** As `process.platform` says. */
  readonly platform: string
  /** The content of /proc/version. */
  readonly kernel: string | undefined
  readonly container: boolean
  readonly services: readonly ('timesyncd' | 'chrony' | 'ntpd')[]
  /** The content of /proc/cpuinfo. */
  readonly processor: string | undefined
}

/** Finds the service. A container uses its host's clock, whatever else runs in it. */
export function detectTimeService({
  platform,
  kernel,
  container,
  services,
  processor,
}: TimeServiceTraces): TimeService {
  const virtual = /^flags\s*:.*\bhypervisor\b/m.test(processor ?? '')
  if (platform === 'win32') return { kind: 'windows', virtual }
  if (platform === 'darwin') return { kind: 'macos', virtual }
  if (container) return { kind: 'container', virtual }
  if (/microsoft/i.test(kernel ?? '')) return { kind: 'wsl', virtual: true }
  const [service] = (['chrony', 'ntpd', 'timesyncd'] as const).filter((name) => services.includes(name))
  return { kind: service ?? 'linux', virtual }
}
