/** Limits of YAML files: what is too large or nests too deeply is refused before it is parsed. */
import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../src/core/config.ts'
import { parseDocument } from '../../../src/core/data-file/safe-yaml.ts'

const rulesIn = (flaws: ReturnType<typeof parseDocument>['flaws']) =>
  flaws.map(({ fault }) => (fault.kind === 'yaml' ? fault.rule : fault.kind))

describe('a file of YAML', () => {
  it.each([
    ['brackets', 'a: [b\n'],
    ['braces', 'a: {b\n'],
    ['brackets in a list', '- [b\n'],
    ['brackets alone', '['],
  ])('with thousands of %s that are not closed nests too deeply', (_name, unit) => {
    expect(rulesIn(parseDocument(unit.repeat(20_000), 'a.yaml').flaws)).toEqual(['too-deep'])
  })

  it('with thousands of brackets that are closed is read', () => {
    expect(parseDocument('- [a, {b: c}]\n'.repeat(5000), 'a.yaml').flaws).toEqual([])
  })

  it('of more than 128 KiB is too large, and a configuration of more than 16 KiB', () => {
    const text = '# a comment\n'.repeat(1400)
    expect(rulesIn(parseDocument(`${text.repeat(8)}a: b`, 'a.yaml').flaws)).toEqual(['too-large'])
    expect(parseDocument(`${text}a: b`, 'a.yaml').flaws).toEqual([])
    expect(rulesIn(parseConfig(`${text}language: en`, 'config.yaml').flaws)).toEqual(['too-large'])
    expect(parseConfig('language: en', 'config.yaml').config).toEqual({ language: 'en' })
  })
})
