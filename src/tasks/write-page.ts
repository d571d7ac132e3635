/** The wizard as one HTML file, which runs the same core in a browser. */

import type { Language } from '../core/flow/lists.ts'
import { type PageContent, packContent } from '../core/flow/packed-book.ts'
import { extendStyleSheet } from '../ui/html.ts'
import { formatWizardPage } from '../ui/wizard-page.ts'
import { wizardStyle } from '../ui/wizard-style.ts'

/** What a page is written from. */
interface PageParts {
  readonly title: string
  readonly language: Language
  /** What stands where the script cannot run, a line for each language. */
  readonly cannotRun: readonly (readonly [Language, string])[]
  readonly content: PageContent
  /** The script that was bundled for browsers. */
  readonly script: string
}

/** The whole file. The policy lets run this script and this style alone, and lets nothing be loaded. */
export async function buildWizardPage(parts: PageParts): Promise<string> {
  const { title, language, cannotRun, content, script } = parts
  const style = extendStyleSheet(wizardStyle)
  const [ofScript, ofStyle] = await Promise.all([hashForPolicy(script), hashForPolicy(style)])
  // WebAssembly is the kernel that searches codes; it is part of the script.
  const policy = `default-src 'none'; script-src ${ofScript} 'wasm-unsafe-eval'; style-src ${ofStyle}; base-uri 'none'; form-action 'none'`
  const data = { packed: await packContent(content) }
  return formatWizardPage({ title, language, cannotRun, program: { script, data, style, policy } })
}

/** A hash as a Content-Security-Policy names it (CSP Level 3, section 2.3.1). */
async function hashForPolicy(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`
}
