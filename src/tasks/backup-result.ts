/** The result of a command on one shelf: a line, or an object. */
import { countOfShelf, type Shelf } from '../core/backup/set.ts'
import type { Host } from '../host/host.ts'
import { visible } from '../ui/visible.ts'

/** Says what was done, with the count of the shelf as it is now. */
export function say(
  host: Host,
  shelf: Shelf,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { service, account } = shelf
  host.result({
    json: { service, account: account ?? null, ...more, ...countOfShelf(shelf) },
    text: visible(text),
  })
}
