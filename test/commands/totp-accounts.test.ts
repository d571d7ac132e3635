/** `totp add`, `list`, `show`, `remove`, and codes of stored accounts, played on a store in memory. */
import { describe, expect, it } from 'vitest'
import { parseLink } from '../../src/core/totp/link.ts'
import { transferLinks } from '../../src/core/totp/migration.ts'
import { play, type Scene } from '../support/play.ts'
import { type FakeStores, fakeStores } from '../support/stores.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const other = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const now = '1970-01-01T00:00:49Z'
const link = (label: string, key = secret, more = '') => `otpauth://totp/${label}?secret=${key}${more}`

/** One machine, several runs. */
function machine(stores: FakeStores = fakeStores()) {
  const run = (command: string, scene: Scene = {}) =>
    play(`totp ${command}`, { now, terminal: false, stores, ...scene })
  return { run, stores }
}

const entriesOf = ({ stores }: ReturnType<typeof machine>) => stores.keychain.entries()

describe('totp add', () => {
  it.each([
    ['a link', '', link('GitHub:mika'), 'GitHub:mika'],
    ['a bare secret with a name', 'github:mika', secret, 'github:mika'],
    ['a link under another name', 'work', link('GitHub:mika'), 'work:mika'],
    ['a link without a label', 'Steam', 'steam://JRZCL47CMXVOQMNPZR2F7J4RGI', 'Steam'],
  ])('keeps %s', async (_name, args, stdin, title) => {
    const one = machine()
    const { exit, out } = await one.run(`add ${args}`, { stdin })
    expect([exit, out]).toEqual([0, `kept: ${title}\n`])
    expect((await one.run('list')).out.split('  ')[0]?.trim()).toBe(title)
  })

  it('asks a person for secret and name', async () => {
    const one = machine()
    const person: Scene['person'] = [
      ['Secret or link', secret],
      ['What is this account called', 'github:mika'],
    ]
    const { out, err } = await one.run('add', { terminal: true, person })
    expect(out).toBe('kept: github:mika\n')
    expect(err).toContain('is stored in your store')
    expect(err).not.toContain('not stored')
  })

  it('needs a name where there is none and nobody to ask', async () => {
    const { exit, err } = await machine().run('add', { stdin: secret })
    expect(exit).toBe(2)
    expect(err).toMatch(/name/)
  })

  it('keeps a list of links, and names what it cannot read', async () => {
    const one = machine()
    const stdin = [
      link('A:a'),
      link('B:b', 'GEZDGNB1'),
      '# comment',
      link('C:c', other, '&algorithm=MD5'),
      link('D:d', other),
    ].join('\n')
    const { exit, out, err } = await one.run('add', { stdin })
    expect(exit).toBe(0)
    expect(out).toBe('kept: A:a\nkept: D:d\n')
    expect(err).toMatch(/line 2 was not used: in the link: character 8 .* “1”/)
    expect(err).toMatch(/line 4 was not used: .*MD5/)
    expect(out + err).not.toMatch(/GEZD|JBSW/)
  })

  it('keeps a transfer of several parts, and says which is missing', async () => {
    const accounts = Array.from({ length: 23 }, (_, index) => parseLink(link(`S:person${index}`)).account)
    const [first = '', second = '', third = ''] = transferLinks(accounts, 99)
    const whole = await machine().run('add', { stdin: [third, first, second].join('\n') })
    expect(whole.out.trim().split('\n')).toHaveLength(23)
    expect(whole.err).not.toMatch(/missing/)
    const part = await machine().run('add', { stdin: [third, first].join('\n') })
    expect(part.out.trim().split('\n')).toHaveLength(13)
    expect(part.err).toMatch(/of 3 QR codes of the transfer, these are missing: 2/)
    expect(part.err).toMatch(/does not say how many seconds/)
  })

  it('shows a person what it understood before it keeps several', async () => {
    const one = machine()
    const stdin = [link('A:a'), link('B:b', other, '&digits=8')].join('\n')
    const no = await one.run('add', { terminal: true, stdin, person: [['Keep these 2 accounts?', 'No']] })
    expect(no.exit).toBe(1)
    expect(no.err).toMatch(/ {2}A:a\n {2}B:b {2}by time \(TOTP\), SHA1, 8 digits, 30 s\n/)
    expect(entriesOf(one)).toEqual([])
    const yes = await one.run('add', { terminal: true, stdin, person: [['Keep these 2 accounts?', 'Yes']] })
    expect(yes.exit).toBe(0)
    expect(entriesOf(one)).toHaveLength(2)
  })

  it('replaces a secret only where that is agreed', async () => {
    const one = machine()
    await one.run('add', { stdin: link('A:a') })
    const before = entriesOf(one)
    const same = await one.run('add', { stdin: link('A:a') })
    expect([same.exit, same.err]).toEqual([0, expect.stringMatching(/kept already, with the same secret/)])
    const nobody = await one.run('add', { stdin: link('a:A', other) })
    expect(nobody.exit).toBe(2)
    const no = await one.run('add', {
      terminal: true,
      stdin: link('A:a', other),
      person: [[/Replace it\?/, 'No']],
    })
    expect(no.exit).toBe(1)
    expect(entriesOf(one)).toEqual(before)
    const yes = await one.run('add --yes', { stdin: link('A:a', other) })
    expect(yes.exit).toBe(0)
    expect(entriesOf(one)).toMatchObject([{ value: { secret: other } }])
  })

  it('keeps two accounts of one name in one list apart', async () => {
    const one = machine()
    const { out } = await one.run('add', { stdin: [link('A:a'), link('A:a'), link('A:a', other)].join('\n') })
    expect(out).toBe('kept: A:a\nkept: A:a (2)\n')
  })

  it.each([
    ['nothing but prose', 'Hello, this is no secret.', 3],
    ['only broken links', link('a', 'GEZD1'), 3],
    ['bytes', new Uint8Array([1, 2, 255]), 3],
  ])('keeps nothing of %s', async (_name, stdin, exit) => {
    const one = machine()
    expect((await one.run('add x', { stdin })).exit).toBe(exit)
    expect(entriesOf(one)).toEqual([])
  })

  it('as JSON, without secrets', async () => {
    const { out } = await machine().run('add --json', { stdin: link('A:a') })
    expect(JSON.parse(out)).toMatchObject({ schema: 1, found: 1, added: [{ issuer: 'A', account: 'a' }] })
    expect(out).not.toMatch(/GEZD/)
  })

  it('offers the file where no keychain answers', async () => {
    const stores = fakeStores({ answers: false })
    const { exit } = await machine(stores).run('add', { stdin: link('A:a') })
    expect(exit).toBe(4)
  })
})

