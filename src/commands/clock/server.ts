/** `clock server`: a web server's clock, which judges the codes of people who sign in there. */
import { type MeasureRequest, measure } from '../../core/clock/measure.ts'
import { defaultTimeout } from '../../core/clock/read.ts'
import { readDates } from '../../core/clock/read-dates.ts'
import { type ComparedSkew, judgeSkew, skewOf } from '../../core/clock/skew.ts'
import { type ClockVerdict, offlineVerdict } from '../../core/clock/verdict.ts'
import { hostText, parseWebHost, type WebHost } from '../../core/clock/web.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { webHostFrom, whomToAsk } from '../../tasks/time-servers.ts'
import type { Block } from '../../ui/screen.ts'
import { skewJson, skewPhrase } from '../../ui/skew.ts'
import type { ClockOptions } from './command.ts'
import { requestBeside } from './plan.ts'

/** What was found out about a server's clock. */
export interface ServerReading {
  /** The server's answer, as a verdict about this computer's clock beside it. */
  readonly beside: ClockVerdict
  /** Undefined where the server told no time. */
  readonly skew: ComparedSkew | undefined
}

/** Measures a server beside this computer, and this computer beside true time, at once. */
export async function readServer(
  server: WebHost,
  request: MeasureRequest,
  host: Host,
): Promise<ServerReading> {
  const { limits, timeoutSeconds = defaultTimeout, requests = 1 } = request
  const time = await host.time()
  const [computer, beside] = await Promise.all([
    measure({ time, web: host.web }, request),
    readDates(time, await host.web(), { hosts: [server], limits, timeoutSeconds, requests }),
  ])
  if (beside.status === 'unknown') return { beside, skew: undefined }
  const [low, high] = beside.interval
  return { beside, skew: skewOf({ low, high }, computer) }
}

/** Measures, shows and advises. Exit: within the limits, off, or not to be read. */
export async function clockServer(url: string, given: ClockOptions, host: Host): Promise<Exit> {
  const { words, settings, terminal, hint } = host
  const server = webHostFrom('URL', url, words)
  const request = requestBeside(given, 'clock server', host)
  const { beside, skew } = settings.offline ? offline(host) : await readServer(server, request, host)
  const status = statusOf(skew, request)
  if (settings.json) terminal.out(`${JSON.stringify(serverJson(server, { beside, skew }, status))}\n`)
  else
    terminal.out(
      `${words.clock.line(words.clock.statuses[status], serverSentence({ beside, skew }, words))}\n`,
    )
  if (status === 'warning' || status === 'critical') hint(words.clock.server.hint)
  if (beside.status === 'unknown') hint(words.clock.hints[beside.reason])
  return status === 'ok' ? exits.yes : status === 'unknown' ? exits.outside : exits.no
}

const statusOf = (skew: ComparedSkew | undefined, { limits }: MeasureRequest): ClockVerdict['status'] =>
  skew === undefined ? 'unknown' : judgeSkew(skew, limits).status

function offline({ settings }: Host): ServerReading {
  return { beside: offlineVerdict(settings.limits), skew: undefined }
}

/** Asks for a server, measures it, and answers with the blocks of a wizard's screen. */
export async function askServer(host: Host): Promise<readonly Block[]> {
  const { words } = host
  const prompt = await host.prompt()
  const typed = await prompt.text({
    message: words.clock.serverTool.ask,
    check: (text) => (parseWebHost(text.trim()) === undefined ? words.clock.allowed.web : undefined),
  })
  const server = webHostFrom('URL', typed.trim(), words)
  host.hint(words.clock.asking([hostText(server), ...host.settings.servers]))
  const request = { ...whomToAsk(host), limits: host.settings.limits }
  const reading = await readServer(server, request, host)
  const status = statusOf(reading.skew, request)
  const text = serverSentence(reading, words)
  if (status === 'ok') return [{ kind: 'good', text }]
  if (status === 'unknown') return [{ kind: 'note', text }]
  return [
    { kind: 'caution', text },
    { kind: 'note', text: words.clock.server.hint },
  ]
}

/** The server's clock in one sentence. */
export function serverSentence({ beside, skew }: ServerReading, words: Host['words']): string {
  const { server, rejects, unknown } = words.clock
  if (skew !== undefined) return server.is(skewPhrase(skew, words))
  const [source] = beside.sources
  const why = source?.reject === undefined ? undefined : rejects[source.reject]
  return server.unknown(why ?? (beside.status === 'unknown' ? unknown[beside.reason] : ''))
}

function serverJson(server: WebHost, { beside, skew }: ServerReading, status: ClockVerdict['status']) {
  return {
    schema: 1,
    server: hostText(server),
    status,
    reject: beside.sources[0]?.reject ?? null,
    skew_s: skew === undefined ? null : skewJson(skew),
    reference: skew?.reference ?? null,
  }
}
