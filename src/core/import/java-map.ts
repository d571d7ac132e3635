/**
 * A serialised `HashMap<String, String>` of Java (Object Serialization Stream Protocol, sections 6.4.2 and 6.4.1), and
 * nothing else of that protocol: a general reader would let the file choose what is built.
 */
import { maxItems } from './limits.ts'

const magic = [0xac, 0xed, 0x00, 0x05]
const shortString = 0x74
const longString = 0x7c
const blockData = 0x77
const endOfClass = [0x78, 0x70]
const className = 'java.util.HashMap'
/** After the class: two fields of 4 bytes each. */
const fieldBytes = 8

export const isJavaStream = (bytes: Uint8Array): boolean => magic.every((byte, at) => bytes[at] === byte)

/** The pairs of the map, or undefined where the stream holds anything else. */
export function parseJavaMap(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  try {
    return readMap(bytes)
  } catch {
    return undefined
  }
}

function readMap(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameLength = view.getUint16(6)
  const name = new TextDecoder().decode(bytes.subarray(8, 8 + nameLength))
  if (bytes[4] !== 0x73 || bytes[5] !== 0x72 || name !== className) return undefined
  const start = findPair(bytes, 8 + nameLength, endOfClass)
  let at = start + 2 + fieldBytes
  if (start < 0 || bytes[at] !== blockData || bytes[at + 1] !== 8) return undefined
  const size = view.getInt32(at + 6)
  if (size < 0 || size > maxItems) return undefined
  at += 10
  const readString = (): string => {
    const isLong = view.getUint8(at) === longString
    if (!isLong && view.getUint8(at) !== shortString) throw new Error('no string')
    const length = isLong ? Number(view.getBigUint64(at + 1)) : view.getUint16(at + 1)
    const from = at + (isLong ? 9 : 3)
    if (from + length > bytes.length) throw new Error('cut off')
    at = from + length
    return decodeModifiedUtf8(bytes.subarray(from, at))
  }
  const pairs = new Map<string, string>()
  for (let count = 0; count < size; count += 1) {
    const key = readString()
    pairs.set(key, readString())
  }
  return pairs
}

function findPair(bytes: Uint8Array, from: number, [first, second]: readonly number[]): number {
  for (let at = from; at + 1 < bytes.length; at += 1)
    if (bytes[at] === first && bytes[at + 1] === second) return at
  return -1
}

/** Modified UTF-8: every UTF-16 unit on its own, and zero in two bytes. */
function decodeModifiedUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3)
    const size = one < 0x80 ? 1 : one < 0xe0 ? 2 : 3
    const unit = size === 1 ? one : size === 2 ? ((one & 31) << 6) | (two & 63) : 0
    text += String.fromCharCode(size === 3 ? ((one & 15) << 12) | ((two & 63) << 6) | (three & 63) : unit)
    at += size
  }
  return text
}
