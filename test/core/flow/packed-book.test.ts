/** What a page carries. */
import { expect, it } from 'vitest'
import { packContent, unpackContent } from '../../../src/core/flow/packed-book.ts'
import { shippedBook } from '../../support/flows.ts'

it('comes out as it went in, but for the sources', async () => {
  const book = shippedBook()
  const packed = await packContent({ start: 'diagnose', book, services: [] })
  expect(packed).toMatch(/^[A-Za-z0-9+/]+=*$/)
  const content = await unpackContent(packed)
  expect(content.start).toBe('diagnose')
  expect(content.book.flows).toEqual(JSON.parse(JSON.stringify(book.flows)))
  expect(content.book.remedies).toEqual(JSON.parse(JSON.stringify(book.remedies)))
  const google = content.book.cards.service.google
  expect(google?.name).toEqual(book.cards.service.google?.name)
  expect(google?.facts?.['app-code']).toMatchObject({ is: 'yes', source: [] })
  expect(google?.sources).toEqual({})
})

it('is the same each time', async () => {
  const content = { start: 'diagnose', book: shippedBook(), services: [] }
  expect(await packContent(content)).toBe(await packContent(content))
})
