/** The glossary of the Japanese texts: one term for one thing, in the flows, the program and the pages. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { shippedFiles } from './support/flows.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A text, and where it stands. */
type Found = readonly [place: string, text: string]

/** The Japanese below a value. Labels are quoted from the screens of services, which spell as they like. */
function japaneseIn(value: unknown, place: string): readonly Found[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'labels' || key === 'sources') return []
    if (key === 'ja' && typeof inner === 'string') return [[place, inner]]
    return japaneseIn(inner, `${place} ${key}`)
  })
}

const flows = shippedFiles().flatMap(({ path, text }) => japaneseIn(parse(text), path))

function readLines(folder: string, wanted: RegExp): readonly Found[] {
  return readdirSync(`${root}${folder}`)
    .filter((name) => wanted.test(name))
    .flatMap((name) =>
      readFileSync(`${root}${folder}/${name}`, 'utf8')
        .split('\n')
        .map((line, index): Found => [`${folder}/${name}:${index + 1}`, line]),
    )
}

const words = [...readLines('src/words', /^ja\.ts$/), ...readLines('src/words/ja', /\.ts$/)]
const pages = [...readLines('docs/ja', /\.md$/), ...readLines('.', /^README\.ja\.md$/)]
const everywhere = [...flows, ...words, ...pages]

/** What may be put in (入れる): everything that is not typed and is no account. */
const putIn =
  '電源を|SIMを|チェックを|予定を|スマホに|もう片方に|別の一覧に|金庫に|棚に|グループに|ハイフンは|記号は|ほかのものを|ところまで'

/** What is not said, and what is said instead. */
const terms: readonly (readonly [not: RegExp, instead: string])[] = [
  [/あなた/, 'nobody: the person is left out of the sentence'],
  [/認証に失敗/, '受け付けられませんでした'],
  [new RegExp(`(?<!${putIn})入れ(?!替|子|直)`), '入力する, ログインする, or インストールする'],
  [/(?<!で)で入(り|る|って)、?/, 'でログインする'],
  [/に入りたい|サーバーに入|(?<!受信箱)に入れない/, 'にログインする'],
  [/下さい|出来[るまなた]|することができ/, 'ください, できる'],
  [/だれ(?![てる])/, '誰'],
  [/(?<![^が、も])要[るりら]|[はも]いりません(?<!心配はいりません)|いらなくなったら/, '必要'],
  [/くり返/, '繰り返し'],
  [/写真つき|鍵つき|式つき|案内つき/, '…付き'],
  [/にそって/, 'に沿って'],
  [/普通の/, '通常の or ふつうの'],
  [/でたらめ/, 'ランダム'],
  [/[いの]版[にはの番]|修正版|版を/, 'バージョン'],
  [/スマートフォン/, 'スマホ'],
  [/コンピューター/, 'パソコン'],
  [/QR コード/, 'QRコード'],
  [/ゴミ箱/, 'ごみ箱'],
  [/くわし/, '詳し'],
  [/Webサーバー/, 'ウェブサーバー'],
  [/Google ?認証システム(?!）)/, 'Google Authenticator'],
  [/鍵ファイル/, 'キーファイル'],
  [/暗号の鍵/, '暗号化キー'],
  [/[12２]組/, '一覧'],
  [/触れ(ます|たら)/, '触ります'],
  [/公式な/, '公式の'],
  [/画面写真/, 'スクリーンショット'],
  [/ほかの実行/, 'ほかで実行中の 2fa-rescue'],
  [/相手の形式/, '書き出し先の形式'],
  [/答えてもらえません/, 'ここでは入力できません'],
  [/登録の(電話|番号)/, '登録した…'],
  [/業者の/, 'サーバー会社の'],
  [/かを?見ます(?<!何かを見ます)/, 'か確かめます'],
  [/本人か確かめ/, '本人かどうか確かめ'],
  [/(伝え|見せ|教え|書き|押し)ません。/, '…ないでください'],
  [/(?<!ほかに.{0,3})電話するか行き/, '電話するか、直接行って'],
  [/待つように出/, '待つように表示'],
  [/(\d\d|\})つ(?!いて)(?<!\{(zeros|count)\}つ)/, 'countThings, which counts more than nine with 個'],
]

/** How Japanese is written here. */
const spelling: readonly (readonly [not: RegExp, instead: string])[] = [
  [/！|？/, '。'],
  [/[\uff61-\uff9f]/, 'katakana of full width'],
  [/[０-９Ａ-Ｚａ-ｚ]/, 'digits and letters of half width'],
  [/[ぁ-んァ-ヶ一-龥][?!](?!\.)/, '。'],
  [/[ぁ-んァ-ヶ一-龥],/, '、'],
  [/[ぁ-んァ-ヶ一-龥]\(|\)[ぁ-んァ-ヶ一-龥]/, '（ and ）'],
  [/。。|、、|、。/, 'one mark'],
]

/** What labels and messages of others say stands in 「」 and is left as it is. */
const withoutQuotes = (text: string): string => text.replaceAll(/「[^「」]*」/g, '「」')

describe('Japanese', () => {
  it('is found in all three', () => {
    expect([flows.length > 3500, words.length > 1500, pages.length > 300]).toEqual([true, true, true])
  })

  it.each(terms)('says nowhere %s', (not, instead) => {
    expect(
      everywhere.filter(([, text]) => not.test(withoutQuotes(text))),
      instead,
    ).toEqual([])
  })

  it.each(spelling)('writes nowhere %s in the flows', (not, instead) => {
    expect(
      flows.filter(([, text]) => not.test(withoutQuotes(text))),
      instead,
    ).toEqual([])
  })

  it('says which key is meant', () => {
    const named = /設定用の|USBの鍵|鍵のかかる|鍵付き|秘密鍵|鍵のマーク|数字や鍵|ウォレットの鍵/
    // After a text has named the key, the next steps may say 鍵 alone, as people do.
    const spoken = /remedies\/(enter-saved-secret|fix-secret)|servers\/linux-pam|apps\/bitwarden/
    expect(
      flows.filter(([place, text]) => /鍵/.test(text) && !named.test(text) && !spoken.test(place)),
    ).toEqual([])
  })
})

describe('labels of screens in English', () => {
  /** Names of products, papers and keys, which are the same in every language. */
  const names =
    /^(My au|Meta Verified|Adobe Account Access|Telegram|Authy|Bitwarden|Bitwarden Authenticator|WordPress|iCloud|End( [12])?|yes|No|Emergency Kit|Secret Key|Aegis \(\.JSON\)|Permission denied|xxxxx-yyyyy|[\w@.-]+\.(com|jp|txt)|(Ctrl|Shift|\+|[A-Z])+)$/

  it('a Japanese text that quotes one says that the screen is in English', () => {
    const unmarked = flows
      .filter(([place]) => /^(services|apps)\//.test(place) && !/ (name|backup-file say)$/.test(place))
      .filter(([, text]) => !text.includes('英語'))
      .flatMap(([place, text]) =>
        [...text.matchAll(/「([A-Za-z][ -~’…]*)」/g)]
          .filter(([, label = '']) => /[a-z]/.test(label) && !names.test(label))
          .map(([label]) => `${place}: ${label}`),
      )
    expect(unmarked).toEqual([])
  })
})
