/**
 * While a question of one run waits for its answer, another run changes what the question is about. The answer counts for
 * what was shown with it: afterwards the person is asked again, and who says no then keeps what the other run did.
 */
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import type { Entry } from '../../src/core/store.ts'
import { content } from '../support/content.ts'
import { play, type Scene } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'

const made = '2026-01-01T00:00:00.000Z'
const set = (id: string, origin: string, values: readonly string[]) => ({
  id,
  origin,
  made,
  ...(origin === 'generated' ? { format: 'hex' } : {}),
  codes: values.map((value) => ({ value, state: 'unused' })),
})
const google: Entry = {
  kind: 'backup',
  name: 'google',
  value: { service: 'google', sets: [set('issued-1', 'issued', ['10001000', '20002000', '30003000'])] },
}
const wiki: Entry = {
  kind: 'backup',
  name: 'wiki',
  value: { service: 'wiki', sets: [set('made-1', 'generated', ['aaaaa-11111', 'bbbbb-22222'])] },
}
const github: Entry = {
  kind: 'totp',
  name: 'github/mika',
  value: {
    issuer: 'github',
    name: 'mika',
    type: 'totp',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    secret: 'JBSWY3DPEHPK3PXP',
    added: made,
  },
}
const files: Scene['files'] = {
  '/work/new.txt': '70007000\n80008000\n90009000\n',
  '/work/other.txt': '11112222\n33334444\n55556666\n',
  '/work/secret.txt': 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  '/work/other-secret.txt': 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U',
}

interface Case {
  readonly held: readonly Entry[]
  readonly command: string
  /** What the other run does meanwhile. */
  readonly other: readonly string[]
  /** What has to be stored in the end, where it is not just what the other run left. */
  readonly kept?: string
}

const cases: Readonly<Record<string, Case>> = {
  'remove, and a list is added': {
    held: [google],
    command: 'backup remove google',
    other: ['backup add google new.txt --yes'],
  },
  'rotate, and it is rotated': {
    held: [wiki],
    command: 'backup rotate wiki',
    other: ['backup rotate wiki --yes'],
  },
  'add, and another list is added': {
    held: [google],
    command: 'backup add google new.txt',
    other: ['backup add google other.txt --yes'],
    // No: both lists count.
    kept: '11112222 unused, 33334444 unused, 55556666 unused | 70007000 unused',
  },
  'undo, and a code is handed out': {
    held: [google],
    command: 'backup undo google',
    other: ['backup use google --yes'],
  },
  'totp remove, and it becomes another account': {
    held: [github],
    command: 'totp remove github:mika',
    other: ['totp remove github:mika --yes', 'totp add github:mika --secret-file other-secret.txt --yes'],
  },
}

/** What is stored, without what changes from run to run. */
const stored = (entries: readonly Entry[]): string =>
  JSON.stringify(content(entries)).replace(/\d{4}-[\d-]+T[\d:.]+Z/g, 'then')

describe('an answer to what has changed since', () => {
  it.each(Object.entries(cases))('%s: is not taken for one to what is there now', async (_, one) => {
    const { held, command, other, kept } = one
    const stores = fakeStores({ keychain: held })
    const meanwhile = async (on: ReturnType<typeof fakeStores>): Promise<void> => {
      for (const does of other)
        expect((await play(does, { stores: on, files, terminal: false })).exit, does).toBe(0)
    }
    let changed: string | undefined
    // Undo needs something to bring back.
    if (command.includes('undo')) await play('backup use google --yes', { stores, terminal: false })
    const { err } = await play(command, {
      stores,
      files,
      answering: async (message, choices) => {
        const no = choices.find((choice) => /^No/.test(choice))
        if (changed !== undefined) {
          if (no === undefined) throw new RescueError({ code: 'cancelled' })
          return no
        }
        // Questions that come before the one that decides are answered with the first choice.
        const [, name] = /Type (.+) to remove/.exec(message) ?? []
        if (choices.length > 0 && no === undefined) return choices[0] ?? ''
        await meanwhile(stores)
        changed = stored(stores.keychain.entries())
        return name ?? choices.find((choice) => /^Yes/.test(choice)) ?? choices[0] ?? ''
      },
    })
    expect(changed, err).toBeDefined()
    const after = stored(stores.keychain.entries())
    if (kept === undefined) expect(after, err).toBe(changed)
    else expect(after, err).toContain(kept)
    expect(err).toMatch(/another run has changed/)
  })
})
