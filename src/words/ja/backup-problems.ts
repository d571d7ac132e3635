/** バックアップコードのコマンドができないときの言葉。 */
import type { BackupProblem, ExportFlaw } from '../../core/errors.ts'
import { type FailureText, quoteForShell } from '../failure-text.ts'

const list = (items: readonly string[]): string => items.join('、')

const anew = 'もう一度書き出してください: 2fa-rescue backup export FILE'

const exportFlaws: Record<ExportFlaw, { readonly is: string; readonly hint: string }> = {
  'not-age': {
    is: 'は、書き出したバックアップコードではありません',
    hint: '書き出すには: 2fa-rescue backup export FILE。コードの一覧を保管するには: 2fa-rescue backup add SERVICE FILE',
  },
  truncated: { is: 'は途中で切れています', hint: `もう一度コピーするか、${anew}` },
  damaged: { is: 'は壊れています', hint: `もう一度コピーするか、${anew}` },
  content: { is: 'は開けましたが、書き出したバックアップコードではありません', hint: anew },
  hashed: { is: 'には、書き出しには入らないはずのハッシュが入っています', hint: anew },
  'too-hard': {
    is: 'は、パスフレーズの計算が重すぎて、ここでは開けません',
    hint: 'age で開いて、暗号化し直してください: age -d FILE | age -p -o OTHER',
  },
  'for-other-identity': {
    is: 'は、別の age の identity 用に暗号化されています',
    hint: 'その identity ファイルを指定してください: --identity FILE',
  },
  'for-identity': {
    is: 'は age の identity 用に暗号化されているため、パスフレーズでは開けません',
    hint: '書き出したファイルなら、その identity ファイルを指定してください: --identity FILE。ほかのパソコンで保管したもの（store.age）なら、そのパソコンで 2fa-rescue backup export FILE を実行するか、key.age も含めてフォルダごと、こちらの空のフォルダにコピーしてください',
  },
  store: {
    is: 'は、書き出したファイルではなく、保管しているファイルそのものです',
    hint: '元の場所で 2fa-rescue backup export FILE を実行するか、フォルダごとこちらの空のフォルダにコピーして、--identity FILE で identity を指定してください',
  },
  key: {
    is: 'は、保管したものの鍵で、コードは入っていません',
    hint: 'コードは、同じフォルダの store.age に入っています。そこで 2fa-rescue backup export FILE を実行してください',
  },
  'for-ssh': {
    is: 'は SSH の鍵用に暗号化されています。ここでは使えません',
    hint: 'age で開いて、暗号化し直してください: age -d -i KEY FILE | age -p -o OTHER',
  },
  'for-other': {
    is: 'は、プラグインなど、ここでは使えない種類の鍵で暗号化されています',
    hint: 'age で開いて、暗号化し直してください: age -d -i KEY FILE | age -p -o OTHER',
  },
}

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
        message: `この${problem.count}個のコード${(problem.known ?? problem.count) < problem.count ? `のうち${problem.known}個` : ''}は、${problem.service} にもう保管されています。何も変更していません`,
        hint:
          problem.known !== undefined && problem.known < problem.count
            ? `新しい一覧なら、すべて新しいコードのはずです。残りを加えるだけなら: 2fa-rescue backup add ${quoteForShell(problem.service)}`
            : `いまの状態を見るには: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
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
    case 'changed-meanwhile':
      return {
        message: `ほかで実行中の 2fa-rescue が ${problem.service} の保管内容を変更しました。何も書き込んでいません`,
        hint: `内容を確かめてから、もう一度実行してください: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
      }
    case 'which-code':
      return {
        message: '結果を待っているコードが2つ以上あります',
        hint: `--number で番号を指定してください: ${list(problem.numbers)}`,
      }
    case 'still-offered':
      return {
        message: `${problem.service} の番号${problem.number}のコードは、表示したあとの結果がまだわかりません。ほかで実行中の 2fa-rescue が表示しているところかもしれません。何も変更していません`,
        hint: `結果を記録するには: 2fa-rescue backup confirm ${quoteForShell(problem.service)} --used（または --refused）。入力していないことが確かなら、--yes を付けずに、ターミナルで backup undo を実行してください`,
      }
    case 'outcome-not-stored':
      return {
        message:
          problem.why === 'gone'
            ? `答えを記録できませんでした。ほかで実行中の 2fa-rescue が、このコードを ${problem.service} から削除しています`
            : `答えを記録できませんでした。${problem.service} のこのコードには、ほかで実行中の 2fa-rescue が別の結果を記録しています`,
        hint: `内容を確かめるには: 2fa-rescue backup list ${quoteForShell(problem.service)}`,
      }
    case 'nothing-to-undo':
      return {
        message: `${problem.service} のコードは、まだ何も変更されていません`,
        hint: '元に戻すものはありません',
      }
    case 'no-set':
      return {
        message: `${problem.set} という一覧はここにありません`,
        hint: `保管されているのは: ${list(problem.known)}`,
      }
    case 'bad-export':
      return {
        message: `${problem.file} ${exportFlaws[problem.flaw].is}`,
        hint: exportFlaws[problem.flaw].hint,
      }
  }
}
