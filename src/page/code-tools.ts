/** What the page does with codes: judges one, makes one, and compares two entries. A secret lives in its screen alone. */
import { RescueError } from '../core/errors.ts'
import type { Account } from '../core/totp/account.ts'
import { parseSecret } from '../core/totp/base32.ts'
import { codeAt, codeAtCounter } from '../core/totp/code.ts'
import { type CodePair, compareCodes } from '../core/totp/compare.ts'
import { findMisread, type GivenSecret, toGivenSecret } from '../core/totp/given-secret.ts'
import { distinctAccounts, failureIn, foundNames, readSecrets } from '../core/totp/links.ts'
import { readCode, usualFor } from '../core/totp/typed-code.ts'
import { isConvincing, verifyCode } from '../core/totp/verify.ts'
import type { Block } from '../ui/screen.ts'
import { chanceText, codeText, comparisonText, verdictBlocks, verdictHints } from '../ui/totp.ts'
import type { Words } from '../words/en.ts'
import { asSentence, blockElements, heading, inSentences, joinSentences } from './blocks.ts'
import { button, choices, element, type Field, form, textField } from './dom.ts'
import type { StopScene } from './scene.ts'

/** Nobody reads a code off and waits longer than its life before it is typed. */
const longestTyping = 30

const now = (): number => Date.now() / 1000

// --- The secret ---

/** The field for a secret, with what is said about it. */
function secretField({ page }: Words): { readonly node: HTMLElement; readonly field: Field } {
  const field = textField('secret', page.tool.secret, { help: page.tool.stays, class: 'code' })
  const where = element('p', { class: 'note' }, page.tool.where)
  return { node: element('div', {}, where, field.node), field }
}

/** The secret in what was typed. Complains at the field where there is none, or more than one. */
function readGiven<Value>(
  { field }: { readonly field: Field },
  words: Words,
  read: (text: string) => Value,
): Value | undefined {
  try {
    const value = read(field.input.value)
    field.complain('')
    return value
  } catch (error) {
    if (!(error instanceof RescueError)) throw error
    const { message, hint } = words.errors.say(error.problem)
    field.complain(joinSentences([message, ...(hint === undefined ? [] : [hint])]))
    return undefined
  }
}

/** One secret; a bare one may have been misread. Throws `bad-secret`, `bad-link`, `several-secrets`. */
function readOneSecret(text: string): GivenSecret {
  const list = readSecrets(text)
  const misread = findMisread(list)
  if (misread !== undefined) return misread
  const found = distinctAccounts(list)
  const [only] = found
  if (only === undefined) throw failureIn(list)
  if (found.length > 1) throw new RescueError({ code: 'several-secrets', found: foundNames(found) })
  return toGivenSecret(only)
}

/** One account, to make codes of. Throws `bad-secret`, `bad-link`, `several-secrets`. */
function readOneAccount(text: string): Account {
  const list = readSecrets(text)
  const found = distinctAccounts(list)
  const [only] = found
  if (only === undefined) throw failureIn(list)
  if (found.length > 1) throw new RescueError({ code: 'several-secrets', found: foundNames(found) })
  return only.account
}

// --- Why is a code refused? ---

/** A code, and the time at which it was entered, in Unix seconds; `typing` is for how long it may have been read before. */
interface Typed {
  readonly code: string
  readonly at: number
  readonly typing: number
}

export function judgeTool(scene: StopScene): readonly HTMLElement[] {
  const { words } = scene
  const { verify } = words.totp
  const secret = secretField(words)
  const first = codeField('code', verify.askCode)
  const next = codeField('next', verify.askNext)
  const result = element('div', { role: 'status' })
  const more = element('div', { hidden: true }, next.field.node)
  const submit = async (): Promise<void> => {
    const given = readGiven(secret, words, readOneSecret)
    const one = given === undefined ? undefined : first.read(words)
    const two = more.hidden ? undefined : next.read(words, one?.code)
    if (given === undefined || one === undefined || (!more.hidden && two === undefined)) return
    const { blocks, wantsSecond, isFound } = await judge(given, one, two, words)
    if (scene.left.aborted) return
    // A secret that cannot be read, and fits in no other reading, is a broken one.
    const broken = given.kind === 'text' && !isFound
    if (broken && readGiven(secret, words, () => parseSecret(given.text.reveal())) === undefined) return
    result.replaceChildren(...blockElements(inSentences(blocks), words, true))
    more.hidden = !wantsSecond && two === undefined
    if (wantsSecond) next.field.input.focus()
  }
  const made = form(
    () => void submit(),
    secret.node,
    first.field.node,
    result,
    more,
    element('button', { class: 'action main' }, words.page.tool.check),
  )
  return [heading(words.totp.wizard.judge), made, closeButton(scene)]
}

