import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { databaseFile, openDatabase, type Db } from '../../../db/client.ts';
import { startServer } from '../../support/server.ts';

/** A server of the test's own that it ends with SIGKILL and starts again, with its database beside it. */
export interface OwnDesk {
  db: Db;
  dataDir: string;
  url: string;
  kill(): Promise<unknown>;
  start(): Promise<void>;
  /** Puts the server's clock to an instant, where the test began with one. */
  putClock(instant: string): void;
}

/** Starts one on a copy of the template; with `now` its clock stands there until it is put elsewhere. All of it is gone when the work is done. */
export async function withOwnDesk({ env = {}, now }: { env?: Record<string, string>; now?: string }, work: (desk: OwnDesk) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoc06-desk-'));
  cpSync(process.env['E2E_TEMPLATE'] ?? '', dataDir, { recursive: true });
  const putClock = (instant: string) => {
    writeFileSync(join(dataDir, 'next'), instant);
    renameSync(join(dataDir, 'next'), join(dataDir, 'now'));
  };
  if (now) putClock(now);
  const db = openDatabase(databaseFile(dataDir));
  const options = { dataDir, env: { RATE_LIMITS: 'off', ...(now ? { NODE_ENV: 'production' } : {}), ...env }, ...(now ? { entry: 'tests/support/moved-server.ts' } : {}) };
  let server = await startServer(options);
  const start = async () => void (server = await startServer({ ...options, port: server.port }));
  try {
    await work({ db, dataDir, url: server.url, kill: () => server.kill(), start, putClock });
  } finally {
    await db.destroy();
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** How many calls this browser still keeps because they have not arrived. */
export const keptCalls = (page: Page): Promise<number> => page.evaluate(async () => new Promise<number>((resolve) => {
  const opening = indexedDB.open('hoc06.desk');
  opening.onsuccess = () => { const all = opening.result.transaction('calls').objectStore('calls').getAll(); all.onsuccess = () => resolve(all.result.length); };
}));
