/** The part of the package that makes the pattern; its main file draws it too, and does not bundle as ESM. */
declare module 'qrcode-terminal/vendor/QRCode/index.js' {
  export default class QRCode {
    /** A version below 1 takes the smallest that holds the data. */
    constructor(version: number, errorCorrection: number)
    /** One byte for each character, from 0 to 255. */
    addData(bytes: string): void
    /** Throws a plain Error where the data do not fit. */
    make(): void
    getModuleCount(): number
    isDark(row: number, column: number): boolean
  }
}
