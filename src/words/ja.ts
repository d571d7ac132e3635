/** プログラム自身の言葉、日本語。英語と同じ型なので、足りない言葉があるとコンパイルできない。 */

import type { Words } from './en.ts'
import { backup } from './ja/backup.ts'
import { checkUp } from './ja/check-up.ts'
import { clock } from './ja/clock.ts'
import { codes } from './ja/codes.ts'
import { countThings } from './ja/count.ts'
import { doctor } from './ja/doctor.ts'
import { errors } from './ja/errors.ts'
import { flow } from './ja/flow.ts'
import { page } from './ja/page.ts'
import { paper } from './ja/paper.ts'
import { qr } from './ja/qr.ts'
import { recover } from './ja/recover.ts'
import { report } from './ja/report.ts'
import { services } from './ja/services.ts'
import { store } from './ja/store.ts'
import { sweep } from './ja/sweep.ts'
import { totp } from './ja/totp.ts'
import { usage } from './ja/usage.ts'

export const ja: Words = {
  language: 'ja',
  languageName: '日本語',
  otherLanguage: 'Continue in English',

  usage,

  diagnose: {
    flow: '困っていることがわかっているときの入り口（code-refused、nothing-to-enter、code-not-coming）',
    options: {
      service: '対象のサービス（例: google）',
      answers: '回答を書いたファイル（YAML または JSON）。何も質問せず、手順をすべて表示します',
      resume: '前に止めたところから続けます',
      report:
        '終わったとき、または ctrl-c で中断したときに記録を書きます。ファイル名の最後で .md、.html、.json を選びます',
      flows: '自分で書いたフローのフォルダ。付属のフローに加えて、または代わりに使います',
    },
    first: {
      title: 'ログインできる方法を一緒に探します',
      calm: 'あわてなくて大丈夫です。いくつか質問をしてから、1つずつ試していきます。ログインできる方法が見つかることがよくあります。',
      servers: (names, web) =>
        `このパソコンの時計を ${names.join('、')} と比べます。${web.length === 0 ? '' : `返事がなければ ${web.join('、')} と比べます。`}ほかには何も外に送りません。--offline を付けると比べません。`,
      offline: 'オフラインです。時刻サーバーに問い合わせず、何も外に送りません。',
      ask: '始めますか。',
      begin: '始める',
      resume: (date) => `前の続きから（${date}）`,
    },
    card: (name, checked) =>
      `${name}の情報は${checked}に確認したものです。画面は変わることがあります。いちばん確かなのは、公式ページです。`,
    noCard: (name, near) =>
      `「${name}」に合わせた案内はまだありません。一般的な案内で続けます${near.length === 0 ? '' : `。もしかして: ${near.join('、')}`}`,
    namesakes: {
      ask: '同じ名前のものがいくつかあります。どれですか。',
      taken: (name, taken, others) =>
        `「${name}」は${taken}として案内します（同じ名前のもの: ${others.join('、')}）`,
    },
    labels: {
      quote: (label) => `「${label}」`,
      such: (label) => `「${label}」のような項目`,
      foreign: (label) => `「${label}」（英語の画面での表示）`,
    },
    ask: {
      end: 'これで最後です。',
      finish: '終わる',
      meanwhile: '待つあいだに別の方法を試す',
      back: '戻る',
      next: '次のページ',
      page: (page, pages) => `${pages}ページ中${page}ページ目`,
    },
    remedy: {
      way: (number, title) => `方法${number}: ${title}`,
      takes: (text) => `かかる時間: ${text}`,
      pause: (time) =>
        `ここまでに確認コードが2回通らなかったときは、次に入力するまで時間をおいてください（${time}）。続けて間違えると、ロックされることがあります。`,
      pauseDefault: '30分',
      didItWork: 'うまくいきましたか。',
      worked: 'はい、ログインできました',
      failed: 'いいえ、ほかの方法を見る',
      skipped: 'この方法は使えません',
      waiting: 'いまは待って、あとで続けます',
    },
    overview: {
      title: (count) => `試せる方法が${countThings(count)}あります。`,
      note: '多くは数分でできます。時間がかかるものには、そう書いてあります。最初の方法が選ばれています。',
      tried: (titles) => `試した方法: ${titles.join('、')}`,
      ask: 'どの方法を試しますか。',
      way: (title, notes) => (notes.length === 0 ? title : `${title}（${notes.join('、')}）`),
      have: '手元にある',
      open: '手元にあれば',
      again: 'もう一度探す',
      hours: '数時間',
      days: '数日',
      early: '数日かかるので早めに始める',
      more: (count) => `ほかの方法を見る（あと${countThings(count)}）`,
      none: 'どれも使えません',
    },
    doNot: 'しないこと',
    each: {
      way: (number, title) => `その${number}: ${title}`,
      didItWork: 'できましたか。',
      worked: 'はい、できました',
      failed: 'いまはしません',
      skipped: '自分には当てはまりません',
    },
    tick: {
      go: '選んだもので進む',
      goUnsure: 'わからないので進む',
      none: 'どれもありません（確かめました）',
      only: '選んだものだけです（確かめました）',
    },
    clock: {
      measuring: 'このパソコンの時計を比べています…',
      fine: (offset) =>
        `このパソコンの時計は合っています。ずれはわずかで、${offset}。比べる基準に使えますが、スマホの時計は別のものです。`,
      skewed: (offset) =>
        `このパソコンの時計は${offset}。直すまで、このパソコンで作る確認コードは通らないことがあります。`,
      unknown: 'このパソコンの時計は確認できませんでした。このまま続けます。',
      again: 'このパソコンの時計をもう一度測る',
    },
    outcome: {
      solved: 'ログインできました。お疲れさまでした。',
      unsolved: 'ここでわかる方法は、これで全部です。アカウントに戻れないと決まったわけではありません。',
      support: '次は、サービスの問い合わせ窓口に聞いてみてください。',
      waiting: (title) => `ここでいったん待ちます: ${title}`,
      comeBack: (date) => `${date}になったら、次のコマンドで続けてください。`,
      comeBackLater: '待ち終わったら、次のコマンドで続けてください。',
      plan: '試す順番は次のとおりです。',
      after: '次に困らないように、いまのうちにしておきましょう。',
      afterLater: 'ログインできたら、しておきましょう。',
      afterDone: 'あわせて、しておくと安心です。',
    },
    resumed: (flow, service) =>
      `前に止めたところです: ${flow}${service === undefined ? '' : `（${service}）`}`,
    waited: {
      since: (date) => `${date}から待っています。`,
      until: (date) =>
        `ふつうは${date}ごろまでかかります。それまでは、同じ申請を送り直さずに待つのが確実です。`,
    },
    saved: (program) => `ここまでの内容は残してあります。続きは: ${program} diagnose --resume`,
    notSaved: 'フォルダに書き込めないため、ここまでの内容を残せませんでした',
    moved: '質問の内容が前と変わっています。いまも残っているところから続けます',
  },

  confirm: {
    typeName: (name) => `削除するには ${name} と入力してください（Enter だけなら残ります）:`,
    otherName: (name) => `${name} ではありません。Enter だけなら残ります`,
  },

  prompt: {
    keys: (unicode) =>
      unicode ? '↑↓ 移動 · Enter 決定 · ctrl-c 中断' : '矢印キーで移動、Enter で決定、ctrl-c で中断',
    tickKeys: (unicode) =>
      unicode
        ? '↑↓ · スペース 選択 · Enter · ctrl-c'
        : '矢印キーで移動、スペースで選択、Enter で次へ、ctrl-c で中断',
    searchKeys: (unicode) =>
      unicode
        ? '文字で検索 · ↑↓ · Enter · ctrl-c'
        : '文字を入力して検索、矢印キーで移動、Enter で決定、ctrl-c で中断',
    more: (shown, all, where) => {
      const rest = where === 'both' ? '上と下' : where === 'above' ? '上' : '下'
      return `（${all}件中${shown}件を表示、${rest}に続きがあります）`
    },
    search: '検索:',
    notFound: 'その名前では見つかりません',
    suggested: '同じ名前は見つかりません。もしかして:',
    between: '、',
    nothing: 'なし',
    yes: 'はい',
    no: 'いいえ',
    hidden: '（入力した文字は表示されません）',
    typed: '（入力済み）',
    press: 'Enter を押す · ctrl-c 中断',
    plain: {
      number: (count, usual) =>
        `1〜${count} の番号を入力してください。Enter だけを押すと ${usual} を選びます。`,
      numbers: (count) =>
        `1〜${count} の番号を空白で区切って入力してください。Enter だけを押すと先へ進みます。`,
      search: (count) =>
        count === 0
          ? '名前の一部を入力してください。'
          : `1〜${count} の番号か、名前の一部を入力してください。`,
      preset: (text) => `Enter だけを押すと「${text}」になります。`,
    },
  },

  config: {
    show: '有効な設定と、それぞれの値がどこから来たか',
    path: '設定ファイルの場所',
    none: '設定ファイルはまだありません',
    from: {
      option: 'オプション',
      environment: (name) => `環境変数 ${name}`,
      file: '設定ファイル',
      system: 'システム',
      default: '通常の値',
    },
    nothing: 'なし',
    chosen: '使えればキーチェーン',
  },

  clock,
  totp,
  codes,
  page,
  paper,
  backup,
  services,
  store,
  doctor,
  errors,
  flow,
  checkUp,
  recover,
  report,
  qr,
  sweep,
}
