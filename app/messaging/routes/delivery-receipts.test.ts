import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeText } from '../../../tests/world/deliveries.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { readEnv } from '../../platform/env.ts';
import { createRateLimiter } from '../../platform/http/rate-limit.server.ts';
import { recordReceipts } from '../commands/record-receipts.server.ts';
import { deliveryStates } from '../rules/channels.ts';
import { effectOf, receiptOutcomes, type ReceiptOutcome } from '../rules/receipt.ts';
import { action, loader } from './delivery-receipts.ts';

const tokens = { SMS_RECEIPT_TOKEN: 'the-token-of-the-sms-gateway', ZALO_RECEIPT_TOKEN: 'the-token-of-the-zalo-account' };
const now = '2026-11-23T01:00:00.000Z';
let db: Db;
let userId: string;
beforeEach(async () => {
  db = await freshDb();
  userId = (await makePerson(db)).id;
});

interface Door {
  channel?: string;
  headers?: Record<string, string>;
  source?: Record<string, string>;
  limits?: boolean;
}
const limiter = () => createRateLimiter(true);
let spend = limiter();
async function post(body: unknown, { channel = 'sms', headers = {}, source = tokens, limits = false }: Door = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const env = readEnv({ NODE_ENV: 'test', ...source });
  const request = new Request(`https://hoc06.vi-du.vn/delivery-receipts/${channel}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { authorization: `Bearer ${tokens.SMS_RECEIPT_TOKEN}`, 'content-type': 'application/json', accept: 'application/json', ...headers } });
  const context = requestContext(db, testClock(), { env, ...(limits ? { spendPoint: spend } : {}) });
  const answer = await (action as unknown as (args: unknown) => Promise<Response>)({ request, params: { channel }, context }).catch((thrown: unknown) => thrown as Response);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const report = (reference: string, outcome = 'delivered', more: object = {}) => ({ reference, outcome, at: '2026-11-23T07:59:00+07:00', ...more });
const batch = (...receipts: unknown[]) => ({ receipts });
const ledger = (id: string) => db.selectFrom('delivery').select(['state', 'detail', 'lease_id', 'settled_at', 'accepted_at', 'provider_id']).where('id', '=', id).executeTakeFirstOrThrow();
const suppressed = () => db.selectFrom('suppression').select(['channel', 'address', 'reason']).execute();
const nothing = { delivered: 0, bounced: 0, unchanged: 0, repeated: 0, unknown: 0, suppressed: 0, malformed: 0 };

describe('a report about a text', () => {
  it('ends its delivery, once however often it comes', async () => {
    const id = await makeText(db, userId);
    expect(await post(batch(report(id, 'delivered', { id: 'p-7' })))).toEqual({ status: 200, body: { ...nothing, receipts: 1, delivered: 1 } });
    expect(await ledger(id)).toEqual({ state: 'DELIVERED', detail: null, lease_id: null, settled_at: now, accepted_at: now, provider_id: 'p-7' });
    expect((await post(batch(report(id, 'delivered', { at: '2026-11-23T03:00:00Z' }), report(id.toUpperCase())))).body).toEqual({ ...nothing, receipts: 2, repeated: 2 });
    expect(await db.selectFrom('delivery_receipt').select(['outcome', 'happened_at', 'received_at']).execute()).toEqual([{ outcome: 'DELIVERED', happened_at: '2026-11-23T00:59:00.000Z', received_at: now }]);
  });

  it.each([
    ['failed', 'BOUNCED', []],
    ['no-such-number', 'BOUNCED', ['SMS +84912345678 BOUNCE']],
    ['blocked', 'BOUNCED', ['SMS +84912345678 UNSUBSCRIBED']],
    ['delayed', 'ACCEPTED', []],
  ])('that says “%s” leaves %s and says against the number %j', async (outcome, state, list) => {
    const id = await makeText(db, userId);
    await post(batch(report(id, outcome, { detail: ' mã\r\n 27 ' })));
    const row = await ledger(id);
    expect([row.state, row.detail]).toEqual([state, `${outcome.toUpperCase().replaceAll('-', '_')}: mã 27`]);
    expect((await suppressed()).map(({ channel, address, reason }) => `${channel} ${address} ${reason}`)).toEqual(list);
  });

  it('may overtake the answer of the provider’s own call, and counts for what was given up', async () => {
    for (const state of ['SENDING', 'UNCERTAIN', 'QUEUED', 'EXPIRED', 'FAILED', 'CANCELLED'] as const) {
      const id = await makeText(db, userId, { state });
      await post(batch(report(id)));
      expect(await ledger(id), state).toMatchObject({ state: 'DELIVERED', lease_id: null });
    }
  });

  it('about something that is not ours, of another channel or never handed out changes nothing, and does not hold up the others', async () => {
    const id = await makeText(db, userId);
    const zalo = await makeText(db, userId, { channel: 'ZALO' });
    const waiting = await makeText(db, userId, { state: 'QUEUED', attempts: 0 });
    const strange = [report('x'), report('0193f0a0-0000-7000-8000-000000000001'), report("' or 1=1 --"), report(zalo, 'no-such-number'), report(waiting, 'blocked')];
    const broken = [null, 7, [], {}, report(id, 'lost'), report(id, 'delivered', { at: 'yesterday' }), report(id, 'delivered', { at: '2026-11-23T08:00:00' }), report('y'.repeat(101)), report(id, 'failed', { detail: 'x'.repeat(2_001) })];
    expect((await post(batch(...strange, ...broken, report(id)))).body).toEqual({ ...nothing, receipts: 15, delivered: 1, unknown: 5, malformed: 9 });
    expect([(await ledger(zalo)).state, (await ledger(waiting)).state, await suppressed()]).toEqual(['ACCEPTED', 'QUEUED', []]);
  });

  it('does not happen later than it is reported, and cannot smuggle more than a line', async () => {
    const id = await makeText(db, userId);
    await post(batch(report(id, 'failed', { at: '2099-01-01T00:00:00Z', detail: '\u202e<b>\u0000'.repeat(200) })));
    const [row] = await db.selectFrom('delivery_receipt').selectAll().execute();
    expect([row?.happened_at, row?.detail.length, /[\u0000\u202e]/.test(row?.detail ?? '')]).toEqual([now, 300, false]);
  });
});

describe('the order of reports', () => {
  const after = async (outcomes: readonly ReceiptOutcome[], together: boolean) => {
    await db.deleteFrom('suppression').execute();
    const id = await makeText(db, userId);
    const receipts = outcomes.map((outcome) => ({ reference: id, outcome, at: now, detail: '' }));
    if (together) await recordReceipts(db, 'SMS', receipts, now);
    else for (const receipt of receipts) await recordReceipts(db, 'SMS', [receipt], now);
    return { state: (await ledger(id)).state, list: (await suppressed()).map(({ reason }) => reason) };
  };

  it('makes no difference: what has arrived has arrived, and who blocks us is left alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...receiptOutcomes), { minLength: 1 }).chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.boolean())), async ([one, other, together]) => {
        const end = await after(one, together);
        expect(await after(other, !together)).toEqual(end);
        expect(end.state).toBe(one.includes('DELIVERED') ? 'DELIVERED' : one.some((outcome) => outcome !== 'DELAYED') ? 'BOUNCED' : 'ACCEPTED');
        expect(end.list).toEqual(one.includes('BLOCKED') ? ['UNSUBSCRIBED'] : one.includes('NO_SUCH_NUMBER') && !one.includes('DELIVERED') ? ['BOUNCE'] : []);
      }),
      { numRuns: 60 },
    );
  });

  it('a late “delivered” takes back only what the same delivery had laid to the number’s charge', async () => {
    const [dead, alive] = [await makeText(db, userId), await makeText(db, userId)];
    await post(batch(report(dead, 'no-such-number')));
    await post(batch(report(alive)));
    expect(await suppressed()).toHaveLength(1);
    await post(batch(report(dead)));
    expect([await suppressed(), (await ledger(dead)).state]).toEqual([[], 'DELIVERED']);
  });

  it('never brings anything back to be sent', () => {
    for (const outcome of receiptOutcomes) for (const state of deliveryStates) expect(['DELIVERED', 'BOUNCED', null]).toContain(effectOf(outcome, state).state);
    for (const outcome of receiptOutcomes) expect(effectOf(outcome, 'DELIVERED').state).toBeNull();
  });
});

describe('the door', () => {
  it('takes five hundred at once and not one more', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 250; at += 1) ids.push(await makeText(db, userId));
    const all = ids.flatMap((id) => [report(id, 'failed'), report(id)]);
    expect((await post(batch(...all))).body).toEqual({ ...nothing, receipts: 500, delivered: 250, bounced: 250 });
    expect((await post(batch(...all))).body).toEqual({ ...nothing, receipts: 500, repeated: 500 });
    expect((await post(batch(...all, report('x')))).status).toBe(422);
    expect((await db.selectFrom('delivery').select('state').distinct().execute())).toEqual([{ state: 'DELIVERED' }]);
  });

  it('opens to the token of its own channel only', async () => {
    const id = await makeText(db, userId);
    const body = batch(report(id));
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', tokens.SMS_RECEIPT_TOKEN, `Basic ${tokens.SMS_RECEIPT_TOKEN}`, `Bearer ${tokens.ZALO_RECEIPT_TOKEN}`]) expect((await post(body, { headers: { authorization } })).status, authorization).toBe(403);
    expect((await post(body, { source: { ZALO_RECEIPT_TOKEN: tokens.ZALO_RECEIPT_TOKEN } })).status).toBe(404);
    for (const channel of ['vneid', 'SMS', 'constructor', '']) expect((await post(body, { channel })).status, channel).toBe(404);
    expect((await ledger(id)).state).toBe('ACCEPTED');
    const zalo = await makeText(db, userId, { channel: 'ZALO' });
    await post(batch(report(zalo)), { channel: 'zalo', headers: { authorization: `Bearer ${tokens.ZALO_RECEIPT_TOKEN}` } });
    expect((await ledger(zalo)).state).toBe('DELIVERED');
    expect(() => readEnv({ SMS_RECEIPT_TOKEN: 'short' })).toThrow(/SMS_RECEIPT_TOKEN: must have at least 24/);
  });

  it('refuses what is no batch, what is too large, what comes too often, and a visitor', async () => {
    const id = await makeText(db, userId);
    for (const wrong of ['', '{', '[]', '"x"', {}, batch(), { receipts: {} }, batch({ ...report(id), outcome: 'toString' })]) expect((await post(wrong)).status).toBe(422);
    expect((await post(batch(report(id)), { headers: { 'content-type': 'text/plain' } })).status).toBe(422);
    expect((await post(`{"receipts":["${'x'.repeat(1_000_000)}"]}`)).status).toBe(413);
    spend = limiter();
    const statuses: number[] = [];
    for (let at = 0; at < 125; at += 1) statuses.push((await post('{', { limits: true })).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([422, 429]);
    await expect((loader as unknown as (args: unknown) => Promise<unknown>)({ request: new Request('http://localhost:3000/delivery-receipts/sms'), params: { channel: 'sms' }, context: requestContext(db, testClock()) })).rejects.toMatchObject({ init: { status: 404 } });
    expect((await ledger(id)).state).toBe('ACCEPTED');
  });
});
