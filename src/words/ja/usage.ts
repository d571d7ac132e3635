/** コマンドラインとヘルプの言葉、日本語。`--help` に必要なのはこれだけ。 */
import type { Words } from '../en.ts'

export const usage: Words['usage'] = {
  about: '二段階認証で困ったときに、もう一度ログインできるように手伝います。',
  titles: {
    usage: '使い方:',
    arguments: '引数:',
    options: 'オプション:',
    globalOptions: 'どのコマンドでも使えるオプション:',
    commands: 'コマンド:',
    examples: '例:',
    topics: '話題ごとの説明:',
  },
  synopsis: { options: '[オプション]', command: '[コマンド]' },
  preset: (value) => `（通常: ${value}）`,
  help: 'この説明を表示します',
  version: 'バージョンを表示します',
  commands: {
    diagnose: 'ログインできるまで順番に案内します（まずはここから）',
    clock: 'このパソコンの時計を時刻サーバーと比べます',
    backup: 'バックアップコードを保管し、同じコードを2回渡さないように管理します',
    totp: '確認コードを作り、アカウントを保存し、通らない理由を調べます',
    recover: '認証アプリのエクスポートやバックアップを開き、コードを取り戻します',
    qr: 'QRコードを画像から読み取ったり、表示したりします',
    store: '秘密の情報の保管場所',
    services: '名前でわかるサービスや製品の一覧を表示します',
    flow: '自分でフローを書くためのコマンド',
    config: 'いま有効な設定と、その保存場所',
    doctor: 'このパソコンで使えるものを確かめ、直し方を示します',
    version: 'バージョンを表示します',
  },
  helpCommand: {
    about: 'コマンドの使い方や、いろいろな話題の説明を表示します',
    argument: 'コマンド（例: clock phone）または話題（例: exit-codes）',
  },
  completion: {
    about: 'コマンドや名前をシェルで補完するためのスクリプトを出します',
    shell: 'シェルの名前（bash、zsh、fish、powershell）',
  },
  topics: {
    'exit-codes': '終了コードの意味',
    store: 'バックアップコードや設定用の鍵の保管場所',
    flows: '案内の内容（フロー）と、自分で書く方法',
    privacy: 'このパソコンの外に出るものと、秘密の情報の扱い',
    formats: '入力と出力の形式',
  },
  options: {
    lang: '言語（en または ja）',
    json: '結果を JSON で標準出力に出します',
    noColor: '色を付けません',
    plain: '読み上げソフト向け。選択肢を番号で選び、画面を書き直しません',
    quiet: '結果とエラーだけを表示します',
    yes: 'コマンドの確認に、すべて「はい」で答えます',
    store: '秘密の情報の保管場所: keychain（キーチェーン）または file（暗号化したファイル）',
    identity: 'age の identity のファイル。--store file のパスフレーズの代わりに使います',
    offline: '時刻サーバーに問い合わせません。ネットワークには何も送りません',
  },
  exits:
    '終了コード: 0 はい・完了、1 いいえ、2 使い方の誤り、3 渡されたものが壊れている、4 外部から応答なし、70 このツールの不具合、130 中断。',
}
