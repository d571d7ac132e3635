/** The commands on backup codes, as a person and a script meet them. */
import { describe, expect, it } from 'vitest'
import type { BackupAccount, BackupSet, CodeState } from '../../src/core/backup/set.ts'
import { type Entry, joinName } from '../../src/core/store.ts'
import { ctrlC, play, type Scene } from '../support/play.ts'
import { type FakeStores, fakeStores } from '../support/stores.ts'

const made = '2025-12-01T00:00:00.000Z'

const set = (
  id: string,
  codes: Readonly<Record<string, CodeState>>,
  more: Partial<BackupSet> = {},
): BackupSet => ({
  id,
  origin: 'issued',
  made,
  codes: Object.entries(codes).map(([value, state]) =>
    state === 'unused' ? { value, state } : { value, state, changed: made },
  ),
  ...more,
})
const entry = (record: BackupAccount): Entry => ({
  kind: 'backup',
  name: joinName(record.service, ...(record.account === undefined ? [] : [record.account])),
  value: record,
})
const google = (codes: Readonly<Record<string, CodeState>>): FakeStores =>
  fakeStores({ keychain: [entry({ service: 'google', sets: [set('aaaa', codes)] })] })

/** How the codes of a service stand, by what is kept. */
function states(stores: FakeStores, name = 'google'): Readonly<Record<string, string>> {
  const found = stores.keychain.entries().find((one) => one.name === name)?.value as BackupAccount | undefined
  return Object.fromEntries(
    (found?.sets ?? []).flatMap(({ codes }) => codes.map(({ value, state }) => [value, state])),
  )
}

/** Nobody there: pipes at both ends. */
const script: Scene = { terminal: false }
const list = 'Your codes:\n1. 1234 5678\n2. 8765 4321\n'

