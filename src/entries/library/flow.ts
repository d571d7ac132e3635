/**
 * The wizard without a screen: reads flow files (docs/flows.md), and walks through them. A walk is plain data.
 *
 * @module 2fa-rescue/flow
 */
export { type Answers, parseAnswers, replyFrom } from '../../core/flow/answers.ts'
export { type Book, say } from '../../core/flow/book.ts'
export { factsNamed, fill, fillLinks, findCard, type TextContext } from '../../core/flow/cards.ts'
export type { Facts } from '../../core/flow/facts.ts'
export type { CardKind, Language } from '../../core/flow/lists.ts'
export { type FlowFile, parseBook, type Reading } from '../../core/flow/parse.ts'
export { findRemedy } from '../../core/flow/plan.ts'
export { flowSchema } from '../../core/flow/schema.ts'
export { fits, type Stop, type StopReply } from '../../core/flow/stop.ts'
export type { Card, Flow, Remedy, Step, Text } from '../../core/flow/types.ts'
export { answer, begin, goBack, type Position, resume, stand, type Walk } from '../../core/flow/walk.ts'
export { listNevers } from '../../core/flow/warnings.ts'
