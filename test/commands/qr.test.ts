/** `qr read` and `qr show`, with the real reader. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { codesIn } from '../../src/core/qr/picture.ts'
import { parseTransfer } from '../../src/core/totp/migration.ts'
import { qrMatrix } from '../../src/ui/qr.ts'
import { qrPng } from '../../src/ui/qr-png.ts'
import { pictures } from '../support/pictures.ts'
import { play } from '../support/play.ts'
import { fixtures, hasFixtures } from '../support/vectors.ts'

const link = 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'
const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
const file = (name: string) => ({ [`/work/${name}`]: fixture(`qr/${name}`) })
const png = (text: string): Uint8Array => qrPng(qrMatrix(text))

/** Several codes below one another. */
function sheet(...texts: readonly string[]): Uint8Array {
  const codes = texts.map((text) => qrMatrix(text))
  const scale = 4
  const width = (Math.max(...codes.map(({ length }) => length)) + 8) * scale
  const rows = codes.flatMap((code) =>
    Array.from({ length: (code.length + 8) * scale }, (_, y) =>
      Array.from({ length: width }, (_, x) =>
        code[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4] ? 0 : 255,
      ),
    ),
  )
  return encode({ width, height: rows.length, data: new Uint8Array(rows.flat()), channels: 1, depth: 8 })
}

