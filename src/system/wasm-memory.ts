/** The most memory that a WebAssembly module may ask for, set in the module itself: the only place where it counts. */

/** Bytes of a page (WebAssembly Core Specification, section 4.2.8). */
const pageBytes = 64 * 1024
/** The id of the section that declares the memory (section 5.5.16). */
const memorySection = 5
/** Before the first section: the magic number and the version. */
const preambleBytes = 8

/**
 * A module with another maximum of memory, in bytes. The maximum is written in as many bytes as the one before, so that
 * nothing moves (section 5.2.2 allows zeros at the end). Throws where the module declares no maximum, or a lower one.
 */
export function limitMemory(module: Uint8Array, most: number): Uint8Array {
  for (let at = preambleBytes; at < module.length; ) {
    const id = module[at]
    const size = readNumber(module, at + 1)
    if (id === memorySection) return withMaximum(module, size.end, Math.floor(most / pageBytes))
    at = size.end + size.value
  }
  throw new Error('this module declares no memory')
}

/** `start`: where the content of the section of memories begins. */
function withMaximum(module: Uint8Array, start: number, pages: number): Uint8Array {
  const count = readNumber(module, start)
  const hasMaximum = module[count.end] === 1
  const minimum = readNumber(module, count.end + 1)
  const maximum = readNumber(module, minimum.end)
  if (count.value !== 1 || !hasMaximum || minimum.value > pages || maximum.value < pages)
    throw new Error('this module declares another memory than was expected')
  const limited = Uint8Array.from(module)
  for (let at = minimum.end, left = pages; at < maximum.end; at += 1, left >>>= 7)
    limited[at] = (left & 0x7f) | (at < maximum.end - 1 ? 0x80 : 0)
  return limited
}

/** An unsigned number in LEB128 (section 5.2.2), and where it ends. */
function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0
  for (let at = start, shift = 0; ; at += 1, shift += 7) {
    const byte = bytes[at] ?? 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return { value: value >>> 0, end: at + 1 }
  }
}