describe('backup add', () => {
  it('shows what it understood, and asks before it stores', async () => {
    const stores = fakeStores()
    const { exit, out, err } = await play('backup add google', {
      stores,
      person: [
        ['Paste or type the codes', '1234 5678\n8765 4321\n'],
        ['Store 2 codes for google?', 'Yes'],
      ],
    })
    expect(exit).toBe(0)
    expect(out).toBe('2 codes stored for google in the keychain\n')
    expect(err).toContain('2 codes of 8 digits')
    expect(err).toContain('1234 5678')
    expect(states(stores)).toEqual({ '1234 5678': 'unused', '8765 4321': 'unused' })
  })

  it('stores nothing where the person says no', async () => {
    const stores = fakeStores()
    const { exit } = await play('backup add google', {
      stores,
      stdin: list,
      person: [['Store 2 codes', 'No']],
    })
    expect(exit).toBe(1)
    expect(states(stores)).toEqual({})
  })

  it('takes a script’s codes from standard input or a file, and shows none of them', async () => {
    for (const given of [
      { command: 'backup add google - --json', scene: { stdin: list } },
      { command: 'backup add google codes.txt --json', scene: { files: { '/work/codes.txt': list } } },
    ]) {
      const stores = fakeStores()
      const { exit, out, err } = await play(given.command, { ...script, ...given.scene, stores })
      expect(exit).toBe(0)
      expect(JSON.parse(out)).toMatchObject({
        schema: 1,
        service: 'google',
        account: null,
        stored: 2,
        left: 2,
        total: 2,
      })
      expect(out + err).not.toMatch(/1234|8765/)
    }
  })

  it('keeps it under the name of the card, which every name of it finds', async () => {
    const stores = fakeStores()
    await play('backup add Gmail -', { ...script, stdin: list, stores })
    expect(stores.keychain.entries()).toMatchObject([{ name: 'google', value: { service: 'google' } }])
    expect((await play('backup status GOOGLE', { ...script, stores })).out).toBe('google: 2 of 2 left\n')
  })

  it('puts the older set out of use after a question, and changes nothing without an answer', async () => {
    const fresh = '1. 1111 1111\n2. 2222 2222\n'
    const before = { '1234 5678': 'unused' } as const
    const unasked = google(before)
    expect(await play('backup add google -', { ...script, stdin: fresh, stores: unasked })).toMatchObject({
      exit: 2,
      out: '',
    })
    expect(states(unasked)).toEqual(before)
    const yes = google(before)
    expect((await play('backup add google - --yes', { ...script, stdin: fresh, stores: yes })).exit).toBe(0)
    expect(states(yes)).toEqual({ '1234 5678': 'void', '1111 1111': 'unused', '2222 2222': 'unused' })
    const no = google(before)
    await play('backup add google -', {
      stdin: fresh,
      stores: no,
      person: [
        ['Store 2 codes', 'Yes'],
        ['Mark the older one', 'No'],
      ],
    })
    expect(states(no)).toEqual({ '1234 5678': 'unused', '1111 1111': 'unused', '2222 2222': 'unused' })
  })

  it('refuses codes that are there already, and adds those that are not', async () => {
    const stores = google({ '1234 5678': 'used', '8765 4321': 'unused' })
    const same = await play('backup add google - --json', { ...script, stdin: list, stores })
    expect(same.exit).toBe(1)
    expect(JSON.parse(same.out).error).toMatchObject({ code: 'already-stored' })
    const more = await play('backup add google -', { ...script, stdin: `${list}3. 3333 3333\n`, stores })
    expect(more.exit).toBe(0)
    expect(states(stores)).toEqual({ '1234 5678': 'used', '8765 4321': 'unused', '3333 3333': 'unused' })
  })

  it('takes over what a list marks as used', async () => {
    const stores = fakeStores()
    await play('backup add google -', { ...script, stdin: '1. 1234 5678 (used)\n2. 8765 4321\n', stores })
    expect(states(stores)).toEqual({ '1234 5678': 'used', '8765 4321': 'unused' })
  })

  it('marks known codes as used that a newer list marks so', async () => {
    const stores = google({ '1234 5678': 'unused', '8765 4321': 'offered', '3333 3333': 'unused' })
    const newer = '1. 1234 5678 (used)\n2. ~~8765 4321~~\n3. 3333 3333\n'
    const { exit, out } = await play('backup add google - --json', { ...script, stdin: newer, stores })
    expect([exit, JSON.parse(out)]).toMatchObject([0, { stored: 0, marked: 2, left: 1 }])
    expect(states(stores)).toEqual({ '1234 5678': 'used', '8765 4321': 'used', '3333 3333': 'unused' })
  })

  it('takes no --yes for an answer to whether something is a code', async () => {
    const stores = google({ '1234 5678': 'unused' })
    const doubtful = '8888 1111\n7777 2222 <- next\n6666 3333\n5555 444\n'
    for (const verb of ['add', 'rotate']) {
      const { exit, err } = await play(`backup ${verb} google - --yes`, {
        ...script,
        stdin: doubtful,
        stores,
      })
      expect(exit).toBe(3)
      expect(err).toMatch(/^-:2:1: /m)
      expect(err).toMatch(/^-:4:1: /m)
      expect(err).not.toContain('7777')
    }
    expect(states(stores)).toEqual({ '1234 5678': 'unused' })
  })

  it('shows the lines that it leaves out, before it stores anything', async () => {
    const stores = fakeStores()
    const { err } = await play('backup add wiki', {
      stores,
      person: [
        ['Paste or type the codes', 'Codes for the gate\n12345678\n23456789\nuse them well\n'],
        ['Store 2 codes', 'No'],
      ],
    })
    expect(err).toContain('line 1: “Codes for the gate”: text')
    expect(err).toContain('line 4: “use them well”: text')
  })

  it('asks once whether a second list belongs to the same account', async () => {
    const stores = fakeStores()
    await play('backup add wiki -', {
      stdin: '1. 12345678\n2. 23456789\n\n1. 87654321\n2. 98765432\n',
      stores,
      person: [
        ['A second list begins in line 4 (2 codes)', 'No'],
        ['Store 2 codes', 'Yes'],
      ],
    })
    expect(states(stores, 'wiki')).toEqual({ 12345678: 'unused', 23456789: 'unused' })
  })

  it('says that the file with the codes is still there', async () => {
    const scene = { ...script, stores: fakeStores(), files: { '/work/codes.txt': list } }
    const { err } = await play('backup add google codes.txt', scene)
    expect(err).toContain('codes.txt still holds the codes')
  })

  it('asks about what is doubtful, and without a person takes none of it', async () => {
    const doubtful = '12345678\n2345678O\n34567890\n45678901\n'
    const stores = fakeStores()
    await play('backup add google -', {
      stdin: doubtful,
      stores,
      person: [
        [/Line 2: “2345678O” .*Is it a backup code/, 'Yes'],
        ['Store 4 codes', 'Yes'],
      ],
    })
    expect(Object.keys(states(stores)).sort()).toEqual(['12345678', '2345678O', '34567890', '45678901'])
    const nobody = fakeStores()
    const refused = await play('backup add google -', { ...script, stdin: doubtful, stores: nobody })
    expect(refused.exit).toBe(3)
    expect(refused.err).toMatch(/^-:2:1: /m)
    expect(states(nobody)).toEqual({})
  })

  it('offers the file where no keychain answers, and fails without a person', async () => {
    const stores = fakeStores({ answers: false })
    const { exit, out } = await play('backup add google -', {
      stdin: list,
      stores,
      person: [
        ['no keychain to be had', 'Yes'],
        ['A new passphrase', 'short'],
        ['A new passphrase', 'correct horse'],
        ['The same passphrase again', 'correct hoarse'],
        ['A new passphrase', 'correct horse'],
        ['The same passphrase again', 'correct horse'],
        ['Store 2 codes', 'Yes'],
      ],
    })
    expect([exit, out]).toEqual([0, '2 codes stored for google in the encrypted file\n'])
    expect(stores.passphrases).toEqual(['correct horse'])
    const nobody = fakeStores({ answers: false })
    expect((await play('backup add google -', { ...script, stdin: list, stores: nobody })).exit).toBe(4)
  })
})

