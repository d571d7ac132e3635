/** A backup of 2FAS, schema 4, plain or encrypted under a password. */
import { Secret } from '../../secret.ts'
import { formatBase32 } from '../../totp/base32.ts'
import { passwordBytes, pbkdf2, sealGcm } from '../cryptography.ts'
import type { ImportedEntry } from '../model.ts'
import { formatBase64 } from '../text.ts'
import {
  findDropped,
  partEntries,
  type UnfitProperty,
  type WriteOptions,
  type WrittenExport,
} from './model.ts'

const rounds = 10_000
const saltBytes = 256
const nonceBytes = 12
/** The text that 2FAS encrypts next to the services, to check a password quickly. */
const reference =
  'tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3HkdGfwuXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd'

/** Writes what 2FAS can hold: codes by time, by counter, and of Steam. */
export async function writeTwoFas(
  entries: readonly ImportedEntry[],
  options: WriteOptions,
): Promise<WrittenExport> {
  const { fitting, unfit } = partEntries(entries, findUnfit)
  const updatedAt = Math.floor(options.at * 1000)
  const services = fitting.map((entry, position) => formatService(entry, position, updatedAt))
  const { password } = options
  const sealed = password === undefined ? {} : await encrypt(services, password, options)
  const backup = {
    services: password === undefined ? services : [],
    groups: [],
    updatedAt,
    schemaVersion: 4,
    appVersionCode: 5_000_009,
    appVersionName: '5.1.0',
    appOrigin: 'android',
    ...sealed,
  }
  return {
    text: new Secret(`${JSON.stringify(backup)}\n`),
    encrypted: password !== undefined,
    unfit,
    dropped: findDropped(fitting, { tags: 0, comment: false }),
  }
}

function findUnfit({ type, parameters }: ImportedEntry): UnfitProperty | undefined {
  if (type !== 'totp' && type !== 'hotp' && type !== 'steam') return 'type'
  return parameters.algorithm === 'MD5' ? 'algorithm' : undefined
}

function formatService(entry: ImportedEntry, position: number, updatedAt: number): object {
  const { type, issuer, account, secret, parameters, counter } = entry
  const { algorithm, digits, period } = parameters
  return {
    // A service without a name is refused by the app.
    name: issuer === '' ? account : issuer,
    secret: formatBase32(secret.reveal()),
    updatedAt,
    otp: {
      label: issuer === '' ? account : `${issuer}:${account}`,
      account,
      issuer,
      digits,
      period,
      algorithm,
      ...(type === 'hotp' ? { counter: counter ?? 0 } : {}),
      tokenType: type.toUpperCase(),
      source: 'Manual',
    },
    order: { position },
  }
}

async function encrypt(services: readonly object[], password: Secret<string>, { random }: WriteOptions) {
  const salt = random(saltBytes)
  const key = await pbkdf2('2fas', passwordBytes(password), { digest: 'sha256', salt, rounds })
  const seal = (text: string): string => {
    const nonce = random(nonceBytes)
    return [sealGcm(key, nonce, new TextEncoder().encode(text)), salt, nonce].map(formatBase64).join(':')
  }
  return { servicesEncrypted: seal(JSON.stringify(services)), reference: seal(reference) }
}
