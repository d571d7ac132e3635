import { buildOfflineVerdict, type ClockVerdict } from '../../core/clock/verdict.ts'
import { formatWebHost, type WebHost } from '../../core/clock/web.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import {
  judgeComparison,
  readServer,
  type ServerReading,
  serverSentence,
} from '../../tasks/measure-server.ts'
import { requireWebHost } from '../../tasks/time-servers.ts'
import { skewJson } from '../../ui/skew.ts'
import type { Verb } from '../verb.ts'
import { addServerOptions, type ClockOptions, readClockOptions } from './options.ts'
import { requestBeside } from './plan.ts'

export const serverVerb: Verb = {
  name: 'server',
  examples: ['2fa-rescue clock server https://cloud.example.org'],
  add: (command, perform, words) =>
    addServerOptions(command, words)
      .description(words.clock.server.help)
      .argument('<url>', words.clock.server.url)
      .option('--precise [n]', words.clock.options.precise)
      .action((url: string) => perform((host) => clockServer(url, readClockOptions(command), host))),
}

/** Measures, shows and advises. Exit: within the limits, off, or not to be read. */
async function clockServer(url: string, given: ClockOptions, host: Host): Promise<Exit> {
  const { words, settings, hint } = host
  const server = requireWebHost('URL', url, words)
  const request = requestBeside(given, 'clock server', host)
  const { beside, skew } = settings.offline ? offline(host) : await readServer(server, request, host)
  const status = judgeComparison(skew, request)
  host.result({
    json: serverJson(server, { beside, skew }, status),
    text: words.clock.line(words.clock.statuses[status], serverSentence({ beside, skew }, words)),
  })
  if (status === 'warning' || status === 'critical') hint(words.clock.server.hint)
  if (beside.status === 'unknown') hint(words.clock.hints[beside.reason])
  return status === 'ok' ? exits.yes : status === 'unknown' ? exits.outside : exits.no
}

function offline({ settings }: Host): ServerReading {
  return { beside: buildOfflineVerdict(settings.limits), skew: undefined }
}

function serverJson(server: WebHost, { beside, skew }: ServerReading, status: ClockVerdict['status']) {
  return {
    schema: 1,
    server: formatWebHost(server),
    status,
    reject: beside.sources[0]?.reject ?? null,
    skew_s: skew === undefined ? null : skewJson(skew),
    reference: skew?.reference ?? null,
  }
}
