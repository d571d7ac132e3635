/** `backup print` and `advise`: codes on paper, and where to keep it. */
import { isLive, showable } from '../../core/backup/set.ts'
import { RescueError } from '../../core/errors.ts'
import { say as said } from '../../core/flow/book.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/machine.ts'
import { cardNamed, findKept, type Kept, titleOf } from '../../tasks/backup-accounts.ts'
import { openStore } from '../../tasks/open-store.ts'
import { show } from '../../tasks/screen.ts'
import { adviceBlocks, type BackupPage, backupPageHtml, backupPageText } from '../../ui/backup-page.ts'
import { visible } from '../../ui/visible.ts'
import type { PrintOptions } from './command.ts'

export async function print(service: string, given: PrintOptions, host: Host): Promise<Exit> {
  const store = await openStore(host)
  try {
    const kept = await findKept(host, store, { service, account: given.account })
    const page = await pageOf(kept, given.qr ?? false, host)
    if (given.output === undefined) {
      host.terminal.out(backupPageText(page, host.words))
      return exits.yes
    }
    const file = host.files.resolve(given.output)
    await host.files.write(file, backupPageHtml(page, host.words), { fresh: true })
    if (host.settings.json)
      host.terminal.out(`${JSON.stringify({ schema: 1, file, codes: page.codes.length })}\n`)
    else host.terminal.out(`${visible(host.words.backup.written(file))}\n`)
    return exits.yes
  } finally {
    store.close()
  }
}

/** The codes of the sets in use. Throws `hashed-only` where there is nothing that could be shown. */
async function pageOf({ shelf }: Kept, qr: boolean, host: Host): Promise<BackupPage> {
  const live = showable(shelf).filter(({ of }) => isLive(of))
  const [newest] = live
  if (newest === undefined) {
    const hashedOnly = shelf.sets.some((set) => isLive(set))
    throw new RescueError(
      hashedOnly
        ? { code: 'hashed-only', service: titleOf(shelf) }
        : { code: 'nothing-stored', service: titleOf(shelf), known: [] },
    )
  }
  const codes = live.flatMap(({ code: { value, state } }) =>
    state === 'void' ? [] : [{ code: value, state }],
  )
  return {
    service: await shownName(shelf.service, host),
    account: shelf.account,
    made: newest.of.made.slice(0, 10),
    printed: host.now().toISOString().slice(0, 10),
    codes,
    qr,
  }
}

/** A service as its card calls it in the person's language. */
async function shownName(service: string, host: Host): Promise<string> {
  const card = await cardNamed(host, service)
  const { book } = await host.shipped()
  const name = card === undefined ? undefined : book.cards.service[card]?.name
  return name === undefined ? service : said(name, host.words.language)
}

export async function advise(host: Host): Promise<Exit> {
  show(host, adviceBlocks(host.words), 'out')
  return exits.yes
}
