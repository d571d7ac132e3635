/** Early stop: once the remaining servers cannot change the result, stop waiting for them. */
import { type Estimate, pickOnePerOperator, selectMajority } from './select.ts'

/**
 * Passes each value to `take` as it arrives, until none are left or `take` returns true. Rejects if one of
 * them rejects.
 */
export function collectUntil<Item>(
  items: readonly Promise<Item>[],
  take: (item: Item) => boolean,
): Promise<void> {
  return new Promise((settle, fail) => {
    let left = items.length
    let over = left === 0
    if (over) settle()
    for (const item of items) {
      item
        .then((value) => {
          if (over) return
          left -= 1
          over = take(value) || left === 0
          if (over) settle()
        })
        .catch(fail)
    }
  })
}

/** True when at least three operators agree and they are more than half of the `asked` servers. */
export function hasMajority(
  voices: readonly (Estimate & { readonly operator: string })[],
  asked: number,
): boolean {
  const agreeing = selectMajority(pickOnePerOperator(voices))?.truechimers.length ?? 0
  return agreeing >= 3 && 2 * agreeing > asked
}
