import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeMailDelivery } from '../../../tests/world/deliveries.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { readEnv } from '../../platform/env.ts';
import { addressKey } from '../rules/mail-address.ts';
import { action } from './mail-bounces.ts';

const token = 'a-token-of-twenty-four-characters';
let db: Db;
let userId: string;
beforeEach(async () => {
  db = await freshDb();
  userId = (await makePerson(db)).id;
});

async function post(body: unknown, headers: Record<string, string> = {}, own: string | undefined = token): Promise<{ status: number; body: unknown }> {
  const env = readEnv({ NODE_ENV: 'test', ...(own ? { BOUNCE_TOKEN: own } : {}) });
  const request = new Request('https://hoc06.vi-du.vn/mail-bounces', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json', ...headers } });
  const answer = await (action as unknown as (args: unknown) => Promise<Response>)({ request, params: {}, context: requestContext(db, testClock(), { env }) }).catch((thrown: unknown) => thrown as Response);
  return { status: answer.status, body: await answer.json() };
}
const ledger = (id: string) => db.selectFrom('delivery').select(['state', 'detail', 'lease_id', 'settled_at']).where('id', '=', id).executeTakeFirstOrThrow();
const suppressed = () => db.selectFrom('suppression').select(['channel', 'address', 'reason', 'delivery_id']).execute();
const kept = () => db.selectFrom('mail_report').select(['user_id', 'kind', 'address', 'detail', 'reports']).orderBy('kind').execute();
const idOf = (id: string) => `<${id}@vi-du.vn>`;

/** A notification as Postfix writes it. */
const dsn = (id: string, status = '5.1.1', act = 'failed') => [
  'From: MAILER-DAEMON@mx.vi-du.vn', 'Content-Type: multipart/report; report-type=delivery-status;', '\tboundary="B"', '', '--B', 'Content-Type: text/plain; charset=utf-8', '', 'Không gửi được', '',
  '--B', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.vi-du.vn', '', 'Final-Recipient: rfc822; forwarded@khac.vn', 'Original-Recipient: rfc822;Thuy.Duong@vi-du.vn', `Action: ${act}`, `Status: ${status}`, `Diagnostic-Code: smtp; 550 ${status}`, '    No such user', '',
  '--B', 'Content-Type: message/rfc822', '', 'Subject: x', `Message-ID:`, ` ${idOf(id)}`, '', 'body', '--B--', '',
].join('\r\n');

describe('a report about a mail', () => {
  it('of a bad address ends the delivery and keeps the address from being written to, once', async () => {
    const id = await makeMailDelivery(db, userId);
    for (let at = 0; at < 2; at += 1) expect(await post({ messageId: idOf(id), kind: 'bounce', diagnostic: '550 5.1.1 no such user' })).toMatchObject({ status: 200 });
    expect(await ledger(id)).toMatchObject({ state: 'BOUNCED', detail: '5.1.1 550 5.1.1 no such user', settled_at: '2026-11-23T01:00:00.000Z' });
    expect(await suppressed()).toEqual([{ channel: 'EMAIL', address: 'thuy.duong@vi-du.vn', reason: 'BOUNCE', delivery_id: id }]);
  });

  it.each([['a full mailbox', '5.2.2', 'BOUNCED'], ['a policy', '5.7.1', 'BOUNCED'], ['a delay', '4.4.1', 'ACCEPTED']])('of %s says nothing against the address', async (_what, status, state) => {
    const id = await makeMailDelivery(db, userId);
    await post({ messageId: idOf(id), kind: 'bounce', status });
    expect([(await ledger(id)).state, await suppressed()]).toEqual([state, []]);
  });

  it('of a complaint only keeps the address from being written to', async () => {
    const id = await makeMailDelivery(db, userId);
    await post({ messageId: idOf(id), kind: 'complaint' });
    expect([(await ledger(id)).state, (await suppressed())[0]?.reason]).toEqual(['ACCEPTED', 'COMPLAINT']);
  });

  it('that overtakes the sender takes its lease away; one that was never sent did not bounce, but waits no longer for a dead address', async () => {
    const sending = await makeMailDelivery(db, userId, { state: 'SENDING' });
    const queued = await makeMailDelivery(db, userId, { state: 'QUEUED', attempts: 1 });
    for (const id of [sending, queued]) await post({ messageId: idOf(id), kind: 'bounce', status: '5.1.1' });
    expect([await ledger(sending), await ledger(queued)]).toMatchObject([{ state: 'BOUNCED', lease_id: null }, { state: 'SUPPRESSED', detail: 'SUPPRESSED_ADDRESS' }]);
  });

  it.each<[string, (id: string) => Record<string, unknown>]>([
    ['only an address of ours', () => ({ address: 'Ai.Do@Vi-Du.vn' })],
    ['an address of ours and a mail of somebody else', () => ({ address: 'ai.do@vi-du.vn', messageId: '<20261123.1@khac.vn>' })],
    ['an address of ours and a mail that is not in the ledger', () => ({ address: 'ai.do@vi-du.vn', messageId: idOf('0193f0a0-0000-7000-8000-000000000001') })],
  ])('that names %s silences nobody and waits for a person', async (_what, named) => {
    await db.updateTable('user_account').set({ email: 'ai.do@vi-du.vn' }).where('id', '=', userId).execute();
    const id = await makeMailDelivery(db, userId, { state: 'QUEUED', address: 'ai.do@vi-du.vn' });
    for (const kind of ['bounce', 'complaint']) expect((await post({ ...named(id), kind, status: '5.1.1' })).body).toEqual({ reports: 1, deliveries: 0, suppressed: 0, kept: 1 });
    expect([await suppressed(), (await ledger(id)).state]).toEqual([[], 'QUEUED']);
    expect(await kept()).toEqual([{ user_id: userId, kind: 'BOUNCE', address: 'ai.do@vi-du.vn', detail: '5.1.1', reports: 1 }, { user_id: userId, kind: 'COMPLAINT', address: 'ai.do@vi-du.vn', detail: '5.1.1', reports: 1 }]);
  });

  it.each<[string, Parameters<typeof makeMailDelivery>[2], Record<string, string>]>([
    ['was never sent', { state: 'QUEUED' }, { next_at: '2026-11-23T01:00:00.000Z' }],
    ['left more than thirty days ago', {}, { accepted_at: '2026-10-24T00:59:59.999Z' }],
    ['was tried long ago and never taken', { state: 'UNCERTAIN' }, { next_at: '2026-09-01T00:00:00.000Z' }],
  ])('of a mail that %s proves nothing against the address', async (_what, traits, times) => {
    await db.updateTable('user_account').set({ email: 'thuy.duong@vi-du.vn' }).where('id', '=', userId).execute();
    const id = await makeMailDelivery(db, userId, traits);
    await db.updateTable('delivery').set(times).where('id', '=', id).execute();
    expect((await post({ messageId: idOf(id), kind: 'complaint' })).body).toEqual({ reports: 1, deliveries: 0, suppressed: 0, kept: 1 });
    expect([await suppressed(), (await kept())[0]?.user_id]).toEqual([[], userId]);
  });

  it('is believed to the last millisecond of thirty days', async () => {
    const id = await makeMailDelivery(db, userId);
    await db.updateTable('delivery').set({ accepted_at: '2026-10-24T01:00:00.001Z' }).where('id', '=', id).execute();
    expect((await post({ messageId: idOf(id), kind: 'complaint' })).body).toMatchObject({ suppressed: 1, kept: 0 });
  });

  it('without proof is one row however often it comes, in whatever spelling, and none for somebody who is not one of us', async () => {
    await db.updateTable('user_account').set({ email: 'ai.do@thuý-dương.vn' }).where('id', '=', userId).execute();
    for (const address of ['ai.do@thuý-dương.vn', 'AI.DO@xn--thu-dng-x2a29lje.vn', 'Ai.Do@THUÝ-DƯƠNG.VN', 'ai.do@thuy\u0301-du\u031bo\u031bng.vn']) await post({ address, kind: 'bounce', status: '5.1.1', diagnostic: '550 <b>' });
    const [row] = await kept();
    expect(row).toMatchObject({ user_id: userId, detail: '5.1.1 550 <b>', address: addressKey('ai.do@thuý-dương.vn') });
    expect(row?.reports).toBe(4);
    for (const report of [{ address: 'nguoi.la@vi-du.vn', kind: 'bounce', status: '5.1.1' }, { messageId: '<x@y>', kind: 'bounce', status: '5.1.1' }, { address: 'not an address', kind: 'complaint' }, { address: 'ai.do@thuý-dương.vn', kind: 'bounce', status: '5.2.2' }]) expect((await post(report)).body).toEqual({ reports: 1, deliveries: 0, suppressed: 0, kept: 0 });
    expect(await kept()).toHaveLength(1);
  });

  it('says why in one line that can be shown, whatever the server wrote', async () => {
    const id = await makeMailDelivery(db, userId);
    await post({ messageId: idOf(id), kind: 'bounce', status: '5.2.2', diagnostic: `552\u0000 he\u0302\u0301t\r\n\tcho\u0302\u0303 \u202e<b>${'x'.repeat(1_900)}` });
    expect((await ledger(id)).detail).toBe(`5.2.2 552 hết chỗ <b>${'x'.repeat(400)}`.normalize('NFC').slice(0, 300));
  });

  it('comes as the notification mail, too', async () => {
    const [hard, late, gaveUp] = [await makeMailDelivery(db, userId), await makeMailDelivery(db, userId), await makeMailDelivery(db, userId)];
    const mail = { 'content-type': 'message/rfc822' };
    expect((await post(dsn(hard), mail)).body).toEqual({ reports: 1, deliveries: 1, suppressed: 1, kept: 0 });
    await post(dsn(late, '4.4.1', 'delayed'), mail);
    await post(dsn(gaveUp, '4.4.1', 'failed'), mail);
    expect([(await ledger(hard)).detail, (await ledger(late)).state, (await ledger(gaveUp)).state]).toEqual(['5.1.1 550 5.1.1 No such user', 'ACCEPTED', 'BOUNCED']);
    expect((await suppressed()).map((row) => row.address)).toEqual(['thuy.duong@vi-du.vn']);
    for (const other of ['', 'Subject: Re: x\r\n\r\nTôi đang nghỉ phép', dsn(hard, '2.0.0', 'delivered'), '--B\r\n'.repeat(2_000)]) expect((await post(other, mail)).body).toMatchObject({ reports: 0 });
  });

  it('needs the token, a body that fits, and a door that is open', async () => {
    const id = await makeMailDelivery(db, userId);
    const report = { messageId: idOf(id), kind: 'bounce', status: '5.1.1' };
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', token, `Basic ${token}`]) expect((await post(report, { authorization })).status, authorization).toBe(403);
    expect((await post(report, {}, '')).status).toBe(404);
    for (const wrong of ['{', '[]', {}, { kind: 'bounce' }, { ...report, kind: 'other' }, { ...report, status: '9.1.1' }]) expect((await post(wrong)).status).toBe(422);
    expect((await post(report, { 'content-type': 'text/plain' })).status).toBe(422);
    expect((await post('x'.repeat(1_100_000))).status).toBe(413);
    expect([(await ledger(id)).state, await suppressed()]).toEqual(['ACCEPTED', []]);
  });
});
