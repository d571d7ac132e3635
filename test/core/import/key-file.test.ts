/** KeePass databases with key files, written by kdbxweb with the file formats that KeePass knows. */
import { createHash } from 'node:crypto'
import kdbxweb from 'kdbxweb'
import { describe, expect, it } from 'vitest'
import { recogniseFiles } from '../../../src/core/import/index.ts'
import { Secret } from '../../../src/core/secret.ts'
import { play } from '../../support/play.ts'

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const key = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex')

/** The same key in each format (KeePass help, "Key Files"); any other file counts by its hash. */
const keyFiles: Readonly<Record<string, Buffer>> = {
  'XML, version 1': Buffer.from(
    `<?xml version="1.0"?><KeyFile><Meta><Version>1.00</Version></Meta><Key><Data>${key.toString('base64')}</Data></Key></KeyFile>`,
  ),
  'XML, version 2': Buffer.from(
    `<?xml version="1.0"?><KeyFile><Meta><Version>2.0</Version></Meta><Key><Data Hash="${createHash('sha256').update(key).digest('hex').slice(0, 8).toUpperCase()}">${key.toString('hex').toUpperCase()}</Data></Key></KeyFile>`,
  ),
  '32 bytes': key,
  '64 hexadecimal digits': Buffer.from(key.toString('hex')),
  'any other file': Buffer.from('a picture of a cat, perhaps'),
}

/** A database of version 3, whose key derivation needs no library. */
async function createDatabase(password: string | null, keyFile: Buffer): Promise<Uint8Array> {
  const { Credentials, Kdbx, ProtectedValue } = kdbxweb as unknown as WritingKdbxweb
  const credentials = new Credentials(
    password === null ? null : ProtectedValue.fromString(password),
    new Uint8Array(keyFile).buffer,
  )
  await credentials.ready
  const database = Kdbx.create(credentials, 'test')
  database.setVersion(3)
  const entry = database.createEntry(database.getDefaultGroup())
  entry.fields.set('Title', 'GitHub').set('UserName', 'mika')
  entry.fields.set('otp', `otpauth://totp/GitHub:mika?secret=${secret}&issuer=GitHub`)
  return new Uint8Array(await database.save())
}

/** What this test needs of kdbxweb, and the program does not. */
interface WritingKdbxweb {
  readonly Credentials: new (password: unknown, keyFile: ArrayBuffer) => { readonly ready: Promise<unknown> }
  readonly ProtectedValue: { fromString(text: string): unknown }
  readonly Kdbx: {
    create(
      credentials: unknown,
      name: string,
    ): {
      setVersion(version: 3): void
      getDefaultGroup(): unknown
      createEntry(group: unknown): { readonly fields: Map<string, unknown> }
      save(): Promise<ArrayBuffer>
    }
  }
}

async function open(database: Uint8Array, password: string | undefined, keyFile: Buffer | undefined) {
  const { sources } = await recogniseFiles([{ name: 'a.kdbx', bytes: database }])
  return sources[0]?.open({
    ...(password === undefined ? {} : { password: new Secret(password) }),
    ...(keyFile === undefined ? {} : { keyFile: new Secret(new Uint8Array(keyFile)) }),
  })
}

describe('a KeePass database with a key file', () => {
  it.each(Object.entries(keyFiles))('%s, and a password, opens with both', async (_, keyFile) => {
    const database = await createDatabase('correct horse', keyFile)
    const result = await open(database, 'correct horse', keyFile)
    expect(result?.entries.map(({ issuer, account }) => [issuer, account])).toEqual([['GitHub', 'mika']])
    for (const [password, file] of [
      ['correct horse', undefined],
      ['wrong', keyFile],
      [undefined, keyFile],
      ['correct horse', Buffer.from('another file')],
    ] as const)
      await expect(open(database, password, file)).rejects.toMatchObject({
        problem: { code: 'import-wrong-password' },
      })
    await expect(open(database, undefined, undefined)).rejects.toMatchObject({
      problem: { code: 'import-needs-password' },
    })
  })

  it('alone opens without a password, in a terminal by Enter alone, and in a script', async () => {
    const keyFile = keyFiles['32 bytes'] ?? key
    const files = { '/work/a.kdbx': await createDatabase(null, keyFile), '/work/a.keyx': keyFile }
    const command = 'recover a.kdbx --key-file a.keyx'
    const asked = 'Enter alone if the key file is enough'
    const typed = await play(command, { files, person: [[asked, '']] })
    expect([typed.exit, typed.out]).toEqual([0, 'GitHub:mika\n'])
    const again = await play(command, {
      files,
      person: [
        [asked, 'wrong'],
        [asked, ''],
      ],
    })
    expect(again.out).toBe('GitHub:mika\n')
    expect((await play(command, { files, terminal: false })).out).toBe('GitHub:mika\n')
    expect((await play('recover a.kdbx --key-file none', { files, terminal: false })).exit).toBe(3)
  })
})
