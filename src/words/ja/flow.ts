import type { Words } from '../en.ts'

export const flow: Words['flow'] = {
  dir: '自分のフローのフォルダ（ふつうは --flows、TWOFA_RESCUE_FLOWS、設定ファイルで決めたフォルダ）',
  options: { flows: '自分で書いたフローのフォルダ。付属のフローに加えて、または代わりに使います' },
  list: {
    help: '使えるフローの一覧（付属のものと自分のもの）',
    own: '（自分のもの）',
    replaced: '（付属のものの代わりに使う自分のもの）',
    counts: (remedies, cards) => `ほかに、方法が${remedies}個、カードが${cards}枚`,
  },
  check: {
    help: '自分のフローの間違いを、行と列を付けてすべて表示します',
    fine: (files) => `${files}個のファイルに間違いはありません`,
    flaws: (count) => `間違いが${count}個あります`,
    hint: '書き方は docs/flows.md にあります',
  },
  graph: {
    help: 'フローを Mermaid の図にします。名前がなければ、フローどうしのつながりを図にします',
    flow: 'フローの名前',
  },
  test: {
    help: 'フローの横にある NAME.test.yaml の回答どおりに進めて、結果を確かめます',
    passed: '成功',
    failed: '失敗',
    counts: (passed, failed) => `成功${passed}、失敗${failed}`,
    differs: (what, expected, found) => `${what}: ${expected} のはずが、${found} でした`,
    shown: (remedies) => `without: 出ないはずの方法が出ました: ${remedies}`,
    missing: (warnings) => `warnings: 出るはずの注意が出ませんでした: ${warnings}`,
    nothing: 'なし',
  },
  new: {
    help: '説明付きのひな形から、自分のフローを作ります',
    name: 'フローの名前（英小文字、数字、ハイフン）',
    ids: 'helpdesk のような、英小文字、数字、ハイフン',
    hint: (command) => `試すには: ${command}`,
    replaces: (name) => `${name} は付属のフローと同じ名前です。これからは自分のものが使われます`,
  },
  starter: (name) => ({
    [`${name}.yaml`]: `# 自分のフローです。始めるには: 2fa-rescue diagnose ${name} --flows .
# 書き方は docs/flows.md にあります。文は、そのまま書くか、2つの言語を { en: …, ja: … } で書きます。
title: 社内ヘルプデスク
about: 社内のヘルプデスクが管理しているアカウントのために。
start: which-system
steps:
  # 質問です。答えは fact の名前（ここでは system）で覚え、同じことは二度聞きません。
  which-system:
    kind: question
    ask: どのシステムにログインしたいですか。
    fact: system
    choices:
      - { id: mail, label: メールと予定表, goto: ways }
      - { id: vpn, label: 社内ネットワーク（VPN）, goto: ways }
      # どの質問にも、id が unknown の選択肢（「わからない」）が必要です。
      - { id: unknown, label: わからない, goto: ways }
  # 試す順に並べた方法です。when を付けた方法は、条件に合うときだけ出ます。
  ways:
    kind: plan
    say: ヘルプデスクでログインできるようにします。その前に、早くできることから試しましょう。
    remedies:
      - use-other-method # 付属の方法
      - { use: use-fresh-code, when: { system: { not: vpn } } }
      - ${name}-desk # 自分の方法: remedies/${name}-desk.yaml
    # どれもうまくいかなかったときの行き先（ステップか、別のフロー）。なければ、ここで終わります。
    goto: no-way
  no-way:
    kind: outcome
    result: unsolved
    say: 社員証を持って、ヘルプデスクに来てください。
`,
    [`remedies/${name}-desk.yaml`]: `# 方法を1つ書きます。番号や場所は、自分のところのものに直してください。
title: ヘルプデスクに電話する
why: 一時的なコードを出してもらえます。
steps:
  - 内線1234に電話します（平日9時〜17時）。
  - どのシステムかを伝えます。ヘルプデスクから、登録してある番号に折り返します。
# 時間がかかる方法には、かかる時間を書けます: wait: { say: 1営業日, days: 1 }
# ページへのリンクも書けます: links: [{ label: ヘルプデスク, url: https://helpdesk.example.org }]
`,
    [`${name}.test.yaml`]: `# 回答の台本です。2fa-rescue flow test . で試せます。どれも ${name} から始まり、どうなるはずかを書きます。
- name: わからないときは、ヘルプデスクに着く
  answers: {}
  expect:
    asked: [${name}/which-system]
    remedies: [use-other-method, use-fresh-code, ${name}-desk]
    outcome: plan
- name: 社内ネットワークは、ヘルプデスクで解決する
  answers:
    ${name}/which-system: vpn
    remedies: { use-other-method: failed, ${name}-desk: worked }
  expect:
    remedies: [use-other-method, ${name}-desk]
    without: [use-fresh-code]
    outcome: solved
`,
  }),
}
