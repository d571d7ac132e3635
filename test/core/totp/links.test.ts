/** What is found in a text: every link and every secret, with the codes they make, and every line that is neither. */
import { describe, expect, it } from 'vitest'
import { formatTitle } from '../../../src/core/totp/account.ts'
import { codeAt, codeAtCounter } from '../../../src/core/totp/code.ts'
import { distinctAccounts, failureIn, readSecrets } from '../../../src/core/totp/links.ts'

const secret = 'JBSWY3DPEHPK3PXP'
const link = `otpauth://totp/Ex:al?secret=${secret}`

/** The codes at 1700000000, or at the counter, of everything that a text holds. */
function codesIn(text: string): readonly string[] {
  return readSecrets(text).accounts.map(({ account: { secret: key, parameters, counter } }) =>
    parameters.type === 'hotp'
      ? codeAtCounter(key.reveal(), parameters, counter ?? 0)
      : codeAt(key.reveal(), parameters, 1_700_000_000).code,
  )
}

/** Number and kind of every line that was not read. */
const unreadIn = (text: string) => readSecrets(text).unread.map(({ line, flaw }) => [line, flaw.kind])
const titlesIn = (text: string) => readSecrets(text).accounts.map(({ account }) => formatTitle(account))
const notesIn = (text: string) => readSecrets(text).accounts.flatMap(({ notes }) => notes)
const failureOf = (text: string) => failureIn(readSecrets(text)).problem

describe('a bare secret', () => {
  it.each([
    ['alone', secret],
    ['in groups', 'JBSW Y3DP EHPK 3PXP'],
    ['in groups with hyphens', 'jbsw-y3dp-ehpk-3pxp'],
    ['in groups of which the last is shorter', 'JBSWY 3DPEH PK3PX P'],
    ['in full width', 'ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰ'],
    ['padded', `${secret}====`],
    ['with a label', `Secret: ${secret}`],
    ['with a label and groups', 'Secret key: JBSW Y3DP EHPK 3PXP'],
    ['with a label in Japanese', `シークレットキー：${secret}`],
    ['with another label in Japanese', `設定用の鍵: ${secret}`],
    ['with a name', `github: ${secret}`],
    ['with an equals sign', `secret=${secret}`],
    ['in a sentence', `Your secret key is ${secret}.`],
    ['in quotation marks', `"${secret}"`],
    ['in typographic quotation marks', `“${secret}”`],
    ['in Japanese quotation marks', `「${secret}」`],
    ['as code in Markdown', `\`${secret}\``],
    ['in bold', `**${secret}**`],
    ['with a full stop', `${secret}.`],
    ['as a list item', `- ${secret}`],
    ['as JSON', `{"secret": "${secret}"}`],
    ['as a line of JSON', `  "secret": "${secret}",`],
    ['with the number of a list', `1. ${secret}`],
    ['with a number in brackets', `(2) ${secret}`],
    ['behind “2FA”', `2FA ${secret}`],
    ['behind “2FA”, in groups', '2FA JBSW Y3DP EHPK 3PXP'],
    ['behind “TOTP key”', `TOTP key ${secret}`],
    ['behind “TOTP”, in groups', 'TOTP JBSW Y3DP EHPK 3PXP'],
    ['with a name in brackets', `${secret} (GitHub)`],
    ['with a name in Japanese brackets', `${secret}（仕事用）`],
    ['with a comment behind it', `${secret} # GitHub`],
    ['with a label and a comment', `Secret: ${secret} (GitHub)`],
    ['in bold, for HTML', `<b>${secret}</b>`],
    ['in HTML with attributes', `<td class="k"><code>${secret}</code></td>`],
    ['after a link without slashes', `otpauth:totp/Ex:al?secret=${secret}`],
    ['after a link with one slash', `otpauth:/totp/Ex:al?secret=${secret}`],
    ['after a comment', `# my work account\n${secret}\n`],
    ['with CRLF', `\r\n${secret}\r\n`],
    ['with a byte order mark', `\ufeff${secret}`],
    ['in the file of the PAM module', `${secret}\n" RATE_LIMIT 3 30\n" TOTP_AUTH\n12345678\n87654321\n`],
  ])('%s', (_name, text) => {
    expect(codesIn(text)).toEqual(['324550'])
    expect(unreadIn(text)).toEqual([])
  })

  it('in the file of the PAM module with its own settings', () => {
    expect(codesIn(`${secret}\n" STEP_SIZE 60\n" TOTP_AUTH\n`)).toEqual(['508648'])
    // RFC 4226, appendix D, counter 1.
    expect(codesIn('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n" HOTP_COUNTER 1\n')).toEqual(['287082'])
    expect(unreadIn(`${secret}\n" TOTP_AUTH\n12345678\nsomething else\n`)).toEqual([[4, 'no-link']])
  })

  it.each([
    ['a name before it', `Slack ${secret}`],
    ['a word after it', `${secret} work`],
    ['a word in its case after it', `${secret} WORK`],
    ['two on a line', `${secret} EHPK3PXPJBSWY3DP`],
    ['a name and a dash', `GitHub – ${secret}`],
    ['a sentence in Japanese', `鍵 ${secret} です`],
    ['a word of another case after its groups', 'JBSW Y3DP EHPK 3PXP work'],
    ['groups that differ', 'JBSW Y3DPEH PK3P XP'],
  ])('with %s is refused, not joined', (_name, text) => {
    expect(codesIn(text)).toEqual([])
    expect(failureOf(text)).toEqual({ code: 'bad-secret', flaw: { kind: 'groups' } })
  })

  it('on each of two lines is two secrets', () => {
    expect(codesIn(`${secret}\n${secret}`)).toEqual(['324550', '324550'])
    expect(distinctAccounts(readSecrets(`${secret}\n${secret}`))).toHaveLength(2)
  })

  it('under a heading is read, and the heading is named', () => {
    expect(codesIn(`シークレットキー\n${secret}`)).toEqual(['324550'])
    expect(unreadIn(`シークレットキー\n${secret}`)).toEqual([[1, 'no-link']])
  })

  it('beside other lines leaves them named', () => {
    expect(codesIn(`My keys\n\n${secret}\nkeep this safe!`)).toEqual(['324550'])
    expect(unreadIn(`My keys\n\n${secret}\nkeep this safe!`)).toEqual([
      [1, 'no-link'],
      [4, 'no-link'],
    ])
  })

  it('of more than 1024 bytes is refused', () => {
    expect(failureOf('A'.repeat(8000))).toEqual({
      code: 'bad-secret',
      flaw: { kind: 'too-long', most: 1024 },
    })
    expect(failureOf(`otpauth://totp/a?secret=${'A'.repeat(8000)}`)).toEqual({
      code: 'bad-link',
      flaw: { kind: 'secret', flaw: { kind: 'too-long', most: 1024 } },
    })
  })
})

