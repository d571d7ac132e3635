/**
 * Opens what authenticator apps and password managers export: bytes in, entries out. Each format is one value of the
 * same shape; a file is recognised by its content, never by its name.
 */
import { RescueError } from '../errors.ts'
import { codesIn, detectFormat, type PictureReader } from '../qr/picture.ts'
import { type Content, inspectFile } from './content.ts'
import { refuseFile } from './failure.ts'
import type { ImportFormat, OpenContext, Recognition } from './format.ts'
import { aegis } from './formats/aegis.ts'
import { andOtp } from './formats/and-otp.ts'
import { anyZip, authenticatorPlus, winAuthXml, winAuthZip } from './formats/archives.ts'
import { authenticatorPlusDatabase } from './formats/authenticator-plus-db.ts'
import { authy } from './formats/authy.ts'
import { battleNet } from './formats/battle-net.ts'
import { bitwarden, bitwardenAuthenticator, bitwardenZip } from './formats/bitwarden.ts'
import { googleDatabase, microsoftAuthenticator } from './formats/databases.ts'
import { ente } from './formats/ente.ts'
import { freeOtp, freeOtpPlus } from './formats/freeotp.ts'
import { html } from './formats/html.ts'
import { duo, lastPass, raivo, twoFAuth } from './formats/json-apps.ts'
import { kdbx } from './formats/kdbx.ts'
import { keePassXml } from './formats/keepass-xml.ts'
import { onePassword, onePasswordCsv } from './formats/one-password.ts'
import { applePasswords, keepassXcCsv, lastPassCsv } from './formats/password-csv.ts'
import { pgp } from './formats/pgp.ts'
import { protonAuthenticator, protonPass, protonPassZip } from './formats/proton.ts'
import {
  findManifest,
  isBase64Blocks,
  isSteamManifest,
  steam,
  steamEncrypted,
  steamManifest,
} from './formats/steam.ts'
import { stratum } from './formats/stratum.ts'
import { totpAuthenticator } from './formats/totp-authenticator.ts'
import { twoFas } from './formats/two-fas.ts'
import { enteList, googleAuthenticator, uriList, winAuthList } from './formats/uri-list.ts'
import type { FormatId, ImportFile, ImportResult, OpenOptions } from './model.ts'
import { isSqlite } from './sqlite.ts'
import { applyWal, isWal } from './sqlite-wal.ts'

/** Every format, in the order in which they are tried: those without a mark of their own come last. */
const importFormats: readonly ImportFormat[] = [
  onePassword,
  raivo,
  authenticatorPlus,
  winAuthZip,
  protonPassZip,
  bitwardenZip,
  anyZip,
  stratum,
  freeOtp,
  kdbx,
  microsoftAuthenticator,
  googleDatabase,
  pgp,
  authy,
  battleNet,
  keePassXml,
  winAuthXml,
  html,
  aegis,
  twoFas,
  ente,
  protonAuthenticator,
  bitwarden,
  bitwardenAuthenticator,
  protonPass,
  freeOtpPlus,
  lastPass,
  twoFAuth,
  steam,
  steamManifest,
  duo,
  authenticatorPlusDatabase,
  andOtp,
  onePasswordCsv,
  applePasswords,
  keepassXcCsv,
  lastPassCsv,
  googleAuthenticator,
  enteList,
  winAuthList,
  uriList,
  totpAuthenticator,
]

/** One thing to open: usually a file; several for the parts of a transfer. */
export interface ImportSource extends Recognition {
  readonly format: FormatId
  /** The names of the files it was made of. */
  readonly names: readonly string[]
  /** The entries. Throws `bad-import`, `import-needs-password` and `import-wrong-password`. */
  readonly open: (options: OpenOptions) => Promise<ImportResult>
}

/** A file that gives nothing, and why. */
export interface RefusedFile {
  readonly name: string
  readonly error: RescueError
}

/** What was recognised, and the files that give nothing. */
export interface RecognisedFiles {
  readonly sources: readonly ImportSource[]
  readonly refused: readonly RefusedFile[]
}

/** Deepest nesting of files in files, such as an archive in a PGP message. */
const mostLayers = 4

/**
 * * Recognises files by their content. Parts of one Google transfer become one source, a Steam manifest goes with its
 * maFiles. A file that is refused never hides the others. `pictures` reads QR codes; without it pictures are refused.
 * `beside` are files that lie next to them and are used only if one of the others needs them.
 *
 * @example
 * ```js
 * import { recogniseFiles } from '2fa-rescue/import'
 *
 * const text = 'otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQ'
 * const file = { name: 'export.txt', bytes: new TextEncoder().encode(text) }
 * const { sources } = await recogniseFiles([file])
 * const { entries } = await sources[0].open({})
 * console.log(sources[0].format, entries[0].account) // uri-list alice
 * ```
 */
