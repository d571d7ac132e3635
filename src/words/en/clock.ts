/** The words of the clock check, in English; their type is the type of the Japanese ones. */

import type { RejectCode } from '../../core/clock/sample.ts'
import type { TimeServiceKind } from '../../core/clock/time-service.ts'
import type { Direction, SkewClue, UnknownVerdict } from '../../core/clock/verdict.ts'

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
  DNS: 'no address found',
  IPV6: 'has an IPv6 address only, which cannot be asked here',
  DUPLICATE: 'is the same server as another one',
  OPERATOR: 'has the same operator as another one, which counts',
  LATE: 'not waited for: enough others had answered',
  TLS: 'no secure connection came about',
  CERTIFICATE: 'its certificate cannot be trusted',
  CERTIFICATE_TIME: 'its certificate is not valid at the time this clock shows',
  NO_DATE: 'told no time',
  CACHED: 'answered out of a cache, with an old time',
  CONTRADICTION: 'contradicted itself',
}

const unknown: Record<UnknownVerdict['reason'], string> = {
  no_response: 'no time server answered',
  no_valid_response: 'no time server gave an answer that can be trusted',
  disagreement: 'the time servers disagree, so this clock could not be checked',
  local_step: 'this computer’s clock was set while it was measured',
  bad_certificate: 'the web servers’ certificates are not valid at the time this clock shows',
  blocked: 'no time server answered, and the web servers told no time',
  offline: 'not measured: with --offline no time server is asked',
  stopped: 'the measuring was stopped',
}

const hints: Record<UnknownVerdict['reason'], string> = {
  no_response:
    'check the network; some networks block time queries (UDP port 123): there, ask web servers with --https, or a server of your own with --server',
  no_valid_response: 'name other servers with --server',
  disagreement: 'name more servers, so that there can be a majority: --server may be given several times',
  local_step: 'run it again',
  bad_certificate: 'a clock that is wrong by weeks or more does this: look at the date this computer shows',
  blocked: 'name a web server of your own: --https https://HOST',
  offline: 'leave out --offline',
  stopped: 'run it again',
}

const clues: Record<SkewClue, string> = {
  'time-zone':
    'an error of whole quarter hours looks like a wrong time zone, summer time set by hand, or a hardware clock kept in local time',
  suspended:
    'this is a virtual machine: when it is paused or the computer sleeps, its clock stops and afterwards shows the past',
  'dead-battery': 'a clock that begins years in the past looks like an empty battery on the main board',
}

/** How a clock is put right; only said, never done. */
const repairs: Record<TimeServiceKind, string> = {
  windows:
    'Windows: Settings > Time & language > Date & time, switch on “Set time automatically” and press “Sync now”; or, as administrator: w32tm /resync',
  macos:
    'macOS: System Settings > General > Date & Time, switch on “Set time and date automatically”; or: sudo sntp -sS time.apple.com',
  wsl: 'WSL: sudo hwclock -s takes over the time of Windows; if that is wrong too, put it right in Windows first',
  container: 'a container has its host’s clock: put it right on the host, and run nothing for it in here',
  timesyncd:
    'systemd-timesyncd keeps this clock: sudo timedatectl set-ntp true, then look with: timedatectl timesync-status',
  chrony: 'chrony keeps this clock: sudo chronyc makestep, then look with: chronyc tracking',
  ntpd: 'ntpd keeps this clock: restart its service, then look with: ntpq -p',
  linux:
    'nothing that keeps this clock was found: sudo timedatectl set-ntp true, or install a time service such as chrony',
}