describe('stored accounts', () => {
  async function filled() {
    const one = machine()
    const links = [
      link('GitHub:mika'),
      link('GitHub:work', other),
      link('Acme:mika', other, '&digits=8'),
      `otpauth://hotp/Bank:me?secret=${secret}&counter=1`,
    ]
    await one.run('add', { stdin: links.join('\n') })
    return one
  }

  it('are listed without secrets', async () => {
    const one = await filled()
    const { out } = await one.run('list')
    expect(out.split('\n')).toEqual([
      'Acme:mika  by time (TOTP), SHA1, 8 digits, 30 s',
      'Bank:me  by counter (HOTP), SHA1, 6 digits',
      'GitHub:mika',
      'GitHub:work',
      '',
    ])
    const json = await one.run('list --json')
    expect(JSON.parse(json.out).accounts).toHaveLength(4)
    expect(out + json.out).not.toMatch(/GEZD|JBSW/)
    expect((await machine().run('list')).err).toMatch(/no account is stored yet/)
  })

  it.each([
    ['GitHub:mika', '287082'],
    ['github:MIKA', '287082'],
  ])('make codes by name: %s', async (name, code) => {
    expect((await (await filled()).run(`code ${name} --at @59`)).out).toBe(`${code}\n`)
  })

  it('are chosen among by a person, and named for a script', async () => {
    const one = await filled()
    const script = await one.run('code github')
    expect([script.exit, script.out]).toEqual([2, ''])
    expect(script.err).toMatch(/GitHub:mika, GitHub:work/)
    const person: Scene['person'] = [['Several accounts are called github', 'GitHub:mika']]
    expect((await one.run('code github', { terminal: true, person })).out).toMatch(/^287 082/)
    const none = await one.run('code gitlab')
    expect([none.exit, none.err]).toEqual([
      1,
      expect.stringMatching(/no account called gitlab.*\n.*GitHub:mika/),
    ])
  })

  it('by counter move on before the code is shown', async () => {
    const one = await filled()
    // RFC 4226, appendix D.
    expect((await one.run('code bank')).out).toBe('287082\n')
    expect((await one.run('code bank')).out).toBe('359152\n')
    const codes = await Promise.all(Array.from({ length: 7 }, () => one.run('code bank')))
    expect(codes.map(({ out }) => out.trim()).sort()).toEqual(
      ['969429', '338314', '254676', '287922', '162583', '399871', '520489'].sort(),
    )
    expect(JSON.parse((await one.run('show bank --json')).out).counter).toBe(10)
    expect((await one.run('code bank --at @59')).exit).toBe(2)
    expect(JSON.parse((await one.run('show bank --json')).out).counter).toBe(10)
  })

  it('are judged by name', async () => {
    const one = await filled()
    expect((await one.run('verify 287082 --account GitHub:mika --at @59')).exit).toBe(0)
    const counter = await one.run('verify 520489 --account bank')
    expect([counter.exit, counter.out]).toEqual([
      1,
      expect.stringMatching(/fits counter 9, and 1 is the one that is due/),
    ])
  })

  it('are shown masked', async () => {
    const { out } = await (await filled()).run('show acme')
    expect(out).toBe(
      [
        'issuer: Acme',
        'account: mika',
        'codes: by time (TOTP), SHA1, 8 digits, 30 s',
        'secret: •••• (20 bytes)',
        'kept since: 1970-01-01',
        '',
      ].join('\n'),
    )
  })

  it('are shown as a link after a warning', async () => {
    const one = await filled()
    expect((await one.run('show acme --link')).exit).toBe(2)
    const no = await one.run('show acme --link', { terminal: true, person: [[/for ever/, 'No']] })
    expect([no.exit, no.out]).toEqual([1, ''])
    const yes = await one.run('show acme --link', { terminal: true, person: [[/for ever/, 'Yes']] })
    expect(yes.out).toBe(`otpauth://totp/Acme:mika?secret=${other}&issuer=Acme&digits=8\n`)
    expect((await one.run('show acme --link --yes')).out).toBe(yes.out)
  })

  it('are removed after a question', async () => {
    const one = await filled()
    const no = await one.run('remove acme', { terminal: true, person: [[/lock yourself out/, '']] })
    expect(no.exit).toBe(1)
    expect(entriesOf(one)).toHaveLength(4)
    expect((await one.run('remove acme')).exit).toBe(2)
    const typed = await one.run('remove acme', {
      terminal: true,
      person: [
        [/lock yourself out/, 'yes'],
        ['Type Acme:mika to remove', ''],
      ],
    })
    expect(typed.exit).toBe(1)
    expect((await one.run('remove acme --yes')).out).toBe('removed: Acme:mika\n')
    expect(entriesOf(one)).toHaveLength(3)
  })

  it('that are damaged are named, and hide no other', async () => {
    const stores = fakeStores({
      keychain: [{ kind: 'totp', name: 'acme/mika', value: { issuer: 'Acme', secret: 'no' } }],
    })
    const one = machine(stores)
    await one.run('add', { stdin: link('A:a') })
    const { out, err } = await one.run('list')
    expect(out).toBe('A:a\n')
    expect(err).toMatch(/damaged, cannot be read: acme\/mika/)
    expect((await one.run('code acme')).exit).toBe(3)
  })

  it('with control characters in their names are shown without obeying them', async () => {
    const one = machine()
    await one.run('add', { stdin: link('A%1b%5b31m:a%0ab') })
    const played = [await one.run('list'), await one.run('show none'), await one.run('list --json')]
    for (const { out, err } of played) {
      expect(out + err).not.toContain('\u001b')
      expect(out + err).not.toContain('a\nb')
      expect(out + err).toContain('31m')
    }
  })
})
