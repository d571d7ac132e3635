/**
 * The wizard without a screen: reads flows (docs/flows.md), and walks through them. A walk is plain data.
 *
 * @module flow
 */
export { type Answers, parseAnswers, replyFrom } from './answers.ts'
export { type Book, type CardKind, type Language, say } from './book.ts'
export { factsNamed, fill, findCard, linksOf, type Voice } from './cards.ts'
export type { Facts } from './facts.ts'
export { type FlowFile, parseBook, type Reading } from './parse.ts'
export { remedyFor } from './plan.ts'
export { flowSchema } from './schema.ts'
export { fits, type Stop, type StopReply } from './stop.ts'
export type { Card, Flow, Remedy, Step, Text } from './types.ts'
export { answer, begin, goBack, type Position, resume, stand, type Walk } from './walk.ts'
export { neversOf } from './warnings.ts'
