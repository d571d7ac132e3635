/** The maximum of memory in a WebAssembly module. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { limitMemory } from '../../src/system/wasm-memory.ts'

const pageBytes = 64 * 1024

/** A module that exports one memory `m` of at least 1 and at most 4096 pages, after an empty section of one's own. */
const module = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[0, 2, 1, 0x78],
  ...[5, 5, 1, 1, 1, 0x80, 0x20],
  ...[7, 5, 1, 1, 0x6d, 2, 0],
])
const memoryOf = (bytes: Uint8Array): { grow(pages: number): number } =>
  new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports.m as {
    grow(pages: number): number
  }

describe('the memory of a module', () => {
  it('grows to the new maximum and no further', () => {
    const memory = memoryOf(limitMemory(module, 8 * pageBytes))
    expect(memory.grow(7)).toBe(1)
    expect(() => memory.grow(1)).toThrow(RangeError)
    expect(memoryOf(module).grow(8)).toBe(1)
  })

  it('is limited in the module that reads pictures', () => {
    const wasm = readFileSync(new URL('../../dist/zxing_reader.wasm', import.meta.url))
    const limited = limitMemory(wasm, 512 * 1024 * 1024)
    expect(new WebAssembly.Module(new Uint8Array(limited))).toBeInstanceOf(WebAssembly.Module)
    expect([...limited].filter((byte, index) => byte !== wasm[index])).toHaveLength(2)
  })

  it.each([
    ['no memory', module.subarray(0, 12)],
    ['a memory without a maximum', Uint8Array.from([...module.subarray(0, 12), 5, 3, 1, 0, 1])],
    ['a lower maximum', Uint8Array.from([...module.subarray(0, 12), 5, 4, 1, 1, 1, 2])],
  ])('is not taken for limited where there is %s', (_, bytes) => {
    expect(() => limitMemory(bytes, 8 * pageBytes)).toThrow(/^this module declares/)
  })
})
