/** The help of every command, in both languages: nothing is missing, everything is explained, and it fits 80 columns. */
import stringWidth from 'fast-string-width'
import { describe, expect, it } from 'vitest'
import { configPath, play } from './support/play.ts'

/** Every command, with the arguments, options and commands that its help names besides those of every command. */
const commands: Readonly<Record<string, readonly string[]>> = {
  '': [
    '-v, --version',
    '--lang <en|ja>',
    '--json',
    '--no-color',
    '--plain',
    '--quiet',
    '--offline',
    '--yes',
    '--store <place>',
    '--identity <file>',
    'diagnose [flow]',
    'clock',
    'backup',
    'totp',
    'qr',
    'store',
    'flow',
    'config',
    'recover <files>',
    'doctor [check]',
    'version',
    'completion <shell>',
    'help [command]',
    'exit-codes',
    'privacy',
  ],
  diagnose: ['flow', '--service <name>', '--answers <file>', '--resume', '--report <file>', '--flows <dir>'],
  clock: [
    '-H, --server <host[:port]>',
    '--https [url]',
    '-w, --warn <s>',
    '-c, --critical <s>',
    '-t, --timeout <s>',
    '--precise [n]',
    '--format <form>',
    '--output <file>',
    '--watch [s]',
    '--splay <s>',
    'phone',
    'server <url>',
  ],
  'clock phone': [
    '-H, --server <host[:port]>',
    '--https [url]',
    '-w, --warn <s>',
    '-c, --critical <s>',
    '-t, --timeout <s>',
    '--period <s>',
    '--presses <n>',
    '--code',
    '--secret-file <file>',
  ],
  'clock server': [
    'url',
    '-H, --server <host[:port]>',
    '--https [url]',
    '-w, --warn <s>',
    '-c, --critical <s>',
    '-t, --timeout <s>',
    '--precise [n]',
  ],
  backup: [
    'add <service> [file]',
    'generate <service>',
    'list [service]',
    'status [service]',
    'use <service>',
    'confirm <service>',
    'consume <service> [-]',
    'undo <service>',
    'rotate <service> [file]',
    'unlock <service>',
    'remove <service>',
    'print <service>',
    'advise',
    'export <file>',
    'import <file>',
  ],
  'backup add': ['service', 'file', '--account <name>'],
  'backup generate': [
    'service',
    '--account <name>',
    '--count <n>',
    '--format <format>',
    '--hashed',
    '--show-codes',
  ],
  'backup list': ['service', '--account <name>', '--show-codes'],
  'backup status': ['service', '--account <name>'],
  'backup use': ['service', '--account <name>'],
  'backup confirm': ['service', '--account <name>', '--used', '--refused', '--number <n>', '--set <id>'],
  'backup consume': ['service', '-', '--account <name>'],
  'backup undo': ['service', '--account <name>', '--set <id>'],
  'backup rotate': ['service', 'file', '--account <name>', '--show-codes'],
  'backup unlock': ['service', '--account <name>'],
  'backup remove': ['service', '--account <name>', '--set <id>'],
  'backup print': ['service', '--account <name>', '--output <file>', '--qr'],
  'backup advise': [],
  'backup export': ['file'],
  'backup import': ['file'],
  totp: ['code [name]', 'verify [code] [next]', 'add [name]', 'list', 'show [name]', 'remove <name>'],
  'totp code': ['name', '--secret-file <file>', '--watch', '--at <time>', '--copy', '--fresh'],
  'totp verify': [
    'code',
    'next',
    '--account <name>',
    '--secret-file <file>',
    '--window <steps>',
    '--at <time>',
    '--deep',
    '--no-clock',
  ],
  'totp add': ['name', '--secret-file <file>', '--picture <file>'],
  'totp list': [],
  'totp show': ['name', '--qr', '--output <file>', '--all', '--link'],
  'totp remove': ['name'],
  qr: ['read <files>', 'show'],
  'qr read': ['files'],
  'qr show': ['--output <file>'],
  store: ['status', 'move <place>'],
  'store status': [],
  'store move': ['place'],
  services: ['word', '--flows <dir>'],
  flow: ['list', 'check [dir]', 'graph [flow]', 'test [dir]', 'new <name>', 'page [flow]'],
  'flow list': ['--flows <dir>'],
  'flow check': ['dir'],
  'flow graph': ['flow', '--flows <dir>'],
  'flow test': ['dir'],
  'flow new': ['name', '--flows <dir>'],
  'flow page': ['flow', '--output <file>', '--flows <dir>'],
  recover: [
    '--codes',
    '--watch',
    '--qr <name>',
    '--save',
    '--to <format>',
    '--output <file>',
    '--password-file <file>',
  ],
  config: ['show', 'path'],
  'config show': [],
  'config path': [],
  doctor: ['check', '--verbose'],
  version: [],
  completion: ['shell'],
  help: ['command'],
}

/** Options that every command takes; its help lists them as well. */
const everywhere = [
  ...['-v, --version', '--lang <en|ja>', '--json', '--no-color', '--plain', '--quiet', '--offline', '--yes'],
  ...['--store <place>', '--identity <file>', '-h, --help'],
]

