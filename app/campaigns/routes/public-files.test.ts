import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { confirmSlot, planSlots } from '../commands/broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { renderPoster, type Poster } from '../poster-pdf.server.ts';
import * as notReached from './campaign-not-reached.ts';
import * as packet from './campaign-package.ts';
import * as packetText from './campaign-package-text.ts';
import * as poster from './campaign-poster.ts';

const media = { LOUDSPEAKER: { script: 'Thưa bà con.', infoType: 'SECURITY', variants: [] }, POSTER: { headline: 'Chú ý', text: 'Lời', link: '/verify' } };
const loaders = { 'chua-phu': notReached, 'ban-tin': packet, 'ap-phich': poster } as const;

/** The names that the files of a campaign are saved under. */
async function names(w: CampaignWorld): Promise<string[]> {
  const found: string[] = [];
  for (const { loader } of [...Object.values(loaders), packetText]) found.push(/filename="([^"]*)"$/.exec((await w.take(loader, w.operator)).headers.get('content-disposition') ?? '')?.[1] ?? '');
  return found;
}
const rename = (w: CampaignWorld, code: string) => w.db.updateTable('campaign').set({ code }).where('id', '=', w.id).execute();
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe('a file of a campaign', () => {
  it('is named by its code in letters that every system takes, with what must not be overlooked in front', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await w.write(media);
    await rename(w, 'ĐA06/2026.1');
    expect(await names(w)).toEqual(['DIEN-TAP-CHUA-DUYET-chua-phu-DA06-2026-1.csv', 'DIEN-TAP-CHUA-DUYET-ban-tin-DA06-2026-1.json', 'DIEN-TAP-CHUA-DUYET-ap-phich-DA06-2026-1.pdf', 'DIEN-TAP-CHUA-DUYET-ban-tin-DA06-2026-1.txt']);
    await w.launch();
    expect((await names(w))[0]).toBe('DIEN-TAP-chua-phu-DA06-2026-1.csv');
  });

  it('says that it is not approved again as soon as its campaign is cancelled, the poster too', async () => {
    await using w = await campaignWorld();
    await w.write(media);
    await w.launch();
    const size = async () => (await (await w.take(poster.loader, w.operator)).arrayBuffer()).byteLength;
    const approved = await size();
    expect((await names(w)).filter((name) => name.includes('CHUA-DUYET'))).toEqual([]);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect((await names(w)).filter((name) => name.startsWith('CHUA-DUYET-'))).toHaveLength(4);
    expect(await size()).toBeGreaterThan(approved);
  });

  it.each(['chua-phu', 'ban-tin', 'ap-phich'] as const)('%s is kept by nobody in between, and is not there without its campaign', async (name) => {
    await using w = await campaignWorld();
    await w.write(media);
    const { loader } = loaders[name];
    expect((await w.take(loader, w.approver)).headers.get('cache-control')).toBe('private, no-store');
    for (const id of ['khong-co', '', '../etc', 'x'.repeat(61)]) expect((await w.ask(loader, w.approver, { id })).status).toBe(404);
    expect((await w.ask(loader, w.reader)).status).toBe(403);
    await w.db.deleteFrom('campaign_medium').where('medium', 'in', ['POSTER', 'LOUDSPEAKER']).execute();
    expect((await w.ask(loader, w.approver)).status).toBe(name === 'chua-phu' ? 200 : 404);
  });

  it('to be read out holds the words as they were typed, with the line ends of Windows, and no more', async () => {
    await using w = await campaignWorld();
    await w.write({ LOUDSPEAKER: { script: '<b>Thưa</b> "bà con"\nĐừng cài.', infoType: 'SECURITY', variants: [{ language: 'Mường', text: 'Lời & lẽ' }] } });
    const bytes = Buffer.from(await (await w.take(packetText.loader, w.operator)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8')).toContain('<b>Thưa</b> "bà con"\r\nĐừng cài.\r\n');
    expect(bytes.toString('utf8')).toMatch(/Tiếng Mường\r\n-+\r\nLời & lẽ\r\n/);
    expect(bytes.toString('utf8').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const json = JSON.parse(await (await w.take(packet.loader, w.operator)).text()) as { text: string };
    expect(json.text).toBe('<b>Thưa</b> "bà con"\nĐừng cài.');
  });
});

describe('the list of communes that nothing has reached', () => {
  async function rows(w: CampaignWorld, as = w.operator): Promise<string[]> {
    const text = await (await w.take(notReached.loader, as)).text();
    return text.split('\r\n').filter(Boolean);
  }

  it('stands in the order of the alphabet, and speaks the reader’s language', async () => {
    await using w = await campaignWorld();
    for (const name of ['UBND xã Yên Mô', 'UBND xã Đồng Hướng', 'UBND xã Đại An', 'UBND xã Ân Hoà']) await makeUnit(w.db, { name });
    expect((await rows(w)).map((row) => row.split(';')[1])).toEqual(['Xã, phường', 'UBND phường Hoa Lư', 'UBND xã Ân Hoà', 'UBND xã Đại An', 'UBND xã Đồng Hướng', 'UBND xã Yên Mô']);
    await w.db.updateTable('user_account').set({ locale: 'en' }).where('id', '=', w.operator.id).execute();
    expect(await rows(w)).toContain(',UBND xã Yên Mô,0,not planned');
  });

  it('tells apart what is still to come from what nobody has confirmed, and keeps a reason in one cell', async () => {
    await using w = await campaignWorld();
    const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    for (const unitId of [w.unit, far]) await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId });
    await w.write({ LED: { pages: ['A'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
    await w.launch();
    expect((await rows(w)).slice(1)).toEqual([';UBND phường Hoa Lư;1;Chờ phát', ';UBND xã Gia Viễn;1;Chờ phát']);
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect((await rows(w, w.approver))[1]).toBe(';UBND phường Hoa Lư;1;Chưa xác nhận');
    const { id } = await w.db.selectFrom('broadcast_slot as s').innerJoin('place as p', 'p.id', 's.place_id').select('s.id').where('p.unit_id', '=', far).executeTakeFirstOrThrow();
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, id, { playedAt: '', note: '', missedReason: '=cmd|"/c calc"\n; mất điện', photo: null });
    expect((await rows(w, w.approver)).slice(2).join('\n')).toBe(`;UBND xã Gia Viễn;1;"'=cmd|""/c calc""\n; mất điện"`);
  });
});

describe('a poster', () => {
  const sheet: Poster = { headline: 'Chú ý', text: 'Lời', address: 'https://hoc06.vi-du.vn/verify', source: 'Công an tỉnh', more: 'Quét mã để đọc thêm', drill: null, draft: null };

  it.each<[string, Partial<Poster>]>([
    ['short words', {}],
    ['one word without end', { headline: 'W'.repeat(90), text: 'Ươ'.repeat(300) }],
    ['as many lines as letters', { text: 'x\n'.repeat(300) }],
    ['the longest address', { address: `https://hoc06.vi-du.vn/${'a'.repeat(299)}` }],
    ['the longest source, in a drill that is a draft', { source: 'Ủy ban '.repeat(28), drill: 'DIỄN TẬP', draft: 'BẢN NHÁP, CHƯA ĐƯỢC DUYỆT' }],
    ['signs that no font has', { headline: '🚨 \u{1f1fb}\u{1f1f3} 漢字', text: 'a\u200bb\ud800 \u202ec' }],
    ['letters in parts', { headline: 'Cảnh báo khẩn'.normalize('NFD') }],
  ])('of %s is one sheet of A3', async (_what, changes) => {
    const pdf = await renderPoster({ ...sheet, ...changes });
    expect(pages(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 841\.89 1190\.55\]/);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  /** The letters that the sheet holds, as its fonts list them. */
  const letters = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, bytes = '']) => {
    try {
      return inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  }).join('\n').toLowerCase();

  it.each<[string, Partial<Poster>]>([
    ['beside a short headline', { text: `${'Bà con chú ý. '.repeat(42)}§` }],
    ['below a headline of four lines', { headline: 'Cảnh báo khẩn cấp về ứng dụng định danh giả mạo đang lan trên mạng xã hội ở tỉnh', text: `${'Bà con chú ý. '.repeat(42)}§` }],
    ['in several lines', { headline: 'Cảnh báo', text: `${'Một việc\n'.repeat(12)}§` }],
  ])('holds all of its words, to the last one, %s', async (_what, changes) => {
    expect(letters(await renderPoster({ ...sheet, ...changes }))).toContain('<00a7>');
    expect(letters(await renderPoster(sheet))).not.toContain('<00a7>');
  });

  it('is a document with a title and a language, for whoever has it read aloud', async () => {
    const pdf = (await renderPoster({ ...sheet, headline: 'Canh bao' })).toString('latin1');
    expect(pdf).toContain('(Canh bao)');
    expect(pdf).toMatch(/\/Lang \(vi-VN\)/);
    expect(pdf).toMatch(/\/MarkInfo|\/StructTreeRoot/);
  });
});
