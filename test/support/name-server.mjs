/**
 * A name server on 127.0.0.1:53 for a test in a namespace of its own: `slow.example` has an address after 800 ms, `six.example`
 * one of IPv6 only, `quick.example` one at once; about `lost.example` it says nothing.
 */
import { createSocket } from 'node:dgram'
import { setTimeout as delay } from 'node:timers/promises'

const socket = createSocket('udp4')
const four = Buffer.from([127, 0, 0, 1])
const six = Buffer.alloc(16, 0)
six[15] = 1

socket.on('message', async (query, from) => {
  const name = nameIn(query)
  const type = query.readUInt16BE(12 + name.length + 2)
  if (name === 'lost.example') return
  if (name === 'slow.example') await delay(800)
  const answer =
    type === 1 && name !== 'six.example' ? four : type === 28 && name === 'six.example' ? six : undefined
  socket.send(replyTo(query, name, type, answer), from.port, from.address)
})
socket.bind(53, '127.0.0.1')

/** The labels of the question (RFC 1035, section 4.1.2). */
function nameIn(query) {
  const labels = []
  for (let at = 12; query[at] !== 0; at += query[at] + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]))
  return labels.join('.').toLowerCase()
}

function replyTo(query, name, type, data) {
  const question = query.subarray(12, 12 + name.length + 2 + 4)
  const head = Buffer.from(query.subarray(0, 12))
  head.writeUInt16BE(0x8180, 2)
  head.writeUInt16BE(data === undefined ? 0 : 1, 6)
  head.fill(0, 8)
  if (data === undefined) return Buffer.concat([head, question])
  const record = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length])
  return Buffer.concat([head, question, record, data])
}
