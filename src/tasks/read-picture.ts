/** Reads the QR codes in a picture. */
import { RescueError } from '../core/errors.ts'
import { codesIn, maxPictureBytes } from '../core/qr/picture.ts'
import { Secret } from '../core/secret.ts'
import type { Host } from '../host/host.ts'

/** The texts of all codes in a picture, at least one. Throws `bad-picture`, `no-file`, `unreadable`. */
export async function readPicture(host: Host, path: string): Promise<readonly Secret<string>[]> {
  const texts = await codesIn(await readPictureBytes(host, path), path, await host.pictures())
  return texts.map((text) => new Secret(text))
}

async function readPictureBytes(host: Host, path: string): Promise<Uint8Array> {
  if (path === '-') return host.input.read(maxPictureBytes)
  const file = host.files.resolve(path)
  const bytes = await host.files.readBytes(file, maxPictureBytes)
  if (bytes === undefined) throw new RescueError({ code: 'no-file', file })
  return bytes
}
