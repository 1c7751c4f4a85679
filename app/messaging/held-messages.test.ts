import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { cancelMessage, pauseMessage, resumeMessage } from './commands/stop-message.server.ts';
import { fanOutJob } from './jobs.ts';
import { countUnread } from './queries/inbox.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';

/** A message to three people that starts at nine and ends at noon, at eight in the morning. */
async function world() {
  const db = await freshDb();
  const clock = testClock();
  const now = () => clock.now().toISOString();
  const audience = await officials(db, 3);
  const id = await written(db, aMessage(audience, { now: now(), sendAt: '2026-11-23T02:00:00.000Z', notAfter: '2026-11-23T05:00:00.000Z' }));
  const tx = db.transaction();
  return {
    db, clock, audience, id,
    pause: () => tx.execute((own) => pauseMessage(own, id, now())),
    resume: () => tx.execute((own) => resumeMessage(own, id, now())),
    cancel: () => tx.execute((own) => cancelMessage(own, id, now())),
    correct: () => tx.execute((own) => correctMessage(own, { messageId: id, content: { vi: { subject: 'Đúng', body: 'Đúng' } }, notAfter: '2026-11-24T02:00:00.000Z', createdBy: audience[0] ?? '', now: now() })),
    fanOut: () => fanOut(db, clock, id),
    /** When its fan-out is to run, for those jobs that wait. */
    jobs: async () => (await db.selectFrom('job').select('run_at').where('name', '=', fanOutJob.name).where('state', '=', 'QUEUED').orderBy('run_at').execute()).map(({ run_at }) => run_at),
    /** A worker takes the job that is due. */
    taken: () => db.updateTable('job').set({ state: 'DONE' }).where('name', '=', fanOutJob.name).where('run_at', '<=', now()).execute(),
    unread: async () => Promise.all(audience.map((person) => countUnread(db, person))),
    inApp: async () => (await messageCounts(db, id)).channels.find(({ channel }) => channel === 'IN_APP'),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

describe('a message that is held before it starts', () => {
  it('comes into no inbox at its moment, and into every one when it goes on', async () => {
    await using w = await world();
    await w.pause();
    w.clock.set('2026-11-23T02:00:00.000Z');
    expect(await w.fanOut()).toBe(0);
    await w.taken();
    expect([await w.unread(), await w.inApp()]).toMatchObject([[0, 0, 0], { waiting: 3 }]);
    w.clock.pass({ minutes: 30 });
    await w.resume();
    expect(await w.jobs()).toEqual(['2026-11-23T02:30:00.000Z', '2026-11-23T05:00:00.000Z']);
    expect(await w.fanOut()).toBe(6);
    expect(await w.unread()).toEqual([1, 1, 1]);
  });

  it('and goes on before its moment still starts at its moment', async () => {
    await using w = await world();
    await w.pause();
    await w.resume();
    expect(await w.jobs()).toEqual(['2026-11-23T02:00:00.000Z', '2026-11-23T05:00:00.000Z']);
  });

  it('to its very end is expired for everybody, so that the states add up', async () => {
    await using w = await world();
    await w.pause();
    w.clock.set('2026-11-23T04:59:59.999Z');
    expect(await w.fanOut()).toBe(0);
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect(await w.fanOut()).toBe(6);
    expect([await w.unread(), await w.inApp()]).toMatchObject([[0, 0, 0], { waiting: 0, states: { EXPIRED: 3 } }]);
    expect(await w.fanOut()).toBe(0);
  });

  it('can be cancelled and corrected like any other', async () => {
    await using w = await world();
    await w.pause();
    expect(await w.correct()).toMatchObject({ ok: true, reached: 0, rest: 3, correctionId: null });
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect(await w.fanOut()).toBe(0);
    expect(await w.inApp()).toMatchObject({ waiting: 0, states: { CANCELLED: 3 } });
    await using other = await world();
    await other.pause();
    await other.cancel();
    other.clock.set('2026-11-23T02:00:00.000Z');
    await other.resume();
    expect([await other.fanOut(), await other.unread()]).toEqual([0, [0, 0, 0]]);
  });
});

describe('a message that is held after it started', () => {
  it('stays where it is, and needs no second fan-out', async () => {
    await using w = await world();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await w.fanOut();
    await w.taken();
    await w.pause();
    await w.resume();
    expect([await w.jobs(), await w.unread()]).toEqual([[], [1, 1, 1]]);
  });

  it('a second time keeps the first moment, and goes on once', async () => {
    await using w = await world();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await w.taken();
    await w.pause();
    w.clock.pass({ minutes: 1 });
    await w.pause();
    expect(await w.db.selectFrom('message').select('paused_at').executeTakeFirst()).toEqual({ paused_at: '2026-11-23T02:00:00.000Z' });
    for (let time = 0; time < 2; time += 1) await w.resume();
    expect(await w.jobs()).toEqual(['2026-11-23T02:01:00.000Z', '2026-11-23T05:00:00.000Z']);
  });
});
