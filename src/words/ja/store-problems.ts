/** 保管場所のエラーの言葉。 */
import type { KeychainCause, StoreProblem } from '../../core/errors.ts'
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

export function storeProblem(problem: StoreProblem): FailureText {
  switch (problem.code) {
    case 'no-keychain':
      return { message: causes[problem.cause], hint: remedyFor(problem.cause, problem.platform) }
    case 'store-busy':
      return {
        message: `ほかで実行中のもの${problem.pid === undefined ? '' : `（プロセス ${problem.pid}）`}が、1分前から書き込みを続けています`,
        hint: `終わるまで待ってください。このフォルダを使うどのパソコンでも動いていなければ、${problem.folder} を消してください`,
      }
    case 'wrong-passphrase':
      return {
        message: `このパスフレーズでは ${problem.file} を開けません`,
        hint: '大文字と小文字、キーボードの言語を確かめて、もう一度試してください。パスフレーズなしでは、だれにも開けません',
      }
    case 'wrong-identity':
      return {
        message: `この鍵（identity）では ${problem.file} を開けません`,
        hint: '保管したときの identity ファイルを指定するか、指定を外してパスフレーズを入力してください',
      }
    case 'bad-identity':
      return {
        message: `${problem.file} に age の identity がありません`,
        hint: 'age-keygen -o FILE で作れます（AGE-SECRET-KEY-1 で始まる行が入ります）',
      }
    case 'damaged-store':
      return {
        message: `${problem.file} が壊れています。1つ前の控えも読めません`,
        hint: '何も変更していません。パソコンのバックアップから両方を戻すか、移動してから、書き出したファイルを読み込んでください',
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
