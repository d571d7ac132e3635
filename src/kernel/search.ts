/** What the search calls: for each algorithm first `prepare`, with the key in its place, then `search`. */
export { batch, hits, key } from './hmac'
export { prepare as prepareSHA1, search as searchSHA1 } from './sha1'
export { prepare as prepareSHA256, search as searchSHA256 } from './sha256'
export { prepare as prepareSHA512, search as searchSHA512 } from './sha512'
