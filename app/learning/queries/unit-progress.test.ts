import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { addCounts, learnerStates, noCounts } from '../rules/learner-state.ts';
import { completionDays, countsBySubUnit, givenOn, idsOfLearners, learnersById, readUnitScope, type UnitScope } from './unit-progress.server.ts';

const today = '2026-11-23';
const at = '2026-11-20T01:00:00.000Z';

const zone = 'Asia/Ho_Chi_Minh';
/** Everybody of a scope as she is listed. */
const listed = async (db: Db, scope: UnitScope) => (await learnersById(db, scope, await idsOfLearners(db, scope, undefined))).map(({ staffNo: _staffNo, startedAt: _startedAt, ...row }) => row);
const days = (db: Db, scope: UnitScope) => completionDays(db, scope, zone);
/** The same scope among so many units that the other way of walking is taken. */
const manyUnits = (scope: UnitScope): UnitScope => ({ ...scope, under: new Map([...scope.under, ...Array.from({ length: 250 }, (_, at): [string, string] => [`none-${at}`, `none-${at}`])]) });

/** A province with two communes; the first has a division with a team below it. */
async function world() {
  const db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const [hoaLu, tamDiep] = [await makeUnit(db, { name: 'Hoa Lư', parentId: province }), await makeUnit(db, { name: 'Tam Điệp', parentId: province })];
  const office = await makeUnit(db, { name: 'Văn phòng', parentId: hoaLu });
  const team = await makeUnit(db, { name: 'Tổ một cửa', parentId: office });
  const course = await makeCourse(db);
  const scope = (unitId: string, on = today) => readUnitScope(db, { unitId, courseId: course.courseId, today: on });
  const learner = async (unitId: string, traits: { dueOn?: string | null; started?: boolean; done?: boolean } = {}) => {
    const person = await makePerson(db, { unitId });
    await enrolled(db, person.id, course, { dueOn: traits.dueOn ?? null });
    if (traits.started) await happened(db, person.id, course, at, facts.opened(course));
    if (traits.done) await happened(db, person.id, course, at, facts.courseDone(course));
    return person;
  };
  return { db, units: { province, hoaLu, tamDiep, office, team }, course, scope, learner };
}

