import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { planSlots } from './commands/broadcast.server.ts';
import { importPlaces } from './commands/import-places.server.ts';
import { addPlace, closePlace, editPlace, reopenPlace } from './commands/write-place.server.ts';
import { boardFacts } from './queries/broadcast.server.ts';
import { getPlace, listPlaces, type PlaceFilter } from './queries/place.server.ts';
import * as placeNew from './routes/place-new.tsx';
import * as places from './routes/places.tsx';
import * as importing from './routes/places-import.tsx';

const today = '2026-11-23';
const filter: PlaceFilter = { q: '', kind: null, unitId: null, isClosed: false, page: 1 };
const fault = (outcome: unknown) => Object.entries((outcome as { faults?: Record<string, { vi: string }> }).faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`).join();
const station = (w: CampaignWorld, name = 'Đài Hoa Lư') => ({ name, kind: 'STATION' as const, unitId: w.unit });

async function added(w: CampaignWorld, form: Parameters<typeof addPlace>[2] = station(w)): Promise<string> {
  const outcome = await addPlace(w.ports, w.operator, form);
  if (!outcome.ok) throw new Error(fault(outcome));
  return outcome.id;
}

describe('a place', () => {
  it('is added, changed, closed and used again, each with its trace', async () => {
    await using w = await campaignWorld();
    const id = await added(w, { ...station(w, ' Bảng  LED '), kind: 'LED', width: 192, height: 64 });
    expect(await getPlace(w.db, w.operator, id, today)).toMatchObject({ name: 'Bảng LED', width: 192, height: 64 });
    expect(await editPlace(w.ports, w.operator, id, { ...station(w, 'Bảng LED chợ'), kind: 'LED', width: 96, height: 32 })).toEqual({ ok: true });
    expect((await boardFacts(w.db, today)).boards).toEqual([{ width: 96, height: 32, count: 1 }]);
    expect(await closePlace(w.ports, w.operator, id, 'Tháo dỡ')).toEqual({ ok: true, missed: 0 });
    expect((await boardFacts(w.db, today)).boards).toEqual([]);
    expect(fault(await editPlace(w.ports, w.operator, id, station(w)))).toContain('ngừng sử dụng');
    expect(fault(await closePlace(w.ports, w.operator, id, 'Lần nữa'))).toContain('ngừng sử dụng');
    expect(await reopenPlace(w.ports, w.operator, id)).toEqual({ ok: true });
    expect(fault(await reopenPlace(w.ports, w.operator, id))).toContain('đang được sử dụng');
    const trace = await w.db.selectFrom('audit_event').select(['action', 'details']).where('object_id', '=', id).orderBy('seq').execute();
    expect(trace.map(({ action }) => action)).toEqual(['place.create', 'place.edit', 'place.close', 'place.reopen']);
    expect(JSON.parse(trace[1]?.details ?? '')).toEqual({ fields: ['name', 'width', 'height'], note: 'Bảng LED' });
  });

  it('belongs to whoever looks after its unit', async () => {
    await using w = await campaignWorld();
    const other = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    const local = await makePerson(w.db, { unitId: other, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: other }] });
    const id = await added(w);
    expect(fault(await addPlace(w.ports, local, station(w)))).toContain('ngoài phạm vi');
    expect(await addPlace(w.ports, local, { ...station(w), unitId: other })).toMatchObject({ ok: true });
    await expect(editPlace(w.ports, local, id, station(w))).rejects.toThrow();
    await expect(closePlace(w.ports, local, id, 'x')).rejects.toThrow();
    await expect(addPlace(w.ports, w.approver, station(w))).rejects.toThrow();
    const { places: shown } = await listPlaces(w.db, local, filter, today);
    expect(shown.map(({ unitName, isOwn }) => [unitName, isOwn])).toEqual([['UBND phường Hoa Lư', false], ['UBND xã Gia Viễn', true]]);
  });

  it('has one name in its unit, a whole size, and keeps its kind once it was used', async () => {
    await using w = await campaignWorld();
    const id = await added(w);
    expect(fault(await addPlace(w.ports, w.operator, station(w, 'Đài  Hoa Lư')))).toContain('cùng tên');
    expect(fault(await addPlace(w.ports, w.operator, { ...station(w, 'B'), kind: 'LED', width: 192, height: null }))).toMatch(/^height: /);
    expect(await editPlace(w.ports, w.operator, id, { ...station(w), kind: 'PANEL' })).toEqual({ ok: true });
    await editPlace(w.ports, w.operator, id, station(w));
    await w.write({ LOUDSPEAKER: { script: 'Lời', infoType: 'SECURITY', variants: [] } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LOUDSPEAKER', at: '2026-11-24T05:00', unitId: '', quietReason: 'Bản tin sáng' });
    expect(fault(await editPlace(w.ports, w.operator, id, { ...station(w), kind: 'PANEL' }))).toContain('không đổi loại được');
  });

  it('is not closed under a campaign that is still written; of a launched one its broadcasts are written down as missed', async () => {
    await using w = await campaignWorld();
    const id = await added(w);
    await w.write({ LOUDSPEAKER: { script: 'Lời', infoType: 'SECURITY', variants: [] } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LOUDSPEAKER', at: '2026-11-24T05:00', unitId: '', quietReason: 'Bản tin sáng' });
    expect(fault(await closePlace(w.ports, w.operator, id, 'Hỏng'))).toContain('Cảnh báo VNeID giả');
    await w.launch();
    expect(await closePlace(w.ports, w.operator, id, 'Hỏng cụm loa')).toEqual({ ok: true, missed: 1 });
    expect(await w.db.selectFrom('broadcast_slot').select(['missed_reason', 'confirmed_by', 'played_at']).execute()).toEqual([{ missed_reason: 'Hỏng cụm loa', confirmed_by: w.operator.id, played_at: null }]);
  });
});

describe('a list of places', () => {
  const csv = (rows: string[], sign = ';') => `\ufeff${['Tên', 'Loại', 'Đơn vị', 'Ngang', 'Cao'].join(sign)}\r\n${rows.join('\r\n')}\r\n`;

  it('is added as a whole, by names with or without marks; what is known is passed over', async () => {
    await using w = await campaignWorld();
    const rows = ['Bảng LED quảng trường;LED;UBND phường Hoa Lư;192;64', '"Đài; số 1";Đài truyền thanh;phuong hoa lu;;', 'Pano;PANEL;Phường Hoa Lư;192;64'];
    expect(await importPlaces(w.ports, w.operator, csv(rows))).toEqual({ ok: true, added: 3, known: 0 });
    expect(await importPlaces(w.ports, w.operator, csv([...rows, 'Loa 2;loa;phường hoa lư', 'Loa 2;loa;phường hoa lư']))).toEqual({ ok: true, added: 1, known: 4 });
    const stored = await w.db.selectFrom('place').select(['name', 'kind', 'width']).orderBy('name').execute();
    expect(stored).toEqual([{ name: 'Bảng LED quảng trường', kind: 'LED', width: 192 }, { name: 'Loa 2', kind: 'STATION', width: null }, { name: 'Pano', kind: 'PANEL', width: null }, { name: 'Đài; số 1', kind: 'STATION', width: null }]);
    expect((await w.db.selectFrom('audit_event').select('id').where('action', '=', 'place.create').execute()).length).toBe(4);
  });

  it('with wrong rows adds nothing and names every one of them', async () => {
    await using w = await campaignWorld();
    await makeUnit(w.db, { name: 'UBND xã Yên Mô' });
    await makeUnit(w.db, { name: 'UBND xã Yên Mô' });
    const outcome = await importPlaces(w.ports, w.operator, csv(['Tốt,LED,phường Hoa Lư,192,64', ',LED,phường Hoa Lư', 'B,Loa phóng thanh,phường Hoa Lư', 'C,LED,xã Không Có', 'D,LED,xã Yên Mô', 'E,LED,phường Hoa Lư,192,', 'F,LED,phường Hoa Lư,9,9'], ','));
    const rows = (outcome as { rows?: { row: number; fault: { vi: string } }[] }).rows ?? [];
    expect(rows.map(({ row, fault: { vi } }) => `${row} ${vi.slice(0, 14)}`)).toEqual(['3 thiếu tên hoặc', '4 không rõ loại ', '5 không tìm thấy', '6 có hơn một đơn', '7 cỡ cần cả bề n', '8 cỡ cần cả bề n']);
    expect(await w.db.selectFrom('place').select('id').execute()).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /không có dòng/],
    ['a heading only', 'Tên;Loại', /không có dòng/],
    ['quotes that never close', 'Tên;Loại;Đơn vị\n"a;b;c\n', /Không đọc được/],
    ['too many rows', `a\n${'x\n'.repeat(2_001)}`, /quá 2000 dòng/],
    ['a picture', `\u0089PNG\r\n\u001a\n${'\u0000'.repeat(50)}`, /không có dòng|Không đọc được|dòng cần sửa/],
  ])('with %s is refused in words', async (_what, text, sentence) => {
    await using w = await campaignWorld();
    expect(fault(await importPlaces(w.ports, w.operator, text))).toMatch(sentence);
  });
});

describe('the pages of places', () => {
  it('filter without marks, page by page, and keep a refused form', async () => {
    await using w = await campaignWorld();
    for (let at = 1; at <= 60; at += 1) await added(w, station(w, `Đài số ${at}`));
    const read = async (path: string) => (await w.ask(places.loader, w.approver, {}, undefined, path)).body as { count: number; pages: number; places: { name: string }[]; canManage: boolean };
    expect(await read('/campaigns/places?page=2')).toMatchObject({ count: 60, pages: 2, canManage: false, places: { length: 10 } });
    expect((await read('/campaigns/places?q=dai+so+5')).places.map(({ name }) => name)).toContain('Đài số 59');
    expect(await read('/campaigns/places?kind=LED')).toMatchObject({ count: 0, pages: 1 });
    expect(await read('/campaigns/places?state=closed&page=-1&kind=x')).toMatchObject({ count: 0 });
    const { status, body } = await w.ask(placeNew.action, w.operator, {}, { name: 'B', kind: 'LED', unitId: w.unit, width: '0', height: 'x' }, '/campaigns/places/new');
    expect([status, body]).toMatchObject([422, { faults: { width: { vi: expect.stringContaining('từ 16 đến 4.096') as string }, height: {} }, values: { name: 'B', width: '0', height: 'x' } }]);
    expect((await w.ask(importing.action, w.operator, {}, { rows: 'Tên;Loại;Đơn vị\nA;LED;x' }, '/campaigns/places/import')).body).toMatchObject({ rows: [{ row: 2 }], values: { rows: expect.stringContaining('A;LED;x') as string } });
    expect((await w.ask(placeNew.action, w.approver, {}, { name: 'B', kind: 'LED', unitId: w.unit }, '/campaigns/places/new')).status).toBe(403);
  });
});
