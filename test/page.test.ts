/** The page that `flow page` writes, in a real browser. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Reader, screens, type Visit } from './support/browser.ts'
import { needs } from './support/needs.ts'
import { play } from './support/play.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What `flow page` writes. */
async function writePage(command = 'flow page --output rescue.html', files = {}): Promise<string> {
  const { exit, files: written } = await play(command, { files })
  expect(exit).toBe(0)
  return written['/work/rescue.html'] ?? ''
}

/** What axe-core finds wrong on the screen that is shown, in a few words each. */
async function listViolations(page: Page): Promise<readonly string[]> {
  // By the tools of the browser's developers: the page's policy lets no other script run.
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe}\n;axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  return result.value
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page): Promise<string> => page.locator('h1').innerText()

// A browser starts and draws slowly on a busy machine.
describe.runIf(needs('chromium'))('the page', { timeout: 120_000 }, () => {
  const reader = new Reader()
  let html = ''
  beforeAll(async () => {
    html = await writePage()
  })
  afterAll(() => reader.close())

  /** Visits the page, and expects that nothing went wrong in it. */
  async function visit(
    how: Parameters<Reader['open']>[1],
    act: (page: Page, visit: Visit) => Promise<void>,
    of = html,
  ): Promise<void> {
    const opened = await reader.open(of, how)
    try {
      await act(opened.page, opened)
      expect(opened.faults).toEqual([])
    } finally {
      await opened.close()
    }
  }

  it('is one small file that may load nothing', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(900_000)
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html) ?? []
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]{44}' 'wasm-unsafe-eval'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'$/,
    )
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html).not.toMatch(/<(link|img|iframe|object)\b|\bsrc=/)
  })

  it('leads through a whole journey in English on a phone', () =>
    visit({ ...screens.phone, locale: 'en-GB' }, async (page) => {
      expect(await heading(page)).toBe('Let us find a way back in')
      await press(page, 'Begin')
      expect(await heading(page)).toBe('What is closest to what happens now?')
      await press(page, 'My code is not accepted')
      await press(page, 'No, it worked until now')
      expect(await heading(page)).toBe('Which of these hold? Mark all that fit.')
      await page.getByLabel('backup codes', { exact: false }).first().check()
      await press(page, 'Go on with these')
      expect(await heading(page)).toBe('Which account do you want to get into?')
      await page.getByLabel('Search by name').fill('githb')
      await press(page, 'GitHub')
      expect(await heading(page)).toMatch(/^There are \d+ ways to try\.$/)
      // As in a terminal, a way says what it needs and how long it takes.
      await press(page, 'More ways (3)')
      expect(await page.locator('.choices').innerText()).toMatch(/backup code \(you have it\)$/m)
      await page.locator('.choices button').first().click()
      expect(await heading(page)).toMatch(/^Way 1: /)
      await press(page, 'No, what else is there?')
      expect(await page.locator('main').innerText()).toContain('Tried so far: ')
      await page.locator('.choices button').nth(1).click()
      await press(page, 'Yes, I am in')
      expect(await heading(page)).toContain('You are in again. Well done.')
      // No screen is wider than the phone.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }))

  it('leads through a whole journey in Japanese at a desk', () =>
    visit({ ...screens.desktop, locale: 'ja-JP' }, async (page) => {
      expect(await page.locator('html').getAttribute('lang')).toBe('ja')
      await page.locator('button.main').click()
      expect(await heading(page)).toBe('いま困っているのは、次のどれに近いですか。')
      await press(page, 'コードを入力しても通らない')
      await press(page, '何もなく、急に通らなくなった')
      await page.locator('button[value=go]').click()
      await page.getByRole('searchbox').fill('ぐーぐる')
      await press(page, 'Google')
      await page.locator('.choices button').first().click()
      await page.locator('button[value=waiting]').click()
      expect(await page.locator('main').innerText()).toContain('このページは何も保存しない')
    }))

  it.each([
    ['English', 'on a phone', 'en-GB', screens.phone],
    ['English', 'at a desk', 'en-GB', screens.desktop],
    ['Japanese', 'on a phone', 'ja-JP', screens.phone],
    ['Japanese', 'at a desk', 'ja-JP', screens.desktop],
  ] as const)('leads through a whole journey by keys alone, in %s %s', (_language, _place, locale, screen) =>
    visit({ ...screen, locale }, async (page) => {
      const at = (selector: string) =>
        page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)
      /** Moves on with Tab until there, and presses Enter. */
      const enter = async (selector: string): Promise<void> => {
        for (let tabs = 0; !(await at(selector)); tabs += 1) {
          expect([selector, tabs < 60]).toEqual([selector, true])
          await page.keyboard.press('Tab')
        }
        await page.keyboard.press('Enter')
        // The screen that follows is read from its heading, and is not wider than the window.
        expect([selector, await at('h1')]).toEqual([selector, true])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen.viewport.width)
      }
      await enter('button.main')
      await enter('button[value=refused]')
      await enter('button[value=worked-before]')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      expect(await page.locator('input:checked').count()).toBe(1)
      await enter('button[value=go]')
      while (!(await at('input'))) await page.keyboard.press('Tab')
      await page.keyboard.type('nextcloud')
      // Enter goes to the first name that fits; a second one takes it.
      await page.keyboard.press('Enter')
      expect(await at('button[value=nextcloud]')).toBe(true)
      await enter('button[value=nextcloud]')
      await enter('.choices button')
      expect(await page.locator('[data-remedy]').count()).toBe(1)
      await enter('button[value=failed]')
      await enter('.choices li:nth-child(2) button')
      await enter('button[value=waiting]')
      await enter('button[value=meanwhile]')
      await enter('.choices button')
      await enter('button[value=worked]')
      expect(await page.locator('h1.good').count()).toBe(1)
    }),
  )

  it('goes back with the browser, and forward again, and remembers the answer', () =>
    visit({ ...screens.phone, locale: 'en-GB' }, async (page) => {
      await press(page, 'Begin')
      await press(page, 'My phone is lost or stolen')
      const second = await heading(page)
      await page.goBack()
      expect(await heading(page)).toBe('What is closest to what happens now?')
      expect(await page.locator('[aria-current]').innerText()).toContain('My phone is lost or stolen')
      await page.goForward()
      expect(await heading(page)).toBe(second)
      await press(page, 'Back')
      expect(await heading(page)).toBe('What is closest to what happens now?')
      await page.getByRole('button', { name: '日本語' }).click()
      expect(await heading(page)).toBe('いま困っているのは、次のどれに近いですか。')
      await page.reload()
      await page.locator('button.main').waitFor()
      expect(await heading(page)).toBe('Let us find a way back in')
    }))

  it('measures a phone by presses, and refuses those that come too soon', () =>
    visit({ ...screens.phone, locale: 'en-GB' }, async (page) => {
      // Time stands still in the page, and goes on by hand.
      await page.clock.install({ time: new Date('2026-01-01T00:00:14.28Z') })
      await page.clock.pauseAt(new Date('2026-01-01T00:00:14.28Z'))
      await openRemedy(page, 'sync-phone-clock')
      await press(page, 'Measure the phone’s clock')
      const changed = page.getByRole('button', { name: 'The digits have just changed' })
      const now = await page.evaluate<number>('Date.now()')
      // The digits change at :44.28 and :14.28 here: the phone is 15 or 45 seconds off.
      await page.clock.setFixedTime(now)
      await changed.click()
      await page.clock.setFixedTime(now + 3_000)
      await changed.click()
      expect(await page.locator('[role=status]').innerText()).toContain('too soon')
      await page.clock.setFixedTime(now + 30_000)
      await changed.click()
      await page.clock.setFixedTime(now + 60_000)
      await changed.click()
      await page.getByLabel('What time did the phone show').fill('later')
      await press(page, 'Go on')
      expect(await page.locator('.wrong').innerText()).toBe(
        'Type hours and minutes, such as 14:05, or leave it empty.',
      )
      await page.getByLabel('What time did the phone show').fill('')
      await press(page, 'Go on')
      expect(await page.locator('[role=status]').innerText()).toContain('plus or minus any multiple of 30 s')
    }))

  it('tells why a code is refused, and keeps no secret', () =>
    visit({ ...screens.desktop, locale: 'en-GB' }, async (page) => {
      // The secret of RFC 6238 has 287082 at 59 s; here it is 154 s, three steps of 30 s later and 5 s.
      await page.clock.setFixedTime(new Date(154_000))
      await openTool(page, 'judge-code')
      await page.getByLabel('The secret or link of this account').fill('GEZDGNBVGY3TQOJ1')
      await page.getByLabel('The code the phone shows now').fill('287 082')
      await press(page, 'Check the code')
      expect(await page.locator('.wrong').first().innerText()).toMatch(
        /^Character 16 of the secret .* to 7\. Look at that place again .* I or L\.$/,
      )
      await page.getByLabel('The secret or link of this account').fill('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
      await press(page, 'Check the code')
      await page.locator('[role=status] .caution').first().waitFor()
      expect(await page.locator('[role=status]').innerText()).toContain(
        'The code fits another time: the phone is',
      )
      expect(await page.locator('[role=status]').innerText()).toContain('behind')
      await page.goBack()
      expect(await page.content()).not.toContain('GEZDGNBVGY3TQOJQ')
      await page.goForward()
      expect(await page.getByLabel('The secret or link of this account').inputValue()).toBe('')
    }))

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds wrong in %s', (colorScheme) =>
    visit({ ...screens.phone, locale: 'en-GB', colorScheme }, async (page) => {
      const look = async (name: string): Promise<void> => {
        expect([name, await listViolations(page)]).toEqual([name, []])
      }
      await look('first')
      await press(page, 'Begin')
      await look('question')
      await press(page, 'My code is not accepted')
      await page.locator('.choices button').first().click()
      await page.locator('input').first().check()
      await look('tick')
      await page.locator('button[value=go]').click()
      await page.getByRole('searchbox').fill('go')
      await look('search')
      await page.locator('.choices button').first().click()
      await look('overview')
      await page.locator('.choices button').first().click()
      await look('remedy')
      await page.locator('button[value=worked]').click()
      await look('end')
      await press(page, 'Start over')
      await openTool(page, 'phone-clock')
      await look('phone')
      const openOther = async (value: string): Promise<void> => {
        await press(page, 'Start over')
        await press(page, 'Begin')
        await page.locator('button[value=other]').click()
        await page.locator(`button[value=${value}]`).click()
      }
      const goOn = (): Promise<void> => page.locator('button[value=go], .choices button').first().click()
      await openOther('support')
      while ((await page.locator('input[id^=detail-]').count()) === 0) await goOn()
      await look('sheet')
      await openOther('prepare')
      // Whatever is answered, a check-up ends with its result.
      while (!(await heading(page)).startsWith('In place: ')) await goOn()
      await look('result')
      await press(page, 'Start over')
      await openTool(page, 'judge-code')
      await look('code')
    }),
  )

  it('prints a remedy without its buttons', () =>
    visit({ ...screens.desktop, locale: 'en-GB', colorScheme: 'dark' }, async (page) => {
      await openRemedy(page, 'sync-phone-clock')
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('ol.steps').first().isVisible()).toBe(true)
      expect(await page.locator('button:visible').count()).toBe(0)
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      )
    }))

  it('shows what stands in a flow as text', async () => {
    const evil = '<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202e'
    const flow = JSON.stringify({
      title: evil,
      start: 'ways',
      steps: { ways: { kind: 'plan', say: evil, remedies: ['evil'] } },
    })
    const remedy = JSON.stringify({ title: evil, steps: [evil, { say: evil, run: evil }] })
    const own = await writePage('flow page desk --flows own --output rescue.html', {
      '/work/own/desk.yaml': flow,
      '/work/own/remedies/evil.yaml': remedy,
    })
    await visit(
      { ...screens.phone, locale: 'en-GB' },
      async (page) => {
        await press(page, 'Begin')
        expect(await heading(page)).toContain(
          '<img src=x onerror=alert(1)></script><script>alert(2)</script>',
        )
        expect(await page.locator('img, main script').count()).toBe(0)
        // A character that turns the direction of a line is shown as what it is.
        expect(await page.locator('main').innerText()).not.toContain('\u202e')
      },
      own,
    )
  })
})

/** From the first screen to a remedy for a refused code, by the ids of the flow. */
async function openRemedy(page: Page, id: string): Promise<void> {
  await press(page, 'Begin')
  for (const value of ['refused', 'worked-before', 'go', 'another-personal'])
    await page.locator(`button[value=${value}]`).click()
  const more = page.getByRole('button', { name: /^More ways/ })
  if ((await more.count()) > 0) await more.click()
  await page.locator(`button[value=${id}]`).click()
}

/** From the first screen to a tool, at whichever way has it. */
async function openTool(page: Page, tool: string): Promise<void> {
  await press(page, 'Begin')
  for (const value of ['refused', 'worked-before', 'go', 'another-personal'])
    await page.locator(`button[value=${value}]`).click()
  for (;;) {
    if ((await page.locator('[data-remedy]').count()) === 0)
      await page.locator('.choices button').first().click()
    const found = page.locator(`button[value=${tool}]`)
    if ((await found.count()) > 0) return found.click()
    await page.locator('button[value=failed]').click()
  }
}
