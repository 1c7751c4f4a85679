import { expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { aMessage, officials, written } from '../../tests/world/messages.ts';
import { claimDeliveries } from './commands/claim-deliveries.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { createPace } from './pace.server.ts';

/** Letters that wait, and claims as two processes make them: each with a pace of its own, over one database. */
async function queuedFor(perSecond: number | null, people = 12) {
  const db = await freshDb();
  const clock = testClock();
  await fanOut(db, clock, await written(db, aMessage(await officials(db, people), { channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] })));
  let at = 86_400_000;
  const watch = () => at;
  const paces = [createPace('EMAIL', perSecond, watch), createPace('EMAIL', perSecond, watch)];
  const claim = async (by: 0 | 1, limit: number) => (await claimDeliveries(db, 'EMAIL', limit, clock.now().toISOString(), 'Asia/Ho_Chi_Minh', { pace: paces[by] })).length;
  const noted = () => db.selectFrom('channel_pace').selectAll().execute();
  return { db, paces, claim, noted, pass: (milliseconds: number) => void (at += milliseconds), [Symbol.asyncDispose]: () => db.destroy() };
}

it('two processes share what the provider allows: the second gets the rest and then nothing, whatever it asks for', async () => {
  await using w = await queuedFor(5);
  expect([await w.claim(0, 3), await w.claim(1, 8), await w.claim(1, 8), await w.claim(0, 8)]).toEqual([3, 2, 0, 0]);
  expect(w.paces.map((pace) => (pace?.wait() ?? 0) > 0), 'both know that it is not worth asking').toEqual([true, true]);
  expect(w.paces.map((pace) => pace?.wasFull())).toEqual([true, true]);
  w.pass(999);
  expect(await w.claim(0, 8)).toBe(0);
  w.pass(1);
  expect([w.paces[0]?.wait(), w.paces[0]?.wasFull()], 'it has opened since, and nothing was found out about what is due').toEqual([0, true]);
  expect([await w.claim(1, 8), w.paces[1]?.wasFull()]).toEqual([5, false]);
});

it('a claim that is taken back takes no room', async () => {
  await using w = await queuedFor(5);
  await expect(
    w.db.transaction().execute(async (tx) => {
      await w.paces[0]?.began(tx, 5);
      throw new Error('the disk is full');
    }),
  ).rejects.toThrow('the disk is full');
  expect(await w.claim(1, 8)).toBe(5);
});

it('what was noted before the machine was started anew holds nobody up', async () => {
  await using w = await queuedFor(5);
  await w.claim(0, 5);
  w.pass(-86_300_000);
  expect(await w.claim(1, 8)).toBe(5);
});

it('each channel has a pace of its own, and nothing is noted where nothing was taken', async () => {
  await using w = await queuedFor(5, 1);
  expect([await w.claim(0, 8), await w.claim(0, 8), (await w.noted()).map(({ calls }) => calls)]).toEqual([1, 0, ['[[86400000,1]]']]);
  const sms = createPace('SMS', 2);
  await w.db.transaction().execute(async (tx) => {
    await w.paces[0]?.began(tx, 4);
    expect([await w.paces[1]?.room(tx), await sms?.room(tx)]).toEqual([0, 2]);
  });
});

it('a provider without a limit costs no statement', async () => {
  await using w = await queuedFor(null);
  expect([w.paces[0], await w.claim(0, 12), await w.noted()]).toEqual([undefined, 12, []]);
});
