/** What is wrong with a secret or a link, in Japanese. */
import type { badLink as BadLink, badSecret as BadSecret } from '../en/secrets.ts'

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
  }
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
        message: `リンクが指定するアルゴリズム ${flaw.name} には対応していません`,
        hint: 'SHA1、SHA256、SHA512 に対応しています。ほかの方法で作った数字は受け付けられません',
      }
    case 'digits':
      return { message: 'リンクが指定する桁数では数字を作れません', hint: '桁数は5〜10です' }
    case 'period':
      return {
        message: 'リンクが指定する秒数では数字を作れません',
        hint: '秒数は1〜86400です。ふつうは30です',
      }
    case 'counter':
      return { message: 'リンクの回数（カウンター）が0以上の整数ではありません', hint: copyAnew }
  }
}
