/** The real reader of pictures: it needs nothing of the machine but what the build made. */
import { openPictures } from '../../src/system/pictures.ts'

/** What the build made of `src/entries/picture-worker.ts`. */
export const pictureWorker = new URL('../../dist/picture-worker.js', import.meta.url)

export const pictures = openPictures(pictureWorker)