describe('several links', () => {
  const other = 'otpauth://totp/B:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

  it.each([
    ['a space', ' '],
    ['a semicolon', ';'],
    ['a comma', ','],
    ['quotation marks and a comma', '","'],
    ['nothing', ''],
    ['a bar', ' | '],
    ['a line', '\n'],
    ['an empty line', '\r\n\r\n'],
  ])('parted by %s are all found', (_name, between) => {
    const text = `${link}${between}${other}`
    expect(titlesIn(text)).toEqual(['Ex:al', 'B:b'])
    expect(codesIn(text)[0]).toBe('324550')
    expect(unreadIn(text)).toEqual([])
  })

  it('with an issuer at the end keep it whole, and nothing of the next', () => {
    expect(titlesIn(`${link}&issuer=Ex${other}&issuer=B`)).toEqual(['Ex:al', 'B:b'])
  })

  it('leave the lines between them named', () => {
    expect(unreadIn(`Accounts of my phone:\n${link}\nand one more\n${other}`)).toEqual([
      [1, 'no-link'],
      [3, 'no-link'],
    ])
  })

  it('of which one is Apple’s and one is in an address', () => {
    expect(titlesIn(`apple-${link}\nurl=${other}`)).toEqual(['Ex:al', 'B:b'])
  })

  it('count once where one is the text of the other', () => {
    expect(distinctAccounts(readSecrets(`[${link}](${link})`))).toHaveLength(1)
    expect(distinctAccounts(readSecrets(`${link}\n${link}&digits=8`))).toHaveLength(2)
  })

  it('count once where the same secret stands beside its link for typing', () => {
    expect(distinctAccounts(readSecrets(`${link}&issuer=Ex\n\n${secret}`))).toHaveLength(1)
    expect(distinctAccounts(readSecrets(`${link}\n${secret}`))).toHaveLength(1)
  })
})

