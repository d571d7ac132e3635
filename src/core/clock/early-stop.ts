/** When to stop waiting: whoever is still silent could change nothing any more. */
import { type Estimate, pickOnePerOperator, selectMajority } from './select.ts'

/** Hands over each answer as it comes, until there are no more or `take` says that it is enough. */
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

/** Three who agree, and more than half of all asked. */
export function hasMajority(
  voices: readonly (Estimate & { readonly operator: string })[],
  asked: number,
): boolean {
  const agreeing = selectMajority(pickOnePerOperator(voices))?.truechimers.length ?? 0
  return agreeing >= 3 && 2 * agreeing > asked
}
