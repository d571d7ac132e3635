import type { Words } from '../en.ts'

const states = {
  used: '応答あり',
  falseticker: 'ほかのサーバーと時刻が違います',
  undecided: '応答あり',
  rejected: '正しい応答がありません',
  timeout: '応答なし',
  unresolved: '名前が見つかりません',
} as const

export const doctor: Words['doctor'] = {
  help: 'このコンピューターで使えるものを確かめ、直し方を示します',
  check: (names) => `確かめるもの（通常: すべて）: ${names.join('、')}`,
  verbose: 'それぞれの理由も表示します',
  waiting: '確かめています…',
  statuses: { ok: '正常:', warning: '注意:', failed: '失敗:', skipped: '省略:' },
  repair: (text) => `直すには: ${text}`,
  offline: '--offline のため、確かめていません',
  node: {
    is: (version, platform) => `Node ${version}（${platform}）を使っています`,
    needs: (oldest) => `Node ${oldest} 以降が必要です`,
    install: (oldest) => `Node ${oldest} 以降をインストールしてください: https://nodejs.org/`,
  },
  terminal: {
    is: (columns, rows) => `${columns} 桁 × ${rows} 行`,
    ascii: (columns, rows) => `${columns} 桁 × ${rows} 行、ASCII のみ`,
    unicode: 'Unicode の文字を表示できます',
    asciiMeans: 'ほかの文字を表示できないことがあるため、記号は ASCII で表示します',
    narrow: (least) => `${least} 桁より狭いと、行が細かく折り返されます`,
    none: '出力先がターミナルではありません',
    noneMeans: 'ここでは質問できません。質問のあるコマンドには --yes か回答のファイルが必要です',
    open: 'ターミナルで実行してください',
  },
  keychain: {
    answers: (count) => `キーチェーンを使えます。このツールの項目: ${count} 件`,
    opened: '項目の一覧を読み取れました',
    notNeeded: '暗号化したファイルに保管しているので、なくても構いません',
    needed:
      'バックアップコードやアカウントの鍵の保管場所です。使えないときは、暗号化したファイルに保管します',
    useFile: '暗号化したファイルに保管してください: --store file',
  },
  store: {
    noFile: '暗号化したファイルはありません。キーチェーンを使うなら不要です',
    noFileYet: (folder) => `${folder} に、暗号化したファイルはまだありません`,
    made: '何かを保管するときに作ります',
    folder: (folder) => `フォルダ: ${folder}`,
    there: '暗号化したファイルがあります。パスフレーズで開けます',
    opens: (count) => `暗号化したファイルを開けます。項目: ${count} 件`,
    damaged: 'store.age が壊れているか、読み取れません',
    restore: '保管場所を開くコマンドは、自動で控えを使います: 2fa-rescue backup list',
    status: '状態を見るコマンド: 2fa-rescue store status',
  },
  clock: {
    seeNetwork: '時計を測れませんでした。network の結果を見てください',
    limits: (warning, critical) =>
      `${warning} 秒以上のずれを「ずれている」、${critical} 秒以上を「大きくずれている」とします`,
    matters: '時計がずれている間は、このコンピューターで作ったコードが通りません',
  },
  network: {
    answered: (valid, asked) => `時刻サーバー ${asked} 台のうち ${valid} 台が応答しました`,
    asked: (names) => `問い合わせ先: ${names}`,
    none: (names) => `どの時刻サーバーも応答しません（${names}）`,
    webOnly: '時刻サーバーは応答しませんが、ウェブサーバーは応答します',
    blocked: (names) => `UDP の 123 番ポートが通らないようです。応答のないサーバー: ${names}`,
    open: 'UDP の 123 番ポートを通すか、自分のネットワークのサーバーを指定してください: 2fa-rescue clock --server HOST',
    try: 'ネットワークの接続を確かめてから実行してください: 2fa-rescue clock --https',
    server: (name, state) => `${name}: ${states[state]}`,
  },
  flows: {
    count: (flows, cards) => `フロー ${flows} 件、カード ${cards} 件`,
    shippedOnly: '付属のものだけです。自分のフォルダは指定されていません',
    own: (folder) => `付属のものと、${folder} にあるもの`,
    ownBroken: '自分のフローは使えません。付属のものは使えます',
  },
}
