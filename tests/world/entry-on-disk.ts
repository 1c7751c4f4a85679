import { join } from 'node:path';
import { startEntry } from '../../app/contest/commands/start-entry.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import type { Clock } from '../../app/platform/clock.ts';
import { cookieOf } from '../support/request.ts';
import { testPorts } from './calls.ts';
import { done, fillEntry } from './contest-entries.ts';
import { makeContest, makeOutsider, type ContestTraits, type MadeContest } from './contests.ts';

export interface EntryOnDisk {
  contest: MadeContest;
  entryId: string;
  cookie: string;
}

/** A data folder with a contest and one whole entry that waits to be handed in, and the cookie of the one who leads it. */
export async function entryOnDisk(dataDir: string, clock: Clock, { sessionUntil, ...traits }: ContestTraits & { sessionUntil: string }): Promise<EntryOnDisk> {
  const db = await freshDbAt(databaseFile(dataDir));
  try {
    const contest = await makeContest(db, traits);
    const lead = await makeOutsider(db, { fullName: 'Đoàn Thị Điểm' });
    const ports = { ...testPorts(db, clock), filesDir: join(dataDir, 'files'), scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
    const { id: entryId } = await done(startEntry(ports, lead, { slug: contest.slug, title: 'Bản đồ ngập úng', trackId: contest.tracks[0] ?? null }));
    await fillEntry(ports, lead, entryId);
    return { contest, entryId, cookie: await cookieOf(db, lead.id, { at: clock.now().toISOString(), expiresAt: sessionUntil, idleMinutes: 600 }) };
  } finally {
    await db.destroy();
  }
}

/** Opens the data folder of a stopped server. */
export async function onDisk<Out>(dataDir: string, look: (db: Db) => Promise<Out>): Promise<Out> {
  const db = openDatabase(databaseFile(dataDir));
  try {
    return await look(db);
  } finally {
    await db.destroy();
  }
}
