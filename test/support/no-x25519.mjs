// Loaded before the program: a system whose cryptography knows no X25519, as in FIPS mode. With X25519=broken it fails in a
// way that no library expects.
const { subtle } = globalThis.crypto
const prototype = Object.getPrototypeOf(subtle)
for (const name of ['importKey', 'deriveBits', 'generateKey']) {
  const original = prototype[name]
  prototype[name] = async function (...args) {
    const asked = JSON.stringify(
      args.map((arg) => (typeof arg === 'object' && arg !== null ? (arg.name ?? '') : arg)),
    )
    if (!asked.includes('X25519')) return original.apply(this, args)
    if (process.env.X25519 === 'broken') throw new DOMException('failed', 'OperationError')
    throw new DOMException('unknown algorithm', 'NotSupportedError')
  }
}
