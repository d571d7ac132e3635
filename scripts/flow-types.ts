/** Writes the types of the flow files from their JSON Schema, so that no program needs the schema library for them. */

/** The parts of JSON Schema that the schemas of the flow files use. */
interface Schema {
  readonly description?: string
  readonly $ref?: string
  readonly type?: string
  readonly const?: string | boolean
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

const head = `/**
 * The types of the files below \`flows/\`. Generated from schema.ts: change that, and run \`npm run schema\`.
 */
`

/** The source of a file with a type for each of the schema's `$defs`. Throws for a part of JSON Schema it does not know. */
export function formatTypes({ $defs }: { readonly $defs: Readonly<Record<string, Schema>> }): string {
  const types = Object.entries($defs).map(([name, schema]) => {
    const comment = schema.description === undefined ? '' : `/** ${schema.description} */\n`
    return schema.properties === undefined
      ? `${comment}export type ${name} = ${formatType(schema, '')}\n`
      : `${comment}export interface ${name} ${formatType(schema, '')}\n`
  })
  return [head, ...types].join('\n')
}

function formatType(schema: Schema, indent: string): string {
  const { $ref, type, enum: values, anyOf, oneOf, items, properties, additionalProperties } = schema
  if ($ref !== undefined) return $ref.slice('#/$defs/'.length)
  if (schema.const !== undefined) return formatConst(schema.const)
  if (values !== undefined) return values.map(formatConst).join(' | ')
  const several = anyOf ?? oneOf
  if (several !== undefined) return several.map((each) => formatType(each, indent)).join(' | ')
  if (items !== undefined) return formatArray(formatType(items, indent))
  if (properties !== undefined) return formatObject(properties, schema.required ?? [], indent)
  if (typeof additionalProperties === 'object')
    return `Record<string, ${formatType(additionalProperties, indent)}>`
  if (type === 'string' || type === 'null') return type
  if (type === 'integer') return 'number'
  throw new Error(`no type for ${JSON.stringify(schema)}`)
}

const formatConst = (value: string | boolean): string =>
  typeof value === 'string' ? `'${value}'` : String(value)

const formatArray = (item: string): string => (/^[\w.]+$/.test(item) ? `${item}[]` : `(${item})[]`)

function formatObject(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([key, schema]) => {
    const comment = schema.description === undefined ? '' : `${inner}/** ${schema.description} */\n`
    const type = formatType(schema, inner)
    return `${comment}${inner}${key}${required.includes(key) ? `: ${type}` : `?: ${type} | undefined`}\n`
  })
  return `{\n${lines.join('')}${indent}}`
}
