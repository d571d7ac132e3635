import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCodes } from '../../src/core/backup/read.ts'
import {
  adviceBlocks,
  type BackupPage,
  backupPageHtml,
  backupPageText,
  formatQrText,
} from '../../src/ui/backup-page.ts'
import { plain } from '../../src/ui/palette.ts'
import { formatBlock } from '../../src/ui/screen.ts'
import { cellWidth } from '../../src/ui/wrap.ts'
import { en } from '../../src/words/en.ts'
import { ja } from '../../src/words/ja.ts'
import { needs } from '../support/needs.ts'
import { type Printed, Printer, type Word } from '../support/paper.ts'
import { readByZbar } from '../support/qr-picture.ts'

const codes = [
  '5435 1234',
  '7281 9912',
  '0918 2736',
  '1122 3344',
  '9900 1122',
  '8812 0091',
  '1029 3847',
  '5647 3829',
  '6655 7788',
  '4433 2211',
]

const page: BackupPage = {
  service: 'Google',
  account: 'alice@example.com',
  made: '2025-01-05',
  printed: '2026-11-23',
  codes: codes.map((code) => ({ code, state: 'unused' })),
  qr: false,
}
const worn: BackupPage = {
  ...page,
  codes: codes.map((code, index) => ({
    code,
    state: (['used', 'refused', 'offered'] as const)[index] ?? 'unused',
  })),
}

describe('plain text', () => {
  it('in English, whole', () => {
    expect(backupPageText({ ...worn, codes: worn.codes.slice(0, 4) }, en)).toMatchInlineSnapshot(`
      "Backup codes (recovery codes)

      Service: Google
      Account: alice@example.com
      List of: 2025-01-05
      Printed on: 2026-11-23

      Each code works once. Tick it as soon as it has been used.

      [x] 1. 5435 1234 (used)
      [x] 2. 7281 9912 (refused)
      [?] 3. 0918 2736 (perhaps used)
      [ ] 4. 1122 3344

      How to use a code
      1. On the sign-in page, type your email address and password, up to the
         page that asks for a code.
      2. Look for words such as “Try another way”, then for “backup code” or
         “recovery code”.
      3. Type one code that is not ticked. One is enough.
      4. Tick it here at once.
      5. When few are left, make a new list. It usually makes older ones
         useless: then destroy this sheet.
      Type a code only on the service’s own sign-in page. Anyone who asks for
      one by phone or email wants to deceive you.

      Where to keep it
      Codes are for the day when the phone cannot help, so they must not be
      kept in it alone.
      Safest first:
      1. on paper or a USB stick, in a safe deposit box
      2. on paper or a USB stick, locked away at home
      3. written on paper, where no visitor and no photograph sees it
      Other good ways:
      - a password manager, which keeps them encrypted
      - a text file in a protected cloud folder
      - printed, in a safe or a locked filing cabinet
      Better not:
      - a screenshot or a note on the phone: lost together with it
      - an email to yourself: anyone who gets into the mailbox has them
      - a visible place on the desk
      "
    `)
  })

  it('in Japanese, whole', () => {
    expect(
      backupPageText({ ...worn, service: 'グーグル', codes: worn.codes.slice(0, 4) }, ja),
    ).toMatchInlineSnapshot(`
      "バックアップコード（リカバリーコード）

      サービス: グーグル
      アカウント: alice@example.com
      一覧の日付: 2025-01-05
      印刷した日: 2026-11-23

      1つのコードは1回だけ使えます。使ったら、すぐに印を付けてください。

      [x] 1. 5435 1234 (使用済み)
      [x] 2. 7281 9912 (使えなかった)
      [?] 3. 0918 2736 (使ったかもしれない)
      [ ] 4. 1122 3344

      コードの使い方
      1. ログイン画面でメールアドレスとパスワードを入力し、コードを聞かれる
         画面まで進みます。
      2. 「別の方法を試す」のような文字を押し、「バックアップコード」や
         「リカバリーコード」を選びます。
      3. 印の付いていないコードを1つだけ入力します。
      4. 使ったコードには、すぐここに印を付けます。
      5. 残りが少なくなったら、新しい一覧を作ります。前のコードは使えなくなる
         ことがほとんどなので、この紙は処分してください。
      コードは、サービスのログイン画面にだけ入力してください。電話やメールで聞
      いてくる人がいたら、詐欺を疑ってください。

      しまう場所
      スマホが使えない日のためのものです。スマホの中だけに置かないでください。
      安全な順に:
      1. 紙かUSBメモリを、貸金庫に入れる
      2. 紙かUSBメモリを、家の鍵のかかる場所にしまう
      3. 紙に書いて、来客の目や写真に入らない場所に置く
      ほかのよい方法:
      - パスワード管理アプリ（暗号化されます）
      - 保護されたクラウドのフォルダに置いたテキストファイル
      - 印刷して、金庫や鍵付きの棚に入れる
      避けたいこと:
      - スマホのスクリーンショットやメモ（スマホと一緒になくなります）
      - 自分あてのメール（メールにログインされると読まれます）
      - パソコンのデスクトップや机の上など、人から見える場所
      "
    `)
  })

  it.each([
    ['en', en],
    ['ja', ja],
  ])('is read back as the same list (%s)', (_, words) => {
    for (const qr of [false, true]) {
      const list = readCodes(backupPageText({ ...worn, qr }, words), '-')
      expect(list.codes.map(({ code, used }) => ({ code, used }))).toEqual(
        worn.codes.map(({ code, state }) => ({ code, used: state === 'used' || state === 'refused' })),
      )
      expect(list.doubts).toEqual([])
      expect(list.missing).toEqual([])
    }
  })

  it('shows control characters instead of obeying them', () => {
    const text = backupPageText({ ...page, service: 'G\u001b[2J', account: 'a\nb\u202e' }, en)
    expect(text).toContain('G␛[2J')
    expect(text).toContain('a␊b<U+202E>')
  })
})

