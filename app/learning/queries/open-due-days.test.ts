import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { countsBySubUnit, givenOn, openDueDays, readUnitScope } from './unit-progress.server.ts';
import { unitView } from './unit-page.server.ts';

const zone = 'Asia/Ho_Chi_Minh';
const today = '2026-11-23';
const at = '2026-11-20T01:00:00.000Z';

/** A commune with an office below it, another commune, and a course. */
async function world() {
  const db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const [hoaLu, giaVien] = [await makeUnit(db, { name: 'Hoa Lư', parentId: province }), await makeUnit(db, { name: 'Gia Viễn', parentId: province })];
  const office = await makeUnit(db, { name: 'Văn phòng', parentId: hoaLu });
  const course = await makeCourse(db);
  const learner = async (unitId: string, dueOn: string | null, of: MadeCourse = course) => {
    const person = await makePerson(db, { unitId });
    await enrolled(db, person.id, of, { dueOn });
    return person;
  };
  const days = async (unitId: string, on = today) => openDueDays(db, await readUnitScope(db, { unitId, courseId: '', today: on }));
  const exempt = (person: { id: string }, { courseId = course.courseId as string | null, from = '2026-11-01', to = '2026-12-01' } = {}) =>
    db.insertInto('exemption').values({ id: newId(), user_id: person.id, course_id: courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ thai sản', valid_from: from, valid_to: to, number: null, issuer: null, issued_on: null, created_by: person.id, created_at: at }).execute();
  return { db, units: { province, hoaLu, giaVien, office }, course, learner, days, exempt, done: (who: { id: string }) => happened(db, who.id, course, at, facts.courseDone(course)) };
}
const span = (first: string, last = first) => ({ first, last });

describe('the open days of a leader’s people', () => {
  it('go from the first to the last of those who are not done, and are those of nobody else', async () => {
    const { units, course, learner, days, done } = await world();
    await learner(units.hoaLu, '2026-12-10');
    await learner(units.office, '2026-12-31');
    await learner(units.office, null);
    await learner(units.giaVien, '2026-01-01');
    await done(await learner(units.office, '2025-12-01'));
    await done(await learner(units.office, '2027-12-31'));
    expect([...(await days(units.hoaLu))]).toEqual([[course.courseId, span('2026-12-10', '2026-12-31')]]);
    expect([...(await days(units.office))]).toEqual([[course.courseId, span('2026-12-31')]]);
    expect([...(await days(units.province))]).toEqual([[course.courseId, span('2026-01-01', '2026-12-31')]]);
  });

  it('are none of a unit without people, of one that does not exist, and of one in which all are done', async () => {
    const { units, learner, days, done } = await world();
    await done(await learner(units.office, '2026-12-01'));
    for (const unit of [units.office, units.giaVien, newId(), '', "' or 1=1 --"]) expect([...(await days(unit))]).toEqual([]);
  });

  it('leave out whoever is exempted on that day, of one course or of all, from its first day to its last', async () => {
    const { units, course, learner, days, exempt } = await world();
    await learner(units.office, '2026-12-10');
    const away = await learner(units.office, '2026-06-30');
    await exempt(away, { from: '2026-11-10', to: '2026-11-24' });
    const seen = async (on: string) => (await days(units.office, on)).get(course.courseId)?.first;
    expect([await seen('2026-11-09'), await seen('2026-11-10'), await seen('2026-11-23'), await seen('2026-11-24')]).toEqual(['2026-06-30', '2026-12-10', '2026-12-10', '2026-06-30']);
    const all = await learner(units.giaVien, '2026-05-01');
    await exempt(all, { courseId: null });
    expect([...(await days(units.giaVien))]).toEqual([]);
    // Twice exempted is exempted once.
    await exempt(all);
    await learner(units.giaVien, '2026-05-01');
    expect((await days(units.giaVien)).get(course.courseId)).toEqual(span('2026-05-01'));
  });

  it('keep a day that somebody else has, too, and come back when an exemption is ended early', async () => {
    const { db, units, course, learner, days, exempt } = await world();
    const [away] = [await learner(units.office, '2026-06-30'), await learner(units.office, '2026-06-30')];
    await exempt(away);
    expect((await days(units.office)).get(course.courseId)).toEqual(span('2026-06-30'));
    await exempt(await learner(units.hoaLu, '2026-03-01'));
    expect((await days(units.hoaLu)).get(course.courseId)).toEqual(span('2026-06-30'));
    await db.updateTable('exemption').set({ ended_at: at, ended_by: away.id, end_reason: 'Đi làm lại' }).execute();
    expect((await days(units.hoaLu)).get(course.courseId)?.first).toBe('2026-03-01');
  });

  it('do not take a day away twice from whoever is done, left, closed or elsewhere besides being exempted', async () => {
    const { db, units, course, learner, days, exempt, done } = await world();
    await learner(units.office, '2026-06-30');
    const others = [await learner(units.office, '2026-06-30'), await learner(units.office, '2026-06-30'), await learner(units.office, '2026-06-30'), await learner(units.office, '2026-06-30')];
    for (const one of others) await exempt(one);
    await done(others[0]!);
    await db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', others[1]!.id).execute();
    await db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', others[2]!.id).execute();
    await db.updateTable('membership').set({ unit_id: units.giaVien }).where('user_id', '=', others[3]!.id).execute();
    expect((await days(units.office)).get(course.courseId)).toEqual(span('2026-06-30'));
    expect([...(await days(units.giaVien))]).toEqual([]);
  });

  it('follow a person with two posts by the first, and one who moves', async () => {
    const { db, units, course, learner, days } = await world();
    const person = await learner(units.office, '2026-12-10');
    await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: units.giaVien, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    expect([(await days(units.office)).size, (await days(units.giaVien)).size]).toEqual([1, 0]);
    await db.updateTable('membership').set({ valid_to: today }).where('user_id', '=', person.id).where('is_primary', '=', 1).execute();
    expect([(await days(units.office)).size, (await days(units.giaVien)).size]).toEqual([0, 0]);
    await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: units.giaVien, position_title: 'Công chức', is_primary: 1, valid_from: today, valid_to: null }).execute();
    expect((await days(units.giaVien)).get(course.courseId)).toEqual(span('2026-12-10'));
  });

  it('of a unit that ended are seen from above no more', async () => {
    const { db, units, course, learner, days } = await world();
    await learner(units.office, '2026-12-10');
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-24' }).where('unit_id', '=', units.office).execute();
    expect([(await days(units.hoaLu, '2026-11-23')).has(course.courseId), (await days(units.hoaLu, '2026-11-24')).has(course.courseId)]).toEqual([true, false]);
  });

  it('are what one finds by asking everybody, whoever is done, exempted or without a day', async () => {
    const dayOf = fc.option(fc.constantFrom('2026-06-30', '2026-11-23', '2026-12-31'), { nil: null });
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ dueOn: dayOf, isDone: fc.boolean(), isAway: fc.boolean(), isOffice: fc.boolean() }), { maxLength: 7 }), async (people) => {
      const { db, units, course, learner, days, exempt, done } = await world();
      await using _ = { [Symbol.asyncDispose]: () => db.destroy() };
      for (const { dueOn, isDone, isAway, isOffice } of people) {
        const person = await learner(isOffice ? units.office : units.hoaLu, dueOn);
        if (isAway) await exempt(person);
        if (isDone) await done(person);
      }
      const open = people.flatMap(({ dueOn, isDone, isAway }) => (dueOn === null || isDone || isAway ? [] : [dueOn])).toSorted();
      expect((await days(units.hoaLu)).get(course.courseId)).toEqual(open.length === 0 ? undefined : span(open[0]!, open.at(-1)!));
    }), { numRuns: 12 });
  });
});

