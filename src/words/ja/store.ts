/** 保管場所の言葉。 */
import type { StoreKind } from '../../core/store.ts'
import type { StoreWords } from '../en/store.ts'

const places: Record<StoreKind, string> = { keychain: 'キーチェーン', file: '暗号化したファイル' }

export const store: StoreWords = {
  status: 'どこに何が保管されているか、いまどれを使うか',
  move: 'すべてをキーチェーンまたは暗号化したファイルに移します',
  place: 'keychain または file',
  changedMeanwhile: 'ほかで実行中の 2fa-rescue が保管内容を変更しました。もう一度答えてください',
  stillPoints: (setting, emptied) =>
    `${setting} は、空になった${places[emptied]}を指したままです。変更するか、削除してください`,
  waiting: 'ほかで実行中の 2fa-rescue が書き込んでいます。終わるまで待ちます',
  notices: {
    'copy-used': (file) =>
      `${file} が読めないため、同じ内容の控えを使います。次に変更したときに元に戻ります。`,
    'older-used': (file) =>
      `${file} もその控えも読めないため、1つ前のものを使います。最後の変更（一覧の登録や入れ替え、コードの使用や照合、削除）が失われているかもしれません。その後に渡したかもしれないので、各一覧のコード1個を表示済みにします。`,
    'open-to-others': (file) =>
      `このパソコンのほかの利用者も ${file} を開けます。開けないようにするには: chmod go= ${file}`,
  },
  offerFile: (why) =>
    `キーチェーンを使えません（${why}）。代わりに、パスフレーズで暗号化したファイルに保管しますか。`,
  passphrase: {
    old: '保管場所のパスフレーズ',
    wrong: 'このパスフレーズでは開けません。もう一度入力してください',
    fresh: '新しいパスフレーズ（忘れると、誰にも開けません）',
    again: '同じパスフレーズをもう一度',
    short: (letters) => `${letters}文字以上にしてください。単語をいくつか並べるとよいでしょう`,
    different: '2回の入力が同じではありません',
  },
  places,
  inForce: (place, why) => `使うのは: ${places[place]}（${why}）`,
  why: {
    asked: '指定どおり',
    file: 'ファイルがあるため',
    usual: '暗号化したファイルがないときの通常の場所',
  },
  answers: (count) => `キーチェーン: 使えます。${count}件`,
  silent: (why) => `キーチェーン: ${why}`,
  noFile: (folder) => `暗号化したファイル: ${folder} にはありません`,
  file: (folder, count) => `暗号化したファイル: ${folder}${count === undefined ? '' : `、${count}件`}`,
  both: '両方に保管されています。まとめるには: 2fa-rescue store move keychain',
  ask: (count, from, to) =>
    `${count}件を${places[from]}から${places[to]}へ移しますか。移したものをすべて読み直してから、${places[from]}を空にします。`,
  nothing: (from) => `${places[from]}には何もありません`,
  moved: (count, to) => `${count}件を${places[to]}へ移しました`,
  notMoved: '何も移していません',
}
