/** The shape of `config.yaml`. */
import * as z from 'zod'
import { defaultLimits } from './clock/defaults.ts'
import { parseServer } from './clock/servers.ts'
import { parseWebHost } from './clock/web.ts'
import { parseDocument } from './data-file/safe-yaml.ts'
import { validate } from './data-file/schema-flaws.ts'
import type { Flaw } from './flaws.ts'
import { storeKinds } from './store.ts'

const configShape = z.strictObject({
  language: z.enum(['en', 'ja']).optional(),
  /** Time servers, as `host` or `host:port`; they replace the usual ones. */
  servers: z
    .array(z.string().refine((text) => parseServer(text) !== undefined, { params: { expected: 'server' } }))
    .min(1)
    .optional(),
  /** Web servers to ask where time servers are silent, as `https://host`; they replace the usual ones. An empty list asks none. */
  https: z
    .array(z.string().refine((text) => parseWebHost(text) !== undefined, { params: { expected: 'web' } }))
    .optional(),
  /** Seconds from which a clock counts as off. */
  limits: z
    .strictObject({ warning: z.number().positive().optional(), critical: z.number().positive().optional() })
    .refine(({ warning = defaultLimits.warning, critical = defaultLimits.critical }) => warning <= critical, {
      params: { expected: 'limits' },
    })
    .optional(),
  /** A folder of one's own flows. */
  flows: z.string().min(1).optional(),
  /** Where secrets are kept. */
  store: z.enum(storeKinds).optional(),
  /** Whether questions are answered by typed numbers and nothing is drawn over. */
  plain: z.boolean().optional(),
  /** A file with an age identity that opens the store. */
  identity: z.string().min(1).optional(),
})

export type Config = z.infer<typeof configShape>

/** Many times a configuration with every setting. */
const maxBytes = 16 * 1024

/** Reads a configuration; every flaw comes back with its place. */
export function parseConfig(text: string, file: string): { config: Config; flaws: readonly Flaw[] } {
  if (isBlank(text)) return { config: {}, flaws: [] }
  const { document, flaws } = parseDocument(text, file, maxBytes)
  if (document === undefined) return { config: {}, flaws }
  const { value, flaws: shapeFlaws } = validate(document, configShape)
  return { config: value ?? {}, flaws: shapeFlaws }
}

/** Whether a text holds nothing but comments and empty lines. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => {
    const content = line.trim()
    return content === '' || content.startsWith('#')
  })
}
