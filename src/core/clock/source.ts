/**
 * The port through which time is read from the outside, and the plain records that come through it. The adapter is
 * `system/ntp.ts`. Nothing here is believed: `sample.ts` decides what an answer is worth.
 *
 * All times are seconds; those called wall time count from the Unix epoch.
 */

/** A server as the person named it: a host name or an IPv4 address, and a port. */
export interface ServerName {
  readonly host: string
  readonly port: number
}

/** Where a question goes: a literal IPv4 address and a port. */
export interface ServerAddress {
  readonly address: string
  readonly port: number
}

/** One look at both local clocks, in seconds. The monotonic one has any origin and never jumps. */
export interface ClockReading {
  readonly wall: number
  readonly monotonic: number
}

/**
 * An NTP reply (RFC 5905, section 7.3) as the parser gives it. Nothing is checked: any number may be NaN. The four
 * timestamps are seconds since the Unix epoch as if the era were 0 (1900–2036), cut to whole milliseconds.
 */
export interface NtpPacket {
  readonly leap: number
  readonly version: number
  readonly mode: number
  readonly stratum: number
  /** log2 seconds, as the unsigned byte of the wire. */
  readonly precision: number
  /** Seconds. */
  readonly rootDelay: number
  /** Seconds. */
  readonly rootDispersion: number
  /** Four characters at stratum 1, else the 32-bit number in decimal. */
  readonly referenceId: string
  readonly reference: number
  /** What the server says it was sent. */
  readonly origin: number
  /** T2. */
  readonly receive: number
  /** T3. */
  readonly transmit: number
}

/** A datagram that came back, and what was known on this side. */
export interface NtpReply {
  readonly packet: NtpPacket
  /** T1: the wall time is derived from the monotonic clock. */
  readonly sent: ClockReading
  /** T4: both clocks read apart, so that a step of the wall clock in between shows. */
  readonly received: ClockReading
  /** What `packet.origin` has to be for the datagram to answer this very question. */
  readonly expectedOrigin: { readonly at: number; readonly tolerance: number }
}

/** What became of one question. */
export type NtpAnswer =
  | { readonly kind: 'reply'; readonly reply: NtpReply }
  /** Nothing came in time. */
  | { readonly kind: 'silent' }
  /** The system refused to send. */
  | { readonly kind: 'unreachable' }

/** How long something may take. Both ends are kept by the port: it settles then, and holds nothing open. */
export interface WaitLimit {
  readonly timeoutSeconds: number
  readonly signal: AbortSignal | undefined
}

/** Names, questions and the passing of time. What fails outside is an answer: a method rejects for a bug only. */
export interface TimeSource {
  /**
   * The addresses of a name, in the resolver's order: the IPv4 ones if there are any, else the IPv6 ones, which cannot be asked. Empty
   * where it has none or they did not come in time.
   */
  resolve(host: string, bounds: WaitLimit): Promise<readonly string[]>
  /** Sends one packet and waits for one. */
  ask(server: ServerAddress, bounds: WaitLimit): Promise<NtpAnswer>
  /** Seconds on a clock that never jumps. */
  monotonic(): number
  /** Waits; ends early, without a word, when the signal comes. */
  sleep(seconds: number, signal: AbortSignal | undefined): Promise<void>
}
