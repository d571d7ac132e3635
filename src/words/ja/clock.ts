/** The words of the clock check, in Japanese. */
import type { ClockWords } from '../en/clock.ts'

export const clock: ClockWords = {
  help: 'このパソコンの時計を時刻サーバーと比べます',
  options: {
    server:
      '問い合わせる時刻サーバー（HOST または HOST:PORT）。何度でも指定でき、多数決になります（いつものサーバーの代わりに使います）',
    warn: '何秒のずれから注意とするか（ふつうは5）',
    critical: '何秒のずれから異常とするか（ふつうは15）',
    timeout: '名前の検索と返事を合わせて、何秒まで待つか（ふつうは3）',
    https:
      '時刻サーバーの代わりにウェブサーバーに聞きます（HTTPSのDate。精度は1秒ほど）。--server と一緒なら、そちらの返事がないときだけ使います。何度でも指定できます',
    precise: 'ウェブサーバーに2回から5回ずつ聞きます（ふつうは5）。いちばん細かいと、精度は0.1秒ほどです',
    format: 'text、json、nagios、prometheus のどれか',
    output: '結果をファイルに書きます（途中までのファイルは残りません）',
    watch: '何秒かごとに測り続けます（ふつうは64）',
    splay: '始める前に、この秒数までのでたらめな時間だけ待ちます。たくさんの機械が同時に始まるときに使います',
    period: 'コードが変わる間隔の秒数（ふつうは30）',
    presses: 'キーを押す回数（ふつうは3）',
    code: '設定用の鍵やリンクが手元にあるとき。数字から、何時間のずれでもわかります',
    secretFile: '--code で使う鍵やリンクの入ったファイル。- なら標準入力',
  },
  allowed: {
    web: 'https://HOST のようなアドレス。ポートを付けられます。ユーザー名は付けられません',
    precise: '2から5までの整数',
    format: 'text、json、nagios、prometheus のどれか',
    watch: '2から86400までの秒数。このパソコンや社内のアドレスのほかは、16から',
    nagiosWatch: '--watch なし。繰り返しは監視する側がします',
    splay: '0から86400までの秒数',
    period: '10から300までの整数',
    presses: '1から9までの整数',
    code: '時刻でコードが変わるアカウント',
    server: 'ホスト名かIPv4アドレス。うしろに :PORT（1から65535）を付けられます。IPv6は使えません',
    limit:
      '0 より大きい秒数、または前後が同じ範囲（0:10、-10:10 など）。--warn は --critical 以下にしてください',
    timeout: '0.1から60までの秒数',
  },
  asking: (names) => `${names.join('、')} に問い合わせています…`,
  statuses: { ok: '正常', warning: '注意', critical: '異常', unknown: '不明' },
  line: (status, text) => `${status}: ${text}`,
  clockIs: (phrase) => `時計は${phrase}`,
  phrase: (size, direction, bound, agreement) => `${size}${turned(direction)}（±${bound}、${agreement}）`,
  agreement: (used, asked, method) => {
    const servers = method === 'https' ? 'ウェブサーバー' : 'サーバー'
    return used === 1
      ? `${servers}1台だけの結果で、ほかでは確かめていません`
      : `${servers}${asked}台のうち${used}台が一致`
  },
  source: (name, text, code) => `${name}: ${text}（${code}）`,
  sourceSays: (name, size, direction) => `${name}: このサーバーによると、時計は${size}${turned(direction)}`,
  outvoted: (text) => `${text}（多数と一致しません）`,
  units: {
    ms: (number) => `${number}ミリ秒`,
    s: (number) => `${number}秒`,
    min: (number) => `${number}分`,
    h: (number) => `${number}時間`,
    d: (number) => `${number}日`,
    y: (number) => `${number}年`,
    between: '',
  },
  rejects: {
    SHORT: '返事になっていないものが届きました',
    MODE: '返事になっていないものが届きました',
    VERSION: 'NTPの版が合いません',
    ORIGIN: '問い合わせと合わない返事が届きました',
    KISS: '問い合わせを断られました',
    STRATUM: 'サーバー自身が時刻を知りません',
    UNSYNC: 'サーバー自身が時刻を知りません',
    ZERO: '返事に時刻がありません',
    ORDER: '受け取る前に送ったことになっています',
    REFTIME: '未来に時刻を合わせたことになっています',
    DISTANCE: '時刻が大まかにしかわかりません',
    DELAY: 'やり取り全体より長くかかったことになっています',
    LOCAL_STEP: '測っている間に、このパソコンの時計が変更されました',
    TIMEOUT: '時間内に返事がありません',
    UNREACHABLE: 'つながりません',
    DNS: 'アドレスが見つかりません',
    IPV6: 'IPv6アドレスしかなく、ここからは問い合わせできません',
    DUPLICATE: 'ほかの名前と同じサーバーです',
    OPERATOR: '同じ運営者のサーバーを、すでに1台数えています',
    LATE: 'ほかの返事で足りたので、待ちませんでした',
    TLS: '安全な接続ができません',
    CERTIFICATE: '証明書を信頼できません',
    CERTIFICATE_TIME: 'この時計の日付では、証明書が有効期間の外です',
    NO_DATE: '返事に時刻がありません',
    CACHED: '一時保存された古い返事でした',
    CONTRADICTION: '返事どうしが食い違っています',
  },
  unknown: {
    no_response: '時刻サーバーから返事がありません',
    no_valid_response: '時刻サーバーから、信頼できる返事がありません',
    disagreement: '時刻サーバーの返事が食い違うため、時計を確かめられません',
    local_step: '測っている間に、このパソコンの時計が変更されました',
    bad_certificate: 'この時計の日付では、ウェブサーバーの証明書が有効期間の外です',
    blocked: '時刻サーバーから返事がなく、ウェブサーバーからも時刻がわかりません',
    offline: '--offline では時刻サーバーに問い合わせないため、測っていません',
    stopped: '測るのを途中でやめました',
  },
  hints: {
    no_response:
      'ネットワークを確かめてください。時刻の問い合わせ（UDPのポート123）を通さないネットワークもあります。その場合は --https でウェブサーバーに問い合わせるか、--server で社内などのサーバーを指定してください',
    no_valid_response: '--server で別のサーバーを指定してください',
    disagreement: '多数決ができるように、--server を何度か使ってサーバーを増やしてください',
    local_step: 'もう一度実行してください',
    bad_certificate: '時計が何週間もずれていると、こうなります。このパソコンの日付を見てください',
    blocked: '別のウェブサーバーを指定してください: --https https://HOST',
    offline: '--offline を外してください',
    stopped: 'もう一度実行してください',
  },
  clues: {
    'time-zone':
      'ずれが15分の倍数に近いので、タイムゾーンの間違い、手で合わせた夏時間、または内蔵時計が現地時刻になっていることが考えられます',
    suspended: 'これは仮想マシンです。一時停止やスリープの間は時計も止まり、再開すると遅れたままになります',
    'dead-battery': '何年も前の日付から始まる時計は、内蔵電池が切れていることが考えられます',
  },
  repairs: {
    windows:
      'Windows: 「設定」 > 「時刻と言語」 > 「日付と時刻」で「時刻を自動的に設定する」をオンにし、「今すぐ同期」を押します。管理者なら w32tm /resync でもできます',
    macos:
      'macOS: 「システム設定」 > 「一般」 > 「日付と時刻」で「日付と時刻を自動的に設定」をオンにします。sudo sntp -sS time.apple.com でもできます',
    wsl: 'WSL: sudo hwclock -s でWindowsの時刻に合わせます。Windowsの時計も違うときは、先にそちらを直してください',
    container:
      'コンテナの時計はホストと同じです。ホストで直してください。コンテナの中では時刻合わせを動かしません',
    timesyncd:
      'この時計は systemd-timesyncd が合わせています。sudo timedatectl set-ntp true を実行し、timedatectl timesync-status で確かめます',
    chrony:
      'この時計は chrony が合わせています。sudo chronyc makestep を実行し、chronyc tracking で確かめます',
    ntpd: 'この時計は ntpd が合わせています。サービスを再起動し、ntpq -p で確かめます',
    linux:
      '時計を合わせるものが見つかりません。sudo timedatectl set-ntp true を実行するか、chrony などを入れてください',
  },
  totp: (strict, tolerant) =>
    `この時計で作るコードは、厳しいサービスでは${strict}%、前後30秒まで認めるサービスでは${tolerant}%が断られます`,
  waiting: (span) => `${span}待ちます（splay）`,
  next: (span) => `次は${span}後`,
  server: {
    help: 'ウェブサーバーの時計を調べます。自分のサーバーでは、この時計でコードが判定されます',
    url: '調べるサーバー（https://cloud.example.org など）',
    is: (phrase) => `サーバーの時計は${phrase}`,
    unknown: (text) => `サーバーの時計を読めませんでした: ${text}`,
    hint: 'サーバーの時計がずれていると、正しいコードも断られます。サーバー（ホスト）の側で直す必要があります',
  },
  phone: {
    help: 'スマホの時計を、鍵を使わずに測ります',
    intro: [
      'スマホのロックを外し、認証アプリで、どれでもよいので数字が出る画面を開きます。画面は消えないようにしておきます。',
      '数字は30秒ごとに変わります。変わった瞬間に、ここで Enter を押してください。',
      'スマホの画面の端に出ている時刻（時と分）も見ておいてください。',
    ],
    tooSoon: (period) =>
      `前に押してからまだ間もないため、今回は数えません。数字が変わるのは${period}ごとです。次に変わるまでお待ちください。`,
    press: (number, all) => `数字が変わった瞬間に Enter を押してください（${all}回中${number}回目）`,
    minute:
      '最後に数字が変わったとき、スマホの時刻は何時何分でしたか。（例: 14:05。見ていなければ Enter だけ）',
    badMinute: '14:05 のように時と分を入れるか、Enter だけを押してください',
    code: '最後に押したときに出た数字',
    badCode: 'この鍵の数字ではないか、時間が離れすぎています。最後に押したときに出た数字を入れてください',
    turned: 'そのとき、スマホの時刻の「分」も同時に変わりましたか。',
    turnedYes: 'はい、同時に変わりました',
    turnedNo: 'いいえ、数字だけ変わりました',
    turnedUnknown: '見ていませんでした',
    is: (phrase) => `スマホの時計は${phrase}`,
    either: (phrases) => `スマホの時計は、次のどれかです: ${phrases.join('、または')}`,
    withinStep: (phrase, period) =>
      `スマホの時計は${phrase}。ただし${period}の倍数だけ、さらにずれているかもしれません`,
    scattered: (spread) =>
      `押したタイミングが${spread}もばらついていて、測れません。数字が変わったときだけ押してください`,
    zone: '15分単位のずれは、この方法ではわかりません。スマホのタイムゾーンが正しく、時刻が自動設定になっているか確かめてください',
    repair: 'スマホの設定で日付と時刻を自動にしてから、認証アプリを閉じて開き直してください',
    tool: 'スマホの時計を測る',
  },
  skew: (size, direction, bound, reference) =>
    reference === 'time'
      ? `${size}${turned(direction)}（±${bound}）`
      : `このパソコンより${size}${turned(direction)}（±${bound}。パソコンの時計は確かめられませんでした）`,
  right: (bound, reference) =>
    reference === 'time'
      ? `合っています（${bound}以内）`
      : `このパソコンと合っています（${bound}以内。パソコンの時計は確かめられませんでした）`,
  serverTool: {
    label: 'サーバーの時計を測る',
    ask: 'サーバーのログイン画面のアドレス（https://…）。読むのは時計だけです',
  },
  unsure: 'ずれが基準のすぐ近くなので、どちら側かは確かではありません',
  mixed:
    'うるう秒の扱いが違うサーバーが混ざっています。うるう秒の前後で0.5秒まで食い違うことがあるので、同じ種類のサーバーにそろえてください',
}

function turned(direction: 'ahead' | 'behind'): string {
  return direction === 'ahead' ? '進んでいます' : '遅れています'
}
