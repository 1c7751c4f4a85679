import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser } from './tests/support/browser.ts';

const { executablePath, env } = await findBrowser();

/** Browser tests: each worker has a server, a port and a data folder of its own (tests/e2e/fixtures.ts). */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 90_000,
  // Seven minutes on a quiet machine; one that was three times slower than that had not failed.
  globalTimeout: 60 * 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env['E2E_REPORT'] ? [['list'], ['json', { outputFile: process.env['E2E_REPORT'] }]] : 'list',
  outputDir: 'test-results',
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    actionTimeout: 15_000,
    // A failure prints the page as it was; recording every step costs as much as the steps. TRACE=1 records those of failed tests.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath, args: browserFlags, env: { ...process.env, ...env } as Record<string, string> },
  },
  projects: [
    { name: 'script', testIgnore: '**/*.no-script.spec.ts', use: { javaScriptEnabled: true } },
    // Without scripts: signing in, and everything that says so in its name.
    { name: 'no-script', testMatch: ['people/**/*.spec.ts', '**/*.no-script.spec.ts'], use: { javaScriptEnabled: false } },
  ],
});
