/** The help of every command, in both languages: nothing is missing, everything is explained, and it fits 80 columns. */
import stringWidth from 'fast-string-width'
import { describe, expect, it } from 'vitest'
import { play } from './support/play.ts'

/** Every command, with the arguments, options and commands that its help names besides those of every command. */
const commands: Readonly<Record<string, readonly string[]>> = {
  '': [
    '-V, --version',
    '--lang <en|ja>',
    '--json',
    '--no-color',
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
  ],
  diagnose: ['flow', '--service <name>', '--answers <file>', '--resume', '--report <file>', '--flows <dir>'],
  clock: [
    '--server <host[:port]>',
    '--https [url]',
    '--warn <s>',
    '--critical <s>',
    '--timeout <s>',
    '--precise [n]',
    '--format <form>',
    '--output <file>',
    '--watch [s]',
    '--splay <s>',
    'phone',
    'server <url>',
  ],
  'clock phone': [
    '--server <host[:port]>',
    '--https [url]',
    '--warn <s>',
    '--critical <s>',
    '--timeout <s>',
    '--period <s>',
    '--presses <n>',
    '--code',
    '--secret-file <file>',
  ],
  'clock server': [
    'url',
    '--server <host[:port]>',
    '--https [url]',
    '--warn <s>',
    '--critical <s>',
    '--timeout <s>',
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
  flow: ['list', 'check [dir]', 'graph [flow]', 'test [dir]', 'new <name>'],
  'flow list': ['--flows <dir>'],
  'flow check': ['dir'],
  'flow graph': ['flow', '--flows <dir>'],
  'flow test': ['dir'],
  'flow new': ['name', '--flows <dir>'],
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
}

/** Options that every command takes; its help lists them as well. */
const everywhere = [
  ...['-V, --version', '--lang <en|ja>', '--json', '--no-color', '--quiet', '--offline', '--yes'],
  ...['--store <place>', '--identity <file>', '-h, --help'],
]

const titles = {
  en: { rows: ['Arguments:', 'Options:', 'Global options:', 'Commands:'], examples: 'Examples:' },
  ja: {
    rows: ['引数:', 'オプション:', 'どのコマンドでも使えるオプション:', 'コマンド:'],
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
    const prose = out.split('\n').filter((line) => !line.startsWith('  2fa-rescue'))
    expect(prose.filter((line) => stringWidth(line) > 80)).toEqual([])
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
