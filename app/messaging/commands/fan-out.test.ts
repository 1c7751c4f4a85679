import { expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { aMessage, written } from '../../../tests/world/messages.ts';
import { databaseFile, openDatabase, runExclusive, type Db } from '../../../db/client.ts';
import { migrate } from '../../../db/migrations/index.ts';
import { messageCounts } from '../queries/message-counts.server.ts';
import { fanOut } from './fan-out.server.ts';
import { cancelMessage } from './stop-message.server.ts';

const clock = testClock();
const now = clock.now().toISOString();
const mailStates = async (db: Db, messageId: string) => (await messageCounts(db, messageId)).channels.find(({ channel }) => channel === 'EMAIL')?.states;

/** Lets somebody change something when the second piece is being read, before it is written: reading asks the clock first, and gives way afterwards. */
async function fanOutWhile(db: Db, messageId: string, change: () => Promise<unknown>): Promise<number> {
  let asked = 0;
  const changed = Promise.withResolvers<unknown>();
  const asking = {
    now() {
      asked += 1;
      if (asked === 2) setImmediate(() => void change().then(changed.resolve, changed.reject));
      return clock.now();
    },
  };
  const count = await fanOut(db, asking, messageId);
  await changed.promise;
  return count;
}

async function manyPeople(db: Db, count: number): Promise<string[]> {
  const id = (nth: number) => `01900000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
  await runExclusive(db, (raw) => raw.exec(`insert into user_account (id, account_kind, staff_no, email, full_name, name_fold, sort_key, staff_category, created_at)
    with recursive c (i) as (select 0 union all select i + 1 from c where i < ${count - 1})
    select printf('01900000-0000-7000-8000-%012d', i), 'OPERATOR', i, i || '@vi-du.invalid', 'Nguyễn Văn An', 'nguyen van an', 'a', 'CIVIL_SERVANT', '${now}' from c`));
  return Array.from({ length: count }, (_, nth) => id(nth));
}

it.each(['this process', 'another'])('nobody is written to who did not want it any more when her delivery was written, though the piece had been read: a change by %s', async (who) => {
  using folder = temporaryFolder();
  await using db = openDatabase(databaseFile(folder.path));
  await migrate(db);
  await using other = openDatabase(databaseFile(folder.path));
  const people = await manyPeople(db, 1_002);
  const gone = people.at(-1) ?? '';
  const id = await written(db, aMessage(people));
  const optOut = (by: Db) => by.insertInto('message_preference').values({ user_id: gone, topic: 'SECURITY', channel: 'EMAIL', wants: 0, changed_at: now, changed_by: 'SELF' }).execute();
  await fanOutWhile(db, id, () => optOut(who === 'another' ? other : db));
  expect(await mailStates(db, id)).toMatchObject({ QUEUED: 1_001, SUPPRESSED: 1 });
});

it('a message that is cancelled between reading and writing gets no more rows', async () => {
  await using db = await freshDb();
  const id = await written(db, aMessage(await manyPeople(db, 1_002)));
  expect(await fanOutWhile(db, id, () => db.transaction().execute((tx) => cancelMessage(tx, id, now)))).toBe(2_000);
  expect(await mailStates(db, id)).toMatchObject({ QUEUED: 0, CANCELLED: 1_002 });
});

it('an audience of several pieces, fanned out by two at once, has one row for each person and channel, and is fanned out', async () => {
  using folder = temporaryFolder();
  await using db = openDatabase(databaseFile(folder.path), { synchronous: 'NORMAL' });
  await migrate(db);
  await using other = openDatabase(databaseFile(folder.path), { synchronous: 'NORMAL' });
  const id = await written(db, aMessage(await manyPeople(db, 2_500)));
  const counts = await Promise.all([fanOut(db, clock, id), fanOut(other, clock, id)]);
  expect(counts[0] + counts[1]).toBe(5_000);
  expect((await messageCounts(db, id)).channels.map(({ states, waiting }) => [states.QUEUED + states.DELIVERED, waiting])).toEqual([[2_500, 0], [2_500, 0]]);
  expect((await db.selectFrom('message').select('fanned_out_at').where('id', '=', id).executeTakeFirstOrThrow()).fanned_out_at).toBe(now);
  expect(await fanOut(db, clock, id)).toBe(0);
});
