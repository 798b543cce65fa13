import { defineConfig } from 'vitest/config';

// Tests that start the compiled program; every other test reads the TypeScript sources.
const compiled = ['test/cli/**/*.test.ts', 'test/**/*.built.test.ts'];

/** Where the temporary files of all tests are. */
const temporaryFolder = 'test/temporary-folder.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Files share the modules they import: what a helper keeps is ended after each file, by the set-up file.
    isolate: false,
    setupFiles: ['test/databases/end-opened.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: compiled,
          // One PostgreSQL server for all of these tests.
          globalSetup: [temporaryFolder, 'test/databases/one-server.ts'],
        },
      },
      {
        extends: true,
        // Compiles once before the first of these tests; a build that fails, fails the run.
        test: { name: 'compiled', include: compiled, globalSetup: [temporaryFolder, 'test/build-once.ts'] },
      },
    ],
  },
});
