import { defineConfig } from 'vitest/config';

/** One run for unit, database, content and architecture tests; browser and crash tests have runners of their own. */
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    include: ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'jobs/**/*.test.ts', 'tests/{architecture,content,database,unit}/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    setupFiles: ['tests/support/setup.ts'],
  },
});
