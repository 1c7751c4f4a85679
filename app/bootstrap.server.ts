import { join } from 'node:path';
import { databaseFile, openDatabase, type Db } from '../db/client.ts';
import { migrate } from '../db/migrations/index.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import { lockDataFolder } from './platform/data-lock.server.ts';
import type { Env } from './platform/env.ts';
import { createLog, type Log } from './platform/log.ts';
import { enterProcess } from './platform/processes.server.ts';
import { installationSecret } from './platform/signing.server.ts';

/** The long-lived parts of a process: database, clock, log, secret. */
export interface Program {
  env: Env;
  db: Db;
  clock: Clock;
  log: Log;
  secret: string;
  /** Under which this process holds leases; absent in commands, which hold none. */
  processId?: string;
  close(): Promise<void>;
}

export interface BootOptions {
  name: string;
  /** Enters this process among those that take work by leases, under this name. */
  takesWork?: 'web' | 'worker';
  /** Web servers claim the data folder for themselves; workers and commands do not. */
  exclusive: boolean;
}

/** Opens the data folder, brings the database up to date and hands out the parts. */
export async function boot(env: Env, options: BootOptions): Promise<Program> {
  const lock = options.exclusive ? lockDataFolder(env.DATA_DIR) : undefined;
  const log = createLog(env.LOG_LEVEL, options.name);
  const db = openDatabase(databaseFile(env.DATA_DIR));
  try {
    for (const name of await migrate(db)) log.info({ migration: name }, 'migrated');
    const secret = await installationSecret(db, env.SESSION_SECRET);
    const clock = systemClock();
    const own = options.takesWork && (await enterProcess({ db, clock, log, dataDir: env.DATA_DIR }, { name: options.takesWork, runsJobs: options.takesWork === 'worker' || env.JOBS === 'embedded' }));
    return {
      env,
      db,
      clock,
      log,
      secret,
      ...(own ? { processId: own.id } : {}),
      async close() {
        await own?.leave();
        await db.destroy();
        lock?.release();
      },
    };
  } catch (error) {
    await db.destroy();
    lock?.release();
    throw error;
  }
}

/** Where uploaded and generated files live. */
export function filesFolder(env: Env): string {
  return join(env.DATA_DIR, 'files');
}