describe('a link that is escaped', () => {
  const eight = `${link}&issuer=Ex&algorithm=SHA256&digits=8`
  it.each([
    ['for HTML', eight.replaceAll('&', '&amp;')],
    ['for HTML by number', eight.replaceAll('&', '&#38;')],
    ['for HTML by hexadecimal number', eight.replaceAll('&', '&#x26;')],
    ['for HTML twice', eight.replaceAll('&', '&amp;amp;')],
    ['in an attribute', `<a href="${eight.replaceAll('&', '&amp;')}">Open in app</a>`],
    ['in an attribute of an image', `<img alt='x' src='https://e.example/qr?d=1' data-uri='${eight}'>`],
    ['in JSON', `{"uri":"${eight.replaceAll('/', '\\/').replaceAll('&', '\\u0026')}"}`],
    ['in Markdown', `[open](${eight})`],
    ['in Markdown with backslashes', eight.replaceAll('&', '\\&')],
    ['as an autolink', `<${eight}>`],
    ['as code', `\`${eight}\``],
    ['with percent signs as a whole', encodeURIComponent(eight)],
    [
      'in the query of an address',
      `https://e.example/chart?chs=200x200&chl=${encodeURIComponent(eight)}&choe=UTF-8`,
    ],
    ['as quoted-printable', eight.replaceAll('=', '=3D')],
    [
      'as quoted-printable over two lines',
      `${eight.slice(0, 40).replaceAll('=', '=3D')}=\n${eight.slice(40).replaceAll('=', '=3D')}`,
    ],
    ['with a full stop behind it', `Open ${eight}.`],
    ['in quotation marks', `"${eight}"`],
    ['for Apple', `apple-${eight}`],
    ['with capitals', eight.replace('otpauth://totp', 'OTPAUTH://TOTP')],
    ['with semicolons', eight.replaceAll('&', ';')],
  ])('%s', (_name, text) => {
    // SHA256 with six digits is 049486.
    expect(codesIn(text)).toEqual(['32049486'])
    expect(notesIn(text)).toEqual([])
    expect(titlesIn(text)).toEqual(['Ex:al'])
  })

  it('as quoted-printable only where it is certain: a secret may begin with 3D', () => {
    const { accounts } = readSecrets('otpauth://totp/a?secret=3DSWY3DPEHPK3PXP')
    expect(accounts).toHaveLength(1)
    expect(accounts[0]?.account.secret.reveal()).toHaveLength(10)
  })
})

