import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { aMessage, officials, sinkFor, written } from '../../../tests/world/messages.ts';
import type { Db } from '../../../db/client.ts';
import { createDispatcher } from '../dispatcher.server.ts';
import { getLink } from '../queries/link.server.ts';
import { firstOfChain } from '../queries/message-chain.server.ts';
import { messageCounts } from '../queries/message-counts.server.ts';
import { linkToken } from '../link-token.server.ts';
import { correctMessage } from './correct-message.server.ts';
import { fanOut } from './fan-out.server.ts';
import { cancelMessage, pauseMessage, resumeMessage } from './stop-message.server.ts';
import { suppressAddress } from './withdraw-unwanted.server.ts';
import type { NewMessage } from './write-message.server.ts';

let db: Db;
let clock: TestClock;
let people: string[];
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  people = await officials(db, 4);
});
afterEach(() => db.destroy());

const now = () => clock.now().toISOString();
const until = '2026-11-26T01:00:00.000Z';
const right = (body: string) => ({ vi: { subject: 'Đính chính', body } });
const write = (changes: Partial<NewMessage> = {}, to = people) => written(db, aMessage(to, { now: now(), sendAt: now(), notAfter: until, ...changes }));
const correct = (messageId: string, body = 'Bản đúng', notAfter = until) => db.transaction().execute((tx) => correctMessage(tx, { messageId, content: right(body), notAfter, createdBy: people[0] ?? '', now: now() }));
const mailTo = (sink: ReturnType<typeof sinkFor>) => createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] });
const states = async (messageId: string) => (await db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('message_id', '=', messageId).orderBy('channel').orderBy('state').execute()).map(({ channel, state, detail }) => [channel, state, detail].filter(Boolean).join(' '));
const message = (id: string) => db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function must(outcome: ReturnType<typeof correct>) {
  const done = await outcome;
  if (!done.ok) throw new Error(done.why);
  return done;
}

