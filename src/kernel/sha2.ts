/** What SHA-256 and SHA-512 have in common (FIPS 180-4, sections 6.2.2 and 6.4.2). */
import { add, choose, majority, parity, rotateRight, wide } from './lanes'

/** `Word` is u32 for SHA-256 and u64 for SHA-512. */
export function compressSha2<Word>(
  words: usize,
  from: usize,
  to: usize,
  constants: usize,
  rounds: usize,
): void {
  schedule<Word>(words, rounds)
  let a = v128.load(from)
  let b = v128.load(from, 1 * wide)
  let c = v128.load(from, 2 * wide)
  let d = v128.load(from, 3 * wide)
  let e = v128.load(from, 4 * wide)
  let f = v128.load(from, 5 * wide)
  let g = v128.load(from, 6 * wide)
  let h = v128.load(from, 7 * wide)
  for (let round: usize = 0; round < rounds; round += 1) {
    const word = add<Word>(
      v128.load(words + round * wide),
      v128.load_splat<Word>(constants + round * sizeof<Word>()),
    )
    const one = add<Word>(add<Word>(h, sumOfE<Word>(e)), add<Word>(choose(e, f, g), word))
    const other = add<Word>(sumOfA<Word>(a), majority(a, b, c))
    h = g
    g = f
    f = e
    e = add<Word>(d, one)
    d = c
    c = b
    b = a
    a = add<Word>(one, other)
  }
  v128.store(to, add<Word>(a, v128.load(from)))
  v128.store(to, add<Word>(b, v128.load(from, 1 * wide)), 1 * wide)
  v128.store(to, add<Word>(c, v128.load(from, 2 * wide)), 2 * wide)
  v128.store(to, add<Word>(d, v128.load(from, 3 * wide)), 3 * wide)
  v128.store(to, add<Word>(e, v128.load(from, 4 * wide)), 4 * wide)
  v128.store(to, add<Word>(f, v128.load(from, 5 * wide)), 5 * wide)
  v128.store(to, add<Word>(g, v128.load(from, 6 * wide)), 6 * wide)
  v128.store(to, add<Word>(h, v128.load(from, 7 * wide)), 7 * wide)
}

function schedule<Word>(words: usize, rounds: usize): void {
  for (let at = words + 16 * wide; at < words + rounds * wide; at += wide) {
    const late = lateSigma<Word>(v128.load(at - 2 * wide))
    const early = earlySigma<Word>(v128.load(at - 15 * wide))
    const others = add<Word>(v128.load(at - 7 * wide), v128.load(at - 16 * wide))
    v128.store(at, add<Word>(add<Word>(late, early), others))
  }
}

// FIPS 180-4, sections 4.1.2 and 4.1.3.

function sumOfA<Word>(a: v128): v128 {
  return sizeof<Word>() === 4 ? rotated<Word>(a, 2, 13, 22) : rotated<Word>(a, 28, 34, 39)
}

function sumOfE<Word>(e: v128): v128 {
  return sizeof<Word>() === 4 ? rotated<Word>(e, 6, 11, 25) : rotated<Word>(e, 14, 18, 41)
}

function earlySigma<Word>(a: v128): v128 {
  return sizeof<Word>() === 4 ? shifted<Word>(a, 7, 18, 3) : shifted<Word>(a, 1, 8, 7)
}

function lateSigma<Word>(a: v128): v128 {
  return sizeof<Word>() === 4 ? shifted<Word>(a, 17, 19, 10) : shifted<Word>(a, 19, 61, 6)
}

function rotated<Word>(a: v128, one: i32, two: i32, three: i32): v128 {
  return parity(rotateRight<Word>(a, one), rotateRight<Word>(a, two), rotateRight<Word>(a, three))
}

function shifted<Word>(a: v128, one: i32, two: i32, shift: i32): v128 {
  return parity(rotateRight<Word>(a, one), rotateRight<Word>(a, two), v128.shr<Word>(a, shift))
}
