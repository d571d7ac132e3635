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
  },
  allowed: {
    server: 'ホスト名かIPv4アドレス。うしろに :PORT（1から65535）を付けられます。IPv6は使えません',
    limit: '0より大きい秒数。--warn は --critical 以下にします',
    timeout: '0.1から60までの秒数',
  },
  asking: (names) => `${names.join('、')} に問い合わせています…`,
  statuses: { ok: '正常', warning: '注意', critical: '異常', unknown: '不明' },
  line: (status, text) => `${status}: ${text}`,
  clockIs: (phrase) => `時計は${phrase}`,
  phrase: (size, direction, bound, agreement) => `${size}${turned(direction)}（±${bound}、${agreement}）`,
  agreement: (used, asked) =>
    used === 1
      ? 'サーバー1台だけの結果で、ほかでは確かめていません'
      : `サーバー${asked}台のうち${used}台が一致`,
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
    DNS: 'IPv4アドレスが見つかりません',
    DUPLICATE: 'ほかの名前と同じサーバーです',
    OPERATOR: '同じ運営者のサーバーを、すでに1台数えています',
    LATE: 'ほかの返事で足りたので、待ちませんでした',
  },
  unknown: {
    no_response: '時刻サーバーから返事がありません',
    no_valid_response: '時刻サーバーから、信頼できる返事がありません',
    disagreement: '時刻サーバーの返事が食い違うため、時計を確かめられません',
    local_step: '測っている間に、このパソコンの時計が変更されました',
    offline: '--offline では時刻サーバーに問い合わせないため、測っていません',
    stopped: '測るのを途中でやめました',
  },
  hints: {
    no_response:
      'ネットワークを確かめてください。時刻の問い合わせ（UDPのポート123）を通さないネットワークもあります。その場合は --server で社内などのサーバーを指定してください',
    no_valid_response: '--server で別のサーバーを指定してください',
    disagreement: '多数決ができるように、--server を何度か使ってサーバーを増やしてください',
    local_step: 'もう一度実行してください',
    offline: '--offline を外してください',
    stopped: 'もう一度実行してください',
  },
  clues: {
    'time-zone':
      'ずれが15分の倍数に近いので、タイムゾーンの間違い、手で合わせた夏時間、または内蔵時計が現地時刻になっていることが考えられます',
    'dead-battery': '何年も前の日付から始まる時計は、内蔵電池が切れていることが考えられます',
  },
  setIt: 'システムの設定で時刻の自動設定をオンにしてから、もう一度実行してください',
  unsure: 'ずれが基準のすぐ近くなので、どちら側かは確かではありません',
  mixed:
    'うるう秒の扱いが違うサーバーが混ざっています。うるう秒の前後で0.5秒まで食い違うことがあるので、同じ種類のサーバーにそろえてください',
}

function turned(direction: 'ahead' | 'behind'): string {
  return direction === 'ahead' ? '進んでいます' : '遅れています'
}
