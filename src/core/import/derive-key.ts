/** Key derivations that need much memory and time, from hash-wasm: the only file that knows it. */

/** Argon2 version 1.3 (RFC 9106) or scrypt (RFC 7914), to a key of 32 bytes. */
export type Derivation =
  | {
      readonly kind: 'argon2id' | 'argon2d'
      readonly password: Uint8Array
      readonly salt: Uint8Array
      readonly passes: number
      /** KiB. */
      readonly memory: number
      readonly lanes: number
    }
  | {
      readonly kind: 'scrypt'
      readonly password: Uint8Array
      readonly salt: Uint8Array
      readonly n: number
      readonly r: number
      readonly p: number
    }

/** The port: a key, or undefined where the system does not give the memory. `onSecond` is told each second that passes. */
export type DeriveKey = (
  derivation: Derivation,
  onSecond?: (seconds: number) => void,
) => Promise<Uint8Array | undefined>

/** Derives on the thread that calls, which is blocked until it is done: up to a minute. */
export const deriveOnThisThread: DeriveKey = async (derivation) => {
  const library = await import('hash-wasm')
  const { password, salt } = derivation
  const common = { password, salt, hashLength: 32, outputType: 'binary' } as const
  try {
    if (derivation.kind === 'scrypt') {
      const { n, r, p } = derivation
      return await library.scrypt({ ...common, costFactor: n, blockSize: r, parallelism: p })
    }
    const { kind, passes, memory, lanes } = derivation
    return await library[kind]({
      ...common,
      iterations: passes,
      memorySize: memory,
      parallelism: lanes,
    })
  } catch {
    return undefined
  }
}
