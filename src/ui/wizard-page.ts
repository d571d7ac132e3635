/** The document around the wizard of a page. The script replaces what is said to browsers that cannot run it by the screens. */
import type { Language } from '../core/flow/lists.ts'
import { escapeHtml, formatHtmlDocument, type PageProgram } from './html.ts'

interface WizardPage {
  readonly title: string
  readonly language: Language
  readonly cannotRun: readonly (readonly [Language, string])[]
  readonly program: PageProgram
}

/** The page as HTML. */
export function formatWizardPage({ title, language, cannotRun, program }: WizardPage): string {
  const lines = cannotRun.map(([language, text]) => `<p lang="${language}">${escapeHtml(text)}</p>`)
  const body = [`<div id="app"><main><h1>${escapeHtml(title)}</h1>`, ...lines, '</main></div>']
  return formatHtmlDocument({ title, language, body, program })
}
