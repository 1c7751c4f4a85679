import { mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { aMessage, officials, sinkFor, written } from '../../tests/world/messages.ts';
import type { Db } from '../../db/client.ts';
import { processFolder } from '../platform/processes.server.ts';
import { claimDeliveries } from './commands/claim-deliveries.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { settleDeliveries } from './commands/settle-deliveries.server.ts';
import { cancelMessage } from './commands/stop-message.server.ts';
import { sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import { writeMessage } from './commands/write-message.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';
import type { SendOutcome } from './sender.ts';
import { listNoted, TakenNotes } from './taken-notes.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';

async function world(count = 3) {
  const db = await freshDb();
  const clock = testClock();
  const people = await officials(db, count);
  return { db, clock, people, now: () => clock.now().toISOString(), [Symbol.asyncDispose]: () => db.destroy() };
}
const states = async (db: Db, channel = 'EMAIL') => (await db.selectFrom('delivery').select(['state', 'detail']).where('channel', '=', channel).orderBy('recipient_id').execute()).map(({ state, detail }) => (detail ? `${state} ${detail}` : state));
const counted = (db: Db) => db.selectFrom('delivery').select((row) => ['message_id', 'channel', 'state', row.fn.countAll<number>().as('count')]).groupBy(['message_id', 'channel', 'state']).orderBy('message_id').orderBy('channel').orderBy('state').execute();
const kept = (db: Db) => db.selectFrom('delivery_count').selectAll().where('count', '>', 0).orderBy('message_id').orderBy('channel').orderBy('state').execute();
const sums = async (db: Db, messageId: string) => {
  const { audience, channels } = await messageCounts(db, messageId);
  expect(await kept(db), 'the figures that the database keeps are those of the rows').toEqual(await counted(db));
  return channels.map((channel) => Object.values(channel.states).reduce((sum, count) => sum + count, channel.waiting) - audience);
};

describe('writing a message', () => {
  it('freezes the audience once each and queues the fan-out for its moment', async () => {
    await using w = await world();
    const [first = ''] = w.people;
    const id = await written(w.db, aMessage([...w.people, first], { sendAt: '2026-11-23T05:00:00.000Z' }));
    expect((await messageCounts(w.db, id)).audience).toBe(3);
    expect(await w.db.selectFrom('job').select(['name', 'run_at']).execute()).toEqual([{ name: 'messaging.fan-out', run_at: '2026-11-23T05:00:00.000Z' }]);
  });

  it('is one message however often it is written', async () => {
    await using w = await world();
    const message = aMessage(w.people);
    expect(await written(w.db, message)).toBe(await written(w.db, message));
    expect(await w.db.selectFrom('job').select('id').execute()).toHaveLength(1);
  });

  it('refuses an empty audience, no channel, and a time that is over', async () => {
    await using w = await world();
    const outcome = (changes: Parameters<typeof aMessage>[1], people = w.people) => w.db.transaction().execute((tx) => writeMessage(tx, aMessage(people, changes)));
    expect(await outcome({}, [])).toEqual({ ok: false, why: 'NOBODY' });
    expect(await outcome({ channels: [] })).toEqual({ ok: false, why: 'NO_CHANNEL' });
    expect(await outcome({ notAfter: '2026-11-23T00:59:00.000Z' })).toEqual({ ok: false, why: 'TOO_LATE' });
    await expect(outcome({ content: { vi: { subject: 'Thư\r\nBcc: x@y.z', body: 'x' } } })).rejects.toThrow();
    await expect(outcome({ urgency: 'URGENT' })).rejects.toThrow('CHECK');
  });
});

describe('fan-out', () => {
  it('writes a row for everybody on every channel, also for those who may not be written to', async () => {
    await using w = await world(5);
    const [bounced = '', left = '', mute = '', noMail = ''] = w.people;
    const email = (await w.db.selectFrom('user_account').select('email').where('id', '=', bounced).executeTakeFirstOrThrow()).email ?? '';
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: email, reason: 'BOUNCE', created_at: w.now() }).execute();
    await w.db.updateTable('user_account').set({ disabled_at: w.now() }).where('id', '=', left).execute();
    await w.db.insertInto('message_preference').values({ user_id: mute, topic: 'SECURITY', channel: 'EMAIL', wants: 0, changed_at: w.now(), changed_by: 'SELF' }).execute();
    await w.db.updateTable('user_account').set({ email: null }).where('id', '=', noMail).execute();
    const id = await written(w.db, aMessage(w.people));
    expect(await fanOut(w.db, w.clock, id)).toBe(10);
    expect((await states(w.db)).toSorted()).toEqual(['QUEUED', 'SUPPRESSED DISABLED_ACCOUNT', 'SUPPRESSED NO_ADDRESS', 'SUPPRESSED OPTED_OUT', 'SUPPRESSED SUPPRESSED_ADDRESS']);
    expect((await states(w.db, 'IN_APP')).toSorted()).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'SUPPRESSED DISABLED_ACCOUNT']);
    expect(await sums(w.db, id)).toEqual([0, 0]);
    const duty = await written(w.db, aMessage([mute], { isDuty: true }));
    await fanOut(w.db, w.clock, duty);
    expect((await messageCounts(w.db, duty)).channels.find(({ channel }) => channel === 'EMAIL')?.states.QUEUED).toBe(1);
  });

  it('goes on where it stopped, and two at once write each row once', async () => {
    await using w = await world(7);
    const id = await written(w.db, aMessage(w.people));
    await fanOut(w.db, w.clock, id);
    await w.db.updateTable('message').set({ fanned_out_at: null }).execute();
    await w.db.deleteFrom('delivery').where('recipient_id', 'in', w.people.slice(2, 5)).execute();
    const [one, two] = await Promise.all([fanOut(w.db, w.clock, id), fanOut(w.db, w.clock, id)]);
    expect(one + two).toBe(6);
    expect(await sums(w.db, id)).toEqual([0, 0]);
    expect(await fanOut(w.db, w.clock, id)).toBe(0);
  });
});

