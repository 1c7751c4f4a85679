import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { makeUnit } from '../../tests/world/people.ts';
import { png } from '../../tests/world/photos.ts';
import { readEnv } from '../platform/env.ts';
import { planSlots } from './commands/broadcast.server.ts';
import { addPlace } from './commands/write-place.server.ts';
import { listNotReached } from './queries/broadcast.server.ts';
import * as check from './routes/campaign-check.tsx';
import * as correction from './routes/campaign-broadcast-correction.tsx';
import * as sheet from './routes/campaign-package-sheet.ts';
import * as medium from './routes/campaign-medium.tsx';
import * as confirmation from './routes/campaign-slots-confirmation.ts';
import * as slotRoute from './routes/slot.tsx';
import * as slotsRoute from './routes/campaign-slots.tsx';

let w: CampaignWorld;
let far: string;
const dataDir = mkdtempSync(join(tmpdir(), 'hoc06-posts-'));
const words = { title: 'Cảnh báo ứng dụng giả', text: 'Chỉ cài từ kho ứng dụng chính thức.', link: '/help' };
beforeAll(async () => {
  w = await campaignWorld();
  far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  for (const [name, unitId] of [['Trang xã Gia Viễn', far], ['Cổng phường Hoa Lư', w.unit], ['Fanpage phường Hoa Lư', w.unit]] as const) await addPlace(w.ports, w.operator, { name, kind: 'PLATFORM', unitId });
  await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
  await w.write({ POST: words, LED: { pages: ['CẢNH BÁO'], seconds: 6 } });
  // At night: nobody is woken by a post.
  for (const [what, at] of [['POST', '2026-11-23T23:30'], ['LED', '2026-11-23T12:00']] as const) expect(refusals(await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: what, at, unitId: '' }))).toBe('');
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await w[Symbol.asyncDispose]();
});

const own = { env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir, BASE_URL: 'https://hoc06.vi-du.vn' }) };
const slotAt = async (place: string) => (await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('p.name', '=', place).executeTakeFirstOrThrow()).id;
const stored = (id: string) => w.db.selectFrom('broadcast_slot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const prove = async (slot: string, fields: Record<string, string>, photo?: Uint8Array) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ deed: 'played', playedAt: '2026-11-23T23:40', note: '', ...fields })) form.set(name, value);
  if (photo) form.set('photo', new File([photo as BlobPart], 'anh.png', { type: 'image/png' }));
  return w.ask(slotRoute.action, w.operator, { slot }, form, `/campaigns/slots/${slot}`, own);
};
const shown = async (route: { loader: unknown; default: unknown }, params: Record<string, string>, path?: string) => drawPage(route.default as never, { data: (await w.ask(route.loader, w.operator, params, undefined, path)).body });

