/** Scripted answers next to a flow, with what must come of them: `NAME.test.yaml`. */
import * as z from 'zod'
import { parseDocument } from '../data-file/safe-yaml.ts'
import { validate } from '../data-file/schema-flaws.ts'
import { suggestNames } from '../data-file/suggest.ts'
import type { Flaw } from '../flaws.ts'
import { type Answers, answersShape, readAnswers } from './answers.ts'
import { type Book, own } from './book.ts'
import { results } from './lists.ts'

const idList = z.array(z.string().min(1))

const scriptShape = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      /** As `--service` takes it. */
      service: z.string().min(1).optional(),
      answers: answersShape.optional(),
      expect: z.strictObject({
        /** The questions, lists and details met, in order, as `flow/step`. */
        asked: idList.optional(),
        /** The first remedies, in order; there may be more behind them. */
        remedies: idList.optional(),
        /** Remedies that must not be among them. */
        without: idList.optional(),
        /** Things never to do that must be shown. */
        warnings: idList.optional(),
        outcome: z.enum(['plan', ...results]).optional(),
      }),
    }),
  )
  .min(1)

/** What must come of the answers; what is left out may be anything. */
export type Expectation = z.output<typeof scriptShape>[number]['expect']

/** One test of a flow. */
export interface Script {
  readonly name: string
  readonly service: string | undefined
  readonly answers: Answers
  readonly expect: Expectation
}

/** The name of a flow that a file of scripts belongs to; undefined for other files. */
export function findScriptedFlow(path: string): string | undefined {
  return /^([a-z0-9]+(?:-[a-z0-9]+)*)\.test\.ya?ml$/.exec(path)?.[1]
}

/** Reads scripts, and holds them against the flows. */
export function parseScripts(
  text: string,
  file: string,
  book: Book,
): { scripts: readonly Script[]; flaws: readonly Flaw[] } {
  const { document, flaws } = parseDocument(text, file)
  if (document === undefined) return { scripts: [], flaws }
  const { value, flaws: shapeFlaws } = validate(document, scriptShape)
  if (value === undefined) return { scripts: [], flaws: shapeFlaws }
  const read = value.map(({ name, service, answers, expect }, index) => {
    const found = readAnswers(answers ?? {}, document, [index, 'answers'], book)
    const unknown = [...(expect.remedies ?? []), ...(expect.without ?? [])]
      .filter((id) => own(book.remedies, id) === undefined)
      .map((remedy) => {
        const near = suggestNames(remedy, Object.keys(book.remedies))
        return document.flaw([index, 'expect'], { kind: 'missing-remedy', remedy, near })
      })
    return { script: { name, service, answers: found.answers, expect }, flaws: [...found.flaws, ...unknown] }
  })
  return { scripts: read.map(({ script }) => script), flaws: read.flatMap(({ flaws }) => flaws) }
}
