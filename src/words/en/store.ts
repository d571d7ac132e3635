/** The words of the store. */
import type { Place } from '../../core/store.ts'

const places: Record<Place, string> = { keychain: 'keychain', file: 'encrypted file' }

export const store = {
  help: 'where secrets are kept',
  status: 'what is kept where, and which place is in force',
  move: 'moves everything to the keychain or into the encrypted file',
  place: 'keychain or file',
  waiting: 'another run is writing to the store; waiting for it',
  older: (file: string) =>
    `${file} cannot be read; the copy before it is used. One code of each set is marked as shown, because it may have been handed out since.`,
  offerFile: (why: string) =>
    `There is no keychain to be had (${why}). Keep things in an encrypted file instead, under a passphrase?`,
  passphrase: {
    old: 'The passphrase of the store',
    wrong: 'this passphrase does not open the store; type it once more',
    fresh: 'A new passphrase for the store (nobody can open it without)',
    again: 'The same passphrase again',
    short: (letters: number) => `take at least ${letters} characters; several words are good`,
    different: 'that was not the same twice',
  },
  places,
  inForce: (place: Place, why: string) => `in force: ${places[place]} (${why})`,
  why: {
    asked: 'as asked',
    file: 'there is one',
    usual: 'the default where no encrypted file is kept',
  },
  answers: (count: number) => `keychain: answers, ${entries(count)}`,
  silent: (why: string) => `keychain: ${why}`,
  noFile: (folder: string) => `encrypted file: none in ${folder}`,
  file: (folder: string, count: number | undefined) =>
    `encrypted file: in ${folder}${count === undefined ? '' : `, ${entries(count)}`}`,
  both: 'both places hold something; bring it together with: 2fa-rescue store move keychain',
  ask: (count: number, from: Place, to: Place) =>
    `Move ${entries(count)} from the ${places[from]} to the ${places[to]}? The ${places[from]} is emptied once everything has been read back.`,
  nothing: (from: Place) => `the ${places[from]} holds nothing`,
  moved: (count: number, to: Place) => `${entries(count)} moved to the ${places[to]}`,
  notMoved: 'nothing was moved',
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`
}

export type StoreWords = typeof store
