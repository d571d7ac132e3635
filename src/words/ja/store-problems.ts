/** 保管場所のエラーの言葉。 */
import type { IdentityFlaw, KeychainCause, NotAKey, StoreProblem } from '../../core/errors.ts'
import type { FailureText } from '../failure-text.ts'

const causes: Record<KeychainCause, string> = {
  'library-missing': 'キーチェーンを使えません。必要なライブラリがありません',
  'no-session-bus': 'キーチェーンを使えません。デスクトップの環境（D-Bus）がありません',
  'no-service': 'キーチェーンを使えません。キーチェーンのプログラムが動いていません',
  locked: 'キーチェーンがロックされています',
  refused: 'キーチェーンに断られました',
  hanging: 'キーチェーンから返事がありません',
  crashed: 'キーチェーンのライブラリが異常終了しました。ロックされているのかもしれません',
}

const file = '暗号化したファイルに保管するには --store file を付けます'

function remedyFor(cause: KeychainCause, platform: string): string {
  if (platform === 'darwin')
    return cause === 'library-missing'
      ? `--omit=optional を付けずに npm ci を実行してください。${file}`
      : `「キーチェーンアクセス」を開いて、ログインキーチェーンのロックを解除してください。${file}`
  if (platform === 'win32')
    return cause === 'library-missing'
      ? `--omit=optional を付けずに npm ci を実行してください。${file}`
      : `サービス「Credential Manager」が動いているか確かめてください。${file}`
  switch (cause) {
    case 'library-missing':
      return `libsecret を入れ（Debian、Ubuntu では apt-get install libsecret-1-0）、--omit=optional を付けずに npm ci を実行してください。${file}`
    case 'no-session-bus':
      return `ssh や cron からではなく、デスクトップのターミナルで実行してください。${file}`
    case 'no-service':
      return `キーチェーンのプログラム（GNOME は gnome-keyring、KDE は kwalletmanager、または KeePassXC）を入れてください。${file}`
    case 'locked':
    case 'crashed':
      return `「パスワードと鍵」などでロックを解除してから、もう一度実行してください。${file}`
    case 'refused':
      return `キーチェーンの確認画面が出たら、許可してください。${file}`
    case 'hanging':
      return `パスワードを求める画面が隠れていないか確かめるか、キーチェーンを再起動してください。${file}`
  }
}

const otherThanKey: Record<NotAKey, string> = {
  'not-age': 'age のファイルではありません',
  'for-identity': 'store.age と同じように、age の identity 用に暗号化されたファイルです',
  armoured: 'テキスト形式（armor）の age ファイルです',
  identity: '暗号化していない age の identity が入っています',
  'other-content': 'このパスフレーズで開けましたが、書き出したファイルなど、別のものが入っています',
}

const identityFlaws: Record<IdentityFlaw, string> = {
  none: 'に age の identity がありません',
  mistyped: 'の identity に誤りがあります',
  encrypted: 'は、それ自体が暗号化されています',
  plugin: 'に入っているのは、age のプラグイン用の identity です',
  ssh: 'に入っているのは SSH の鍵です',
  'post-quantum': 'に入っているのは、age の耐量子用の identity です',
  recipient: 'に入っているのは、identity の公開用の部分だけです',
}

function badIdentity(file: string, flaw: IdentityFlaw): FailureText {
  const message = `${file} ${identityFlaws[flaw]}`
  switch (flaw) {
    case 'encrypted':
      return { message, hint: `復号しながら渡してください: --identity <(age -d ${file})` }
    case 'mistyped':
      return { message, hint: 'AGE-SECRET-KEY-1 で始まる行全体を、もう一度写してください' }
    case 'none':
    case 'plugin':
    case 'ssh':
    case 'post-quantum':
    case 'recipient':
      return {
        message,
        hint: 'AGE-SECRET-KEY-1 で始まる行のあるファイルが必要です。age-keygen -o FILE で作れます',
      }
  }
}

