/** The format of the flows can say a case of each of the ten groups of trouble. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseBook, readBook } from '../src/core/flow/parse.ts'
import { answer, begin, stand } from '../src/core/flow/walk.ts'
import { shippedBook } from './support/flows.ts'

const groups = {
  path: 'groups.yaml',
  text: readFileSync(new URL('./paper/groups.yaml', import.meta.url), 'utf8'),
}

it('has no flaw, in both languages', () => {
  expect(
    readBook([groups], { onto: shippedBook(), shipped: true }).flaws.filter(
      ({ file }) => file === 'groups.yaml',
    ),
  ).toEqual([])
})

it.each([
  ['code-refused', 'another-personal', 'sync-computer-clock'],
  ['nothing-to-enter', 'microsoft-work', 'use-signed-in-device'],
  ['code-not-coming', 'another-personal', 'wait-sms'],
  ['phone-prompt', 'microsoft-work', 'use-app-code'],
  ['backup-code-refused', 'google', 'use-latest-backup-set'],
  ['locked-or-waiting', 'google', 'wait-lockout'],
  ['unexpected-2fa', 'google', 'secure-account'],
  ['key-or-passkey', 'own-server', 'self-host-admin-reset'],
  ['codes-at-risk', 'another-personal', 'reenrol'],
  ['asked-again', 'google', 'use-signed-in-device'],
])('%s at %s begins with %s', (group, service, remedy) => {
  const book = parseBook([groups], { onto: shippedBook() })
  let position = stand(book, begin('groups', { service, 'computer-clock': 'skewed' }))
  for (position = answer(position, { choice: group }); position.stop.kind !== 'remedy'; ) {
    const { stop } = position
    if (stop.kind === 'tick') position = answer(position, { ticked: ['signed-in-device'] })
    else if (stop.kind === 'question') position = answer(position, { choice: stop.options[0]?.id ?? '' })
    else throw new Error(`ended at ${stop.flow}/${stop.step}`)
  }
  expect(position.stop).toMatchObject({ id: remedy })
})
