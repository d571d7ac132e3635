/** The words of the clock check, in English; their type is the type of the Japanese ones. */

import type { RejectCode } from '../../core/clock/sample.ts'
import type { TimeServiceKind } from '../../core/clock/time-service.ts'
import type { Direction, SkewClue, UnknownVerdict } from '../../core/clock/verdict.ts'

const rejects: Record<RejectCode, string> = {
  SHORT: 'sent an invalid reply',
  MODE: 'sent an invalid reply',
  VERSION: 'uses another version of NTP',
  ORIGIN: 'sent a reply to another request',
  KISS: 'asks clients to stop sending requests',
  STRATUM: 'is not synchronised',
  UNSYNC: 'is not synchronised',
  ZERO: 'sent a reply without times',
  ORDER: 'claims to have replied before the request arrived',
  REFTIME: 'claims that its clock was set in the future',
  DISTANCE: 'is not precise enough',
  DELAY: 'claims to have taken longer than the whole exchange',
  LOCAL_STEP: 'replied while this computer’s clock was being changed',
  TIMEOUT: 'no answer in time',
  UNREACHABLE: 'cannot be reached',
  DNS: 'no address found',
  IPV6: 'has only IPv6 addresses, which are not supported',
  DUPLICATE: 'is the same server as another one',
  OPERATOR: 'has the same operator as another server, which is used',
  LATE: 'not waited for: enough other servers had answered',
  TLS: 'no secure connection could be made',
  CERTIFICATE: 'its certificate cannot be trusted',
  CERTIFICATE_TIME: 'its certificate is not valid at the time this clock shows',
  NO_DATE: 'sent no valid date',
  CACHED: 'sent a cached response, with an old date',
  CONTRADICTION: 'sent two dates that contradict each other',
}

const unknown: Record<UnknownVerdict['reason'], string> = {
  no_response: 'no time server answered',
  no_valid_response: 'no time server gave a valid answer',
  disagreement: 'the time servers disagree, so this clock could not be checked',
  local_step: 'this computer’s clock was changed during the measurement',
  bad_certificate: 'the web servers’ certificates are not valid at the time this clock shows',
  blocked: 'no time server answered, and the web servers gave no time',
  offline: 'not measured: with --offline no time server is asked',
  stopped: 'the measurement was stopped',
}

const hints: Record<UnknownVerdict['reason'], string> = {
  no_response:
    'check the network; some networks block time queries (UDP port 123): use web servers with --https, or a server inside your network with --server',
  no_valid_response: 'use other servers with --server',
  disagreement: 'use more servers, so that a majority is possible: --server can be given several times',
  local_step: 'run it again',
  bad_certificate:
    'this happens when a clock is wrong by weeks or more: check the date that this computer shows',
  blocked: 'use a web server inside your network: --https https://HOST',
  offline: 'leave out --offline',
  stopped: 'run it again',
}

const clues: Record<SkewClue, string> = {
  'time-zone':
    'an error of whole quarter hours usually means a wrong time zone, daylight saving time set by hand, or a hardware clock in local time',
  suspended: 'this is a virtual machine: its clock stops while it is paused or the computer sleeps',
  'dead-battery': 'a clock that is years behind usually means an empty battery on the main board',
}

/** How to correct a clock. The program only shows this; it never sets a clock. */
const repairs: Record<TimeServiceKind, string> = {
  windows:
    'Windows: Settings > Time & language > Date & time, switch on “Set time automatically” and press “Sync now”; or, as administrator: w32tm /resync',
  macos:
    'macOS: System Settings > General > Date & Time, switch on “Set time and date automatically”; or: sudo sntp -sS time.apple.com',
  wsl: 'WSL: sudo hwclock -s sets the clock to the time of Windows; if that is wrong too, correct it in Windows first',
  container: 'a container uses its host’s clock: correct it on the host',
  timesyncd:
    'systemd-timesyncd sets this clock: sudo timedatectl set-ntp true, then check with: timedatectl timesync-status',
  chrony: 'chrony sets this clock: sudo chronyc makestep, then check with: chronyc tracking',
  ntpd: 'ntpd sets this clock: restart its service, then check with: ntpq -p',
  linux:
    'no service that sets this clock was found: sudo timedatectl set-ntp true, or install one such as chrony',
}

