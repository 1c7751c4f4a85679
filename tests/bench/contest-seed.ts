import type { Db } from '../../db/client.ts';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { insertMany } from '../../db/seeds/bulk.ts';
import { entryParts } from '../../app/contest/rules/entry-parts.ts';
import { makeEntry } from '../world/contest-judging.ts';
import { makeContest, makeOutsider } from '../world/contests.ts';
import { cookieOf } from '../support/request.ts';

/** A whole entry that waits to be handed in, and the cookie of the one who leads it. */
export interface WaitingEntry {
  id: string;
  cookie: string;
}

/** A data folder with a contest and whole entries of different people from outside. */
export async function waitingEntries(dataDir: string, count: number): Promise<{ rulesId: string; entries: WaitingEntry[] }> {
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  try {
    await migrate(db);
    return await db.transaction().execute(async (tx) => {
      // The helpers ask for a database and begin no transaction of their own.
      const inside = tx as unknown as Db;
      const contest = await makeContest(inside);
      const entries: WaitingEntry[] = [];
      for (let nth = 0; nth < count; nth += 1) {
        const owner = await makeOutsider(inside);
        const id = await makeEntry(inside, contest, { owner, submittedAt: null, outcome: null });
        await insertMany(tx, 'entry_part', entryParts.map((part) => ({ entry_id: id, part, body: `Phần ${part}: dữ liệu mở của tỉnh. `.repeat(20), revision: 1, saved_at: '2026-12-30T03:00:00.000Z', saved_by: owner.id })));
        await tx.insertInto('entry_member').values({ id: `lead-${id}`, entry_id: id, user_id: owner.id, email: owner.email, full_name: owner.fullName, is_lead: 1, invited_at: '2026-12-30T03:00:00.000Z', accepted_at: '2026-12-30T03:00:00.000Z' }).execute();
        entries.push({ id, cookie: await cookieOf(inside, owner.id, { at: '2026-12-31T16:00:00.000Z', expiresAt: '2027-01-01T05:00:00.000Z', idleMinutes: 600 }) });
      }
      return { rulesId: contest.rulesId, entries };
    });
  } finally {
    await db.destroy();
  }
}
