/** XML through sax: the only file that knows it. Entities of a document type are never expanded. */
import { maxDepth, maxItems } from './limits.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The text directly inside it. */
  readonly text: string
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[]
  text: string
}

/** The root element, or undefined where the text is not well-formed XML within the limits. */
export async function parseXml(text: string): Promise<XmlElement | undefined> {
  const { default: sax } = await import('sax')
  const parser = sax.parser(true, { position: false })
  const document: OpenElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [document]
  let count = 0
  parser.onerror = () => {
    throw new Error('not well-formed')
  }
  parser.onopentag = ({ name, attributes }) => {
    count += 1
    if (open.length > maxDepth || count > maxItems * 10) throw new Error('too large')
    const element: OpenElement = { name, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  }
  const addText = (part: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  }
  parser.ontext = addText
  parser.oncdata = addText
  parser.onclosetag = () => {
    open.pop()
  }
  try {
    parser.write(text.replace(/^\ufeff/, '')).close()
  } catch {
    return undefined
  }
  return document.children[0]
}

export const findChild = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)
