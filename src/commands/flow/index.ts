/** `flow`: tools for people who write flows. */
import type { Noun } from '../verb.ts'
import { checkVerb } from './check.ts'
import { graphVerb } from './graph.ts'
import { listVerb } from './list.ts'
import { newVerb } from './new.ts'
import { pageVerb } from './page.ts'
import { testVerb } from './test.ts'

export const flowNoun: Noun = {
  name: 'flow',
  examples: ['2fa-rescue flow new helpdesk --flows our-flows', '2fa-rescue flow check our-flows'],
  add: () => {},
  verbs: [listVerb, checkVerb, graphVerb, testVerb, newVerb, pageVerb],
}
