/** The words of the store. */
import type { StoreKind } from '../../core/store.ts'

const places: Record<StoreKind, string> = { keychain: 'keychain', file: 'encrypted file' }

export const store = {
  status: 'what is kept where, and which place is in force',
  move: 'moves everything to the keychain or into the encrypted file',
  place: 'keychain or file',
  changedMeanwhile: 'another run has changed the store meanwhile: please answer once more',
  stillPoints: (setting: string, emptied: StoreKind) =>
    `${setting} still leads to the ${places[emptied]}, which is empty now: change it, or remove it`,
  waiting: 'another run is writing to the store; waiting for it',
  notices: {
    'copy-used': (file: string) =>
      `${file} cannot be read; its copy is used, which holds the same. The next change mends it.`,
    'older-used': (file: string) =>
      `${file} cannot be read, and neither can its copy; an older one is used. What the last change did may be missing: a list added or replaced, a code used or presented, codes removed. One code of each set is marked as shown, because it may have been handed out since.`,
    'open-to-others': (file: string) =>
      `other users of this computer can get at ${file}; close it with: chmod go= ${file}`,
  },
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
  inForce: (place: StoreKind, why: string) => `in force: ${places[place]} (${why})`,
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
  ask: (count: number, from: StoreKind, to: StoreKind) =>
    `Move ${entries(count)} from the ${places[from]} to the ${places[to]}? The ${places[from]} is emptied once everything has been read back.`,
  nothing: (from: StoreKind) => `the ${places[from]} holds nothing`,
  moved: (count: number, to: StoreKind) => `${entries(count)} moved to the ${places[to]}`,
  notMoved: 'nothing was moved',
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`
}

export type StoreWords = typeof store
