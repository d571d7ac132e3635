/**
 * A relay that holds every datagram for a random time, both ways: most a little, some for long, as networks do (exponential).
 * node relay.mjs ADDRESS PORT TARGET_PORT MEAN_MS
 */
import { createSocket } from 'node:dgram'

const [address, port, target, mean] = process.argv.slice(2)
const front = createSocket('udp4')
const later = (send) => setTimeout(send, Math.min(-Math.log(1 - Math.random()) * Number(mean), 500))

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
