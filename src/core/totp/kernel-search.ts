/**
 * Searches long ranges of counters with a WebAssembly kernel (`src/kernel`, explained in docs/search.md). It is compiled
 * when the project is built, and is part of the program.
 */

import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import compiled from '../../kernel/search.wasm'
import type { CodeForm } from './code.ts'
import type { CounterSearch } from './counter-search.ts'
import { type Algorithm, steamAlphabet } from './parameters.ts'

/**
 * The counters of the first code, in ascending order; none for a text that is no code of this form. Blocks until the
 * whole range is searched: some ten million counters a second. A key longer than the hash function's block is hashed
 * first (RFC 2104, section 2).
 */
export function searchWithKernel({
  key,
  algorithm,
  codes,
  form,
  from,
  to,
}: CounterSearch): readonly number[] {
  const [first, ...others] = codes.map((code) => buildPattern(code, form))
  if (first === undefined) return []
  loadKey(key, algorithm)
  return scan(algorithm, first, from, to).filter((counter) =>
    others.every((other, index) => {
      const at = counter + 1 + index
      return other !== undefined && scan(algorithm, other, at, at).length === 1
    }),
  )
}

// --- Codes as numbers ---

/** What a code tells of the 31-bit value behind it: the rest that it leaves when divided. */
interface Pattern {
  readonly modulus: number
  readonly rest: number
}

/** Values of RFC 4226, section 5.3, have 31 bits. */
const values = 2 ** 31

/** What a code tells of its value; undefined for a text that no value makes. */
function buildPattern(code: string, form: CodeForm): Pattern | undefined {
  const places = form === 'steam' ? [...code].reverse() : [...code]
  const alphabet = alphabets[form]
  const digits = places.map((place) => alphabet.indexOf(place))
  if (digits.length === 0 || digits.includes(-1)) return undefined
  const rest = digits.reduce((sum, digit) => sum * alphabet.length + digit, 0)
  if (rest >= values) return undefined
  return { modulus: Math.min(alphabet.length ** digits.length, values), rest }
}

const alphabets: Readonly<Record<CodeForm, string>> = { decimal: '0123456789', steam: steamAlphabet }

// --- The kernel ---

/** What `src/kernel` exports. The globals are addresses in its memory, and a number. */
type Kernel = { readonly memory: { readonly buffer: ArrayBuffer } } & Readonly<
  Record<'key' | 'hits' | 'batch', { readonly value: number }> &
    Record<`prepare${Algorithm}`, () => void> &
    Record<`search${Algorithm}`, Search>
>

/** Leaves the distances of the hits from `first`, and answers with how many there are. */
type Search = (first: bigint, count: number, modulus: number, rest: number) => number

let opened: Kernel | undefined

function kernel(): Kernel {
  opened ??= new WebAssembly.Instance(new WebAssembly.Module(compiled)).exports as unknown as Kernel
  return opened
}

interface Hash {
  (message: Uint8Array): Uint8Array
  /** Bytes. */
  readonly blockLen: number
}

const hashes: Readonly<Record<Algorithm, Hash>> = { SHA1: sha1, SHA256: sha256, SHA512: sha512 }

/** The next scans are for this key and algorithm. */
function loadKey(key: Uint8Array, algorithm: Algorithm): void {
  const { memory, key: at, [`prepare${algorithm}` as const]: prepare } = kernel()
  const hash = hashes[algorithm]
  const block = new Uint8Array(memory.buffer, at.value, hash.blockLen)
  block.fill(0)
  block.set(key.length > hash.blockLen ? hash(key) : key)
  prepare()
  block.fill(0)
}

/** The counters of a range whose values fit the pattern. */
function scan(algorithm: Algorithm, { modulus, rest }: Pattern, from: number, to: number): number[] {
  const { memory, hits, batch, [`search${algorithm}` as const]: search } = kernel()
  const found: number[] = []
  const all = to - from + 1
  for (let done = 0; done < all; done += batch.value) {
    const first = from + done
    const count = search(BigInt(first), Math.min(batch.value, all - done), modulus, rest)
    for (const distance of new Uint32Array(memory.buffer, hits.value, count)) found.push(first + distance)
  }
  return found
}