describe('a link over several lines', () => {
  const long = 'JBSWY3DPEHPK3PXPEHPK3PXPJBSWY3DP'
  const whole = codesIn(`otpauth://totp/A:x?issuer=A&secret=${long}`)

  it('is put together, and that is said', () => {
    const text = `otpauth://totp/A:x?issuer=A&secret=JBSWY3DPEHPK3PXPEHPK3\nPXPJBSWY3DP`
    expect(codesIn(text)).toEqual(whole)
    expect(codesIn(long)).toEqual(whole)
    expect(notesIn(text)).toEqual([{ kind: 'joined-lines', from: 1, to: 2 }])
  })

  it.each([
    ['in quoted mail', '> otpauth://totp/A:x?secret=JBSWY3DPEHPK3PXPEHPK3\n> PXPJBSWY3DP'],
    ['in mail quoted twice', '>> otpauth://totp/A:x?secret=JBSWY3DPEHPK3PXPEHPK3\n>> PXPJBSWY3DP'],
    ['with the soft break of a mail', 'otpauth://totp/A:x?secret=JBSWY3DPEHPK3PXP=\nEHPK3PXPJBSWY3DP'],
    [
      'with the soft break of a mail in quotes',
      '> otpauth://totp/A:x?secret=JBSWY3DPEHPK=\n> 3PXPEHPK3PXPJBSWY3DP',
    ],
    ['with a soft break, bare', 'JBSWY3DPEHPK3PXP=\nEHPK3PXPJBSWY3DP'],
  ])('%s', (_name, text) => {
    expect(codesIn(text)).toEqual(whole)
  })

  it('is refused where the next line is a secret of its own just as well', () => {
    for (const text of [
      `${link}\nGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ`,
      `${link}\nEHPK3PXPJBSWY3DP`,
      `otpauth://totp/A?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n${secret}`,
    ]) {
      expect(codesIn(text)).toEqual([])
      expect(failureOf(text)).toEqual({ code: 'bad-link', flaw: { kind: 'unclear-end' } })
    }
  })

  it.each([
    ['with a label', `${link}\nsecret=GEZDGNBVGY3TQOJQ`],
    ['in groups', `${link}\nGEZD-GNBV-GY3T-QOJQ`],
  ])('is not joined with a secret %s', (_name, text) => {
    expect(codesIn(text)).toEqual(['324550', '017492'])
  })

  it.each([
    ['in a parameter', `${link}&iss\nuer=Ex&digits=8`, ['02324550']],
    ['before a number', `${link}&digits=\n8`, ['02324550']],
    ['before a parameter', `${link}\n&digits=8`, ['02324550']],
    ['before the secret', `otpauth://totp/Example%20Comp\nany:jo?secret=${secret}`, ['324550']],
  ])('%s', (_name, text, codes) => {
    expect(codesIn(text)).toEqual(codes)
  })

  it.each([
    ['a sentence', `${link}\nthis is my work account`],
    ['a word', `${link}&digits=6\nHello`],
    ['an empty line and a secret', `${link}&digits=6\n\nGEZDGNBVGY3TQOJQ`],
  ])('is not joined with %s', (_name, text) => {
    expect(codesIn(text)[0]).toBe('324550')
    expect(notesIn(text)).toEqual([])
  })

  it('is refused where the next line may be its rest or a word', () => {
    expect(unreadIn(`${link}\nWORK`)).toEqual([[1, 'unclear-end']])
    expect(codesIn(`${link}\nWORK`)).toEqual([])
    expect(unreadIn(`${link}&period=6\n0`)).toEqual([[1, 'unclear-end']])
  })

  it('never gives the name of a secret on the next line', () => {
    const text = `${link}&issuer=Ex\nGEZDGNBVGY3TQOJQ`
    expect(titlesIn(text)).toEqual(['Ex:al', ''])
  })
})

describe('a parameter', () => {
  it.each([
    ['digits=8', '02324550'],
    ['digit=8', '02324550'],
    ['size=8', '02324550'],
    ['interval=60', '508648'],
    ['step=60', '508648'],
    ['period=60', '508648'],
    ['algo=SHA256', '049486'],
    ['algorithm=HmacSHA256', '049486'],
    ['issuer=Ex#1&digits=8', '02324550'],
    ['issuer=Ex%231&digits=8', '02324550'],
    ['digits=8&digit=8', '02324550'],
    ['digits=8 my account', '02324550'],
    ['encoding=base32', '324550'],
    ['t0=0', '324550'],
    ['type=totp', '324550'],
    ['size=200x200', '324550'],
    ['image=https%3A%2F%2Fe.example%2Fi.png&color=ff0000&lock=true&logo=x&icon=y', '324550'],
    ['codeDisplay=%7B%22pinned%22%3Afalse%7D', '324550'],
  ])('%s is understood', (parameters, code) => {
    expect(codesIn(`${link}&${parameters}`)).toEqual([code])
    expect(notesIn(`${link}&${parameters}`)).toEqual([])
  })

  it.each([
    ['encoder=yandex', { kind: 'yandex' }],
    ['encoder=other', { kind: 'parameter', name: 'encoder' }],
    ['2step_salt=10&2step_output=20&2step_difficulty=10000', { kind: 'two-step' }],
    ['algo=MD5', { kind: 'algorithm', name: 'MD5' }],
    ['interval=0', { kind: 'period' }],
    ['interval=2147483648', { kind: 'period' }],
    ['digit=3', { kind: 'digits' }],
    ['t0=1000', { kind: 'parameter', name: 't0' }],
    ['offset=30', { kind: 'parameter', name: 'offset' }],
    ['secret_encoding=hex', { kind: 'parameter', name: 'secret_encoding' }],
    ['pin=1234', { kind: 'parameter', name: 'pin' }],
    ['salt=abc', { kind: 'parameter', name: 'salt' }],
    ['type=hotp', { kind: 'parameter', name: 'type' }],
    ['digits=6&digits=8', { kind: 'repeated', name: 'digits' }],
    ['period=30&interval=60', { kind: 'repeated', name: 'period' }],
    ['secret=GEZDGNBVGY3TQOJQ', { kind: 'repeated', name: 'secret' }],
  ])('%s is refused', (parameters, flaw) => {
    expect(failureOf(`${link}&${parameters}`)).toEqual({ code: 'bad-link', flaw })
  })

  it('that is not known is named in a note, unless it may be a secret', () => {
    const text = `${link}&foo=1&bar-baz=2&JBSWY3DPEHPK3PXPJBSWY3DP&foo=3`
    expect(codesIn(text)).toEqual(['324550'])
    expect(notesIn(text)).toEqual([{ kind: 'unknown-parameters', names: ['foo', 'bar-baz', '…'] }])
  })

  it('that is refused is named only where its name is no part of a secret', () => {
    expect(failureOf(`${link}&digits_VH2YIC6WAA6=1`)).toEqual({
      code: 'bad-link',
      flaw: { kind: 'parameter', name: '…' },
    })
  })

  it('may have the name of something that every object has', () => {
    expect(notesIn(`${link}&constructor=1&__proto__=2`)).toEqual([
      { kind: 'unknown-parameters', names: ['constructor', '__proto__'] },
    ])
  })

  it('of a counter is within what can be searched', () => {
    const hotp = (counter: string) => `otpauth://hotp/a?secret=${secret}&counter=${counter}`
    for (const counter of ['9007199254740991', '9007199254730000', '99999999999999999999', '-1', '1e3'])
      expect(failureOf(hotp(counter))).toEqual({ code: 'bad-link', flaw: { kind: 'counter' } })
    expect(readSecrets(hotp('9007199253740991')).accounts[0]?.account.counter).toBe(9007199253740991)
  })
})

