/** The words of the TOTP toolkit, in Japanese. */
import type { TotpWords } from '../en/totp.ts'
import { foundName } from './secrets.ts'

const kinds: TotpWords['kinds'] = {
  totp: '時刻で変わる種類（TOTP）',
  hotp: '回数で変わる種類（HOTP）',
  steam: 'Steam の英数字',
}

const turned = (direction: 'ahead' | 'behind'): string =>
  direction === 'ahead' ? '進んでいます' : '遅れています'

export const totp: TotpWords = {
  name: '保存したアカウントの名前。- なら、鍵かリンクを標準入力から読みます',
  stored: '保存したアカウント（発行元、名前、または 発行元:名前）',
  options: {
    secretFile: '設定用の鍵かリンクを書いたファイル',
    at: 'いま以外の時刻。2026-01-31T12:00:00Z、「2026-01-31 12:00:00」（この地域の時刻）、@秒数（1970年から）',
  },
  allowed: {
    time: '2026-01-31T12:00:00Z、「2026-01-31 12:00:00」、@1769860800 のような時刻',
    window: '0から10000000までの整数',
    code: '5〜10桁の数字、または Steam の英数字5文字',
  },
  kinds,
  parameters: ({ type, algorithm, digits, period }) =>
    type === 'steam'
      ? kinds.steam
      : [kinds[type], algorithm, `${digits}桁`, ...(type === 'hotp' ? [] : [`${period}秒`])].join('、'),

  secret: {
    which: '設定用の鍵がいくつかあります。どれですか。',
    name: foundName,
    unused: (line, message) => `${line}行目は使いませんでした: ${message}`,
    ask: '設定用の鍵（シークレットキー）かリンク',
    where:
      '設定用の鍵がある場所: まだ開いている設定画面（「QRコードを読み取れない場合」など）、鍵を残したパスワード管理アプリ、前のアプリの引き継ぎ用QRコード（画像は 2fa-rescue qr read FILE で読めます）',
    stays: '鍵はこのパソコンの外に出ません。どこにも残しません',
    isStored: '鍵はこのパソコンの外に出ません。保管場所（キーチェーンか暗号化したファイル）に保存します',
  },
  notes: (note) => {
    switch (note.kind) {
      case 'short-secret':
        return `この鍵は${note.bytes}バイトしかありません。ふつうは10バイト以上なので、一部が抜けているかもしれません`
      case 'no-counter':
        return 'リンクに次の回数（カウンター）が書かれていないので、0とします'
      case 'unknown-parameters':
        return `リンクの中の知らない項目は使いませんでした: ${note.names.join('、')}`
      case 'text-after':
        return '鍵だけを読みました。後ろの文字は使っていません'
      case 'joined-lines':
        return `${note.from}〜${note.to}行目を、1つのリンクとしてつなぎました`
    }
  },

  which: (name) => `${name} に当てはまるアカウントがいくつかあります。どれですか。`,
  add: {
    help: 'アカウントを保存します（鍵、リンク、前のアプリの引き継ぎから）',
    name: '保存する名前（例: github、github:mika）',
    options: {
      picture: 'QRコードの画像。何度でも指定できます',
    },
    list: '複数のアカウント',
    askName: 'このアカウントの名前（例: github:mika）',
    emptyName: 'あとで探せるように、名前を入れてください',
    unreadAccount: (title, message) => `${title} は保存できません: ${message}`,
    missing: (parts, size) => `引き継ぎのQRコード${size}個のうち、足りないもの: ${parts.join('、')}`,
    periodLost:
      '引き継ぎには、コードが変わる秒数が含まれません。30秒ごとの6桁か8桁以外を使うサービスでは、コードが通りません',
    sameAlready: (title) => `${title} は、同じ鍵ですでに保存されています`,
    replace: (title) => `${title} は、別の鍵で保存されています。置き換えますか。`,
    confirm: (count) => `この${count}件のアカウントを保存しますか。`,
    leftAsIs: '何も変えていません',
    done: (title) => `保存しました: ${title}`,
    counted:
      '回数で変わるコードは、1つずつ使われていきます。これからは、前の端末かこのツールのどちらか一方だけを使ってください',
  },
  list: {
    help: '保存したアカウントの一覧',
    nothing: '保存したアカウントはまだありません',
    damaged: (name) => `壊れていて読めません: ${name}`,
  },
  show: {
    help: '1つのアカウントを表示します。鍵は求めたときだけ表示します',
    options: {
      qr: '新しいスマホで読み取るQRコード',
      output: '--qr とともに: QRコードを PNG ファイルに書きます',
      all: '--qr とともに: 保存したすべてのアカウントを、順に表示します',
      link: '鍵を含むリンク（ほかのアプリに入れるため）',
    },
    issuer: '発行元',
    account: 'アカウント',
    prefix: '別の呼び名',
    made: 'コード',
    counter: '次の回数',
    secret: '設定用の鍵',
    added: '保存した日',
    none: '（なし）',
    masked: (bytes) => `••••（${bytes}バイト）`,
    warning: (title) =>
      `${title} の鍵を見た人は、いつまでもコードを作れます。まわりに見ている人や、画面の共有はありませんか。`,
    warningAll: (count) =>
      `${count}件のアカウントの鍵を見た人は、いつまでもコードを作れます。まわりに見ている人や、画面の共有はありませんか。`,
    turn: (title, left) => (left === 0 ? `${title}（最後です）` : `${title}（あと${left}件）`),
    next: '読み取ったら Enter を押してください。次のアカウントに進みます',
    careful: '終わったら画面を消してください。ほかの人に見られたかもしれないときは、設定し直してください',
  },
  remove: {
    help: 'アカウントを消します（元には戻せません）',
    ask: (title) =>
      `${title} を消しますか。コードが出る端末もバックアップコードもなければ、ログインできなくなります。`,
    kept: '何も変えていません',
    done: (title) => `消しました: ${title}`,
  },

  code: {
    help: 'いまの確認コードと残り時間、その次のコードを表示します',
    options: {
      watch: '残り時間とともに表示し続けます',
      copy: 'クリップボードに入れ、時間が切れたら消します',
      fresh: '残りがわずかなら、次のコードを待ちます',
    },
    left: (seconds, next) => `あと${seconds}秒、次は ${next}`,
    byCounter: (counter) => `回数 ${counter}`,
    advanced: (title) => `${title} の回数を1つ進めました。このコードが使えるのは1回だけです`,
    notKept: 'リンクの回数は残しません。次のコードには、次の回数を指定してください',
    waiting: (seconds) => `残りが${seconds}秒なので、次のコードを待ちます`,
    copied: (seconds) => `クリップボードに入れました。${seconds}秒後に消します`,
    offClock: (phrase) => `このパソコンの時計は${phrase}。ここで作るコードは通らないことがあります`,
  },

  wizard: {
    judge: 'コードが通らない理由を調べる（鍵が必要です）',
    make: '鍵から、ここでコードを作る',
    compare: '2つの項目を、コードで見比べる',
    where: 'このアカウントの設定用の鍵は、どこにありますか。',
    places: {
      page: 'まだ開いている設定画面',
      manager: 'パスワード管理アプリ、メモ、紙',
      picture: 'QRコードの画像（設定用、または前のアプリの引き継ぎ用）',
      export: 'アプリのエクスポートやバックアップ（ファイル、QRコードの画像）',
      stored: 'このツールに保存してある',
      none: '鍵はない',
    },
    help: {
      page: '画面を読み込み直さずに、「QRコードを読み取れない場合」のような文字を押してください。出てくる英数字が鍵です',
      manager:
        'このサービスの項目で、ワンタイムパスワードの編集を開いてください。英数字か otpauth のリンクが鍵です',
    },
    file: '画像のファイル（PNG か JPEG）',
    which: 'どのアカウントのことですか。',
    without:
      '鍵がないと、コードは判定できません。2つの項目をコードで見比べることと、スマホの時計だけを測ることはできます。',
    code: (code, seconds) => `コードは ${code} です。あと${seconds}秒使えます。`,
    after: (next) => `その次: ${next}`,
    again: '間に合わなければ、もう一度作ってください。',
    counted: (code) => `コードは ${code} です。使えるのは1回だけです。`,
    first: '1つ目の項目の、いまのコード',
    second: '2つ目の項目の、いまのコード',
    compareAgain: 'まだ一致しません。両方の数字が変わるのを待って、もう一度入れてください',
    comparison: {
      same: '同じコードです。正しく写せていて、時計も合っています。',
      otherLength: (first, second) =>
        `数字は同じですが、片方は${first}桁、もう片方は${second}桁です。違うのは桁数の設定だけです。`,
      shifted: (steps, direction) =>
        `同じコードが別の時刻に出ています。2つ目はコード${steps}つ分${direction === 'ahead' ? '進んでいます' : '遅れています'}。両方の端末の日付と時刻を自動設定にしてください。`,
      unlike:
        '共通するところがありません。別の設定か別のアカウントの項目、または設定の違う項目です。サービスで使えるのは、最後に設定したときの項目です。',
    },
  },

  verify: {
    help: 'コードが設定用の鍵に合うか、合わないならその理由を調べます',
    code: '通らなかったコード',
    next: 'そのすぐ次に出たコード',
    options: {
      account: '保存したアカウントのうち、調べるもの',
      window: 'いまの前後何回分までを「いま」とみなすか（ふつうは0）',
      deep: 'コード2つで、1970年から2100年までを調べます',
      noClock: 'このパソコンの時計を確かめません',
    },
    askCode: 'いまスマホに出ているコード',
    askNext: '数字が変わるのを待って、新しいコードを入れてください',
    sameCode: '前と同じコードです。数字が変わるのを待ってください',
    lookAlikes: '数字に似た文字を数字として読みました（O は 0、l と I は 1）',
    badCode: 'コードは5〜10桁の数字、または Steam の英数字5文字です',
    unsure: (chance) =>
      `偶然かもしれません（${chance}）。2つ目のコードがあれば、はっきりします。スマホに次の数字が出るのを待ってください`,
    match: 'コードは合っています。鍵も設定も時計も正しいです。',
    matchWithin: (skew) => `コードは合っています。スマホの時計のずれはわずかです（${skew}）。`,
    matchCounter: (counter) => `コードは合っています（回数 ${counter}）。`,
    lostZero: (code, zeros) => `先頭の0が${zeros === 1 ? '' : `${zeros}つ`}抜けています: ${code}。`,
    lostDigits: (code) => `1桁抜けています。正しいコードは ${code} です。`,
    incomplete: (digits) =>
      `桁が足りません。こうしたコードは${digits}桁です。いまの前後のコードには合いません。`,
    drifted: (skew) => `コードは別の時刻のものです。スマホの時計は${skew}。`,
    skew: (size, direction, from, to) => `${size}${turned(direction)}（${from}〜${to}の間）`,
    skewOnly: (size, direction) => `${size}${turned(direction)}`,
    skewAround: (behind, ahead) => `${behind}の遅れ〜${ahead}の進みの間`,
    parameters: (differences) => `設定を変えると合います: ${differences.join('、')}。`,
    difference: {
      type: (is, was) => `${kinds[was]}ではなく、${kinds[is]}`,
      algorithm: (is, was) => `アルゴリズムは ${was} ではなく ${is}`,
      digits: (is, was) => `${was}桁ではなく${is}桁`,
      period: (is, was) => `${was}秒ではなく${is}秒`,
    },
    alsoSkew: (skew) => `そのとき、スマホの時計は${skew}。`,
    reading: (reading) => {
      switch (reading.kind) {
        case 'hex':
          return '鍵を Base32 ではなく、16進数として読むと合います。'
        case 'text':
          return '鍵を Base32 ではなく、ふつうの文字として読むと合います。'
        case 'look-alikes':
          return '鍵の 0、1、8 を、文字の O、I（または L）、B として読むと合います。'
        case 'character':
          return `鍵の${reading.place}文字目（空白は数えません）が ${reading.typed} ではなく ${reading.read} なら合います。どちらかの入力間違いです。`
      }
    },
    counter: (counter) => `回数で変わる種類（HOTP）の、回数 ${counter} のコードです。`,
    counterDue: (counter, due) => `回数 ${counter} のコードです。ここでの次の回数は ${due} です。`,
    noMatch: '別の鍵で作られたコードです。調べた時刻、設定、読み方のどれにも合いません。',
    searched: {
      one: '調べた範囲: いまの前後14時間、ほかの設定と読み方、回数',
      two: '調べた範囲: いまの前後1年、ほかの設定と読み方、回数',
      deep: '調べた範囲: 1970年から2100年までのすべて、よく使われる設定のすべて',
    },
    chance: (chance) => `偶然に合う確率: ${chance}。`,
    oneIn: (number) => `${number}分の1`,
    computer: {
      fine: (phrase) => `このパソコンの時計を確かめ、そのずれを差し引きました（時計は${phrase}）。`,
      unchecked: 'このパソコンの時計は確かめられませんでした。ずれていれば、結果もその分ずれます。',
      left: 'このパソコンの時計は確かめていません。ずれていれば、結果もその分ずれます。',
      page: 'このページを開いている端末の時計は確かめられません。ずれていれば、結果もその分ずれます。',
    },
    hints: {
      match:
        'それでもサービスで通らないときは、サービス側の鍵が違います。項目が前の設定のままか、別のアカウントの項目かもしれません',
      lostZero: (digits) =>
        `先頭の0もコードの一部です。新しいコードを、0も含めて${digits}桁すべて入れてください`,
      lostDigits: (digits) => `新しいコードを、${digits}桁すべて入れてください`,
      incomplete:
        'いまスマホに出ているコードを、最後まで入れてください。本当にその桁数なら、桁数の入った設定用のリンクを使ってください',
      little: 'このくらいなら、たいてい通ります。入力が遅れただけかもしれません。新しい数字で試してください',
      drifted: 'スマホの日付と時刻を自動設定にして、新しい数字で試してください',
      zone: 'ちょうど何時間かのずれは、タイムゾーンの代わりに時計を動かしたときに起こります。日付と時刻、タイムゾーンを自動設定にしてください',
      parameters: 'アプリの項目をサービスの設定に合わせるか、別の認証アプリでQRコードを読み直してください',
      reading: 'サービスが表示したとおりの鍵を、Base32 としてアプリに入れ直してください',
      counter:
        'コードを出しただけで使わないと、回数がサービスと合わなくなります。サービスに同期を頼むか、続けて2つのコードを求められたら入れてください',
      noMatch:
        '時計のせいではありません。同じアカウントの別の項目を探すか、設定し直してください。その間はバックアップコードで入れます',
      second: '続けて出た2つのコードがあれば、1年分を調べられます。2つとも入れてください',
      deep: '--deep とコード2つで、1970年から2100年までを調べられます',
    },
  },
}
