/** Debian's Chromium, for the page that `flow page` writes: offline, and every error or request fails the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findProgram } from './needs.ts'

/** A page in the browser, and what went wrong in it. */
export interface Visit {
  readonly page: Page
  /** Errors of scripts and requests to anywhere but the file itself. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** How somebody looks at the page. */
export const screens = {
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>

/** A browser with a folder for the files that it opens. */
export class Reader {
  readonly #folder = mkdtempSync(join(tmpdir(), 'page-'))
  readonly #browser: Promise<Browser> = chromium.launch({
    executablePath: findProgram('chromium') ?? 'chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  #count = 0

  /** Opens a page as a file, without a network. */
  async open(html: string, how: BrowserContextOptions): Promise<Visit> {
    const file = join(this.#folder, `page-${++this.#count}.html`)
    writeFileSync(file, html)
    const context = await (await this.#browser).newContext({ offline: true, ...how })
    const page = await context.newPage()
    // The timeout of the test ends what takes too long.
    page.setDefaultTimeout(0)
    const address = pathToFileURL(file).href
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`)
    })
    page.on('request', (request) => {
      if (request.url() !== address) faults.push(`request: ${request.url()}`)
    })
    await page.goto(address)
    await page.locator('main button').first().waitFor()
    return { page, faults, close: () => context.close() }
  }

  async close(): Promise<void> {
    await (await this.#browser).close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
