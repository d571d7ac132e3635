/** recover の言葉。 */
import type { EntryNote, ImportedEntry, Loss } from '../../core/import/model.ts'
import type { DroppedProperty } from '../../core/import/writers/model.ts'
import type { Words } from '../en.ts'

const kinds: Readonly<Record<ImportedEntry['type'], string>> = {
  totp: '時刻式',
  hotp: 'カウンター式',
  steam: 'Steam 方式',
  motp: 'Mobile-OTP 方式',
  yandex: 'Yandex Key 方式',
}

const notes: Readonly<Record<EntryNote['kind'], string>> = {
  'short-secret': '鍵が短く、一部が欠けているかもしれません',
  'no-counter': '次のカウンターが書かれていないため、0 とみなします',
  duplicate: '上と同じ項目です',
  archived: 'アーカイブ済み',
  trash: 'ごみ箱にあった項目です',
  'no-pin': '必要な PIN がファイルにありません',
  'no-codes': 'この方式のコードは作れません',
  'revocation-code': '解除コードあり',
  'other-name': '別の発行者の名前も付いています',
}

const losses: Readonly<Record<Loss, string>> = {
  period:
    'この形式には更新間隔が残りません。30秒以外のアカウントは、コードが通らないので設定し直してください',
  algorithm: 'この形式にはアルゴリズムが残りません。SHA1 とみなします',
  digits: 'この形式には桁数が残らないことがあります。6桁と8桁以外のアカウントは確かめてください',
  type: 'この形式にはコードの種類が残りません。カウンター式も時刻式として読みます',
  issuer: 'この形式には発行者の名前が残りません',
  pin: 'この形式には PIN が残りません',
  'newer-version': '新しいバージョンのファイルです。読めていない項目があるかもしれません',
  'recent-changes': '最近の変更は、隣の -wal で終わるファイルにあり、読めていないかもしれません',
  'rest-of-file': 'ファイルの一部を開けませんでした',
}

const droppedNames: Readonly<Record<DroppedProperty, string>> = {
  tags: 'フォルダ、グループ、タグ',
  comment: 'メモ',
  title: '発行者やアカウントと違うタイトル',
}

