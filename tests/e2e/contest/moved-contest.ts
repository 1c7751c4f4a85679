import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { FilePorts } from '../../../app/contest/commands/upload-entry-file.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import { installationSecret } from '../../../app/platform/signing.server.ts';
import { databaseFile, openDatabase } from '../../../db/client.ts';
import { migrate } from '../../../db/migrations/index.ts';
import { startServer } from '../../support/server.ts';
import { cast, seedPeople, type CastName, type Units } from '../../support/world-data.ts';
import { enter, test as base } from '../fixtures.ts';

/** A server of its own whose clock is put where the story is, with the cast and nothing else. Jobs do not run there; the story asks for what they would do. */
export interface Stage {
  ids: Record<CastName, string>;
  units: Units;
  /** For what a story does beside the browser, at the same clock. */
  ports: FilePorts & { secret: string };
  actor(name: CastName): Actor;
  /** Puts the clock to an instant. */
  pass(instant: string): void;
}

/** Where a walk through the pages stands. */
export interface Walk {
  page: Page;
  main: Locator;
  stage: Stage;
  enterAs(userId: string): Promise<void>;
}

const putClock = (dataDir: string, instant: string): void => {
  writeFileSync(join(dataDir, 'next'), instant);
  renameSync(join(dataDir, 'next'), join(dataDir, 'now'));
};

/** All of a story counts from one day, also when a midnight falls into it. */
const begun = Date.now();

/** An instant so many days from the day on which the test runs, in Vietnam's time. */
export const momentIn = (days: number, time = '12:00:00'): string => `${new Date(begun + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
export const instantIn = (days: number, time?: string): string => new Date(`${momentIn(days, time)}+07:00`).toISOString();

export const test = base.extend<object, { stage: Stage }>({
  server: [
    async ({}, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'hoc06-e2e-moved-'));
      putClock(dataDir, new Date().toISOString());
      const server = await startServer({ dataDir, entry: 'tests/support/moved-server.ts', env: { NODE_ENV: 'production', RATE_LIMITS: 'off' } });
      await use(server);
      await server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  stage: [
    async ({ server: { dataDir } }, use) => {
      const db = openDatabase(databaseFile(dataDir));
      await migrate(db);
      const { ids, units } = await seedPeople(db);
      let now = new Date();
      const ports = { db, clock: { now: () => now }, timeZone: 'Asia/Ho_Chi_Minh', secret: await installationSecret(db, undefined), filesDir: join(dataDir, 'files'), scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
      const pass = (instant: string) => {
        now = new Date(instant);
        putClock(dataDir, instant);
      };
      const grants = { organiser: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] } as const;
      const actor = (name: CastName): Actor => ({ id: ids[name], fullName: cast[name].fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: null, grants: name === 'organiser' ? [...grants.organiser] : [], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' });
      await use({ ids, units, ports, actor, pass });
      await db.destroy();
    },
    { scope: 'worker' },
  ],
  enterAs: async ({ db, context, baseURL, stage }, use) => use((userId, into = context) => enter(db, into, baseURL ?? '', userId, stage.ports.clock.now().getTime())),
});
