/** The words of QR codes, in Japanese. */
import type {
  badPicture as BadPicture,
  qr as english,
  noDrawing as NoDrawing,
  tooLongForQr as TooLongForQr,
} from '../en/qr.ts'

const usable = '読み取れるのは PNG、JPEG、GIF、BMP の画像です'

export const qr: typeof english = {
  read: {
    help: 'スクリーンショットなどの画像にあるQRコードの中身をすべて表示します',
    files: '画像ファイル。- なら標準入力から読みます',
    secret:
      'このリンクには設定用の鍵そのものが入っています。誰にも見せず、画像は不要になったら削除してください',
  },
  show: {
    help: '文字やリンクを、スマホで読み取れるQRコードにして表示します',
    ask: '文字またはリンク',
    options: { output: '表示する代わりに、PNG画像に書き出します' },
    askFile: 'このウィンドウには収まりません。画像をどこに書き出しますか。',
    written: (file) => `${file} に書き出しました。読み取ったら消してください`,
    dark: '色を使わないと、背景の暗いウィンドウからしか読み取れません。そうでないときは --output ファイル.png を使ってください',
    clear: '読み取ったら画面を消してください。見た人も同じ数字を作れてしまいます',
  },
}

export const badPicture: typeof BadPicture = (file, flaw) => {
  switch (flaw.kind) {
    case 'no-code':
      return {
        message: `${file} にQRコードが見つかりません`,
        hint: 'コードの全体を周りの白いところまで入れて、まっすぐ、ぼけや反射のないように撮り直してください',
      }
    case 'format':
      return {
        message: `${file} は ${flaw.name} のファイルで、ここでは読み取れません`,
        hint: `${usable}。コードのスクリーンショットでも読み取れます`,
      }
    case 'no-picture':
      return { message: `${file} は画像として読み取れません`, hint: usable }
    case 'damaged':
      return {
        message: `画像 ${file} を開けません`,
        hint: '壊れているか、途中で切れているかもしれません。コピーし直すか、スクリーンショットを撮ってください',
      }
    case 'too-large':
      return {
        message: `画像 ${file} は大きすぎます（${flaw.width} × ${flaw.height} ピクセル。読み取れるのは${flaw.most / 10_000}万ピクセルまで）`,
        hint: 'QRコードの部分だけを切り抜くか、画像を縮小してください',
      }
    case 'too-slow':
      return {
        message: `画像 ${file} の読み取りが${flaw.seconds}秒で終わらなかったため、中止しました`,
        hint: 'QRコードの部分だけを切り抜いてください。ほかの部分に、コードに似た模様が多いのかもしれません',
      }
  }
}

export const noDrawing: typeof NoDrawing = (limit) => {
  switch (limit.kind) {
    case 'too-wide':
      return {
        message: `QRコードには幅${limit.needed}桁のウィンドウが必要ですが、このウィンドウは${limit.columns}桁です`,
        hint: 'ウィンドウを広げるか、文字を小さくするか、画像に書き出してください: --output ファイル.png',
      }
    case 'too-tall':
      return {
        message: `QRコードには高さ${limit.needed}行のウィンドウが必要ですが、このウィンドウは${limit.rows}行です`,
        hint: 'ウィンドウを高くするか、文字を小さくするか、画像に書き出してください: --output ファイル.png',
      }
    case 'no-terminal':
      return {
        message: 'ここにはQRコードを表示できるターミナルがありません',
        hint: '画像に書き出してください: --output ファイル.png',
      }
  }
}

export const tooLongForQr: typeof TooLongForQr = (bytes, most) => ({
  message: `1つのQRコードには長すぎます（${bytes}バイト。最大は${most}バイト）`,
  hint: '短くするか、ほかの方法で渡してください',
})
