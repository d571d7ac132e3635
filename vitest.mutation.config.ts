import { defineConfig } from 'vitest/config'

/** The tests that `npm run mutation` runs for every change it makes to the flow engine. */
export default defineConfig({
  // A test that only waits for its turn on a busy computer must not count as one that noticed a change.
  test: { include: ['test/core/flow/**/*.test.ts'], testTimeout: 60_000 },
})
