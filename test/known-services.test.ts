/**
 * What `diagnose --service NAME` knows of a service: its second factors and its official page. Names are drawn from the
 * tables of the directory, read here without the program's own parser, and from the services that have got full cards.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Host } from '../src/host/host.ts'
import { findService } from '../src/tasks/find-service.ts'
import type { KnownService } from '../src/ui/known-service.ts'
import { shippedBook } from './support/flows.ts'
import { play } from './support/play.ts'

interface Line {
  readonly name: string
  readonly domain: string
  readonly methods: readonly string[]
  readonly region: string
  readonly help: string
  readonly recovery: string
}

const folder = new URL('../flows/directory/', import.meta.url)

const lines: readonly Line[] = readdirSync(folder)
  .toSorted()
  .flatMap((file) => {
    const [head = '', ...rows] = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n')
    const at = (name: string) => head.split('\t').indexOf(name)
    return rows.map((row) => {
      const cell = (name: string) => row.split('\t')[at(name)] ?? ''
      const methods = cell('methods').split(' ')
      return {
        name: cell('name'),
        domain: cell('domain'),
        methods: methods.filter((method) => method !== ''),
        region: cell('region'),
        help: cell('help'),
        recovery: cell('recovery'),
      }
    })
  })

/** The same numbers from 0 to 1 in every run (a linear congruential generator). */
function* draws(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (1_664_525 * state + 1_013_904_223) % 2 ** 32
    yield state / 2 ** 32
  }
}

function drawNames(count: number, seed: number): readonly Line[] {
  const left = [...lines]
  const random = draws(seed)
  return Array.from({ length: count }, () => {
    const [line] = left.splice(Math.floor(random.next().value * left.length), 1)
    if (line === undefined) throw new RangeError('too few lines')
    return line
  })
}

async function diagnose(name: string, json: boolean): Promise<string> {
  const scene = { files: { '/home/me/a.yaml': '{}' }, terminal: false }
  const command = [
    'diagnose',
    'nothing-to-enter',
    '--service',
    name,
    '--answers',
    '/home/me/a.yaml',
    '--offline',
  ]
  const { exit, out } = await play([...command, ...(json ? ['--json'] : [])], scene)
  expect(exit, name).toBe(0)
  return out
}

const known = async (name: string): Promise<KnownService> => JSON.parse(await diagnose(name, true)).service

/** How the methods are worded on the screen. */
const worded: Readonly<Record<string, string>> = {
  authenticator: 'authenticator app',
  'own-app': 'its own app',
  passkey: 'passkey',
  'security-key': 'security key',
  'own-device': 'its own device',
  sms: 'text message',
  voice: 'call',
  email: 'email',
}

/** A text without its breaks of lines. */
const flow = (text: string): string => text.replace(/\s+/g, ' ')

describe('60 names drawn from the directory', () => {
  it.each(drawNames(60, 20_261_129))('$name has its ways and its official page', async (line) => {
    const service = await known(line.name)
    const screen = flow(await diagnose(line.name, false))
    const page = service.help ?? ''
    expect(screen).toContain(page)
    if (service.from === 'card') {
      expect(service.methods).not.toEqual([])
      return
    }
    expect(service).toMatchObject({ name: expect.any(String), methods: line.methods, checked: '2026-08-05' })
    expect(page).toBe(line.help === '' ? `https://${line.domain}/` : line.help)
    for (const method of line.methods) expect(screen).toContain(worded[method])
  })
})

it('a service with a card never has the directory read', async () => {
  const directory = () => Promise.reject(new Error('the directory was read'))
  const host = { settings: { language: 'en' }, directory } as unknown as Host
  const { namesakes } = await findService(host, shippedBook(), 'Telegram')
  expect(namesakes.map(({ known }) => known)).toEqual([{ service: 'telegram' }])
  await expect(findService(host, shippedBook(), 'Affinity Federal Credit Union')).rejects.toThrow('was read')
})

