/** The subjects that `help` explains besides commands. */
export const topicNames = ['exit-codes', 'store', 'flows', 'privacy', 'formats'] as const
export type TopicName = (typeof topicNames)[number]

/** A title, and paragraphs or two columns of terms and what they mean. */
export interface Topic {
  readonly title: string
  readonly blocks: readonly (string | readonly (readonly [term: string, about: string])[])[]
}

export type Topics = Readonly<Record<TopicName, Topic>>