describe('backup use', () => {
  it('shows the next code, then asks what became of it', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused' })
    const scene = (answer: string): Scene => ({ stores, person: [['Did the site accept it?', answer]] })
    expect(await play('backup use google', scene('Yes'))).toMatchObject({ exit: 0, out: 'code-1\n' })
    expect(await play('backup use google', scene('No'))).toMatchObject({ exit: 0, out: 'code-2\n' })
    expect(states(stores)).toEqual({ 'code-1': 'used', 'code-2': 'refused' })
    expect(await play('backup use google', { stores })).toMatchObject({ exit: 1, out: '' })
  })

  it('keeps a code that nobody answered for, and asks about it first next time', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused' })
    const stopped = await play('backup use google', { stores, person: [['Did the site', ctrlC]] })
    expect(stopped).toMatchObject({ exit: 130, out: 'code-1\n' })
    expect(stopped.err.replaceAll('\n', ' ')).toContain('with: 2fa-rescue backup confirm google --used')
    expect(states(stores)).toEqual({ 'code-1': 'offered', 'code-2': 'unused' })
    const next = await play('backup use google', {
      stores,
      person: [
        ['The code code-1 was shown on', 'No'],
        ['Did the site', 'Yes'],
      ],
    })
    expect(next.out).toBe('code-2\n')
    expect(states(stores)).toEqual({ 'code-1': 'refused', 'code-2': 'used' })
  })

  it('hands a code out again only where the person says that it was never typed', async () => {
    const stores = google({ 'code-1': 'offered', 'code-2': 'unused' })
    const { out } = await play('backup use google', {
      stores,
      person: [
        ['The code code-1 was shown', 'It was never typed'],
        ['Did the site', 'I do not know'],
      ],
    })
    expect(out).toBe('code-1\n')
    expect(states(stores)).toEqual({ 'code-1': 'offered', 'code-2': 'unused' })
  })

  it('asks nothing in a pipe: the code stays offered, or with --yes is used', async () => {
    const stores = google({ 'code-1': 'offered', 'code-2': 'unused', 'code-3': 'unused' })
    const first = await play('backup use google', { stores, piped: true })
    expect(first).toMatchObject({ exit: 0, out: 'code-2\n', asked: [] })
    expect(first.err.replaceAll('\n', ' ')).toContain(
      'with: 2fa-rescue backup confirm google --number 2 --used',
    )
    expect(states(stores)['code-2']).toBe('offered')
    const second = await play('backup use google --yes', { ...script, stores })
    expect(second).toMatchObject({ exit: 0, out: 'code-3\n' })
    expect(states(stores)['code-3']).toBe('used')
    expect(states(stores)['code-1']).toBe('offered')
  })

  it('gives JSON to who wants it, with and without a code', async () => {
    const stores = google({ 'code-1': 'unused' })
    const { out } = await play('backup use google --json', { ...script, stores })
    expect(JSON.parse(out)).toEqual({
      ...{ schema: 1, service: 'google', account: null, code: 'code-1', set: 'aaaa', number: 1 },
      ...{ left: 0, offered: 1, used: 0, refused: 0, void: 0, total: 1 },
    })
    const none = await play('backup use google --json', { ...script, stores })
    expect(none.exit).toBe(1)
    expect(JSON.parse(none.out)).toMatchObject({ code: null, left: 0, offered: 1 })
  })

  it('wants to know which account, and lets a person choose', async () => {
    const stores = (): FakeStores =>
      fakeStores({
        keychain: ['a@x', 'b@x'].map((account) =>
          entry({ service: 'google', account, sets: [set('aaaa', { [`code-${account}`]: 'unused' })] }),
        ),
      })
    const refused = await play('backup use google --json', { ...script, stores: stores() })
    expect(refused.exit).toBe(2)
    expect(JSON.parse(refused.out).error).toMatchObject({
      code: 'several-accounts',
      hint: expect.stringContaining('b@x'),
    })
    const named = await play('backup use google --account B@X', { ...script, stores: stores() })
    expect(named.out).toBe('code-b@x\n')
    const chosen = await play('backup use google', {
      stores: stores(),
      person: [
        ['Which account of google?', 'a@x'],
        ['Did the site', 'Yes'],
      ],
    })
    expect(chosen.out).toBe('code-a@x\n')
  })

  it('knows what is not there, and names what is', async () => {
    const { exit, err } = await play('backup use github', { ...script, stores: google({ a: 'unused' }) })
    expect(exit).toBe(1)
    expect(err).toContain('no backup codes are stored for github')
    expect(err).toContain('google')
  })
})

