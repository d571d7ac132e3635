import type { Words } from '../en.ts'

export const report: Words['report'] = {
  title: (flow) => `記録: ${flow}`,
  written: (date, version) =>
    `${date}に2fa-rescue ${version} が書きました。パスワード、コード、設定用の鍵は入っていません。`,
  card: (name, checked) => `対象: ${name}（${checked}に確認）`,
  kind: (name) => `対象: ${name}`,
  between: '、',
  asked: '聞かれたこと',
  measured: '測ったこと',
  tried: '試したこと',
  next: '次にすること',
  never: 'しないこと',
  links: 'リンク',
  nothing: 'まだありません。',
  none: 'どれもない',
  notKnown: 'わからない',
  checks: {
    clock: {
      name: 'このパソコンの時計',
      results: { fine: '合っている', skewed: 'ずれている', unknown: '測れなかった' },
    },
    backup: {
      name: 'このパソコンに保管したバックアップコード',
      results: { stored: 'ある', none: 'ない', unknown: '探していない' },
    },
  },
  did: {
    worked: 'うまくいった',
    failed: 'うまくいかなかった',
    skipped: '使えなかった',
    waiting: '待っている',
  },
  file: (file) => `記録は ${file} にあります`,
  question: (text) => `次の質問: ${text}`,
}
