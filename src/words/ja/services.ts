import type { Words } from '../en.ts'

export const services: Words['services'] = {
  word: '名前、または名前の一部',
  methods: {
    authenticator: '認証アプリ',
    'own-app': '専用アプリ',
    passkey: 'パスキー',
    'security-key': 'セキュリティキー',
    'own-device': '専用の機器',
    sms: 'SMS（ショートメッセージ）',
    voice: '電話',
    email: 'メール',
  },
  full: (checked) => `詳しい案内があります（${checked}に確認）`,
  listed: (methods) => (methods.length === 0 ? '公式ページ' : `一覧にある方法: ${methods.join('、')}`),
  counts: (full, all) =>
    `${all}件見つかりました。詳しい案内があるのは${full}件で、ほかは2FA Directory（2026年8月）に載っているものです`,
  none: (word) => `「${word}」という名前は見つかりません。名前がなくても、一般的な案内は使えます`,
  known: (name, methods) =>
    methods.length === 0
      ? `${name}は2FA Directory（2026年8月）に載っていますが、二段階認証の方法は書かれていません。`
      : `2FA Directory（2026年8月）に載っている${name}の方法: ${methods.join('、')}。ほかの方法もあるかもしれません。`,
  prompt: 'スマホへの通知',
  offers: (name, methods) =>
    `${name}の二段階認証でわかっている方法: ${methods.join('、')}。ほかの方法もあるかもしれません。`,
}
