/** The command line itself: help, misuse, language, settings, failures; in both languages. */
import { describe, expect, it } from 'vitest'
import { cellWidth } from '../src/ui/wrap.ts'
import { configPath, play } from './support/play.ts'

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
const commands = ['', 'diagnose', 'clock', 'config', 'config show', 'config path']

describe('help', () => {
  it.each(commands)('of “%s” is on stdout, with examples, in English alone', async (command) => {
    const { exit, out, err } = await play(`${command} --help`)
    expect(exit).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(/^Usage: 2fa-rescue/)
    expect(out).not.toMatch(japanese)
    expect(out).toContain('Examples:')
  })

  it.each(commands)('of “%s” is in Japanese', async (command) => {
    const { exit, out } = await play(`${command} --help --lang ja`, { columns: 300 })
    expect(exit).toBe(0)
    expect(out).toMatch(/^使い方: 2fa-rescue/)
    // Apart from the synopsis, examples, option names and file formats, no line is without Japanese.
    const prose = out
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^使い方|^ {2}2fa-rescue/.test(line))
    expect(prose.filter((line) => !japanese.test(line))).toEqual([])
    expect(out).not.toMatch(/display help|output the version|Options:|Commands:|Arguments:/)
  })

  it('of the program alone, without a terminal, is on stderr with 2', async () => {
    const { exit, out, err } = await play('', { terminal: false })
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain('Usage: 2fa-rescue')
  })

  it('of a command that only groups others, too', async () => {
    const { exit, err } = await play('config')
    expect(exit).toBe(2)
    expect(err).toContain('Usage: 2fa-rescue config')
  })

  it('fits a narrow window', async () => {
    for (const lang of ['en', 'ja']) {
      const { out } = await play(`diagnose --help --lang ${lang}`, { columns: 40 })
      const lines = out
        .split('\n')
        .filter((line) => !line.startsWith('  2fa-rescue') && !/^(Usage|使い方):/.test(line))
      expect(lines.filter((line) => cellWidth(line) > 40)).toEqual([])
    }
  })

  it('shows the version', async () => {
    for (const typed of ['--version', '-v', '-V', 'version'])
      expect(await play(typed)).toMatchObject({ exit: 0, out: '0.0.0-test\n', err: '' })
    expect((await play('version --json')).out).toBe('{"schema":1,"version":"0.0.0-test"}\n')
  })
})

describe('misuse ends with 2, in words', () => {
  it.each([
    [
      'diagnos',
      'error: there is no command diagnos\nhint: did you mean diagnose?\n',
      'エラー: diagnos というコマンドはありません\nヒント: もしかして: diagnose\n',
    ],
    [
      'diagnose --resum',
      'error: there is no option --resum here\nhint: did you mean --resume?\n',
      'エラー: --resum というオプションはここでは使えません\nヒント: もしかして: --resume\n',
    ],
    [
      'diagnose --service',
      'error: the option --service <name> needs a value\nhint: see: 2fa-rescue diagnose --help\n',
      'エラー: --service <name> には値が必要です\nヒント: 使い方は: 2fa-rescue diagnose --help\n',
    ],
    [
      'config show now',
      'error: there are too many arguments for this command\nhint: see: 2fa-rescue config show --help\n',
      'エラー: 引数が多すぎます\nヒント: 使い方は: 2fa-rescue config show --help\n',
    ],
    [
      'clock --warn x',
      'error: this value is not valid for --warn\n',
      'エラー: --warn にこの値は使えません\n',
    ],
  ])('%s', async (command, english, inJapanese) => {
    const { exit, out, err } = await play(command)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(english)
    expect(
      (await play(`${command} --lang ja`.replace(/(--service) --lang ja/, '--lang ja $1'))).err,
    ).toContain(inJapanese)
  })

  it.each([
    ['diag', 'did you mean diagnose?'],
    ['clock phone --pres', 'did you mean --presses?'],
    ['clock ph', 'did you mean phone?'],
    ['backup conf', 'did you mean confirm?'],
    ['clock --format', 'see: 2fa-rescue clock --help'],
    ['--store file backup add', 'see: 2fa-rescue backup add --help'],
    ['backup add a b c', 'see: 2fa-rescue backup add --help'],
    ['--zzzzzz', 'see: 2fa-rescue --help'],
    ['store zzzzzz', 'see: 2fa-rescue store --help'],
  ])('%s points to what helps', async (command, hint) => {
    const { exit, err } = await play(command)
    expect(exit).toBe(2)
    expect(err).toContain(`hint: ${hint}\n`)
  })

  it('names the program as it was started', async () => {
    const { err } = await play('clock --zzzzzz', { env: { npm_command: 'exec' } })
    expect(err).toContain('hint: see: npx 2fa-rescue clock --help\n')
    const { out } = await play('clock --help', { env: { npm_command: 'exec' } })
    expect(out).toContain('\n  npx 2fa-rescue clock phone\n')
  })

  it('shows what was typed with control characters made visible', async () => {
    const { err } = await play('--red\u001b[31m')
    expect(err).not.toContain('\u001b')
  })

  it('does not repeat what may be a secret', async () => {
    for (const typed of [
      'config show JBSWY3DPEHPK3PXP',
      'JBSWY3DPEHPK3PXP',
      '--secret=JBSWY3DPEHPK3PXP',
      'clock --server=JBSWY3DPEHPK3PXP=',
    ]) {
      const { err, exit } = await play(typed)
      expect([exit, err.includes('JBSWY')]).toEqual([2, false])
    }
  })

  it('puts one object on stdout with --json', async () => {
    const { exit, out } = await play('diagnose nowhere --json')
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      error: { code: 'unknown-flow', message: 'there is no flow called nowhere' },
    })
  })
})

