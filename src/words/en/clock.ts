/** The words of the clock check, in English; their type is the type of the Japanese ones. */
import type { RejectCode } from '../../core/clock/sample.ts'
import type { Clue, Direction, Unmeasured } from '../../core/clock/verdict.ts'

const rejects: Record<RejectCode, string> = {
  SHORT: 'sent something that is no answer',
  MODE: 'sent something that is no answer',
  VERSION: 'speaks another version of NTP',
  ORIGIN: 'answered a question nobody asked',
  KISS: 'asks not to be asked',
  STRATUM: 'does not know the time itself',
  UNSYNC: 'does not know the time itself',
  ZERO: 'left out its times',
  ORDER: 'says it answered before it was asked',
  REFTIME: 'says it was set in the future',
  DISTANCE: 'knows the time too roughly',
  DELAY: 'says it took longer than the whole exchange',
  LOCAL_STEP: 'answered while this computer’s clock was being set',
  TIMEOUT: 'no answer in time',
  UNREACHABLE: 'cannot be reached',
  DNS: 'no IPv4 address found',
  DUPLICATE: 'is the same server as another one',
  OPERATOR: 'has the same operator as another one, which counts',
  LATE: 'not waited for: enough others had answered',
}

const unknown: Record<Unmeasured['reason'], string> = {
  no_response: 'no time server answered',
  no_valid_response: 'no time server gave an answer that can be trusted',
  disagreement: 'the time servers disagree, so this clock could not be checked',
  local_step: 'this computer’s clock was set while it was measured',
  offline: 'not measured: with --offline no time server is asked',
  stopped: 'the measuring was stopped',
}

const hints: Record<Unmeasured['reason'], string> = {
  no_response:
    'check the network; some networks block time queries (UDP port 123): there, name a server of your own with --server',
  no_valid_response: 'name other servers with --server',
  disagreement: 'name more servers, so that there can be a majority: --server may be given several times',
  local_step: 'run it again',
  offline: 'leave out --offline',
  stopped: 'run it again',
}

const clues: Record<Clue, string> = {
  'time-zone':
    'an error of whole quarter hours looks like a wrong time zone, summer time set by hand, or a hardware clock kept in local time',
  'dead-battery': 'a clock that begins years in the past looks like an empty battery on the main board',
}

export const clock = {
  help: 'checks this computer’s clock against time servers',
  options: {
    server:
      'a time server to ask, HOST or HOST:PORT; give it several times for a majority (replaces the usual ones)',
    warn: 'from how many seconds of error to warn (usual: 5)',
    critical: 'from how many seconds of error it is critical (usual: 15)',
    timeout: 'how many seconds to wait, for names and answers together (usual: 3)',
  },
  allowed: {
    server: 'a host name or an IPv4 address, with or without :PORT from 1 to 65535; not IPv6',
    limit: 'a number of seconds above 0; that of --warn is not above that of --critical',
    timeout: 'a number of seconds from 0.1 to 60',
  },
  asking: (names: readonly string[]) => `asking ${names.join(', ')} …`,
  statuses: { ok: 'OK', warning: 'WARNING', critical: 'CRITICAL', unknown: 'UNKNOWN' },
  line: (status: string, text: string) => `${status}: ${text}`,
  clockIs: (phrase: string) => `clock is ${phrase}`,
  phrase: (size: string, direction: Direction, bound: string, agreement: string) =>
    `${size} ${direction} (±${bound}, ${agreement})`,
  agreement: (used: number, asked: number) =>
    used === 1 ? 'by one server, confirmed by no other' : `${used} of ${asked} servers agree`,
  source: (name: string, text: string, code: string) => `${name}: ${text} (${code})`,
  sourceSays: (name: string, size: string, direction: Direction) =>
    `${name}: by this one the clock is ${size} ${direction}`,
  outvoted: (text: string) => `${text} (against the majority)`,
  units: {
    ms: (number: string) => `${number} ms`,
    s: (number: string) => `${number} s`,
    min: (number: string) => `${number} min`,
    h: (number: string) => `${number} h`,
    d: (number: string) => (number === '1' ? '1 day' : `${number} days`),
    y: (number: string) => (number === '1' ? '1 year' : `${number} years`),
    between: ' ',
  },
  rejects,
  unknown,
  hints,
  clues,
  setIt: 'switch on automatic time in the system settings, then run this again',
  unsure: 'the error is too close to a limit to be sure on which side it is',
  mixed:
    'these servers mix two ways of handling leap seconds and may differ by up to half a second around one: name servers of one kind',
}

export type ClockWords = typeof clock
