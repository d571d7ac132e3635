import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { flowSchema } from '../src/core/flow/schema.ts'
import { flowsFolder } from './support/flows.ts'

it('flow.schema.json is in step with the shapes (else: npm run build && npm run schema)', () => {
  const file: unknown = JSON.parse(readFileSync(join(flowsFolder, 'flow.schema.json'), 'utf8'))
  expect(file).toEqual(JSON.parse(JSON.stringify(flowSchema())))
})
