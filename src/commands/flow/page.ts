/** `flow page`: the wizard as one HTML file for people without a terminal. */
import { RescueError } from '../../core/errors.ts'
import { own, say } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseMissing, refuseValue } from '../../host/misuse.ts'
import { readFlows } from '../../tasks/load-flows.ts'
import { buildWizardPage } from '../../tasks/write-page.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'

interface PageOptions {
  readonly output?: string
  readonly flows?: string
}

export const pageVerb: Verb = {
  name: 'page',
  examples: [
    '2fa-rescue flow page --output rescue.html',
    '2fa-rescue flow page helpdesk --flows our-flows --output helpdesk.html',
  ],
  add: (command, perform, words) =>
    command
      .description(words.page.help)
      .argument('[flow]', words.page.flow)
      .option('--output <file>', words.page.output)
      .option('--flows <dir>', words.flow.options.flows)
      .action((flow: string | undefined, given: PageOptions) =>
        perform((host) => writePage(flow ?? 'diagnose', given, host)),
      ),
}

async function writePage(start: string, { output, flows }: PageOptions, host: Host): Promise<Exit> {
  const { words } = host
  if (output === undefined) return refuseMissing('--output')
  if (!/\.html?$/i.test(output)) return refuseValue('--output', words.page.extension)
  const { book } = await readFlows(host, flows)
  const flow = own(book.flows, start)
  if (flow === undefined)
    throw new RescueError({ code: 'unknown-flow', name: start, known: Object.keys(book.flows) })
  const others = await host.inLanguage(words.language === 'en' ? 'ja' : 'en')
  const html = await buildWizardPage({
    title: say(flow.title, words.language),
    language: words.language,
    cannotRun: [words, others.words].map(({ language, page }) => [language, page.cannotRun]),
    content: { start, book, services: await host.directory() },
    script: await host.pageScript(),
  })
  await host.files.write(host.files.resolve(output), html, { mode: 0o644, fresh: true })
  const bytes = new TextEncoder().encode(html).length
  host.result({
    json: { file: output, flow: start, bytes },
    text: visible(words.page.written(output, Math.ceil(bytes / 1000))),
  })
  host.hint(words.page.hint)
  return exits.yes
}
