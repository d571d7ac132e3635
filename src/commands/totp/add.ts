/** `totp add`: keeps accounts from links, secrets, lists of links and transfers. Says what it understood first. */

import { RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import type { Draft } from '../../core/store.ts'
import { type Account, formatTitle, sameCodes } from '../../core/totp/account.ts'
import { formatAccountKey, keptValue, parseKept } from '../../core/totp/kept.ts'
import { distinctAccounts, failureIn, foundNames, readSecrets } from '../../core/totp/links.ts'
import type { FoundAccount } from '../../core/totp/secret-list.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseMissing, refuseTogether } from '../../host/misuse.ts'
import { isAttended } from '../../tasks/confirm.ts'
import { type Ask, decideAndWrite } from '../../tasks/decide.ts'
import { readPicture } from '../../tasks/read-picture.ts'
import { readText, reportUnread } from '../../tasks/read-secret.ts'
import { accountJson, accountsLines } from '../../ui/accounts.ts'
import { visible } from '../../ui/visible.ts'
import { collectValues } from '../option-values.ts'
import type { Verb } from '../verb.ts'

interface AddOptions {
  readonly secretFile?: string
  readonly picture?: readonly string[]
}

export const addVerb: Verb = {
  name: 'add',
  examples: [
    '2fa-rescue totp add github:mika',
    '2fa-rescue totp add < links.txt',
    '2fa-rescue totp add --picture part1.png --picture part2.png',
  ],
  add: (command, perform, words) =>
    command
      .description(words.totp.add.help)
      .argument('[name]', words.totp.add.name)
      .option('--secret-file <file>', words.totp.options.secretFile)
      .option('--picture <file>', words.totp.add.options.picture, collectValues)
      .action((name: string | undefined, given: AddOptions) => perform((host) => add(name, given, host))),
}

async function add(name: string | undefined, given: AddOptions, host: Host): Promise<Exit> {
  const texts = await textsFrom(given, host)
  const found = await accountsIn(texts, name, host)
  const store = await host.store({ forNew: true })
  const added = host.now().toISOString()
  const plan = await decideAndWrite(host, store, async (draft, ask) => {
    const plan = await planFor(found, draft, ask, host)
    for (const account of plan?.fresh ?? [])
      draft.write(formatAccountKey(account), keptValue({ account, added }))
    return plan
  })
  if (plan === undefined) {
    host.note(host.words.totp.add.leftAsIs)
    return exits.no
  }
  for (const title of plan.same) host.note(host.words.totp.add.sameAlready(title))
  tell(found, plan.fresh, added, host)
  return exits.yes
}

async function textsFrom(
  { secretFile, picture }: AddOptions,
  host: Host,
): Promise<readonly Secret<string>[]> {
  if (picture === undefined) return [await readText(host, secretFile, 'store')]
  if (secretFile !== undefined) refuseTogether('--secret-file', '--picture')
  const texts: Secret<string>[] = []
  for (const file of picture) texts.push(...(await readPicture(host, file)))
  return texts
}

// --- What was understood ---

/** The accounts in texts, with what is wrong or missing said. Throws the first failure where there is no account at all. */
async function accountsIn(
  texts: readonly Secret<string>[],
  name: string | undefined,
  host: Host,
): Promise<readonly Account[]> {
  const list = readSecrets(texts.map((one) => one.reveal()).join('\n'))
  const [only, ...more] = distinctAccounts(list)
  if (only === undefined) throw failureIn(list)
  reportUnread(list, host)
  for (const { notes } of [only, ...more]) for (const note of notes) host.hint(host.words.totp.notes(note))
  if (more.length === 0) return [await named(only.account, name, host)]
  if (name !== undefined) refuseTogether('name', host.words.totp.add.list)
  return nameAll([only, ...more])
}

/** Every account of a list needs a name; nobody can be asked for that many. Throws `several-secrets`. */
function nameAll(found: readonly FoundAccount[]): readonly Account[] {
  if (found.some(({ account }) => formatTitle(account) === ''))
    throw new RescueError({ code: 'several-secrets', found: foundNames(found) })
  return found.map(({ account }) => account)
}

/** An account needs a name to be found by. `issuer:name` names both. Throws `misused` where nobody can say one. */
async function named(account: Account, name: string | undefined, host: Host): Promise<Account> {
  if (name === undefined && formatTitle(account) !== '') return account
  const text = name ?? (await askName(host))
  const [first = '', ...others] = text.split(':')
  const names =
    others.length === 0
      ? { issuer: first.trim(), name: account.name }
      : { issuer: first.trim(), name: others.join(':').trim() }
  return { ...account, ...names }
}

async function askName(host: Host): Promise<string> {
  if (host.settings.yes || !(await isAttended(host))) refuseMissing('name')
  const { add } = host.words.totp
  const prompt = await host.prompt()
  return prompt.text({
    message: add.askName,
    check: (text) => (text.trim() === '' ? add.emptyName : undefined),
  })
}

// --- What is kept ---

interface Plan {
  /** The accounts to write, once each. */
  readonly fresh: readonly Account[]
  /** Titles of those that are stored already. */
  readonly same: readonly string[]
}

/** What is to be written; undefined where the person does not want that. */
async function planFor(
  found: readonly Account[],
  draft: Draft,
  ask: Ask,
  host: Host,
): Promise<Plan | undefined> {
  const { add } = host.words.totp
  const fresh: Account[] = []
  const same: string[] = []
  for (const account of found) {
    const title = formatTitle(account)
    const twin = fresh.find((other) => formatAccountKey(other).name === formatAccountKey(account).name)
    const stored = twin === undefined ? await draft.read(formatAccountKey(account)) : undefined
    const there = twin ?? parseKept(stored)?.account
    if (there === undefined) fresh.push(account)
    else if (sameCodes(there, account)) same.push(title)
    else if (twin !== undefined) fresh.push(apart(account, fresh))
    else if (await ask({ message: add.replace(title), about: stored, preset: false })) fresh.push(account)
    else return undefined
  }
  if (fresh.length < 2 || !host.welcomesQuestions || !host.terminal.errIsTerminal) return { fresh, same }
  const before = (): void => showAccounts(fresh, host)
  const about = fresh.map((account) => formatAccountKey(account).name)
  return (await ask({ message: add.confirm(fresh.length), about, before })) ? { fresh, same } : undefined
}

function showAccounts(accounts: readonly Account[], { terminal, words, errStyle }: Host): void {
  const shown = accounts.map((account) => ({ account, added: '' }))
  terminal.err(
    accountsLines(shown, words, errStyle)
      .map((line) => `  ${line}\n`)
      .join(''),
  )
}

/** Two accounts of one name in one list: the later one gets a number behind its name. */
function apart(account: Account, others: readonly Account[]): Account {
  const taken = new Set(others.map((other) => formatAccountKey(other).name))
  for (let number = 2; ; number += 1) {
    const renamed = { ...account, name: `${account.name} (${number})`.trim() }
    if (!taken.has(formatAccountKey(renamed).name)) return renamed
  }
}

function tell(found: readonly Account[], kept: readonly Account[], added: string, host: Host): void {
  const { words } = host
  host.result({
    json: { found: found.length, added: kept.map((account) => accountJson({ account, added })) },
    text: kept.map((account) => visible(words.totp.add.done(formatTitle(account)))),
  })
  if (kept.some(({ parameters }) => parameters.type === 'hotp')) host.hint(words.totp.add.counted)
}
