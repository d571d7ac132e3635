/** A file as the formats see it: its bytes, and what they hold as text, JSON, table, XML, archive or database. */
import { parseTable, type Table } from './csv.ts'
import { refuseFile } from './failure.ts'
import { maxFileBytes, maxTextBytes } from './limits.ts'
import type { ImportFile } from './model.ts'
import { isSqlite, listTables } from './sqlite.ts'
import { decodeText, parseJson } from './text.ts'
import { parseXml, type XmlElement } from './xml.ts'
import { isZip, listMembers, type ZipMember } from './zip.ts'

export interface Content extends ImportFile {
  /** Undefined for binary data. */
  readonly text?: string
  /** The value of a JSON object or list. */
  readonly json?: unknown
  readonly table?: Table
  /** The root element of XML. */
  readonly root?: XmlElement
  /** The members of an archive. */
  readonly members?: readonly ZipMember[]
  /** The tables of a database, with their columns. */
  readonly tables?: ReadonlyMap<string, ReadonlySet<string>>
}

/** Bytes that tell binary data from text. */
const sampleBytes = 64 * 1024

/** Looks into a file. Throws `bad-import` for one that is empty, too large or broken. */
export async function inspectFile({ name, bytes }: ImportFile): Promise<Content> {
  if (bytes.length === 0) refuseFile(name, { kind: 'empty' })
  if (bytes.length > maxFileBytes) refuseFile(name, { kind: 'too-large', most: maxFileBytes })
  if (isZip(bytes)) return { name, bytes, members: await listMembers(name, bytes) }
  if (isSqlite(bytes)) return { name, bytes, tables: await listTables(name, bytes) }
  // Most binary data show at their beginning what they are: decoding all of it would take twenty times its size.
  const text = decodeText(bytes.subarray(0, sampleBytes)) === undefined ? undefined : decodeText(bytes)
  if (text === undefined) return { name, bytes }
  if (bytes.length > maxTextBytes) refuseFile(name, { kind: 'too-large', most: maxTextBytes })
  return { name, bytes, text, ...(await inspectText(name, text)) }
}

async function inspectText(name: string, text: string): Promise<Pick<Content, 'json' | 'table' | 'root'>> {
  const start = text.replace(/^[\ufeff\s]+/, '')
  if (start === '') refuseFile(name, { kind: 'empty' })
  // Other texts begin with a bracket as well: settings, notes, lists of links.
  if (/^(?:\{\s*(?:["}]|$)|\[\s*(?:[\]{["\d-]|$|true|false|null))/.test(start)) {
    const json = parseJson(start)
    return json === undefined ? refuseFile(name, { kind: 'damaged', format: 'json' }) : { json }
  }
  if (start.startsWith('<')) {
    const root = await parseXml(start)
    return root === undefined ? {} : { root }
  }
  const [head = ''] = start.split(/[\r\n]/, 1)
  if (!namesCodes(head)) return {}
  const table = await parseTable(start)
  return table === undefined ? {} : { table }
}

/** Whether a line names a column for codes. */
const namesCodes = (head: string): boolean =>
  !head.includes('://') &&
  (/totp|\botp\b|\botp[\s_-]?(?:auth|secret|ur[il])\b/i.test(head) ||
    (/\bsecret\b/i.test(head) && /\bissuer\b/i.test(head)))