describe('text behind the secret of a link', () => {
  it('is left out, and that is said', () => {
    const text = `${link} my work account`
    expect(codesIn(text)).toEqual(['324550'])
    expect(notesIn(text)).toEqual([{ kind: 'text-after' }])
  })

  it('is refused where it may belong to the secret', () => {
    expect(codesIn(`${link} GEZDGNBVGY3TQOJQ`)).toEqual([])
  })

  it('may be groups of it', () => {
    expect(codesIn('otpauth://totp/a?secret=JBSW Y3DP EHPK 3PXP')).toEqual(['324550'])
    expect(codesIn('otpauth://totp/a?secret=JBSW%20Y3DP%20EHPK%203PXP&digits=8')).toEqual(['02324550'])
  })
})

describe('a name that is broken', () => {
  it.each([
    ['a bare percent sign', `otpauth://totp/Ex:100%?secret=${secret}`, 'Ex:100%'],
    ['no hexadecimal digits', `otpauth://totp/Ex%ZZ:al?secret=${secret}`, 'Ex%ZZ:al'],
    ['Latin-1', `otpauth://totp/Ex:J%FCrgen?secret=${secret}`, 'Ex:J%FCrgen'],
    ['a raw question mark', `otpauth://totp/Ex:who?me?secret=${secret}`, 'Ex:who?me'],
    [
      'a raw question mark with a parameter before the secret',
      `otpauth://totp/Ex:a?b?issuer=Ex&secret=${secret}`,
      'Ex:a?b',
    ],
    ['no question mark before the query', `otpauth://totp/Ex:user@host&secret=${secret}`, 'Ex:user@host'],
    ['a raw ampersand', `otpauth://totp/A&B:al?secret=${secret}`, 'A&B:al'],
    ['a raw # in it', `otpauth://totp/Ex:a#b?secret=${secret}`, 'Ex:a#b'],
    ['raw spaces', `otpauth://totp/Big Company:al jo?secret=${secret}`, 'Big Company:al jo'],
    ['a broken issuer', `otpauth://totp/al?secret=${secret}&issuer=100%25%`, '100%%:al'],
  ])('by %s is kept, and costs nothing', (_name, text, title) => {
    expect(titlesIn(text)).toEqual([title])
    expect(codesIn(text)).toEqual(['324550'])
  })

  it.each([
    ['raw', 'https://login.example:jo@example'],
    ['escaped', 'https%3A%2F%2Flogin.example:jo@example'],
    ['escaped as a whole', 'https%3A%2F%2Flogin.example%3Ajo%40example'],
  ])('whose issuer is an address: %s', (_name, label) => {
    for (const issuer of ['', '&issuer=https://login.example', '&issuer=https%3A%2F%2Flogin.example']) {
      const [found] = readSecrets(`otpauth://totp/${label}?secret=${secret}${issuer}`).accounts
      expect(found?.account).toMatchObject({ issuer: 'https://login.example', name: 'jo@example' })
      expect(found?.account).not.toHaveProperty('prefix')
    }
  })

  it('whose issuer is an address with a port or a path', () => {
    const [one, two] = readSecrets(
      `otpauth://totp/http://localhost:8080:jo?secret=${secret}\notpauth://totp/https://e.example/app:jo?secret=${secret}`,
    ).accounts
    expect(one?.account).toMatchObject({ issuer: 'http://localhost:8080', name: 'jo' })
    expect(two?.account).toMatchObject({ issuer: 'https://e.example/app', name: 'jo' })
  })
})

