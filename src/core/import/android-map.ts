/** The preferences of Android apps: a `<map>` of named strings. */
import type { XmlElement } from './xml.ts'

/** The strings of a preferences file by name; undefined for any other file. */
export function readPreferences(root: XmlElement | undefined): ReadonlyMap<string, string> | undefined {
  if (root?.name !== 'map') return undefined
  return new Map(
    root.children
      .filter(({ name }) => name === 'string')
      .map(({ attributes, text }) => [attributes.name ?? '', text]),
  )
}
