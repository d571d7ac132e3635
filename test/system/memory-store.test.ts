import { memoryStore } from '../support/memory-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('memory', async () => {
  const store = memoryStore()
  return { store, again: async () => store, remove: async () => {} }
})
