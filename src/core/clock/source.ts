/**
 * The port to time servers, and its records. The adapter is `system/ntp.ts`. Nothing is validated here;
 * `sample.ts` does that.
 *
 * All times are in seconds. Wall times count from the Unix epoch.
 */

/** A server as configured: a host name or an IPv4 address, and a port. */
export interface ServerName {
  readonly host: string
  readonly port: number
}

/** Where a packet is sent: a literal IPv4 address and a port. */
export interface ServerAddress {
  readonly address: string
  readonly port: number
}

/** Both local clocks at one moment, in seconds. The monotonic one has an arbitrary origin and never jumps. */
export interface ClockReading {
  readonly wall: number
  readonly monotonic: number
}

/**
 * An NTP packet (RFC 5905, section 7.3) as the parser returns it, not validated: any number may be NaN. The
 * four timestamps are Unix seconds, as if the era were 0 (1900–2036), truncated to milliseconds.
 */
export interface NtpPacket {
  readonly leap: number
  readonly version: number
  readonly mode: number
  readonly stratum: number
  /** log2 of seconds, as an unsigned byte. */
  readonly precision: number
  /** Seconds. */
  readonly rootDelay: number
  /** Seconds. */
  readonly rootDispersion: number
  /** Four characters at stratum 1, else the 32-bit number in decimal. */
  readonly referenceId: string
  readonly reference: number
  /** The transmit timestamp of the request, as the server echoes it. */
  readonly origin: number
  /** T2. */
  readonly receive: number
  /** T3. */
  readonly transmit: number
}

/** A received packet, and the local times of the exchange. */
export interface NtpReply {
  readonly packet: NtpPacket
  /** T1. The wall time is derived from the monotonic clock. */
  readonly sent: ClockReading
  /**
   * T4. Both clocks are read independently, so that a change of the wall clock in between can be detected.
   */
  readonly received: ClockReading
  /** What `packet.origin` must be for the packet to be the reply to this request. */
  readonly expectedOrigin: { readonly at: number; readonly tolerance: number }
}

/** The outcome of one request. */
export type NtpAnswer =
  | { readonly kind: 'reply'; readonly reply: NtpReply }
  /** No packet arrived in time. */
  | { readonly kind: 'silent' }
  /** The system refused to send. */
  | { readonly kind: 'unreachable' }

/** A time limit and an abort signal. When either ends, the port settles at once and holds nothing open. */
export interface WaitLimit {
  readonly timeoutSeconds: number
  readonly signal: AbortSignal | undefined
}

/**
 * Resolves names, asks time servers, and waits. Failures of the network are values; a method rejects only for
 * a bug.
 */
export interface TimeSource {
  /**
   * The addresses of a name, in the resolver's order: the IPv4 ones if there are any, else the IPv6 ones,
   * which `ask` does not support. Empty if it has none or they did not arrive in time.
   */
  resolve(host: string, bounds: WaitLimit): Promise<readonly string[]>
  /** Sends one packet and waits for the reply. */
  ask(server: ServerAddress, bounds: WaitLimit): Promise<NtpAnswer>
  /** Seconds on a clock that never jumps. */
  monotonic(): number
  /** Waits; ends early, without an error, when the signal aborts. */
  sleep(seconds: number, signal: AbortSignal | undefined): Promise<void>
}
