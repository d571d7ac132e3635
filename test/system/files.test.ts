import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RescueError } from '../../src/core/errors.ts'
import { openFiles } from '../../src/system/files.ts'
import { findFolders } from '../../src/system/folders.ts'
import { showsColour } from '../../src/system/terminal.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('files', () => {
  const files = openFiles('/')

  it('come back as they were written, for their owner alone', async () => {
    const path = join(folder, 'a', 'b', 'walk.json')
    await files.write(path, 'über 時計\n')
    expect(await files.read(path)).toBe('über 時計\n')
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['walk.json'])
    if (process.platform !== 'win32') {
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700)
    }
  })

  it('stay private when they are written again', async () => {
    const path = join(folder, 'walk.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    chmodSync(path, 0o644)
    await files.write(path, 'new')
    expect(await files.read(path)).toBe('new')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('are undefined where they are not', async () => {
    expect(await files.read(join(folder, 'nothing'))).toBeUndefined()
    expect(await files.list(join(folder, 'nothing'), ['.yaml'])).toBeUndefined()
    await files.remove(join(folder, 'nothing'))
  })

  it('are refused by name, without the system’s sentence', async () => {
    mkdirSync(join(folder, 'd'))
    await expect(files.read(join(folder, 'd'))).rejects.toMatchObject({
      problem: { code: 'unreadable', reason: 'EISDIR' },
    })
    writeFileSync(join(folder, 'file'), '')
    await expect(files.write(join(folder, 'file', 'walk.json'), '')).rejects.toMatchObject({
      problem: { code: 'unwritable' },
    })
  })

  it('have to be text in UTF-8, and no larger than a text is', async () => {
    writeFileSync(join(folder, 'sjis'), Buffer.from([0x93, 0xfa, 0x96, 0x7b]))
    await expect(files.read(join(folder, 'sjis'))).rejects.toMatchObject({ problem: { reason: 'not UTF-8' } })
    writeFileSync(join(folder, 'bom'), Buffer.from('\ufefftext'))
    expect(await files.read(join(folder, 'bom'))).toBe('text')
    writeFileSync(join(folder, 'large'), Buffer.alloc(5 * 1024 * 1024))
    await expect(files.read(join(folder, 'large'))).rejects.toMatchObject({
      problem: { code: 'file-too-large' },
    })
  })

  const onUnix = it.skipIf(process.platform === 'win32')

  onUnix('are limited by what is read, not by the size that the system tells', async () => {
    const tooLarge = { problem: { code: 'file-too-large' } }
    await expect(files.readBytes('/dev/zero', 1000)).rejects.toMatchObject(tooLarge)
    await expect(files.read('/dev/zero')).rejects.toMatchObject(tooLarge)
    expect(await files.readBytes('/dev/null')).toEqual(new Uint8Array())
  })

  onUnix('may be pipes, read until their writer closes them', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reading = files.read(pipe)
    // The writer comes later, and takes its time.
    const writer = spawn('sh', ['-c', `sleep 0.1; (printf one; sleep 0.2; printf two) > '${pipe}'`])
    const ended = once(writer, 'exit')
    expect(await reading).toBe('onetwo')
    await ended
  })

  onUnix('may be handed over by a shell', () => {
    const script = `
      import { readLimited } from '${join(import.meta.dirname, '../../src/system/read-limited.ts')}'
      for (const path of process.argv.slice(1))
        console.log(String(Buffer.from(await readLimited(path, { maxBytes: 100 }))))
    `
    const tsx = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', script]
    const canStrip = spawnSync(process.execPath, ['--experimental-strip-types', '-e', '0']).status === 0
    if (!canStrip) return
    const { stdout } = spawnSync(
      'bash',
      ['-c', 'exec "$0" "$@" <(printf given) <(true)', process.execPath, ...tsx],
      { encoding: 'utf8' },
    )
    expect(stdout).toBe('given\n\n')
  })

  onUnix('of a folder of flows are regular files', async () => {
    symlinkSync('/dev/zero', join(folder, 'a.yaml'))
    execFileSync('mkfifo', [join(folder, 'b.yaml')])
    for (const name of ['a.yaml', 'b.yaml'])
      await expect(files.read(join(folder, name), { regularOnly: true })).rejects.toMatchObject({
        problem: { code: 'unreadable', reason: 'no regular file' },
      })
  })

  onUnix('take the place of files alone, and links to files stay links', async () => {
    writeFileSync(join(folder, 'real'), 'old')
    symlinkSync('real', join(folder, 'link'))
    await files.write(join(folder, 'link'), 'new')
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
    expect(await files.read(join(folder, 'real'))).toBe('new')
    symlinkSync('/dev/null', join(folder, 'null'))
    await expect(files.write(join(folder, 'null'), 'text')).rejects.toMatchObject({
      problem: { code: 'unwritable', reason: 'no regular file' },
    })
  })

  it('are read and written as bytes', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10])
    await files.write(join(folder, 'bytes'), bytes, { mode: 0o644 })
    expect(await files.readBytes(join(folder, 'bytes'))).toEqual(bytes)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'bytes')).mode & 0o777).toBe(0o644)
    await expect(files.readBytes(join(folder, 'bytes'), 3)).rejects.toMatchObject({
      problem: { code: 'file-too-large' },
    })
    expect(await files.readBytes(join(folder, 'none'))).toBeUndefined()
  })

  it('take no other file’s place where they have to be fresh', async () => {
    const path = join(folder, 'fresh')
    await files.write(path, 'first', { fresh: true })
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    await expect(files.write(path, 'second', { fresh: true })).rejects.toMatchObject({
      problem: { code: 'exists', file: path },
    })
    expect(await files.read(path)).toBe('first')
  })

  it('are listed with their paths, forward slashes everywhere', async () => {
    mkdirSync(join(folder, 'services'))
    for (const name of ['a.yaml', 'services/b.yaml', 'c.txt']) writeFileSync(join(folder, name), '')
    expect([...((await files.list(folder, ['.yaml', '.yml'])) ?? [])].sort()).toEqual([
      'a.yaml',
      'services/b.yaml',
    ])
  })
})

