import { defineConfig } from 'vitest/config'
import { kernelInTests } from './scripts/kernel.ts'

export default defineConfig({
  plugins: [kernelInTests],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    // Many tests wait for a terminal or a clock: two at once also where there are only two cores.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
