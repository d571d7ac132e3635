import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { type CodeList, readCodes } from '../../../src/core/backup/read.ts'
import { RescueError } from '../../../src/core/errors.ts'
import {
  type Outcome,
  outcomeOf,
  type PrintedList,
  printedForms,
  printList,
} from '../../support/printed-lists.ts'

const page = fileURLToPath(new URL('../../../docs/backup-codes.md', import.meta.url))
const listsEach = 200

/** What the reader makes of a list; undefined where it refuses all of it. */
function read({ text }: PrintedList, name: string): CodeList | undefined {
  try {
    return readCodes(text, '-', { names: [name] })
  } catch (error) {
    if (!(error instanceof RescueError)) throw error
    return undefined
  }
}

it('knows at least 60 forms', () => {
  expect(printedForms.length).toBeGreaterThanOrEqual(60)
})

it('reads simulated lists; the table in docs/backup-codes.md has the figures (else: npm run lists)', async () => {
  const totals: Record<Outcome, number> = { right: 0, 'in doubt': 0, wrong: 0 }
  const wrong: string[] = []
  const rows = printedForms.map((form, index) => {
    const counts: Record<Outcome, number> = { right: 0, 'in doubt': 0, wrong: 0 }
    for (let seed = 0; seed < listsEach; seed++) {
      const list = printList(form, index * 10_000 + seed)
      const outcome = outcomeOf(list, read(list, form.name))
      counts[outcome] += 1
      totals[outcome] += 1
      if (outcome === 'wrong') wrong.push(`${form.name}, seed ${index * 10_000 + seed}`)
    }
    return `| ${form.name} | ${counts.right} | ${counts['in doubt']} | ${counts.wrong} |`
  })
  expect(wrong).toEqual([])
  expect(totals.right).toBeGreaterThan(printedForms.length * listsEach * 0.97)
  const all = `| **all** | **${totals.right}** | **${totals['in doubt']}** | **${totals.wrong}** |`
  const table = [
    '| after the form of | right | in doubt | wrong |',
    '| --- | --: | --: | --: |',
    ...rows,
    all,
  ]
  const text = readFileSync(page, 'utf8')
  const after = text.replace(
    /(<!-- lists -->\n)[\s\S]*?(\n?<!-- \/lists -->)/,
    (_, start: string) => `${start}${table.join('\n')}\n<!-- /lists -->`,
  )
  await expect(after).toMatchFileSnapshot(page)
})
