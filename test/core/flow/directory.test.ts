/** The directory: its tables, the cards made from them, and a full card that goes before. */
import { describe, expect, it } from 'vitest'
import { findCard, searchCards } from '../../../src/core/flow/cards.ts'
import { addDirectory, isListed } from '../../../src/core/flow/directory.ts'
import { parseDirectory } from '../../../src/core/flow/parse-directory.ts'
import { shippedBook, shippedDirectory } from '../../support/flows.ts'

const head = 'name\tja\taliases\tdomain\tmethods\tregion\taccount\thelp\trecovery'
const bank =
  'Example Bank\tれいの銀行\texbank, ex bank\texample.org\tsms passkey\tjp us\tpersonal\thttps://example.org/help\t'

describe('a table of the directory', () => {
  it('has a line for each service', () => {
    expect(parseDirectory('banking.tsv', `${head}\n${bank}\n`)).toEqual({
      services: [
        {
          id: 'example-bank',
          name: 'Example Bank',
          ja: 'れいの銀行',
          aliases: ['exbank', 'ex bank'],
          domain: 'example.org',
          methods: ['sms', 'passkey'],
          regions: ['jp', 'us'],
          account: 'personal',
          help: 'https://example.org/help',
        },
      ],
      flaws: [],
    })
  })

  it('says what is wrong with a line', () => {
    const wrong = 'Example\t\t\texample\tfax\t\tshared\thttp://example.org\t'
    expect(parseDirectory('banking.tsv', `${head}\n${wrong}`).flaws).toEqual([
      { file: 'banking.tsv', line: 2, flaw: 'no domain: example' },
      { file: 'banking.tsv', line: 2, flaw: 'no method: fax' },
      { file: 'banking.tsv', line: 2, flaw: 'no kind of account: shared' },
      { file: 'banking.tsv', line: 2, flaw: 'no https: http://example.org' },
    ])
    expect(parseDirectory('banking.tsv', `${head}\nExample`).flaws[0]?.flaw).toBe('1 columns instead of 9')
  })
})

describe('a book with the directory', () => {
  const { services } = parseDirectory('banking.tsv', `${head}\n${bank}`)
  const book = addDirectory(shippedBook(), services)

  it('knows a service by each of its names, hiragana and katakana alike', () => {
    for (const name of ['example bank', 'Ex-Bank', 'れいの銀行', 'レイノ銀行', 'example.org'])
      expect(findCard(book, 'service', name), name).toBe('example-bank')
  })

  it('knows what is listed, and says of nothing that it is not there', () => {
    const card = book.cards.service['example-bank']
    expect(card?.facts?.sms).toMatchObject({ is: 'yes', confidence: 'medium' })
    expect(card?.facts?.passkey).toMatchObject({ is: 'yes' })
    expect(card?.facts?.['security-key']).toMatchObject({ is: 'no', confidence: 'low' })
    expect(card?.facts?.email).toBeUndefined()
    expect(card?.links?.help?.url).toBe('https://example.org/help')
  })

  it('has full cards first', () => {
    const google = parseDirectory('x.tsv', `${head}\n${bank.replace('Example Bank', 'Google')}`).services
    const card = addDirectory(shippedBook(), google).cards.service.google
    expect(card !== undefined && isListed(card)).toBe(false)
    const found = searchCards(Object.entries(addDirectory(shippedBook(), google).cards.service), 'goo')
    expect(found[0]?.[0]).toBe('google')
  })

  it('stands behind every card whose name begins as well like what was typed', () => {
    const listed = parseDirectory('x.tsv', `${head}\n${bank.replace('Example Bank', 'Nextdoor')}`).services
    const { service, server } = addDirectory(shippedBook(), listed).cards
    const found = searchCards([...Object.entries(service), ...Object.entries(server)], 'next', 'ja')
    expect(found.map(([id]) => id)).toEqual(['nextcloud', 'nextdoor'])
  })
})

describe('the shipped directory', () => {
  const services = shippedDirectory()

  it('has at least 800 services, each once, on domains of their own', () => {
    expect(services.length).toBeGreaterThan(800)
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length)
    for (const { domain, help, recovery } of services)
      for (const url of [help, recovery].filter((url) => url !== undefined))
        expect(new URL(url).protocol, `${domain} ${url}`).toBe('https:')
  })

  it('costs a book of the shipped flows nothing that a full card has', () => {
    const all = addDirectory(shippedBook(), services)
    for (const [id, card] of Object.entries(shippedBook().cards.service))
      expect(all.cards.service[id]).toEqual(card)
  })
})
