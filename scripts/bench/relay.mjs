/** A relay that holds every datagram for a random time, both ways: node relay.mjs ADDRESS PORT TARGET_PORT MOST_MS. */
import { createSocket } from 'node:dgram'

const [address, port, target, most] = process.argv.slice(2)
const front = createSocket('udp4')
const later = (send) => setTimeout(send, Math.random() * Number(most))

front.on('message', (request, from) => {
  const back = createSocket('udp4')
  later(() => back.send(request, Number(target), '127.0.0.9'))
  back.once('message', (reply) => {
    later(() => front.send(reply, from.port, from.address))
    back.close()
  })
  setTimeout(() => back.unref(), 3000).unref()
})
front.bind(Number(port), address)
