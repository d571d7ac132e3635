/** Stored backup codes in the wizard: looked for with permission, offered where they help, settled by what the remedy came to. */
import { describe, expect, it } from 'vitest'
import type { BackupAccount, CodeState } from '../src/core/backup/set.ts'
import { ctrlC, type Line, play, type Scene } from './support/play.ts'
import { type FakeStores, fakeStores } from './support/stores.ts'

const made = '2025-12-01T00:00:00.000Z'
function google(codes: Readonly<Record<string, CodeState>>): FakeStores {
  const value: BackupAccount = {
    service: 'google',
    sets: [
      {
        id: 'aaaa',
        origin: 'issued',
        made,
        codes: Object.entries(codes).map(([code, state]) => ({ value: code, state })),
      },
    ],
  }
  return fakeStores({ keychain: [{ kind: 'backup', name: 'google', value }] })
}
const states = (stores: FakeStores): readonly string[] =>
  stores.keychain
    .entries()
    .flatMap(({ value }) => (value as BackupAccount).sets)
    .flatMap(({ codes }) => codes.map(({ state }) => state))

const before: readonly Line[] = [
  ['Ready?', 'Begin'],
  ['Which account', 'Google'],
]
const tool = 'Take a backup code stored on this computer'
const walk = (stores: FakeStores, person: readonly Line[], more: Scene = {}) =>
  play('diagnose nothing-to-enter --offline', { stores, person: [...before, ...person], rows: 140, ...more })

describe('stored backup codes', () => {
  it('are looked for with permission, and lead to the remedy that uses one', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused', 'code-3': 'unused' })
    const { exit, err } = await walk(stores, [
      ['Shall I look', 'Yes'],
      ['What do you still have?', 'I do not know'],
      ['Which way', 'Use a backup code'],
      ['Did that work?', tool],
      ['Did that work?', 'Yes, I am in'],
      ['That was the last page', 'Finish'],
    ])
    expect(exit).toBe(0)
    expect(err).toContain('3 codes for Google are stored here')
    expect(err).toContain('Way 1: Use a backup code')
    expect(err).toContain('code-1\n')
    expect(err).not.toContain('code-2')
    expect(err).toContain('2fa-rescue backup add google')
    expect(states(stores)).toEqual(['used', 'unused', 'unused'])
  })

  it('that are refused are so marked, and the next one is offered', async () => {
    const stores = google({ 'code-1': 'unused', 'code-2': 'unused' })
    const { err } = await walk(stores, [
      ['Shall I look', 'Yes'],
      ['What do you still have?', 'I do not know'],
      ['Which way', 'Use a backup code'],
      ['Did that work?', tool],
      ['Did that work?', tool],
      ['The code code-1 was shown', 'No, it was refused'],
      ['Did that work?', 'No, what else'],
      ['Which way', 'Choose another way on the page'],
      ['Did that work?', 'Yes, I am in'],
      ['That was the last page', 'Finish'],
    ])
    expect(err).toContain('Only 2 codes for Google are left here')
    expect(states(stores)).toEqual(['refused', 'refused'])
  })

  it('are left alone where the person says no', async () => {
    const stores = google({ 'code-1': 'unused' })
    const { err } = await walk(stores, [
      ['Shall I look', 'No'],
      ['What do you still have?', 'None of these'],
      ['Which way', 'Start the account recovery'],
      ['Did that work?', 'Yes, I am in'],
      ['That was the last page', 'Finish'],
    ])
    expect(err).not.toContain('code-1')
    expect(states(stores)).toEqual(['unused'])
  })

  it('may be none, or out of reach: nobody is stopped by that', async () => {
    const rest: readonly Line[] = [
      ['Shall I look', 'Yes'],
      ['What do you still have?', 'None of these'],
      ['Which way', 'Start the account recovery'],
      ['Did that work?', 'Yes, I am in'],
      ['That was the last page', 'Finish'],
    ]
    const other = fakeStores({ keychain: [{ kind: 'totp', name: 'acme/mika', value: {} }] })
    const none = await walk(other, rest)
    expect(none.err).toContain('No backup code for Google is stored here')
    const shut = await walk(fakeStores({ answers: false }), rest)
    expect(shut.err.replaceAll('\n', ' ')).toContain('The store could not be read')
  })

  it('are not asked for where there is no store at all', async () => {
    const { asked } = await walk(fakeStores(), [
      ['What do you still have?', 'None of these'],
      ['Which way', 'Start the account recovery'],
      ['Did that work?', 'Yes, I am in'],
      ['That was the last page', 'Finish'],
    ])
    expect(asked.filter(({ message }) => message.includes('Shall I look'))).toEqual([])
  })

  it('can be left by ctrl-c as any other question, with the way back and the report', async () => {
    const { exit, err, files } = await play('diagnose nothing-to-enter --offline --report r.md', {
      stores: google({ 'code-1': 'unused' }),
      rows: 140,
      person: [
        ['Ready?', 'Begin'],
        ['Which account', 'Google'],
        ['Shall I look', ctrlC],
      ],
    })
    expect(exit).toBe(130)
    expect(err).toContain('diagnose --resume')
    expect(files['/work/r.md']).toContain('Google')
  })

  it('are asked for in Japanese as well', async () => {
    const stores = google({ 'code-1': 'unused' })
    const { err } = await play('diagnose nothing-to-enter --offline --lang ja', {
      stores,
      rows: 140,
      person: [
        ['始めますか', '始める'],
        ['どのアカウント', 'Google'],
        ['保存されていないか', 'はい'],
        ['いまあるものを', 'わからないので進む'],
        ['どの方法', 'バックアップ'],
        ['うまくいきましたか', 'このパソコンに保管した'],
        ['うまくいきましたか', 'はい、ログインできました'],
        ['これで最後', '終わる'],
      ],
    })
    expect(err).toContain('code-1')
    expect(states(stores)).toEqual(['used'])
  })

  it('are unknown without a person, unless the answers say so', async () => {
    const answers = (checks: string) => ({
      stores: google({ 'code-1': 'unused' }),
      terminal: false,
      files: { '/work/a.yaml': `nothing-to-enter/service: google\n${checks}` },
    })
    const command = 'diagnose nothing-to-enter --answers a.yaml --json --offline'
    const unknown = JSON.parse((await play(command, answers(''))).out)
    expect(unknown.checks).toContainEqual({ check: 'backup', result: 'unknown' })
    const stored = JSON.parse((await play(command, answers('checks: { backup: stored }\n'))).out)
    expect(stored.checks).toContainEqual({ check: 'backup', result: 'stored' })
    expect(stored.remedies[0].id).toBe('use-backup-code')
  })
})
