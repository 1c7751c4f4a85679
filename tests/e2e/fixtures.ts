import { cpSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../support/server.ts';
import { cast } from '../support/world-data.ts';

interface WorkerFixtures {
  server: RunningServer;
}
interface Fixtures {
  /** Signs in as one of the cast. */
  signIn(person: keyof typeof cast): Promise<void>;
  /** Fails when the page has a fault that axe finds; does nothing where the page's scripts are off. */
  expectAccessible(): Promise<void>;
}

/** Playwright's test with a server of its own per worker, and with the product's habits as helpers. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use, worker) => {
      const dataDir = mkdtempSync(join(tmpdir(), `hoc06-e2e-${worker.parallelIndex}-`));
      cpSync(process.env['E2E_TEMPLATE'] ?? '', dataDir, { recursive: true });
      const server = await startServer({ dataDir, env: { RATE_LIMITS: 'off' } });
      await use(server);
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  signIn: async ({ page }, use) => use((person) => signIn(page, person)),
  expectAccessible: async ({ page, javaScriptEnabled }, use) => use(async () => {
    if (!javaScriptEnabled) return;
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  }),
});

async function signIn(page: Page, person: keyof typeof cast): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử hoặc mã số cán bộ').fill(cast[person].email);
  await page.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill(cast[person].password);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
}

export { cast, expect };
