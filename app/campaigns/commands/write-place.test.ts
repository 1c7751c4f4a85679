import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import * as placeNew from '../routes/place-new.tsx';
import * as placesImport from '../routes/places-import.tsx';
import { planSlots } from './broadcast.server.ts';
import { importPlaces } from './import-places.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { addPlace, closePlace, editPlace, reopenPlace, type PlaceFields } from './write-place.server.ts';

const board = (w: CampaignWorld, changes: Partial<PlaceFields> = {}): PlaceFields => ({ name: 'Bảng Hoa Lư', kind: 'LED', unitId: w.unit, width: 192, height: 64, ...changes });
const add = async (w: CampaignWorld, changes: Partial<PlaceFields> = {}) => {
  const made = await addPlace(w.ports, w.operator, board(w, changes));
  if (!made.ok) throw new Error(refusals(made));
  return made.id;
};
const place = (w: CampaignWorld, id: string) => w.db.selectFrom('place').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const traces = async (w: CampaignWorld) => (await w.db.selectFrom('audit_event').select(['action', 'details']).where('object_type', '=', 'place').orderBy('seq').execute()).map(({ action, details }) => [action, JSON.parse(details)] as const);
const planned = async (w: CampaignWorld, at: string) => {
  await w.write({ LED: { pages: ['A'], seconds: 6 } });
  await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at, unitId: '' });
};

