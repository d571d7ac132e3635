import { defineConfig } from 'vitest/config'
import { kernelInTests } from './scripts/kernel.ts'

export default defineConfig({
  plugins: [kernelInTests],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
