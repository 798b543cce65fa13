import { defineConfig } from 'vitest/config';

// Tests that start the compiled program; every other test reads the TypeScript sources.
const compiled = ['test/cli/**/*.test.ts', 'test/**/*.built.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: compiled,
          // One PostgreSQL server for all of these tests.
          globalSetup: ['test/databases/one-server.ts'],
        },
      },
      {
        extends: true,
        // Compiles once before the first of these tests; a build that fails, fails the run.
        test: { name: 'compiled', include: compiled, globalSetup: ['test/build-once.ts'] },
      },
    ],
  },
});
