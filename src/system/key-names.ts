/** The files of the key of a store, apart from anything that takes time to load. */
export const keyNames = ['key.age', 'key.copy.age'] as const
