/** The XML export of KeePass: the tree of a database with all values in clear. */
import { refuseFile } from '../failure.ts'
import { type ImportFormat, plainIf } from '../format.ts'
import { type KeePassEntry, readKeePassEntries } from '../keepass-entry.ts'
import { findChild, type XmlElement } from '../xml.ts'

const childText = (element: XmlElement | undefined, name: string): string =>
  findChild(element, name)?.text.trim() ?? ''

export const keePassXml: ImportFormat = {
  id: 'keepass-xml',
  recognise: ({ text = '', root }) =>
    plainIf(
      root?.name === 'KeePassFile' ||
        (root === undefined && /^[\ufeff\s]*(?:<\?[^>]*>\s*)?<KeePassFile>/.test(text)),
    ),
  open: async ({ name, root }) => {
    const group = findChild(findChild(root, 'Root'), 'Group')
    if (group === undefined) return refuseFile(name, { kind: 'damaged', format: 'keepass-xml' })
    const bin = childText(findChild(root, 'Meta'), 'RecycleBinUUID')
    return readKeePassEntries('keepass-xml', [...entriesIn(group, [], false, bin)])
  },
}

function* entriesIn(
  group: XmlElement,
  groups: readonly string[],
  isTrash: boolean,
  bin: string,
): Generator<KeePassEntry> {
  for (const child of group.children) {
    // The history of an entry stands inside it and is not read.
    if (child.name === 'Entry') yield { fields: readFields(child), groups, isTrash }
    if (child.name !== 'Group') continue
    const path = [...groups, childText(child, 'Name')]
    const isBin = bin !== '' && childText(child, 'UUID') === bin
    yield* entriesIn(child, path, isTrash || isBin, bin)
  }
}

function readFields(entry: XmlElement): ReadonlyMap<string, string> {
  const strings = entry.children.filter(({ name }) => name === 'String')
  return new Map(strings.map((one) => [childText(one, 'Key'), findChild(one, 'Value')?.text ?? '']))
}
