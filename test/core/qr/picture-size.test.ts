/** Sizes in headers, and the limit that is checked before a picture is decoded. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RescueError } from '../../../src/core/errors.ts'
import { codesIn, type PictureReader } from '../../../src/core/qr/picture.ts'
import { readPictureSize } from '../../../src/core/qr/picture-size.ts'
import { drawFinders } from '../../support/hostile-picture.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/qr/${name}`, import.meta.url))
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** Segments of a JPEG: APP0 with two bytes, then a frame of 40 000 × 30 000 pixels of the kind that `marker` says. */
const jpeg = (marker: string, between = '') =>
  hex(`ffd8 ffe0 0004 4a46 ${between} ff${marker} 0011 08 7530 9c40 03 0111 00 0211 00 0311 00`)

describe('the size of a picture', () => {
  it.each([
    ['PNG', drawFinders(112), { width: 112, height: 112 }],
    ['JPEG', jpeg('c0'), { width: 40_000, height: 30_000 }],
    ['JPEG', jpeg('c2'), { width: 40_000, height: 30_000 }],
    ['JPEG', jpeg('c0', 'ffc4 0004 c0c0'), { width: 40_000, height: 30_000 }],
    ['JPEG', jpeg('c0', '00 ffff'), { width: 40_000, height: 30_000 }],
    ['GIF', hex('474946383961 409c 3075 00'), { width: 40_000, height: 30_000 }],
    ['BMP', hex(`424d ${'00'.repeat(12)} 28000000 409c0000 d08affff`), { width: 40_000, height: 30_000 }],
    ['BMP', hex(`424d ${'00'.repeat(12)} 0c000000 409c 3075`), { width: 40_000, height: 30_000 }],
  ] as const)('of a %s', (format, picture, size) => {
    expect(readPictureSize(picture, format)).toEqual(size)
  })

  it.each([
    ['PNG', drawFinders(112).subarray(0, 22)],
    ['JPEG', jpeg('c0').subarray(0, 15)],
    ['JPEG', hex('ffd8 ffd9')],
    ['GIF', hex('474946383961 40')],
    ['BMP', hex('424d')],
  ] as const)('of a %s that is cut off is not known', (format, picture) => {
    expect(readPictureSize(picture, format)).toBeUndefined()
  })

  it.each(['link.jpg', 'photo.jpg', 'link.gif', 'link.bmp'])('lets %s through', async (name) => {
    expect(
      await codesIn(fixture(name), name, { read: async () => ({ kind: 'read', texts: ['x'] }) }),
    ).toEqual(['x'])
  })

  it.each([
    ['a PNG', drawFinders(8000), { width: 8000, height: 8000 }],
    ['a JPEG', jpeg('c0'), { width: 40_000, height: 30_000 }],
  ])('is checked before %s is decoded', async (_, picture, size) => {
    const reader: PictureReader = {
      read: () => {
        throw new Error('decoded')
      },
    }
    const flaw = { kind: 'too-large', ...size, most: 40_000_000 } as const
    await expect(codesIn(picture, 'x', reader)).rejects.toEqual(
      new RescueError({ code: 'bad-picture', file: 'x', flaw }),
    )
  })
})
