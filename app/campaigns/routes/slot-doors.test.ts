import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { fromPhone, png, talkative } from '../../../tests/world/photos.ts';
import type { Actor } from '../../people/actor.ts';
import { readEnv } from '../../platform/env.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as confirmation from './campaign-slots-confirmation.ts';
import * as photo from './slot-photo.ts';
import * as slotRoute from './slot.tsx';

let w: CampaignWorld;
let local: Actor;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'hoc06-slots-'));
  w = await campaignWorld();
  local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
  const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  for (const [at, unitId] of [w.unit, w.unit, w.unit, w.unit, w.unit, far].entries()) await addPlace(w.ports, w.operator, { name: `Bảng ${at + 1}`, kind: 'LED', unitId });
  await w.write({ LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
  await w.launch();
  w.clock.set('2026-11-23T14:00:00.000Z');
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await w[Symbol.asyncDispose]();
});

const own = () => ({ env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir }) });
/** The slot of a board that nobody has confirmed yet. */
const slotOf = async (board: string) => (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('p.name', '=', board).executeTakeFirstOrThrow()).id;
const stored = (id: string) => w.db.selectFrom('broadcast_slot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const kept = () => (existsSync(join(dataDir, 'files', 'proofs')) ? readdirSync(join(dataDir, 'files', 'proofs')) : []);

function proof(fields: Record<string, string>, ...photos: (readonly [name: string, bytes: Uint8Array])[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ deed: 'played', playedAt: '2026-11-23T12:00', note: '', ...fields })) form.set(name, value);
  for (const [name, bytes] of photos) form.append('photo', new File([bytes as BlobPart], name, { type: 'text/html' }));
  return form;
}
const send = (slot: string, form: FormData, as = w.operator) => w.ask(slotRoute.action, as, { slot }, form, `/campaigns/slots/${slot}`, own());

