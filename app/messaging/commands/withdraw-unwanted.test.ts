import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { aMessage, officials, sinkFor, written } from '../../../tests/world/messages.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { createDispatcher } from '../dispatcher.server.ts';
import { messageCounts } from '../queries/message-counts.server.ts';
import { unsubscribeToken } from '../unsubscribe-token.server.ts';
import { reportOf } from '../rules/bounce-report.ts';
import { fanOut } from './fan-out.server.ts';
import { retryFailed } from './pause-channel.server.ts';
import { savePreferences } from './read-notice.server.ts';
import { recordMailBounce } from './record-mail-bounce.server.ts';
import { sweepDeliveries } from './sweep-deliveries.server.ts';
import { changeByLink } from './unsubscribe.server.ts';
import { suppressAddress } from './withdraw-unwanted.server.ts';

const secret = 'test-secret';
const night = '2026-11-23T15:30:00.000Z';
const morning = '2026-11-24T00:00:00.000Z';

let db: Db;
let clock: TestClock;
let one: string;
let other: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock(night);
  await db.insertInto('setting').values({ id: 'q', key: 'messaging.quiet-hours', value: JSON.stringify({ from: '22:00', to: '07:00', channels: ['EMAIL'] }), valid_from: '2026-01-01', valid_to: null, legal_basis: 'x' }).execute();
  [one = '', other = ''] = await officials(db, 2);
});
afterEach(() => db.destroy());

/** A message to both that comes at half past ten in the evening and waits for the morning. */
async function send(changes: Parameters<typeof aMessage>[1] = {}): Promise<string> {
  const id = await written(db, aMessage([one, other], { now: night, sendAt: night, notAfter: '2026-11-25T00:00:00.000Z', ...changes }));
  await fanOut(db, clock, id);
  return id;
}
async function unsubscribe(messageId: string, wants = false): Promise<void> {
  const { id: deliveryId } = await db.selectFrom('delivery').select('id').where('message_id', '=', messageId).where('recipient_id', '=', one).where('channel', '=', 'EMAIL').executeTakeFirstOrThrow();
  const { topic } = await db.selectFrom('message').select('topic').where('id', '=', messageId).executeTakeFirstOrThrow();
  await changeByLink(db, secret, unsubscribeToken(secret, { deliveryId, userId: one, topic }), wants, clock.now().toISOString());
}
/** To whom what goes out when the morning comes. */
async function sent(): Promise<string[]> {
  clock.set(morning);
  const sink = sinkFor();
  await createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] }).runDue();
  return sink.got.map(({ messageId, recipient }) => `${messageId} ${recipient.id}`).toSorted();
}
const to = (id: string, ...people: string[]) => people.map((person) => `${id} ${person}`);

describe('somebody who unsubscribes in the evening', () => {
  it('gets no mail the next morning; others do, and the states still add up', async () => {
    const id = await send();
    await unsubscribe(id);
    expect(await sent()).toEqual(to(id, other));
    const mail = (await messageCounts(db, id)).channels.find(({ channel }) => channel === 'EMAIL');
    expect(mail).toMatchObject({ waiting: 0, states: { ACCEPTED: 1, SUPPRESSED: 1, QUEUED: 0 } });
    expect(await db.selectFrom('delivery').select(['detail', 'settled_at']).where('state', '=', 'SUPPRESSED').execute()).toEqual([{ detail: 'OPTED_OUT', settled_at: night }]);
  });

  it('still gets what belongs to her duty, and news of another topic', async () => {
    const [unwanted, duty, training] = [await send(), await send({ isDuty: true }), await send({ topic: 'TRAINING' })];
    await unsubscribe(unwanted);
    expect(await sent()).toEqual([...to(unwanted, other), ...to(duty, one, other), ...to(training, one, other)].toSorted());
  });

  it('and takes it back gets what comes from then on, not what was stopped', async () => {
    const before = await send();
    await unsubscribe(before);
    await unsubscribe(before, true);
    const after = await send({ content: { vi: { subject: 'Sau', body: 'Lời' } } });
    expect(await sent()).toEqual([...to(before, other), ...to(after, one, other)].toSorted());
  });
});

describe('somebody who unticks a way', () => {
  it('gets nothing more by it, and keeps the notice in her inbox', async () => {
    const id = await send();
    await savePreferences(db, one, new Set(['SECURITY.SMS']), night);
    expect(await sent()).toEqual(to(id, other));
    expect((await messageCounts(db, id)).channels.find(({ channel }) => channel === 'IN_APP')).toMatchObject({ states: { DELIVERED: 2 } });
  });

  it('saves other wishes without losing what waits', async () => {
    const id = await send();
    await savePreferences(db, one, new Set(['SECURITY.EMAIL']), night);
    expect(await sent()).toEqual(to(id, one, other));
  });

  it('leaves what may have been sent, and a package for VNeID, as they are', async () => {
    const id = await send({ channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }, { channel: 'VNEID', whenClosed: 'WAIT' }] });
    const put = (channel: string, changes: { state?: string; provider_id?: string }) => db.updateTable('delivery').set(changes).where('recipient_id', '=', one).where('channel', '=', channel).execute();
    await put('EMAIL', { state: 'UNCERTAIN' });
    await put('VNEID', { provider_id: 'package' });
    await savePreferences(db, one, new Set(), night);
    const rows = await db.selectFrom('delivery').select(['channel', 'state']).where('message_id', '=', id).where('recipient_id', '=', one).orderBy('channel').execute();
    expect(rows).toEqual([{ channel: 'EMAIL', state: 'UNCERTAIN' }, { channel: 'VNEID', state: 'QUEUED' }]);
  });
});

