/** バックアップコードのコマンドができないときの言葉。 */
import type { BackupProblem } from '../../core/errors.ts'
import { type FailureText, quoteForShell } from '../failure-text.ts'

const list = (items: readonly string[]): string => items.join('、')

export function backupProblem(problem: BackupProblem): FailureText {
  switch (problem.code) {
    case 'nothing-stored':
      return {
        message: `${problem.service} のバックアップコードは保管されていません`,
        hint:
          problem.known.length === 0
            ? `保管するには: 2fa-rescue backup add ${quoteForShell(problem.service)}`
            : `保管されているのは: ${list(problem.known)}`,
      }
    case 'several-accounts':
      return {
        message: `${problem.service} のアカウントが2つ以上あります`,
        hint: `--account でどれかを指定してください: ${list(problem.accounts)}`,
      }
    case 'already-stored':
      return {
        message: `この${problem.count}個のコードは、${problem.service} にもう保管されています。何も変更していません`,
        hint: `いまの状態を見るには: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
      }
    case 'hashed-only':
      return {
        message: `${problem.service} のコードはハッシュだけを保管しているため、表示できません`,
        hint: `コードを確かめるには: 2fa-rescue backup consume ${quoteForShell(problem.service)}`,
      }
    case 'nothing-offered':
      return {
        message: `${problem.service} には、結果を待っているコードがありません`,
        hint: '直前の変更を元に戻すには: 2fa-rescue backup undo',
      }
    case 'which-code':
      return {
        message: '結果を待っているコードが2つ以上あります',
        hint: `--number で番号を指定してください: ${list(problem.numbers)}`,
      }
    case 'nothing-to-undo':
      return {
        message: `${problem.service} のコードは、まだ何も変更されていません`,
        hint: '元に戻すものはありません',
      }
    case 'no-set':
      return {
        message: `${problem.set} という一覧はここにありません`,
        hint: `あるのは: ${list(problem.known)}`,
      }
    case 'bad-export':
      return {
        message: `${problem.file} は、書き出したバックアップコードではないか、壊れています`,
        hint: '書き出すには: 2fa-rescue backup export FILE',
      }
  }
}
