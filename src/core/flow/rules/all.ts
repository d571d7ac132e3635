/**
 * The rules across steps and files: every target exists, every step is met, every path ends, every fact can be known
 * where it is asked for. They look at the whole book, and report in the files that were read. A file that could not be
 * read counts as existing, with everything that others may mean by it.
 */
import type { Flaw } from '../../flaws.ts'
import { cardKinds } from '../lists.ts'
import { listDocuments } from '../origins.ts'
import { checkCardNames, checkCards, checkGeneral } from './cards.ts'
import {
  type BookFiles,
  type Checking,
  checkLinks,
  checkNames,
  checkRemedyName,
  checkRepeated,
  reportIn,
  startChecking,
} from './checking.ts'
import { checkCircles } from './circles.ts'
import { checkFacts } from './facts.ts'
import { checkFlow } from './flows.ts'
import { checkTexts } from './texts.ts'

/** Everything that the rules object to, in no order. */
export function findFlaws(files: BookFiles): readonly Flaw[] {
  const checking = startChecking(files)
  const { book, origins } = files
  for (const [id, flow] of Object.entries(book.flows))
    checkFlow(checking, flow, reportIn(checking, origins.flows.get(id)))
  checkRemedies(checking)
  for (const kind of cardKinds) {
    checkCards(checking, kind)
    checkCardNames(checking, kind)
  }
  checkGeneral(checking)
  checkAtHand(checking)
  checkFacts(checking)
  checkCircles(checking)
  for (const document of listDocuments(origins))
    checkTexts(checking, document.value, reportIn(checking, document), document === origins.general)
  checkUse(checking)
  return checking.flaws
}

function checkAtHand(checking: Checking): void {
  const { book, origins } = checking
  const report = reportIn(checking, origins.atHand)
  for (const [index, { use }] of book.atHand.lines.entries())
    if (use !== undefined) checkRemedyName(checking, use, ['lines', index, 'use'], report)
  checkRepeated(
    book.atHand.lines.map(({ id }) => id),
    ['lines'],
    report,
  )
}

function checkRemedies(checking: Checking): void {
  const { book, origins } = checking
  for (const [id, remedy] of Object.entries(book.remedies)) {
    const report = reportIn(checking, origins.remedies.get(id))
    checkNames(checking, remedy, [], report)
    if (remedy.asks !== undefined) checking.used.cards.add(remedy.asks.cards)
    if (remedy.danger !== undefined) checkNames(checking, { warn: [remedy.danger] }, [], report)
    checkLinks(checking, remedy.links, ['links'], report)
    const { general } = remedy
    if (general === undefined) continue
    checkRemedyName(checking, general, ['general'], report)
    if (book.remedies[general]?.general !== undefined)
      report(['general'], { kind: 'general-of-general', remedy: general })
  }
}

/** Remedies, warnings and cards that nothing uses are mistakes: somebody meant them to be shown. */
function checkUse(checking: Checking): void {
  const { book, origins, unread, used } = checking
  // What could not be read may use them.
  if (unread.flows.size + unread.remedies.size > 0) return
  for (const [id, document] of origins.remedies) {
    if (!used.remedies.has(id)) reportIn(checking, document)([], { kind: 'never-used', id })
  }
  for (const kind of cardKinds) {
    for (const [id, document] of origins.cards[kind]) {
      if (!used.cards.has(kind)) reportIn(checking, document)([], { kind: 'never-used', id })
    }
  }
  if (cardKinds.some((kind) => unread.cards[kind].size > 0)) return
  for (const [id, warning] of Object.entries(book.warnings)) {
    if (!warning.first && warning.when === undefined && !used.warnings.has(id))
      reportIn(checking, origins.warnings)(['warnings', id], { kind: 'never-used', id }, 'key')
  }
}
