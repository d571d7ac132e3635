/** 2FAS: schemas 1 to 4 in JSON, newer ones with a warning; the list of services may be encrypted. */
import { openGcm, passwordBytes, pbkdf2 } from '../cryptography.ts'
import { buildEntry, formatItemTitle, readItems } from '../entry.ts'
import { refuseFile, refusePassword, requirePassword } from '../failure.ts'
import { createResult, type ImportFormat, locked, type OpenContext, plain } from '../format.ts'
import type { ImportedEntry, Loss } from '../model.ts'
import {
  asList,
  asNumber,
  asObject,
  asText,
  decodeText,
  type JsonObject,
  parseBase64,
  parseJson,
} from '../text.ts'

const knownSchema = 4
const rounds = 10_000

export const twoFas: ImportFormat = {
  id: '2fas',
  recognise: ({ json }) => {
    const { schemaVersion, services, servicesEncrypted } = asObject(json)
    if (schemaVersion === undefined) return undefined
    if (typeof servicesEncrypted === 'string' && servicesEncrypted !== '') return locked
    return Array.isArray(services) ? plain : undefined
  },
  open: async ({ name, json }, context) => {
    const backup = asObject(json)
    const sealed = asText(backup.servicesEncrypted)
    const services = sealed === '' ? asList(backup.services) : await decrypt(name, sealed, context)
    const groups = new Map(asList(backup.groups).map((group) => [asObject(group).id, asObject(group).name]))
    const list = readItems(services.map(asObject), {
      title: ({ name, otp }, index) => formatItemTitle(name, asObject(otp).account, index),
      read: (service) => readService(service, asText(groups.get(service.groupId))),
    })
    return createResult('2fas', list, findLosses(asNumber(backup.schemaVersion), services.map(asObject)))
  },
}

async function decrypt(file: string, sealed: string, context: OpenContext): Promise<readonly unknown[]> {
  const password = passwordBytes(requirePassword(file, context))
  const [data, salt, iv] = sealed.split(':').map(parseBase64)
  if (data === undefined || salt === undefined || iv === undefined)
    return refuseFile(file, { kind: 'damaged', format: '2fas' })
  const key = await pbkdf2(file, password, { digest: 'sha256', salt, rounds })
  const bytes = openGcm(key, iv, data) ?? refusePassword(file)
  const services = parseJson(decodeText(bytes) ?? '')
  return Array.isArray(services) ? services : refuseFile(file, { kind: 'damaged', format: '2fas' })
}

/** Old schemas have no type, and the first one no parameters at all. */
function findLosses(schema: number, services: readonly JsonObject[]): readonly Loss[] {
  if (schema > knownSchema) return ['newer-version']
  if (schema >= 3) return []
  const parameters = ['algorithm', 'digits', 'period'] as const
  const stated = parameters.filter((name) => services.some(({ otp }) => asObject(otp)[name] != null))
  return ['type', ...parameters.filter((name) => !stated.includes(name))]
}

function readService(service: JsonObject, group: string): ImportedEntry {
  const otp = asObject(service.otp)
  const account = asText(otp.account) === '' ? accountIn(asText(otp.label)) : asText(otp.account)
  // The name is the service's; where it only repeats the account there is no issuer.
  const name = asText(service.name) === account ? '' : service.name
  return buildEntry({
    type: otp.tokenType,
    issuer: asText(otp.issuer) === '' ? name : otp.issuer,
    account,
    secret: service.secret,
    algorithm: otp.algorithm,
    digits: otp.digits,
    period: otp.period,
    counter: otp.counter,
    tags: [group],
    title: service.name,
  })
}

/** The account of a label `issuer:account`. */
const accountIn = (label: string): string => label.slice(label.indexOf(':') + 1)
