/** Reads the tables of the directory (`flows/directory/*.tsv`): a line for each service, with tabs between its columns. */
import { type ListedMethod, type ListedService, listedMethods } from './directory.ts'

const columns = [
  'name',
  'ja',
  'aliases',
  'domain',
  'methods',
  'region',
  'account',
  'help',
  'recovery',
] as const

/** A flaw of a table, for the person who edits it. */
export interface DirectoryFlaw {
  readonly file: string
  readonly line: number
  readonly flaw: string
}

/**
 * The services of one table, and what is wrong with it. Blank cells stand for what is not known.
 *
 * @example
 * ```js
 * import { parseDirectory } from '2fa-rescue/flow'
 *
 * console.log(parseDirectory('banking.tsv', 'name\nExample').flaws[0].flaw) // other columns
 * ```
 */
export function parseDirectory(
  file: string,
  text: string,
): { readonly services: readonly ListedService[]; readonly flaws: readonly DirectoryFlaw[] } {
  const [head = '', ...lines] = text.replace(/\r?\n$/, '').split(/\r?\n/)
  if (head !== columns.join('\t')) return { services: [], flaws: [{ file, line: 1, flaw: 'other columns' }] }
  const services: ListedService[] = []
  const flaws: DirectoryFlaw[] = []
  for (const [index, line] of lines.entries()) {
    const cells = line.split('\t')
    const cell = (name: (typeof columns)[number]): string => cells[columns.indexOf(name)] ?? ''
    const service: ListedService = {
      id: slug(cell('name')),
      name: cell('name'),
      ...(cell('ja') === '' ? {} : { ja: cell('ja') }),
      aliases: splitCell(cell('aliases'), ', '),
      domain: cell('domain'),
      methods: splitCell(cell('methods'), ' ') as ListedMethod[],
      regions: splitCell(cell('region'), ' '),
      account: cell('account') as ListedService['account'],
      ...(cell('help') === '' ? {} : { help: cell('help') }),
      ...(cell('recovery') === '' ? {} : { recovery: cell('recovery') }),
    }
    for (const flaw of findFlaws(service, cells.length)) flaws.push({ file, line: index + 2, flaw })
    services.push(service)
  }
  return { services, flaws }
}

const splitCell = (cell: string, between: string): string[] => (cell === '' ? [] : cell.split(between))

/** A name as an id: small Latin letters, digits and hyphens. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/&/g, ' and ')
    .replace(/\+/g, ' plus ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function findFlaws(service: ListedService, width: number): readonly string[] {
  const { id, domain, methods, account, help, recovery } = service
  const known: readonly string[] = listedMethods
  return [
    ...(width === columns.length ? [] : [`${width} columns instead of ${columns.length}`]),
    ...(id === '' ? ['no name'] : []),
    ...(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) ? [] : [`no domain: ${domain}`]),
    ...methods.filter((method) => !known.includes(method)).map((method) => `no method: ${method}`),
    ...(account === 'personal' || account === 'managed' ? [] : [`no kind of account: ${account}`]),
    ...[help, recovery]
      .filter((url) => url !== undefined)
      .filter((url) => !url.startsWith('https://'))
      .map((url) => `no https: ${url}`),
  ]
}