describe('language', () => {
  const first = async (command: string, env: Record<string, string>, locale = 'en-US', files = {}) =>
    (await play(`${command} config show`, { env, locale, files })).out.split('\n')[0]

  it.each([
    ['--lang ja', { TWOFA_RESCUE_LANG: 'en' }, 'language: ja  (オプション)'],
    ['', { TWOFA_RESCUE_LANG: 'ja', LC_ALL: 'en_US.UTF-8' }, 'language: ja  (環境変数 TWOFA_RESCUE_LANG)'],
    [
      '',
      { LC_ALL: 'C', LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'en_US.UTF-8' },
      'language: ja  (環境変数 LC_MESSAGES)',
    ],
    ['', { LANG: 'ja_JP' }, 'language: ja  (環境変数 LANG)'],
    ['', { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }, 'language: en  (system)'],
    ['', { LANG: 'fr_FR.UTF-8' }, 'language: en  (environment LANG)'],
    ['--lang=en', { LANG: 'ja_JP' }, 'language: en  (option)'],
  ])('%s %o', async (command, env, line) => {
    expect(await first(command, env)).toBe(line)
  })

  it('comes from the system where nothing else says so', async () => {
    expect(await first('', {}, 'ja-JP')).toBe('language: ja  (システム)')
  })

  it('comes from the configuration before the locale', async () => {
    expect(await first('', { LANG: 'en_US' }, 'en', { [configPath]: 'language: ja\n' })).toBe(
      'language: ja  (設定ファイル)',
    )
  })

  it.each(['--lang fr', '--lang'])('%s is a misuse', async (option) => {
    expect((await play(`config show ${option}`)).exit).toBe(2)
  })
})

