import { describe, expect, it } from 'vitest'
import { defaultServers } from '../../../src/core/clock/defaults.ts'
import {
  findOperator,
  formatServer,
  isIPv4,
  mixesSmear,
  parseServer,
} from '../../../src/core/clock/servers.ts'

describe('parseServer', () => {
  it.each([
    ['time.google.com', 'time.google.com', 123],
    ['Time.Google.COM.', 'time.google.com', 123],
    ['ntp1:11123', 'ntp1', 11123],
    ['127.0.0.1', '127.0.0.1', 123],
    ['192.168.0.1:1', '192.168.0.1', 1],
    ['ntp_internal.example:65535', 'ntp_internal.example', 65535],
    ['0.pool.ntp.org', '0.pool.ntp.org', 123],
    ['3com.example', '3com.example', 123],
    ['2fa', '2fa', 123],
  ])('reads %s', (text, host, port) => {
    expect(parseServer(text)).toEqual({ host, port })
  })

  it.each([
    '',
    ':123',
    'host:',
    'host:0',
    'host:65536',
    'host:99999',
    'host:-1',
    'host:1e3',
    'host:12:3',
    '::1',
    '[::1]',
    '[::1]:123',
    'fe80::1%eth0',
    '2001:db8::1',
    '127.1',
    '127.0.0.256',
    '010.0.0.1',
    '2130706433',
    '0x7f000001',
    '1.2.3.4.5',
    'a..b',
    '.a',
    '-a',
    'a-',
    'a b',
    ' a',
    'a\n',
    'a\u0000b',
    'a\u001b[31m',
    'a/b',
    'https://a',
    'a@b',
    'é.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}a`,
  ])('refuses %j', (text) => {
    expect(parseServer(text)).toBeUndefined()
  })

  it('reads back what serverText writes', () => {
    for (const server of [
      ...defaultServers.map((name) => ({ host: name, port: 123 })),
      { host: '127.0.0.1', port: 11123 },
    ]) {
      expect(parseServer(formatServer(server))).toEqual(server)
    }
  })
})

describe('isIPv4', () => {
  it.each(['0.0.0.0', '255.255.255.255', '9.10.99.100'])('knows %s', (text) => {
    expect(isIPv4(text)).toBe(true)
  })
  it.each(['256.0.0.1', '1.2.3', '1.2.3.4 ', '01.2.3.4', '::ffff:1.2.3.4', ''])('refuses %j', (text) => {
    expect(isIPv4(text)).toBe(false)
  })
})

describe('operatorOf', () => {
  it.each([
    ['time.google.com', '216.239.35.0', 'google'],
    ['time4.google.com', '216.239.35.12', 'google'],
    ['time.aws.com', '166.117.111.42', 'aws'],
    ['time.facebook.com', '129.134.28.123', 'facebook'],
    ['0.pool.ntp.org', '162.159.200.123', 'cloudflare'],
    ['evilgoogle.com', '203.0.113.1', '203.0.113.1:123'],
    ['time.google.com', '10.1.2.3', '10.1.2.3:123'],
    ['time.google.com', '127.0.0.1', '127.0.0.1:123'],
    ['time.google.com', '172.31.0.9', '172.31.0.9:123'],
    ['time.google.com', '172.32.0.9', 'google'],
  ])('%s at %s is run by %s', (host, address, operator) => {
    expect(findOperator(host, { address, port: 123 })).toBe(operator)
  })

  it('tells loopback servers apart by their ports', () => {
    const at = (port: number) => findOperator('localhost', { address: '127.0.0.1', port })
    expect(at(1001)).not.toBe(at(1002))
  })
})

describe('mixesSmear', () => {
  const servers = (...hosts: string[]) => hosts.map((host) => ({ host, port: 123 }))
  it.each([
    [['time.google.com', 'time.aws.com', 'time.facebook.com'], false],
    [['time.google.com', 'time.cloudflare.com'], true],
    [['time.google.com', 'pool.ntp.org'], true],
    [['time.cloudflare.com', 'ntp.nict.jp'], false],
    [['time.google.com', 'ntp.example'], false],
    [['time.google.com', 'time.apple.com'], false],
  ])('%j: %s', (hosts, expected) => {
    expect(mixesSmear(servers(...hosts))).toBe(expected)
  })
})
