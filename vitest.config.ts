import { defineConfig } from 'vitest/config';
import { SlowFirst } from './tests/support/slow-first.ts';

/** Projects that start real servers: in processes, and on the built pages; what one file has read the next one need not read again. */
const servers = { pool: 'forks', isolate: false, maxWorkers: 2, testTimeout: 180_000, hookTimeout: 180_000, globalSetup: 'tests/support/build-once.ts' } as const;

/** `unit` runs unit, database, content and architecture tests in one heap; browser tests are Playwright's (playwright.config.ts). */
export default defineConfig({
  esbuild: { jsx: 'automatic' },
  test: {
    setupFiles: ['tests/support/setup.ts'],
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'jobs/**/*.test.ts', 'tests/{architecture,content,database,unit}/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      { extends: true, test: { ...servers, name: 'http', include: ['tests/http/**/*.test.ts'] } },
      { extends: true, test: { ...servers, name: 'crash', include: ['tests/crash/**/*.test.ts'] } },
    ],
  },
});
