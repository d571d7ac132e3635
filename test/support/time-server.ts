/** A scripted NTP server on loopback: its own time, its own delays, and any packets it is told to send. */
import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

const ntpEpoch = 2_208_988_800

/** Fields of a packet as a test changes them. Times are Unix seconds, `undefined` for a field of zeros. */
export interface Fields {
  leap?: number
  version?: number
  mode?: number
  stratum?: number
  precision?: number
  rootDelay?: number
  rootDispersion?: number
  referenceId?: Buffer
  reference?: number | undefined
  /** Eight bytes. */
  origin?: Buffer
  receive?: number | undefined
  transmit?: number | undefined
}

export interface TimeServerScript {
  /** Its time minus the true one, in seconds. */
  readonly offset?: number
  /** Seconds a packet takes to it and back. */
  readonly out?: number
  readonly back?: number
  /** Fields that differ from a healthy reply's. */
  readonly fields?: (healthy: Required<Fields>) => Fields
  /** The datagrams to send instead of a healthy reply, which is passed in with the request. */
  readonly reply?: (healthy: Buffer, request: Buffer) => readonly Buffer[]
}

export interface TimeServer {
  readonly port: number
  /** Every datagram that came. */
  readonly requests: readonly Buffer[]
  stop(): Promise<void>
}

export async function startTimeServer(script: TimeServerScript = {}): Promise<TimeServer> {
  const { offset = 0, out = 0, back = 0, fields = () => ({}), reply = (healthy) => [healthy] } = script
  const socket = createSocket('udp4')
  const requests: Buffer[] = []
  let open = true

  async function answer(request: Buffer, from: RemoteInfo): Promise<void> {
    requests.push(request)
    if (out > 0) await delay(out * 1000)
    const time = now() + offset
    const healthy: Required<Fields> = {
      leap: 0,
      version: 4,
      mode: 4,
      stratum: 2,
      precision: -24,
      rootDelay: 0.001,
      rootDispersion: 0.001,
      referenceId: Buffer.from([127, 0, 0, 1]),
      reference: time - 10,
      origin: request.subarray(40, 48),
      receive: time,
      transmit: time,
    }
    const packet = packetOf({ ...healthy, ...fields(healthy) })
    if (back > 0) await delay(back * 1000)
    for (const datagram of reply(packet, request)) if (open) socket.send(datagram, from.port, from.address)
  }

  socket.on('message', (request, from) => void answer(request, from))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const stop = async () => {
    open = false
    socket.close()
    await once(socket, 'close')
  }
  return { port: socket.address().port, requests, stop }
}

/** The true time, which is the local one here, to a fraction of a millisecond. */
const now = (): number => (timeAtZero + performance.now()) / 1000

/** `performance.timeOrigin` is off by up to a millisecond: the clock's own turn tells better. */
const timeAtZero = ((): number => {
  const first = Date.now()
  let wall = first
  while (wall === first) wall = Date.now()
  return wall - performance.now()
})()

function packetOf(fields: Required<Fields>): Buffer {
  const packet = Buffer.alloc(48)
  packet[0] = (fields.leap << 6) | (fields.version << 3) | fields.mode
  packet[1] = fields.stratum
  packet.writeInt8(fields.precision, 3)
  packet.writeUInt32BE(Math.round(fields.rootDelay * 2 ** 16), 4)
  packet.writeUInt32BE(Math.round(fields.rootDispersion * 2 ** 16), 8)
  fields.referenceId.copy(packet, 12)
  writeTime(packet, fields.reference, 16)
  fields.origin.copy(packet, 24)
  writeTime(packet, fields.receive, 32)
  writeTime(packet, fields.transmit, 40)
  return packet
}

/** 32 bits of seconds, whose era is not told, and 32 of fraction (RFC 5905, section 6). */
function writeTime(packet: Buffer, time: number | undefined, at: number): void {
  if (time === undefined) return
  const seconds = Math.floor(time)
  packet.writeUInt32BE((seconds + ntpEpoch) % 2 ** 32, at)
  packet.writeUInt32BE(Math.floor((time - seconds) * 2 ** 32), at + 4)
}
