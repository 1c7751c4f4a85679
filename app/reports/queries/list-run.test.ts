import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { enrolled, facts, happened } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { asking, makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { submittedAttempt } from '../../../tests/world/unit-figures.ts';
import { countUnitFigures, remindSelected } from '../../learning/index.server.ts';
import type { Actor, Grant } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { pageOfList, rowsPerPage, wholeList, type ListRow } from './list-run.server.ts';
import { askedBy } from './list-scope.server.ts';

const reading = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' };
let w: ReportWorld;
let db: Db;
beforeAll(async () => {
  w = await makeReportWorld();
  db = w.db;
  return () => w.db.destroy();
});
const list = async (actor: Actor, search: string, page = 1) => pageOfList(db, await askedBy(db, actor, asking(search), reading), page);
const column = async (actor: Actor, search: string, key: string) => (await list(actor, search)).rows.map((row) => row[key]);
const all = async (actor: Actor, search: string) => {
  const { count, batches } = await wholeList(db, await askedBy(db, actor, asking(search), reading), 2);
  const rows: ListRow[] = [];
  for await (const part of batches) rows.push(...part);
  expect(rows).toHaveLength(count);
  return rows;
};

describe('rights over a list', () => {
  it('are those of the asker at that moment: her subtree, and of it the unit that she names', async () => {
    expect(await column(w.leader, 'course=an-toan', 'name')).toEqual(['Nguyễn Thị An', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await column(w.leader, `unit=${w.units.office}`, 'name')).toEqual(['Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await column(w.auditor, 'course=an-toan', 'name')).toEqual(['Nguyễn Thị An', 'Phạm Thị Ánh', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await column(w.auditor, `unit=${w.units.elsewhere}`, 'name')).toEqual(['Phạm Thị Ánh']);
  });

  it('do not tell a unit outside from one that does not exist', async () => {
    for (const unit of [w.units.elsewhere, w.units.province, newId()]) await expect(list(w.leader, `unit=${unit}`)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([[[]], [[{ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }]], [[{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }]], [[{ role: 'FOCAL_POINT', scope: 'ALL', unitId: null }]], [[{ role: 'STANDING_AGENCY', scope: 'ALL', unitId: null }]]] as [Grant[]][])('are none for %j', async (grants) => {
    for (const subject of ['learning', 'units', 'certificates', 'reminders', 'knowledge']) await expect(list({ ...w.leader, grants }, `subject=${subject}`)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('of a leader whose unit was closed reach nobody', async () => {
    const closed = await makeUnit(db, { parentId: w.units.province });
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-22' }).where('unit_id', '=', closed).execute();
    expect((await list({ ...w.leader, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: closed }] }, '')).count).toBe(0);
  });
});

describe('exempted people', () => {
  it('are neither late nor in the sums of units, unless they have done it all the same', async () => {
    const one = await makeReportWorld();
    const exempt = (userId: string) => one.db.insertInto('exemption').values({ id: newId(), user_id: userId, course_id: one.course.courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ thai sản', valid_from: '2026-11-01', valid_to: '2027-05-01', created_by: one.auditor.id, created_at: '2026-11-01T01:00:00.000Z' }).execute();
    const read = async (search: string) => (await pageOfList(one.db, await askedBy(one.db, one.leader, asking(search), reading), 1)).rows;
    expect((await read('course=an-toan&state=late')).map(({ name }) => name)).toEqual(['Trần Văn Đạt']);
    await exempt(one.people.dat.id);
    await exempt(one.people.an.id);
    expect(await read('course=an-toan&state=late')).toEqual([]);
    expect((await read('course=an-toan&column=name&column=state')).map(({ name, state }) => [name, state])).toEqual([['Nguyễn Thị An', 'done'], ['Lê Văn Dũng', 'doing'], ['Trần Văn Đạt', 'exempt']]);
    expect((await read('course=an-toan&state=exempt')).map(({ name }) => name)).toEqual(['Trần Văn Đạt']);
    expect((await read('subject=units&course=an-toan')).find(({ unit }) => unit === 'UBND phường Hoa Lư')).toMatchObject({ total: 2, done: 1, late: 0 });
    await one.db.destroy();
  });
});

describe('people and courses', () => {
  it('say what is asked for, as it is stored', async () => {
    const { rows } = await list(w.leader, 'course=an-toan&column=staffNo&column=name&column=unit&column=above&column=course&column=state&column=due&column=completed&column=lessons&column=score&column=mandatory&column=source&column=round&column=category');
    expect(rows[0]).toMatchObject({ staffNo: '0007', name: 'Nguyễn Thị An', unit: 'UBND phường Hoa Lư', above: 'UBND tỉnh', course: 'An toàn thông tin', state: 'done', due: '2026-12-31', completed: '2026-11-20T18:00:00.000Z', lessons: 0, score: 8.5, mandatory: 1, source: 'ASSIGNED', round: 1, category: 'CIVIL_SERVANT' });
    expect(rows[0]).not.toHaveProperty('position');
  });

  it.each([['done', ['Nguyễn Thị An']], ['doing', ['Lê Văn Dũng']], ['todo', ['Phạm Thị Ánh']], ['late', ['Trần Văn Đạt']]])('are narrowed to the state %s', async (state, expected) => {
    expect(await column(w.auditor, `course=an-toan&state=${state}`, 'name')).toEqual(expected);
  });

  it('are narrowed to the days of completion as they are days here', async () => {
    expect(await column(w.auditor, 'from=2026-11-21&to=2026-11-21', 'name')).toEqual(['Nguyễn Thị An']);
    expect(await column(w.auditor, 'from=2026-11-20&to=2026-11-20', 'name')).toEqual([]);
  });

  it('are sorted either way, what is missing always last', async () => {
    expect(await column(w.auditor, 'course=an-toan&sort=due', 'due')).toEqual(['2026-11-01', '2026-12-31', '2026-12-31', null]);
    expect(await column(w.auditor, 'course=an-toan&sort=due&order=desc', 'due')).toEqual(['2026-12-31', '2026-12-31', '2026-11-01', null]);
    expect(await column(w.auditor, 'course=an-toan&sort=name&order=desc', 'name')).toEqual(['Trần Văn Đạt', 'Lê Văn Dũng', 'Phạm Thị Ánh', 'Nguyễn Thị An']);
  });

  it('leave out disabled accounts and cancelled enrolments, and find nobody for an unknown course', async () => {
    const gone = await makePerson(db, { unitId: w.units.office });
    await enrolled(db, gone.id, w.other);
    expect((await list(w.leader, 'course=de-an')).count).toBe(1);
    await db.updateTable('user_account').set({ disabled_at: reading.at }).where('id', '=', gone.id).execute();
    expect((await list(w.leader, 'course=de-an')).count).toBe(0);
    expect((await list(w.auditor, 'course=khong-co')).count).toBe(0);
  });

  it('are cut into pages that agree with the whole, in every order', async () => {
    const many = await makeUnit(db, { parentId: w.units.elsewhere });
    for (let n = 0; n < rowsPerPage + 5; n += 1) await enrolled(db, (await makePerson(db, { unitId: many, fullName: `Người ${n % 7}` })).id, w.other);
    for (const sort of ['name', 'due', 'completed', 'score', 'enrolled', 'active']) {
      const ids = (await all(w.auditor, `unit=${many}&sort=${sort}`)).map(({ id }) => id);
      const [first, second, beyond] = [await list(w.auditor, `unit=${many}&sort=${sort}`), await list(w.auditor, `unit=${many}&sort=${sort}`, 2), await list(w.auditor, `unit=${many}&sort=${sort}`, 99)];
      expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids);
      expect([first.count, first.pages, beyond.page, beyond.rows.length]).toEqual([rowsPerPage + 5, 2, 2, 5]);
    }
  });

  it('by score or completion begin with those who have it: the same pages as of the whole, up to the last', async () => {
    const one = await makeReportWorld();
    const ids: string[] = [];
    for (let n = 0; n < 2 * rowsPerPage + 8; n += 1) {
      const { id } = await makePerson(one.db, { unitId: one.units.elsewhere });
      await enrolled(one.db, id, one.other, { dueOn: '2026-12-31' });
      ids.push(id);
    }
    // Many have the same; some have done nothing, some have begun only, one has left, one was given it no longer.
    const progress = (user_id: string, n: number) => ({ user_id, course_id: one.other.courseId, started_at: reading.at, completed_at: n % 4 === 0 ? null : `2026-11-0${n % 4}T01:00:00.000Z`, score: n % 5 === 0 ? null : (n * 7) % 6 });
    await one.db.insertInto('course_progress').values(ids.slice(20).map(progress)).execute();
    await one.db.updateTable('user_account').set({ disabled_at: reading.at }).where('id', '=', ids[21]!).execute();
    await one.db.updateTable('enrollment').set({ cancelled_at: reading.at }).where('user_id', '=', ids[22]!).execute();
    const asked = (search: string) => askedBy(one.db, one.auditor, asking(`course=de-an&column=score&column=completed&${search}`), reading);
    for (const search of ['sort=score', 'sort=score&order=desc', 'sort=completed', 'sort=completed&order=desc', 'sort=score&order=desc&state=done']) {
      const whole: ListRow[] = [];
      for await (const part of (await wholeList(one.db, await asked(search), 500)).batches) whole.push(...part);
      const key = search.includes('score') ? 'score' : 'completed';
      const values = whole.map((row) => row[key]).filter((value) => value !== null);
      const way = search.includes('desc') ? -1 : 1;
      expect(values).toEqual(values.toSorted((a, b) => (a! < b! ? -way : a! > b! ? way : 0)));
      expect(whole.slice(0, values.length).map((row) => row[key])).toEqual(values);
      const pages = [];
      for (let page = 1; page <= Math.ceil(whole.length / rowsPerPage); page += 1) pages.push(...(await pageOfList(one.db, await asked(search), page)).rows);
      expect(pages).toEqual(whole);
    }
    expect((await pageOfList(one.db, await asked('sort=score'), 1)).count).toBe(2 * rowsPerPage + 6);
    await one.db.destroy();
  });

  it('are the same whether the whole province or all its units are asked for', async () => {
    const wide: Actor = { ...w.leader, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.province }] };
    for (const search of ['', 'course=an-toan', 'state=late', 'course=an-toan&sort=score']) expect((await all(wide, search)).map(({ id }) => id)).toEqual((await all(w.auditor, search)).map(({ id }) => id));
  });
});

describe('units and courses', () => {
  it('count everybody below, once, and only units of the scope', async () => {
    const rows = await all(w.leader, 'subject=units&course=an-toan&sort=unit');
    expect(rows.map(({ unit, total, done, late, share }) => [unit, total, done, late, share])).toEqual([['UBND phường Hoa Lư', 3, 1, 1, 1 / 3], ['Văn phòng', 2, 0, 1, 0]]);
    expect((await all(w.auditor, `subject=units&course=an-toan&unit=${w.units.province}`)).find(({ unit }) => unit === 'UBND tỉnh')?.['total']).toBe(4);
  });
});

describe('certificates', () => {
  it('are found by state and by the day of issue, with the name that stands on them', async () => {
    expect(await column(w.leader, 'subject=certificates&column=name&column=state', 'name')).toEqual(['Nguyễn Thị Thuỳ Dương']);
    expect((await list(w.leader, 'subject=certificates&state=valid')).count).toBe(1);
    expect((await list(w.leader, 'subject=certificates&state=revoked')).count).toBe(0);
    expect((await list(w.leader, 'subject=certificates&from=2026-11-21&to=2026-11-21')).count).toBe(1);
    expect((await list({ ...w.leader, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.elsewhere }] }, 'subject=certificates')).count).toBe(0);
  });
});

describe('reminders', () => {
  it('say who was reminded of what and when she read it', async () => {
    const outcome = await remindSelected(testPorts(db, testClock()), w.leader, { course: 'an-toan', who: [w.people.dat.id, w.people.dung.id] });
    expect(outcome.ok).toBe(true);
    const { rows } = await list(w.leader, 'subject=reminders&column=name&column=step&column=by&column=day&sort=name');
    expect(rows.map(({ name, step, by, day }) => [name, step, by, day])).toEqual([['Lê Văn Dũng', 'manual-2026-11-23', 'Đinh Thị Hồng Ngọc', '2026-11-23'], ['Trần Văn Đạt', 'manual-2026-11-23', 'Đinh Thị Hồng Ngọc', '2026-11-23']]);
    expect([(await list(w.leader, 'subject=reminders&state=read')).count, (await list(w.leader, 'subject=reminders&state=unread')).count, (await list(w.leader, 'subject=reminders&to=2026-11-22')).count]).toEqual([0, 2, 0]);
    const { message_id } = await db.selectFrom('message_recipient').select('message_id').where('user_id', '=', w.people.dat.id).executeTakeFirstOrThrow();
    await db.insertInto('inbox_state').values({ message_id, user_id: w.people.dat.id, read_at: '2026-11-23T02:00:00.000Z' }).execute();
    expect(await column(w.leader, 'subject=reminders&state=read&column=read', 'read')).toEqual(['2026-11-23T02:00:00.000Z']);
  });
});

describe('knowledge', () => {
  it('is told of ten people and more, never of nine, whichever unit is asked for', async () => {
    const unit = await makeUnit(db, { parentId: w.units.ward });
    for (let n = 0; n < 9; n += 1) {
      const { id } = await makePerson(db, { unitId: unit });
      await enrolled(db, id, w.course);
      await submittedAttempt(db, id, w.course, { at: 0, submittedAt: '2026-10-05T01:00:00.000Z', answers: [{ module: 'm1', points: 0.5 }] });
    }
    const told = async (actor: Actor, search = '') => {
      await countUnitFigures(testPorts(db, testClock()));
      return (await all(actor, `subject=knowledge&course=an-toan${search}`)).map(({ module, people, right }) => [module, people, right]);
    };
    expect(await told(w.leader)).toEqual([['Phòng thủ', 9, null], ['Danh tính', 0, null]]);
    await submittedAttempt(db, w.people.an.id, w.course, { at: 0, submittedAt: '2026-10-05T01:00:00.000Z', answers: [{ module: 'm1', points: 0.5 }] });
    expect(await told(w.leader)).toEqual([['Phòng thủ', 10, 0.5], ['Danh tính', 0, null]]);
    expect(await told(w.leader, `&unit=${unit}`)).toEqual([['Phòng thủ', 9, null], ['Danh tính', 0, null]]);
    expect(await told(w.auditor)).toEqual([['Phòng thủ', 10, 0.5], ['Danh tính', 0, null]]);
  });
});

it('somebody who was started and finished keeps one row for each course', async () => {
  const person = await makePerson(db, { unitId: w.units.office, fullName: 'Vũ Hai Khoá' });
  for (const course of [w.course, w.other]) await enrolled(db, person.id, course);
  await happened(db, person.id, w.other, '2026-11-01T01:00:00.000Z', facts.courseDone(w.other));
  expect((await all(w.leader, '')).filter(({ name }) => name === 'Vũ Hai Khoá').map(({ state }) => state).toSorted()).toEqual(['done', 'todo']);
});
