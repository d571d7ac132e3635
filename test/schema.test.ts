/** What is generated from the schemas of the flow files is in step with them (else: npm run schema). */
import { expect, it } from 'vitest'
import { formatTypes } from '../scripts/flow-types.ts'
import { flowSchema } from '../src/core/flow/schema.ts'

it('the JSON Schema for editors', async () => {
  await expect(`${JSON.stringify(flowSchema(), null, 2)}\n`).toMatchFileSnapshot('../flows/flow.schema.json')
})

it('the types for the program', async () => {
  const schema = flowSchema() as unknown as Parameters<typeof formatTypes>[0]
  await expect(formatTypes(schema)).toMatchFileSnapshot('../src/core/flow/types.ts')
})
