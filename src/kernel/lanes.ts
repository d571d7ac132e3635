/**
 * Vectors of 128 bits: each holds the same word of several messages, four of 32 bits or two of 64. `Word` is u32 or
 * u64.
 */

/** Bytes of a vector. */
export const wide: usize = 16

/** Messages that are hashed in parallel. */
export function lanes<Word>(): u32 {
  return 16 / sizeof<Word>()
}

/** Sets the word at an index of a block to the same value in every message. */
export function setWord<Word>(words: usize, place: usize, word: Word): void {
  v128.store(words + place * wide, v128.splat<Word>(word))
}

export function add<Word>(a: v128, b: v128): v128 {
  return v128.add<Word>(a, b)
}

/** WebAssembly cannot rotate vectors. */
export function rotateRight<Word>(a: v128, bits: i32): v128 {
  return v128.or(v128.shr<Word>(a, bits), v128.shl<Word>(a, 8 * sizeof<Word>() - bits))
}

/** Ch of FIPS 180-4, section 4.1: from b where a has ones, from c elsewhere. */
export function choose(a: v128, b: v128, c: v128): v128 {
  return v128.xor(c, v128.and(a, v128.xor(b, c)))
}

/** Maj of FIPS 180-4, section 4.1. */
export function majority(a: v128, b: v128, c: v128): v128 {
  return v128.or(v128.and(a, b), v128.and(c, v128.or(a, b)))
}

/** Parity of FIPS 180-4, section 4.1. */
export function parity(a: v128, b: v128, c: v128): v128 {
  return v128.xor(v128.xor(a, b), c)
}
