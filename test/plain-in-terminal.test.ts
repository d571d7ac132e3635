/** `--plain` in a real terminal: nothing is drawn over, and numbers that are typed lead through the wizard. */
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from './support/folder.ts'
import { needs } from './support/needs.ts'
import { openTerminal, type Terminal, type View } from './support/tmux.ts'

const bin = fileURLToPath(new URL('../bin/2fa-rescue.js', import.meta.url))
const minute = 60_000

/** What moves the cursor up, erases lines, hides the cursor, or switches screens: all that draws over what was there. */
const drawsOver = /␛\[(\d*[ABFKST]|[12]J|2?J|\?25l|\?1049h|\d+;\d*H)/g

describe.runIf(needs('tmux'))('--plain in a terminal', () => {
  let terminal: Terminal | undefined
  let remove: (() => void) | undefined
  afterEach(async () => {
    await terminal?.close()
    remove?.()
    terminal = undefined
  })

  const open = async (
    args: string,
    env: Readonly<Record<string, string>> = {},
    columns = 80,
  ): Promise<Terminal> => {
    const home = temporaryFolder()
    remove = home.remove
    const command = [process.execPath, bin, ...args.split(' ')]
    const size = { columns, rows: 24 }
    terminal = await openTerminal({
      size,
      command,
      env: { HOME: home.folder, LANG: 'C.UTF-8', ...env },
      cwd: home.folder,
    })
    return terminal
  }

  /** Types 1 at every question until the person sees this. */
  const answerUntil = async (terminal: Terminal, wanted: string): Promise<void> => {
    for (let asked = 1; ; asked += 1) {
      const seen = await terminal.until(`question ${asked}`, ({ lines }: View) => {
        const text = lines.join('\n')
        const waiting = lines.findLast((line) => line !== '') === '>'
        return waiting && countQuestions(text) >= asked ? text : undefined
      })
      if (seen.includes(wanted)) return
      if (asked > 15) throw new Error(`never asked: ${wanted}\n${seen}`)
      await terminal.press('1', 'Enter')
    }
  }
  const countQuestions = (text: string): number => text.match(/^> ?/gm)?.length ?? 0

  it.each([
    [80, '--plain diagnose --offline --lang en', 'Which way do you want to try?'],
    [40, '--plain diagnose --offline --lang ja', 'どの方法を試しますか'],
  ])(
    'at %d columns %s comes to the ways to try',
    async (columns, args, wanted) => {
      const terminal = await open(args, {}, columns)
      await answerUntil(terminal, wanted)
      await terminal.press('C-c')
      await terminal.end(130)
      const written = (await terminal.written()).replaceAll('\u001b', '␛')
      expect(written.match(drawsOver) ?? []).toEqual([])
      expect(written).not.toContain('─')
      const { rows } = await terminal.view()
      expect(rows.filter((row) => [...row].length > columns)).toEqual([])
    },
    minute,
  )

  it(
    'is meant by a variable as well',
    async () => {
      const terminal = await open('diagnose --offline', { TWOFA_RESCUE_PLAIN: '1' })
      await terminal.until('a number', ({ lines }) => lines.find((line) => line.startsWith('1. ')))
      await terminal.press('C-c')
      await terminal.end(130)
    },
    minute,
  )

  it(
    'shows each measurement on lines of its own',
    async () => {
      const terminal = await open('--plain clock --offline --watch')
      await terminal.until('the verdict', ({ lines }) => lines.find((line) => line.startsWith('UNKNOWN')))
      expect((await terminal.written()).replaceAll('\u001b', '␛')).not.toMatch(drawsOver)
    },
    minute,
  )
})
