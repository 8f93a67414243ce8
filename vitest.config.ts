import { defineConfig } from 'vitest/config'

/** Pure rules share one process and need no database; the rest run on a PostgreSQL of their own. */
const pure = [
  'src/**/rules/**/*.test.ts',
  'src/kernel/**/*.test.ts',
  'src/tidy.test.ts',
  'web/**/*.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: pure,
          pool: 'threads',
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'house',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...pure, '**/node_modules/**'],
          globalSetup: ['test/support/global-setup.ts'],
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // A browser loses a race now and then on a busy machine; what passed at the second try is told.
          retry: 1,
        },
      },
    ],
  },
})
