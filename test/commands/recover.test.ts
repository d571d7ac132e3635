/** `recover`, as a person uses it. */
import { describe, expect, it } from 'vitest'
import { play } from '../support/play.ts'
import { createTwoFas } from '../support/two-fas.ts'

/** The secret and time of RFC 6238, appendix B: 94287082 at 59 s, of which six digits are 287082. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const links = [
  `otpauth://totp/GitHub:mika?secret=${secret}&issuer=GitHub`,
  `otpauth://totp/Bank:mika?secret=${secret}&issuer=Bank&digits=8`,
  'otpauth://totp/Broken:mika?secret=10&issuer=Broken',
  '',
].join('\n')
const files = { '/work/links.txt': links }
const now = '1970-01-01T00:00:59Z'

const locked = { '/work/backup.2fas': createTwoFas() }

describe('recover', () => {
  it('lists the accounts, and names the one that could not be read', async () => {
    const { exit, out, err } = await play('recover links.txt', { files, now })
    expect(exit).toBe(0)
    expect(out).toBe('GitHub:mika\nBank:mika  by time, SHA1, 8 digits, 30 s\n')
    expect(err).toContain('could not be read: #3: in the link: character 1 of the secret')
    expect(out + err).not.toContain(secret)
  })

  it('shows codes', async () => {
    const { out } = await play('recover links.txt --codes', { files, now })
    expect(out).toBe('287 082  GitHub:mika  1 s left\n9428 7082  Bank:mika  1 s left\n')
  })

  it('keeps codes out of JSON unless they are asked for', async () => {
    const { out } = await play('recover links.txt --json', { files, now })
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      sources: [{ format: 'uri-list', entries: [{ issuer: 'GitHub', account: 'mika', type: 'totp' }, {}] }],
      unopened: [],
    })
    expect(out).not.toContain('287082')
    const shown = await play('recover links.txt --json --codes', { files, now })
    expect(JSON.parse(shown.out).sources[0].entries[0]).toMatchObject({ code: '287082', seconds_left: 1 })
  })

  it('asks for a password only where one is needed, and again where it was wrong', async () => {
    const { exit, out, asked } = await play('recover backup.2fas --codes', {
      files: locked,
      now,
      person: [
        ['Password of backup.2fas', 'wrong'],
        ['Password of backup.2fas', 'correct horse'],
      ],
    })
    expect(exit).toBe(0)
    expect(out).toBe('287 082  GitHub:mika  1 s left\n')
    expect(asked).toHaveLength(2)
  })

  it('takes the password from a file, and without one and without a person says so', async () => {
    const given = { ...locked, '/work/password': 'correct horse\n' }
    const read = await play('recover backup.2fas --password-file password', { files: given, terminal: false })
    expect([read.exit, read.out]).toEqual([0, 'GitHub:mika\n'])
    const { exit, err } = await play('recover backup.2fas', { files: locked, terminal: false })
    expect(exit).toBe(2)
    expect(err).toContain('backup.2fas is protected by a password')
  })

  it('opens what it can of several files and of a folder', async () => {
    const several = { '/work/all/links.txt': links, '/work/all/notes.txt': 'nothing here' }
    const { exit, out, err } = await play('recover all', { files: several })
    expect(exit).toBe(3)
    expect(out).toContain('GitHub:mika\n')
    expect(err).toContain('notes.txt: the file is not an export or backup that is known here')
  })

  it('stores the accounts, and never replaces one of the same name', async () => {
    const other = `otpauth://totp/GitHub:mika?secret=JBSWY3DPEHPK3PXP&issuer=GitHub\n`
    const { exit, out, err } = await play('recover links.txt other.txt --save', {
      files: { ...files, '/work/other.txt': other },
    })
    expect(exit).toBe(1)
    expect(out).toBe('2 accounts stored\n')
    expect(err).toContain('not stored, because another account of that name is stored')
  })

  it('writes an encrypted vault for Aegis', async () => {
    const {
      exit,
      out,
      files: after,
    } = await play('recover links.txt --to aegis --output aegis.json', {
      files,
      person: [
        ['A password for the new file', 'correct horse'],
        ['The same password again', 'correct horse'],
      ],
    })
    expect(exit).toBe(0)
    expect(out).toBe('2 accounts written to /work/aegis.json\n')
    expect(JSON.parse(after['/work/aegis.json'] ?? '')).toMatchObject({ version: 1, header: { slots: [{}] } })
    expect(after['/work/aegis.json']).not.toContain('mika')
  })

  it('writes plain links only after a warning', async () => {
    const command = 'recover links.txt --to links --output out.txt'
    const refused = await play(command, { files, person: [['without encryption', 'No']] })
    expect([refused.exit, refused.files['/work/out.txt']]).toEqual([1, undefined])
    const written = await play(`${command} --yes`, { files })
    expect(written.files['/work/out.txt']).toBe(
      links
        .split('\n')
        .filter((line) => !/Broken/.test(line))
        .join('\n'),
    )
  })

  it('draws the QR code of one account', async () => {
    const drawn = await play('recover links.txt --qr github', { files, columns: 120, rows: 80 })
    expect([drawn.exit, drawn.out.includes('█') || drawn.out.includes('▀')]).toEqual([0, true])
    const none = await play('recover links.txt --qr gitlab', { files })
    expect(none.exit).toBe(1)
    expect(none.err).toContain('GitHub:mika, Bank:mika')
  })

  it('speaks Japanese', async () => {
    const { err } = await play('recover backup.2fas --lang ja', { files: locked, terminal: false })
    expect(err).toContain('backup.2fas はパスワードで保護されています')
  })

  it.each([
    ['recover links.txt --to csv', 'this value is not valid for --to'],
    ['recover links.txt --to links', '--output is missing'],
    ['recover links.txt --to links --save', '--to and --save cannot be used together'],
    ['recover', 'is missing'],
  ])('refuses: %s', async (command, message) => {
    const { exit, err } = await play(command, { files })
    expect(exit).toBe(2)
    expect(err).toContain(message)
  })
})
