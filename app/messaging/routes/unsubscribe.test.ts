import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { makeMailDelivery } from '../../../tests/world/deliveries.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import { unsubscribeToken } from '../unsubscribe-token.server.ts';
import * as back from './unsubscribe-return.ts';
import * as unsubscribe from './unsubscribe.tsx';

const secret = 'test-secret';
let db: Db;
let userId: string;
let deliveryId: string;
let token: string;
beforeEach(async () => {
  db = await freshDb();
  userId = (await makePerson(db)).id;
  deliveryId = await makeMailDelivery(db, userId);
  token = unsubscribeToken(secret, { deliveryId, userId, topic: 'TRAINING' });
});

interface Said { status: number; location: string | null; body: unknown }

/** Calls a loader or action as Remix does, without a cookie. */
async function call(handler: unknown, own: string, body?: string, headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }): Promise<Said> {
  const request = new Request(`https://hoc06.vi-du.vn/unsubscribe/${own}`, body === undefined ? {} : { method: 'POST', body, headers });
  const answered = await (handler as (args: unknown) => Promise<unknown>)({ request, params: { token: own }, context: requestContext(db, testClock()) }).catch((thrown: unknown) => thrown);
  if (answered instanceof Response) return { status: answered.status, location: answered.headers.get('location'), body: await answered.text() };
  const { data, init } = answered as { data: unknown; init: { status?: number } | null };
  return { status: init?.status ?? 200, location: null, body: data };
}
const preferences = () => db.selectFrom('message_preference').selectAll().execute();
const oneClick = 'List-Unsubscribe=One-Click';

describe('the link in a mail', () => {
  it('opened by a person or a scanner changes nothing and shows a button', async () => {
    for (let at = 0; at < 3; at += 1) expect(await call(unsubscribe.loader, token)).toMatchObject({ status: 200, body: { topic: 'TRAINING', wants: true } });
    expect(await preferences()).toEqual([]);
    const page = drawPage(unsubscribe.default, { data: { topic: 'TRAINING', wants: true, token } });
    expect(page).toContain(`action="/unsubscribe/${token}"`);
    expect(wordsOf(page)).toContain('không nhận thêm thư điện tử về chủ đề đào tạo');
  });

  it('posted by a provider works at once, without cookie, and as often as it likes', async () => {
    for (let at = 0; at < 2; at += 1) expect(await call(unsubscribe.action, token, oneClick)).toMatchObject({ status: 200, location: null });
    expect(await preferences()).toEqual([{ user_id: userId, topic: 'TRAINING', channel: 'EMAIL', wants: 0, changed_at: '2026-11-23T01:00:00.000Z', changed_by: 'ONE_CLICK' }]);
    const multipart = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;
    expect(await call(unsubscribe.action, token, multipart, { 'content-type': 'multipart/form-data; boundary=x' })).toMatchObject({ status: 200 });
  });

  it('confirmed by a person leads to the page that offers to undo it, twice the same', async () => {
    for (let at = 0; at < 2; at += 1) expect(await call(unsubscribe.action, token, 'confirmed=1')).toMatchObject({ status: 303, location: `/unsubscribe/${token}` });
    const { body } = await call(unsubscribe.loader, token);
    expect(body).toMatchObject({ wants: false });
    expect(wordsOf(drawPage(unsubscribe.default, { data: body, locale: 'en' }))).toContain('No more mails about training will be sent');
    expect(await call(back.action, token, '')).toMatchObject({ status: 303 });
    expect((await preferences())[0]?.wants).toBe(1);
  });

  it('needs what RFC 8058 says in the body', async () => {
    for (const body of ['', 'a=b', 'List-Unsubscribe=Two-Click']) expect((await call(unsubscribe.action, token, body)).status, body).toBe(422);
    expect(await preferences()).toEqual([]);
  });

  it('is unknown when it is forged, of somebody else, of a duty mail or older than the ledger', async () => {
    const other = (await makePerson(db)).id;
    const duty = await makeMailDelivery(db, userId, { isDuty: true });
    const gone = '0193f0a0-0000-7000-8000-000000000001';
    const forged = [
      'x', `${deliveryId}.`, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, `${token}A`, `../${token}`,
      unsubscribeToken('another secret', { deliveryId, userId, topic: 'TRAINING' }),
      unsubscribeToken(secret, { deliveryId, userId: other, topic: 'TRAINING' }),
      unsubscribeToken(secret, { deliveryId, userId, topic: 'CONTEST' }),
      unsubscribeToken(secret, { deliveryId: duty, userId, topic: 'TRAINING' }),
      unsubscribeToken(secret, { deliveryId: gone, userId, topic: 'TRAINING' }),
    ];
    for (const own of forged) {
      for (const answer of [await call(unsubscribe.loader, own), await call(unsubscribe.action, own, oneClick), await call(back.action, own, '')]) {
        expect(answer, own).toMatchObject({ status: 404 });
      }
    }
    expect((await call(unsubscribe.loader, forged[2] ?? '')).body).toMatchObject({ say: { vi: expect.stringContaining('không còn dùng được') } });
    expect(await preferences()).toEqual([]);
  });

  it('tells a reader of the address nothing about the person', () => {
    expect(token).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/);
    expect(token).not.toContain(userId);
  });
});