describe('a correction', () => {
  it('of nothing, or one that would come too late, changes nothing', async () => {
    const id = await write();
    expect(await correct('khong-co')).toEqual({ ok: false, why: 'NO_MESSAGE' });
    for (const notAfter of [now(), '2026-11-23T00:59:59.999Z']) expect(await correct(id, 'x', notAfter)).toEqual({ ok: false, why: 'TOO_LATE' });
    expect((await message(id)).cancelled_at).toBeNull();
    expect(await db.selectFrom('message').select('id').execute()).toHaveLength(1);
  });

  it('keeps everything but the words: topic, duty, urgency, drill, channels with what they do when closed, and each reader’s own values', async () => {
    const id = await write({ topic: 'CONTEST', isDuty: true, urgency: 'URGENT', urgentReason: 'Lan nhanh', isDrill: true, channels: [{ channel: 'EMAIL', whenClosed: 'DROP' }, { channel: 'IN_APP', whenClosed: 'WAIT' }], variables: new Map([[people[1] ?? '', { phut: '15' }]]) });
    const { restId } = await must(correct(id));
    expect(await message(restId ?? '')).toMatchObject({ topic: 'CONTEST', is_duty: 1, urgency: 'URGENT', urgent_reason: 'Lan nhanh', is_drill: 1, corrects_id: null, created_by: people[0] });
    expect(await db.selectFrom('message_channel').select(['channel', 'when_closed']).where('message_id', '=', restId ?? '').orderBy('channel').execute()).toEqual([{ channel: 'EMAIL', when_closed: 'DROP' }, { channel: 'IN_APP', when_closed: 'WAIT' }]);
    expect(await db.selectFrom('message_recipient').select(['user_id', 'variables']).where('message_id', '=', restId ?? '').where('variables', 'is not', null).execute()).toEqual([{ user_id: people[1], variables: '{"phut":"15"}' }]);
  });

  it('parts the audience in two without losing or doubling anybody, wherever the fan-out stood', async () => {
    for (const reached of [0, 1, 2, 4]) {
      const id = await write({ source: { type: 'NOTICE', id: `n${reached}` } });
      await fanOut(db, clock, id);
      const kept = people.slice(0, reached);
      await db.deleteFrom('delivery').where('message_id', '=', id).where('recipient_id', 'not in', kept.length > 0 ? kept : ['']).execute();
      const done = await must(correct(id, `Bản đúng ${reached}`));
      expect([done.reached, done.rest]).toEqual([reached, people.length - reached]);
      const ids = [done.correctionId, done.restId].filter((one) => one !== null);
      const got = (await db.selectFrom('message_recipient').select('user_id').where('message_id', 'in', ids).execute()).map(({ user_id }) => user_id);
      expect(got.toSorted()).toEqual(people.toSorted());
      expect(ids).toHaveLength((reached > 0 ? 1 : 0) + (reached < people.length ? 1 : 0));
    }
  });

  it('leaves what was on its way to its own end, and stops what waited', async () => {
    const id = await write();
    await fanOut(db, clock, id);
    const sink = sinkFor(async () => {
      await must(correct(id));
      return { kind: 'accepted', providerId: 'p' };
    }, { concurrency: 1 });
    await mailTo(sink).runDue().catch(() => undefined);
    const rows = await states(id);
    expect(rows.filter((row) => row === 'EMAIL ACCEPTED')).toHaveLength(1);
    expect(rows.filter((row) => row === 'EMAIL CANCELLED CORRECTED')).toHaveLength(3);
    expect(rows.filter((row) => row.startsWith('IN_APP'))).toEqual(people.map(() => 'IN_APP DELIVERED'));
    for (const { channel, states: counts } of (await messageCounts(db, id)).channels) expect([channel, Object.values(counts).reduce((sum, count) => sum + count, 0)]).toEqual([channel, people.length]);
  });

  it('of a correction corrects that one: its readers come from one message to the next, and the first of the chain is known', async () => {
    const first = await write();
    await fanOut(db, clock, first);
    const second = (await must(correct(first, 'Bản hai'))).correctionId ?? '';
    await fanOut(db, clock, second);
    clock.pass({ minutes: 1 });
    const third = (await must(correct(second, 'Bản ba'))).correctionId ?? '';
    expect([(await message(second)).corrects_id, (await message(third)).corrects_id]).toEqual([first, second]);
    for (const id of [first, second, third]) expect(await firstOfChain(db, { messageId: id, correctsId: (await message(id)).corrects_id })).toBe(first);
    expect((await message(second)).cancelled_at).not.toBeNull();
  });

  it('comes on no way to an address that died in between, and on the others all the same', async () => {
    const id = await write();
    await fanOut(db, clock, id);
    await mailTo(sinkFor()).runDue();
    const [dead = ''] = people;
    const { email } = await db.selectFrom('user_account').select('email').where('id', '=', dead).executeTakeFirstOrThrow();
    await db.transaction().execute((tx) => suppressAddress(tx, { channel: 'EMAIL', recipientId: dead, address: email ?? '', reason: 'BOUNCE', deliveryId: null }, now()));
    const { correctionId } = await must(correct(id));
    await fanOut(db, clock, correctionId ?? '');
    const hers = await db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('message_id', '=', correctionId ?? '').where('recipient_id', '=', dead).orderBy('channel').execute();
    expect(hers).toEqual([{ channel: 'EMAIL', state: 'SUPPRESSED', detail: 'SUPPRESSED_ADDRESS' }, { channel: 'IN_APP', state: 'DELIVERED', detail: null }]);
  });

  it('of what was cancelled before reaches only those who had it: nobody gets what somebody had stopped', async () => {
    const id = await write();
    await fanOut(db, clock, id);
    await db.deleteFrom('delivery').where('message_id', '=', id).where('recipient_id', '<>', people[0] ?? '').execute();
    await db.transaction().execute((tx) => cancelMessage(tx, id, now()));
    expect(await must(correct(id))).toMatchObject({ reached: 1, rest: 0, restId: null });
  });

  it('of what is held is held for those who wait, and goes out at once to those who have read', async () => {
    const id = await write();
    await fanOut(db, clock, id);
    await db.deleteFrom('delivery').where('message_id', '=', id).where('recipient_id', 'in', people.slice(2)).execute();
    await db.transaction().execute((tx) => pauseMessage(tx, id, now()));
    const { correctionId, restId } = await must(correct(id));
    for (const one of [correctionId, restId]) await fanOut(db, clock, one ?? '');
    expect([await states(correctionId ?? ''), await states(restId ?? '')].map((rows) => rows.length)).toEqual([4, 0]);
    await db.transaction().execute((tx) => resumeMessage(tx, restId ?? '', now()));
    await fanOut(db, clock, restId ?? '');
    expect(await states(restId ?? '')).toEqual(['EMAIL QUEUED', 'EMAIL QUEUED', 'IN_APP DELIVERED', 'IN_APP DELIVERED']);
  });
});

describe('the link of a message that was corrected', () => {
  it('leads to its notice once it is corrected, and that of the correction to the page', async () => {
    const id = await write({ source: { type: 'CAMPAIGN', id: 'c' }, content: { vi: { subject: 'x', body: 'y' }, link: '/verify' } });
    await fanOut(db, clock, id);
    const tokenFor = async (messageId: string) => linkToken('secret', (await db.selectFrom('delivery').select('id').where('message_id', '=', messageId).where('channel', '=', 'IN_APP').limit(1).executeTakeFirstOrThrow()).id);
    expect((await getLink(db, 'secret', await tokenFor(id))).target).toBe('/verify');
    const done = await must(db.transaction().execute((tx) => correctMessage(tx, { messageId: id, content: { ...right('z'), link: '/help' }, notAfter: until, createdBy: people[0] ?? '', now: now() })));
    await fanOut(db, clock, done.correctionId ?? '');
    expect((await getLink(db, 'secret', await tokenFor(id))).target).toBe(`/inbox/${id}`);
    expect((await getLink(db, 'secret', await tokenFor(done.correctionId ?? ''))).target).toBe('/help');
    await expect(getLink(db, 'another secret', await tokenFor(id))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
