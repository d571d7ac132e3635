/** The thread that reads pictures, as the build made it. */
import { readFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openPictures } from '../../src/system/pictures.ts'
import { drawFinders } from '../support/hostile-picture.ts'
import { pictureWorker } from '../support/pictures.ts'

const photo = readFileSync(new URL('../fixtures/qr/photo.jpg', import.meta.url))
const link = 'otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example'

describe('pictures', () => {
  it('stops a search that takes too long, and reads the next picture', async () => {
    const pictures = openPictures(pictureWorker, 1)
    // All of it would take longer than a test may.
    const [slow, next] = await Promise.all([pictures.read(drawFinders(6000)), pictures.read(photo)])
    expect(slow).toEqual({ kind: 'too-slow', seconds: 1 })
    expect(next).toEqual({ kind: 'read', texts: [link] })
  })

  it('leaves the main thread free', async () => {
    let turns = 0
    let isDone = false
    const reading = openPictures(pictureWorker, 1)
      .read(drawFinders(6000))
      .finally(() => {
        isDone = true
      })
    for (; !isDone; turns += 1) await turn()
    await reading
    expect(turns).toBeGreaterThan(100)
  })

  it('says when the thread cannot start', async () => {
    const missing = new URL('missing.js', pictureWorker)
    await expect(openPictures(missing).read(photo)).rejects.toThrow('missing.js')
  })
})
