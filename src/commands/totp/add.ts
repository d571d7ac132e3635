/** `totp add`: keeps accounts from links, secrets, lists of links and transfers. Says what it understood first. */

import { RescueError } from '../../core/errors.ts'
import type { Secret } from '../../core/secret.ts'
import type { Store } from '../../core/store.ts'
import { type Account, sameCodes, titleOf } from '../../core/totp/account.ts'
import { keptValue, keyOfAccount, parseKept } from '../../core/totp/kept.ts'
import { holdsLink, type LinkList, parseAccount, parseLinks } from '../../core/totp/links.ts'
import { type Exit, exits } from '../../host/exit.ts'
import type { Host } from '../../host/host.ts'
import { refuseMissing, refuseTogether } from '../../host/misuse.ts'
import { agreed, isAttended } from '../../tasks/confirm.ts'
import { readPicture } from '../../tasks/read-picture.ts'
import { readText } from '../../tasks/read-secret.ts'
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
  const plan = await planFor(found, store, host)
  if (plan === undefined) {
    host.hint(host.words.totp.add.leftAsIs)
    return exits.no
  }
  const added = host.now().toISOString()
  await store.update(async (draft) => {
    for (const account of plan) draft.write(keyOfAccount(account), keptValue({ account, added }))
  })
  tell(found, plan, added, host)
  return exits.yes
}

async function textsFrom(
  { secretFile, picture }: AddOptions,
  host: Host,
): Promise<readonly Secret<string>[]> {
  if (picture === undefined) return [await readText(host, secretFile)]
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
  const text = texts.map((one) => one.reveal()).join('\n')
  if (!holdsLink(text)) return [await named(parsed(text, host), name, host)]
  const list = parseLinks(text)
  const read = list.entries.flatMap((entry) => (entry.kind === 'account' ? [entry] : []))
  const [only, ...more] = read
  if (only === undefined) throw failureIn(list)
  sayProblems(list, host)
  for (const { notes } of read) for (const note of notes) host.hint(host.words.totp.notes(note))
  if (more.length === 0) return [await named(only.account, name, host)]
  if (name !== undefined) refuseTogether('name', host.words.totp.add.list)
  return read.map(({ account }) => account)
}

function parsed(text: string, host: Host): Account {
  const { account, notes } = parseAccount(text)
  for (const note of notes) host.hint(host.words.totp.notes(note))
  return account
}

function failureIn({ unread, entries }: LinkList): RescueError {
  const flawed = entries.flatMap((entry) => (entry.kind === 'unread' ? [entry.flaw] : []))
  const [flaw = { kind: 'no-link' } as const] = [...unread.map((one) => one.flaw), ...flawed]
  return new RescueError({ code: 'bad-link', flaw })
}

/** Lines and accounts that could not be read lose none of the others, but they are named. */
function sayProblems({ unread, entries, transfers }: LinkList, { terminal, words, hint }: Host): void {
  const { add } = words.totp
  for (const { line, flaw } of unread)
    terminal.err(`${visible(add.unreadLine(line, words.errors.say({ code: 'bad-link', flaw }).message))}\n`)
  for (const entry of entries)
    if (entry.kind === 'unread')
      terminal.err(
        `${visible(add.unreadAccount(entry.title, words.errors.say({ code: 'bad-link', flaw: entry.flaw }).message))}\n`,
      )
  for (const { missing, size } of transfers)
    if (missing.length > 0) terminal.err(`${add.missing(missing, size)}\n`)
  if (transfers.length > 0) hint(add.periodLost)
}

/** An account needs a name to be found by. `issuer:name` names both. Throws `misused` where nobody can say one. */
async function named(account: Account, name: string | undefined, host: Host): Promise<Account> {
  if (name === undefined && titleOf(account) !== '') return account
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

/** The accounts to write, once each; undefined where the person does not want that. */
async function planFor(
  found: readonly Account[],
  store: Store,
  host: Host,
): Promise<readonly Account[] | undefined> {
  const { add } = host.words.totp
  const fresh: Account[] = []
  for (const account of found) {
    const title = titleOf(account)
    const twin = fresh.find((other) => keyOfAccount(other).name === keyOfAccount(account).name)
    const there = twin ?? parseKept(await store.read(keyOfAccount(account)))?.account
    if (there === undefined) fresh.push(account)
    else if (sameCodes(there, account)) host.hint(add.sameAlready(title))
    else if (twin !== undefined) fresh.push(apart(account, fresh))
    else if (await agreed(host, add.replace(title), false)) fresh.push(account)
    else return undefined
  }
  if (fresh.length < 2 || !host.welcomesQuestions || !host.terminal.errIsTerminal) return fresh
  host.terminal.err(
    accountsLines(
      fresh.map((account) => ({ account, added: '' })),
      host.words,
      host.errStyle,
    )
      .map((line) => `  ${line}\n`)
      .join(''),
  )
  return (await agreed(host, add.confirm(fresh.length))) ? fresh : undefined
}

/** Two accounts of one name in one list: the later one gets a number behind its name. */
function apart(account: Account, others: readonly Account[]): Account {
  const taken = new Set(others.map((other) => keyOfAccount(other).name))
  for (let number = 2; ; number += 1) {
    const renamed = { ...account, name: `${account.name} (${number})`.trim() }
    if (!taken.has(keyOfAccount(renamed).name)) return renamed
  }
}

function tell(found: readonly Account[], kept: readonly Account[], added: string, host: Host): void {
  const { words } = host
  host.result({
    json: { found: found.length, added: kept.map((account) => accountJson({ account, added })) },
    text: kept.map((account) => visible(words.totp.add.done(titleOf(account)))),
  })
  if (kept.some(({ parameters }) => parameters.type === 'hotp')) host.hint(words.totp.add.counted)
}
