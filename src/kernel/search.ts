/** The exported functions: for each algorithm `prepare` (after the key was written), then `search`. */
export { batch, hits, key } from './hmac'
export { prepare as prepareSHA1, search as searchSHA1 } from './sha1'
export { prepare as prepareSHA256, search as searchSHA256 } from './sha256'
export { prepare as prepareSHA512, search as searchSHA512 } from './sha512'
