import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import type { Db } from '../../db/client.ts';
import { defineEvent, emit, eventJobs, subscribe, type Subscription } from './events.server.ts';
import { createRunner } from './jobs/runner.server.ts';

const joined = defineEvent({ name: 'person.joined', payload: z.object({ id: z.string() }) });
const left = defineEvent({ name: 'person.left', payload: z.object({ id: z.string() }) });
const now = '2026-11-23T01:00:00.000Z';

function world(db: Db, subscriptions: Subscription[]) {
  const clock = testClock();
  const runner = createRunner({ db, clock, log: silentLog, secret: 's', timeZone: 'Asia/Ho_Chi_Minh' }, eventJobs(subscriptions));
  return { clock, runner, say: (event = joined, id = 'a') => db.transaction().execute((tx) => emit(tx, event, { id }, now)) };
}

describe('events', () => {
  it('reach everybody who subscribed to them, and nobody else', async () => {
    await using db = await freshDb();
    const heard: string[] = [];
    const note = (name: string) => async ({ id }: { id: string }) => void heard.push(`${name} ${id}`);
    const { runner, say } = world(db, [subscribe(joined, 'welcome', note('welcome')), subscribe(joined, 'count', note('count')), subscribe(left, 'count', note('farewell'))]);
    await say();
    await runner.runDue();
    expect(heard.toSorted()).toEqual(['count a', 'welcome a']);
  });

  it('are not heard when the change they tell of is undone', async () => {
    await using db = await freshDb();
    const { runner } = world(db, []);
    await expect(db.transaction().execute(async (tx) => {
      await emit(tx, joined, { id: 'a' }, now);
      throw new Error('undone');
    })).rejects.toThrow('undone');
    expect(await db.selectFrom('domain_event').selectAll().execute()).toEqual([]);
    expect(await runner.runDue()).toBe(0);
  });

  it('are told again only to the subscriber who failed', async () => {
    await using db = await freshDb();
    const heard: string[] = [];
    let fails = true;
    const { runner, say, clock } = world(db, [
      subscribe(joined, 'steady', async () => void heard.push('steady')),
      subscribe(joined, 'shaky', async () => {
        heard.push('shaky');
        if (fails) throw new Error('not now');
      }),
    ]);
    await say();
    await runner.runDue();
    expect(heard.toSorted()).toEqual(['shaky', 'steady']);
    fails = false;
    clock.pass({ minutes: 1 });
    await runner.runDue();
    expect(heard.filter((name) => name === 'steady')).toHaveLength(1);
    expect(heard.filter((name) => name === 'shaky')).toHaveLength(2);
    expect(await db.selectFrom('job').select('state').where('state', '!=', 'DONE').execute()).toEqual([]);
  });

  it('are delivered at least once when the fan-out is repeated', async () => {
    await using db = await freshDb();
    const heard: string[] = [];
    const { runner, say } = world(db, [subscribe(joined, 'one', async ({ id }) => void heard.push(id))]);
    await say();
    const { id } = await db.selectFrom('job').select('id').executeTakeFirstOrThrow();
    await runner.runDue();
    await db.updateTable('job').set({ state: 'QUEUED' }).where('id', '=', id).execute();
    await runner.runDue();
    expect(heard).toEqual(['a', 'a']);
  });

  it('of a subscriber who is gone land in the failed set instead of being lost', async () => {
    await using db = await freshDb();
    const { runner, say } = world(db, [subscribe(joined, 'gone', async () => {})]);
    await say();
    await world(db, [subscribe(joined, 'gone', async () => {})]).runner.runDue();
    await db.updateTable('job').set({ state: 'QUEUED', payload: JSON.stringify({ eventId: (await db.selectFrom('domain_event').select('id').executeTakeFirstOrThrow()).id, subscriber: 'unknown' }) }).where('name', '=', 'events.deliver').execute();
    await runner.runDue();
    expect(await db.selectFrom('job').select(['state', 'last_error']).where('name', '=', 'events.deliver').execute()).toEqual([{ state: 'QUEUED', last_error: 'no subscriber unknown for person.joined' }]);
  });

  it('refuse a payload of another shape', async () => {
    await using db = await freshDb();
    await expect(db.transaction().execute((tx) => emit(tx, joined, { id: 1 } as never, now))).rejects.toThrow();
  });
});
