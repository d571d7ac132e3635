#!/usr/bin/env node
import('../dist/main.js').catch((error) => {
  const missing =
    error?.code === 'ERR_MODULE_NOT_FOUND' && String(error.url ?? error.message).includes('dist/main.js')
  if (!missing) throw error
  process.stderr.write('error: not built yet / まだビルドされていません\nhint: npm run build\n')
  process.exitCode = 2
})
