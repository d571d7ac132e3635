/** バックアップコードのコマンドの言葉。 */
import type { CodeState } from '../../core/backup/set.ts'
import type { StoreKind } from '../../core/store.ts'
import type { BackupWords } from '../en/backup.ts'
import { quoteForShell } from '../failure-text.ts'

const states: Record<CodeState, string> = {
  unused: '未使用',
  offered: '表示済み（結果は不明）',
  used: '使用済み',
  refused: '拒否された',
  void: '無効',
}

const places: Record<StoreKind, string> = { keychain: 'キーチェーン', file: '暗号化したファイル' }

export const backup: BackupWords = {
  verbs: {
    add: 'サービスからもらったコードを保管します（ファイル、標準入力 -、または貼り付け）',
    generate: '自分のサービス用に新しいコードを作って保管します',
    list: '保管している一覧と、コードの状態を表示します',
    status: '残りの数を表示します。残りがなければ終了コード1',
    use: '次の未使用のコードを渡します',
    confirm: '渡したコードがどうなったかを記録します',
    consume: '提示されたコードを確かめて使用済みにします（終了コード0か1）',
    undo: '直前の変更や削除、または無効にした一覧を元に戻します',
    rotate: '前の一覧を新しい一覧に入れ替えます',
    unlock: '間違いが続いて止まったコードの確認を、また使えるようにします',
    remove: 'サービスのコードを削除します。次に変更するまでは undo で元に戻せます',
    print: '紙に残すためのコード（文字、または --output で印刷用のページ）',
    advise: 'バックアップコードの保管場所を、安全な順に説明します',
    export: 'すべてのコードを暗号化したファイル（age 形式）に書き出します',
    import: '書き出したファイルのコードを、1つずつ取り込みます',
  },
  arguments: {
    service: 'サービス（例: google）',
    maybeService: 'サービス。なければすべて',
    list: 'コードのファイル。- なら標準入力',
    code: '- なら標準入力',
    exportFile: '書き出すファイル。まだないものを指定します',
    importFile: '書き出したファイル',
  },
  options: {
    account: 'アカウント（サービスに2つ以上あるとき）',
    showCodes: 'コードそのものも表示します',
    count: '作る数（通常: 10）',
    format: 'crockford、hex、digits、または型: d は数字、x は16進、c は Crockford、a と A は英字',
    hashed: 'ハッシュだけを保管します。表示は今回だけで、確認は consume で行います',
    used: 'サイトで受け付けられました',
    refused: 'サイトで拒否されました',
    number: '一覧の中でのコードの番号',
    set: '一覧の名前（backup list に表示されます）',
    output: '印刷用のページ（HTML）を書き出します。まだないファイルを指定します',
    qr: '未使用のコードをQRコードでも載せます',
  },
  allowed: { count: '1から100までの整数', number: '0より大きい整数' },

  accounts: {
    none: '（アカウントの指定なし）',
    which: (service) => `${service} のどのアカウントですか。`,
  },
  typed: quoteForShell,
  states,
  places,

  paste: 'コードを貼り付けるか、1行に1つずつ入力してください。空の行で終わります。',
  isCode: (line, code, why, text) =>
    text === code
      ? `${line}行目「${code}」（${why}）。バックアップコードですか。`
      : `${line}行目「${text}」（${why}）。この中の「${code}」はバックアップコードですか。`,
  sameAccount: (line, count) =>
    `${line}行目から別の一覧が始まっています（${count}個）。同じアカウントのものですか。`,
  storeThese: (count, service) => `${service} のコードを${count}個保管しますか。`,
  someKnown: (known, fresh) => `このうち${known}個はもう保管されています。残りの${fresh}個を追加します`,
  voidOlder: (date, left) =>
    `新しい一覧を作ると、前のコードは使えなくなることがほとんどです。前の一覧（${date}、残り${left}個）を無効にしますか。あとで元に戻せます。`,
  stored: (count, service, place) => `${service} のコードを${count}個、${places[place]}に保管しました`,
  voided: (count) => `前の一覧${count === 1 ? '' : `${count}件`}を無効にしました`,
  notStored: '何も保管していません',
  nowUsed: (count, service) => `この一覧に合わせて、${service} のコード${count}個を使用済みにしました`,
  fileRemains: (file) =>
    `${file} にはコードがそのまま残っていて、誰でも読めます。削除するか、安全な場所に移してください`,
  onPaper: (name) => `紙にも残しておきましょう: 2fa-rescue backup print ${name}`,

  shownOnce: '表示するのは今回だけです。いま書き留めてください',
  replace: (service, left) =>
    `${service} のコードを新しいものに入れ替えますか。前の一覧の、まだ使える${left}個は無効になります。`,
  newList: (service) =>
    `${service} のコードはサービスが発行します。先にサービスで新しい一覧を作り、ここに入力してください`,

  setLine: (id, origin, date) =>
    `一覧 ${id}、${origin === 'issued' ? 'サービスが発行' : 'ここで作成'}、${date}に保管`,
  hashedSet: 'ハッシュのみ',
  voidSet: '無効',
  left: ({ left, total }) => (left === 0 ? `${total}個のうち残りなし` : `${total}個のうち残り${left}個`),
  counts: ({ offered, used, refused }) => [
    ...(used === 0 ? [] : [`使用済み${used}個`]),
    ...(refused === 0 ? [] : [`拒否${refused}個`]),
    ...(offered === 0 ? [] : [`表示済みで結果が不明${offered}個`]),
  ],
  between: '、',
  line: (title, text) => `${title}: ${text}`,
  nothingYet: 'バックアップコードはまだ保管されていません',
  damaged: (name) => `保管されている ${name} は壊れているため、除きました`,
  locked: '間違いが続いたため停止中',
  waits: (seconds) => `次の確認まで${seconds}秒`,
  low: (service) => `ログインできるうちに、${service} で新しい一覧を作っておきましょう`,

  earlier: (code, date) => `コード ${code} を${date}に表示しました。どうなりましたか。`,
  accepted: 'サイトで受け付けられましたか。',
  outcomes: {
    used: 'はい、受け付けられました',
    refused: 'いいえ、拒否されました',
    never: '入力しませんでした（あとで使います）',
    later: 'まだわかりません',
  },
  noneLeft: (service) => `${service} の未使用のコードは残っていません`,
  noneButOffered: (count) =>
    `表示したあと結果がわからないコードが${count}個あります。backup list で確かめ、使っていなければ backup undo で戻せます`,
  leftNow: (count) => `残り${count}個`,
  howToSettle: (command) => `結果（--used か --refused）の記録は: ${command} --used`,
  unsettled: (count) => `前に表示したコードのうち、${count}個の結果がまだ記録されていません`,
  notSeen: 'コードを標準出力に書き出せませんでした。表示済みとして残してあります',
  next: (command) => `次のコードは: ${command}。続けて間違えると、ロックされることがあります`,

  whichOffered: 'どのコードですか。',
  numbered: (number, code) => `番号${number}: ${code}`,
  hashedCode: '（ハッシュのみ）',
  settledAs: (number, state) => `番号${number}のコードを「${states[state]}」と記録しました`,

  presented: 'コード',
  fits: (service) => `${service} のコードとして正しいです。使用済みにしました`,
  fitsNot: (service) => `${service} のコードではないか、もう使われています`,
  tooSoon: (seconds) => `間違いが続きました。次の確認まで${seconds}秒お待ちください`,
  isLocked: '間違いが続いたため、確認を停止しています',
  unlockWith: (command) => `また確認できるようにするには: ${command}`,
  unlocked: (service) => `${service} のコードをまた確認できます`,

  undoCode: (number, code, state) => `番号${number}のコード ${code}（${state}）を未使用に戻しますか。`,
  undoOffered: (number, code) =>
    `番号${number}のコード ${code} は表示済みで、結果がわかりません。ほかで実行中の 2fa-rescue が表示しているところかもしれません。入力していないことは確かですか。「はい」を選ぶと、また使えるコードになります。`,
  undoSet: (id, count) => `無効にした一覧 ${id}（${count}個）を元に戻しますか。`,
  undoRemoval: (service, count) => `削除した ${service} のコード（${count}個）を元に戻しますか。`,
  undone: '元に戻しました',
  leftAsIs: '何も変更していません',

  removeAll: (service, left) => `${service} のコードを削除しますか。まだ使えるコードが${left}個あります。`,
  removeSet: (id, left) => `一覧 ${id} を削除しますか。まだ使えるコードが${left}個あります。`,
  removed: (service) => `${service} のコードを削除しました`,
  bringBackWith: (command) => `次に変更するまでは元に戻せます: ${command}`,

  written: (file) => `${file} に書き込みました`,
  exportPassphrase: {
    fresh: '書き出すファイルのパスフレーズ',
    again: '同じパスフレーズをもう一度',
  },
  exported: (count, file) => `アカウント${count}件のコードを ${file} に書き出しました`,
  hashedLeftOut: (count) => `ハッシュだけの一覧${count}件は除きました`,
  opensWith: (file) => `age のプログラムでも開けます: age -d ${file}`,
  importPassphrase: '書き出したファイルのパスフレーズ',
  importLine: (title, sets, { left, total }) =>
    `${title}: 一覧${sets}件、コード${total}個のうち未使用${left}個`,
  importAll: (count) =>
    `${count}件のアカウントのコードを取り込みますか。未使用のコードは、これから渡されたり、backup consume で受け付けられたりします。`,
  oneCopy: 'これからは片方だけを使ってください。別々に使うと、もう一方に取り込むまで同じコードが渡されます',
  imported: (count) => `アカウント${count}件のコードを取り込みました`,

  wizard: {
    look: (service) => `このパソコンに${service}のバックアップコードが保存されていないか、調べましょうか。`,
    yes: 'はい、調べてください',
    no: 'いいえ、調べずに続けます',
    found: (count, service) => `${service}のバックアップコードが${count}個保管されていて、使えます。`,
    low: (count, service) =>
      `${service}のバックアップコードは残り${count}個です。ログインできたら、新しい一覧を作りましょう。`,
    none: (service) => `${service}のバックアップコードは保管されていません。`,
    failed: (why) => `保管場所を調べられませんでした。${why}。このまま続けます。`,
    tool: 'このパソコンに保管したバックアップコードを使う',
    which: 'どのサービスですか。',
    noneOfThese: 'どれでもありません',
    type: (left) => `ログイン画面に、このコードを入力してください（このあと残り${left}個）。`,
    store: '新しいコードは、ここにも保管しておくと次に見つけやすくなります。',
  },
}
