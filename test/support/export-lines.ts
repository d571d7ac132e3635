/** Opens exports that a test wrote, and tells in lines what came out. */
import { recogniseFiles } from '../../src/core/import/index.ts'
import type { ImportedEntry, ImportResult } from '../../src/core/import/model.ts'
import { Secret } from '../../src/core/secret.ts'

/** The secret of RFC 6238 in Base32, and what stands for it in the lines; and a short one. */
export const base32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
export const shortBase32 = 'JBSWY3DPEHPK3PXP'
export const bytes = Buffer.from('12345678901234567890')
const knownSecrets: Readonly<Record<string, string>> = {
  '3132333435363738393031323334353637383930': 'K',
  '48656c6c6f21deadbeef': 'S',
}

export type Written = string | object | Uint8Array

export const writtenFile = (name: string, content: Written) => ({ name, bytes: toBytes(content) })

function toBytes(content: Written): Uint8Array {
  if (content instanceof Uint8Array) return new Uint8Array(content)
  return new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))
}

/** Type, issuer | account, secret, parameters; then what else is known. */
function formatEntry(entry: ImportedEntry): string {
  const { type, issuer, account, secret, parameters, counter, pin, tags, title, comment, notes } = entry
  const { algorithm, digits, period } = parameters
  const bytes = Buffer.from(secret.reveal())
  const hex = bytes.toString('hex')
  return [
    `${type} ${issuer}|${account} ${type === 'motp' ? bytes.toString('latin1') : (knownSecrets[hex] ?? hex)}`,
    `${algorithm} ${digits} ${type === 'hotp' ? `#${counter}` : period}`,
    pin === undefined ? '' : `pin ${pin.reveal()}`,
    tags.length === 0 ? '' : `in ${tags.join(', ')}`,
    title === undefined ? '' : `title ${title}`,
    comment === undefined ? '' : `note ${JSON.stringify(comment)}`,
    notes.map(({ kind }) => `(${kind})`).join(''),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function formatResult({ format, entries, failed, skipped, lost, missing }: ImportResult): readonly string[] {
  return [
    [format, ...lost.map((loss) => `-${loss}`)].join(' '),
    ...entries.map(formatEntry),
    ...failed.map(({ title, why }) => `failed ${title}: ${why.kind}`),
    ...skipped.map(({ why, entry }) => `${why} ${formatEntry(entry)}`),
    ...missing.map(({ size, parts }) => `missing ${parts.join(', ')} of ${size}`),
  ]
}

/** The lines of every source: its format with what it lost, its entries, and what failed. */
export async function readFiles(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  password?: string,
): Promise<readonly string[]> {
  const { sources, refused } = await recogniseFiles(files)
  for (const { error } of refused) throw error
  const lines: string[] = []
  for (const source of sources)
    lines.push(
      ...formatResult(await source.open(password === undefined ? {} : { password: new Secret(password) })),
    )
  return lines
}

export const readWritten = (content: Written, password?: string): Promise<readonly string[]> =>
  readFiles([writtenFile('file', content)], password)
