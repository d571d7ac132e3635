/** The QR codes of all stored accounts, for a new phone. */
import { describe, expect, it } from 'vitest'
import { play } from '../support/play.ts'
import { fakeStores } from '../support/stores.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const agree = ['Is nobody looking', 'Yes'] as const

async function storesWithTwo() {
  const stores = fakeStores()
  for (const name of ['A:a', 'B:b'])
    await play('totp add', { terminal: false, stores, stdin: `otpauth://totp/${name}?secret=${secret}` })
  return stores
}

describe('totp show --qr --all', () => {
  it('draws one code at a time, with the name above and how many are left', async () => {
    const { exit, out, err, asked } = await play('totp show --qr --all', {
      stores: await storesWithTwo(),
      rows: 60,
      person: [agree, ['press Enter', '']],
    })
    expect(exit).toBe(0)
    expect(err).toMatch(/A:a \(1 more after it\)[\s\S]*B:b \(the last one\)/)
    expect(out).toMatch(/[█▀▄]/)
    expect(asked).toHaveLength(2)
  })

  it('offers a picture where the window is not high enough', async () => {
    const { err, files } = await play('totp show A:a --qr', {
      stores: await storesWithTwo(),
      rows: 12,
      person: [agree, ['does not fit', 'a.png']],
    })
    expect(err).toContain('written to /work/a.png')
    expect(Object.keys(files)).toContain('/work/a.png')
  })

  it('offers another name for each picture, and asks again where a name is taken', async () => {
    const { exit, err, files } = await play('totp show --qr --all', {
      stores: await storesWithTwo(),
      rows: 12,
      files: { '/work/mine.png': 'mine' },
      person: [
        agree,
        ['does not fit', ''],
        ['press Enter', ''],
        ['does not fit', 'mine.png'],
        ['does not fit', ''],
      ],
    })
    expect(exit).toBe(0)
    expect(err).toContain('already exists and is left as it is')
    expect(files['/work/mine.png']).toBe('mine')
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['/work/qr-code.png', '/work/qr-code-2.png']))
  })

  it.each(['--all', '--qr --all A', '--qr', '--qr --all --output a.png'])(
    'is misused with %s',
    async (options) => {
      expect((await play(`totp show ${options}`, { stores: fakeStores() })).exit).toBe(2)
    },
  )

  it('says that nothing is stored', async () => {
    const { exit, err } = await play('totp show --qr --all', { stores: fakeStores() })
    expect([exit, err]).toEqual([1, 'no account is stored yet\n'])
  })
})