describe('the services that got full cards', () => {
  it.each([
    ['GitLab.com', ['authenticator', 'passkey', 'security-key', 'email'], 'docs.gitlab.com'],
    ['MetaMask', [], 'help.coinbase.com'],
    ['Binance', ['authenticator', 'passkey', 'sms', 'email'], 'www.binance.com'],
    ['Telegram', ['sms', 'email'], 'telegram.org'],
    ['ChatGPT', ['authenticator', 'email'], 'help.openai.com'],
    ['yahoo.com', ['authenticator', 'security-key', 'sms'], 'help.yahoo.com'],
    ['Snapchat', ['authenticator', 'sms', 'email'], 'help.snapchat.com'],
    ['login.gov', ['authenticator', 'passkey', 'security-key', 'sms', 'voice'], 'login.gov'],
    ['EA', ['authenticator', 'sms', 'email'], 'help.ea.com'],
    ['Ubisoft', ['authenticator', 'sms', 'email'], 'support.ubisoft.com'],
    ['Battle.net', ['own-app', 'sms'], 'us.battle.net'],
    ['LastPass', ['authenticator', 'own-app', 'email'], 'support.lastpass.com'],
    ['1Password', ['authenticator', 'security-key'], 'support.1password.com'],
    ['Proton', ['authenticator', 'security-key'], 'proton.me'],
    ['PyPI', ['authenticator', 'passkey', 'security-key'], 'pypi.org'],
    ['Docker Hub', ['authenticator'], 'docs.docker.com'],
    ['ID.me', ['authenticator', 'own-app', 'security-key', 'sms', 'voice'], 'help.id.me'],
    ['Kraken', ['authenticator', 'passkey', 'security-key'], 'support.kraken.com'],
    ['OKX', ['authenticator', 'sms', 'email'], 'www.okx.com'],
    ['Bybit', ['authenticator', 'sms', 'email'], 'www.bybit.com'],
    ['Wise', ['authenticator', 'own-app', 'passkey', 'sms', 'voice'], 'wise.com'],
    ['松井証券', ['passkey', 'sms', 'voice', 'email'], 'support.matsui.co.jp'],
    ['Signal', ['sms', 'voice'], 'support.signal.org'],
    ['住信SBIネット銀行', ['own-app'], 'tneobank.netbk.co.jp'],
    ['GoDaddy', ['authenticator', 'security-key', 'sms'], 'jp.godaddy.com'],
  ])('%s', async (name, methods, host) => {
    const service = await known(name)
    expect(service).toMatchObject({ from: 'card', methods })
    expect(new URL(service.help ?? '').host).toBe(host)
    expect(flow(await diagnose(name, false))).toContain(service.help)
  })

  it('Okta Verify is an app, with the page of its maker', async () => {
    const command = 'diagnose nothing-to-enter --answers /home/me/a.yaml --offline'.split(' ')
    const { out } = await play([...command, '--service', 'Okta Verify'], {
      files: { '/home/me/a.yaml': 'nothing-to-enter/left: [no-codes-in-app]\n' },
      terminal: false,
    })
    expect(flow(out)).toContain('Way 1: Have Okta Verify set up anew')
    expect(flow(out)).toContain('https://support.okta.com/help/')
  })
})

/** The domain that somebody registered: its last two labels, or three where the last two are a country’s own. */
const registered = (host: string): string =>
  host
    .split('.')
    .slice(/\.(ac|co|com|edu|gov|govt|ne|net|nhs|or|org)\.[a-z]{2}$|\.service\.nhs\.uk$/.test(host) ? -3 : -2)
    .join('.')

/** Domains of the same company, by the domain of the line. */
const sisters: Readonly<Record<string, string>> = {
  'sdfcu.org': 'sdfcuib.org',
  'openprovider.com': 'openprovider.eu',
  'deel.com': 'letsdeel.com',
  'blizzard.com': 'battle.net',
  'gamemaker.io': 'yoyogames.com',
  'geforce.com': 'nvidia.com',
  'gov.uk': 'www.gov.uk',
  'nhsapp.service.nhs.uk': 'www.nhs.uk',
  'merrilledge.com': 'ml.com',
  'attentive.com': 'attentivemobile.com',
  'au.com': 'auone.jp',
  'meraki.cisco.com': 'meraki.com',
  'nest.com': 'google.com',
  'lufthansa.com': 'miles-and-more.com',
  'meister.co': 'mindmeister.com',
  'm365.cloud.microsoft': 'microsoft.com',
}

describe('the tables', () => {
  const links = lines.flatMap(({ domain, help, recovery, region }) =>
    [help, recovery].filter((url) => url !== '').map((url) => ({ domain, region, url: new URL(url) })),
  )

  it('link to pages of the service itself, over https', () => {
    const odd = links.filter(({ domain, url: { protocol, hostname, username, port } }) => {
      const isOwn = registered(hostname) === registered(domain)
      const isSister = hostname === sisters[domain] || registered(hostname) === sisters[domain]
      return protocol !== 'https:' || username !== '' || port !== '' || !(isOwn || isSister)
    })
    expect(odd.map(({ domain, url }) => `${domain} ${url}`)).toEqual([])
    expect(links.length).toBeGreaterThan(1_000)
  })

  it('link to no page in a language other than English, and to Japanese ones for Japan alone', () => {
    const odd = links.filter(({ region, url: { hostname, pathname } }) => {
      const [, first = ''] = pathname.split('/')
      if (/^(ja|jp)([-_]jp)?$/i.test(first) || /\/hc\/ja\b/.test(pathname)) return region !== 'jp'
      const isForeign = /^(cs|cz|da|de|es|fr|it|nl|pl|pt|ru|sv)$/.test(first)
      return isForeign && !/\.edu(\.[a-z]{2})?$/.test(hostname)
    })
    expect(odd.map(({ url }) => String(url))).toEqual([])
  })
})
