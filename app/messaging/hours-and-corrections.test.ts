import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { aMessage, officials, sinkFor, written } from '../../tests/world/messages.ts';
import type { Db } from '../../db/client.ts';
import { correctMessage } from './commands/correct-message.server.ts';
import { fanOut } from './commands/fan-out.server.ts';
import { pauseMessage, resumeMessage } from './commands/stop-message.server.ts';
import type { NewMessage } from './commands/write-message.server.ts';
import { createDispatcher } from './dispatcher.server.ts';
import { messageCounts } from './queries/message-counts.server.ts';
import { quietUntil } from './rules/sending-hours.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const late = '2026-12-30T01:00:00.000Z';

async function world(people: number, at = '2026-11-23T01:00:00.000Z') {
  const db = await freshDb();
  const clock = testClock(at);
  const sink = sinkFor();
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone, senders: [sink] });
  const audience = await officials(db, people);
  return {
    db, clock, sink, audience,
    now: () => clock.now().toISOString(),
    run: () => dispatcher.runDue(),
    /** Writes a message for now and fans it out. */
    async send(changes: Partial<NewMessage> = {}, recipients = audience) {
      const now = clock.now().toISOString();
      const id = await written(db, aMessage(recipients, { now, sendAt: now, notAfter: late, ...changes }));
      await fanOut(db, clock, id);
      return id;
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
const rows = async (db: Db, messageId: string) => (await db.selectFrom('delivery').select(['state', 'detail', 'next_at']).where('message_id', '=', messageId).where('channel', '=', 'EMAIL').execute()).map(({ state, detail, next_at }) => `${state} ${detail} ${state === 'QUEUED' ? next_at : ''}`.trim());
const quietMail = (db: Db) => db.insertInto('setting').values({ id: 'q', key: 'messaging.quiet-hours', value: JSON.stringify({ from: '22:00', to: '07:00', channels: ['EMAIL'] }), valid_from: '2026-01-01', valid_to: null, legal_basis: 'thử' }).execute();
const by = (whenClosed: 'WAIT' | 'EXPIRE' | 'DROP') => ({ channels: [{ channel: 'EMAIL' as const, whenClosed }] });

/** As many further messages like this one, each with a mail to the same person. */
async function copies(db: Db, messageId: string, count: number): Promise<void> {
  const copied = async (table: 'message' | 'message_channel' | 'delivery', changes: Record<string, string>) => {
    const [row = {}] = await db.selectFrom(table).selectAll().$if(table !== 'message', (query) => query.where('channel' as never, '=', 'EMAIL' as never)).where((table === 'message' ? 'id' : 'message_id') as never, '=', messageId as never).execute();
    const columns = Object.keys(row);
    const values = columns.map((column) => sql.raw(changes[column] ?? `"${column}"`));
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) select ${sql.join(values)} from ${sql.table(table)}, (with recursive c (n) as (select 1 union all select n + 1 from c where n < ${count}) select n from c) where ${sql.ref(table === 'message' ? 'id' : 'message_id')} = ${messageId} ${sql.raw(table === 'message' ? '' : "and channel = 'EMAIL'")}`.execute(db);
  };
  await copied('message', { id: 'id || n', source_id: 'source_id || n' });
  await copied('message_channel', { message_id: 'message_id || n' });
  await copied('delivery', { id: 'id || n', message_id: 'message_id || n' });
}

describe('quiet hours', () => {
  it.each([
    ['2026-11-23T14:59:59.000Z', null],
    ['2026-11-23T15:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T17:30:12.345Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T23:59:59.999Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T00:00:00.000Z', null],
  ])('at %s they last until %s', (at, until) => expect(quietUntil(at, timeZone, { from: '22:00', to: '07:00' })).toBe(until));

  it('never end in the past, last less than a day, and are over when they end', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), time, time, (date, from, to) => {
      const at = date.toISOString();
      const until = quietUntil(at, timeZone, { from, to });
      if (until === null) return;
      expect(until > at).toBe(true);
      expect(Date.parse(until) - Date.parse(at)).toBeLessThanOrEqual(86_400_000);
      expect(quietUntil(until, timeZone, { from, to })).toBeNull();
    }));
  });

  it.each([
    ['WAIT', 'QUEUED QUIET_HOURS 2026-11-24T00:00:00.000Z'],
    ['EXPIRE', 'EXPIRED QUIET_HOURS'],
    ['DROP', 'SUPPRESSED QUIET_HOURS'],
  ] as const)('a message that says %s does so', async (whenClosed, expected) => {
    await using w = await world(2, '2026-11-23T16:00:00.000Z');
    await quietMail(w.db);
    const id = await w.send(by(whenClosed));
    const urgent = await w.send({ ...by(whenClosed), urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
    expect(await w.run()).toBe(2);
    expect([await rows(w.db, id), w.sink.got.map(({ messageId }) => messageId)]).toEqual([[expected, expected], [urgent, urgent]]);
    w.clock.set('2026-11-24T00:00:00.000Z');
    expect(await w.run()).toBe(whenClosed === 'WAIT' ? 2 : 0);
  });

  it('hold however many there are, and let the urgent ones pass between them', async () => {
    await using w = await world(1, '2026-11-23T16:00:00.000Z');
    await quietMail(w.db);
    const id = await w.send(by('WAIT'));
    await copies(w.db, id, 2_500);
    const urgent = await w.send({ ...by('WAIT'), urgency: 'URGENT', urgentReason: 'Mã độc đang lan' });
    expect(await w.run()).toBe(1);
    expect(w.sink.got.map(({ messageId }) => messageId)).toEqual([urgent]);
    expect(await w.db.selectFrom('delivery').select((row) => ['state', 'detail', 'next_at', row.fn.countAll<number>().as('count')]).where('message_id', '<>', urgent).groupBy(['state', 'detail', 'next_at']).execute()).toEqual([{ state: 'QUEUED', detail: 'QUIET_HOURS', next_at: '2026-11-24T00:00:00.000Z', count: 2_501 }]);
  });

  it('let mail go at night unless the province says otherwise', async () => {
    await using w = await world(1, '2026-11-23T16:00:00.000Z');
    await w.send();
    expect(await w.run()).toBe(1);
  });
});

describe('the cap of a day', () => {
  it('stops the fourth message until the first is a day old, and no urgent one', async () => {
    await using w = await world(1);
    for (let count = 0; count < 3; count += 1) {
      await w.send();
      await w.run();
      w.clock.pass({ minutes: 60 });
    }
    const [fourth, urgent] = [await w.send(), await w.send({ urgency: 'URGENT', urgentReason: 'Mã độc đang lan' })];
    expect(await w.run()).toBe(1);
    expect([w.sink.got.at(-1)?.messageId, await rows(w.db, fourth)]).toEqual([urgent, ['QUEUED CAP 2026-11-24T01:00:00.000Z']]);
    w.clock.set('2026-11-24T01:00:00.000Z');
    expect([await w.run(), w.sink.got.at(-1)?.messageId]).toEqual([1, fourth]);
  });

  it('holds for messages that come due at the same moment, drops what says so, and lets other people have theirs', async () => {
    await using w = await world(2);
    const [first = ''] = w.audience;
    for (let count = 0; count < 5; count += 1) await w.send({ ...by('DROP') }, [first]);
    const both = await w.send();
    expect(await w.run()).toBe(4);
    const sent = await w.db.selectFrom('delivery').select(['recipient_id', 'detail']).where('channel', '=', 'EMAIL').where('state', '=', 'ACCEPTED').execute();
    expect(sent.filter((row) => row.recipient_id === first)).toHaveLength(3);
    expect((await rows(w.db, both)).toSorted()).toEqual(['ACCEPTED null', 'QUEUED CAP 2026-11-24T01:00:00.000Z']);
  });
});

describe('many at once', () => {
  it('over the cap hold up nobody behind them', async () => {
    await using w = await world(2);
    const [first = '', second = ''] = w.audience;
    for (let count = 0; count < 3; count += 1) {
      await w.send({}, [first]);
      await w.run();
    }
    const capped = await w.send({}, [first]);
    await copies(w.db, capped, 1_200);
    w.clock.pass({ minutes: 1 });
    const last = await w.send({}, [second]);
    expect([await w.run(), w.sink.got.at(-1)?.messageId]).toEqual([1, last]);
    expect(new Set((await w.db.selectFrom('delivery').select(['state', 'detail']).where('channel', '=', 'EMAIL').where('state', '<>', 'ACCEPTED').execute()).map(({ state, detail }) => `${state} ${detail}`))).toEqual(new Set(['QUEUED CAP']));
  });

  it('come to their end together', async () => {
    await using w = await world(1);
    const id = await w.send({ ...by('WAIT'), notAfter: '2026-11-23T02:00:00.000Z' });
    await copies(w.db, id, 2_500);
    w.clock.pass({ minutes: 61 });
    expect(await w.run()).toBe(0);
    expect(await w.db.selectFrom('delivery').select((row) => ['state', row.fn.countAll<number>().as('count')]).groupBy('state').execute()).toEqual([{ state: 'EXPIRED', count: 2_501 }]);
  });
});

describe('a message in the hands of its sender', () => {
  const right = { vi: { subject: 'Đính chính giờ tập huấn', body: 'Tập huấn bắt đầu lúc 8 giờ 30.' } };
  const correct = (w: Awaited<ReturnType<typeof world>>, messageId: string, createdBy = w.audience[0] ?? '') => w.db.transaction().execute((tx) => correctMessage(tx, { messageId, content: right, notAfter: late, createdBy, now: w.now() }));

  it('waits while it is paused and goes on afterwards', async () => {
    await using w = await world(2);
    const id = await w.send();
    await w.db.transaction().execute((tx) => pauseMessage(tx, id, w.now()));
    expect(await w.run()).toBe(0);
    await w.db.transaction().execute((tx) => resumeMessage(tx, id, w.now()));
    expect(await w.run()).toBe(2);
  });

  it('is corrected for exactly those whom it may have reached; the others get the right text as the first', async () => {
    await using w = await world(4);
    const id = await w.send(by('WAIT'));
    const [one, two, three, four] = w.audience as [string, string, string, string];
    const put = (who: string, state: string) => w.db.updateTable('delivery').set({ state }).where('recipient_id', '=', who).execute();
    await put(one, 'ACCEPTED');
    await put(two, 'UNCERTAIN');
    await put(three, 'BOUNCED');
    const outcome = await correct(w, id);
    expect(outcome).toMatchObject({ ok: true, reached: 2, rest: 2 });
    const { correctionId, restId } = outcome as { correctionId: string; restId: string };
    for (const message of [correctionId, restId]) await fanOut(w.db, w.clock, message);
    await w.run();
    const got = (message: string) => w.sink.got.filter(({ messageId }) => messageId === message).map(({ recipient }) => recipient.id).toSorted();
    expect([got(id), got(correctionId), got(restId)]).toEqual([[], [one, two].toSorted(), [three, four].toSorted()]);
    expect((await messageCounts(w.db, id)).channels).toMatchObject([{ states: { ACCEPTED: 1, BOUNCED: 1, CANCELLED: 2 }, waiting: 0 }]);
    expect(await correct(w, 'none')).toEqual({ ok: false, why: 'NO_MESSAGE' });
  });

  it('is corrected on the channels on which it came', async () => {
    await using w = await world(1);
    const id = await w.send();
    await w.db.updateTable('delivery').set({ state: 'FAILED' }).where('channel', '=', 'EMAIL').execute();
    const outcome = await correct(w, id);
    if (!outcome.ok || !outcome.correctionId) throw new Error('not corrected');
    await fanOut(w.db, w.clock, outcome.correctionId);
    expect((await messageCounts(w.db, outcome.correctionId)).channels).toMatchObject([{ channel: 'EMAIL', states: { SUPPRESSED: 1 } }, { channel: 'IN_APP', states: { DELIVERED: 1 } }]);
  });

  it('comes to nobody whose turn comes after its last moment, not even in the inbox', async () => {
    await using w = await world(2);
    const id = await written(w.db, aMessage(w.audience, { notAfter: '2026-11-23T02:00:00.000Z' }));
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, id);
    expect(await w.run()).toBe(0);
    expect((await messageCounts(w.db, id)).channels).toMatchObject([{ states: { EXPIRED: 2 }, waiting: 0 }, { states: { EXPIRED: 2 }, waiting: 0 }]);
  });

  it('has nobody waiting once it is cancelled, even before its fan-out', async () => {
    await using w = await world(2);
    const id = await written(w.db, aMessage(w.audience, by('WAIT')));
    expect(await correct(w, id)).toMatchObject({ ok: true, correctionId: null, reached: 0, rest: 2 });
    expect((await messageCounts(w.db, id)).channels).toMatchObject([{ states: { CANCELLED: 2 }, waiting: 0 }]);
  });
});
