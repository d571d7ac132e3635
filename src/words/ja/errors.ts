/** エラーの言葉。何が起きたか、なぜか、いま何をすればよいか。 */
import type { Misuse, PatternFault, Problem } from '../../core/errors.ts'
import type { Expected, Fault, YamlRule } from '../../core/flaws.ts'
import type { Words } from '../en.ts'
import { type FailureText, formatLimit } from '../failure-text.ts'
import { backupProblem } from './backup-problems.ts'
import { codes } from './codes.ts'
import { badImport, importNeedsPassword, importWrongPassword } from './import-problems.ts'
import { badPicture, noDrawing, tooLongForQr } from './qr.ts'
import { badLink, badSecret, severalSecrets } from './secrets.ts'
import { storeProblem } from './store-problems.ts'

const list = (items: readonly string[]): string => items.join('、')

const yamlRules: Record<YamlRule, string> = {
  syntax: 'YAML として読めません',
  tab: 'タブがあります。字下げには空白を使ってください',
  indent: '書き始めの位置がずれています。同じまとまりのキーは、同じ位置から書いてください',
  colon: 'キーの後ろにはコロンと空白が必要です（キー: 値）',
  'bare-colon': 'コロンが入った文は、引用符で囲んでください（"a: b"）',
  'bare-start': 'この文字では書き始められません。文を引用符で囲んでください',
  quote: '引用符が閉じられていません。文の最後にも書いてください',
  bracket: 'かっこが閉じられていません。終わりに ] か } を書いてください',
  comma: 'コンマが足りません。{ } の中では、キー: 値 をコンマで区切ります',
  rest: '閉じた引用符やかっこの後ろに、まだ文字があります。文全体を引用符で囲んでください',
  escape: 'バックスラッシュは2つ重ねるか、一重の引用符を使ってください',
  'too-large': 'ファイルが大きすぎます。読めるのは 128 KiB まで、設定ファイルは 16 KiB までです',
  'too-deep': '入れ子が深すぎます',
  alias: 'アンカーとエイリアス（& と *）は使えません。文をそのまま書いてください',
  tag: 'タグ（!）は使えません',
  'duplicate-key': '同じキーが2回あります。どちらかを消してください',
  'many-documents': '1つのファイルに書けるのは1つの文書だけです。2つ目の --- を消してください',
  empty: 'ファイルが空です。書き足すか、消してください',
  binary: 'テキストファイルではありません',
}

const expected: Record<Expected, string> = {
  text: '文、または { en: …, ja: … }',
  list: 'リスト',
  map: 'キーと値の組',
  positive: '0より大きい数',
  smaller: 'もっと小さい数',
  server: 'サーバーの名前か IPv4 アドレス（必要ならポートも。例: ntp.example.org:123）',
  web: 'https://example.org のようなアドレス',
  limits: 'critical を超えない warning',
  number: '数',
  date: '2026-01-31 のような日付',
  more: 'もっと多くの項目',
  value: '別の値',
}

const patternFaults: Record<PatternFault, string> = {
  'unknown-sign': 'パターンに意味のない文字があります',
  'no-signs': 'このパターンではコードを作れません',
  'too-long': '64文字を超えるコードのパターンです',
  'too-few': 'このパターンでは、それだけの数の違うコードを作れません',
}

