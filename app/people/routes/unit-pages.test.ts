import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { makeFormerUnit, makePerson, makeUnit } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import * as ending from '../../frame/unit-ending.tsx';
import { newId } from '../../platform/ids.ts';
import * as unitPage from './admin-unit.tsx';
import * as codes from './admin-unit-code.tsx';
import * as newUnit from './admin-unit-new.tsx';
import * as parent from './admin-unit-parent.tsx';
import * as renaming from './admin-unit-rename.tsx';
import * as withdrawal from './admin-unit-withdrawal.ts';
import * as units from './admin-units.tsx';

let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.db.destroy());

async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const top = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: top });
  const former = await makeFormerUnit(db, { name: 'UBND phường Vân Giang', into: [ward] });
  const office = await makeUnit(db, { name: 'Văn phòng <Hoa Lư>', parentId: ward, kind: 'DIVISION' });
  const admin = await makePerson(db, { unitId: top, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  const trainer = await makePerson(db, { unitId: ward, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
  const me = await visitorOf(db, clock, admin);
  const list = (query = '') => me.see(units as never, `/admin/units${query}`);
  const see = (id: string, query = '') => me.see(unitPage as never, `/admin/units/${id}${query}`, { id });
  /** A form as its page draws it, with what is typed. */
  const send = async (module: { loader: unknown; action: unknown }, id: string, typed: Record<string, string>) => {
    const { data } = await me.get(module.loader as never, '/x', { id });
    const { decisionId = newId(), mark = '', unitId } = data as Record<string, string>;
    return me.post(module.action as never, `/admin/units/${id}/x`, { id }, { id: decisionId, mark, ...(unitId ? { unitId } : {}), on: '2026-11-23', legalBasis: 'Quyết định số 5', ...typed });
  };
  return { db, clock, me, list, see, send, ids: { top, ward, former, office }, trainer };
}

describe('the list of units', () => {
  it('shows the top and what is below it by kind, with people and sub-units', async () => {
    const page = await w.list();
    expect(rowsOf(page)).toEqual([['UBND tỉnh Ninh Bình', '1', '1'], ['UBND phường Hoa Lư', '1', '1']]);
    expect(wordsOf(page)).toContain('UBND cấp xã (1)');
    expect([...page.matchAll(/btn-primary[^>]*>(?:<svg[^]*?<\/svg>)?(?:<span>)?([^<]+)/g)].map((hit) => hit[1])).toEqual(['Tạo đơn vị']);
  });

  it.each([
    ['hoa lu', ['UBND phường Hoa Lư', 'Văn phòng &lt;Hoa Lư&gt;']], ['PHƯỜNG  hoa', ['UBND phường Hoa Lư']], ['van giang', []], ["' or 1=1 --", []], ['%', []], ['\ud800', []], ['14320', ['UBND phường Hoa Lư']],
  ])('finds %j', async (q, names) => {
    await w.db.insertInto('org_unit_code').values({ id: newId(), unit_id: w.ids.ward, scheme: 'GSO', code: '14320', valid_from: '2025-07-01', valid_to: null }).execute();
    const page = await w.list(`?q=${encodeURIComponent(q.toWellFormed())}`);
    expect(rowsOf(page).map(([name]) => name?.trim())).toEqual(names);
    if (names.length === 0 && q.trim().length > 1) expect(page).toContain('Không tìm thấy đơn vị nào');
  });

  it('finds units that have ended when they are asked for, and says so', async () => {
    expect(wordsOf(await w.list('?q=van+giang&ended=on'))).toContain('Đã kết thúc ngày 01/07/2025');
  });

  it('says how to load units where there are none', async () => {
    for (const table of ['role_assignment', 'membership', 'org_unit_version'] as const) await w.db.deleteFrom(table).where(table === 'org_unit_version' ? 'name' : 'id', '!=', '').$if(table === 'role_assignment', (query) => query.where('id', '=', '')).execute();
    expect(await w.list()).toContain('npm run organisation');
  });
});

describe('the page of a unit', () => {
  it('tells history, origin, codes and what sits in it', async () => {
    const page = wordsOf(await w.see(w.ids.ward));
    for (const words of ['UBND phường Hoa Lư', 'Sáp nhập ngày 01/07/2025: từ UBND phường Vân Giang', 'Văn phòng &lt;Hoa Lư&gt;', 'Chưa ghi mã nào', 'Hoạt động từ 01/07/2025', 'Đổi tên']) expect(page).toContain(words);
    const former = wordsOf(await w.see(w.ids.former));
    expect(former).toContain('Sáp nhập ngày 01/07/2025: vào UBND phường Hoa Lư');
    expect(former).not.toContain('Kết thúc hoặc sáp nhập');
  });

  it('is for system administrators', async () => {
    const other = await visitorOf(w.db, w.clock, w.trainer);
    for (const module of [units, unitPage, newUnit, renaming, parent, codes, ending, withdrawal]) expect((await other.get(module.loader as never, '/x', { id: w.ids.ward })).status).toBe(403);
    for (const module of [newUnit, renaming, parent, codes, ending, withdrawal]) expect((await other.post(module.action as never, '/x', { id: w.ids.ward }, {})).status).toBe(403);
  });

  it.each(['x', '', '__proto__', 'a'.repeat(61)])('%j is not there', async (id) => {
    expect((await w.me.get(unitPage.loader as never, '/x', { id })).status).toBe(404);
  });
});

describe('a form', () => {
  it('leads back to the unit, now or planned', async () => {
    const { ward, office, top } = w.ids;
    expect(await w.send(renaming, ward, { name: 'UBND phường Hoa Lư mới', shortName: 'P. HL' })).toMatchObject({ status: 303, location: `/admin/units/${ward}?done=now` });
    expect(await w.send(parent, office, { parentId: top, on: '2027-01-01' })).toMatchObject({ status: 303, location: `/admin/units/${office}?done=planned` });
    expect(await w.send(codes, ward, { scheme: 'GSO', code: '14320' })).toMatchObject({ status: 303 });
    const page = await w.see(office, '?done=planned');
    expect(wordsOf(page)).toContain('Từ 01/01/2027: chuyển về trực thuộc UBND tỉnh Ninh Bình');
    const [, plan = ''] = /decisions\/([^/]+)\/withdrawal/.exec(page) ?? [];
    expect(await w.me.post(withdrawal.action as never, '/x', { id: plan }, {})).toMatchObject({ status: 303, location: `/admin/units/${office}?done=withdrawn` });
    expect(await w.see(office)).not.toContain('Thay đổi đã hẹn');
  });

  it('makes a unit, at once or on its parent’s page', async () => {
    const typed = { name: 'Phòng Kinh tế', shortName: 'P. KT', unitKind: 'DIVISION', level: 'COMMUNE', parentId: w.ids.ward };
    const made = await w.send(newUnit, '', typed);
    expect(made).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/units\/[\da-f-]{36}\?done=now$/) as string });
    expect(await w.send(newUnit, '', { ...typed, name: 'Phòng Y tế', on: '2027-01-01' })).toMatchObject({ location: `/admin/units/${w.ids.ward}?done=planned` });
    expect(wordsOf(await w.see(w.ids.ward))).toContain('tạo đơn vị “Phòng Y tế”');
  });

  it('ends and merges, and says what stands in the way', async () => {
    const { ward, office, top } = w.ids;
    const refused = await w.send(ending, ward, { intoId: '' });
    expect([refused.status, JSON.stringify(refused.data)]).toEqual([409, expect.stringContaining('Còn 1 người công tác ở đơn vị này')]);
    expect(await w.send(ending, office, { intoId: '' })).toMatchObject({ status: 303 });
    expect(await w.send(ending, ward, { intoId: top })).toMatchObject({ status: 303 });
    expect((await w.me.get(renaming.loader as never, '/x', { id: office })).status).toBe(409);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a name of signs', { name: '<<<>>>' }, 'name'], ['no name', { name: '   ' }, 'name'], ['a long name', { name: 'a'.repeat(201) }, 'name'], ['a short name of nothing', { shortName: '' }, 'shortName'],
    ['no basis', { legalBasis: '' }, 'legalBasis'], ['no day', { on: '31/02/2026' }, 'on'], ['a day of another time', { on: '9999-12-31' }, 'on'], ['a day before the republic', { on: '0001-01-01' }, 'on'],
  ])('keeps what was typed when there is %s', async (_what, wrong, field) => {
    const answer = await w.send(renaming, w.ids.ward, { name: 'UBND phường khác', shortName: 'P. K', ...wrong });
    expect(answer).toMatchObject({ status: 422, data: { faults: { [field]: { vi: expect.any(String) as string } }, values: { shortName: wrong['shortName'] ?? 'P. K' } } });
    expect(await w.db.selectFrom('org_unit_deed').select('id').execute()).toEqual([]);
  });

  it('stores names composed and without what cannot be seen', async () => {
    await w.send(renaming, w.ids.ward, { name: ` UBND phường\u202e Hoà  Bình `.normalize('NFD'), shortName: 'P. HB' });
    expect(await w.see(w.ids.ward)).toContain('<h1>UBND phường Hoà Bình</h1>');
  });
});