describe('what is no secret', () => {
  it.each([
    ['WIFI:S:home;T:WPA;P:JBSWY3DPEHPK3PXP;;', 'wifi'],
    ['https://example.com/setup', 'web-address'],
    ['www.example.com', 'web-address'],
    ['BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jo\r\nEND:VCARD', 'contact'],
    ['MECARD:N:Doe,Jo;TEL:123;;', 'contact'],
    ['mailto:jo@example.com', 'message'],
    ['SMSTO:123456:hello', 'message'],
    ['tel:+81312345678', 'message'],
    ['geo:35.6,139.7', 'location'],
    ['bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'payment'],
    ['FIDO:/123456789012345678901234567890', 'passkey'],
    ['LPA:1$rsp.example.com$ABC', 'esim'],
    ['phonefactor://activate_account?code=123456789', 'microsoft-authenticator'],
    ['duo://abcdefghijklmnopqrst-YXBpLmV4YW1wbGUuY29t', 'duo'],
    ['com.rsa.securid://ctf?ctfData=12345', 'securid'],
    ['steam://run/440', 'steam-address'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END', 'private-key'],
  ])('is named: %s', (text, what) => {
    expect(failureOf(text)).toEqual({ code: 'bad-link', flaw: { kind: 'foreign', what } })
  })

  it.each([
    ['', { code: 'bad-secret', flaw: { kind: 'empty' } }],
    ['Hello, this is no secret.', { code: 'bad-link', flaw: { kind: 'no-link' } }],
    ['motp://A:b?secret=e3152afee62599c8', { code: 'bad-link', flaw: { kind: 'mobile-otp' } }],
    ['JBSWY3DPEHPK3PX1', { code: 'bad-secret', flaw: { kind: 'character', character: '1', place: 16 } }],
    [
      'Secret: JBSWY3DPEHPK3PX1',
      { code: 'bad-secret', flaw: { kind: 'character', character: '1', place: 16 } },
    ],
  ])('is refused: %s', (text, problem) => {
    expect(failureOf(text)).toEqual(problem)
  })
})

describe('a long text', () => {
  it.each([
    ['of equals signs', '='.repeat(200_000)],
    ['of equals signs and a letter', `${'='.repeat(200_000)}A`],
    ['of links', 'otpauth://'.repeat(20_000)],
    ['of ampersands', `otpauth://totp/a?${'&amp;'.repeat(40_000)}`],
    ['of percent signs', `otpauth%3A%2F%2F${'%25'.repeat(60_000)}`],
    ['of lines', `otpauth://totp/a?secret=A\n${'A\n'.repeat(100_000)}`],
    ['of transfers', `otpauth-migration://offline?data=${'='.repeat(200_000)}A`],
    ['of spaces', `Secret:${' '.repeat(200_000)}x`],
    ['of words', 'a '.repeat(100_000)],
    ['of question marks', `otpauth://totp/${'?a='.repeat(60_000)}secret=A`],
    ['of brackets', '<([{'.repeat(50_000)],
  ])('%s is read in one pass', (_name, text) => {
    // A quadratic reader would need minutes: the test's own time limit ends it.
    expect(readSecrets(text).accounts.length).toBeGreaterThanOrEqual(0)
  })
})
