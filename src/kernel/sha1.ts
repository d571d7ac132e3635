/** Codes with SHA-1 (FIPS 180-4, section 6.1.2). */
import { prepareKey, searchFrom } from './hmac'
import { add, choose, majority, parity, rotateRight, wide } from './lanes'

const start = memory.data<u32>([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
const size: usize = 5

/** Sets up the search with the key at `key`. */
export function prepare(): void {
  prepareKey<u32>(compress, start, size)
}

/** See `searchFrom`. */
export function search(first: u64, count: u32, modulus: u32, rest: u32): u32 {
  return searchFrom<u32>(compress, size, first, count, modulus, rest)
}

function compress(words: usize, from: usize, to: usize): void {
  schedule(words)
  let a = v128.load(from)
  let b = v128.load(from, 1 * wide)
  let c = v128.load(from, 2 * wide)
  let d = v128.load(from, 3 * wide)
  let e = v128.load(from, 4 * wide)
  for (let at = words; at < words + 80 * wide; at += wide) {
    const mixed = mix(at - words, b, c, d)
    const next = add<u32>(add<u32>(rotateRight<u32>(a, 27), mixed), add<u32>(e, v128.load(at)))
    e = d
    d = c
    c = rotateRight<u32>(b, 2)
    b = a
    a = next
  }
  v128.store(to, add<u32>(a, v128.load(from)))
  v128.store(to, add<u32>(b, v128.load(from, 1 * wide)), 1 * wide)
  v128.store(to, add<u32>(c, v128.load(from, 2 * wide)), 2 * wide)
  v128.store(to, add<u32>(d, v128.load(from, 3 * wide)), 3 * wide)
  v128.store(to, add<u32>(e, v128.load(from, 4 * wide)), 4 * wide)
}

/** The function of a group of twenty rounds, and its constant. */
function mix(round: usize, b: v128, c: v128, d: v128): v128 {
  if (round < 20 * wide) return add<u32>(choose(b, c, d), i32x4.splat(0x5a827999))
  if (round < 40 * wide) return add<u32>(parity(b, c, d), i32x4.splat(0x6ed9eba1))
  if (round < 60 * wide) return add<u32>(majority(b, c, d), i32x4.splat(0x8f1bbcdc))
  return add<u32>(parity(b, c, d), i32x4.splat(0xca62c1d6))
}

function schedule(words: usize): void {
  for (let at = words + 16 * wide; at < words + 80 * wide; at += wide) {
    const one = v128.xor(v128.load(at - 3 * wide), v128.load(at - 8 * wide))
    const other = v128.xor(v128.load(at - 14 * wide), v128.load(at - 16 * wide))
    v128.store(at, rotateRight<u32>(v128.xor(one, other), 31))
  }
}
