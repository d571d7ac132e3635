/**
 * Texts that hold accounts: links, bare secrets, transfers, and the file of Google's PAM module. One reader for every
 * command. Every line that is neither empty nor a comment ends up in what it answers.
 */
import { RescueError } from '../errors.ts'
import { Secret } from '../secret.ts'
import { type Account, formatTitle, sameCodes } from './account.ts'
import { sameBytes } from './base32.ts'
import type { FoundName } from './flaws.ts'
import { foreignKind } from './foreign.ts'
import { findLinks } from './link-lines.ts'
import { readPamFile } from './pam-file.ts'
import type { FoundAccount, SecretList, UnreadLine } from './secret-list.ts'
import { TextReader } from './text-reader.ts'

/** Longer texts are refused: `limit` is in characters. */
const longestText = 1024 * 1024

/**
 * Reads every link and every bare secret of a text. Throws `bad-link` for a text above a million characters only.
 *
 * @example
 * ```js
 * import { readSecrets } from '2fa-rescue/totp'
 *
 * const { accounts, unread } = readSecrets('otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ\notpauth://totp/b?secret=1')
 * console.log(accounts.length, unread.map(({ line, flaw }) => `${line} ${flaw.kind}`)) // 1 [ '2 secret' ]
 * ```
 */
export function readSecrets(text: string): SecretList {
  if (text.length > longestText) throw new RescueError({ code: 'bad-link', flaw: { kind: 'too-long' } })
  const pam = readPamFile(text)
  if (pam !== undefined) return pam
  const what = foreignKind(text.replace(/^\ufeff/, ''))
  // Their other lines say nothing by themselves.
  if (what === 'contact' || what === 'private-key')
    return { accounts: [], unread: [{ line: 1, flaw: { kind: 'foreign', what } }], transfers: [] }
  const reader = new TextReader()
  for (const found of findLinks(text)) {
    if (found.kind === 'link') reader.readLink(found)
    else reader.readLine(found.line, found.text)
  }
  const { accounts, unread, transfers } = reader.finish()
  const only = wholeSecret(text, accounts, unread)
  return only ?? { accounts, unread, transfers }
}

/**
 * A text of one line that no rule takes for a secret may still be one that an app read in another way, such as a pass
 * phrase. It stays unread, with what was typed.
 */
function wholeSecret(
  text: string,
  accounts: readonly FoundAccount[],
  unread: readonly UnreadLine[],
): SecretList | undefined {
  const [only, ...more] = unread
  if (accounts.length > 0 || only === undefined || more.length > 0) return undefined
  if (only.flaw.kind !== 'no-link' || only.typed !== undefined || !/^[\x20-\x7e]{1,128}$/.test(text.trim()))
    return undefined
  return { accounts, unread: [{ ...only, typed: new Secret(text.trim()) }], transfers: [] }
}

// --- One of several ---

/**
 * The accounts of a list that differ: a set-up page shows a link twice, and the same secret for typing. Two bare secrets that
 * are the same stay two: they may be the halves of one.
 */
export function distinctAccounts({ accounts }: Pick<SecretList, 'accounts'>): readonly FoundAccount[] {
  const links = accounts.filter(({ typed }) => typed === undefined)
  const isTwin = (one: Account, other: Account): boolean =>
    formatTitle(one) === formatTitle(other) && one.counter === other.counter && sameCodes(one, other)
  return accounts.filter(({ account, typed, isDeclared }, index) =>
    typed === undefined
      ? !accounts.slice(0, index).some((other) => other.typed === undefined && isTwin(other.account, account))
      : !links.some(
          (link) =>
            sameBytes(link.account.secret.reveal(), account.secret.reveal()) &&
            (isDeclared !== true || sameCodes(link.account, account)),
        ),
  )
}

/** The failure of a text without any account: what says most about it. */
export function failureIn({ unread }: Pick<SecretList, 'unread'>): RescueError {
  const [first] = unread
  const flaw = unread.find((one) => one.flaw.kind !== 'no-link')?.flaw ?? first?.flaw
  if (flaw === undefined) return new RescueError({ code: 'bad-secret', flaw: { kind: 'empty' } })
  const typed = unread.find((one) => one.flaw === flaw)?.typed
  if (flaw.kind === 'secret' && typed !== undefined)
    return new RescueError({ code: 'bad-secret', flaw: flaw.flaw })
  return new RescueError({ code: 'bad-link', flaw })
}

/** How accounts are told apart in a question or a message: by their titles, and by their lines where those are alike. */
export function foundNames(accounts: readonly FoundAccount[]): readonly FoundName[] {
  const titles = accounts.map(({ account }) => formatTitle(account))
  return accounts.map(({ line }, index) => {
    const title = titles[index] ?? ''
    const isUnique = titles.filter((other) => other === title).length === 1
    return { title, line: title !== '' && isUnique ? 0 : line }
  })
}
