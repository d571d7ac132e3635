/** A compiled kernel, put in the place of the import by the build. */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}
