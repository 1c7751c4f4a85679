import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeMailDelivery } from '../../../tests/world/deliveries.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { readEnv } from '../../platform/env.ts';
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
    const queued = await makeMailDelivery(db, userId, { state: 'QUEUED' });
    for (const id of [sending, queued]) await post({ messageId: idOf(id), kind: 'bounce', status: '5.1.1' });
    expect([await ledger(sending), await ledger(queued)]).toMatchObject([{ state: 'BOUNCED', lease_id: null }, { state: 'SUPPRESSED', detail: 'SUPPRESSED_ADDRESS' }]);
  });

  it('may name only an address, or nothing that we know', async () => {
    expect((await post({ address: 'Ai.Do@Vi-Du.vn', kind: 'bounce', status: '5.1.1' })).body).toEqual({ reports: 1, deliveries: 0, suppressed: 1 });
    expect((await suppressed())[0]?.address).toBe('ai.do@vi-du.vn');
    expect((await post({ messageId: '<x@y>', kind: 'bounce', status: '5.1.1' })).body).toEqual({ reports: 1, deliveries: 0, suppressed: 0 });
    expect((await post({ address: 'not an address', kind: 'complaint' })).body).toMatchObject({ suppressed: 0 });
  });

  it('says why in one line that can be shown, whatever the server wrote', async () => {
    const id = await makeMailDelivery(db, userId);
    await post({ messageId: idOf(id), kind: 'bounce', status: '5.2.2', diagnostic: `552\u0000 he\u0302\u0301t\r\n\tcho\u0302\u0303 \u202e<b>${'x'.repeat(1_900)}` });
    expect((await ledger(id)).detail).toBe(`5.2.2 552 hết chỗ <b>${'x'.repeat(400)}`.normalize('NFC').slice(0, 300));
  });

  it('comes as the notification mail, too', async () => {
    const [hard, late, gaveUp] = [await makeMailDelivery(db, userId), await makeMailDelivery(db, userId), await makeMailDelivery(db, userId)];
    const mail = { 'content-type': 'message/rfc822' };
    expect((await post(dsn(hard), mail)).body).toEqual({ reports: 1, deliveries: 1, suppressed: 1 });
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
