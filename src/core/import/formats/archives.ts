/** Archives with links inside: Authenticator Plus and WinAuth (both ZipCrypto), and archives of anything else. */

import { RescueError } from '../../errors.ts'
import type { Content } from '../content.ts'
import { refuseFile, refuseUnusable } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain } from '../format.ts'
import { maxUnpackedBytes } from '../limits.ts'
import type { FormatId, ImportFile, ImportResult } from '../model.ts'
import { decodeText } from '../text.ts'
import { readMember, type ZipMember } from '../zip.ts'
import { readLinkText } from './uri-list.ts'

function createLinkArchive(
  id: FormatId,
  findText: (members: readonly ZipMember[]) => ZipMember | undefined,
): ImportFormat {
  return {
    id,
    recognise: ({ members = [] }) => {
      const member = findText(members)
      return member === undefined ? undefined : member.encrypted ? locked : plain
    },
    open: async ({ name, bytes, members = [] }, context) => {
      const member = findText(members)?.name ?? ''
      const text = decodeText(await readMember(name, bytes, member, context.password))
      return readLinkText(name, id, text ?? '')
    },
  }
}

export const authenticatorPlus = createLinkArchive('authenticator-plus', (members) =>
  members.find(({ name }) => /(?:^|\/)Accounts\.txt$/i.test(name)),
)

export const winAuthZip = createLinkArchive('winauth', (members) => {
  const [only] = members
  return members.length === 1 && only !== undefined && /(?:^|\/)winauth[^/]*\.txt$/i.test(only.name)
    ? only
    : undefined
})

/** WinAuth's own file: its secrets are protected by Windows on the computer where it was made. */
export const winAuthXml: ImportFormat = {
  id: 'winauth',
  recognise: ({ name, root }) => (root?.name === 'WinAuth' ? refuseUnusable(name, 'winauth-xml') : undefined),
  open: async ({ name }) => refuseUnusable(name, 'winauth-xml'),
}

/** Most members of an unknown archive that are opened. */
const mostMembers = 200

/** An archive that no format knows: whatever is recognised in it is opened. */
export const anyZip: ImportFormat = {
  id: 'zip',
  recognise: ({ members }) => {
    if (members === undefined || members.length === 0) return undefined
    return members.some(({ encrypted }) => encrypted) ? locked : plain
  },
  open: async (content, context) => {
    const { files, isPartial, failures } = await unpack(content, context)
    // All at once: the parts of a transfer belong together, and so do a manifest and its files.
    const { sources, refused } = await context.recogniseInner(files)
    failures.push(...refused.map(({ error }) => error))
    const results: ImportResult[] = []
    for (const source of sources)
      try {
        results.push(await source.open(context))
      } catch (error) {
        if (!(error instanceof RescueError)) throw error
        failures.push(error)
      }
    const refusal = failures.find(isBeyondRoom) ?? failures.findLast((error) => !isForeign(error))
    if (results.length === 0) throw refusal ?? refuseFile(content.name, { kind: 'not-recognised' })
    return joinResults(results, refusal !== undefined || isPartial)
  },
}

/** The members of an archive, and the failures of those that could not be read. */
async function unpack({ name, bytes, members = [] }: Content, { password }: OpenContext) {
  const files: ImportFile[] = []
  const failures: RescueError[] = []
  for (const member of members.slice(0, mostMembers)) {
    try {
      const inner = await readMember(name, bytes, member.name, password)
      files.push({ name: `${name} › ${member.name}`, bytes: inner })
    } catch (error) {
      if (!(error instanceof RescueError)) throw error
      failures.push(error)
      if (isBeyondRoom(error)) break
    }
  }
  return { files, failures, isPartial: members.length > mostMembers }
}

/** Whether as much was unpacked as may be, of all members together. */
const isBeyondRoom = ({ problem }: RescueError): boolean =>
  problem.code === 'bad-import' && problem.flaw.kind === 'too-large' && problem.flaw.most === maxUnpackedBytes

/** Whether a member is simply something else, such as a picture. */
function isForeign({ problem }: RescueError): boolean {
  if (problem.code === 'bad-picture') return true
  return (
    problem.code === 'bad-import' && ['not-recognised', 'empty', 'qr-not-otp'].includes(problem.flaw.kind)
  )
}

function joinResults(results: readonly ImportResult[], isPartial: boolean): ImportResult {
  const [first, ...more] = results
  if (first !== undefined && more.length === 0 && !isPartial) return first
  const format =
    new Set(results.map(({ format }) => format)).size === 1 && first !== undefined ? first.format : 'zip'
  const lost = new Set(results.flatMap(({ lost }) => lost))
  if (isPartial) lost.add('rest-of-file')
  return { ...createResult(format, results, [...lost]), missing: results.flatMap(({ missing }) => missing) }
}