export const errors: Words['errors'] = {
  error: 'エラー',
  hint: 'ヒント',
  bug: '2fa-rescue の内部で問題が起きました。使い方のせいではありません',
  notRepeated: '（表示しません）',
  neverInArgument:
    '名前として指定されたものが、秘密鍵やコードのように見えます。引数には書かないでください。シェルの履歴に残り、ほかの利用者にも見えます。入力を求められたときに入力するか、標準入力（-）で渡してください',
  bugHint: '次の行を添えて報告してください。秘密の情報は含まれていません',
  say: (problem: Problem): FailureText => {
    switch (problem.code) {
      case 'misused':
        return misuse(problem.misuse, problem.command ?? '')
      case 'needs-terminal':
        return {
          message: '質問に答える必要がありますが、ここでは入力できません',
          hint: 'ターミナルで実行するか、回答をファイルで渡してください: 2fa-rescue diagnose --answers FILE',
        }
      case 'needs-yes':
        return {
          message: '変更する前に確認が必要ですが、ここでは入力できません',
          hint: 'ターミナルで実行するか、あらかじめ --yes を付けてください',
        }
      case 'needs-passphrase':
        return {
          message: '保管場所を開くパスフレーズが必要ですが、ここでは入力できません',
          hint: 'ターミナルで実行してください。スクリプトでは、age の identity を --identity FILE で指定して保管します',
        }
      case 'unanswered':
        return {
          message: `${problem.step} の回答がありません。この回答は省けません`,
          hint: `次のどれかで答えてください: ${list(problem.choices)}`,
        }
      case 'unknown-flow':
        return {
          message: `${problem.name} というフローはありません`,
          hint: `使えるのは: ${list(problem.known)}`,
        }
      case 'nothing-saved':
        return {
          message: '続きから始められる記録がありません',
          hint: '最初から始めるには: 2fa-rescue diagnose',
        }
      case 'bad-flow':
        return {
          message: `フローのファイルに誤りが${problem.flaws.length}件あります`,
          hint: '上に示したファイルを直してください。書き方は docs/flows.md にあります',
        }
      case 'bad-answers':
        return {
          message: `回答のファイルに誤りが${problem.flaws.length}件あります`,
          hint: '上に示したファイルを直してください',
        }
      case 'bad-config':
        return {
          message: `設定ファイルに誤りが${problem.flaws.length}件あります`,
          hint: '上に示したファイルを直すか、別の場所に移すと設定なしで続けられます',
        }
      case 'bad-codes':
        return {
          message: 'このままではバックアップコードの一覧として読めません',
          hint: '上に示したところを直してください。1行に1つずつ、コードだけを書くのがいちばん確かです',
        }
      case 'bad-pattern':
        return {
          message: patternFaults[problem.reason],
          hint: 'd は数字、x は16進数、c は Crockford Base32、a と A は英字です。間に - も書けます（例: cccc-cccc）',
        }
      case 'bad-saved-walk':
        return {
          message: `${problem.file} の記録が読めません`,
          hint: '最初から始めるには: 2fa-rescue diagnose',
        }
      case 'no-file':
        return { message: `${problem.file} というファイルはありません`, hint: '場所と名前を確かめてください' }
      case 'exists':
        return {
          message: `${problem.file} はもうあるので、上書きしません`,
          hint: '別の名前にするか、古いファイルを移動してください',
        }
      case 'unreadable':
        return {
          message: `${problem.file} を読めません（${problem.reason}）`,
          hint: 'ファイルであること、読む権限があることを確かめてください',
        }
      case 'folder-wanted':
        return {
          message: `${problem.file} はファイルです。ここではフォルダを指定します`,
          hint: 'そのファイルが入っているフォルダを指定してください',
        }
      case 'file-too-large':
        return {
          message: `${problem.file === '-' ? '入力' : `${problem.file} `}が ${formatLimit(problem.most)} より大きいため、読み込みませんでした`,
          hint: '別のファイルを指定していないか確かめてください。ここで読むものは、ふつうもっと短いものです',
        }
      case 'wrong-owner':
        return {
          message: `${problem.file} は別の利用者（番号 ${problem.owner}）のものです`,
          hint: 'sudo で実行したときに作られたのかもしれません。元に戻すには: sudo chown -R "$(id -u)" フォルダ',
        }
      case 'no-home':
        return {
          message: `ホームフォルダがわかりません。HOME が${problem.home === '' ? '空です' : '絶対パスではありません'}`,
          hint: 'HOME に /home/me のような自分のホームフォルダを設定して、もう一度実行してください',
        }
      case 'unwritable':
        return {
          message: `${problem.file} に書き込めません（${problem.reason}）`,
          hint: 'フォルダの権限と、ディスクの空きを確かめてください',
        }
      case 'nothing-stored':
      case 'several-accounts':
      case 'already-stored':
      case 'hashed-only':
      case 'nothing-offered':
      case 'changed-meanwhile':
      case 'which-code':
      case 'still-offered':
      case 'outcome-not-stored':
      case 'nothing-to-undo':
      case 'no-set':
      case 'bad-export':
        return backupProblem(problem)
      case 'no-keychain':
      case 'store-busy':
      case 'not-a-folder':
      case 'wrong-passphrase':
      case 'wrong-identity':
      case 'bad-identity':
      case 'missing-key':
      case 'damaged-key':
      case 'not-a-key':
      case 'other-key':
      case 'cannot-decrypt':
      case 'missing-store':
      case 'damaged-store':
      case 'damaged-entry':
      case 'newer-store':
      case 'different-entries':
        return storeProblem(problem)
      case 'no-account':
        return {
          message: `${problem.name} というアカウントは保存されていません`,
          hint:
            problem.known.length > 0
              ? `保存されているもの: ${list(problem.known)}`
              : '保存するには: 2fa-rescue totp add',
        }
      case 'which-account':
        return {
          message: `${problem.name} に当てはまるアカウントがいくつもあります`,
          hint: `どれか1つを、名前全体で指定してください: ${list(problem.known)}`,
        }
      case 'no-entry':
        return {
          message: `このファイルの中に、${problem.name} というアカウントはありません`,
          hint:
            problem.known.length > 0
              ? `入っているのは: ${list(problem.known)}`
              : 'コードを作れるアカウントは入っていません',
        }
      case 'which-entry':
        return {
          message: `このファイルの中に、${problem.name} というアカウントが2つ以上あります`,
          hint: `--qr 2 のように、番号で指定してください: ${list(problem.known)}`,
        }
      case 'nothing-kept':
        return { message: '保存したアカウントはまだありません', hint: '保存するには: 2fa-rescue totp add' }
      case 'no-clipboard':
        return {
          message: 'ここで使えるクリップボードがありません',
          hint:
            problem.platform === 'linux'
              ? 'wl-clipboard、xclip、xsel のどれかをインストールするか、--copy を外してください'
              : '--copy を外してください',
        }
      case 'bad-secret':
        return badSecret(problem.flaw)
      case 'several-secrets':
        return severalSecrets(problem.found)
      case 'bad-link':
        return badLink(problem.flaw)
      case 'bad-picture':
        return badPicture(problem.file, problem.flaw)
      case 'bad-import':
        return badImport(problem.file, problem.flaw)
      case 'import-needs-password':
        return importNeedsPassword(problem.file)
      case 'import-wrong-password':
        return importWrongPassword(problem.file)
      case 'too-long-for-qr':
        return tooLongForQr(problem.bytes, problem.most)
      case 'no-drawing':
        return noDrawing(problem.reason)
      case 'cancelled':
        return { message: '中断しました' }
    }
  },
  fault: (fault: Fault): string => {
    switch (fault.kind) {
      case 'yaml':
        return yamlRules[fault.rule]
      case 'unknown-key':
        return `${fault.key} というキーはここでは使えません。${near(fault.near) ?? `使えるのは: ${list(fault.known)}`}`
      case 'split-text':
        return `ここでは、コンマのある文は引用符で囲んでください: '…, ${fault.key}'`
      case 'missing-key':
        return `${fault.key} がありません。${fault.key}: … と書いてください`
      case 'missing-language':
        return `この言語の文がありません: ${fault.language}。{ en: …, ja: … } と書いてください`
      case 'wrong-type':
        return `${fault.key}: ${expected[fault.expected]}を書いてください`
      case 'not-one-of':
        return `${fault.key}: 次のどれかを書いてください: ${list(fault.allowed)}`
      case 'bad-id':
        return `${fault.id} は名前に使えません。英小文字、数字、ハイフンで書いてください`
      case 'not-https':
        return `${fault.key}: https:// で始まるアドレスを書いてください`
      case 'misplaced-file':
        return 'この場所にはファイルを置けません。フローはフォルダの直下に、ほかは remedies/、services/、apps/、servers/、carriers/ に置いてください'
      case 'misplaced-script':
        return '横にフローがありません。NAME.test.yaml は NAME というフローを試します'
      case 'missing-target':
        return `${fault.target} というステップもフローもありません。${near(fault.near) ?? '書き足すか、別の行き先にしてください'}`
      case 'missing-line':
        return `at-hand.yaml に ${fault.line} という行がありません。${near(fault.near) ?? 'at-hand.yaml に書き足してください'}`
      case 'missing-remedy':
        return `${fault.remedy} という方法がありません。${near(fault.near) ?? `remedies/${fault.remedy}.yaml を書いてください`}`
      case 'missing-warning':
        return `${fault.warning} という注意がありません。${near(fault.near) ?? 'warnings.yaml に書いてください'}`
      case 'missing-wording':
        return `{${fault.placeholder}} の言い方がありません。名前を直すか、general.yaml に書いてください`
      case 'missing-source':
        return `${fault.source} がカードの sources にありません。書き足してください`
      case 'missing-result':
        return `on: に ${fault.result} の場合がありません。行き先のステップを書いてください`
      case 'missing-cards':
        return `${fault.cards} のカードが1つもありません。書き足してください`
      case 'codes':
        return codes.rules[fault.rule]
      case 'doubtful-code':
        return codes.doubts[fault.reason]
      case 'repeated-choice':
        return `${fault.choice} がこのリストに2回あります。どちらかの id を変えてください`
      case 'taken-name':
        return `「${fault.name}」は ${fault.by} の名前です。1つの名前は1枚のカードだけに使ってください`
      case 'ambiguous-target':
        return `${fault.target} はステップの名前でもフローの名前でもあります。ステップの名前を変えてください`
      case 'no-unknown':
        return 'unknown（「わからない」）の選択肢がありません。わからないことがありえないときは certain: true と書いてください'
      case 'open-goto':
        return 'リストの最後の項目には when を付けないでください。必ず先へ進めるようにするためです'
      case 'late-goto':
        return 'when のない項目より後ろには進めません。その項目を最後に移してください'
      case 'never-met':
        return `${fault.step} というステップには、どこからも進めません。goto に書くか、消してください`
      case 'never-used':
        return `${fault.id} はどこからも使われていません。使うところに書くか、消してください`
      case 'circle':
        return `この道は同じところを回り続けます: ${fault.through.join(' → ')}。別のステップに進めてください`
      case 'unset-fact':
        return `${fault.fact} はこの時点ではまだわかりません。${near(fault.near) ?? `前のステップで聞いてください（fact: ${fault.fact}）`}`
      case 'impossible-value':
        return `${fault.fact} が ${fault.value} になることはありません。なりうるのは: ${list(fault.known)}`
      case 'general-of-general':
        return `general: ${fault.remedy} も別の方法の一種です。1段だけにしてください`
      case 'asks-secret':
        return `${fault.id}: パスワード、コード、設定用の鍵はメモに書かせないでください。この項目を消してください`
    }
  },
}

