import { defineConfig } from 'vitest/config'

/** The tests that `npm run mutation` runs for every change it makes to the flow engine. */
export default defineConfig({
  test: { include: ['test/core/flow/**/*.test.ts'] },
})
