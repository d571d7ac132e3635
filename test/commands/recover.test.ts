/** `recover`, as a person uses it. */
import { describe, expect, it } from 'vitest'
import { play } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'
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

  it('draws live codes over themselves, also where the window breaks a line', async () => {
    const scene = { files, now: '1970-01-01T00:00:40Z', columns: 30, stopsAfter: 2 }
    const { out } = await play('recover links.txt --watch', scene)
    const fourRows = '\u001b[1A\u001b[2K'.repeat(4)
    expect(out.split(fourRows)).toEqual([
      '287 082  GitHub:mika  20 s left\n9428 7082  Bank:mika  20 s left\n',
      '287 082  GitHub:mika  19 s left\n9428 7082  Bank:mika  19 s left\n',
    ])
  })

  it('prints live codes anew every half minute where they are higher than the window', async () => {
    const scene = { files, now: '1970-01-01T00:00:40Z', rows: 2, stopsAfter: 60 }
    const { out } = await play('recover links.txt --watch', scene)
    expect(out).not.toContain('\u001b')
    expect(out.match(/GitHub/g)).toHaveLength(2)
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
    expect(exit).toBe(0)
    expect(out).toContain('GitHub:mika\n')
    expect(err).toContain('1 file of the folder is no export known here: /work/all/notes.txt')
    const json = await play('recover all --json', { files: several })
    expect(JSON.parse(json.out)).toMatchObject({ unopened: [], unknown: ['/work/all/notes.txt'] })
    // What was named itself, or is locked or damaged, counts as before.
    expect(
      (await play('recover links.txt notes.txt', { files: { ...files, '/work/notes.txt': 'x' } })).exit,
    ).toBe(3)
    const damaged = await play('recover all', {
      files: { ...several, '/work/all/cut.json': '{"version": 1, ' },
    })
    expect([damaged.exit, damaged.err.includes('cut.json: the file is damaged or cut off')]).toEqual([
      3,
      true,
    ])
  })

  it('of a folder says in one line what is no export, and that it is empty', async () => {
    const others = ['a.ini', 'b.md', 'c.css', 'd.txt', 'e.txt', 'f.txt', 'g.txt']
    const contents = ['[section]\nkey=1\n', '[x] buy bread\n', '{ color: red }', '', 'a', 'b', 'c']
    const folder = Object.fromEntries(
      others.map((name, index) => [`/work/all/${name}`, contents[index] ?? '']),
    )
    const { exit, err } = await play('recover all', { files: folder })
    expect(exit).toBe(1)
    expect(err).toContain('7 files of the folder are no export known here')
    expect(err).toContain('there is no account with codes in it')
    expect(err).not.toMatch(/damaged|EISDIR/)
    const empty = await play('recover all', { files: { '/work/all/': '' } })
    expect([empty.exit, empty.err]).toEqual([3, expect.stringContaining('all: the folder holds no files')])
  })

  it('stores the accounts; one whose name another has gets a number, once', async () => {
    const stores = fakeStores()
    const other = `otpauth://totp/GitHub:mika?secret=JBSWY3DPEHPK3PXP&issuer=GitHub\n`
    const both = { ...files, '/work/other.txt': other }
    const { exit, out, err } = await play('recover links.txt other.txt --save', { files: both, stores })
    expect([exit, out]).toEqual([0, '3 accounts stored\n'])
    expect(err).toContain(
      'stored as GitHub:mika (2), because another account with other codes is called GitHub:mika',
    )
    expect(stores.keychain.entries().map(({ name }) => name)).toEqual([
      'github/mika',
      'bank/mika',
      'github/mika (2)',
    ])
    // The first one keeps its codes.
    expect((await play('totp code GitHub:mika', { stores, now })).out).toContain('287 082')
    const again = await play('recover other.txt links.txt --save --json', { files: both, stores })
    expect(JSON.parse(again.out)).toEqual({ schema: 1, saved: 0, renamed: [], unsaved: [] })
    expect(stores.keychain.entries()).toHaveLength(3)
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

  it('tells two accounts of one name apart by number', async () => {
    const other = `otpauth://totp/GitHub:mika?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&digits=8\n`
    const both = { '/work/all.txt': `${links}${other}${links}` }
    const scene = { files: both, columns: 120, rows: 80 }
    const script = await play('recover all.txt --qr github --json', scene)
    expect(script.exit).toBe(2)
    expect(JSON.parse(script.out || script.err)).toMatchObject({ error: { code: 'which-entry' } })
    expect(script.err).toContain('1: GitHub:mika, 3: GitHub:mika  by time, SHA1, 8 digits, 30 s')
    expect(script.err).toContain('in these files')
    const chosen = await play('recover all.txt --qr github', {
      ...scene,
      person: [['Several accounts', '3: ']],
    })
    const numbered = await play('recover all.txt --qr 3', scene)
    expect([chosen.exit, numbered.exit]).toEqual([0, 0])
    expect(numbered.out).toBe(chosen.out)
    expect((await play('recover all.txt --qr 1', scene)).out).not.toBe(chosen.out)
    expect((await play('recover all.txt --qr 99', scene)).exit).toBe(1)
  })

  it('includes what was in the trash where that is asked for', async () => {
    const entries = [
      { type: 2, name: 'kept', login: { username: 'mika', totp: secret } },
      {
        type: 2,
        name: 'thrown',
        login: { username: 'mika', totp: secret },
        deletedDate: '2026-01-01T00:00:00Z',
      },
    ].map((item, index) => ({ id: String(index), ...item, type: 1 }))
    const vault = { '/work/vault.json': JSON.stringify({ encrypted: false, items: entries }) }
    const without = await play('recover vault.json', { files: vault })
    expect(without.out).toBe('kept:mika\n')
    expect(without.err).toMatch(/in the trash \(--trash includes them\):\s+thrown:mika/)
    const included = await play('recover vault.json --trash', { files: vault })
    expect(included.out).toBe('kept:mika\nthrown:mika  was in the trash\n')
    expect(included.err).not.toContain('left out')
    const codes = await play('recover vault.json --trash --codes', { files: vault, now })
    expect(codes.out).toContain('thrown:mika')
  })

  it('leaves no file where nothing can be written', async () => {
    const steam = { '/work/steam.txt': `steam://${secret}\n` }
    const {
      exit,
      err,
      files: after,
    } = await play('recover steam.txt --to google-qr --output x.png --yes', {
      files: steam,
    })
    expect([exit, after['/work/x.png']]).toEqual([1, undefined])
    expect(err).toContain('the other format has no codes of this kind (Steam)')
    expect(err).toContain('nothing was written')
    const empty = await play('recover vault.json --to aegis --output x.json', {
      files: { '/work/vault.json': '{"encrypted":false,"items":[]}' },
    })
    expect([empty.exit, empty.files['/work/x.json']]).toEqual([1, undefined])
  })

  it('writes pictures of QR codes for Google Authenticator, and names what has no place there', async () => {
    const many = Array.from(
      { length: 12 },
      (_, index) => `otpauth://totp/Site${index}:mika?secret=${secret}&issuer=Site${index}\n`,
    ).join('')
    const odd = `otpauth://totp/Odd:mika?secret=${secret}&issuer=Odd&period=60\n`
    const written = await play('recover many.txt --to google-qr --output codes.png --yes', {
      files: { '/work/many.txt': many + odd },
    })
    expect(written.exit).toBe(1)
    expect(written.out).toBe('12 accounts written to /work/codes-1.png, /work/codes-2.png\n')
    expect(written.err).toContain('left out: Odd:mika: the other format has no period of 60 s')
    const pngs = Object.fromEntries(
      ['/work/codes-1.png', '/work/codes-2.png'].map((path) => [
        path,
        written.bytes(path) ?? new Uint8Array(),
      ]),
    )
    const read = await play('recover codes-2.png codes-1.png', { files: pngs })
    expect([read.exit, read.out.split('\n').length]).toEqual([0, 13])
    // Nothing is written over, and no part is written alone.
    const taken = await play('recover many.txt --to google-qr --output codes.png --yes', {
      files: { '/work/many.txt': many, '/work/codes-2.png': 'mine' },
    })
    expect([taken.exit, taken.files['/work/codes-1.png'], taken.files['/work/codes-2.png']]).toEqual([
      2,
      undefined,
      'mine',
    ])
  })

  it.each(['aegis', '2fas'])('never writes a file for %s without encryption', async (target) => {
    const command = `recover links.txt --to ${target} --output out.json --yes`
    const scene = { files: { ...files, '/work/pw': 'correct horse\n', '/work/none': '\n' }, terminal: false }
    const refused = await play(command, scene)
    expect([refused.exit, refused.files['/work/out.json']]).toEqual([2, undefined])
    expect(refused.err).toContain(`--to ${target} also needs --output-password-file`)
    expect((await play(`${command} --output-password-file none`, scene)).exit).toBe(2)
    const written = await play(`${command} --output-password-file pw`, scene)
    expect([written.exit, written.files['/work/out.json']?.includes('mika')]).toEqual([0, false])
    const read = await play('recover out.json --password-file pw', {
      files: { '/work/out.json': written.files['/work/out.json'] ?? '', '/work/pw': 'correct horse' },
      terminal: false,
    })
    expect(read.out).toBe('GitHub:mika\nBank:mika  by time, SHA1, 8 digits, 30 s\n')
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
