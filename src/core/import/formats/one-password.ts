/** 1Password: the .1pux archive and the CSV export. */
import { formatItemTitle, readItems } from '../entry.ts'
import { refuseFile, refuseUnusable } from '../failure.ts'
import { createResult, type ImportFormat, locked, plain, plainIf } from '../format.ts'
import { readLinkEntry } from '../link-entry.ts'
import type { EntryNote } from '../model.ts'
import { readTableEntries } from '../table-entries.ts'
import { asList, asObject, asText, decodeText, type JsonObject, parseJson } from '../text.ts'
import { readMember } from '../zip.ts'

const data = 'export.data'

const archivedIf = (is: boolean): readonly EntryNote[] => (is ? [{ kind: 'archived' }] : [])

export const onePassword: ImportFormat = {
  id: '1password',
  recognise: ({ name, text = '', members = [] }) => {
    if (/^\s*var profile\s*=|^\s*loadProfile\(/.test(text)) return refuseUnusable(name, '1password-vault')
    const member = members.find(({ name }) => name === data)
    return member === undefined ? undefined : member.encrypted ? locked : plain
  },
  open: async ({ name, bytes }, context) => {
    const text = decodeText(await readMember(name, bytes, data, context.password))
    const json = parseJson(text ?? '')
    if (json === undefined) return refuseFile(name, { kind: 'damaged', format: '1password' })
    const vaults = asList(asObject(json).accounts).flatMap((account) => asList(asObject(account).vaults))
    const codes = vaults.map(asObject).flatMap((vault) => {
      const tag = asText(asObject(vault.attrs).name)
      return asList(vault.items).flatMap((item) => codesInItem(asObject(asObject(item).item ?? item), tag))
    })
    const list = readItems(codes, {
      title: ({ issuer, account }, index) => formatItemTitle(issuer, account, index),
      read: ({ totp, isTrash, ...around }) => readLinkEntry(totp, around),
      isTrash: ({ isTrash }) => isTrash,
    })
    return createResult('1password', list)
  },
}

/** An item may have several codes, in any of its sections. */
function codesInItem({ overview, details, state }: JsonObject, vault: string) {
  const { title, tags } = asObject(overview)
  const { sections, loginFields, notesPlain } = asObject(details)
  const login = asList(loginFields)
    .map(asObject)
    .find(({ designation }) => designation === 'username')
  return asList(sections)
    .flatMap((section) => asList(asObject(section).fields))
    .map((field) => asText(asObject(asObject(field).value).totp))
    .filter((totp) => totp.trim() !== '')
    .map((totp) => ({
      totp,
      issuer: title,
      account: login?.value,
      title,
      tags: [vault, ...asList(tags).map(asText)],
      comment: notesPlain,
      notes: archivedIf(state === 'archived'),
      isTrash: state === 'trashed' || state === 'deleted',
    }))
}

export const onePasswordCsv: ImportFormat = {
  id: '1password-csv',
  recognise: ({ table }) =>
    plainIf(['otpauth', 'archived', 'tags'].every((column) => table?.columns.includes(column) === true)),
  open: async ({ table }) =>
    readTableEntries('1password-csv', table, {
      code: (row) => row.get('otpauth') ?? '',
      around: (row) => ({
        issuer: row.get('title'),
        account: row.get('username'),
        title: row.get('title'),
        tags: (row.get('tags') ?? '').split(/[,;]/).map((tag) => tag.trim()),
        comment: row.get('notes'),
        notes: archivedIf(/^(?:true|1)$/i.test(row.get('archived') ?? '')),
      }),
    }),
}
