/** The JSON Schema of the flow files, for editors; `flows/flow.schema.json` is kept in step with it by a test. */
import * as z from 'zod'
import { cardShape, flowShape, generalShape, remedyShape, warningsShape } from './shape.ts'

/** One schema for all kinds of file; `$defs` names each, and a file is one of them. */
export function flowSchema(): Record<string, unknown> {
  const shapes = {
    flow: flowShape,
    remedy: remedyShape,
    card: cardShape,
    warnings: warningsShape,
    general: generalShape,
  }
  const defs = Object.entries(shapes).map(([name, shape]) => {
    const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input' })
    return [name, schema] as const
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A file below flows/ of 2fa-rescue',
    $defs: Object.fromEntries(defs),
    anyOf: defs.map(([name]) => ({ $ref: `#/$defs/${name}` })),
  }
}