export const clock = {
  help: 'checks this computer’s clock against time servers',
  options: {
    server:
      'a time server, HOST or HOST:PORT; give it several times for a majority (replaces the default servers)',
    warn: 'error in seconds from which the status is warning (default: 5)',
    critical: 'error in seconds from which the status is critical (default: 15)',
    timeout: 'seconds to wait for names and answers together (default: 3)',
    https:
      'use web servers (the Date of HTTPS, precise to a second) instead of time servers; with --server, only if those do not answer. Several times for a majority',
    precise: 'ask each web server several times, from 2 to 5 (default: 5): up to a tenth of a second precise',
    format: 'text, json, nagios or prometheus',
    output: 'write the result to a file, atomically',
    watch: 'repeat the measurement every S seconds (default: 64)',
    splay: 'first wait a random time of up to S seconds: for many machines that start at the same time',
    period: 'time step of the codes in seconds (default: 30)',
    presses: 'number of key presses (default: 3)',
    code: 'use the set-up key or link: the digits then give the whole error, hours included',
    secretFile: 'the file with the key or link, for --code; - for standard input',
  },
  allowed: {
    web: 'an address such as https://HOST or https://HOST:PORT, without a user name',
    precise: 'a whole number from 2 to 5',
    format: 'text, json, nagios, prometheus',
    watch:
      'a number of seconds from 2 to 86400, from 16 for servers outside this computer and private networks',
    nagiosWatch: 'no --watch: the monitoring system repeats the check',
    splay: 'a number of seconds from 0 to 86400',
    period: 'a whole number of seconds from 10 to 300',
    presses: 'a whole number from 1 to 9',
    code: 'an account whose codes change with the time',
    server: 'a host name or an IPv4 address, with or without :PORT from 1 to 65535; not IPv6',
    limit:
      'a number of seconds above 0, or a range that says the same of both directions, such as 0:10 or -10:10; that of --warn is not above that of --critical',
    timeout: 'a number of seconds from 0.1 to 60',
  },
  asking: (names: readonly string[]) => `asking ${names.join(', ')} …`,
  statuses: { ok: 'OK', warning: 'WARNING', critical: 'CRITICAL', unknown: 'UNKNOWN' },
  line: (status: string, text: string) => `${status}: ${text}`,
  clockIs: (phrase: string) => `clock is ${phrase}`,
  phrase: (size: string, direction: Direction, bound: string, agreement: string) =>
    `${size} ${direction} (±${bound}, ${agreement})`,
  agreement: (used: number, asked: number, method: 'ntp' | 'https') => {
    const [one, many] = method === 'https' ? ['web server', 'web servers'] : ['server', 'servers']
    return used === 1 ? `by one ${one}, confirmed by no other` : `${used} of ${asked} ${many} agree`
  },
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
  repairs,
  /** What an error means for codes; shares in percent. */
  totp: (strict: string, tolerant: string) =>
    `a strict service rejects ${strict} % of the codes made by this clock, a tolerant one (±30 s) ${tolerant} %`,
  waiting: (span: string) => `waiting ${span} (splay)`,
  next: (span: string) => `next in ${span}`,
  server: {
    help: 'checks a web server’s clock, such as that of your own server, which verifies your codes',
    url: 'the server, such as https://cloud.example.org',
    is: (phrase: string) => `the server’s clock is ${phrase}`,
    unknown: (text: string) => `the server’s clock could not be measured: ${text}`,
    hint: 'a server with a wrong clock rejects correct codes: correct the clock on that host',
  },
  phone: {
    help: 'measures a phone’s clock, without its secret',
    intro: [
      'Take the phone, unlock it, and open the authenticator app at any account. Keep its screen on.',
      'Its digits change every half minute. Press Enter here at the moment they change.',
      'Watch the phone’s own clock, too: the hours and minutes at its edge.',
    ],
    tooSoon: (period: string) =>
      `That was too soon after the last press: the digits change only every ${period}. This press does not count; wait for the next change.`,
    press: (number: number, all: number) => `Press Enter the moment the digits change (${number} of ${all})`,
    minute: 'What time did the phone show at the last change? (such as 14:05; Enter if you did not see it)',
    badMinute: 'type hours and minutes, such as 14:05, or only Enter',
    code: 'The digits that appeared at the last press',
    badCode:
      'these digits do not belong to that key or to this time: type those that appeared at the last press',
    turned: 'Did the minute on the phone’s clock change at the same moment?',
    turnedYes: 'Yes, both at once',
    turnedNo: 'No, only the digits changed',
    turnedUnknown: 'I did not see it',
    is: (phrase: string) => `the phone’s clock is ${phrase}`,
    either: (phrases: readonly string[]) => `the phone’s clock is one of these: ${phrases.join('; or ')}`,
    withinStep: (phrase: string, period: string) =>
      `the phone’s clock is ${phrase}, plus or minus any multiple of ${period}`,
    scattered: (spread: string) =>
      `the key presses are ${spread} apart and give no result: press only when the digits change`,
    zone: 'errors of whole quarter hours cannot be detected this way: check that the phone’s time zone is right and its time is automatic',
    repair:
      'switch on automatic date and time in the phone’s settings, then close the authenticator app and open it again',
    tool: 'Measure the phone’s clock',
  },
  skew: (size: string, direction: Direction, bound: string, reference: 'time' | 'computer') =>
    reference === 'time'
      ? `${size} ${direction} (±${bound})`
      : `${size} ${direction === 'ahead' ? 'ahead of' : 'behind'} this computer’s (±${bound}), which itself could not be checked`,
  right: (bound: string, reference: 'time' | 'computer') =>
    reference === 'time'
      ? `right, within ${bound}`
      : `like this computer’s, within ${bound}, which itself could not be checked`,
  serverTool: {
    label: 'Measure the server’s clock',
    ask: 'The address of the server’s sign-in page (https://…); only its clock is read',
  },
  unsure: 'the error is too close to a limit to be certain',
  mixed:
    'these servers handle leap seconds in two different ways and may differ by up to half a second around one: use servers of one kind',
}

export type ClockWords = typeof clock
