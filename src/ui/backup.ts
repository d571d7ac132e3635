/** Sets of backup codes as text. */
import { isLocked, secondsToWait } from '../core/backup/consume.ts'
import { type BackupAccount, type BackupSet, countAccount, countByState, isLive } from '../core/backup/set.ts'
import type { Words } from '../words/en.ts'
import { dateText } from './dates.ts'
import type { Palette } from './palette.ts'
import { visible } from './visible.ts'

/** A service with its account. */
function backupTitle({ service, account }: BackupAccount): string {
  return visible(account === undefined ? service : `${service} (${account})`)
}

/** A record with its sets, the newest first, and the codes where they are asked for. */
export function backupLines(
  record: BackupAccount,
  showCodes: boolean,
  words: Words,
  look: Palette,
): readonly string[] {
  const sets = [...record.sets].sort((a, b) => (a.made < b.made ? 1 : -1))
  return [
    look.title(backupTitle(record)),
    ...sets.flatMap((set) => [
      `  ${setLine(set, words, look)}`,
      ...(showCodes ? codeLines(set, words, look) : []),
    ]),
  ]
}

function setLine(set: BackupSet, { backup, language }: Words, look: Palette): string {
  const count = countByState(set.codes)
  const parts = isLive(set)
    ? [backup.left(count), ...backup.counts(count), ...(set.hashing === undefined ? [] : [backup.hashedSet])]
    : [backup.voidSet]
  const line = backup.line(
    backup.setLine(visible(set.id), set.origin, dateText(set.made, language)),
    parts.join(backup.between),
  )
  return isLive(set) ? line : look.faint(line)
}

function codeLines(set: BackupSet, { backup }: Words, look: Palette): readonly string[] {
  const width = String(set.codes.length).length
  return set.codes.map(({ value, state }, index) => {
    const number = String(index + 1).padStart(width)
    const line = `    ${number}  ${set.hashing === undefined ? visible(value) : backup.hashedCode}  ${backup.states[state]}`
    return state === 'unused' ? line : look.faint(line)
  })
}

/** How many codes of a record are left, and what keeps them from being presented. */
export function statusLine(record: BackupAccount, now: Date, { backup }: Words, look: Palette): string {
  const count = countAccount(record)
  const wait = secondsToWait(record.throttle, now)
  const parts = [
    (count.left === 0 ? look.bad : look.good)(backup.left(count)),
    ...backup.counts(count),
    ...(isLocked(record.throttle)
      ? [look.bad(backup.locked)]
      : wait > 0
        ? [look.warn(backup.waits(wait))]
        : []),
  ]
  return backup.line(backupTitle(record), parts.join(backup.between))
}
