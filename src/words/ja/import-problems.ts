/** エクスポートやバックアップのファイル全体の問題。 */
import type { ImportFlaw, Unusable } from '../../core/import/model.ts'
import type { FailureText } from '../failure-text.ts'

/** コードを取り出せないファイルと、代わりにできること。 */
const unusable: Readonly<Record<Unusable, FailureText>> = {
  'bitwarden-account': {
    message: 'アカウント専用の Bitwarden のエクスポートなので、Bitwarden でしか開けません',
    hint: '同じ Bitwarden のアカウントに取り込んでから、「パスワード保護」か通常の JSON でもう一度エクスポートしてください',
  },
  'freeotp-names': {
    message: 'FreeOTP 2 のアカウント名だけのファイルです。鍵はスマホの中にあります',
    hint: 'スマホの FreeOTP 2 でバックアップを作り、そのファイル（externalBackup.xml）を開いてください',
  },
  'aegis-no-password': {
    message: 'この Aegis のデータにはパスワードが設定されていません。そのスマホの指紋でしか開けません',
    hint: 'スマホがまだ使えるなら、Aegis でパスワードを付けてもう一度エクスポートしてください',
  },
  'keepass-1': {
    message: 'KeePass 1 のデータベース（.kdb）には対応していません',
    hint: 'KeePass 2 か KeePassXC で開き、.kdbx として保存してください',
  },
  'kdbx-cipher': {
    message: '対応していない方式で暗号化されたデータベースです',
    hint: 'KeePass か KeePassXC のデータベースの設定で AES-256 を選び、保存し直してください',
  },
  'winauth-xml': {
    message: 'WinAuth 自身のファイルで、作ったパソコンでしか開けません',
    hint: 'そのパソコンの WinAuth でエクスポートし、できたテキストか zip を開いてください',
  },
  'pgp-own-key': {
    message: 'OpenPGP の秘密鍵で開くファイルです',
    hint: '先にその鍵で復号してください（gpg --decrypt FILE > DECRYPTED）。できたファイルを開き、終わったら消してください',
  },
  'steam-manifest-only': {
    message: 'Steam Desktop Authenticator の一覧ファイルです。鍵は同じフォルダの .maFile にあります',
    hint: '.maFile と manifest.json を一緒に指定してください',
  },
  'steam-no-manifest': {
    message: '暗号化された .maFile ですが、対になる manifest.json がありません',
    hint: '同じフォルダの manifest.json を一緒に指定してください',
  },
  'lastpass-phone-backup': {
    message: 'LastPass Authenticator の端末内のバックアップです。鍵はスマホの中にあります',
    hint: 'スマホのアプリで「アカウントをファイルにエクスポート」を使ってください',
  },
  '1password-vault': {
    message: '古い 1Password の保管庫には対応していません',
    hint: '1Password で開き、.1pux としてエクスポートしてください',
  },
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MiB`

function explain(flaw: ImportFlaw): FailureText {
  switch (flaw.kind) {
    case 'empty':
      return { message: 'ファイルが空です', hint: '保存した場所からもう一度コピーしてください' }
    case 'empty-folder':
      return {
        message: 'フォルダにファイルがありません',
        hint: 'ファイルそのものか、ファイルのあるフォルダを指定してください',
      }
    case 'too-large':
      return {
        message: `ファイルか、その中身が ${megabytes(flaw.most)} を超えています`,
        hint: 'エクスポートしたファイルだけを指定してください',
      }
    case 'too-many':
      return {
        message: `ファイルのリンクが ${flaw.most} 個を超えています`,
        hint: 'ファイルをいくつかに分けてから指定してください',
      }
    case 'not-recognised':
      return {
        message: '対応しているエクスポートやバックアップのファイルではありません',
        hint: '開けるものは docs/recover.md にあります。Microsoft Authenticator と Authy のクラウドのバックアップはファイルにできません。アプリで復元してください',
      }
    case 'qr-not-otp':
      return {
        message: '画像のQRコードは、認証アプリのものではありません',
        hint: '認証アプリのQRコードは otpauth:// か otpauth-migration:// で始まります',
      }
    case 'damaged':
      return {
        message: 'ファイルが壊れているか、途中で切れています',
        hint: '保存した場所からもう一度コピーしてください',
      }
    case 'unusable':
      return unusable[flaw.what]
    case 'too-costly':
      return flaw.what === 'memory'
        ? {
            message: `開くには ${megabytes(flaw.need)} のメモリが必要です。使えるのは ${megabytes(flaw.most)} までです`,
            hint: 'ファイルが壊れているかもしれません。そうでなければ、メモリの設定を下げてエクスポートし直してください',
          }
        : {
            message: `開くには鍵の計算が ${flaw.need} 回必要です。できるのは ${flaw.most} 回までです`,
            hint: 'ファイルが壊れているかもしれません。そうでなければ、回数の設定を下げてエクスポートし直してください',
          }
    case 'no-memory':
      return {
        message: `開くには ${megabytes(flaw.need)} のメモリが必要ですが、空きが足りません`,
        hint: 'ほかのプログラムを閉じるか、別のパソコンで開いてください',
      }
  }
}

export function badImport(file: string, flaw: ImportFlaw): FailureText {
  const { message, hint } = explain(flaw)
  return { message: `${file}: ${message}`, ...(hint === undefined ? {} : { hint }) }
}

export function importNeedsPassword(file: string): FailureText {
  return {
    message: `${file} はパスワードで保護されています`,
    hint: 'ターミナルで実行するか、パスワードのファイルを指定してください: --password-file FILE',
  }
}

export function importWrongPassword(file: string): FailureText {
  return {
    message: `${file}: パスワードが違うか、ファイルが壊れています`,
    hint: 'エクスポートやバックアップのときに決めたパスワードです。アプリのパスワードとは違うことがあります',
  }
}
