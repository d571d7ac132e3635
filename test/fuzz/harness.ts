/**
 * Fuzzing of everything that reads what people hand over. Inputs are made from a seed, so that a failure can be
 * repeated. A reader fails when it throws anything but a RescueError, when it needs more than a second, or when what it
 * says repeats a secret of its input.
 */
import { RescueError } from '../../src/core/errors.ts'

/** Something that reads a text. */
export interface FuzzReader {
  readonly id: string
  /** Whole inputs of its kind; they are cut, joined and changed. `SECRET` becomes a secret. */
  readonly samples: readonly string[]
  /** Pieces that matter to it, put in anywhere. */
  readonly pieces: readonly string[]
  /** Reads an input, and answers with what would be shown about faults in it: never a secret. */
  readonly run: (input: string) => string
}

/** What went wrong with one input. */
export interface FuzzFailure {
  readonly reader: string
  readonly seed: number
  readonly run: number
  readonly fault: 'exception' | 'slow' | 'secret'
  readonly detail: string
  readonly input: string
}

/** How many inputs, and from which seed they are made. */
export interface FuzzOptions {
  readonly runs: number
  readonly seed: number
}

/** Longest input in characters. */
const longestInput = 4096

/** Milliseconds that reading one input may take. */
const mostTime = 1000

/** So many characters of a secret in a row are never shown. */
const leastSecret = 10

/** Runs a reader on inputs of one seed. Stops at the tenth failure. */
export function fuzz(reader: FuzzReader, { runs, seed }: FuzzOptions): readonly FuzzFailure[] {
  const failures: FuzzFailure[] = []
  for (let run = 0; run < runs && failures.length < 10; run += 1) {
    const { input, secrets } = makeInput(reader, randomFrom(seed + run * 7919))
    const found = check(reader, input, secrets)
    if (found !== undefined) failures.push({ reader: reader.id, seed, run, input, ...found })
  }
  return failures
}

function check(
  reader: FuzzReader,
  input: string,
  secrets: readonly string[],
): Pick<FuzzFailure, 'fault' | 'detail'> | undefined {
  const start = performance.now()
  let shown = ''
  try {
    shown = reader.run(input)
  } catch (error) {
    if (!(error instanceof RescueError)) return { fault: 'exception', detail: String(error) }
    shown = JSON.stringify(error.problem) + error.message
  }
  const took = performance.now() - start
  if (took > mostTime) return { fault: 'slow', detail: `${Math.round(took)} ms` }
  const leaked = secrets.some((secret) => repeats(shown, secret))
  return leaked ? { fault: 'secret', detail: shown } : undefined
}

function repeats(shown: string, secret: string): boolean {
  const text = shown.toUpperCase()
  for (let at = 0; at + leastSecret <= secret.length; at += 1)
    if (text.includes(secret.slice(at, at + leastSecret))) return true
  return false
}

// --- Inputs ---

/** A number from 0 to below a limit. */
type Random = (limit: number) => number

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const pick = <Item>(items: readonly Item[], random: Random, other: Item): Item =>
  items[random(items.length)] ?? other

/** A secret with a digit in every four characters: no word looks like it. */
function makeSecret(random: Random): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  return Array.from({ length: 16 + random(3) * 8 }, (_, place) =>
    place % 4 === 3 ? String(2 + random(6)) : (letters[random(26)] ?? 'A'),
  ).join('')
}

const odd = [
  ...['\n', '\r\n', '\t', ' ', '　', '\u00a0', '\u200b', '\ufeff', '\u202e', '\u0000', '\u001b[2J', '\u0085'],
  ...[
    '%',
    '%%',
    '%0',
    '%FF',
    '%C3%A9',
    '&',
    '&amp;',
    '&#38;',
    '&#x110000;',
    '=',
    '==',
    '=3D',
    '=\n',
    '?',
    '#',
  ],
  ...[
    '\\',
    '\\u0026',
    '"',
    "'",
    '`',
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ';',
    ':',
    '/',
    '//',
    '+',
    '-',
  ],
  ...[
    'é',
    '鍵',
    '１',
    'ß',
    '😀',
    '\ud800',
    '0',
    '1',
    '8',
    '-1',
    '1e9',
    '9007199254740993',
    '__proto__',
    'null',
  ],
]

function makeInput(reader: FuzzReader, random: Random) {
  const secrets: string[] = []
  const withSecrets = (text: string): string =>
    text.replace(/SECRET/g, () => {
      const secret = makeSecret(random)
      secrets.push(secret)
      return secret
    })
  let input = Array.from({ length: 1 + random(3) }, () => withSecrets(pick(reader.samples, random, ''))).join(
    pick(['', '\n', ' ', '\r\n', ',', '","'], random, ''),
  )
  for (let changes = random(8); changes > 0; changes -= 1)
    input = change(input, withSecrets(pick(reader.pieces, random, '')), random)
  return { input: input.slice(0, longestInput), secrets }
}

function change(text: string, piece: string, random: Random): string {
  const [from, length] = [random(text.length + 1), random(12)]
  switch (random(7)) {
    case 0:
      return text.slice(0, from) + text.slice(from + length)
    case 1:
      return text.slice(0, from) + piece + text.slice(from)
    case 2:
      return text.slice(0, from) + pick(odd, random, '') + text.slice(from)
    case 3:
      return text.slice(0, from) + text.slice(from, from + length).repeat(1 + random(20)) + text.slice(from)
    case 4:
      return text.slice(0, from)
    case 5:
      return text.slice(0, from) + String.fromCodePoint(random(0xd800)) + text.slice(from + 1)
    default:
      return text.slice(0, from) + pick(odd, random, '').repeat(1 + random(40)) + text.slice(from)
  }
}
