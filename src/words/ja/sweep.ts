/** The words of a long search, in Japanese. */
import type { sweep as english } from '../en/sweep.ts'

export const sweep: typeof english = {
  begun: (first, last) => `${first}年から${last}年までの時刻をすべて試しています。ctrl-c でやめられます。`,
  counting: (codes) =>
    `約${Math.ceil(codes / 1_000_000) * 100}万通りのコードを試しています。ctrl-c でやめられます。`,
  done: (percent) => `${percent}%`,
  left: (time) => `、残り約${time}`,
  seconds: (number) => `${number}秒`,
  minutes: (number) => `${number}分`,
}
