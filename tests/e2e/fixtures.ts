import { cpSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { enrol } from '../../app/learning/commands/enrol.server.ts';
import { sessionCookie } from '../../app/people/session.server.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { givePassword, makePerson } from '../world/people.ts';
import { readScenery, type Scenery } from '../support/scenery.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cast, type CastName } from '../support/world-data.ts';
import { accessFaults } from './access.ts';
import { mirrorFor, type Mirror } from './mirror.ts';

export interface Learner {
  id: string;
  fullName: string;
  email: string;
  password: string;
}
interface WorkerFixtures {
  server: RunningServer;
  /** The database of the worker's server, for what a test has to know or to bring about beside the pages. */
  db: Db;
  scenery: Scenery;
  /** A tab with scripts for the pages of one without, opened when it is first asked for. */
  mirror: () => Promise<Mirror>;
}
interface Fixtures {
  /** Signs in as one of the cast. */
  signIn(person: CastName): Promise<void>;
  /** A session without the form: for tests that are about something else. */
  enterAs(userId: string, context?: BrowserContext): Promise<void>;
  /** Somebody new at the counter, enrolled in these courses, with a password of her own. */
  newLearner(...courses: string[]): Promise<Learner>;
  /** Fails when the page has a fault that axe finds, with scripts or without. */
  expectAccessible(): Promise<void>;
}

/** Playwright's test with a server of its own per worker, and with the product's habits as helpers. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use, worker) => {
      const dataDir = mkdtempSync(join(tmpdir(), `hoc06-e2e-${worker.parallelIndex}-`));
      cpSync(process.env['E2E_TEMPLATE'] ?? '', dataDir, { recursive: true });
      const server = await startServer({ dataDir, env: { RATE_LIMITS: 'off', PUSH: 'on' } });
      await use(server);
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  db: [
    async ({ server }, use) => {
      const db = openDatabase(databaseFile(server.dataDir));
      await use(db);
      await db.destroy();
    },
    { scope: 'worker' },
  ],
  scenery: [async ({ server }, use) => use(readScenery(server.dataDir)), { scope: 'worker' }],
  mirror: [
    async ({ browser, server }, use) => {
      let mirror: Promise<Mirror> | undefined;
      await use(() => (mirror ??= browser.newPage({ javaScriptEnabled: true, reducedMotion: 'reduce' }).then((tab) => mirrorFor(tab, server.url))));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  signIn: async ({ page }, use) => use((person) => signIn(page, cast[person])),
  enterAs: async ({ db, context, baseURL }, use) => use((userId, into = context) => enter(db, into, baseURL ?? '', userId)),
  newLearner: async ({ db, scenery }, use) => use((...courses) => makeLearner(db, scenery, courses)),
  expectAccessible: async ({ page, javaScriptEnabled, mirror }, use) => use(async () => expect(javaScriptEnabled ? await accessFaults(page) : await (await mirror()).faults(page)).toEqual([])),
});

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử hoặc mã số cán bộ').fill(email);
  await page.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
}

/** Opens a session for somebody in a browser; `now` is the server's time where it is another one than the machine's. */
export async function enter(db: Db, context: BrowserContext, url: string, userId: string, now = Date.now()): Promise<void> {
  const token = newToken();
  const at = new Date(now).toISOString();
  await db
    .insertInto('session')
    .values({ id: newId(), token_hash: sha256(token), user_id: userId, created_at: at, last_seen_at: at, expires_at: new Date(now + 12 * 3_600_000).toISOString(), idle_minutes: 720, user_agent: 'e2e', address: '127.0.0.1' })
    .execute();
  await context.addCookies([{ name: sessionCookie, value: token, url }]);
}

let people = 0;

async function makeLearner(db: Db, scenery: Scenery, courses: string[]): Promise<Learner> {
  people += 1;
  const mark = `${process.pid}-${people}`;
  const known = { fullName: `Trương Thị Tường Vi ${mark}`, email: `tuong-vi-${mark}@vi-du.invalid`, password: `cầu Non Nước bắc qua sông ${mark}` };
  const person = await makePerson(db, { fullName: known.fullName, email: known.email, staffNo: `TV${mark}`, unitId: scenery.units.counter });
  await givePassword(db, person, { password: known.password });
  const now = new Date().toISOString();
  for (const slug of courses) {
    const { id } = await db.selectFrom('course').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
    await enrol(db, { userId: person.id, courseId: id, source: 'ASSIGNED', isMandatory: true, reason: 'Kế hoạch đào tạo năm 2026', dueOn: null, enrolledBy: null, now });
  }
  return { id: person.id, ...known };
}

export { cast, expect };