describe('configuration', () => {
  it('is shown with the origin of each value', async () => {
    const config = 'servers: [ntp.example.org, "192.0.2.7:1123"]\nlimits: { warning: 0.5, critical: 1 }\n'
    const { out } = await play('config show', {
      files: { [configPath]: config },
      env: { TWOFA_RESCUE_FLOWS: '/desk' },
    })
    expect(out).toBe(
      'language: en  (system)\n' +
        'servers: ntp.example.org 192.0.2.7:1123  (configuration file)\n' +
        'https: none  (default)\n' +
        'limits: warning 0.5 s, critical 1 s  (configuration file)\n' +
        'flows: /desk  (environment TWOFA_RESCUE_FLOWS)\n' +
        'store: the keychain if it answers  (default)\n' +
        'identity: none  (default)\n' +
        'plain: false  (default)\n',
    )
  })

  it.each([
    ['config show --plain', '', {}, 'plain: true  (option)'],
    ['config show', 'plain: true\n', {}, 'plain: true  (configuration file)'],
    [
      'config show',
      'plain: false\n',
      { TWOFA_RESCUE_PLAIN: '1' },
      'plain: true  (environment TWOFA_RESCUE_PLAIN)',
    ],
    ['config show', 'plain: false\n', { TERM: 'dumb' }, 'plain: true  (environment TERM)'],
    ['config show', 'plain: false\n', {}, 'plain: false  (configuration file)'],
  ])('%s with %j in the file and %o', async (command, config, env, line) => {
    const { out } = await play(command, { files: { [configPath]: config }, env })
    expect(out.split('\n')).toContain(line)
  })

  it('gives way to the environment', async () => {
    const { out } = await play('config show --json', {
      files: { [configPath]: 'servers: [a.example]\n' },
      env: { TWOFA_RESCUE_SERVERS: 'b.example, c.example:99' },
    })
    expect(JSON.parse(out)).toMatchObject({
      servers: ['b.example', 'c.example:99'],
      from: { servers: 'TWOFA_RESCUE_SERVERS' },
    })
  })

  it('has a path, whether the file is there or not', async () => {
    expect(await play('config path')).toMatchObject({ exit: 0, out: `${configPath}\n` })
    expect(
      (
        await play('config path', {
          env: { TWOFA_RESCUE_CONFIG: '/etc/2fa.yaml' },
          files: { '/etc/2fa.yaml': '' },
        })
      ).out,
    ).toBe('/etc/2fa.yaml\n')
  })

  it('may be empty or comments alone', async () => {
    for (const text of ['', '# language: ja\n']) {
      expect((await play('config show', { files: { [configPath]: text } })).exit).toBe(0)
    }
  })

  it.each([
    ['server: [x]\n', `${configPath}:1:1: the key server is not known here; did you mean servers?`],
    ['language: fr\n', `${configPath}:1:11: language: expected one of: en, ja`],
    ['limits: { warning: soon }\n', `${configPath}:1:20: warning: expected a number`],
    ['limits: { warning: -1 }\n', `${configPath}:1:20: warning: expected a number above 0`],
    [
      'limits: { warning: 20 }\n',
      `${configPath}:1:9: limits: expected a warning limit that is not above critical`,
    ],
    ['servers: ["not a host!"]\n', `${configPath}:1:11: 0: expected a name or an IPv4 address`],
    ['language: [\n', 'this bracket is never closed; write ] or } where it ends'],
  ])('names what is wrong in %j, with its place', async (text, said) => {
    const { exit, err } = await play('clock', { files: { [configPath]: text } })
    expect(exit).toBe(3)
    expect(err).toContain(said)
  })

  it('that is broken does not keep help from anybody', async () => {
    const broken = { [configPath]: ': [' }
    expect((await play('--help', { files: broken })).exit).toBe(0)
    expect((await play('--help', { env: { TWOFA_RESCUE_LANG: 'fr' } })).exit).toBe(0)
    expect((await play('--help', { env: { TWOFA_RESCUE_CONFIG: '/nowhere' } })).exit).toBe(0)
    expect(await play('config path', { files: broken })).toMatchObject({ exit: 0, out: `${configPath}\n` })
  })

  it('means a folder of flows as seen from its own file', async () => {
    const { out } = await play('config show --json', { files: { [configPath]: 'flows: desk\n' } })
    expect(JSON.parse(out).flows).toBe('/home/tester/.config/2fa-rescue/desk')
  })

  it('asked for by name has to be there', async () => {
    const { exit, err } = await play('clock', { env: { TWOFA_RESCUE_CONFIG: '/nowhere.yaml' } })
    expect(exit).toBe(3)
    expect(err).toContain('there is no file /nowhere.yaml')
  })
})

describe('a group of commands', () => {
  it('puts one object on stdout with --json', async () => {
    const { exit, out } = await play('config --json')
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'misused' } })
  })
})

describe('a bug of ours', () => {
  it('ends with 70 and says nothing that was read', async () => {
    const { exit, err, out } = await play('diagnose --json', {
      book: { flows: { diagnose: 'JBSWY3DPEHPK3PXP' } } as never,
    })
    expect(exit).toBe(70)
    expect(err).toContain('this is our fault')
    expect(err + out).not.toContain('JBSWY')
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'bug' } })
  })
})
