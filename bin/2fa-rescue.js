#!/usr/bin/env node
// Plain enough for old versions of Node, which are told so here.
import module from 'node:module'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  const { node } = process.versions
  fail(
    `2fa-rescue needs Node.js 20.19 or newer; this is ${node}`,
    `Node.js 20.19 以上が必要です。今のバージョンは ${node} です`,
    'https://nodejs.org/',
  )
} else {
  // From Node 22.1 on, compiled code is kept for the next start.
  if (module.enableCompileCache) module.enableCompileCache()
  import('../dist/main.js').catch((error) => {
    const name = String(error.url || error.message)
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !name.includes('dist/main.js')) throw error
    fail('not built yet', 'まだビルドされていません', 'npm run build')
  })
}

function fail(english, japanese, hint) {
  process.stderr.write(`error: ${english} / ${japanese}\nhint: ${hint}\n`)
  process.exitCode = 2
}
