/** Argon2 (RFC 9106) as exports ask for it. */
import { deriveOnThisThread } from './derive-key.ts'
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
  const { derive = deriveOnThisThread } = options
  const key = await derive({ kind, password, salt, passes, memory, lanes })
  return key ?? refuseFile(file, { kind: 'no-memory', need: bytes })
}