describe('sending', () => {
  const queued = async (count = 3, changes: Parameters<typeof aMessage>[1] = {}) => {
    const w = await world(count);
    const id = await written(w.db, aMessage(w.people, changes));
    await fanOut(w.db, w.clock, id);
    return { ...w, id, dispatcher: (sink: ReturnType<typeof sinkFor>) => createDispatcher({ db: w.db, clock: w.clock, log: silentLog, timeZone, senders: [sink] }), [Symbol.asyncDispose]: () => w.db.destroy() };
  };

  it('hands each delivery over once, with our reference and the reader’s name and language', async () => {
    await using w = await queued(20);
    const sink = sinkFor();
    expect(await w.dispatcher(sink).runDue()).toBe(20);
    expect(await w.dispatcher(sink).runDue()).toBe(0);
    expect(new Set(sink.got.map(({ deliveryId }) => deliveryId)).size).toBe(20);
    expect(sink.got[0]).toMatchObject({ channel: 'EMAIL', wasUncertain: false, recipient: { fullName: 'Nguyễn Thị Thuỳ Dương', locale: 'vi' }, content: { vi: { subject: 'Cảnh báo lừa đảo' } } });
    expect(new Set(await states(w.db))).toEqual(new Set(['ACCEPTED']));
  });

  it.each<[string, SendOutcome, string]>([
    ['a provider that is busy', { kind: 'later', reason: '451' }, 'QUEUED 451'],
    ['an address that does not exist', { kind: 'refused', reason: '550', suppress: true }, 'BOUNCED 550'],
    ['a content that is refused', { kind: 'refused', reason: '554' }, 'FAILED 554'],
    ['a call without an answer', { kind: 'uncertain', reason: 'time-out' }, 'UNCERTAIN time-out'],
    ['wrong credentials', { kind: 'channel-down', reason: '535' }, 'QUEUED 535'],
  ])('%s leaves its trace', async (_what, outcome, expected) => {
    await using w = await queued(1);
    await w.dispatcher(sinkFor(() => outcome)).runDue();
    expect(await states(w.db)).toEqual([expected]);
    expect(await w.db.selectFrom('suppression').select('reason').execute()).toEqual(outcome.kind === 'refused' && outcome.suppress ? [{ reason: 'BOUNCE' }] : []);
  });

  it('a fault in a channel’s own code counts as uncertain, and the next try knows it', async () => {
    await using w = await queued(1);
    await w.dispatcher(sinkFor(() => Promise.reject(new Error('boom')))).runDue();
    expect(await states(w.db)).toEqual(['UNCERTAIN boom']);
    w.clock.pass({ minutes: 2 });
    const sink = sinkFor();
    await w.dispatcher(sink).runDue();
    expect([sink.got.map(({ wasUncertain }) => wasUncertain), await states(w.db)]).toEqual([[true], ['ACCEPTED']]);
  });

  it('a busy provider is asked again later, and not for ever', async () => {
    await using w = await queued(1, { notAfter: '2026-12-23T01:00:00.000Z' });
    const sink = sinkFor(() => ({ kind: 'later', reason: '451', retryAfterSeconds: 90 }));
    await w.dispatcher(sink).runDue();
    w.clock.pass({ seconds: 80 });
    expect(await w.dispatcher(sink).runDue()).toBe(0);
    for (let day = 0; day < 12; day += 1) {
      w.clock.pass({ minutes: 90 });
      await w.dispatcher(sink).runDue();
    }
    expect([sink.got.length, await states(w.db)]).toEqual([8, ['FAILED 451']]);
  });

  it('sends nothing of a paused channel, a paused message or one whose time is over', async () => {
    await using w = await queued(1);
    const sink = sinkFor();
    await w.db.insertInto('channel_pause').values({ channel: 'EMAIL', paused_at: w.now(), reason: 'Bảo trì' }).execute();
    expect(await w.dispatcher(sink).runDue()).toBe(0);
    await w.db.deleteFrom('channel_pause').execute();
    await w.db.updateTable('message').set({ paused_at: w.now() }).execute();
    expect(await w.dispatcher(sink).runDue()).toBe(0);
    await w.db.updateTable('message').set({ paused_at: null }).execute();
    w.clock.pass({ days: 1, seconds: 1 });
    expect(await w.dispatcher(sink).runDue()).toBe(0);
    expect([sink.got, await states(w.db)]).toEqual([[], ['EXPIRED']]);
  });

  it('a worker that lost its lease writes nothing', async () => {
    await using w = await queued(1);
    const [claimed] = await claimDeliveries(w.db, 'EMAIL', 1, w.now(), timeZone);
    w.clock.pass({ minutes: 3 });
    await sweepDeliveries(w.db, w.now());
    expect(await states(w.db)).toEqual(['UNCERTAIN LEASE_LOST']);
    expect(await settleDeliveries(w.db, claimed ? [{ claimed, outcome: { kind: 'accepted', providerId: 'x' } }] : [], w.now())).toBe(0);
    expect(await states(w.db)).toEqual(['UNCERTAIN LEASE_LOST']);
  });

  it('what a dead worker has noted as taken is taken; the rest may have been', async () => {
    await using w = await queued(3);
    using folder = temporaryFolder();
    mkdirSync(processFolder(folder.path));
    await w.db.insertInto('process').values([{ id: 'dead', name: 'worker', pid: 1, started_at: w.now(), runs_jobs: 0 }, { id: 'alive', name: 'worker', pid: 2, started_at: w.now(), runs_jobs: 0 }]).execute();
    const [first, second] = await claimDeliveries(w.db, 'EMAIL', 2, w.now(), timeZone, { processId: 'dead' });
    const [third] = await claimDeliveries(w.db, 'EMAIL', 1, w.now(), timeZone, { processId: 'alive' });
    const note = (holder: string, claimed: typeof first, lease = claimed?.leaseId ?? '') => new TakenNotes(folder.path, holder).write({ id: claimed?.letter.deliveryId ?? '', lease, state: 'ACCEPTED', providerId: '250 ok', at: w.now() });
    note('dead', first);
    note('dead', second, 'an earlier lease');
    note('alive', third);
    const sweep = () => sweepDeliveries(w.db, w.now(), { processId: 'me', dataDir: folder.path });
    expect([await sweep(), listNoted(folder.path).toSorted()]).toEqual([{ taken: 0, uncertain: 0, expired: 0 }, ['alive', 'dead']]);
    await w.db.updateTable('process').set({ standing: 'ENDED', ended_at: w.now() }).where('id', '=', 'dead').execute();
    expect([await sweep(), listNoted(folder.path)]).toEqual([{ taken: 1, uncertain: 1, expired: 0 }, ['alive']]);
    expect(await w.db.selectFrom('delivery').select(['state', 'provider_id', 'detail', 'holder']).where('channel', '=', 'EMAIL').orderBy('state').execute()).toEqual([
      { state: 'ACCEPTED', provider_id: '250 ok', detail: null, holder: null },
      { state: 'SENDING', provider_id: null, detail: null, holder: 'alive' },
      { state: 'UNCERTAIN', provider_id: null, detail: 'LEASE_LOST', holder: null },
    ]);
  });

  it('a clock that jumps takes no letter out of the hands of who is sending it', async () => {
    await using w = await queued(3);
    const sink = sinkFor(async () => {
      if (sink.got.length === 3) {
        w.clock.pass({ minutes: 30 });
        await dispatcher.runDue();
      }
      return { kind: 'accepted', providerId: null };
    });
    const dispatcher = w.dispatcher(sink);
    await dispatcher.runDue();
    expect([sink.got.length, await states(w.db)]).toEqual([3, ['ACCEPTED', 'ACCEPTED', 'ACCEPTED']]);
  });

  it('urgent messages go first', async () => {
    await using w = await queued(2);
    const urgent = await written(w.db, aMessage(w.people, { urgency: 'URGENT', urgentReason: 'Mã độc đang lan' }));
    await fanOut(w.db, w.clock, urgent);
    const sink = sinkFor(undefined, { concurrency: 1 });
    await w.dispatcher(sink).runDue();
    expect(sink.got.slice(0, 2).map(({ messageId }) => messageId)).toEqual([urgent, urgent]);
  });
});