describe('backup confirm', () => {
  it('settles the code that waits', async () => {
    const stores = google({ 'code-1': 'offered', 'code-2': 'unused' })
    expect(await play('backup confirm google --used', { ...script, stores })).toMatchObject({ exit: 0 })
    expect(states(stores)['code-1']).toBe('used')
    expect((await play('backup confirm google --used', { ...script, stores })).exit).toBe(1)
  })

  it('wants to know which, where several wait', async () => {
    const stores = google({ 'code-1': 'offered', 'code-2': 'offered' })
    const { exit, err } = await play('backup confirm google --refused', { ...script, stores })
    expect(exit).toBe(2)
    expect(err).toContain('1, 2')
    expect((await play('backup confirm google --refused --number 2', { ...script, stores })).exit).toBe(0)
    expect(states(stores)).toEqual({ 'code-1': 'offered', 'code-2': 'refused' })
  })

  it.each([
    'backup confirm google',
    'backup confirm google --used --refused',
    'backup confirm google --used --number x',
  ])('%s is a misuse', async (command) => {
    expect((await play(command, { ...script, stores: google({ a: 'offered' }) })).exit).toBe(2)
  })
})

describe('backup consume', () => {
  it('takes the code from standard input or a hidden question, never from an argument', async () => {
    const stores = google({ '1234 5678': 'unused', '8765 4321': 'unused' })
    const piped = await play('backup consume google - --json', { ...script, stdin: '12345678\n', stores })
    expect(piped.exit).toBe(0)
    expect(JSON.parse(piped.out)).toEqual({
      ...{ schema: 1, service: 'google', account: null, accepted: true, reason: null },
      ...{ retry_after_s: null, left: 1, total: 2 },
    })
    const typed = await play('backup consume google', {
      stores,
      person: [['The code', '8765-4321']],
    })
    expect(typed).toMatchObject({ exit: 0 })
    expect(typed.out + typed.err).not.toContain('8765')
    expect((await play('backup consume google 12345678', { ...script, stores })).exit).toBe(2)
  })

  it('refuses, slows down, and is unlocked', async () => {
    const stores = google({ '1234 5678': 'unused' })
    const wrong: Scene = { ...script, stores, stdin: '0000 0000' }
    for (let tries = 0; tries < 5; tries += 1)
      expect(await play('backup consume google -', wrong)).toMatchObject({ exit: 1 })
    const early = await play('backup consume google - --json', { ...script, stores, stdin: '1234 5678' })
    expect(early.exit).toBe(1)
    expect(JSON.parse(early.out)).toMatchObject({ accepted: false, reason: 'wait', retry_after_s: 1 })
    expect(states(stores)).toEqual({ '1234 5678': 'unused' })
    expect((await play('backup unlock google', { ...script, stores })).exit).toBe(0)
    expect((await play('backup consume google -', { ...script, stores, stdin: '1234 5678' })).exit).toBe(0)
  })
})

