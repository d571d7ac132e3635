/**
 * `2fa-rescue/flow`: the wizard without a screen. Reads flow files (docs/flows.md), and walks through them. A walk is
 * plain data.
 *
 * @module flow
 */
export { type Answers, parseAnswers, replyFrom } from '../../core/flow/answers.ts'
export { type Book, type General, say } from '../../core/flow/book.ts'
export { factsNamed, findCard } from '../../core/flow/cards.ts'
export {
  addDirectory,
  type ListedMethod,
  type ListedService,
  listedMethods,
} from '../../core/flow/directory.ts'
export type { Facts, Need } from '../../core/flow/facts.ts'
export { fill, fillLinks, type LabelWords, type TextContext } from '../../core/flow/fill.ts'
export {
  type CardKind,
  type CheckName,
  type Confidence,
  cardKinds,
  checkResults,
  confidences,
  type Did,
  dids,
  type Language,
  languages,
  type Result,
  results,
  type ToolName,
  toolNames,
} from '../../core/flow/lists.ts'
export { type FlowFile, parseBook, type Reading } from '../../core/flow/parse.ts'
export { type DirectoryFlaw, parseDirectory } from '../../core/flow/parse-directory.ts'
export { findRemedy, type Tried } from '../../core/flow/plan.ts'
export type { StopReply } from '../../core/flow/reply.ts'
export { flowSchema } from '../../core/flow/schema.ts'
export type { Item, Option, State } from '../../core/flow/state.ts'
export { fits, type Point, type Stop, type StopBase } from '../../core/flow/stop.ts'
export type {
  Action,
  AtHand,
  Card,
  CardChoices,
  Check,
  Choice,
  Collect,
  Condition,
  ConditionMap,
  Flow,
  Fork,
  Goto,
  Link,
  Outcome,
  Plan,
  Question,
  Remedy,
  Review,
  Step,
  Text,
  Tick,
  Wait,
  Wanted,
  Warning,
  Wording,
} from '../../core/flow/types.ts'
export {
  answer,
  begin,
  type Checked,
  goBack,
  type Position,
  resume,
  stand,
  type Visit,
  type Walk,
} from '../../core/flow/walk.ts'
export { listNevers } from '../../core/flow/warnings.ts'
export type { Way } from '../../core/flow/ways.ts'