describe('the QR code', () => {
  it('holds the codes that are left, and is read back as a list of them', () => {
    const list = readCodes(formatQrText(worn), '-')
    expect(list.codes.map(({ code }) => code)).toEqual(codes.slice(3))
    expect(list.doubts).toEqual([])
  })

  it('is left out with a word where it cannot hold them', () => {
    const long = {
      ...page,
      codes: Array.from({ length: 40 }, (_, index) => ({
        code: `${index}`.padStart(64, 'a'),
        state: 'unused' as const,
      })),
    }
    expect(backupPageHtml({ ...long, qr: true }, en)).toContain('too long for one QR code')
    expect(backupPageText({ ...long, qr: true }, en)).toContain('too long for one QR code')
  })
})

describe('HTML', () => {
  it('needs nothing from outside and runs nothing', () => {
    for (const words of [en, ja]) {
      const text = backupPageHtml({ ...worn, qr: true }, words)
      expect(text).not.toMatch(
        /<script|<link|<img|<iframe|<form|\bsrc=|\bhref=|url\(|@import|\bon[a-z]+=|https?:/i,
      )
      expect(text).toContain(`<html lang="${words.language}">`)
      expect(text).toContain("default-src 'none'")
    }
  })

  it('lets nothing out of the text it is given', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '</code><script>alert(1)</script>',
        '"><img src=x onerror=y>',
        "' onload='",
        '&lt;',
        '</title>',
        '</style>',
        '<!--',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    )
    // Only the width of the columns depends on the codes.
    const tags = (text: string) =>
      [...text.replace(/ style="--longest:\d+"/, '').matchAll(/<[^>]*>/g)].map(([tag]) => tag)
    const expected = tags(backupPageHtml(page, en))
    fc.assert(
      fc.property(hostile, hostile, hostile, (service, account, code) => {
        const text = backupPageHtml(
          { ...page, service, account, codes: page.codes.map((one) => ({ ...one, code })) },
          en,
        )
        expect(tags(text)).toEqual(expected)
        expect(text).not.toMatch(/[\p{Bidi_Control}\u2028\u2029]/u)
      }),
    )
    expect(tags(backupPageHtml({ ...page, service: '<b>' }, en))).toEqual(expected)
  })

  it('keeps secrets out of its title, which browsers print at the edge and keep in their history', () => {
    const title = /<title>(.*)<\/title>/.exec(backupPageHtml(page, en))?.[1]
    expect(title).toBe('Backup codes (recovery codes): Google')
  })
})

const canPrint = ['chromium', 'pdfinfo', 'pdftoppm', 'pdftotext', 'zbarimg'].map(needs).every(Boolean)

describe.runIf(canPrint)('on paper', () => {
  let printer: Printer
  beforeAll(() => {
    printer = new Printer()
  })
  afterAll(() => printer.close())

  it.each([
    ['A4', 1, 595, 842],
    ['letter', 1, 612, 792],
    ['A5', 2, 420, 595],
    ['A6', 3, 298, 420],
  ] as const)('%s: at most %i pages', async (size, most, width, height) => {
    for (const words of [en, ja]) {
      const paper = await printer.print(backupPageHtml({ ...worn, qr: true }, words), size)
      expect(paper.pages).toBeLessThanOrEqual(most)
      expect(paper.size.width).toBeCloseTo(width, -1)
      expect(paper.size.height).toBeCloseTo(height, -1)
      for (const word of paper.words) expectInside(word, paper)
      // Every code whole, on one line, once.
      const text = paper.text.replace(/ +/g, ' ')
      for (const code of codes) expect(text.split(code).length - 1, code).toBe(1)
      expect(paper.pictures.map(readAnyway).filter((found) => found !== '')).toEqual([formatQrText(worn)])
    }
  })

  it('A6: long codes and long lists stay whole', async () => {
    const long = Array.from({ length: 30 }, (_, index) => `${index + 10}`.repeat(32))
    const html = backupPageHtml({ ...page, codes: long.map((code) => ({ code, state: 'unused' })) }, en)
    const paper = await printer.print(html, 'A6')
    const together = paper.text.replace(/\s/g, '')
    for (const code of long) expect(together).toContain(code)
    for (const word of paper.words) expectInside(word, paper)
  })

  function expectInside(word: Word, { size }: Printed): void {
    expect(word.left, word.text).toBeGreaterThan(20)
    expect(word.right, word.text).toBeLessThan(size.width - 20)
    // The box of a word is higher than what is printed of it.
    expect(word.top, word.text).toBeGreaterThan(8)
    expect(word.bottom, word.text).toBeLessThan(size.height - 8)
  }

  function readAnyway(picture: Buffer): string {
    try {
      return readByZbar(picture)
    } catch {
      return ''
    }
  }
})

describe('advice', () => {
  it.each([
    ['en', en],
    ['ja', ja],
  ])('fits narrow windows, and says what the ranking is (%s)', (_, words) => {
    for (const columns of [40, 80]) {
      const window = { columns, rows: 24, language: words.language, style: plain, unicode: true }
      const lines = adviceBlocks(words).flatMap((block) => formatBlock(block, window))
      for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(columns)
      const text = lines.join('')
      const [first, second, third] =
        words.language === 'ja' ? ['貸金庫', '家の鍵', '来客'] : ['deposit box', 'at home', 'visitor']
      expect(text.indexOf(first)).toBeGreaterThan(0)
      expect(text.indexOf(second)).toBeGreaterThan(text.indexOf(first))
      expect(text.indexOf(third)).toBeGreaterThan(text.indexOf(second))
    }
  })
})