describe('a proof with a photo', () => {
  it('goes through the form in parts, by its bytes and not by what its name and type say', async () => {
    const slot = await slotOf('Bảng 1');
    expect((await send(slot, proof({ note: 'Đủ hai lượt\u202e' }, ['../../hoc06.db\r\n<b>.html', talkative()]))).location).toBe(`/campaigns/${w.id}/slots?view=overdue&done=confirmed`);
    const row = await stored(slot);
    expect(row).toMatchObject({ photo_type: 'image/png', note: 'Đủ hai lượt', confirmed_by: w.operator.id });
    expect(kept()).toEqual([row.photo_sha256]);
  });

  it('is shown to whoever sees campaigns, as a picture that can do nothing', async () => {
    const slot = await slotOf('Bảng 1');
    expect((await w.ask(photo.loader, w.reader, { slot })).status).toBe(403);
    const answer = await w.take(photo.loader, w.approver, { slot }, own());
    expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options'].map((name) => [name, answer.headers.get(name)]))).toEqual({ 'content-type': 'image/png', 'content-disposition': 'inline', 'x-content-type-options': 'nosniff' });
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(answer.headers.get('cache-control')).toMatch(/^private/);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
  });

  it('that is not there, or whose file is gone, is a page that is not found', async () => {
    for (const slot of [await slotOf('Bảng 2'), 'khong-co', '../Bảng', 'x'.repeat(61)]) expect((await w.ask(photo.loader, w.approver, { slot }, undefined, undefined, own())).status).toBe(404);
    expect((await w.ask(photo.loader, w.approver, { slot: await slotOf('Bảng 1') }, undefined, undefined, { env: readEnv({ NODE_ENV: 'test', DATA_DIR: join(dataDir, 'elsewhere') }) })).status).toBe(404);
  });

  it('that is refused leaves no picture behind: of somebody else’s board, sent twice, or before its time', async () => {
    const before = kept();
    const [confirmed, far, open] = [await slotOf('Bảng 1'), await slotOf('Bảng 6'), await slotOf('Bảng 2')];
    expect((await send(far, proof({}, ['a.jpg', fromPhone(3)]), local)).status).toBe(404);
    expect((await send('khong-co', proof({}, ['a.jpg', fromPhone(3)]))).status).toBe(404);
    expect(refusals(await send(confirmed, proof({}, ['a.jpg', fromPhone(3)])))).toMatch(/^form: .*đã được xác nhận/);
    expect(refusals(await send(open, proof({ playedAt: '2026-11-23T21:01' }, ['a.jpg', fromPhone(3)])))).toMatch(/^form: .*chưa tới giờ/);
    expect(refusals(await send(open, proof({ playedAt: '2026-11-23T07:59' }, ['a.jpg', fromPhone(3)])))).toMatch(/^playedAt: /);
    expect(kept()).toEqual(before);
    expect((await stored(open)).confirmed_at).toBeNull();
  });

  it.each<[string, FormData, number, string]>([
    ['a file where a time is expected', (() => { const form = proof({}); form.set('playedAt', new File(['x'], 'x.txt')); return form; })(), 422, 'playedAt: '],
    ['words where a photo is expected', proof({ photo: 'ảnh chụp' }), 422, 'photo: '],
    ['a day that there is not', proof({ playedAt: '2026-02-30T12:00' }), 422, 'playedAt: '],
    ['no deed', proof({ deed: '' }), 422, 'deed: '],
    ['a note that is too long', proof({ note: 'x'.repeat(1_001) }), 422, 'note: '],
    ['a picture of more than 5 MB', proof({}, ['a.png', Buffer.concat([png, Buffer.alloc(5_000_000)])]), 422, 'photo: '],
    ['more than the door takes', proof({}, ['a.png', Buffer.alloc(6_000_001)]), 413, ''],
  ])('with %s changes nothing', async (_what, form, status, sentence) => {
    const slot = await slotOf('Bảng 2');
    const answer = await send(slot, form);
    expect([answer.status, refusals(answer)]).toEqual([status, expect.stringContaining(sentence)]);
    expect((await stored(slot)).confirmed_at).toBeNull();
  });

  it('that is empty is none, and of two the last counts', async () => {
    const slot = await slotOf('Bảng 3');
    expect((await send(slot, proof({ note: '<img src=x onerror=alert(1)>' }, ['a.jpg', new Uint8Array()]))).status).toBe(303);
    expect(await stored(slot)).toMatchObject({ photo_sha256: null, photo_type: null, note: '<img src=x onerror=alert(1)>' });
    const other = await slotOf('Bảng 4');
    await send(other, proof({}, ['a.txt', Buffer.from('no picture')], ['b.png', png]));
    expect((await stored(other)).photo_type).toBe('image/png');
  });
});

describe('the list of a round', () => {
  const confirm = (slots: string[], as = w.operator) => w.ask(confirmation.action, as, {}, slots.map((slot): [string, string] => ['slots[]', slot]));

  it('leads back with the number of those that were one’s own', async () => {
    const [near, far] = [await slotOf('Bảng 5'), await slotOf('Bảng 6')];
    expect((await confirm([near, far, near], local)).location).toBe(`/campaigns/${w.id}/slots?view=overdue&done=confirmed`);
    expect([(await stored(near)).confirmed_by, (await stored(far)).confirmed_by]).toEqual([local.id, null]);
  });

  it('without a choice, with too many, or with a slot of another campaign confirms nothing', async () => {
    const far = await slotOf('Bảng 6');
    expect((await w.ask(confirmation.action, w.operator, {}, {})).body).toMatchObject({ kind: 'invalid', say: { vi: 'Vui lòng chọn ít nhất một lượt phát.' } });
    expect((await confirm(Array.from({ length: 501 }, () => far))).status).toBe(422);
    expect((await w.ask(confirmation.action, w.operator, {}, { slots: far })).status).toBe(422);
    expect((await w.ask(confirmation.action, w.operator, { id: 'khong-co' }, [['slots[]', far]])).location).toBe('/campaigns/khong-co/slots?view=overdue&done=none');
    expect((await stored(far)).confirmed_at).toBeNull();
  });
});
