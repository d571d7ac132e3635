import type { Words } from '../en.ts'

export const checkUp: Words['checkUp'] = {
  review: {
    title: (met, all) => `できていること: ${all}のうち${met}`,
    point: { met: 'できています', unmet: 'これからです', unknown: 'わかりません' },
    ask: '次に進みますか。',
    go: '次へ進む',
  },
  collect: {
    care: 'パスワード、コード、鍵は書かないでください。入力したことは、控えを作ったときの控えだけに残ります。',
    ask: 'いま書いておきますか。',
    fill: 'いま書く',
    change: '直す',
    sheet: '持っていく控えを作る',
    go: '次へ進む',
    goWithout: '書かずに進む',
    empty: '（空欄）',
    leaveEmpty: 'Enterだけを押すと、そのままにします。',
    filled: 'これでよいですか。',
    bring: 'ほかに用意するもの:',
    links: '公式ページ:',
  },
  file: {
    sheet: '控えのファイル名（.md か .html）:',
    calendar: 'カレンダーのファイル名（.ics）:',
    extension: (extensions) => `ファイル名の最後は ${extensions} にしてください`,
    taken: '同じ名前のファイルがあります。上書きしないので、別の名前にしてください',
    cannot: (file, reason) => `${file} に書き込めません（${reason}）。別の場所にしてください`,
    sheetWritten: (file) => `控えは ${file} にあります。本人だけが読めます。いらなくなったら消してください。`,
    calendarWritten: (file) =>
      `予定は ${file} にあります。カレンダーのアプリで開いてください。3か月ごとにお知らせします。`,
  },
  calendar: {
    use: 'カレンダーの予定を作る（3か月ごと）',
    about: '2fa-rescue が作った予定です',
  },
}
