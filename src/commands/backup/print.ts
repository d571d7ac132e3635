/** `backup print`: codes on paper. */

import { isLive, listShowable } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { say as said } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { findCardNamed, findKept, formatServiceTitle, type Kept } from '../../tasks/backup-accounts.ts'
import { type BackupPage, backupPageHtml, backupPageText } from '../../ui/backup-page.ts'
import { visible } from '../../ui/visible.ts'
import type { Verb } from '../verb.ts'
import { type AccountOption, addService } from './account-option.ts'

interface PrintOptions extends AccountOption {
  readonly output?: string
  readonly qr?: true
}

export const printVerb: Verb = {
  name: 'print',
  examples: ['2fa-rescue backup print google --output google.html --qr'],
  add: (command, perform, words) =>
    addService(command, words)
      .description(words.backup.verbs.print)
      .option('--output <file>', words.backup.options.output)
      .option('--qr', words.backup.options.qr)
      .action((service: string, given: PrintOptions) => perform((host) => print(service, given, host))),
}

async function print(service: string, given: PrintOptions, host: Host): Promise<Exit> {
  const store = await host.store()
  const kept = await findKept(host, store, { service, account: given.account })
  const page = await buildPage(kept, given.qr ?? false, host)
  if (given.output === undefined) {
    host.terminal.out(backupPageText(page, host.words))
    return exits.yes
  }
  const file = host.files.resolve(given.output)
  await host.files.write(file, backupPageHtml(page, host.words), { fresh: true })
  host.result({
    json: { file, codes: page.codes.length },
    text: visible(host.words.backup.written(file)),
  })
  return exits.yes
}

/** The codes of the sets in use. Throws `hashed-only` where there is nothing that could be shown. */
async function buildPage({ record }: Kept, qr: boolean, host: Host): Promise<BackupPage> {
  const live = listShowable(record).filter(({ of }) => isLive(of))
  const [newest] = live
  if (newest === undefined) {
    const hashedOnly = record.sets.some((set) => isLive(set))
    throw new RescueError(
      hashedOnly
        ? { code: 'hashed-only', service: formatServiceTitle(record) }
        : { code: 'nothing-stored', service: formatServiceTitle(record), known: [] },
    )
  }
  const codes = live.flatMap(({ code: { value, state } }) =>
    state === 'void' ? [] : [{ code: value, state }],
  )
  return {
    service: await chooseName(record.service, host),
    account: record.account,
    made: newest.of.made.slice(0, 10),
    printed: host.now().toISOString().slice(0, 10),
    codes,
    qr,
  }
}

/** A service as its card calls it in the person's language. */
async function chooseName(service: string, host: Host): Promise<string> {
  const card = await findCardNamed(host, service)
  const { book } = await host.shipped()
  const name = card === undefined ? undefined : book.cards.service[card]?.name
  return name === undefined ? service : said(name, host.words.language)
}