describe('a place', () => {
  it('has one name in its unit while it is in use, in whatever way it is typed', async () => {
    await using w = await campaignWorld();
    const id = await add(w);
    for (const name of ['Bảng Hoa Lư', '  Bảng   Hoa Lư ', 'Bảng Hoa Lư'.normalize('NFD')]) expect(refusals(await addPlace(w.ports, w.operator, board(w, { name })))).toBe('name: Đơn vị này đã có điểm phát cùng tên.');
    await add(w, { unitId: await makeUnit(w.db, { name: 'UBND xã Gia Viễn' }) });
    await closePlace(w.ports, w.operator, id, 'Hỏng');
    const second = await add(w);
    expect(refusals(await reopenPlace(w.ports, w.operator, id))).toBe('form: Đơn vị này đã có điểm phát cùng tên.');
    await editPlace(w.ports, w.operator, second, board(w, { name: 'Bảng mới' }));
    expect(await reopenPlace(w.ports, w.operator, id)).toEqual({ ok: true });
    expect(refusals(await reopenPlace(w.ports, w.operator, id))).toBe('form: Điểm phát đang được sử dụng.');
  });

  it('by two at once is added once', async () => {
    await using w = await campaignWorld();
    const outcomes = await Promise.all([addPlace(w.ports, w.operator, board(w)), addPlace(w.ports, w.maker, board(w))]);
    expect(outcomes.map(refusals).toSorted()).toEqual(['', 'name: Đơn vị này đã có điểm phát cùng tên.']);
  });

  it.each<[Partial<PlaceFields>, string]>([
    [{ width: 192, height: null }, 'height: Vui lòng nhập cả bề ngang và bề cao, từ 16 đến 4.096.'],
    [{ width: null, height: 64 }, 'width: Vui lòng nhập cả bề ngang và bề cao, từ 16 đến 4.096.'],
    [{ unitId: 'khong-co' }, 'unitId: Đơn vị này không có hoặc ngoài phạm vi của Anh/Chị.'],
  ])('with %j is refused', async (changes, sentence) => {
    await using w = await campaignWorld();
    expect(refusals(await addPlace(w.ports, w.operator, board(w, changes)))).toBe(sentence);
    expect([await w.db.selectFrom('place').select('id').execute(), await traces(w)]).toEqual([[], []]);
  });

  it('that is no board has no size, and loses it when it becomes something else', async () => {
    await using w = await campaignWorld();
    const id = await add(w);
    expect(await editPlace(w.ports, w.operator, id, board(w, { kind: 'STATION' }))).toEqual({ ok: true });
    expect(await place(w, id)).toMatchObject({ kind: 'STATION', width: null, height: null });
    expect(await traces(w)).toEqual([['place.create', { unitId: w.unit }], ['place.edit', { fields: ['kind', 'width', 'height'], note: 'Bảng Hoa Lư' }]]);
  });

  it('cannot be moved to a unit that she does not look after, nor taken from one', async () => {
    await using w = await campaignWorld();
    const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    const [own, other] = [await add(w), await add(w, { unitId: far })];
    const local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
    expect(refusals(await editPlace(w.ports, local, own, board(w, { unitId: far })))).toMatch(/^unitId: /);
    for (const deed of [() => editPlace(w.ports, local, other, board(w)), () => closePlace(w.ports, local, other, 'x'), () => reopenPlace(w.ports, local, other), () => editPlace(w.ports, local, 'khong-co', board(w))]) await expect(deed()).rejects.toMatchObject({ kind: 'not-found' });
    for (const as of [w.approver, w.reader]) await expect(addPlace(w.ports, as, board(w))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('that was planned keeps its kind, and closing it waits for drafts, by name', async () => {
    await using w = await campaignWorld();
    const id = await add(w);
    await planned(w, '2026-11-24T12:00');
    expect(refusals(await editPlace(w.ports, w.operator, id, board(w, { kind: 'PANEL', width: null, height: null })))).toMatch(/^kind: Điểm phát đã có lịch phát/);
    expect(refusals(await closePlace(w.ports, w.operator, id, 'Hỏng'))).toBe('form: Còn lịch phát tại đây trong chiến dịch chưa phát hành: Cảnh báo VNeID giả. Vui lòng bỏ lịch đó trước.');
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Bỏ' });
    expect(await closePlace(w.ports, w.operator, id, 'Hỏng')).toEqual({ ok: true, missed: 0 });
    expect(refusals(await closePlace(w.ports, w.operator, id, 'Hỏng'))).toBe('form: Điểm phát đã ngừng sử dụng.');
    expect(refusals(await editPlace(w.ports, w.operator, id, board(w)))).toBe('form: Điểm phát đã ngừng sử dụng.');
  });

  it('that was planned stays in its commune: what was approved and who was reached would not be true any more', async () => {
    await using w = await campaignWorld();
    const far = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    const id = await add(w);
    expect(await editPlace(w.ports, w.operator, id, board(w, { unitId: far }))).toEqual({ ok: true });
    expect(await editPlace(w.ports, w.operator, id, board(w))).toEqual({ ok: true });
    await planned(w, '2026-11-24T12:00');
    expect(refusals(await editPlace(w.ports, w.operator, id, board(w, { unitId: far })))).toBe('unitId: Điểm phát đã có lịch phát nên không chuyển sang đơn vị khác được. Vui lòng ngừng sử dụng và thêm điểm mới.');
    expect(await editPlace(w.ports, w.operator, id, board(w, { name: 'Bảng chợ Rồng' }))).toEqual({ ok: true });
    expect(await w.db.selectFrom('place').select(['name', 'unit_id']).where('id', '=', id).execute()).toEqual([{ name: 'Bảng chợ Rồng', unit_id: w.unit }]);
  });

  it('whose commune was merged goes to the one that follows, with its past', async () => {
    await using w = await campaignWorld();
    const next = await makeUnit(w.db, { name: 'UBND phường Hoa Lư Mới' });
    const id = await add(w);
    await planned(w, '2026-11-24T12:00');
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', w.unit).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', w.unit).execute();
    expect(await editPlace(w.ports, w.operator, id, board(w, { unitId: next }))).toEqual({ ok: true });
    expect(refusals(await editPlace(w.ports, w.operator, id, board(w, { unitId: next, kind: 'PANEL', width: null, height: null })))).toMatch(/^kind: /);
  });

  it('that closes writes down as missed what is still to come, not what has begun', async () => {
    await using w = await campaignWorld();
    const id = await add(w);
    await planned(w, '2026-11-23T12:00');
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T18:00', unitId: '' });
    await w.launch();
    w.clock.set('2026-11-23T05:00:00.000Z');
    expect(await closePlace(w.ports, w.operator, id, 'Mất điện')).toEqual({ ok: true, missed: 1 });
    const slots = await w.db.selectFrom('broadcast_slot').select(['starts_at', 'missed_reason', 'confirmed_by']).orderBy('starts_at').execute();
    expect(slots).toEqual([{ starts_at: '2026-11-23T05:00:00.000Z', missed_reason: null, confirmed_by: null }, { starts_at: '2026-11-23T11:00:00.000Z', missed_reason: 'Mất điện', confirmed_by: w.operator.id }]);
    expect((await traces(w)).at(-1)).toEqual(['place.close', { reason: 'Mất điện', count: 1 }]);
  });

  it('of a form is refused with what was typed', async () => {
    await using w = await campaignWorld();
    const send = (changes: Record<string, string>) => w.ask(placeNew.action, w.operator, {}, { name: 'Bảng', kind: 'LED', unitId: w.unit, width: '192', height: '64', ...changes });
    for (const [changes, field] of [[{ name: ' ' }, 'name'], [{ name: 'a\r\nb' }, 'name'], [{ name: 'x'.repeat(201) }, 'name'], [{ kind: 'TV' }, 'kind'], [{ width: '15' }, 'width'], [{ width: '4097' }, 'width'], [{ height: '6.5' }, 'height'], [{ width: 'rộng' }, 'width'], [{ height: '' }, 'height'], [{ unitId: 'khong-co' }, 'unitId']] as const) {
      const answer = await send(changes);
      expect([answer.status, refusals(answer)], JSON.stringify(changes)).toEqual([422, expect.stringMatching(new RegExp(`^${field}: \\S`))]);
    }
    expect((await send({})).location).toBe('/campaigns/places?done=added');
    expect((await send({}))).toMatchObject({ status: 422, body: { values: { name: 'Bảng', width: '192' } } });
  });
});

describe('a list of places', () => {
  const head = 'Tên;Loại;Đơn vị;Ngang;Cao\n';
  const load = (w: CampaignWorld, text: string, as = w.operator) => importPlaces(w.ports, as, text);
  const names = async (w: CampaignWorld) => (await w.db.selectFrom('place').select('name').orderBy('name').execute()).map(({ name }) => name);

  it.each<[string, string]>([
    ['semicolons', `${head}A;LED;UBND phường Hoa Lư;192;64\nB;Loa;phuong hoa lu;;`],
    ['commas', 'Tên,Loại,Đơn vị,Ngang,Cao\nA,LED,UBND phường Hoa Lư,192,64\nB,Loa,phuong hoa lu,,'],
    ['tabs, as pasted from a table', 'Tên\tLoại\tĐơn vị\tNgang\tCao\nA\tLED\tUBND phường Hoa Lư\t192\t64\nB\tLoa\tphuong hoa lu'],
    ['a mark at its beginning and line ends of Windows', `\ufeff${head}A;LED;UBND phường Hoa Lư;192;64\nB;Loa;phuong hoa lu;;\n\n`.replaceAll('\n', '\r\n')],
    ['the line of Excel that names the sign', `sep=;\r\n${head}A;LED;UBND phường Hoa Lư;192;64\nB;Loa;phuong hoa lu;;`],
    ['a row twice', `${head}A;LED;UBND phường Hoa Lư;192;64\nA;LED;UBND phường Hoa Lư;192;64\nB;Loa;phuong hoa lu;;`],
  ])('with %s is read', async (_what, text) => {
    await using w = await campaignWorld();
    expect(await load(w, text)).toMatchObject({ ok: true, added: 2 });
    expect(await names(w)).toEqual(['A', 'B']);
    expect(await load(w, text)).toMatchObject({ ok: true, added: 0 });
    expect((await traces(w)).map(([action]) => action)).toEqual(['place.create', 'place.create']);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'file: Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.'],
    ['its heading only', head, 'file: Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.'],
    ['empty rows only', `${head};;;;\n \n`, 'file: Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.'],
    ['a quotation that does not end', `${head}"A;LED;UBND phường Hoa Lư`, 'file: Không đọc được tệp CSV. Vui lòng lưu lại dạng CSV UTF-8.'],
    ['too many rows', head + 'A;LED;UBND phường Hoa Lư;;\n'.repeat(2_001), 'file: Tệp có quá 2000 dòng.'],
    ['a row without a unit', `${head}A;LED;UBND phường Hoa Lư;;\nB;LED`, 'file: 1 dòng cần sửa; chưa thêm điểm phát nào.'],
    ['another file altogether', '\u0089PNG\r\n\u001a\n\u0000\u0000', 'file: '],
  ])('with %s adds nothing', async (_what, text, sentence) => {
    await using w = await campaignWorld();
    expect(refusals(await load(w, text))).toContain(sentence);
    expect(await names(w)).toEqual([]);
  });

  it('names the rows as a table counts them, and keeps what was pasted', async () => {
    await using w = await campaignWorld();
    const rows = `${head}A;LED;UBND phường Hoa Lư;;\n;LED;UBND phường Hoa Lư;;\nC;TV;UBND phường Hoa Lư;;`;
    const { status, body } = await w.ask(placesImport.action, w.operator, {}, { rows });
    expect([status, body]).toMatchObject([422, { values: { rows }, rows: [{ row: 3 }, { row: 4 }] }]);
    expect((await w.ask(placesImport.action, w.operator, {}, { rows: rows.split('\n').slice(0, 2).join('\n') })).location).toBe('/campaigns/places?done=imported&added=1&known=0');
  });

  it('is for one’s own units only', async () => {
    await using w = await campaignWorld();
    await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    const local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
    expect(await load(w, `${head}A;LED;UBND xã Gia Viễn;;`, local)).toMatchObject({ ok: false, rows: [{ row: 2, fault: { vi: 'không tìm thấy đơn vị “UBND xã Gia Viễn” trong phạm vi của Anh/Chị' } }] });
    await expect(load(w, head, w.approver)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
