/** The result of a command on one shelf: a line, or an object. */
import { countOfShelf, type Shelf } from '../core/backup/set.ts'
import type { Host } from '../host/machine.ts'
import { visible } from '../ui/visible.ts'

/** Says what was done, with the count of the shelf as it is now. */
export function say(
  host: Host,
  shelf: Shelf,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { settings, terminal } = host
  const { service, account } = shelf
  const told = { schema: 1, service, account: account ?? null, ...more, ...countOfShelf(shelf) }
  terminal.out(settings.json ? `${JSON.stringify(told)}\n` : `${visible(text)}\n`)
}
