/**
 * HMAC and truncation (RFC 2104; RFC 4226, section 5.3) for several counters at once. The
 * states of the HMAC before the counter are computed once per key, so a counter costs two blocks of the hash.
 */
import { lanes, setWord, wide } from './lanes'

/** Hashes the block at `words`, starting from the state at `from`, and writes the new state to `to`. */
export type Compress = (words: usize, from: usize, to: usize) => void

/** Most counters of one call of `search`: each of them may be a hit. */
export const batch: u32 = 16384

/** The hits of the last call: their distances from its first counter, ascending. */
export const hits: usize = memory.data(16384 * 4, 16)

/** The key, filled with zeros to a block. */
export const key: usize = memory.data(128, 16)

/** Two blocks, each with space for the message schedule. */
const inner: usize = memory.data(80 * 16, 16)
const outer: usize = memory.data(80 * 16, 16)
const initial: usize = memory.data(8 * 16, 16)
const afterInnerKey: usize = memory.data(8 * 16, 16)
const afterOuterKey: usize = memory.data(8 * 16, 16)
const digest: usize = memory.data(8 * 16, 16)

/** Computes the states after the key, and writes the constant parts of the blocks. `size`: words of a digest. */
export function prepareKey<Word>(compress: Compress, start: usize, size: usize): void {
  for (let place: usize = 0; place < size; place += 1) {
    setWord<Word>(initial, place, load<Word>(start + place * sizeof<Word>()))
  }
  setKey<Word>(inner, 0x36)
  compress(inner, initial, afterInnerKey)
  setKey<Word>(outer, 0x5c)
  compress(outer, initial, afterOuterKey)
  setPadding<Word>(inner, 8 / sizeof<Word>())
  setPadding<Word>(outer, size)
}

/** Searches `count` counters from `first` for values with the remainder `rest`; returns the number of hits. */
export function searchFrom<Word>(
  compress: Compress,
  size: usize,
  first: u64,
  count: u32,
  modulus: u32,
  rest: u32,
): u32 {
  let found: u32 = 0
  for (let done: u32 = 0; done < count; done += lanes<Word>()) {
    setCounters<Word>(first + done)
    compress(inner, afterInnerKey, outer)
    compress(outer, afterOuterKey, digest)
    const filled = min(lanes<Word>(), count - done)
    for (let lane: u32 = 0; lane < filled; lane += 1) {
      if (!leaves(valueIn<Word>(digest + lane * sizeof<Word>(), size), modulus, rest)) continue
      store<u32>(hits + (found << 2), done + lane)
      found += 1
    }
  }
  return found
}

/** Whether a value has the remainder. The power of two in the modulus rejects nearly all values without a division. */
function leaves(value: u32, modulus: u32, rest: u32): bool {
  const above = value - rest
  return (above & ((modulus & -modulus) - 1)) === 0 && value >= rest && above % modulus === 0
}

/** Dynamic truncation: the 31 bits of a digest at the offset in its last four bits. */
function valueIn<Word>(column: usize, size: usize): u32 {
  const offset = <usize>load<Word>(column + (size - 1) * wide) & 15
  const at = column + (offset / sizeof<Word>()) * wide
  const shift = <u64>(offset % sizeof<Word>()) * 8
  const bits =
    sizeof<Word>() === 4
      ? (((<u64>load<Word>(at)) << 32) | <u64>load<Word>(at, wide)) << shift
      : ((<u64>load<Word>(at)) << shift) | ((<u64>load<Word>(at, wide) >> 1) >> (63 - shift))
  return <u32>(bits >> 32) & 0x7fffffff
}

/** Consecutive counters, one for each message: eight bytes, big-endian. */
function setCounters<Word>(first: u64): void {
  const two = i64x2.add(i64x2.splat(first), i64x2(0, 1))
  if (sizeof<Word>() === 8) {
    v128.store(inner, two)
    return
  }
  const more = i64x2.add(two, i64x2(2, 2))
  v128.store(inner, v128.shuffle<u32>(two, more, 1, 3, 5, 7))
  v128.store(inner, v128.shuffle<u32>(two, more, 0, 2, 4, 6), wide)
}

function setKey<Word>(words: usize, pad: u8): void {
  // Repeats the pad in every byte of a word.
  const pads = <Word>pad * (<Word>-1 / 255)
  for (let place: usize = 0; place < 16; place += 1) {
    setWord<Word>(words, place, bswap<Word>(load<Word>(key + place * sizeof<Word>())) ^ pads)
  }
}

/** The end of a message (FIPS 180-4, section 5.1) of one block of key and some words. */
function setPadding<Word>(words: usize, size: usize): void {
  const bits = 8 * sizeof<Word>()
  setWord<Word>(words, size, (<Word>1) << (<Word>(bits - 1)))
  for (let place = size + 1; place < 15; place += 1) setWord<Word>(words, place, 0)
  setWord<Word>(words, 15, <Word>((16 + size) * bits))
}
