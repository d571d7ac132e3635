/**
 * Finds QR codes in pictures. The only file that knows zxing-wasm (ZXing-C++ as WebAssembly). By itself it would fetch its
 * WebAssembly from the network: it is handed the file that lies next to the program.
 */
import { readFile } from 'node:fs/promises'

/** Finds the texts of all codes; undefined where it is no picture that can be opened. Blocks until it is done. */
type FindCodes = (picture: Uint8Array) => Promise<readonly string[] | undefined>

/** Loads the package's zxing_reader.wasm, which lies at `wasm`. */
export async function openCodeFinder(wasm: URL): Promise<FindCodes> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer
  const silent = (): void => {}
  prepareZXingModule({ overrides: { wasmBinary, print: silent, printErr: silent } })
  return async (picture) => {
    const found = await readBarcodes(picture, { formats: ['QRCode'], returnErrors: true }).catch(
      () => undefined,
    )
    // A picture that cannot be opened is told as one code without text.
    if (found === undefined || found.some(({ error }) => error.startsWith('Failed to load'))) return undefined
    const texts = found
      .filter(({ isValid, bytes }) => isValid && bytes.length > 0)
      .sort(byPlace)
      .map(({ bytes, text }) => decodeText(bytes) ?? text)
    return [...new Set(texts)]
  }
}

/** From top to bottom, then from left to right. */
function byPlace({ position: one }: Placed, { position: other }: Placed): number {
  return one.topLeft.y - other.topLeft.y || one.topLeft.x - other.topLeft.x
}

interface Placed {
  readonly position: { readonly topLeft: { readonly x: number; readonly y: number } }
}

/** Links are UTF-8, whatever the reader takes the bytes for. */
function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
