/** Which values the shell offers for an option or an argument. */
import { languages } from '../core/flow/book.ts'
import { storeKinds } from '../core/store.ts'
import type { Host } from '../host/host.ts'
import { accountNames, cardNames, flowNames, keptAccounts, keptServices } from '../tasks/name-candidates.ts'
import { topicNames } from '../words/topics.ts'
import { shells } from './completion-scripts.ts'

/** Finds the values; `before`: what was typed as arguments of the command. */
type FindValues = (host: Host, before: readonly string[]) => Promise<readonly string[]>

const among =
  (...values: readonly string[]): FindValues =>
  async () =>
    values

const joined =
  (...finders: readonly FindValues[]): FindValues =>
  async (host, before) => [...new Set((await Promise.all(finders.map((find) => find(host, before)))).flat())]

/** By option, or by the command and its option where that differs. */
const optionValues: Readonly<Record<string, FindValues>> = {
  '--lang': among(...languages),
  '--store': among(...storeKinds),
  'clock --format': among('text', 'json', 'nagios', 'prometheus'),
  'backup generate --format': among('crockford', 'hex', 'digits'),
  'recover --to': among('links', 'aegis', '2fas', 'google-qr'),
  'diagnose --service': (host) => cardNames(host),
  'totp verify --account': accountNames,
  '--account': (host, [service = '']) => keptAccounts(host, service),
}

const services: FindValues = joined(keptServices, (host) => cardNames(host, ['service']))

/** By command: one finder for each of its arguments. */
const argumentValues: Readonly<Record<string, readonly FindValues[]>> = {
  diagnose: [joined(flowNames, (host) => cardNames(host))],
  services: [(host) => cardNames(host)],
  completion: [among(...shells)],
  help: [among(...topicNames)],
  'backup add': [services],
  'backup generate': [services],
  'store move': [among(...storeKinds)],
  'flow graph': [flowNames],
  'totp code': [accountNames],
  'totp show': [accountNames],
  'totp remove': [accountNames],
}

/** Values for the option of a command; undefined where there are none to offer, as for a file. */
export function findOptionValues(command: string, option: string): FindValues | undefined {
  return optionValues[`${command} ${option}`] ?? optionValues[option]
}

/** Values for the argument at this place; undefined where there are none to offer. */
export function findArgumentValues(command: string, place: number): FindValues | undefined {
  const usual = command.startsWith('backup ') ? [keptServices] : []
  return (argumentValues[command] ?? usual)[place]
}
