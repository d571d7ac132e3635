/**
 * Measures how far this computer's clock is off: by time servers (NTP), and by web servers where those are silent.
 *
 * @module clock
 */
export * from '../core/clock/index.ts'
export { createHttpsSource } from '../system/https.ts'
export { createNtpSource } from '../system/ntp.ts'
