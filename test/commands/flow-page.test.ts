/** `flow page`: what it writes, and what it refuses. */
import { describe, expect, it } from 'vitest'
import { play } from '../support/play.ts'

const own = {
  '/work/own/desk.yaml':
    '{ title: The desk, start: ways, steps: { ways: { kind: plan, remedies: [call-desk] } } }',
  '/work/own/remedies/call-desk.yaml': '{ title: Call the desk, steps: [Call 1234.] }',
}

describe('flow page', () => {
  it('writes a page, and says so', async () => {
    const { exit, out, err, files } = await play('flow page --output rescue.html')
    expect(exit).toBe(0)
    expect(out).toMatch(/^rescue\.html is written \(\d{3} kB\)\n$/)
    expect(err.replaceAll('\n', ' ')).toContain('it loads nothing and sends nothing')
    expect(files['/work/rescue.html']).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(files['/work/rescue.html']).toContain('<title>Find a way back in</title>')
  })

  it('names the page in the language of the run, and what it needs in both', async () => {
    const { files } = await play('flow page --output rescue.html --lang ja')
    const html = files['/work/rescue.html'] ?? ''
    expect(html).toContain('<title>ログインできる方法を探す</title>')
    expect(html).toContain('<p lang="en">This page needs JavaScript, and a browser of 2023 or later.</p>')
    expect(html).toContain(
      '<p lang="ja">このページを使うには、JavaScriptと、2023年以降のブラウザーが必要です。</p>',
    )
  })

  it('begins with a flow of one’s own', async () => {
    const { out, files } = await play('flow page desk --flows own --output desk.html --json', { files: own })
    expect(JSON.parse(out)).toMatchObject({ schema: 1, file: 'desk.html', flow: 'desk' })
    expect(files['/work/desk.html']).toContain('<title>The desk</title>')
  })

  it.each([
    ['no file', 'flow page', 2, '--output'],
    ['another ending', 'flow page --output page.txt', 2, '.html'],
    ['an unknown flow', 'flow page nowhere --output page.html', 2, 'nowhere'],
    ['a folder that is not there', 'flow page --flows none --output page.html', 3, 'none'],
  ])('refuses %s', async (_, command, status, named) => {
    const { exit, err, files } = await play(command)
    expect(exit).toBe(status)
    expect(err).toContain(named)
    expect(Object.keys(files)).toEqual([])
  })

  it('leaves a file that is there as it is', async () => {
    const { exit, files } = await play('flow page --output rescue.html', {
      files: { '/work/rescue.html': 'mine' },
    })
    expect(exit).not.toBe(0)
    expect(files['/work/rescue.html']).toBe('mine')
  })
})
