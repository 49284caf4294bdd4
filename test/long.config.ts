import { defineConfig } from 'vitest/config'

/** What takes minutes: the same stories in the size of a very large company. */
process.env.KIZUKI_CROWD = '100000'

export default defineConfig({
  test: {
    include: ['test/stories/units.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
  },
})
