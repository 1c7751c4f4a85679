import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { aMessage, officials, written } from '../../../tests/world/messages.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { fanOut } from '../commands/fan-out.server.ts';
import { cancelMessage, pauseMessage } from '../commands/stop-message.server.ts';
import type { NewMessage } from '../commands/write-message.server.ts';
import { handOver, makePackage, recordVneidReceipt } from '../index.server.ts';
import { getPackage, listPackages, listWaiting, packagesShown } from './vneid.server.ts';

let db: Db;
let clock: TestClock;
let operator: Actor;
let people: string[];
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  operator = await makePerson(db, { fullName: 'Đinh Văn An', grants: [{ role: 'CHANNEL_OPERATOR', scope: 'ALL', unitId: null }] });
  people = await officials(db, 3);
});
afterEach(() => db.destroy());

const now = () => clock.now().toISOString();
const ports = () => ({ ...testPorts(db, clock), baseUrl: 'https://hoc06.vi-du.vn' });
async function message(subject: string, changes: Partial<NewMessage> = {}, to = people): Promise<string> {
  const id = await written(db, aMessage(to, { now: now(), sendAt: now(), notAfter: '2026-11-30T01:00:00.000Z', content: { vi: { subject, body: 'Gửi {{ten}}' } }, channels: [{ channel: 'VNEID', whenClosed: 'WAIT' }], ...changes }));
  await fanOut(db, clock, id);
  return id;
}
async function packed(messageId: string, number = 1): Promise<string> {
  const made = await makePackage(ports(), operator, { messageId, number });
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.id;
}
const subjects = async () => (await listWaiting(db, now())).map(({ subject }) => subject);

describe('what waits for a package', () => {
  it('comes urgent ones first, then what runs out of time first', async () => {
    await message('Sau', { notAfter: '2026-12-10T01:00:00.000Z' });
    await message('Trước', { notAfter: '2026-11-25T01:00:00.000Z' });
    await message('Khẩn', { urgency: 'URGENT', urgentReason: 'x', notAfter: '2026-12-20T01:00:00.000Z' });
    expect(await subjects()).toEqual(['Khẩn', 'Trước', 'Sau']);
  });

  it('counts who is in no package yet, and numbers the next one', async () => {
    const id = await message('Tin', {}, people.slice(0, 2));
    expect(await listWaiting(db, now())).toMatchObject([{ id, count: 2, number: 1, isPaused: false, isDrill: false, isCorrection: false }]);
    await packed(id);
    expect(await listWaiting(db, now())).toEqual([]);
  });

  it('is nothing of what was cancelled, is over, or goes by other ways only; what is held says so', async () => {
    const [held, over, gone] = [await message('Giữ'), await message('Hết hạn', { notAfter: '2026-11-24T01:00:00.000Z' }), await message('Huỷ')];
    await message('Thư', { channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] });
    await db.transaction().execute(async (tx) => {
      await pauseMessage(tx, held, now());
      await cancelMessage(tx, gone, now());
    });
    clock.set('2026-11-24T01:00:00.000Z');
    expect((await listWaiting(db, now())).map(({ id, isPaused }) => [id, isPaused])).toEqual([[held, true]]);
    expect(over).not.toBe(held);
  });
});

describe('packages', () => {
  it('are listed newest first with who made them, and no more than a page holds', async () => {
    const first = await packed(await message('Một'));
    clock.pass({ minutes: 1 });
    const second = await packed(await message('Hai'));
    expect(await listPackages(db, now())).toMatchObject([{ id: second, subject: 'Hai', number: 1, count: 3, madeBy: 'Đinh Văn An', state: 'MADE' }, { id: first, subject: 'Một' }]);
    expect(packagesShown).toBeGreaterThan(10);
  });

  it('stand where their dates put them, also when their message ends before they leave the house', async () => {
    const id = await message('Tin', { notAfter: '2026-11-25T01:00:00.000Z' });
    const one = await packed(id);
    const state = async () => (await getPackage(db, one, now())).state;
    expect(await state()).toBe('MADE');
    clock.set('2026-11-25T01:00:00.000Z');
    expect(await state()).toBe('VOID');
    clock.set('2026-11-24T01:00:00.000Z');
    expect(await handOver(ports(), operator, one)).toMatchObject({ ok: true });
    clock.set('2026-11-26T01:00:00.000Z');
    expect(await state()).toBe('HANDED_OVER');
    await expect(getPackage(db, 'khong-co', now())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('show what was refused by reason, the commonest first, and the words as they were frozen', async () => {
    const id = await message('Tin <b>');
    const one = await packed(id);
    await handOver(ports(), operator, one);
    const rows = await db.selectFrom('delivery').select('id').where('message_id', '=', id).orderBy('id').execute();
    const [a = '', b = ''] = rows.map((row) => row.id);
    clock.pass({ minutes: 5 });
    const receipt = await recordVneidReceipt(ports(), operator, one, { receivedAt: '2026-11-23T08:03', receivedBy: 'Tổ VNeID', accepted: 1, refused: `${a},Không tìm thấy\n${b},Không tìm thấy`, file: '', note: '' });
    expect(receipt).toMatchObject({ ok: true });
    expect(await getPackage(db, one, now())).toMatchObject({ state: 'RECEIVED', accepted: 1, refused: 2, handedBy: 'Đinh Văn An', recordedBy: 'Đinh Văn An', hasGaps: true, text: { title: 'Tin <b>' }, reasons: [{ reason: 'Không tìm thấy', count: 2 }] });
    expect((await db.selectFrom('delivery').select('state').where('message_id', '=', id).orderBy('state').execute()).map(({ state }) => state)).toEqual(['BOUNCED', 'BOUNCED', 'DELIVERED']);
  });
});
