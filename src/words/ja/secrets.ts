/** What is wrong with a secret or a link, in Japanese. */
import type { ForeignKind } from '../../core/totp/flaws.ts'
import type {
  badLink as BadLink,
  badSecret as BadSecret,
  foundName as FoundNameText,
  severalSecrets as SeveralSecrets,
} from '../en/secrets.ts'
import { countThings } from './count.ts'

const alike: Readonly<Record<string, string>> = { '0': 'O', '1': 'I か L', '8': 'B', '9': 'G か P' }

export const badSecret: typeof BadSecret = (flaw) => {
  switch (flaw.kind) {
    case 'empty':
      return {
        message: '設定用の鍵が空です',
        hint: 'サービスが表示した鍵を入れてください。使われるのは A〜Z の文字と 2〜7 の数字です',
      }
    case 'character': {
      const meant = alike[flaw.character]
      return {
        message: `設定用の鍵の${flaw.place}文字目（空白は数えません）が「${flaw.character}」です。鍵に使われるのは A〜Z と 2〜7 だけです`,
        hint:
          meant === undefined
            ? '表示された場所から、もう一度写してください'
            : `表示された場所でもう一度見てください。${meant} かもしれません`,
      }
    }
    case 'padding':
      return {
        message: `設定用の鍵の${flaw.place}文字目が「=」です。「=」は最後にしか付きません`,
        hint: '表示された場所から、もう一度写してください',
      }
    case 'length':
      return {
        message: `${flaw.length}文字の鍵はありません。1文字足りないか、1文字多いようです`,
        hint: '表示された鍵と1文字ずつ見比べてください',
      }
    case 'too-long':
      return {
        message: `長すぎるため、設定用の鍵ではありません。読めるのは${flaw.most}バイトまでです`,
        hint: '鍵だけを入れてください',
      }
    case 'groups':
      return {
        message: '鍵のほかにも文字があるようです。区切りごとの文字数や大文字・小文字がそろっていません',
        hint: '鍵だけを1行で入れてください。全体で1つの鍵なら、空白を入れずに続けてください',
      }
    case 'word':
      return {
        message: `最初か最後の区切りは、鍵ではなく別の言葉かもしれません（全部で${flaw.length}文字、またはよくある言葉です）`,
        hint: '言葉を除いて入れてください。全体で1つの鍵なら、空白を入れずに続けてください',
      }
    case 'cut':
      return {
        message: '鍵の一部が欠けています。点や「*」、メールの改行で省略されているようです',
        hint: '表示された場所から、鍵全体を写してください。画面の幅やメールのせいで切れたのかもしれません',
      }
  }
}

const foreign: Record<ForeignKind, string> = {
  wifi: 'これは Wi-Fi の QRコードです',
  'web-address': 'これはウェブページのアドレスです',
  contact: 'これは連絡先か予定のデータです',
  message: 'これはメール、メッセージ、電話の宛先です',
  location: 'これは地図の場所です',
  payment: 'これは支払い用のデータです',
  passkey: 'これは別の端末のパスキーを使うための QRコードです',
  esim: 'これは eSIM の QRコードです',
  'microsoft-authenticator': 'これは Microsoft Authenticator 専用のコードです',
  duo: 'これは Duo Mobile を有効にするためのコードです',
  securid: 'これは RSA SecurID 用のコードです',
  'steam-address': 'これは Steam のプログラムを開くアドレスです',
  'private-key': 'これは暗号化か SSH の鍵です',
}

const foreignHint = '認証アプリの設定用の鍵か、中身が otpauth:// で始まる QRコードを探してください'

export const severalSecrets: typeof SeveralSecrets = (found) => ({
  message: `設定用の鍵が${countThings(found.length)}あります。ここでは1つだけ必要です: ${found.map(foundName).join('、')}`,
  hint: '1つだけ入れてください。まとめて保存するには: 2fa-rescue totp add。1つの鍵は1行に書いてください',
})

export const foundName: typeof FoundNameText = ({ title, line }) => {
  if (line === 0) return title
  return title === '' ? `${line}行目` : `${title}（${line}行目）`
}

