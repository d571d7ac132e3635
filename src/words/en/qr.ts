/** The words of QR codes, in English; their type is the type of the Japanese ones. */
import type { DrawingLimit } from '../../core/errors.ts'
import type { PictureFlaw } from '../../core/qr/flaws.ts'
import type { FailureText } from '../failure-text.ts'

const usable = 'PNG, JPEG, GIF and BMP can be read'

export const qr = {
  read: {
    help: 'prints the text of every QR code in pictures, such as a screenshot of one',
    files: 'the pictures, or - for one on standard input',
    secret:
      'a link like this holds the secret itself: show it to nobody, and delete the picture when it is no longer needed',
  },
  show: {
    help: 'draws a text or link as a QR code for a phone',
    ask: 'Text or link',
    options: { output: 'write it as a PNG picture instead of drawing it' },
    askFile: 'It does not fit into this window. Where should the picture go?',
    written: (file: string) => `written to ${file}; delete it once it is scanned`,
    dark: 'without colours it can be scanned from a dark window only; otherwise use --output FILE.png',
    clear: 'clear the window after it is scanned: anyone who sees the QR code can make the same codes',
  },
}

export function badPicture(file: string, flaw: PictureFlaw): FailureText {
  switch (flaw.kind) {
    case 'no-code':
      return {
        message: `no QR code was found in ${file}`,
        hint: 'take the picture again: the whole code with the white around it, straight, sharp, without glare',
      }
    case 'format':
      return {
        message: `${file} is in the format ${flaw.name}, which cannot be read here`,
        hint: `${usable}; a screenshot of the code will do`,
      }
    case 'no-picture':
      return { message: `${file} is not a picture in a known format`, hint: usable }
    case 'damaged':
      return {
        message: `the picture ${file} cannot be opened`,
        hint: 'it may be damaged or cut off: copy it again, or take a screenshot of it',
      }
    case 'too-large':
      return {
        message: `the picture ${file} is too large: ${flaw.width} × ${flaw.height} pixels, and at most ${flaw.most / 1_000_000} million are read`,
        hint: 'cut out the part with the QR code, or make the picture smaller',
      }
    case 'too-slow':
      return {
        message: `no result for the picture ${file} after ${flaw.seconds} seconds, so the search was stopped`,
        hint: 'cut out the part with the QR code: the rest may hold patterns that look like parts of codes',
      }
  }
}

export function noDrawing(limit: DrawingLimit): FailureText {
  const picture = 'write a picture: --output FILE.png'
  switch (limit.kind) {
    case 'too-wide':
      return {
        message: `the QR code needs a window ${limit.needed} columns wide, and this one has ${limit.columns}`,
        hint: `make the window wider or its letters smaller, or ${picture}`,
      }
    case 'too-tall':
      return {
        message: `the QR code needs a window ${limit.needed} rows high, and this one has ${limit.rows}`,
        hint: `make the window higher or its letters smaller, or ${picture}`,
      }
    case 'no-terminal':
      return { message: 'there is no terminal here that could show a QR code', hint: picture }
  }
}

export function tooLongForQr(bytes: number, most: number): FailureText {
  return {
    message: `the text is too long for one QR code: ${bytes} bytes of at most ${most}`,
    hint: 'shorten it, or pass it on in another way',
  }
}
