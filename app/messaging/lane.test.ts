import { mkdirSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { mostInASecond, notedClaims } from '../../tests/world/claims.ts';
import { aMessage, officials, sinkFor, written } from '../../tests/world/messages.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { processFolder } from '../platform/processes.server.ts';
import { createLane, type LanePorts } from './lane.server.ts';
import type { ChannelSender, Letter, SendOutcome } from './sender.ts';
import { listNoted, readTaken, TakenNotes } from './taken-notes.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

/** A channel whose calls come back when the test says so. */
function heldSink(traits: Partial<ChannelSender> = {}) {
  const open: { letter: Letter; answer: (outcome?: SendOutcome) => void }[] = [];
  const sink = sinkFor((letter) => new Promise((resolve) => open.push({ letter, answer: (outcome = { kind: 'accepted', providerId: null }) => resolve(outcome) })), traits);
  return { ...sink, open };
}

async function queued(people: number, sender: ChannelSender, more: Partial<LanePorts> = {}) {
  const db = await freshDb();
  const clock = testClock();
  await fanOut(db, clock, await written(db, aMessage(await officials(db, people), { channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] })));
  let stopping = false;
  const lane = createLane({ db, clock, log: silentLog, timeZone, ...more }, sender);
  return {
    db,
    clock,
    run: () => lane(() => stopping),
    stop: () => void (stopping = true),
    count: async (state: string) => (await db.selectFrom('delivery').select('id').where('state', '=', state).execute()).length,
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

describe('a lane', () => {
  it('claims only as many letters as have their call, and takes the next as each comes back', async () => {
    const sink = heldSink({ concurrency: 3 });
    await using w = await queued(5, sink);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(3);
    expect([await w.count('SENDING'), await w.count('QUEUED')]).toEqual([3, 2]);
    sink.open[1]?.answer();
    await expect.poll(() => sink.open.length).toBe(4);
    expect([await w.count('ACCEPTED'), await w.count('SENDING'), await w.count('QUEUED')]).toEqual([1, 3, 1]);
    for (const at of [0, 2, 3]) sink.open[at]?.answer();
    await expect.poll(() => sink.open.length).toBe(5);
    sink.open[4]?.answer();
    expect([await run, await w.count('ACCEPTED')]).toEqual([5, 5]);
  });

  it('takes a letter that comes due while a slow call is under way', async () => {
    const sink = heldSink({ concurrency: 2 });
    await using w = await queued(1, sink);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(1);
    await fanOut(w.db, w.clock, await written(w.db, aMessage(await officials(w.db, 1), { channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] })));
    await expect.poll(() => sink.open.length, { timeout: 10_000 }).toBe(2);
    for (const { answer } of sink.open) answer();
    expect(await run).toBe(2);
  });

  it('asked to stop claims nothing more and writes down what comes back', async () => {
    const sink = heldSink({ concurrency: 2 });
    await using w = await queued(4, sink);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(2);
    w.stop();
    for (const { answer } of sink.open) answer();
    expect([await run, await w.count('ACCEPTED'), await w.count('QUEUED'), await w.count('SENDING')]).toEqual([2, 2, 2, 0]);
  });

  it('shuts for a minute when its channel is out of order, and loses nothing', async () => {
    const sink = heldSink({ concurrency: 2 });
    await using w = await queued(4, sink);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(2);
    sink.open[0]?.answer({ kind: 'channel-down', reason: '535' });
    sink.open[1]?.answer();
    expect([await run, await w.run(), await w.count('ACCEPTED'), await w.count('QUEUED')]).toEqual([2, 0, 1, 3]);
    w.clock.pass({ minutes: 2 });
    const again = w.run();
    for (const at of [2, 3, 4]) {
      await expect.poll(() => sink.open.length).toBeGreaterThan(at);
      sink.open[at]?.answer();
    }
    expect([await again, await w.count('ACCEPTED')]).toEqual([3, 4]);
  });

  it('does not write outcomes again and again when claiming has a fault of its own', async () => {
    const sink = heldSink({ concurrency: 1 });
    await using w = await queued(2, sink);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(1);
    await sql`create trigger no_claim before update on delivery when new.state = 'SENDING' begin select raise(abort, 'no claim today'); end`.execute(w.db);
    sink.open[0]?.answer();
    await expect(run).rejects.toThrow('no claim today');
    expect([await w.count('ACCEPTED'), await w.count('QUEUED')]).toEqual([1, 1]);
  });

  it('keeps the pace that its provider allows: no second has more claims, and nobody is left behind', async () => {
    const sink = sinkFor(undefined, { concurrency: 8, perSecond: 10 });
    await using w = await queued(25, sink);
    const claims = await notedClaims(w.db);
    expect([await w.run(), await w.count('ACCEPTED')]).toEqual([25, 25]);
    const at = await claims();
    expect(at.length).toBe(25);
    expect(mostInASecond(at)).toBeLessThanOrEqual(10);
  });

  it('lets one call at a time to its last byte where a second would double, and the next only when the answer is noted', async () => {
    using folder = temporaryFolder();
    mkdirSync(processFolder(folder.path));
    const taken = new TakenNotes(folder.path, 'one');
    const atEnd: { id: string; answer: () => void; noted: number }[] = [];
    const sink: ChannelSender = {
      channel: 'EMAIL', concurrency: 4, perSecond: null, inDoubt: 1,
      async send({ deliveryId: id }, lastByte) {
        await lastByte?.();
        await new Promise<void>((resolve) => atEnd.push({ id, answer: resolve, noted: readTaken(folder.path, 'one').length }));
        return { kind: 'accepted', providerId: null };
      },
    };
    await using w = await queued(4, sink, { taken });
    const run = w.run();
    for (let nth = 0; nth < 4; nth += 1) {
      await expect.poll(() => atEnd.length).toBe(nth + 1);
      expect(await w.count('SENDING')).toBeGreaterThanOrEqual(4 - nth);
      atEnd[nth]?.answer();
    }
    expect([await run, await w.count('ACCEPTED'), atEnd.map(({ noted }) => noted)]).toEqual([4, 4, [0, 1, 2, 3]]);
    expect(listNoted(folder.path), 'nothing is open').toEqual([]);
  });

  it('an outcome that no commit took stays noted until the sweep has settled it by its note, and not a moment longer', async () => {
    using folder = temporaryFolder();
    mkdirSync(processFolder(folder.path));
    const taken = new TakenNotes(folder.path, 'one');
    const sink = heldSink();
    await using w = await queued(2, sink, { taken, processId: 'one' });
    const sweep = () => sweepDeliveries(w.db, w.clock.now().toISOString(), { processId: 'one', dataDir: folder.path, own: taken });
    await sql`create trigger no_outcome before update on delivery when new.state = 'ACCEPTED' begin select raise(abort, 'no outcome today'); end`.execute(w.db);
    const run = w.run();
    await expect.poll(() => sink.open.length).toBe(2);
    // Longer than the ledger is asked again.
    let minutes = 0;
    const watch = vi.spyOn(performance, 'now').mockImplementation(() => (minutes += 1) * 60_000);
    for (const { answer } of sink.open) answer();
    await run;
    watch.mockRestore();
    expect([await w.count('SENDING'), taken.givenUp.length, readTaken(folder.path, 'one').length]).toEqual([2, 2, 2]);
    expect([await sweep(), taken.givenUp.length]).toEqual([{ taken: 0, uncertain: 0, expired: 0 }, 2]);

    await sql`drop trigger no_outcome`.execute(w.db);
    w.clock.pass({ minutes: 3 });
    expect([await sweep(), taken.givenUp.length, await w.count('ACCEPTED')]).toEqual([{ taken: 2, uncertain: 0, expired: 0 }, 0, 2]);
    await w.run();
    expect(listNoted(folder.path), 'nothing is open').toEqual([]);
  });

  it('asked to stop does not wait for room at its provider', async () => {
    let begun = 0;
    const sink = sinkFor(() => ((begun += 1), { kind: 'accepted', providerId: null }), { perSecond: 1 });
    await using w = await queued(50, sink);
    const run = w.run();
    await expect.poll(() => begun, { interval: 1 }).toBe(1);
    w.stop();
    expect(await run).toBeLessThan(50);
    expect([await w.count('SENDING'), (await w.count('ACCEPTED')) + (await w.count('QUEUED'))]).toEqual([0, 50]);
  });
});

it('a slow channel holds up no other, and the dispatcher ends when all have ended', async () => {
  const db = await freshDb();
  const clock = testClock();
  const slow = heldSink();
  const quick = sinkFor(undefined, { channel: 'WEBHOOK' });
  await fanOut(db, clock, await written(db, aMessage(await officials(db, 2), { channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }, { channel: 'WEBHOOK', whenClosed: 'WAIT' }] })));
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone, senders: [slow, quick] });
  dispatcher.start();
  await expect.poll(() => [slow.open.length, quick.got.length], { timeout: 10_000 }).toEqual([2, 2]);
  await fanOut(db, clock, await written(db, aMessage(await officials(db, 1), { channels: [{ channel: 'WEBHOOK', whenClosed: 'WAIT' }] })));
  await expect.poll(() => quick.got.length, { timeout: 10_000 }).toBe(3);
  const stopped = dispatcher.stop();
  for (const { answer } of slow.open) answer();
  await stopped;
  expect(await db.selectFrom('delivery').select('state').distinct().execute()).toEqual([{ state: 'ACCEPTED' }]);
  await db.destroy();
});
