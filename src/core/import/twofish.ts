/** Twofish in CBC mode, for KeePass databases, through twofish-ts: the only file that knows it. */

const blockBytes = 16

/** The text without its PKCS#7 padding, or undefined where length or padding do not fit. */
export async function openTwofishCbc(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (sealed.length === 0 || sealed.length % blockBytes !== 0 || iv.length !== blockBytes) return undefined
  const { default: twofish } = await import('twofish-ts')
  const session = twofish.makeSession(key)
  const plain = new Uint8Array(sealed.length)
  for (let at = 0; at < sealed.length; at += blockBytes) {
    twofish.decrypt(sealed, at, plain, at, session)
    const before = at === 0 ? iv : sealed.subarray(at - blockBytes, at)
    for (const [index, byte] of before.entries()) plain[at + index] = (plain[at + index] ?? 0) ^ byte
  }
  const padding = plain.at(-1) ?? 0
  const fits =
    padding > 0 && padding <= blockBytes && plain.subarray(-padding).every((byte) => byte === padding)
  return fits ? plain.subarray(0, -padding) : undefined
}
