/** バックアップコードの一覧について言うこと。読み取れたもの、読み取れなかったもの、新しく作るコードの強さ。 */
import type { CodesWords } from '../en/codes.ts'

export const codes: CodesWords = {
  rules: {
    'no-codes': 'バックアップコードらしいものが見つかりません',
    'too-many': 'コードが200個を超えています。いくつかの一覧が混ざっているようです',
    'too-large': 'ファイルが 64 KiB を超えています。バックアップコードの一覧ではなさそうです',
    pdf: 'PDFファイルです。開いて、コードの部分をコピーしてください',
    'web-page': '保存したウェブページです。開いて、コードの部分をコピーしてください',
    'rich-text': '書式付きのテキスト（RTF）です。標準テキストで保存し直してください',
    archive: '圧縮ファイルかOfficeの文書です。開いて、コードの部分をコピーしてください',
    picture: '画像です。写っているコードを入力してください',
    binary: 'テキストファイルではありません',
  },
  doubts: {
    'unlike-others': 'ほかのコードと長さが違います',
    'odd-character': 'ほかのコードにはない種類の文字があります（0とO、1とlの見間違いかもしれません）',
    'unclear-spaces': '1つのコードか、いくつかのコードか、空白だけではわかりません',
    'maybe-word': 'ふつうの単語かもしれません',
    'behind-label': '前の言葉からは、バックアップコードかどうかわかりません',
    'in-sentence': '同じ行にほかの言葉があります',
    'between-codes': 'コードの間にありますが、コードには見えません',
    wrapped: '1つのコードが2行に分かれているのかもしれません',
    'in-comment': 'ページに表示されないコメントの中にあります',
    dated: 'これだけ横に日付があります。その日に使ったのかもしれません',
    'unclear-mark': '横の印が、使ったという意味かどうかわかりません',
    'maybe-date': '日付かもしれません',
    'maybe-phone': '電話番号かもしれません',
    'maybe-key': '認証アプリに入力する鍵のようです。バックアップコードではありません',
    repeated: '別の行と同じコードです。ほかのコードが1つ抜けているかもしれません',
    'other-list': 'ここから別の一覧が始まっています。別のアカウントのものかもしれません',
  },
  left: {
    blank: '空の行',
    decoration: '飾り',
    markup: 'ページの書式',
    text: '文',
    date: '日付',
    address: 'アドレス',
    phone: '電話番号',
    label: '前の言葉から見て、別のもの',
    masked: '伏せ字か空欄で、コードそのものが書かれていません',
    comment: 'ページのコメント',
    unseen: 'スクリプトなど、画面に表示されない部分',
    continued: '上の行の続きかもしれないもの',
    link: '認証アプリ用のリンク',
    setting: '設定',
    repeated: '同じコードの繰り返し',
    'too-long': '一覧の行としては長すぎるもの',
  },
  found: (count, { alphabet, length, groups }) => {
    const each = groups.includes('-') ? `（${groups}）` : ''
    const kinds = { digits: '数字', hex: '16進数', letters: '英字', mixed: '英数字' }
    return `${length}桁の${kinds[alphabet]}${each}が${count}個`
  },
  used: (count) => `そのうち使用済みの印があるもの: ${count}個`,
  missing: (numbers) => `一覧に抜けている番号: ${numbers.join('、')}`,
  unlike: ({ count, length }) =>
    `このサービスのコードは、ふつう${[
      ...(length === undefined ? [] : [`${length}桁`]),
      ...(count === undefined ? [] : [`${count}個`]),
    ].join('で')}です`,
  line: (line, why) => `${line}行目: ${why}`,
  lineText: (line, text, why) => `${line}行目「${text}」: ${why}`,
  bits: (bits) => `1つのコードあたり${bits.toFixed(1)}ビット`,
  weaknesses: {
    'below-20':
      'NIST SP 800-63B がこの種のコード（look-up secrets）に求める20ビットに届きません。言い当てられるおそれがあります',
    'below-40':
      '試せる回数に制限があるところでだけ使えます。NIST SP 800-63B は64ビット未満のコード（look-up secrets）に回数の制限を求めています。40ビット以上がより安全です',
  },
}