describe('a post on portals and pages', () => {
  it('goes to the operator of a page as a text to be pasted, a draft until it is approved', async () => {
    const answer = await w.take(sheet.loader, w.maker, { medium: 'post' }, own);
    expect(answer.headers.get('content-disposition')).toContain('CHUA-DUYET-bai-dang-');
    expect(await answer.text()).toMatch(/NHÁP[\s\S]*Cảnh báo ứng dụng giả\r\n-+[\s\S]*Chỉ cài từ kho ứng dụng chính thức\.\r\n\r\nXem thêm: https:\/\/hoc06\.vi-du\.vn\/help\r\n-+[\s\S]*23\/11\/2026 23:30: Trang xã Gia Viễn/);
  });

  it('is part of what is approved: another word takes the approval back', async () => {
    expect((await w.ask(check.action, w.maker, {}, { revision: String((await w.row()).revision) })).status).toBe(303);
    const hash = (await w.row()).submitted_hash;
    expect((await w.ask(medium.action, w.maker, { medium: 'post' }, { revision: String((await w.row()).revision), ...words, text: 'Lời khác.' })).location).toMatch(/content\/post\?saved$/);
    expect((await w.row()).submitted_hash).toBeNull();
    await w.submit();
    expect((await w.row()).submitted_hash).not.toBe(hash);
    const { revision } = await w.row();
    expect(refusals(await w.ask(medium.action, w.maker, { medium: 'post' }, { revision: String(revision), title: 'a\u2028b'.repeat(80), text: '', link: 'https://ngoai.vi-du.vn' }))).toMatch(/title: [\s\S]*text: [\s\S]*link: /);
    await w.ask(medium.action, w.maker, { medium: 'post' }, { revision: String(revision), ...words });
    await w.launch();
  });

  it('is proven by where it can be read, and by nothing that a browser would run', async () => {
    w.clock.set('2026-11-23T17:00:00.000Z');
    const slot = await slotAt('Cổng phường Hoa Lư');
    for (const url of ['', 'cổng phường', 'javascript:alert(1)', 'https://a:b@vi-du.vn/']) expect(refusals(await prove(slot, { url }, png)), url).toMatch(/^url: .*https:\/\//);
    expect(await stored(slot)).toMatchObject({ played_at: null, post_url: null, photo_sha256: null });
    expect((await prove(slot, { url: ' https://hoalu.vi-du.vn/tin/1 ' }, png)).status).toBe(303);
    expect(await stored(slot)).toMatchObject({ played_at: '2026-11-23T16:40:00.000Z', post_url: 'https://hoalu.vi-du.vn/tin/1', photo_type: 'image/png', confirmed_by: w.operator.id });
    const page = await shown(slotRoute, { slot });
    expect(page).toContain('<a href="https://hoalu.vi-du.vn/tin/1" rel="noopener noreferrer nofollow">');
    expect(wordsOf(page)).toContain('Địa chỉ bài đã đăng');
    expect(refusals(await prove(slot, { url: 'https://hoalu.vi-du.vn/tin/2' })), 'once').toMatch(/^form: /);
  });

  it('can have been missed, with a reason and no address', async () => {
    const slot = await slotAt('Fanpage phường Hoa Lư');
    expect((await prove(slot, { deed: 'missed', missedReason: 'Trang bị khoá', url: 'https://hoalu.vi-du.vn/tin/3' })).status).toBe(303);
    expect(await stored(slot)).toMatchObject({ played_at: null, missed_reason: 'Trang bị khoá', post_url: null });
  });

  it('is never confirmed many at once, as boards are: each has an address of its own', async () => {
    const [post, board] = [await slotAt('Trang xã Gia Viễn'), await slotAt('Bảng')];
    const page = await shown(slotsRoute, {}, `/campaigns/${w.id}/slots?view=overdue`);
    expect([...page.matchAll(/<input(?=[^>]*name="slots\[\]")[^>]*value="([^"]+)"/g)].map(([, id]) => id)).toEqual([board]);
    expect(wordsOf(page)).toContain('xác nhận từng bài');
    const form: [string, string][] = [['slots[]', post], ['slots[]', board]];
    expect((await w.ask(confirmation.action, w.operator, {}, form)).location).toContain('done=confirmed');
    expect([(await stored(post)).confirmed_at, (await stored(board)).post_url]).toEqual([null, null]);
  });

  it('reaches the commune of its page once it can be read there', async () => {
    const missing = async () => (await listNotReached(w.db, w.id, '2026-11-24')).map(({ id }) => id);
    expect(await missing()).toContain(far);
    expect((await prove(await slotAt('Trang xã Gia Viễn'), { url: 'https://giavien.vi-du.vn/1' })).status).toBe(303);
    expect(await missing()).not.toContain(far);
  });

  it('that went out wrong is put right on every page that had it', async () => {
    const fields = { revision: '0', ...words, text: 'Lời đúng.', at: '2026-11-24T08:00', reason: 'Sai tên kho' };
    expect((await w.ask(correction.action, w.approver, { medium: 'post' }, fields)).location).toContain('done=corrected');
    const again = await w.db.selectFrom('broadcast_slot').select('post_url').where('correction_id', 'is not', null).execute();
    expect(again).toEqual([{ post_url: null }, { post_url: null }]);
  });
});
