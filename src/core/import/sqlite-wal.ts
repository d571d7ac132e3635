/** The newest changes of an SQLite database, from the write-ahead log next to it (SQLite file format, section 4). */

const headerBytes = 32
const frameHeaderBytes = 24
/** Where the header of a database says that there is a log (2) or none (1), for writing and for reading. */
const versionPlace = 18

/** Whether the newest changes of a database may be in a log. */
export const mayHaveLog = (database: Uint8Array): boolean => database[versionPlace] === 2

export const isWal = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x37 && bytes[1] === 0x7f && bytes[2] === 0x06 && (bytes[3] === 0x82 || bytes[3] === 0x83)

/** The two running sums of the log, over 8-byte steps. */
type Sums = readonly [number, number]

function addSums(view: DataView, from: number, to: number, isLittle: boolean, [one, two]: Sums): Sums {
  let [first, second] = [one, two]
  for (let at = from; at < to; at += 8) {
    first = (first + view.getUint32(at, isLittle) + second) >>> 0
    second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0
  }
  return [first, second]
}

/**
 * The database with every committed change of its log. Frames of an older log and those that were cut off are not
 * used; a log that does not belong to the database changes nothing.
 */
export function applyWal(database: Uint8Array, wal: Uint8Array): Uint8Array {
  if (wal.length < headerBytes || !isWal(wal)) return database
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength)
  const isLittle = wal[3] === 0x82
  const pageBytes = view.getUint32(8)
  const storedBytes = new DataView(database.buffer, database.byteOffset).getUint16(16)
  if (pageBytes !== (storedBytes === 1 ? 65_536 : storedBytes)) return database
  let sums = addSums(view, 0, 24, isLittle, [0, 0])
  const pages = new Map<number, Uint8Array>()
  let committed: { readonly pages: ReadonlyMap<number, Uint8Array>; readonly size: number } | undefined
  const frameBytes = frameHeaderBytes + pageBytes
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    const isOfThisLog =
      view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20)
    sums = addSums(view, at, at + 8, isLittle, sums)
    sums = addSums(view, at + frameHeaderBytes, at + frameBytes, isLittle, sums)
    if (!isOfThisLog || view.getUint32(at + 16) !== sums[0] || view.getUint32(at + 20) !== sums[1]) break
    pages.set(view.getUint32(at), wal.subarray(at + frameHeaderBytes, at + frameBytes))
    const size = view.getUint32(at + 4)
    if (size !== 0) committed = { pages: new Map(pages), size }
  }
  return committed === undefined ? database : writePages(database, committed, pageBytes)
}

function writePages(
  database: Uint8Array,
  { pages, size }: { readonly pages: ReadonlyMap<number, Uint8Array>; readonly size: number },
  pageBytes: number,
): Uint8Array {
  // The size of a database cannot grow beyond what it had and what the log brings.
  const most = Math.ceil(database.length / pageBytes) + pages.size
  const merged = new Uint8Array(Math.min(size, most) * pageBytes)
  merged.set(database.subarray(0, merged.length))
  for (const [number, page] of pages)
    if (number >= 1 && number * pageBytes <= merged.length) merged.set(page, (number - 1) * pageBytes)
  // The header says from now on that there is no log.
  merged.set([1, 1], versionPlace)
  return merged
}
