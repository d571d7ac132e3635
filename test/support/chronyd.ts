/** A real NTP server on loopback that touches no clock. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findProgram } from './needs.ts'

export interface Chronyd {
  readonly port: number
  stop(): Promise<void>
}

/** Starts chronyd on a free port and waits until it tells the time. `lines` go into its configuration. */
export async function startChronyd(lines: readonly string[] = []): Promise<Chronyd> {
  const program = findProgram('chronyd')
  if (program === undefined) throw new Error('chronyd is missing')
  const folder = await mkdtemp(join(tmpdir(), 'chronyd-'))
  const port = await freePort()
  const file = join(folder, 'chrony.conf')
  await writeFile(file, [...configuration(port, folder), ...lines, ''].join('\n'))
  const child = spawn(program, chronydArguments(file), { stdio: 'ignore' })
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilItTells(port, child)
    return { port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** -x: never sets the clock; -d: stays in the foreground, so that the child's pid is the daemon's. */
export function chronydArguments(file: string): readonly string[] {
  const { username, uid } = userInfo()
  return ['-x', '-d', ...(uid === 0 ? [] : ['-U']), '-u', username, '-f', file]
}

const configuration = (port: number, folder: string): readonly string[] => [
  `port ${port}`,
  'bindaddress 127.0.0.1',
  'allow 127.0.0.0/8',
  'local stratum 5',
  'cmdport 0',
  'bindcmdaddress /',
  `pidfile ${join(folder, 'chronyd.pid')}`,
]

/** A UDP port of loopback where nobody listens. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  return port
}

async function untilItTells(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (child.exitCode !== null) throw new Error(`chronyd ended with ${child.exitCode}`)
    if (await tells(port)) return
    await delay(200)
  }
  throw new Error('chronyd does not answer')
}

/** True once a reply comes that is synchronised: leap indicator other than 3. */
async function tells(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const question = Buffer.alloc(48)
  question[0] = 0x23
  const late = AbortSignal.timeout(300)
  try {
    socket.send(question, port, '127.0.0.1')
    const [reply] = (await once(socket, 'message', { signal: late })) as [Buffer]
    return reply.length >= 48 && (reply[0] ?? 0xff) >> 6 !== 3
  } catch {
    return false
  } finally {
    socket.close()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