describe('backup generate and rotate', () => {
  it('make new codes after a pattern, and void the old ones in the same write', async () => {
    const stores = fakeStores()
    const first = await play('backup generate wiki --format dddd-dddd --count 3', { ...script, stores })
    expect(first.exit).toBe(0)
    expect(first.out).toMatch(/^(\d{4}-\d{4}\n){3}$/)
    expect(first.err).toContain('26.6 bits')
    expect(Object.values(states(stores, 'wiki'))).toEqual(['unused', 'unused', 'unused'])
    expect((await play('backup rotate wiki', { ...script, stores })).exit).toBe(2)
    const second = await play('backup rotate wiki', {
      stores,
      person: [['Replace the codes for wiki', 'Yes']],
    })
    expect(second.out).toMatch(/^(\d{4}-\d{4}\n){3}$/)
    expect(Object.values(states(stores, 'wiki'))).toEqual([
      ...Array(3).fill('void'),
      ...Array(3).fill('unused'),
    ])
  })

  it('show codes in JSON only where that was asked for', async () => {
    const hidden = await play('backup generate wiki --json', { ...script, stores: fakeStores() })
    expect(JSON.parse(hidden.out)).toMatchObject({ left: 10, total: 10, hashed: false })
    expect(hidden.out).not.toContain('codes')
    const shown = await play('backup generate wiki --json --show-codes', { ...script, stores: fakeStores() })
    expect(JSON.parse(shown.out).codes).toHaveLength(10)
  })

  it('keep hashes alone where asked, show the codes once, and never again', async () => {
    const stores = fakeStores()
    const { out } = await play('backup generate wiki --hashed --count 2', { ...script, stores })
    const [code = ''] = out.split('\n')
    expect(JSON.stringify(stores.keychain.entries())).not.toContain(code)
    for (const command of ['backup use wiki', 'backup print wiki'])
      expect(await play(command, { ...script, stores })).toMatchObject({ exit: 2, out: '' })
    const listed = await play('backup list wiki --show-codes --json', { ...script, stores })
    expect(JSON.parse(listed.out).sets[0]).toMatchObject({
      hashed: true,
      codes: [{ code: null }, { code: null }],
    })
    expect((await play('backup consume wiki -', { ...script, stores, stdin: code })).exit).toBe(0)
    expect((await play('backup generate shop --hashed --json', { ...script, stores })).exit).toBe(2)
  })

  it('of codes that a service gave out asks for the new list', async () => {
    const stores = google({ '1234 5678': 'unused' })
    const { exit } = await play('backup rotate google', {
      stores,
      stdin: '1. 1111 1111\n2. 2222 2222\n',
      person: [['Replace the codes for google', 'Yes']],
    })
    expect(exit).toBe(0)
    expect(states(stores)).toEqual({ '1234 5678': 'void', '1111 1111': 'unused', '2222 2222': 'unused' })
  })

  it.each([
    ['1234 5678', 'this code is stored for google already; nothing was changed', 'backup list google'],
    [
      '1234 5678\n8765 4321',
      'these 2 codes are stored for google already; nothing was changed',
      'backup list google',
    ],
    [
      '1234 5678\n1111 1111\n2222 2222',
      '1 of these 3 codes is stored for google already; nothing was changed',
      'a new list has new codes only; add the others to the old ones with: 2fa-rescue backup add google',
    ],
    [
      '1234 5678\n8765 4321\n2222 2222',
      '2 of these 3 codes are stored for google already; nothing was changed',
      'a new list has new codes only; add the others to the old ones with: 2fa-rescue backup add google',
    ],
  ])('rotate says how many of the codes %j are known, and changes nothing', async (text, said, hint) => {
    const before = { '1234 5678': 'unused', '8765 4321': 'unused' } as const
    const stores = google(before)
    const { exit, err } = await play('backup rotate google - --yes', { ...script, stores, stdin: text })
    expect([exit, states(stores)]).toEqual([1, before])
    expect(err).toContain(said)
    expect(err).toContain(hint)
  })

  it('rotate voids nothing while a line is in doubt', async () => {
    const stores = google({ '1234 5678': 'unused' })
    const stdin = '1111 1111\n2222 222\n3333 3333\n4444 4444\n'
    const { exit } = await play('backup rotate google - --yes', { ...script, stores, stdin })
    expect([exit, states(stores)]).toEqual([3, { '1234 5678': 'unused' }])
  })

  it.each(['add', 'rotate'])('%s refuses a list of more than 64 KiB', async (verb) => {
    const stores = google({ '1234 5678': 'unused' })
    const stdin = '1111 1111\n'.repeat(110_000)
    const { exit, err } = await play(`backup ${verb} google - --yes`, { ...script, stores, stdin })
    expect([exit, states(stores)]).toEqual([3, { '1234 5678': 'unused' }])
    expect(err).toContain('64 KiB')
  })
})

describe('a service whose name stands for another one', () => {
  it.each(['other', 'another-personal', 'another-bank'])('%s is kept under that name', async (name) => {
    const stores = fakeStores()
    const { exit, out } = await play(`backup add ${name} - --json`, { ...script, stores, stdin: list })
    expect([exit, JSON.parse(out)]).toEqual([0, expect.objectContaining({ service: name, stored: 2 })])
    const status = await play(`backup status ${name}`, { ...script, stores })
    expect(status.out).toBe(`${name}: 2 of 2 left\n`)
  })
})

describe('what a person says of a code', () => {
  /** Runs `use`, and another command while its question stands. */
  async function whileAsked(
    stores: FakeStores,
    answer: string,
    others: readonly (readonly [string, Scene])[],
  ) {
    return play('backup use google', {
      stores,
      answering: async (_, choices) => {
        for (const [command, scene] of others)
          expect((await play(command, { ...scene, stores })).exit).toBe(0)
        return choices.find((label) => label.startsWith(answer)) ?? answer
      },
    })
  }
  const removed = ['backup remove google --yes', script] as const
  const addedAgain = ['backup add google - --yes', { ...script, stdin: '1234 5678\n8765 4321\n' }] as const

  it('counts for the same code where the list was removed and added again meanwhile', async () => {
    const stores = google({ '1234 5678': 'unused', '8765 4321': 'unused' })
    const { exit } = await whileAsked(stores, 'Yes, it was accepted', [removed, addedAgain])
    expect([exit, states(stores)]).toEqual([0, { '1234 5678': 'used', '8765 4321': 'unused' }])
  })

  it('counts where another run has brought the code back meanwhile', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused' })
    const undo = ['backup undo google', { person: [['Code number 1', 'Yes']] }] as const
    const { exit } = await whileAsked(stores, 'Yes, it was accepted', [undo])
    expect([exit, states(stores)['code-1']]).toEqual([0, 'used'])
  })

  it('is not dropped without a word where the code is gone, or another run knows better', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused' })
    const gone = await whileAsked(stores, 'Yes, it was accepted', [removed])
    expect([gone.exit, gone.err.includes('your answer was not stored: another run has removed')]).toEqual([
      4,
      true,
    ])
    const others = google({ 'code-1': 'unused' })
    const confirmed = ['backup confirm google --refused', script] as const
    const settled = await whileAsked(others, 'Yes, it was accepted', [confirmed])
    expect([settled.exit, states(others)]).toEqual([4, { 'code-1': 'refused' }])
    expect(settled.err).toContain('another run has stored another outcome of that code')
  })
})