export const clock = {
  help: 'checks this computer’s clock against time servers',
  options: {
    server:
      'a time server to ask, HOST or HOST:PORT; give it several times for a majority (replaces the usual ones)',
    warn: 'from how many seconds of error to warn (usual: 5)',
    critical: 'from how many seconds of error it is critical (usual: 15)',
    timeout: 'how many seconds to wait, for names and answers together (usual: 3)',
    https:
      'ask web servers (the Date of HTTPS, good to a second) in place of time servers; with --server, only if those are silent. Several times for a majority',
    precise:
      'ask each web server several times, from 2 to 5 (usual: 5): the closest is good to about a tenth of a second',
    format: 'text, json, nagios or prometheus',
    output: 'write the result into a file, whole or not at all',
    watch: 'measure again and again, every so many seconds (usual: 64)',
    splay: 'wait a random time before, up to so many seconds: for many machines that start at once',
    period: 'seconds a code lasts (usual: 30)',
    presses: 'how often to press the key (usual: 3)',
    code: 'the set-up key or link is at hand: the digits themselves then tell the whole error, hours included',
    secretFile: 'the file with the key or link, for --code; - for standard input',
  },
  allowed: {
    web: 'an address such as https://HOST, with a port if need be, without a user name',
    precise: 'a whole number from 2 to 5',
    format: 'text, json, nagios, prometheus',
    watch:
      'a number of seconds from 2 to 86400, from 16 for servers that are not on this computer or a private address',
    nagiosWatch: 'without --watch: the monitor itself repeats the check',
    splay: 'a number of seconds from 0 to 86400',
    period: 'a whole number of seconds from 10 to 300',
    presses: 'a whole number from 1 to 9',
    code: 'an account whose codes change with the time',
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
  /** What an error means for codes: shares in percent. */
  totp: (strict: string, tolerant: string) =>
    `of the codes made by this clock a strict service refuses ${strict} %, a tolerant one (30 s either way) ${tolerant} %`,
  waiting: (span: string) => `waiting ${span} (splay)`,
  next: (span: string) => `next in ${span}`,
  server: {
    help: 'checks a web server’s clock, which is the one that judges codes at your own server',
    url: 'the server, such as https://cloud.example.org',
    is: (phrase: string) => `the server’s clock is ${phrase}`,
    unknown: (text: string) => `the server’s clock could not be read: ${text}`,
    hint: 'a server with a wrong clock refuses right codes: it has to be put right there, on the host itself',
  },
  phone: {
    help: 'measures a phone’s clock, without its secret',
    intro: [
      'Take the phone, unlock it, and open the authenticator app at any account. Keep its screen on.',
      'Its digits change every half minute. Press Enter here at the moment they change.',
      'Watch the phone’s own clock, too: the hours and minutes at its edge.',
    ],
    press: (number: number, all: number) => `Press Enter the moment the digits change (${number} of ${all})`,
    minute: 'What time did the phone show at the last change? (such as 14:05; Enter if you did not see it)',
    badMinute: 'type hours and minutes, such as 14:05, or only Enter',
    code: 'The digits that appeared at the last press',
    badCode:
      'these digits are not of that key, or not of these hours: type those that appeared at the last press',
    turned: 'Did the phone’s clock go to a new minute at that same moment?',
    turnedYes: 'Yes, both at once',
    turnedNo: 'No, only the digits changed',
    turnedUnknown: 'I did not see it',
    is: (phrase: string) => `the phone’s clock is ${phrase}`,
    either: (phrases: readonly string[]) =>
      `the phone’s clock is at one of these places: ${phrases.join('; or ')}`,
    withinStep: (phrase: string, period: string) =>
      `the phone’s clock is ${phrase}, or off by any number of ${period} besides`,
    scattered: (spread: string) =>
      `the key presses lie ${spread} apart and tell nothing: press only when the digits change`,
    zone: 'errors of whole quarter hours cannot be seen this way: check that the phone’s time zone is right and its time is automatic',
    repair:
      'switch on automatic date and time in the phone’s settings, then close the authenticator app and open it again',
    tool: 'Measure the phone’s clock',
  },
  skew: (size: string, direction: Direction, bound: string, reference: 'time' | 'computer') =>
    reference === 'time'
      ? `${size} ${direction} (±${bound})`
      : `${size} ${direction === 'ahead' ? 'ahead of' : 'behind'} this computer’s (±${bound}), which could not be checked itself`,
  right: (bound: string, reference: 'time' | 'computer') =>
    reference === 'time'
      ? `right, within ${bound}`
      : `like this computer’s, within ${bound}, which could not be checked itself`,
  serverTool: {
    label: 'Measure the server’s clock',
    ask: 'The address of the server’s sign-in page (https://…); only its clock is read',
  },
  unsure: 'the error is too close to a limit to be sure on which side it is',
  mixed:
    'these servers mix two ways of handling leap seconds and may differ by up to half a second around one: name servers of one kind',
}

export type ClockWords = typeof clock
