/** Names of the browser's library that age-encryption's types mention; what they stand for is not used here. */
type CryptoKey = import('node:crypto').webcrypto.CryptoKey
type AuthenticationExtensionsPRFValues = never