describe('backup undo', () => {
  it('brings back the last change after a question', async () => {
    const stores = google({ 'code-1': 'used', 'code-2': 'unused' })
    const no = await play('backup undo google', { stores, person: [['code number 1, code-1 (used)', 'No']] })
    expect([no.exit, states(stores)['code-1']]).toEqual([1, 'used'])
    expect((await play('backup undo google', { ...script, stores })).exit).toBe(2)
    expect((await play('backup undo google', { stores, person: [['code number 1', 'Yes']] })).exit).toBe(0)
    expect(states(stores)['code-1']).toBe('unused')
    expect((await play('backup undo google --yes', { ...script, stores })).exit).toBe(1)
  })

  it('of a code that may be on another screen says so, and is not agreed to beforehand', async () => {
    const stores = google({ 'code-1': 'offered', 'code-2': 'unused' })
    const question = 'code-1, was shown, and its outcome is not known: another run may be showing it now'
    const beforehand = await play('backup undo google --yes', { ...script, stores })
    expect([beforehand.exit, states(stores)['code-1']]).toEqual([2, 'offered'])
    expect(beforehand.err).toContain('backup confirm google --used')
    expect((await play('backup undo google --yes', { stores })).exit).toBe(2)
    expect((await play('backup undo google', { stores, person: [[question, 'No']] })).exit).toBe(1)
    expect((await play('backup undo google', { stores, person: [[question, 'Yes']] })).exit).toBe(0)
    expect(states(stores)['code-1']).toBe('unused')
  })

  it('brings back a void set by its id', async () => {
    const stores = google({ 'code-1': 'unused' })
    await play('backup add google - --yes', { ...script, stores, stdin: list })
    expect(states(stores)['code-1']).toBe('void')
    expect((await play('backup undo google --set nope --yes', { ...script, stores })).exit).toBe(2)
    expect((await play('backup undo google --set aaaa --yes', { ...script, stores })).exit).toBe(0)
    expect(states(stores)['code-1']).toBe('unused')
  })
})