export async function recogniseFiles(
  files: readonly ImportFile[],
  pictures?: PictureReader,
  beside: readonly ImportFile[] = [],
): Promise<RecognisedFiles> {
  const contents: Content[] = []
  const refused: RefusedFile[] = []
  const attempt = async (name: string, work: () => Promise<void> | void): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof RescueError)) throw error
      refused.push({ name, error })
    }
  }
  for (const file of mergeLogs(files, beside))
    await attempt(file.name, async () => {
      contents.push(await inspectFile(await readPicture(file, pictures)))
    })
  const manifests = [...contents.filter(isSteamManifest), ...(await findManifests(beside))]
  const found: { content: Content; format: ImportFormat; recognition: Recognition }[] = []
  for (const content of contents)
    await attempt(content.name, () => {
      const hasMaFiles = contents.some(
        (other) => other !== content && findManifest(other.name, [content]) !== undefined,
      )
      if (isSteamManifest(content) && hasMaFiles) return
      found.push({ content, ...recognise(content, manifests) })
    })
  return { sources: groupTransfers(found, manifests), refused }
}

/** The Steam manifests among files that were not asked for: any other file is passed over. */
async function findManifests(beside: readonly ImportFile[]): Promise<readonly Content[]> {
  const contents = await Promise.all(beside.map((file) => inspectFile(file).catch(() => undefined)))
  return contents.flatMap((content) => (content !== undefined && isSteamManifest(content) ? [content] : []))
}

/** Databases with the changes in their logs; logs and index files of the same names are no sources of their own. */
function mergeLogs(files: readonly ImportFile[], beside: readonly ImportFile[]): readonly ImportFile[] {
  const databases = files.filter(({ bytes }) => isSqlite(bytes)).map(({ name }) => name)
  return files
    .filter(
      ({ name }) => !databases.some((database) => name === `${database}-wal` || name === `${database}-shm`),
    )
    .map((file) => {
      const log = [...files, ...beside].find(({ name, bytes }) => name === `${file.name}-wal` && isWal(bytes))
      const isMerged = log !== undefined && databases.includes(file.name)
      return isMerged ? { name: file.name, bytes: applyWal(file.bytes, log.bytes) } : file
    })
}

function groupTransfers(
  found: readonly { content: Content; format: ImportFormat; recognition: Recognition }[],
  manifests: readonly Content[],
): readonly ImportSource[] {
  const transfers = found.filter(({ format }) => format === googleAuthenticator)
  return found.flatMap(({ content, format, recognition }) => {
    const isTransfer = format === googleAuthenticator
    if (isTransfer && transfers[0]?.content !== content) return []
    const others = isTransfer ? transfers.slice(1).map((one) => one.content) : manifests
    return {
      ...recognition,
      format: format.id,
      names: [content, ...(isTransfer ? others : [])].map(({ name }) => name),
      open: (options: OpenOptions) => openContent(content, format, others, options, 1),
    }
  })
}

/** The format of a content. Throws `bad-import` for one that no format knows. */
function recognise(
  content: Content,
  manifests: readonly Content[],
): { readonly format: ImportFormat; readonly recognition: Recognition } {
  if (manifests.length > 0 && isBase64Blocks(content) && findManifest(content.name, manifests) !== undefined)
    return { format: steamEncrypted, recognition: { encrypted: true, certain: true } }
  for (const format of importFormats) {
    const recognition = format.recognise(content)
    if (recognition !== undefined) return { format, recognition }
  }
  return refuseFile(content.name, { kind: 'not-recognised' })
}

async function openContent(
  content: Content,
  format: ImportFormat,
  companions: readonly Content[],
  options: OpenOptions,
  layer: number,
): Promise<ImportResult> {
  const context: OpenContext = {
    ...options,
    companions,
    openInner: async (file) => {
      if (layer >= mostLayers) return refuseFile(file.name, { kind: 'not-recognised' })
      const inner = await inspectFile(file)
      return openContent(inner, recognise(inner, []).format, [], options, layer + 1)
    },
  }
  return markDuplicates(await format.open(content, context))
}

/** A picture becomes the text of its QR codes. Throws `bad-import`, `bad-picture`. */
async function readPicture(file: ImportFile, pictures: PictureReader | undefined): Promise<ImportFile> {
  if (detectFormat(file.bytes) === undefined || pictures === undefined) return file
  const texts = await codesIn(file.bytes, file.name, pictures)
  const links = texts.filter((text) => /^\s*(?:otpauth(?:-migration)?|motp|steam):\/\//i.test(text))
  if (links.length === 0) return refuseFile(file.name, { kind: 'qr-not-otp' })
  return { name: file.name, bytes: new TextEncoder().encode(links.join('\n')) }
}

/** Marks entries that repeat an earlier one. Exact duplicates within one export are real, so none is dropped. */
function markDuplicates(result: ImportResult): ImportResult {
  const seen = new Set<string>()
  const entries = result.entries.map((entry) => {
    const { type, issuer, account, parameters, counter, secret } = entry
    const { algorithm, digits, period } = parameters
    const names = `${type}\n${issuer}\n${account}\n${algorithm} ${digits} ${period} ${counter}\n`
    const key = names + String.fromCharCode(...secret.reveal())
    if (!seen.has(key)) {
      seen.add(key)
      return entry
    }
    const isMarked = entry.notes.some(({ kind }) => kind === 'duplicate')
    return isMarked ? entry : { ...entry, notes: [...entry.notes, { kind: 'duplicate' } as const] }
  })
  return { ...result, entries }
}

export type { ImportFile, ImportResult, OpenOptions } from './model.ts'