export const badLink: typeof BadLink = (flaw) => {
  const copyAnew = 'リンクを写し直すか、QRコードを読み直してください'
  switch (flaw.kind) {
    case 'no-link':
      return {
        message: '認証アプリ用のリンクではありません',
        hint: 'otpauth:// で始まるものを入れてください',
      }
    case 'too-long':
      return { message: '長すぎるため、認証アプリ用のリンクではありません', hint: copyAnew }
    case 'scheme':
      return {
        message: '認証アプリ用のリンクではありません',
        hint: 'otpauth://、otpauth-migration://、steam:// のどれかで始まるものを入れてください',
      }
    case 'type':
      return {
        message: 'どの種類の数字を作るリンクなのかがわかりません',
        hint: 'otpauth:// のあとには totp、hotp、steam のどれかが来ます',
      }
    case 'foreign':
      return { message: `${foreign[flaw.what]}。認証アプリの設定用の鍵ではありません`, hint: foreignHint }
    case 'two-step':
      return {
        message:
          'このリンクには鍵の半分しか入っていません。残りの半分は、設定のときにアプリが作ります（privacyIDEA）',
        hint: 'ここでは数字を作れません。そのアプリを使うか、2段階にしない設定を管理者に頼んでください',
      }
    case 'mobile-otp':
      return {
        message: 'Mobile-OTP 用のリンクです。PINを使う独自の方法で数字を作ります',
        hint: 'ここでは数字を作れません。Mobile-OTP に対応したアプリを使ってください',
      }
    case 'yandex':
      return {
        message: 'Yandex Key 用のリンクです。PINを使う独自の方法で数字を作ります',
        hint: 'ここでは数字を作れません。アプリの Yandex Key を使ってください',
      }
    case 'transfer':
      return {
        message: '複数のアカウントの引き継ぎ用です。ここでは1つのアカウントが必要です',
        hint: '保存するには: 2fa-rescue totp add',
      }
    case 'damaged-transfer':
      return {
        message: '引き継ぎのデータが壊れているか、途中で切れています',
        hint: '前のスマホにQRコードをもう一度出して、読み直してください',
      }
    case 'escape':
      return { message: 'リンクが壊れています。% のあとに16進数の数字2つが続いていません', hint: copyAnew }
    case 'no-secret':
      return { message: 'リンクに設定用の鍵が入っていません', hint: copyAnew }
    case 'secret': {
      const { message, hint } = badSecret(flaw.flaw)
      return { message: `リンクの中で: ${message}`, ...(hint === undefined ? {} : { hint }) }
    }
    case 'algorithm':
      return {
        message: `指定されたアルゴリズム ${flaw.name} には対応していません`,
        hint: 'SHA1、SHA256、SHA512 に対応しています。ほかの方法で作った数字は受け付けられません',
      }
    case 'digits':
      return { message: '指定された桁数では数字を作れません', hint: '桁数は5〜10です' }
    case 'parameter':
      return {
        message: `設定の ${flaw.name} には対応していません。作られる数字が変わるかもしれません`,
        hint: 'その設定のためのアプリを使うか、ふつうの TOTP のリンクをサービスに求めてください。数字に関係がないとわかっているときだけ、除いてください',
      }
    case 'repeated':
      return {
        message: `${flaw.name} が2つあり、値が違います`,
        hint: 'サービスの表示を見て、正しいほうだけを残してください',
      }
    case 'unclear-end':
      return {
        message: 'リンクの次の行が、リンクの続きかどうかわかりません',
        hint: 'リンク全体を1行にして、ほかのものを入れずに渡してください',
      }
    case 'cut':
      return { message: 'リンクが途中で切れています。終わりが点で省略されています', hint: copyAnew }
    case 'unplaced':
      return {
        message: `鍵がいくつもあり、${flaw.name} がどの鍵の設定なのかわかりません`,
        hint: '鍵を1つずつ、その設定と一緒に入れてください',
      }
    case 'period':
      return {
        message: '指定された秒数では数字を作れません',
        hint: '秒数は1〜86400です。ふつうは30です',
      }
    case 'counter':
      return { message: '回数（カウンター）が0以上の整数ではありません', hint: copyAnew }
  }
}
