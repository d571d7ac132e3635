/** The real reader of pictures: it needs nothing of the machine but its own file. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { openPictures } from '../../src/system/pictures.ts'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')

export const pictures = openPictures(pathToFileURL(wasm))