export function storeProblem(problem: StoreProblem): FailureText {
  switch (problem.code) {
    case 'no-keychain':
      return { message: causes[problem.cause], hint: remedyFor(problem.cause, problem.platform) }
    case 'store-busy':
      return {
        message: `ほかで実行中のもの${problem.pid === undefined ? '' : `（プロセス ${problem.pid}）`}が、1分前から書き込みを続けています`,
        hint: `終わるまで待ってください。このフォルダを使うどのパソコンでも動いていなければ、${problem.folder} を消してください`,
      }
    case 'not-a-folder':
      return {
        message: `${problem.file} がファイルになっています。保管にはこの場所にフォルダが必要です`,
        hint: '何も変更していません。このファイルをほかへ移してから、もう一度実行してください',
      }
    case 'wrong-passphrase':
      return {
        message: `このパスフレーズでは ${problem.file} を開けません`,
        hint: '大文字と小文字、キーボードの言語を確かめて、もう一度試してください。まちがいないはずなら、バックアップからこのファイルを戻してください。パスフレーズなしでは、だれにも開けません',
      }
    case 'wrong-identity':
      return {
        message: `この鍵（identity）では ${problem.file} を開けません`,
        hint: problem.hasKey
          ? 'この保管場所にはパスフレーズがあります。--identity（TWOFA_RESCUE_IDENTITY、設定の identity）を外すと、パスフレーズを入力できます'
          : '何も変更していません。保管したときの identity ファイルを指定してください',
      }
    case 'bad-identity':
      return badIdentity(problem.file, problem.flaw)
    case 'missing-key':
      return {
        message: `保管したものはありますが、鍵の ${problem.file} がありません`,
        hint: '何も変更していません。--identity で保管した場合は、そのファイルをもう一度指定してください。そうでなければ、パソコンのバックアップから key.age を戻してください',
      }
    case 'damaged-key':
      return {
        message: `鍵の ${problem.file} が壊れています。控えも読めません`,
        hint: '何も変更していません。パソコンのバックアップから key.age を戻してください。鍵がないと、だれにも開けません',
      }
    case 'not-a-key':
      return {
        message: `${problem.file} は鍵ではありません。${otherThanKey[problem.is]}`,
        hint: '何も変更していません。このファイルをほかへ移し、key.copy.age かパソコンのバックアップから key.age を戻してください',
      }
    case 'other-key':
      return {
        message: `${problem.file} は、${problem.key} とは別の鍵で暗号化されています`,
        hint: '何も変更していません。--identity で保管した場合は、そのファイルを指定してください。そうでなければ、同じバックアップから store.age と key.age を一緒に戻してください',
      }
    case 'cannot-decrypt':
      return {
        message: `この環境の暗号機能では ${problem.file} を開けません。ファイルは壊れていないかもしれません`,
        hint: 'ファイルはそのまま残してください。別の Node（FIPS モードでないものなど）か、age で試してください: age -d FILE',
      }
    case 'missing-store':
      return problem.target === undefined
        ? {
            message: `ここに保管したものがあったはずですが、${problem.file} も控えも見つかりません`,
            hint: '何も変更していません。パソコンのバックアップからファイルを戻してください。もう必要ないことが確かなら、同じフォルダの lock フォルダ、key.age、key.copy.age を消すと、新しく始められます',
          }
        : {
            message: `${problem.file} のリンク先 ${problem.target} が見つかりません`,
            hint: 'リンク先のドライブやフォルダをつないでから、もう一度実行してください。何も変更していません',
          }
    case 'damaged-store':
      return {
        message: `${problem.file} が壊れています。控えも読めません`,
        hint: `何も変更していません。パソコンのバックアップから ${problem.folder} の中のファイルを戻してください。書き出したファイルからやり直すときは、このフォルダを消さずに名前を変えてください`,
      }
    case 'damaged-entry':
      return {
        message: `保管されている ${problem.name} が壊れています`,
        hint: '何も変更していません。書き出したファイルを読み込むか、削除してから登録し直してください',
      }
    case 'different-entries':
      return {
        message: `${problem.name} が両方の保管場所にあり、内容が違います。何も移していません`,
        hint: '両方を見て、いらないほうを削除してください',
      }
    case 'newer-store':
      return {
        message: `${problem.file} は、これより新しいバージョンで書かれています`,
        hint: 'そのバージョンか、それより新しいものを使ってください',
      }
  }
}