export const recover: Words['recover'] = {
  files: 'エクスポート、バックアップ、QRコードの画像、またはそれらのフォルダ。- は標準入力',
  options: {
    codes: '各アカウントのいまのコードを表示します',
    watch: 'コードを表示し続けます（ctrl-c で終了）',
    qr: '1つのアカウントのQRコードを表示します（新しいスマホ用）',
    save: 'アカウントをここに保存します',
    to: '別のアプリ用に書き出します: links、aegis、2fas、google-qr',
    output: '--to で書き出すファイル（本人だけが読めます）。google-qr では PNG 画像',
    outputPasswordFile: '書き出すファイルのパスワードを1行目に書いたファイル',
    passwordFile: 'エクスポートのパスワードを1行目に書いたファイル',
    keyFile: 'KeePass データベースのキーファイル',
    trash: 'ごみ箱にあるアカウントも含めます',
  },
  ask: (file) => `${file} のパスワード`,
  askBesideKey: (file) =>
    `${file} のパスワード（キーファイルだけで開く場合は、そのまま Enter を押してください）`,
  deriving: (seconds) => `パスワードから鍵を計算しています: ${seconds}秒。ctrl-c でやめられます`,
  again: '開けませんでした。もう一度入力してください',
  memory: (mebibytes) =>
    `このファイルを開くには ${mebibytes} MiB のメモリを使い、1分ほどかかることもあります。ctrl-c でやめられます`,
  slow: 'このファイルを開くには、1分ほどかかることがあります。ctrl-c でやめられます',
  uncertain: (file) =>
    `${file} にはどのアプリの目印もありません。andOTP などの暗号化されたバックアップかもしれません`,
  nothing: 'コードを作れるアカウントはありません',
  parameters: ({ type, parameters }) =>
    type === 'steam' || type === 'motp' || type === 'yandex'
      ? kinds[type]
      : [
          kinds[type],
          parameters.algorithm,
          `${parameters.digits}桁`,
          ...(type === 'hotp' ? [] : [`${parameters.period}秒`]),
        ].join('、'),
  note: (kind) => notes[kind],
  lost: (loss) => losses[loss],
  noCode: 'コードなし',
  left: (seconds) => `あと${seconds}秒`,
  failed: (title, why) => `読めませんでした: ${title}: ${why}`,
  reasons: {
    'other-key': 'ファイルにない鍵で暗号化されています',
    structure: 'この項目は壊れています',
    'push-only': '通知で承認するアカウントで、コードはありません',
  },
  trash: (titles) => `ごみ箱にあったので除きました（--trash で含められます）: ${titles}`,
  unknown: (count, names) =>
    `フォルダの中の${count}個のファイルは、ここで開けるエクスポートではありません: ${names}${count > 5 ? ' など' : ''}`,
  missing: (parts, size) => `全部で${size}枚のQRコードのうち、次の番号がありません: ${parts.join('、')}`,
  next: '--codesを付けるとコードが表示されます。--qr 名前 で新しいスマホ用のQRコードが出て、--saveでここに保存できます',
  counters:
    'カウンター式のコードは1回ずつしか使えません。前のスマホとこの一覧は、どのコードを使ったかを互いに知りません',
  plainWarning: (file) =>
    `${file} には、すべての鍵が暗号化されずに入ります。読んだ人は誰でもコードを作れます。書き出しますか。`,
  passphrase: { fresh: '新しいファイルのパスワード', again: '同じパスワードをもう一度' },
  written: (accounts, file) => `${accounts}件のアカウントを ${file} に書き出しました`,
  unencrypted: 'ファイルは暗号化されていません。別のアプリに読み込んだら、すぐに消してください',
  nothingWritten: '書き出し先の形式に対応したアカウントがないため、何も書き出しませんでした',
  unfit: (title, why) => `除きました: ${title}: 書き出し先の形式は${why}に対応していません`,
  unfitWhy: (property, { type, parameters }) => {
    const { algorithm, digits, period } = parameters
    const texts = {
      type: `この種類のコード（${kinds[type]}）`,
      algorithm: `アルゴリズム ${algorithm} `,
      digits: `${digits}桁のコード`,
      period: `${period}秒の更新間隔`,
    }
    return texts[property]
  },
  dropped: (property) => `書き出し先の形式に入らないため、書き出していません: ${droppedNames[property]}`,
  wizard: {
    label: 'アプリのエクスポートやバックアップを、ここで開く',
    help: 'ファイル、QRコードの画像、フォルダを指定できます。名前の終わりは .json、.2fas、.txt、.zip、.kdbx、.png などです',
    where: 'エクスポートやバックアップはどこにありますか。1行に1つずつ入力し、最後に空の行を入力してください',
    unnamed: 'ファイルが指定されていません。',
    code: (title, code, seconds) => `${title}: コードは ${code} です。あと${seconds}秒使えます。`,
    counted: (title, code) => `${title}: コードは ${code} です。使えるのは1回だけです。`,
    noCode: (title) => `${title} のコードは作れません。`,
    next: '次に何をしますか。',
    goOn: '先に進む',
    again: 'もう一度コードを作る',
    other: 'ファイルの別のアカウントを見る',
    store: (count) =>
      count === 1 ? 'このアカウントをこのツールに保存する' : `${count}件すべてをこのツールに保存する`,
  },
  qrTurn: (index, count) => `${count}枚中${index}枚目です。Enter を押すと次に進みます`,
  saved: (count) => `${count}件のアカウントを保存しました`,
  renamed: (title, stored) =>
    `${title} という名前の別のアカウントがあるため、${stored} という名前で保存しました`,
  unsaved: (titles) => `名前がないか、ここに保存できない種類のコードなので、保存しませんでした: ${titles}`,
}