describe('what was removed', () => {
  const two = (): FakeStores =>
    fakeStores({
      keychain: [
        entry({
          service: 'google',
          sets: [set('aaaa', { 'code-1': 'used', 'code-2': 'unused' }), set('bbbb', { 'code-3': 'offered' })],
        }),
      ],
    })
  const removed = async (command = 'backup remove google --yes'): Promise<FakeStores> => {
    const stores = two()
    expect((await play(command, { ...script, stores })).exit).toBe(0)
    return stores
  }

  it('can be brought back, and removing says how', async () => {
    const stores = two()
    const { err } = await play('backup remove google --yes', { ...script, stores })
    expect(err).toContain('until the next change: 2fa-rescue backup undo google')
    const no = await play('backup undo google', {
      stores,
      person: [['Bring back the removed codes for google (3 codes)?', 'No']],
    })
    expect([no.exit, states(stores)]).toEqual([1, {}])
    expect((await play('backup undo google --yes', { ...script, stores })).out).toBe('brought back\n')
    expect(states(stores)).toEqual({ 'code-1': 'used', 'code-2': 'unused', 'code-3': 'offered' })
  })

  it('says so in Japanese', async () => {
    const { err } = await play('backup remove google --yes --lang ja', { ...script, stores: two() })
    expect(err).toContain('次に変更するまでは元に戻せます: 2fa-rescue backup undo google')
  })

  it('is named with its account', async () => {
    const stores = fakeStores({
      keychain: [entry({ service: 'google', account: 'mika', sets: [set('aaaa', { 'code-1': 'unused' })] })],
    })
    const { err } = await play('backup remove google --account mika --yes', { ...script, stores })
    expect(err).toContain('2fa-rescue backup undo google --account mika')
    const undone = await play('backup undo google --account mika --yes', { ...script, stores })
    expect([undone.exit, states(stores, 'google/mika')]).toEqual([0, { 'code-1': 'unused' }])
  })

  it('is one set, beside the others', async () => {
    const stores = await removed('backup remove google --set aaaa --yes')
    expect(states(stores)).toEqual({ 'code-3': 'offered' })
    expect((await play('backup undo google --set aaaa --yes', { ...script, stores })).exit).toBe(0)
    expect(states(stores)).toEqual({ 'code-3': 'offered', 'code-1': 'used', 'code-2': 'unused' })
  })

  it.each([
    'list google',
    'status google',
    'use google --yes',
    'consume google -',
    'print google',
    'rotate google - --yes',
    'confirm google --used',
    'unlock google',
    'remove google --yes',
  ])('is not there for backup %s', async (command) => {
    const stores = await removed()
    const { exit: status, err } = await play(`backup ${command}`, { ...script, stores, stdin: 'code-2' })
    expect([status, err]).toEqual([1, expect.stringContaining('no backup codes are stored for google')])
    expect(states(stores)).toEqual({})
    expect((await play('backup undo google --yes', { ...script, stores })).exit).toBe(0)
  })

  it('is in no list, no count and no export', async () => {
    const stores = await removed()
    expect((await play('backup list --json', { ...script, stores })).out).toBe(
      '{"schema":1,"sets":[],"damaged":[]}\n',
    )
    expect((await play('backup list', { ...script, stores })).err).toContain('no backup codes are stored yet')
    const status = await play('store status --json', { ...script, stores })
    expect(status.out).toContain('"keychain":{"answers":true,"entries":0}')
    const some = await removed('backup remove google --set aaaa --yes')
    const { files } = await play('backup export codes.age', {
      stores: some,
      person: [
        ['A passphrase for the exported file', 'correct horse'],
        ['The same passphrase again', 'correct horse'],
      ],
    })
    expect(files['/work/codes.age']).toContain('code-3')
    expect(files['/work/codes.age']).not.toContain('code-2')
  })

  it.each([
    ['add google - --yes', { '1234 5678': 'unused', '8765 4321': 'unused' }],
    ['generate google --count 1 --format dd --show-codes', undefined],
  ])('is dropped for good by backup %s', async (command, after) => {
    const stores = await removed()
    expect((await play(`backup ${command}`, { ...script, stores, stdin: list })).exit).toBe(0)
    if (after !== undefined) expect(states(stores)).toEqual(after)
    expect(JSON.stringify(stores.keychain.entries())).not.toContain('code-2')
    expect((await play('backup undo google --yes', { ...script, stores })).exit).toBe(1)
  })

  it('is dropped for good when another code of the account is used', async () => {
    const stores = fakeStores({
      keychain: [
        entry({
          service: 'google',
          sets: [set('aaaa', { 'code-1': 'unused' }), set('bbbb', { 'code-2': 'unused' })],
        }),
      ],
    })
    await play('backup remove google --set aaaa --yes', { ...script, stores })
    expect((await play('backup use google --yes', { ...script, stores })).out).toBe('code-2\n')
    expect(JSON.stringify(stores.keychain.entries())).not.toContain('code-1')
    await play('backup undo google --yes', { ...script, stores })
    expect(states(stores)).toEqual({ 'code-2': 'unused' })
  })

  it('may be stored again', async () => {
    const stores = google({ '12345678': 'used' })
    await play('backup remove google --yes', { ...script, stores })
    expect((await play('backup add google - --yes', { ...script, stores, stdin: list })).exit).toBe(0)
    expect(states(stores)).toEqual({ '1234 5678': 'unused', '8765 4321': 'unused' })
  })

  it('moves to another place, and comes back there', async () => {
    const stores = fakeStores({
      keychain: [
        entry({ service: 'google', sets: [set('aaaa', { 'code-1': 'unused' })] }),
        entry({ service: 'wiki', sets: [set('bbbb', { 'code-2': 'unused' })] }),
      ],
    })
    await play('backup remove google --yes', { ...script, stores })
    const moved = await play('store move file --yes --identity id.txt --json', { ...script, stores })
    expect(moved.out).toBe('{"schema":1,"to":"file","entries":1}\n')
    const undone = await play('backup undo google --yes --identity id.txt', { ...script, stores })
    expect(undone.exit).toBe(0)
    const found = stores.file.entries().find(({ name }) => name === 'google')?.value
    expect(found).toMatchObject({ sets: [{ id: 'aaaa' }] })
  })
})

