/** Lists of links, transfers, pages and tables, written from the descriptions of the formats: each gives its codes, or says what is lost. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { base32, bytes, readWritten, shortBase32 } from '../../support/export-lines.ts'

const link = `otpauth://totp/I:a?secret=${base32}`
const other = `otpauth://totp/J:b?secret=${shortBase32}`

describe('lists of links', () => {
  it('with names, cases, types and parameters as apps write them', async () => {
    const lines = await readWritten(
      [
        `OTPAUTH://TOTP/B:x?SECRET=${base32.toLowerCase()}&Issuer=B&Digits=8&ALGORITHM=hmacsha256&period=60`,
        `otpauth://totp/C%3Ax?secret=${base32}&algorithm=SHA-512`,
        `otpauth://totp/D+1:x+y?secret=${base32}`,
        `otpauth://totp/Contoso:joe#EXT#@contoso.example?secret=${base32}&issuer=Contoso`,
        `otpauth://totp/Steam:joe?secret=${base32}&issuer=Steam`,
        `otpauth://totp/G:joe?secret=${base32}&encoder=steam`,
        `otpauth://hotp/H:x?secret=${base32}&counter=5&digits=7`,
        `otpauth://totp/日本 語:ゆ?secret=${base32}`,
        `otpauth://totp/Joe "J" O'Neil:x?secret=${base32}`,
        `otpauth://totp/E:x?secret=${base32}&digits=10&period=15`,
        `steam://${base32}`,
        'motp://Corp:u?secret=00aa11bb&pin=1234',
        `otpauth://totp/L:x?secret=${base32}&digits=12`,
        `otpauth://totp/M:x?secret=${base32}&period=0`,
        'otpauth://totp/N:x?secret=',
        'otpauth://totp/N:x',
        'some words',
      ].join('\n'),
    )
    expect(lines).toEqual([
      'uri-list',
      'totp B|x K SHA256 8 60',
      'totp C|x K SHA512 6 30',
      'totp D+1|x+y K SHA1 6 30',
      'totp Contoso|joe#EXT#@contoso.example K SHA1 6 30',
      'steam Steam|joe K SHA1 5 30',
      'steam G|joe K SHA1 5 30',
      'hotp H|x K SHA1 7 #5',
      'totp 日本 語|ゆ K SHA1 6 30',
      `totp Joe "J" O'Neil|x K SHA1 6 30`,
      'totp E|x K SHA1 10 15',
      'steam | K SHA1 5 30',
      'motp Corp|u 00aa11bb MD5 6 10 pin 1234 (short-secret)',
      'failed #13: digits',
      'failed #14: period',
      'failed #15: no-secret',
      'failed #16: no-secret',
    ])
  })

  it.each([
    ['with carriage returns only', `${link}\r${other}\r`],
    ['in JSON of no known app', { accounts: [{ name: 'x', otpauth: link }, [other]] }],
    ['in Markdown', `# mine\n- [a](${link})\n- <${other}>\n`],
    ['after other words in one line', `first: ${link} second: ${other}`],
    ['in a mail that was answered', `> ${link}\n> ${other}\n`],
    ['in UTF-16 without a byte order mark', new Uint8Array(Buffer.from(`${link}\r\n${other}`, 'utf16le'))],
    ['packed with gzip', new Uint8Array(gzipSync(`${link}\n${other}`))],
    ['wrapped', `${link.slice(0, 40)}\n${link.slice(40)}\n${other}`],
  ])('%s', async (_, content) => {
    expect((await readWritten(content)).slice(1)).toEqual(['totp I|a K SHA1 6 30', 'totp J|b S SHA1 6 30'])
  })

  it('names what may be a secret, and a link whose end is unclear or missing', async () => {
    expect(await readWritten(`${link}\n\n${shortBase32}\n`)).toEqual([
      'uri-list',
      'totp I|a K SHA1 6 30',
      'failed #3: structure',
    ])
    expect(await readWritten(`${link}\n${shortBase32}\n`)).toEqual(['uri-list', 'failed #1: structure'])
    expect(await readWritten(`${link}…\n${other}`)).toEqual([
      'uri-list',
      'totp J|b S SHA1 6 30',
      'failed #1: structure',
    ])
  })

  it('Ente: in one line, in quotation marks, and with less escaped', async () => {
    const display = encodeURIComponent('{"tags":["t"],"note":"n"}')
    expect(await readWritten(`${link}&codeDisplay=${display},${other}&codeDisplay=%7B%7D`)).toEqual([
      'ente',
      'totp I|a K SHA1 6 30 in t note "n"',
      'totp J|b S SHA1 6 30',
    ])
    const trashed = `${link}&codeDisplay={"pinned":false,"trashed":true}`
    for (const text of [`${trashed}\n${other}`, `${JSON.stringify(trashed)},\n${JSON.stringify(other)}`])
      expect(await readWritten(text)).toEqual(['ente', 'totp J|b S SHA1 6 30', 'trash totp I|a K SHA1 6 30'])
  })

  it('WinAuth: of Steam the secret in the data, and nothing where that cannot be read', async () => {
    const steam = `otpauth://totp/Steam:joe?secret=${shortBase32}&digits=5&deviceid=android`
    const data = encodeURIComponent(JSON.stringify({ shared_secret: bytes.toString('base64'), uri: link }))
    const lines = [
      `otpauth://totp/Battle.Net:EU?secret=${base32}&digits=8&serial=EU-1234`,
      `${steam}&data=${data}`,
      `${steam}&data=%7Bdamaged`,
      steam,
    ]
    expect(await readWritten(`${lines.join('\r\n')}\r\n`)).toEqual([
      'winauth',
      'totp Battle.Net|EU K SHA1 8 30',
      'steam Steam|joe K SHA1 5 30',
      'failed #3: structure',
      'failed #4: structure',
    ])
  })
})

/** A message of Google's transfer: fields with their numbers; texts and bytes have a length. */
function message(fields: readonly (readonly [field: number, value: number | string | Uint8Array])[]): Buffer {
  return Buffer.concat(
    fields.map(([field, value]) => {
      if (typeof value === 'number') return Buffer.from([field << 3, value])
      const data = Buffer.from(value)
      return Buffer.concat([Buffer.from([(field << 3) | 2, data.length]), data])
    }),
  )
}