function misuse(misuse: Misuse, command: string): FailureText {
  const help = `使い方は: ${['2fa-rescue', command, '--help'].filter((word) => word !== '').join(' ')}`
  switch (misuse.kind) {
    case 'unknown-command':
      return { message: `${misuse.name} というコマンドはありません`, hint: near(misuse.near) ?? help }
    case 'unknown-option':
      return {
        message: `${misuse.name} というオプションはここでは使えません`,
        hint: near(misuse.near) ?? help,
      }
    case 'missing-value':
      return { message: `${misuse.name} には値が必要です`, hint: help }
    case 'missing-argument':
      return { message: `${misuse.name} を指定してください`, hint: help }
    case 'too-many-arguments':
      return { message: '引数が多すぎます', hint: help }
    case 'bad-value':
      return { message: `${misuse.name} にこの値は使えません`, hint: `使えるのは: ${misuse.allowed}` }
    case 'one-of':
      return { message: `次のどれか1つが必要です: ${misuse.names.join('、')}`, hint: help }
    case 'needs':
      return { message: `${misuse.name} には ${misuse.other} も必要です`, hint: help }
    case 'excluded':
      return {
        message: `${misuse.name} と ${misuse.other} は一緒に使えません`,
        hint: 'どちらかを外してください',
      }
  }
}

function near(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `もしかして: ${list(names)}`
}
