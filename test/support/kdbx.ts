/** The header of a KeePass database, version 3.1, as its documentation describes it; what follows is no database. */

const signature = Buffer.from('03d9a29a67fb4bb501000300', 'hex')
const aes = Buffer.from('31c1f2e6bf714350be5805216afc5aff', 'hex')

/** A field: id, length in 16 bits, data. */
function field(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(3)
  head.writeUInt8(id)
  head.writeUInt16LE(data.length, 1)
  return Buffer.concat([head, data])
}

function number(value: bigint, bytes: 4 | 8): Buffer {
  const data = Buffer.alloc(bytes)
  if (bytes === 8) data.writeBigUInt64LE(value)
  else data.writeUInt32LE(Number(value))
  return data
}

/** A database that asks for so many rounds of the AES key derivation. No password opens it. */
export function createKdbx3(rounds: bigint): Buffer {
  return Buffer.concat([
    signature,
    field(2, aes),
    field(3, number(1n, 4)),
    field(4, Buffer.alloc(32, 1)),
    field(5, Buffer.alloc(32, 2)),
    field(6, number(rounds, 8)),
    field(7, Buffer.alloc(16, 3)),
    field(8, Buffer.alloc(32, 4)),
    field(9, Buffer.alloc(32, 5)),
    field(10, number(2n, 4)),
    field(0, Buffer.from('\r\n\r\n')),
    Buffer.alloc(512, 6),
  ])
}