describe('backup list, status, remove, print, advise', () => {
  it('say how things stand', async () => {
    const stores = google({ 'code-1': 'used', 'code-2': 'unused', 'code-3': 'offered' })
    const listed = await play('backup list --show-codes', { ...script, stores })
    expect(listed.out).toBe(
      'google\n' +
        '  set aaaa, issued by the service, stored December 1, 2025: 1 of 3 left, 1 used, 1 shown (outcome not known)\n' +
        '    1  code-1  used\n' +
        '    2  code-2  unused\n' +
        '    3  code-3  shown, outcome not known\n',
    )
    const plain = await play('backup list --json', { ...script, stores })
    expect(JSON.parse(plain.out).sets).toEqual([
      {
        ...{
          service: 'google',
          account: null,
          set: 'aaaa',
          origin: 'issued',
          made,
          hashed: false,
          live: true,
        },
        ...{ left: 1, offered: 1, used: 1, refused: 0, void: 0, total: 3 },
      },
    ])
    const status = await play('backup status google --json', { ...script, stores })
    expect(status.exit).toBe(0)
    expect(JSON.parse(status.out)).toMatchObject({
      schema: 1,
      service: 'google',
      left: 1,
      total: 3,
      locked: false,
    })
    expect(status.out).not.toContain('code-')
  })

  it('answer no where nothing is left', async () => {
    expect((await play('backup status', { ...script, stores: google({ a: 'used' }) })).exit).toBe(1)
    expect((await play('backup status', { ...script, stores: fakeStores() })).exit).toBe(1)
    expect((await play('backup list', { ...script, stores: fakeStores() })).exit).toBe(0)
  })

  it('leave out what is damaged, and name it', async () => {
    const stores = fakeStores({
      keychain: [
        { kind: 'backup', name: 'broken', value: { service: 'broken' } },
        entry({ service: 'google', sets: [set('aaaa', { a: 'unused' })] }),
      ],
    })
    const { out, err } = await play('backup status', { ...script, stores })
    expect(out).toBe('google: 1 of 1 left\n')
    expect(err).toContain('broken')
    expect((await play('backup use broken', { ...script, stores })).exit).toBe(3)
    expect((await play('backup add broken - --yes', { ...script, stores, stdin: list })).exit).toBe(3)
  })

  it('remove only after the name of the service was typed, or with --yes', async () => {
    const stores = google({ 'code-1': 'unused' })
    expect((await play('backup remove google', { ...script, stores })).exit).toBe(2)
    const keep = await play('backup remove google', { stores, person: [['Remove all codes', '']] })
    expect(keep.exit).toBe(1)
    expect((await play('backup remove google --yes', { ...script, stores })).exit).toBe(0)
    expect(states(stores)).toEqual({})
  })

  it('remove where the name is typed, after another one was not taken', async () => {
    const stores = google({ 'code-1': 'unused' })
    const { exit, err } = await play('backup remove google', {
      stores,
      person: [
        ['Type google to remove', 'yes'],
        ['Type google to remove', ' Ｇoogle '],
      ],
    })
    expect(exit).toBe(0)
    expect(err).toContain('that is not google; only Enter keeps it')
    expect(states(stores)).toEqual({})
  })

  it('print for paper, in the name of the service', async () => {
    const stores = google({ 'code-1': 'used', 'code-2': 'unused' })
    const { out } = await play('backup print google --lang ja', { ...script, stores })
    expect(out).toContain('code-2')
    const page = await play('backup print google --output page.html --qr', { ...script, stores })
    expect(page.out).toBe('written: /work/page.html\n')
    expect(page.files['/work/page.html']).toMatch(/^<!doctype html>[\s\S]*code-2/)
    const there = { ...script, stores, files: { '/work/page.html': 'mine' } }
    const again = await play('backup print google --output page.html', there)
    expect([again.exit, again.files['/work/page.html']]).toEqual([2, 'mine'])
  })

  it('advise where to keep them', async () => {
    expect((await play('backup advise', script)).out).toContain('safe deposit box')
    expect((await play('backup advise --lang ja', script)).out).toContain('貸金庫')
  })
})

describe('backup export and import', () => {
  const passphrase: Scene['person'] = [
    ['A passphrase for the exported file', 'correct horse'],
    ['The same passphrase again', 'correct horse'],
  ]

  it('take codes to another computer, and merge them code by code', async () => {
    const stores = google({ 'code-1': 'used', 'code-2': 'unused' })
    const exported = await play('backup export codes.age', { stores, person: passphrase })
    expect(exported.err.replace(/\s+/g, ' ')).toContain('from now on use one copy only')
    expect(exported.exit).toBe(0)
    const files = { '/work/codes.age': exported.files['/work/codes.age'] ?? '' }
    const other = google({ 'code-1': 'unused', 'code-2': 'offered' })
    const scene = {
      files,
      stores: other,
      person: [
        ['The passphrase of the exported file', 'correct horse'],
        ['Take over the codes of this account?', 'Yes'],
      ],
    } as const
    expect((await play('backup import codes.age', scene)).exit).toBe(0)
    expect(states(other)).toEqual({ 'code-1': 'used', 'code-2': 'offered' })
    const wrong = await play('backup import codes.age', { ...scene, person: [['The passphrase', 'wrong']] })
    expect(wrong.exit).toBe(4)
    expect((await play('backup export codes.age', { stores, files })).exit).toBe(2)
    const none = await play('backup import list.txt', { stores, files: { '/work/list.txt': list } })
    expect(none.exit).toBe(3)
  })

  it('leave out what is kept as hashes', async () => {
    const stores = fakeStores()
    await play('backup generate wiki --hashed', { ...script, stores })
    const { err, files } = await play('backup export codes.age', { stores, person: passphrase })
    expect(err).toContain('one set was left out')
    expect(JSON.parse(files['/work/codes.age'] ?? '')[2]).not.toContain('wiki')
  })
})