const transfer = (content: Buffer, write: (text: string) => string = encodeURIComponent): string =>
  `otpauth-migration://offline?data=${write(content.toString('base64'))}`

describe('transfers of Google Authenticator', () => {
  const odd = Uint8Array.of(0xfb, 0xff, 0xfe, 1, 2, 3, 4, 5, 6, 7)

  it('with fields in another order, left out, or unknown', async () => {
    const accounts = [
      message([
        [6, 1],
        [7, 9],
        [5, 2],
        [4, 3],
        [3, 'I'],
        [2, 'I:a'],
        [1, bytes],
      ]),
      message([[1, bytes]]),
      message([
        [1, bytes],
        [2, 'md5'],
        [4, 4],
        [8, 'id'],
      ]),
      message([
        [1, bytes],
        [2, 'odd'],
        [4, 9],
      ]),
      message([[2, 'none']]),
    ]
    const whole = message([...accounts.map((one) => [1, one] as const), [2, 2], [3, 2], [4, 1], [5, 7]])
    expect(await readWritten(`# part\n\n${transfer(whole)}\n`)).toEqual([
      'google-authenticator -period -digits',
      'hotp I|a K SHA512 8 #9',
      'totp | K SHA1 6 30',
      'totp |md5 K MD5 6 30 (no-codes)',
      'failed odd: algorithm',
      'failed none: no-secret',
      'missing 1 of 2',
    ])
  })

  it.each([
    ['escaped', encodeURIComponent],
    ['as it is', (text: string) => text],
    [
      'in the alphabet of addresses',
      (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    ],
  ])('Base64 %s', async (_, write) => {
    const content = message([
      [
        1,
        message([
          [1, odd],
          [2, '日本'],
        ]),
      ],
    ])
    expect(await readWritten(transfer(content, write))).toEqual([
      'google-authenticator -period -digits',
      'totp |日本 fbfffe01020304050607 SHA1 6 30',
    ])
  })

  it('says so where it is cut off, and keeps other links', async () => {
    const cut = message([[1, message([[1, bytes]])]]).subarray(0, 10)
    expect(await readWritten(`${link}\n${transfer(cut)}\n`)).toEqual([
      'google-authenticator -period -digits',
      'totp I|a K SHA1 6 30',
      'failed #2: damaged-transfer',
    ])
  })
})

describe('pages and other markup', () => {
  it.each([
    [
      'a table of links',
      `<!DOCTYPE html><title>Stratum</title><td>otpauth://totp/A%20B:x?secret=${base32}&amp;digits=8</td><td>otpauth://totp/O'Neil Co:x y?secret=${shortBase32}</td>`,
      ['stratum', 'totp A B|x K SHA1 8 30', "totp O'Neil Co|x y S SHA1 6 30"],
    ],
    [
      'links in attributes only, and one more in the text',
      `<p><a href='${link}&amp;digits=8'>scan</a> <a href="${other}">${other}</a></p>`,
      ['html', 'totp J|b S SHA1 6 30', 'totp I|a K SHA1 8 30'],
    ],
    [
      'preferences of an app that is not known',
      `<map><string name="x">{&quot;u&quot;:&quot;${link}&quot;}</string></map>`,
      ['html', 'totp I|a K SHA1 6 30'],
    ],
    [
      'a transfer',
      `<html><p>${transfer(message([[1, message([[1, bytes]])]]))}</p></html>`,
      ['google', 'totp | K SHA1 6 30'],
    ],
  ])('%s', async (_, content, expected) => {
    const [format = '', ...lines] = await readWritten(content)
    expect([format.replace(/^html -period -digits$/, 'google'), ...lines]).toEqual(expected)
  })
})

describe('tables', () => {
  const apple = 'Title,URL,Username,Password,Notes,OTPAuth'

  it.each([
    [
      'Bitwarden with semicolons, a byte order mark, CRLF and line breaks in cells',
      `\ufefffolder;type;name;notes;login_username;login_totp\r\nF;login;"N;1";"a\r\nb";me;${base32}\r\n;note;x;;;\r\n`,
      ['bitwarden', 'totp N;1|me K SHA1 6 30 in F note "a\\r\\nb"'],
    ],
    [
      'Bitwarden Authenticator, whose columns say digits and period',
      `folder,favorite,type,name,login_uri,login_totp,issuer,period,digits\n,,1,I,,${base32},I,60,8\n`,
      ['bitwarden', 'totp I| K SHA1 8 60'],
    ],
    [
      'Safari without notes',
      `Title,Url,Username,Password,OTPAuth\r\nsite (u),https://s.example,u,p,${link}\r\n`,
      ['apple-passwords', 'totp I|a K SHA1 6 30 title site (u)'],
    ],
    [
      'KeePassXC, with its bin',
      `"Group","Title","Username","Password","URL","Notes","TOTP"\n"Root/W","A","u","p","","n ""q""","${link}"\n"Root/Recycle Bin","B","u","p","","","${other}"\n`,
      [
        'keepassxc-csv',
        'totp I|a K SHA1 6 30 in W title A note "n \\"q\\""',
        'trash totp J|b S SHA1 6 30 in Recycle Bin title B',
      ],
    ],
    [
      '1Password in another order',
      `notes,tags,archived,favorite,otpauth,password,username,url,title\n,"t1;t2",true,false,${base32},p,u,,A\n`,
      ['1password-csv', 'totp A|u K SHA1 6 30 in t1, t2 (archived)'],
    ],
    ['a header only', `${apple}\n`, ['apple-passwords']],
    ['another program with links', `title,otpUrl\nA,${link}\n`, ['csv', 'totp I|a K SHA1 6 30']],
    [
      'another program with secrets',
      `Name;Issuer;Secret;Digits;Type\na;I;${base32};8;totp\nb;J;${shortBase32};;hotp\n`,
      ['csv', 'totp I|a K SHA1 8 30', 'hotp J|b S SHA1 6 #0 (no-counter)'],
    ],
    [
      'two columns of one name',
      `name,totp,totp\nA,${base32},\nB,,${shortBase32}\n`,
      ['csv', 'totp A| K SHA1 6 30', 'totp B| S SHA1 6 30'],
    ],
  ])('%s', async (_, content, expected) => {
    expect(await readWritten(content)).toEqual(expected)
  })

  it('with a quotation mark that is never closed lose no other row, and show no secret as a name', async () => {
    const rows = `${base32},A,u\n${shortBase32},"B,u\n${shortBase32},C,u\n${shortBase32},D,u\n`
    expect(await readWritten(`login_totp,name,login_username\n${rows}`)).toEqual([
      'bitwarden',
      'totp A|u K SHA1 6 30',
      'totp C|u S SHA1 6 30',
      'totp D|u S SHA1 6 30',
      'failed #2: structure',
    ])
  })

  it('with a comma too many keep the link, or name the row', async () => {
    const rows = [`site, inc,https://s.example,u,p,,${link}`, `site, inc,https://s.example,u,p,,${base32}`]
    expect(await readWritten(`${apple}\n${rows.join('\n')}\n`)).toEqual([
      'apple-passwords',
      'totp I|a K SHA1 6 30',
      'failed #2: structure',
    ])
  })

  it('that are cut off name the last row', async () => {
    expect(await readWritten(`${apple}\nA,,u,p,,${link}\nB,,u`)).toEqual([
      'apple-passwords',
      'totp I|a K SHA1 6 30 title A',
      'failed #2: structure',
    ])
  })
})