describe('an address that turns out to be dead', () => {
  const rows = async () => (await db.selectFrom('delivery').select(['recipient_id', 'state', 'detail']).where('channel', '=', 'EMAIL').orderBy('created_at').orderBy('recipient_id').execute()).map(({ recipient_id, state, detail }) => `${recipient_id === one ? 'one' : 'other'} ${state} ${detail}`);
  const mailOf = (messageId: string) => db.selectFrom('delivery').selectAll().where('message_id', '=', messageId).where('recipient_id', '=', one).where('channel', '=', 'EMAIL').executeTakeFirstOrThrow();

  it.each([['bounce', 'BOUNCED'], ['complaint', 'ACCEPTED']] as const)('by a %s gets nothing of what waits for it, not even a duty', async (kind, state) => {
    const [sentBefore, waits] = [await send(), await send({ isDuty: true, topic: 'TRAINING' })];
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: night, attempts: 1 }).where('message_id', '=', sentBefore).where('channel', '=', 'EMAIL').execute();
    await recordMailBounce(db, reportOf({ messageId: `<${(await mailOf(sentBefore)).id}@vi-du.vn>`, kind, status: '5.1.1' }), night);
    expect((await mailOf(sentBefore)).state).toBe(state);
    expect(await mailOf(waits)).toMatchObject({ state: 'SUPPRESSED', detail: 'SUPPRESSED_ADDRESS', settled_at: night });
    expect(await sent()).toEqual(to(waits, other));
  });

  it('by a bounce of that mail alone leaves the others waiting', async () => {
    const [sentBefore, waits] = [await send(), await send({ topic: 'TRAINING' })];
    await db.updateTable('delivery').set({ state: 'ACCEPTED', accepted_at: night, attempts: 1 }).where('message_id', '=', sentBefore).where('channel', '=', 'EMAIL').execute();
    await recordMailBounce(db, reportOf({ messageId: `<${(await mailOf(sentBefore)).id}@vi-du.vn>`, kind: 'bounce', status: '5.2.2' }), night);
    expect(await sent()).toEqual(to(waits, one, other));
  });

  it('by the answer of the server itself stops the rest of the morning’s mail', async () => {
    const first = await send();
    clock.pass({ seconds: 1 });
    await send({ topic: 'TRAINING', now: clock.now().toISOString(), sendAt: clock.now().toISOString() });
    clock.set(morning);
    const sink = sinkFor(({ recipient }) => (recipient.id === one ? { kind: 'refused', reason: '550 5.1.1', suppress: true } : { kind: 'accepted', providerId: null }), { concurrency: 1 });
    await createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [sink] }).runDue();
    expect(sink.got.filter(({ recipient }) => recipient.id === one)).toHaveLength(1);
    expect((await rows()).toSorted()).toEqual(['one BOUNCED 550 5.1.1', 'one SUPPRESSED SUPPRESSED_ADDRESS', 'other ACCEPTED null', 'other ACCEPTED null']);
    expect((await messageCounts(db, first)).channels.find(({ channel }) => channel === 'EMAIL')).toMatchObject({ waiting: 0 });
  });
});

describe('what failed and is sent again', () => {
  it('leaves out whoever has unsubscribed since, and addresses that have died since', async () => {
    const [id, duty] = [await send(), await send({ isDuty: true })];
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await db.updateTable('delivery').set({ state: 'FAILED', detail: 'EAUTH', settled_at: night }).where('channel', '=', 'EMAIL').execute();
    await unsubscribe(id);
    const { email } = await db.selectFrom('user_account').select('email').where('id', '=', other).executeTakeFirstOrThrow();
    await db.insertInto('suppression').values({ channel: 'EMAIL', address: email ?? '', reason: 'MANUAL', delivery_id: null, created_at: night }).execute();
    expect(await retryFailed(testPorts(db, clock), admin, { channel: 'EMAIL', reason: 'EAUTH' })).toBe(1);
    expect(await sent()).toEqual(to(duty, one));
  });

  it('leaves out a dead address whose domain is not written in ASCII, and no other one like it', async () => {
    await db.updateTable('user_account').set({ email: 'an@xã-hoa-lư.vn' }).where('id', '=', one).execute();
    await db.updateTable('user_account').set({ email: 'an@xã-hoa-lù.vn' }).where('id', '=', other).execute();
    const id = await send();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await db.transaction().execute((tx) => suppressAddress(tx, { channel: 'EMAIL', recipientId: other, address: 'AN@Xã-Hoa-Lư.vn', reason: 'BOUNCE', deliveryId: null }, night));
    await db.updateTable('delivery').set({ state: 'FAILED', detail: 'EAUTH', settled_at: night }).where('channel', '=', 'EMAIL').execute();
    expect(await retryFailed(testPorts(db, clock), admin, { channel: 'EMAIL', reason: 'EAUTH' })).toBe(1);
    expect(await sent()).toEqual(to(id, other));
  });
});

describe('somebody whose account was disabled while a mail waited', () => {
  it('does not get it: it runs out at its last moment', async () => {
    const id = await send({ isDuty: true });
    await db.updateTable('user_account').set({ disabled_at: night, disabled_reason: 'Thôi việc' }).where('id', '=', one).execute();
    expect(await sent()).toEqual(to(id, other));
    await sweepDeliveries(db, '2026-11-25T00:00:00.000Z');
    expect((await messageCounts(db, id)).channels.find(({ channel }) => channel === 'EMAIL')).toMatchObject({ states: { ACCEPTED: 1, EXPIRED: 1, QUEUED: 0 } });
  });
});