describe('folders', () => {
  const usual = {
    config: '/home/a/.config/2fa-rescue',
    state: '/home/a/.local/state/2fa-rescue',
    data: '/home/a/.local/share/2fa-rescue',
  }
  const support = '/home/a/Library/Application Support/2fa-rescue'
  it.each([
    ['linux', {}, usual],
    [
      'linux',
      { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d' },
      { config: '/c/2fa-rescue', state: '/s/2fa-rescue', data: '/d/2fa-rescue' },
    ],
    ['linux', { XDG_CONFIG_HOME: 'relative', XDG_DATA_HOME: 'relative' }, usual],
    ['darwin', {}, { config: support, state: support, data: support }],
  ] as const)('%s %o', (platform, env, folders) => {
    if (process.platform === 'win32') return
    expect(findFolders(platform, env, '/home/a')).toEqual(folders)
  })
})

describe('a home folder', () => {
  it.each(['', 'relative', './here'])('called %j is refused, unless no folder lies below it', (home) => {
    const problem = { code: 'no-home', home }
    for (const platform of ['linux', 'darwin'])
      expect(() => findFolders(platform, {}, home)).toThrow(expect.objectContaining({ problem }))
    const xdg = { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s', XDG_DATA_HOME: '/d' }
    expect(findFolders('linux', xdg, home).data).toBe('/d/2fa-rescue')
  })

  it.each([
    { APPDATA: '', LOCALAPPDATA: 'C:\\data' },
    { APPDATA: 'C:\\data', LOCALAPPDATA: 'data' },
  ])('of Windows is not taken from a variable that is empty or relative: %j', (env) => {
    expect(() => findFolders('win32', env, 'no path')).toThrow(RescueError)
  })
})

describe('colour', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [true, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
  ] as const)('terminal %s, %o: %s', (isTTY, env, shown) => {
    expect(showsColour({ isTTY }, env)).toBe(shown)
  })
})