describe('qr read', () => {
  it.each(['link.jpg', 'link.gif', 'link.bmp', 'photo.jpg'])('reads %s', async (name) => {
    const { exit, out, err } = await play(`qr read ${name}`, { files: file(name) })
    expect(exit).toBe(0)
    expect(out).toBe(`${link}\n`)
    expect(err.replaceAll('\n', ' ')).toBe(
      'hint: a link like this holds the secret itself: show it to nobody, and delete the picture when it is no longer needed ',
    )
  })

  it.each([
    ['link.webp', 'WebP'],
    ['link.heic', 'HEIC'],
    ['link.avif', 'AVIF'],
    ['link.tif', 'TIFF'],
  ])('names the format of %s, which it cannot read', async (name, format) => {
    const { exit, out, err } = await play(`qr read ${name}`, { files: file(name) })
    expect(exit).toBe(3)
    expect(out).toBe('')
    expect(err).toBe(
      `error: ${name} is in the format ${format}, which cannot be read here\nhint: PNG, JPEG, GIF and BMP can be read; a screenshot of the code will do\n`,
    )
  })

  it.each([
    ['%PDF-1.7 and more', 'PDF'],
    ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['<svg>', 'SVG'],
  ])('names what %j is', async (content, format) => {
    const { exit, err } = await play('qr read x', { files: { '/work/x': content } })
    expect(exit).toBe(3)
    expect(err).toContain(`x is in the format ${format}, which`)
  })

  it.each([
    ['hello', 'x is not a picture in a known format'],
    ['', 'x is not a picture in a known format'],
    [png(link).slice(0, 200), 'the picture x cannot be opened'],
    [encode({ width: 30, height: 30, data: new Uint8Array(900), channels: 1 }), 'no QR code was found in x'],
  ])('says what is wrong (%#)', async (content, message) => {
    const { exit, out, err } = await play('qr read x', { files: { '/work/x': content } })
    expect(exit).toBe(3)
    expect(out).toBe('')
    expect(err).toContain(`error: ${message}\nhint: `)
  })

  it('says so in Japanese', async () => {
    const { err } = await play('--lang ja qr read link.heic', { files: file('link.heic') })
    expect(err).toContain('エラー: link.heic は HEIC のファイルで、ここでは読み取れません\n')
  })

  it('reads every code of a picture, from top to bottom, each once', async () => {
    const files = { '/work/x.png': sheet('first', 'second', 'first', '三つ目') }
    const { out, err } = await play('qr read x.png', { files })
    expect(out).toBe('first\nsecond\n三つ目\n')
    expect(err).toBe('')
  })

  it.runIf(hasFixtures)('reads a transfer of Google Authenticator', async () => {
    const picture = readFileSync(`${fixtures}import/google-authenticator/example_export.png`)
    const { out } = await play('qr read x.png', { files: { '/work/x.png': picture } })
    expect(out).toMatch(/^otpauth-migration:\/\/offline\?data=\S+\n$/)
    expect(parseTransfer(out.trim()).entries).toHaveLength(3)
  })

  it('reads stdin', async () => {
    expect(await play('qr read -', { stdin: png('from a pipe') })).toMatchObject({
      exit: 0,
      out: 'from a pipe\n',
    })
  })

  it('does not lose a picture to another that cannot be read', async () => {
    const files = { '/work/a.png': png('one'), '/work/b': 'no picture', '/work/c.png': png('two') }
    const { exit, out, err } = await play('qr read a.png b missing.png c.png', { files })
    expect(exit).toBe(3)
    expect(out).toBe('one\ntwo\n')
    expect(err).toContain('error: b is not a picture in a known format\n')
    expect(err).toContain('error: there is no file /work/missing.png\n')
  })

  it('gives JSON', async () => {
    const files = { '/work/a.png': png('one\ttwo'), '/work/b': 'no picture' }
    const { exit, out } = await play('--json qr read a.png b', { files })
    expect(exit).toBe(3)
    expect(JSON.parse(out)).toEqual({
      schema: 1,
      codes: [{ file: 'a.png', text: 'one\ttwo' }],
      unread: [{ file: 'b', code: 'bad-picture', message: 'b is not a picture in a known format' }],
    })
    const alone = await play('--json qr read b', { files })
    expect(alone.exit).toBe(3)
    expect(JSON.parse(alone.out)).toMatchObject({ schema: 1, error: { code: 'bad-picture' } })
  })

  it('obeys no control character that a code holds', async () => {
    const { out } = await play('qr read x.png', { files: { '/work/x.png': png('a\x1b[2Jb\rc\x9b') } })
    expect(out).toBe('a␛[2Jb␍c<U+009B>\n')
  })

  it('wants a file', async () => {
    expect((await play('qr read')).exit).toBe(2)
  })

  it('survives any bytes', async () => {
    const whole = ['link.jpg', 'link.gif', 'link.bmp'].map((name) => fixture(`qr/${name}`))
    whole.push(png(link))
    if (hasFixtures) whole.push(readFileSync(`${fixtures}import/google-authenticator/qr_but_without_otp.png`))
    const damaged = fc
      .record({
        picture: fc.constantFrom(...whole),
        cut: fc.double({ min: 0.02, max: 1, noNaN: true }),
        changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
          maxLength: 20,
        }),
      })
      .map(({ picture, cut, changes }) => {
        const bytes = picture.slice(0, Math.ceil(picture.length * cut))
        // The beginning stays, or it is no picture any more.
        for (const [place, byte] of changes)
          bytes[Math.max(12, Math.floor(place * (bytes.length - 1)))] = byte
        return bytes
      })
    const anything = fc.oneof(fc.uint8Array({ maxLength: 500 }), { arbitrary: damaged, weight: 4 })
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const texts = await codesIn(bytes, 'x', pictures).catch((error: unknown) => error)
        if (texts instanceof RescueError) expect(texts.problem.code).toBe('bad-picture')
        else expect(Array.isArray(texts)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('qr show', () => {
  const tall = { columns: 80, rows: 40 }

  it('draws what comes on stdin', async () => {
    const { exit, out, err } = await play('qr show', { stdin: `${link}\n`, ...tall })
    expect(exit).toBe(0)
    expect(out.split('\n').slice(0, -1)).toHaveLength((qrMatrix(link, 'L').length + 9) >> 1)
    expect(out).toMatch(/^([ █▀▄]+\n)+$/)
    expect(err).toContain('hint: clear the window after it is scanned')
  })

  it('asks for the text, without showing it', async () => {
    const person = [['Text or link', link]] as const
    expect((await play('qr show', { person, ...tall })).exit).toBe(0)
  })

  it('says how high the window has to be where nobody is asked', async () => {
    const { exit, err } = await play('qr show --yes', { stdin: link, columns: 80, rows: 20 })
    expect(exit).toBe(2)
    expect(err.replaceAll('\n', ' ')).toContain(
      'the QR code needs a window 22 rows high, and this one has 20',
    )
  })

  it('offers a picture where the window is too narrow', async () => {
    const person = [['It does not fit into this window', 'code.png']] as const
    const { exit, out, err, files } = await play('qr show', { stdin: link, columns: 40, person })
    expect(exit).toBe(0)
    expect(out).toBe('')
    expect(err.replaceAll('\n', ' ')).toContain('written to /work/code.png; delete it once it is scanned')
    expect(files['/work/code.png']).toContain('PNG')
  })

  it('says what is needed where nobody can be asked', async () => {
    const { exit, out, err } = await play('--yes qr show', { stdin: link, columns: 40 })
    expect(exit).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(
      'error: the QR code needs a window 45 columns wide, and this one has 40\nhint: make the window wider or its letters smaller, or write a picture: --output FILE.png\n',
    )
    const nowhere = await play('qr show', { stdin: link, terminal: false })
    expect(nowhere.exit).toBe(2)
    expect(nowhere.err).toContain('error: there is no terminal here that could show a QR code\n')
  })

  it('writes a picture, but over no file', async () => {
    const scene = { stdin: link, terminal: false }
    const { exit, out, files } = await play('--json qr show --output a.png', scene)
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toEqual({ schema: 1, file: '/work/a.png' })
    expect(files['/work/a.png']).toContain('PNG')
    const again = await play('qr show --output a.png', { ...scene, files: { '/work/a.png': 'mine' } })
    expect(again.exit).toBe(2)
    expect(again.files['/work/a.png']).toBe('mine')
  })

  it('refuses what no code can hold', async () => {
    const { exit, err } = await play('qr show', { stdin: 'x'.repeat(3000), ...tall })
    expect(exit).toBe(3)
    expect(err).toContain('error: the text is too long for one QR code: 3000 bytes of at most 2953\n')
    const bytes = await play('qr show', { stdin: new Uint8Array([0xff, 0xfe]), ...tall })
    expect(bytes.exit).toBe(3)
    expect(bytes.err).toContain('error: - cannot be read (not UTF-8)\n')
  })
})
