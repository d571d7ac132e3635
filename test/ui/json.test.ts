/** JSON that is printed: safe for a terminal, and the same value when it is read back. */
import { describe, expect, it } from 'vitest'
import { jsonLine } from '../../src/ui/json.ts'

describe('a line of JSON', () => {
  it.each([
    ['\u009b31m', '\\u009b31m'],
    ['\u0085', '\\u0085'],
    ['\u007f', '\\u007f'],
    ['\u001b[2J', '\\u001b[2J'],
    ['\u202e', '\\u202e'],
    ['\u2066\u2069', '\\u2066\\u2069'],
    ['\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['日本語 é 🙂', '日本語 é 🙂'],
  ])('holds %j without raw control characters', (text, shown) => {
    const line = jsonLine({ text })
    expect(line).toBe(`{"text":"${shown}"}\n`)
    expect(JSON.parse(line)).toEqual({ text })
  })

  it('may be indented', () => {
    expect(jsonLine({ a: ['\u009b'] }, 2)).toBe('{\n  "a": [\n    "\\u009b"\n  ]\n}\n')
  })
})
