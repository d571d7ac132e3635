import type { Words } from '../en.ts'

export const checkUp: Words['checkUp'] = {
  review: {
    title: (met, all) => `できていること: ${all}項目のうち${met}項目`,
    point: { met: 'できています', unmet: 'これからです', unknown: 'わかりません' },
    ask: '次に進みますか。',
    go: '次へ進む',
  },
  collect: {
    care: 'パスワード、コード、設定用の鍵は書かないでください。入力したことが残るのは、窓口用のメモを作った場合に、そのメモだけです。',
    ask: 'いま書いておきますか。',
    fill: 'いま書く',
    change: '直す',
    sheet: '窓口用のメモを作る',
    go: '次へ進む',
    goWithout: '書かずに進む',
    empty: '（空欄）',
    leaveEmpty: 'Enter だけを押すと、そのままにします。',
    filled: 'これでよいですか。',
    bring: 'ほかに用意するもの:',
    links: '公式ページ:',
  },
  file: {
    sheet: 'メモのファイル名（.md か .html）:',
    calendar: 'カレンダーのファイル名（.ics）:',
    extension: (extensions) => `ファイル名の最後は ${extensions} にしてください`,
    taken: '同じ名前のファイルがあります。上書きしないので、別の名前にしてください',
    cannot: (file, reason) => `${file} に書き込めません（${reason}）。別の場所にしてください`,
    sheetWritten: (file) => `メモは ${file} にあります。本人だけが読めます。不要になったら削除してください。`,
    calendarWritten: (file) =>
      `予定は ${file} にあります。カレンダーのアプリで開いてください。3か月ごとにお知らせします。`,
  },
  calendar: {
    use: 'カレンダーの予定を作る（3か月ごと）',
    about: '2fa-rescue が作った予定です',
  },
}
