/** Argon2 (RFC 9106) from hash-wasm: the only file that knows it. */
import { refuseFile } from './failure.ts'
import { checkMemory } from './limits.ts'
import type { OpenOptions } from './model.ts'

interface Argon2 {
  readonly kind: 'argon2id' | 'argon2d'
  readonly salt: Uint8Array
  readonly passes: number
  /** KiB. */
  readonly memory: number
  readonly lanes: number
}

const mostLanes = 64

/** A key of 32 bytes by Argon2 version 1.3, with bounded memory and time. Throws `bad-import` for `file`. */
export async function argon2(
  file: string,
  password: Uint8Array,
  { kind, salt, passes, memory, lanes }: Argon2,
  options: OpenOptions,
): Promise<Uint8Array> {
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > mostLanes)
    refuseFile(file, { kind: 'too-costly', what: 'rounds', need: lanes, most: mostLanes })
  const bytes = memory * 1024
  await checkMemory(file, { name: 'Argon2', memory: bytes, passes }, options)
  const derive = (await import('hash-wasm'))[kind]
  try {
    return await derive({
      password,
      salt,
      iterations: passes,
      memorySize: memory,
      parallelism: lanes,
      hashLength: 32,
      outputType: 'binary',
    })
  } catch {
    return refuseFile(file, { kind: 'no-memory', need: bytes })
  }
}
