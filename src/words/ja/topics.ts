/** `help` で読める、いくつものコマンドに関わる話題。 */
import type { Topics } from '../topics.ts'

export const topics: Topics = {
  'exit-codes': {
    title: '終了コードの意味（すべてのコマンドに共通）',
    blocks: [
      [
        ['0', '完了、または「はい」（コードが合う、時計が正しい、ログインできた）'],
        ['1', '「いいえ」（コードが合わない、時計がずれている、バックアップコードが残っていない）'],
        ['2', '使い方の誤り（知らないオプション、質問が必要なのにターミナルがない）'],
        ['3', '渡されたものが正しくない（鍵、画像、フロー、コードの一覧、ファイルがない・壊れている）'],
        ['4', '外部から応答がない（時刻サーバー、キーチェーン）、パスフレーズが違う、ディスクに書き込めない'],
        ['70', 'このツールの不具合'],
        ['130', 'ctrl-c で中断した'],
      ],
      '監視には 2fa-rescue clock --format nagios を使います。このときだけ監視プラグインの決まりに従います（0 OK、1 WARNING、2 CRITICAL、3 UNKNOWN）。',
      '--json を付けると、失敗したときも標準出力に JSON を1つ出します: { "schema": 1, "error": { "code": …, "message": …, "hint": … } }',
    ],
  },
  store: {
    title: 'バックアップコードやアカウントの鍵の保管場所',
    blocks: [
      '自分で保存しないかぎり、何も保管しません。保管場所は2つあります。',
      [
        ['keychain', 'システムのキーチェーン。使えるときはこちらを使います'],
        ['file', 'store.age。age 形式で暗号化し、パスフレーズか age の identity で開きます'],
      ],
      '保管場所は --store オプション、環境変数 TWOFA_RESCUE_STORE、設定ファイルで選べます。スクリプトでは --identity FILE を使うと、パスフレーズなしでファイルを開けます。',
      [
        ['2fa-rescue store status', '何がどこに保管されているかを表示します'],
        ['2fa-rescue store move', '中身をすべてもう一方へ移します'],
        ['2fa-rescue backup export', 'バックアップコードを暗号化したファイルに書き出します'],
      ],
      'ファイルは変更のたびに同じものを2つ書き、1つ前の内容も残します。ディスクの一部が壊れても、コードは失われません。',
    ],
  },
  flows: {
    title: '案内の内容（フロー）と、自分のフローの書き方',
    blocks: [
      '質問、確認、対処方法は、すべてフローと呼ぶ YAML ファイルに書いてあります。2fa-rescue diagnose code-refused のように、始めるフローを選べます。',
      [
        ['2fa-rescue flow list', '付属のフローと自分のフローを一覧にします'],
        ['2fa-rescue flow new', '説明付きのひな形を書き出します'],
        ['2fa-rescue flow check', '間違いをすべて、行と桁を付けて表示します'],
        ['2fa-rescue flow graph', 'フローを Mermaid の図にします'],
        ['2fa-rescue flow test', 'フローの隣にある回答の台本を試します'],
      ],
      '自分のフォルダは --flows DIR、環境変数 TWOFA_RESCUE_FLOWS、設定ファイルで指定します。書き方の案内は docs/own-flows.md、詳しい説明は docs/flows.md にあります（どちらも英語）。',
    ],
  },
  privacy: {
    title: 'このコンピューターの外に出るものと、秘密の情報の扱い',
    blocks: [
      '外に送るのは時刻の問い合わせだけです。相手は最初の画面に表示します（通常は time.google.com、time.aws.com、time.facebook.com）。--offline で止められます。--server や設定ファイルで別のサーバーに変えられます。',
      '利用統計、更新の確認、アカウント登録はありません。リンクは表示するだけで、開きません。',
      '鍵は、画面に出さない入力、標準入力（-）、ファイル（--secret-file）、保管場所のどれかから受け取ります。シェルの履歴やほかの利用者に見えてしまうので、引数では受け取りません。',
      '鍵やコードは、メッセージ、環境変数、一時ファイルには出ません。JSON に出るのは、それを表示するためのコマンドか、--show-codes を付けたときだけです。',
    ],
  },
  formats: {
    title: '入力と出力の形式',
    blocks: [
      [
        [
          '--json',
          'どのコマンドでも、標準出力に JSON を1つ出します。形式が変わると "schema" の番号が変わります',
        ],
        ['clock --format', 'text、json、nagios、prometheus'],
        ['diagnose --report', 'ファイル名の最後で選びます: .md、.html、.json'],
        ['diagnose --answers', '回答を書いたファイル（YAML または JSON）'],
        ['recover FILE', '認証アプリのエクスポートやバックアップ。種類は中身から判断します'],
        ['recover --to', 'links、aegis、2fas、google-qr のどれか'],
        ['backup add FILE', 'サービスが表示した一覧のまま、または1行に1つのコード'],
        ['backup export', 'age 形式のファイル。age というプログラムでも開けます'],
        ['totp code -', 'Base32 の鍵、または otpauth:// で始まるリンク'],
        ['qr read FILE', '画像: PNG、JPEG'],
      ],
      '結果は標準出力に、質問、ヒント、経過、エラーは標準エラー出力に出ます。',
    ],
  },
}