const titles = {
  en: {
    rows: ['Arguments:', 'Options:', 'Global options:', 'Commands:', 'Help topics:'],
    examples: 'Examples:',
  },
  ja: {
    rows: ['引数:', 'オプション:', 'どのコマンドでも使えるオプション:', 'コマンド:', '話題ごとの説明:'],
    examples: '例:',
  },
} as const

/** What a help text consists of. Terms and descriptions stand in two columns, with at least two spaces between them. */
interface HelpText {
  readonly description: string
  readonly rows: readonly { readonly term: string; readonly description: string }[]
}

function parseHelp(text: string, lang: keyof typeof titles): HelpText {
  const [, description = '', ...sections] = text.split('\n\n')
  const lists = sections
    .map((section) => section.split('\n'))
    .filter(([title = '']) => titles[lang].rows.some((known) => known === title))
  const rows = lists.flatMap(([, ...lines]) =>
    lines.flatMap((line) => {
      const [, term, about = ''] = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line) ?? []
      return term === undefined ? [] : [{ term, description: about }]
    }),
  )
  return { description, rows }
}

describe.each(['en', 'ja'] as const)('help in the language %s', (lang) => {
  it.each(Object.entries(commands))('of “%s” is complete', async (command, own) => {
    const { exit, out } = await play(`${command} --help --lang ${lang}`, { columns: 80 })
    expect(exit).toBe(0)
    const { description, rows } = parseHelp(out, lang)
    expect(description).not.toBe('')
    expect(rows.map(({ term }) => term)).toEqual(expect.arrayContaining([...own, ...everywhere]))
    expect(rows.filter(({ description }) => description === '')).toEqual([])
    expect(out.split('\n').filter((line) => stringWidth(line) > 80)).toEqual([])
    const [, examples = ''] = out.split(`\n${titles[lang].examples}\n`)
    expect(examples).toMatch(/^ {2}(\S.*(\| |\$\())?2fa-rescue( |$)/)
    const global = out.indexOf(`\n${titles[lang].rows[2]}\n`)
    expect(global).toBeGreaterThan(out.indexOf(`\n${titles[lang].rows[1]}\n`))
    expect(global).toBeGreaterThan(out.indexOf(`\n${titles[lang].rows[3]}\n`))
  })

  it('names every command below another one', async () => {
    for (const group of ['', 'clock', 'backup', 'totp', 'qr', 'store', 'flow', 'config']) {
      const { out } = await play(`${group} --help --lang ${lang}`, { columns: 80 })
      const [, list = ''] = out.split(`\n${titles[lang].rows[3]}\n`)
      const [lines = ''] = list.split('\n\n')
      const names = [...lines.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => `${group} ${name}`.trim())
      expect(names).not.toEqual([])
      for (const name of names) expect(Object.keys(commands)).toContain(name)
    }
  })
})

describe.each(['en', 'ja'] as const)('the command help, in the language %s', (lang) => {
  it.each(['', 'clock', 'clock phone', 'backup use', 'help'])('shows the page of “%s”', async (command) => {
    const asked = await play(`help ${command} --lang ${lang}`, { columns: 80 })
    expect(asked).toMatchObject({ exit: 0, err: '' })
    expect(asked.out).toBe((await play(`${command} --help --lang ${lang}`, { columns: 80 })).out)
  })

  it.each(['exit-codes', 'store', 'flows', 'privacy', 'formats'])('explains %s', async (topic) => {
    for (const columns of [40, 80]) {
      const { exit, out, err } = await play(`help ${topic} --lang ${lang}`, { columns })
      expect([exit, err]).toEqual([0, ''])
      expect(out).toMatch(new RegExp(`^${topic}: .`, 'm'))
      const lines = out.split('\n').filter((line) => !/^(Usage|使い方):|^ {2}2fa-rescue/.test(line))
      expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([])
    }
  })
})

describe('the command help', () => {
  it('names what each exit status means', async () => {
    const { out } = await play('help exit-codes')
    for (const status of ['0', '1', '2', '3', '4', '70', '130'])
      expect(out).toMatch(new RegExp(`^  ${status} +\\S`, 'm'))
  })

  it('shows the command and the topic where both have one name', async () => {
    const { out } = await play('help store')
    expect(out).toMatch(/^Usage: 2fa-rescue store/)
    expect(out).toContain('\nstore: where backup codes')
  })

  it.each([
    ['help diag', 'did you mean diagnose?'],
    ['help exit', 'did you mean exit-codes?'],
    ['help clock phnoe', 'did you mean phone?'],
    ['help zzz', 'see: 2fa-rescue help --help'],
  ])('%s suggests', async (command, hint) => {
    const { exit, out, err } = await play(command)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(`hint: ${hint}\n`)
  })

  it('works with a configuration that cannot be read', async () => {
    const files = { [configPath]: 'language: [\n' }
    for (const command of ['help', 'help clock', 'help privacy', 'version'])
      expect((await play(command, { files })).exit).toBe(0)
  })
})
