/** What the wizard does with codes: judges one, makes one, and compares two entries. */

import { RescueError } from '../core/errors.ts'
import type { TextContext } from '../core/flow/fill.ts'
import { findAccount } from '../core/import/account.ts'
import { Secret } from '../core/secret.ts'
import { type Account, formatTitle } from '../core/totp/account.ts'
import { codeAt, codeAtCounter } from '../core/totp/code.ts'
import { type CodePair, compareCodes } from '../core/totp/compare.ts'
import { toUnixSeconds } from '../core/totp/time.ts'
import type { Host } from '../host/host.ts'
import { askCode, secondFrom, subjectIn } from '../tasks/ask-code.ts'
import { judge, type Subject } from '../tasks/judge-code.ts'
import { checkClock } from '../tasks/measure-clock.ts'
import { readPicture } from '../tasks/read-picture.ts'
import { accountIn } from '../tasks/read-secret.ts'
import { advanceCounter, readStored } from '../tasks/totp-accounts.ts'
import type { Block } from '../ui/screen.ts'
import { codeText, comparisonText, verdictBlocks, verdictHints } from '../ui/totp.ts'
import { failureBlocks } from './failure-blocks.ts'
import { askEntry, openExportForCode } from './open-export.ts'

/** Why is this code refused? */
export function judgeCode(host: Host, texts: TextContext): Promise<readonly Block[]> {
  return withSecret(host, async (place) => {
    const given = place === 'export' ? await askExported(host, texts) : await askSecret(host, place)
    if (!('kind' in given)) return given.blocks
    const subject: Subject = given.kind === 'text' ? await subjectIn(given.text, host) : given.account
    const checking = checkClock(host, true)
    const code = await askCode(host, host.words.totp.verify.askCode)
    const { verdict, asked } = await judge(
      [code],
      { subject, clock: await checking, window: 0, deep: false, second: secondFrom(host) },
      host,
    )
    const hints = verdictHints(verdict, asked, host.words)
    return [
      ...verdictBlocks(verdict, asked, host.words),
      ...hints.map((text) => ({ kind: 'text', text }) as const),
    ]
  })
}

/** The code of a secret, for anyone who has the secret but no app that still works. */
export function makeCode(host: Host, texts: TextContext): Promise<readonly Block[]> {
  return withSecret(host, async (place) => {
    if (place === 'export') return openExportForCode(host, texts)
    const given = await askSecret(host, place)
    const { wizard } = host.words.totp
    const account = given.kind === 'text' ? await accountIn(given.text, host) : await given.take()
    const { parameters, counter, secret } = account
    if (parameters.type === 'hotp') {
      const code = codeAtCounter(secret.reveal(), parameters, counter ?? 0)
      return [{ kind: 'good', text: wizard.counted(codeText(code)) }]
    }
    const { code, next, secondsLeft } = codeAt(secret.reveal(), parameters, toUnixSeconds(host.now()))
    return [
      { kind: 'good', text: wizard.code(codeText(code), secondsLeft) },
      { kind: 'text', text: wizard.after(codeText(next)) },
      { kind: 'note', text: wizard.again },
    ]
  })
}

// --- Two entries ---

/** Looks after which two entries have nothing in common. */
const mostLooks = 3

export async function compareEntries(host: Host): Promise<readonly Block[]> {
  const { wizard } = host.words.totp
  const looks: CodePair[] = []
  for (;;) {
    const before = looks.at(-1)
    if (before !== undefined) host.note(wizard.compareAgain)
    const first = await askCode(host, wizard.first, before?.first)
    const second = await askCode(host, wizard.second)
    looks.push({ first: first.code, second: second.code })
    const comparison = compareCodes(looks)
    if (comparison.kind === 'unlike' && looks.length < mostLooks) continue
    const kind = comparison.kind === 'same' ? 'good' : 'caution'
    return [{ kind, text: comparisonText(comparison, host.words) }]
  }
}

// --- Where the secret is ---

type Given =
  | { readonly kind: 'text'; readonly text: Secret<string> }
  /** `take` is for making a code: one by counter is used up by it. */
  | { readonly kind: 'account'; readonly account: Account; readonly take: () => Promise<Account> }

type Place = 'page' | 'manager' | 'picture' | 'export' | 'stored'

/** Asks where the person has the secret. What is wrong with it is said on the screen, and ends no walk. */
async function withSecret(
  host: Host,
  work: (place: Place) => Promise<readonly Block[]>,
): Promise<readonly Block[]> {
  const { wizard } = host.words.totp
  try {
    const prompt = await host.prompt()
    const place = await prompt.choose({
      message: wizard.where,
      choices: (['page', 'manager', 'picture', 'export', 'stored', 'none'] as const).map((value) => ({
        value,
        label: wizard.places[value],
      })),
    })
    return place === 'none' ? [{ kind: 'text', text: wizard.without }] : await work(place)
  } catch (error) {
    return failureBlocks(error, host)
  }
}

async function askSecret(host: Host, place: Exclude<Place, 'export'>): Promise<Given> {
  const { wizard } = host.words.totp
  switch (place) {
    case 'page':
    case 'manager': {
      host.note(wizard.help[place])
      host.note(host.words.totp.secret.stays)
      const prompt = await host.prompt()
      return textGiven(await prompt.secret({ message: host.words.totp.secret.ask }))
    }
    case 'picture':
      return textGiven(await textInPicture(host))
    case 'stored':
      return askForStored(host)
  }
}

/** The account of an export, or what there is to say where it gives none. */
async function askExported(
  host: Host,
  texts: TextContext,
): Promise<Given | { readonly blocks: readonly Block[] }> {
  const { entry, remarks } = await askEntry(host, texts, (one) => findAccount(one) !== undefined)
  const account = entry === undefined ? undefined : findAccount(entry)
  if (account !== undefined) return { kind: 'account', account, take: async () => account }
  return { blocks: [...remarks, { kind: 'text', text: host.words.totp.wizard.without }] }
}

const textGiven = (text: Secret<string>): Given => ({ kind: 'text', text })

async function textInPicture(host: Host): Promise<Secret<string>> {
  const { wizard } = host.words.totp
  const prompt = await host.prompt()
  const file = await prompt.text({ message: wizard.file })
  const texts = await readPicture(host, file.trim())
  // The codes of one picture are one list: a transfer may have several parts in it.
  return new Secret(texts.map((text) => text.reveal()).join('\n'))
}

async function askForStored(host: Host): Promise<Given> {
  const stored = (await readStored(await host.store())).accounts
  if (stored.length === 0) throw new RescueError({ code: 'nothing-kept' })
  const account = await askWhichCode(
    stored.map((one) => one.account),
    host,
  )
  const found = stored.find((one) => one.account === account)
  const counted = found !== undefined && account.parameters.type === 'hotp'
  return {
    kind: 'account',
    account,
    take: async () => (counted ? advanceCounter(found, await host.store()) : account),
  }
}

async function askWhichCode<Each extends Account>(accounts: readonly Each[], host: Host): Promise<Each> {
  const [only, ...more] = accounts
  if (only !== undefined && more.length === 0) return only
  const prompt = await host.prompt()
  const index = await prompt.choose({
    message: host.words.totp.wizard.which,
    choices: accounts.map((account, at) => ({ value: String(at), label: formatTitle(account) })),
  })
  return accounts[Number(index)] ?? askWhichCode(accounts, host)
}