/** A field for a code, which knows since when it may have been read off. */
function codeField(id: string, label: string) {
  const field = textField(id, label, { inputmode: 'text', class: 'code' })
  let asked: number | undefined
  field.input.addEventListener('focus', () => {
    asked ??= now()
  })
  const read = ({ totp }: Words, before?: string): Typed | undefined => {
    const code = readCode(field.input.value)
    if (code === undefined || code === before) {
      field.complain(asSentence(code === undefined ? totp.verify.badCode : totp.verify.sameCode))
      return undefined
    }
    field.complain('')
    const at = now()
    return { code, at, typing: Math.min(at - (asked ?? at), longestTyping) }
  }
  return { field, read }
}

/** The answer in words, whether a second code would make it certain, and whether the code fits anywhere. */
interface Judged {
  readonly blocks: readonly Block[]
  readonly wantsSecond: boolean
  readonly isFound: boolean
}

async function judge(
  given: GivenSecret,
  first: Typed,
  second: Typed | undefined,
  words: Words,
): Promise<Judged> {
  const { verify } = words.totp
  const codes = second === undefined ? ([first.code] as const) : ([first.code, second.code] as const)
  const account = given.kind === 'account' ? given.account : undefined
  const secret = given.kind === 'account' ? given.account.secret : given.text
  const { at, typing } = second ?? first
  const { parameters, counter } = account ?? {}
  const verdict = await verifyCode({ secret, codes, at, typing, parameters, counter })
  const declared = parameters ?? usualFor(codes)
  const search = second === undefined ? 'one' : 'two'
  const asked = { declared, due: counter, search, clock: { kind: 'page' } } as const
  const wantsSecond = second === undefined && !isConvincing(verdict)
  const unsure = 'chance' in verdict ? verify.unsure(chanceText(verdict.chance, words)) : verify.hints.second
  // The longest search of all is the program's: a page would stand still for too long.
  const hints = verdictHints(verdict, asked, words).filter(
    (hint) => hint !== verify.hints.deep && hint !== verify.hints.second,
  )
  return {
    blocks: [
      ...verdictBlocks(verdict, asked, words),
      ...hints.map((text) => ({ kind: 'text', text }) as const),
      ...(wantsSecond ? [{ kind: 'caution', text: unsure } as const] : []),
    ],
    wantsSecond,
    isFound: 'chance' in verdict,
  }
}

// --- The code of a secret ---

export function makeTool(scene: StopScene): readonly HTMLElement[] {
  const { words, left } = scene
  const { wizard } = words.totp
  const secret = secretField(words)
  const result = element('div')
  let timer: ReturnType<typeof setInterval> | undefined
  left.addEventListener('abort', () => clearInterval(timer))
  const show = ({ secret: key, parameters, counter }: Account): void => {
    if (parameters.type === 'hotp') {
      const code = codeText(codeAtCounter(key.reveal(), parameters, counter ?? 0))
      result.replaceChildren(...blockElements([{ kind: 'good', text: wizard.counted(code) }], words, true))
      return
    }
    const { code, next, secondsLeft } = codeAt(key.reveal(), parameters, now())
    result.replaceChildren(
      element('p', { class: 'big' }, codeText(code)),
      element('p', {}, words.totp.code.left(secondsLeft, codeText(next))),
    )
  }
  const made = form(
    () => {
      const account = readGiven(secret, words, readOneAccount)
      clearInterval(timer)
      result.replaceChildren()
      if (account === undefined) return
      show(account)
      if (account.parameters.type !== 'hotp') timer = setInterval(() => show(account), 1000)
    },
    secret.node,
    element('button', { class: 'action main' }, words.page.tool.make),
  )
  return [heading(wizard.make), made, result, closeButton(scene)]
}

// --- Two entries ---

/** Looks after which two entries have nothing in common. */
const mostLooks = 3

export function compareTool(scene: StopScene): readonly HTMLElement[] {
  const { words } = scene
  const { wizard } = words.totp
  const first = codeField('first', wizard.first)
  const second = codeField('second', wizard.second)
  const result = element('div', { role: 'status' })
  let looks: readonly CodePair[] = []
  const made = form(
    () => {
      const one = first.read(words, looks.at(-1)?.first)
      const two = one === undefined ? undefined : second.read(words)
      if (one === undefined || two === undefined) return
      looks = [...looks, { first: one.code, second: two.code }]
      const comparison = compareCodes(looks)
      const goesOn = comparison.kind === 'unlike' && looks.length < mostLooks
      const block: Block = goesOn
        ? { kind: 'text', text: wizard.compareAgain }
        : { kind: comparison.kind === 'same' ? 'good' : 'caution', text: comparisonText(comparison, words) }
      result.replaceChildren(...blockElements(inSentences([block]), words, true))
      if (!goesOn) looks = []
      first.field.input.value = ''
      second.field.input.value = ''
      if (goesOn) first.field.input.focus()
    },
    first.field.node,
    second.field.node,
    result,
    element('button', { class: 'action main' }, words.page.tool.compare),
  )
  return [heading(wizard.compare), made, closeButton(scene)]
}

const closeButton = (scene: StopScene): HTMLElement =>
  choices([button(scene.words.page.tool.close, () => scene.back())])
