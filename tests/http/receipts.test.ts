import { expect, it } from 'vitest';
import { databaseFile } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { fakeProvider } from '../support/fake-provider.ts';
import { ask } from '../support/http.ts';
import { freePort, startServer, temporaryFolder } from '../support/server.ts';
import { aMessage, officials, written } from '../world/messages.ts';

const token = 'the-token-of-the-sms-gateway';
const outcomeOf = { '+84912000001': 'delivered', '+84912000002': 'failed', '+84912000003': 'no-such-number', '+84912000004': 'delivered' } as const;

it('a gateway takes texts and reports over HTTP, before its own answer, after it, and when its answer got lost', async () => {
  using folder = temporaryFolder();
  const db = await freshDbAt(databaseFile(folder.path));
  const people = await officials(db, 4);
  for (const [at, id] of people.entries()) await db.updateTable('user_account').set({ phone: `091200000${at + 1}` }).where('id', '=', id).execute();
  const now = new Date().toISOString();
  await written(db, aMessage(people, { urgency: 'URGENT', urgentReason: 'Diễn tập', now, sendAt: now, notAfter: new Date(Date.now() + 3_600_000).toISOString(), content: { vi: { subject: 'Diễn tập', body: 'Thử' }, sms: 'Thử' }, channels: [{ channel: 'SMS', whenClosed: 'WAIT' }] }));

  // Known before the start: texts go out as soon as the server listens.
  const port = await freePort();
  const door = `http://127.0.0.1:${port}/delivery-receipts/sms`;
  const taken: { reference: string; to: keyof typeof outcomeOf }[] = [];
  const receiptOf = ({ reference, to }: (typeof taken)[number]) => ({ reference, outcome: outcomeOf[to], at: new Date().toISOString(), detail: 'MT' });
  await using provider = await fakeProvider(async ({ body }) => {
    const text = JSON.parse(body) as (typeof taken)[number];
    taken.push(text);
    if (text.to === '+84912000001') await provider.report(door, token, [receiptOf(text)]);
    return text.to === '+84912000004' ? 'close' : { status: 202, body: { id: `p-${text.to}` } };
  });
  await using server = await startServer({ dataDir: folder.path, port, env: { SMS_URL: provider.url, SMS_TOKEN: 'sms-token', SMS_BRANDNAME: 'HOC06', SMS_RECEIPT_TOKEN: token } });

  const states = async () => Object.fromEntries((await db.selectFrom('delivery').select(['address', 'state', 'attempts']).execute()).map((row) => [row.address, `${row.state} ${row.attempts}`]));
  await expect.poll(states, { timeout: 60_000 }).toEqual({ '+84912000001': 'DELIVERED 1', '+84912000002': 'ACCEPTED 1', '+84912000003': 'ACCEPTED 1', '+84912000004': 'UNCERTAIN 1' });
  expect(await provider.report(door, token, [...taken.map(receiptOf), { reference: 'stray', outcome: 'failed', at: now }])).toEqual({ status: 200, body: { receipts: 5, delivered: 1, bounced: 2, unchanged: 0, repeated: 1, unknown: 1, suppressed: 1, malformed: 0 } });
  expect(await states()).toEqual({ '+84912000001': 'DELIVERED 1', '+84912000002': 'BOUNCED 1', '+84912000003': 'BOUNCED 1', '+84912000004': 'DELIVERED 1' });
  expect(await db.selectFrom('suppression').select(['channel', 'address']).execute()).toEqual([{ channel: 'SMS', address: '+84912000003' }]);

  expect((await provider.report(door, 'a-token-that-somebody-guessed', taken.map(receiptOf))).status).toBe(403);
  expect((await provider.report(`${server.url}/delivery-receipts/zalo`, token, taken.map(receiptOf))).status).toBe(404);
  // No other address lets a machine in without Origin.
  for (const path of ['/delivery-receipts', '/delivery-receipts/vneid', '/delivery-receipts/sms/', '/Delivery-receipts/sms', '/delivery-receipts/sms/x']) expect((await ask(server.url + path, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{}' })).status, path).toBe(403);
  expect((await ask(door)).status).toBe(404);
  await db.destroy();
});
