/** Types of browsers and of Emscripten that the declarations of zxing-wasm name without bringing them along. */
interface ImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

interface EmscriptenModule {
  wasmBinary: ArrayBuffer
  print(text: string): void
  printErr(text: string): void
}

type EmscriptenModuleFactory<Module> = (overrides?: Partial<Module>) => Promise<Module>
