import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { countUnitWork } from './unit-work.server.ts';

const at = '2026-11-01T01:00:00.000Z';
const today = '2026-11-23';

it('names what is still open for a unit, in words that say what to do', async () => {
  await using db = await freshDb();
  const [unit, other] = [await makeUnit(db), await makeUnit(db)];
  const { id: by } = await makePerson(db, { unitId: other });
  const words = async (of = unit) => (await countUnitWork(db, of, today)).map(({ count, say }) => [count, say.vi.slice(0, 26)]);
  expect(await words()).toEqual([]);
  await db.insertInto('assignment_rule').values({ id: 'r', unit_id: unit, created_by: by, created_at: at }).execute();
  await db.insertInto('place').values({ id: 'p', kind: 'LED', name: 'Bảng LED chợ Rồng', unit_id: unit, created_at: at }).execute();
  const run = { title: 'Lớp an toàn', about: '', replaces_course: 0, unit_id: unit, audience_id: other, capacity: 30, lecturer: 'Giảng viên', lecturer_unit: '', closes_at: at, created_by: by, created_at: at };
  for (const [id, starts_at, ends_at] of [['over', '2026-11-02T01:00:00.000Z', '2026-11-02T04:00:00.000Z'], ['ahead', '2026-12-02T01:00:00.000Z', '2026-12-02T04:00:00.000Z']] as const) {
    await db.insertInto('course_run').values({ ...run, id }).execute();
    await db.insertInto('run_session').values({ id: newId(), run_id: id, starts_at, ends_at, place: 'Hội trường', periods: 2 }).execute();
  }
  expect(await words()).toEqual([[1, 'Đơn vị còn 1 lớp học sắp t'], [1, 'Còn 1 quy tắc giao học của'], [1, 'Đơn vị còn 1 điểm phát. Đó']]);
  expect(await words(other)).toEqual([[1, 'Đơn vị còn 1 lớp học sắp t']]);
  await db.updateTable('course_run').set({ cancelled_at: at, cancelled_reason: 'Giảng viên nghỉ ốm' }).where('id', '=', 'ahead').execute();
  await db.updateTable('assignment_rule').set({ ended_on: today, ended_by: by, releases: 0 }).execute();
  await db.updateTable('place').set({ closed_at: at }).execute();
  expect(await words()).toEqual([]);
});
