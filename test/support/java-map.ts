/** A `HashMap<String, String>` as Java serialises it (Object Serialization Stream Protocol, section 6.4.2). */

const start = Buffer.from('aced000573720011', 'hex')
const className = Buffer.from('java.util.HashMap')
/** The serial id, two fields, and their values. */
const description = Buffer.from(
  '0507dac1c31660d103000246000a6c6f6164466163746f724900097468726573686f6c6478703f4000000000000c7708',
  'hex',
)

function writeText(value: string): Buffer {
  const content = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x74, content.length >> 8, content.length & 255]), content])
}

export function createJavaMap(pairs: Readonly<Record<string, string>>): Uint8Array {
  const size = Buffer.alloc(8)
  size.writeInt32BE(16, 0)
  size.writeInt32BE(Object.keys(pairs).length, 4)
  const texts = Object.entries(pairs).flatMap(([key, value]) => [writeText(key), writeText(value)])
  const parts = [start, className, description, size, ...texts, Buffer.from([0x78])]
  return new Uint8Array(Buffer.concat(parts))
}