describe('countsBySubUnit', () => {
  it('gathers a whole subtree under each direct sub-unit, and the unit’s own people under itself', async () => {
    const { db, units, scope, learner } = await world();
    await learner(units.province, { done: true });
    await learner(units.hoaLu);
    await learner(units.office, { started: true });
    await learner(units.team, { dueOn: '2026-11-22' });
    await learner(units.tamDiep, { done: true });
    const counts = await countsBySubUnit(db, await scope(units.province));
    expect(Object.fromEntries(counts)).toEqual({
      [units.province]: { total: 1, done: 1, doing: 0, todo: 0, late: 0 },
      [units.hoaLu]: { total: 3, done: 0, doing: 1, todo: 1, late: 1 },
      [units.tamDiep]: { total: 1, done: 1, doing: 0, todo: 0, late: 0 },
    });
    expect([...(await countsBySubUnit(db, await scope(units.hoaLu))).keys()].sort()).toEqual([units.hoaLu, units.office].sort());
  });

  it('ends, and counts nobody twice, where units stand in a circle', async () => {
    const { db, units, scope, learner } = await world();
    await learner(units.hoaLu);
    await learner(units.team);
    // The commune stands below its own team, and the office below two units at once.
    await db.updateTable('org_unit_version').set({ parent_id: units.team }).where('unit_id', '=', units.hoaLu).execute();
    const { id, ...office } = await db.selectFrom('org_unit_version').selectAll().where('unit_id', '=', units.office).executeTakeFirstOrThrow();
    await db.insertInto('org_unit_version').values({ ...office, id: `${id}-again`, parent_id: units.team, valid_from: '2020-01-02' }).execute();
    for (const unit of [units.hoaLu, units.office, units.team]) {
      const counts = [...(await countsBySubUnit(db, await scope(unit))).values()];
      expect(counts.reduce((sum, count) => sum + count.total, 0)).toBe(2);
      expect(await listed(db, await scope(unit))).toHaveLength(2);
    }
  });

  it('calls somebody late only after the due day, and never when she is done', async () => {
    const { db, units, scope, learner } = await world();
    await learner(units.team, { dueOn: today });
    await learner(units.team, { dueOn: '2026-11-22', started: true });
    await learner(units.team, { dueOn: '2026-11-22', done: true });
    expect((await countsBySubUnit(db, await scope(units.team))).get(units.team)).toEqual({ total: 3, done: 1, doing: 0, todo: 1, late: 1 });
  });

  it('leaves out disabled accounts, closed and secondary memberships, cancelled enrolments and other courses', async () => {
    const { db, units, scope, learner } = await world();
    const [disabled, moved, cancelled] = [await learner(units.team, { done: true }), await learner(units.team), await learner(units.team)];
    await db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', disabled.id).execute();
    await db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', moved.id).execute();
    await db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', cancelled.id).execute();
    await enrolled(db, (await makePerson(db, { unitId: units.team })).id, await makeCourse(db));
    const stays = await learner(units.tamDiep);
    await db.insertInto('membership').values({ id: 'second', user_id: stays.id, unit_id: units.team, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    expect(await countsBySubUnit(db, await scope(units.team))).toEqual(new Map());
    expect(await listed(db, await scope(units.team))).toEqual([]);
    expect(await days(db, await scope(units.team))).toEqual([]);
    expect((await countsBySubUnit(db, await scope(units.tamDiep))).get(units.tamDiep)?.total).toBe(1);
  });

  it('follows the tree of the day: a unit that was moved or dissolved counts where it stands now', async () => {
    const { db, units, scope, learner } = await world();
    await learner(units.office);
    await db.updateTable('org_unit_version').set({ valid_to: '2026-10-01' }).where('unit_id', '=', units.office).execute();
    expect(await countsBySubUnit(db, await scope(units.hoaLu))).toEqual(new Map());
    await db.insertInto('org_unit_version').values({ id: 'moved', unit_id: units.office, name: 'Văn phòng', short_name: 'VP', name_fold: 'van phong', parent_id: units.tamDiep, valid_from: '2026-10-01', valid_to: null }).execute();
    expect((await countsBySubUnit(db, await scope(units.tamDiep))).get(units.office)?.total).toBe(1);
    expect((await countsBySubUnit(db, await scope(units.hoaLu, '2026-09-30'))).get(units.office)?.total).toBe(1);
  });

  it('adds up at every level and agrees with the list of people, whoever learns what', async () => {
    const place = fc.constantFrom('province', 'hoaLu', 'tamDiep', 'office', 'team');
    const people = fc.array(fc.record({ place, dueOn: fc.constantFrom(null, '2026-11-22', today, '2026-12-31'), started: fc.boolean(), done: fc.boolean() }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(people, async (list) => {
        const { db, units, scope, learner } = await world();
        for (const { place: unit, ...traits } of list) await learner(units[unit as keyof typeof units], traits);
        for (const unit of Object.values(units)) {
          const total = [...(await countsBySubUnit(db, await scope(unit))).values()].reduce(addCounts, noCounts);
          const all = await listed(db, await scope(unit));
          expect(total.done + total.doing + total.todo + total.late).toBe(total.total);
          expect(Object.fromEntries(learnerStates.map((state) => [state, total[state]]))).toEqual(Object.fromEntries(learnerStates.map((state) => [state, all.filter((one) => one.state === state).length])));
          expect((await days(db, await scope(unit))).reduce((sum, { count }) => sum + count, 0)).toBe(total.done);
          // Many units are walked in another way than few: both must find the same.
          const many = manyUnits(await scope(unit));
          expect(await countsBySubUnit(db, many)).toEqual(await countsBySubUnit(db, await scope(unit)));
          expect(await days(db, many)).toEqual(await days(db, await scope(unit)));
          for (const state of [undefined, ...learnerStates]) expect(await idsOfLearners(db, many, state)).toEqual(await idsOfLearners(db, await scope(unit), state));
        }
        await db.destroy();
      }),
      { numRuns: 8 },
    );
  });
});

describe('learnersById', () => {
  it('says who, where, and how far', async () => {
    const { db, units, course, scope, learner } = await world();
    const person = await learner(units.team, { dueOn: '2026-12-31' });
    await happened(db, person.id, course, at, facts.completed(course, 1));
    expect(await listed(db, await scope(units.province))).toEqual([{ id: person.id, fullName: person.fullName, positionTitle: 'Công chức', unitName: 'Tổ một cửa', state: 'doing', completedAt: null, lastActiveAt: at, lessonsCompleted: 1, score: null, dueOn: '2026-12-31' }]);
  });
});

describe('idsOfLearners', () => {
  it('cuts pages out of the order of names, the same for few and for many units', async () => {
    const { db, units, course, scope } = await world();
    const ids: string[] = [];
    for (const fullName of ['Trần Văn Đạt', 'Nguyễn Thị An', 'Lê Văn Dũng', 'Phạm Thị Ánh', 'Phạm Thị Ánh']) {
      const person = await makePerson(db, { unitId: units.team, fullName });
      await enrolled(db, person.id, course);
      ids.push(person.id);
    }
    const expected = [ids[1], ...[ids[3], ids[4]].toSorted(), ids[2], ids[0]];
    for (const one of [await scope(units.hoaLu), manyUnits(await scope(units.hoaLu))]) {
      expect(await idsOfLearners(db, one, undefined)).toEqual(expected);
      expect(await idsOfLearners(db, one, 'todo', { limit: 2, offset: 1, matching: 5, all: 5 })).toEqual(expected.slice(1, 3));
      // So few among so many that they are found first and sorted then.
      expect(await idsOfLearners(db, one, 'todo', { limit: 2, offset: 1, matching: 5, all: 500_000 })).toEqual(expected.slice(1, 3));
      expect(await idsOfLearners(db, one, 'todo', { limit: 2, offset: 0, matching: 0, all: 5 })).toEqual([]);
      expect(await idsOfLearners(db, one, 'late')).toEqual([]);
      expect(await idsOfLearners(db, one, undefined, { limit: 2, offset: 99, matching: 5, all: 5 })).toEqual([]);
    }
  });
});

describe('completionDays', () => {
  it('counts completions by the days of the province, without people whose account is disabled', async () => {
    const { db, units, course, scope, learner } = await world();
    const [late, early, night, gone] = [await learner(units.team), await learner(units.office), await learner(units.team), await learner(units.team)];
    await happened(db, late.id, course, '2026-11-22T01:00:00.000Z', facts.courseDone(course));
    await happened(db, early.id, course, '2026-11-02T16:59:59.999Z', facts.courseDone(course));
    await happened(db, night.id, course, '2026-11-02T17:00:00.000Z', facts.courseDone(course));
    await happened(db, gone.id, course, at, facts.courseDone(course));
    await db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', gone.id).execute();
    expect(await days(db, await scope(units.hoaLu))).toEqual([{ day: '2026-11-02', count: 1 }, { day: '2026-11-03', count: 1 }, { day: '2026-11-22', count: 1 }]);
    expect(await days(db, await scope(units.tamDiep))).toEqual([]);
  });
});

it('a course was given on the day of its first enrolment that holds', async () => {
  const { db, units, course, learner } = await world();
  const given = async (unitId: string = units.team) => givenOn(db, await readUnitScope(db, { unitId, courseId: course.courseId, today }), zone);
  expect(await given()).toBeNull();
  const [first] = [await learner(units.team), await learner(units.team)];
  await db.updateTable('enrollment').set({ enrolled_at: '2026-03-01T17:30:00.000Z' }).where('user_id', '=', first!.id).execute();
  expect(await given()).toBe('2026-03-02');
  await db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', first!.id).execute();
  expect(await given()).toBe('2026-11-02');
});