describe('the ledger under any order of events', () => {
  type Step = { kind: 'claim'; n: number } | { kind: 'settle'; outcome: SendOutcome['kind'] } | { kind: 'crash' } | { kind: 'pass'; minutes: number } | { kind: 'sweep' } | { kind: 'cancel' } | { kind: 'fan-out' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const), n: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('settle' as const), outcome: fc.constantFrom<SendOutcome['kind'][]>('accepted', 'later', 'refused', 'uncertain', 'channel-down') }) },
    fc.constant({ kind: 'crash' } as const),
    fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
    fc.constant({ kind: 'sweep' } as const),
    { weight: 1, arbitrary: fc.constant({ kind: 'cancel' } as const) },
    fc.constant({ kind: 'fan-out' } as const),
  );
  const over = new Set(['ACCEPTED', 'DELIVERED', 'BOUNCED', 'EXPIRED', 'SUPPRESSED', 'CANCELLED', 'FAILED']);

  it('adds up after every step, and nothing that was over is ever claimed again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await using w = await world(6);
        const id = await written(w.db, aMessage(w.people));
        let held: Awaited<ReturnType<typeof claimDeliveries>> = [];
        for (const next of steps) {
          const before = new Map((await w.db.selectFrom('delivery').select(['id', 'state']).execute()).map((row) => [row.id, row.state]));
          if (next.kind === 'claim') held.push(...(await claimDeliveries(w.db, 'EMAIL', next.n, w.now(), timeZone)));
          else if (next.kind === 'settle') {
            await settleDeliveries(w.db, held.map((claimed) => ({ claimed, outcome: { kind: next.outcome, reason: 'x', providerId: null } as SendOutcome })), w.now());
            held = [];
          } else if (next.kind === 'crash') held = [];
          else if (next.kind === 'pass') w.clock.pass({ minutes: next.minutes });
          else if (next.kind === 'sweep') await sweepDeliveries(w.db, w.now());
          else if (next.kind === 'cancel') await w.db.transaction().execute((tx) => cancelMessage(tx, id, w.now()));
          else await fanOut(w.db, w.clock, id);
          expect(await sums(w.db, id)).toEqual([0, 0]);
          for (const { id: one, state } of await w.db.selectFrom('delivery').select(['id', 'state']).execute()) {
            if (over.has(before.get(one) ?? '')) expect(state).toBe(before.get(one));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
