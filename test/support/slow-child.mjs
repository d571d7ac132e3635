// A keychain's process on a busy computer: it takes a second to start, then answers at once.
setTimeout(() => {
  process.on('message', ({ id }) => process.send({ id, value: null }))
  process.send({ ready: true })
}, 1000)
process.on('disconnect', () => process.exit(0))
