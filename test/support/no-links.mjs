// Loaded before the program: a file system that knows no hard links.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

fs.linkSync = () => {
  throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' })
}
syncBuiltinESMExports()
