/** Pages printed by a real browser, and what is on the paper. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export interface Printed {
  readonly pages: number
  readonly size: { readonly width: number; readonly height: number }
  readonly text: string
  /** Words with their boxes, in points, 1/72 of an inch. */
  readonly words: readonly Word[]
  /** The pages as pictures, 150 dots to an inch. */
  readonly pictures: readonly Buffer[]
}

export interface Word {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Paper as printers hold it, in inches. */
export const papers = {
  A4: [8.27, 11.69],
  letter: [8.5, 11],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
} as const

/** Without these it looks for updates and the like, outside this computer. */
const alone = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

/** A browser that prints. It is spoken to through a pipe in the protocol of its developer tools. */
export class Printer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'paper-'))
  readonly #browser: ChildProcess
  readonly #waiting = new Map<number, (result: Result) => void>()
  #count = 0

  constructor() {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', ...alone]
    this.#browser = spawn('chromium', [...options, `--user-data-dir=${join(this.#folder, 'profile')}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own, so that none of its many processes outlives it.
      detached: true,
    })
    let text = ''
    const answers = this.#browser.stdio[4] as Readable
    answers.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const messages = text.split('\0')
      text = messages.pop() ?? ''
      for (const message of messages) this.#heard(JSON.parse(message))
    })
  }

  #heard({ id, result, error }: { id?: number; result?: Result; error?: unknown }): void {
    if (id === undefined) return
    this.#waiting.get(id)?.(error === undefined ? (result ?? {}) : { failed: JSON.stringify(error) })
    this.#waiting.delete(id)
  }

  async #ask(method: string, params: object, sessionId?: string): Promise<Result> {
    const id = ++this.#count
    const answer = new Promise<Result>((resolve) => this.#waiting.set(id, resolve))
    const questions = this.#browser.stdio[3] as Writable
    questions.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    const result = await answer
    if (result.failed !== undefined) throw new Error(`${method}: ${result.failed}`)
    return result
  }

  /** Prints a page as somebody does whose printer holds this paper. */
  async print(html: string, paper: keyof typeof papers): Promise<Printed> {
    const page = join(this.#folder, 'page.html')
    writeFileSync(page, html)
    const { targetId } = await this.#ask('Target.createTarget', { url: `file://${page}` })
    const { sessionId } = await this.#ask('Target.attachToTarget', { targetId, flatten: true })
    await this.#loaded(sessionId)
    const [paperWidth, paperHeight] = papers[paper]
    const how = {
      paperWidth,
      paperHeight,
      marginTop: 0.4,
      marginBottom: 0.4,
      marginLeft: 0.4,
      marginRight: 0.4,
    }
    const { data = '' } = await this.#ask('Page.printToPDF', how, sessionId)
    await this.#ask('Target.closeTarget', { targetId })
    const pdf = join(this.#folder, 'page.pdf')
    writeFileSync(pdf, Buffer.from(data, 'base64'))
    return onPaper(pdf)
  }

  async #loaded(sessionId: string | undefined): Promise<void> {
    // A new target begins with an empty page, which is complete as well.
    const expression = "location.protocol === 'file:' && document.readyState === 'complete'"
    for (;;) {
      const { result } = await this.#ask('Runtime.evaluate', { expression }, sessionId)
      if (result?.value === true) return
    }
  }

  async close(): Promise<void> {
    const { pid } = this.#browser
    const closed = new Promise((resolve) => this.#browser.once('exit', resolve))
    // The whole group at once: a helper that ends later would still write into the folder.
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    await closed
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

interface Result {
  readonly targetId?: string
  readonly sessionId?: string
  readonly data?: string
  readonly result?: { readonly value?: unknown }
  readonly failed?: string
}

function onPaper(pdf: string): Printed {
  const about = output('pdfinfo', [pdf])
  const pages = Number(/^Pages:\s+(\d+)/m.exec(about)?.[1])
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(about) ?? []
  const picture = `${pdf}-picture`
  return {
    pages,
    size: { width: Number(width), height: Number(height) },
    text: output('pdftotext', ['-layout', pdf, '-']),
    words: wordsIn(output('pdftotext', ['-bbox', pdf, '-'])),
    pictures: Array.from({ length: pages }, (_, index) => {
      const number = String(index + 1)
      output('pdftoppm', ['-r', '150', '-f', number, '-l', number, '-singlefile', '-png', pdf, picture])
      return readFileSync(`${picture}.png`)
    }),
  }
}

/** Runs a program, and gives what it printed. */
function output(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' })
}

function wordsIn(boxes: string): readonly Word[] {
  const words = boxes.matchAll(
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</g,
  )
  return [...words].map(([, left, top, right, bottom, text = '']) => ({
    text,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }))
}
