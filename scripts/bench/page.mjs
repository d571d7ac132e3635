/** The page in a browser: its size, and the time its script takes until the first question. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { median, say } from './measure.mjs'

export async function bench({ home, runs, bin, env }) {
  const file = join(home, 'rescue.html')
  const { status } = spawnSync(process.execPath, [bin, 'flow', 'page', '--output', file], { env, cwd: home })
  if (status !== 0) throw new Error(`flow page ended with ${status}`)
  const browser = await chromium
    .launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
    .catch(() => undefined)
  if (browser === undefined) return say('the page: not measured, Chromium is missing here')
  const times = []
  for (let run = -1; run < runs; run += 1) {
    const time = await untilQuestion(browser, pathToFileURL(file).href)
    if (run >= 0) times.push(time)
  }
  await browser.close()
  say(`the file: ${Math.ceil(statSync(file).size / 1000)} kB (target: under 900)`)
  say(`script until the first question: ${median(times).toFixed(0)} ms (target: under 300)`)
}

/** Milliseconds that scripts take, from opening the file until the first question is shown. */
async function untilQuestion(browser, address) {
  const page = await browser.newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await page.goto(address)
  await page.locator('main button.main').click()
  await page.locator('main[data-step]').waitFor()
  const { metrics } = await session.send('Performance.getMetrics')
  await page.close()
  return 1000 * metrics.find(({ name }) => name === 'ScriptDuration').value
}