describe('the leader’s page on the last day', () => {
  const lookAt = async (instant: string) => {
    const { db, units, learner, exempt } = await world();
    const leader = await makePerson(db, { unitId: units.hoaLu, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.hoaLu }] });
    await learner(units.office, '2026-11-23');
    await exempt(await learner(units.office, '2026-02-01'));
    const on = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));
    const view = await unitView(db, leader, { page: 1 }, { today: on, timeZone: zone });
    return view.kind === 'course' ? { due: view.due, late: view.total.late, total: view.total.total, exempted: view.exempted } : expect.unreachable();
  };

  it.each([
    ['2026-11-22T17:00:00.000Z', 0],
    ['2026-11-23T16:59:59.999Z', 0],
    ['2026-11-23T17:00:00.000Z', 1],
  ])('at %s, %d are late with a course due on 23/11, and the exempted one’s day is not shown', async (instant, late) => {
    expect(await lookAt(instant)).toEqual({ due: span('2026-11-23'), late, total: 1, exempted: 1 });
  });

  it('puts first the course whose day is the nearest for her own people, not for others', async () => {
    const { db, units, course, learner, exempt } = await world();
    const second = await makeCourse(db, { title: 'Khoá thứ hai' });
    const leader = await makePerson(db, { unitId: units.hoaLu, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.hoaLu }] });
    await learner(units.hoaLu, '2026-12-20');
    await learner(units.hoaLu, '2026-12-10', second);
    await learner(units.giaVien, '2026-12-01');
    const firstOf = async () => { const view = await unitView(db, leader, { page: 1 }, { today, timeZone: zone }); return view.kind === 'course' ? view.course.courseId : null; };
    expect(await firstOf()).toBe(second.courseId);
    // The one who had the nearest day is away: the other course comes first.
    const [away] = await db.selectFrom('enrollment').select('user_id as id').where('course_id', '=', second.courseId).execute();
    await exempt(away!, { courseId: second.courseId });
    expect(await firstOf()).toBe(course.courseId);
  });
});

describe('the day on which a course was given', () => {
  it.each([
    ['2026-03-01T16:59:59.999Z', '2026-03-01'],
    ['2026-03-01T17:00:00.000Z', '2026-03-02'],
    ['2025-12-31T17:00:00.000Z', '2026-01-01'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29'],
  ])('of %s is %s in Vietnam', async (instant, day) => {
    const { db, units, course, learner } = await world();
    await learner(units.office, null);
    await db.updateTable('enrollment').set({ enrolled_at: instant }).execute();
    expect(await givenOn(db, await readUnitScope(db, { unitId: units.hoaLu, courseId: course.courseId, today }), zone)).toBe(day);
  });

  it('is of nobody’s where only others have it, and counts no second post', async () => {
    const { db, units, course, learner } = await world();
    const person = await learner(units.giaVien, null);
    const scope = await readUnitScope(db, { unitId: units.hoaLu, courseId: course.courseId, today });
    await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: units.office, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    expect(await givenOn(db, scope, zone)).toBeNull();
    expect([...(await countsBySubUnit(db, scope))]).toEqual([]);
  });
});
