import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { enrolled, facts, happened, makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { makeQuestion, submittedAttempt, suspend, type AnsweredQuestion } from '../../../tests/world/unit-figures.ts';
import { newId } from '../../platform/ids.ts';
import { unitMonths, unitTopics } from '../queries/unit-figures.server.ts';
import { readUnitScope } from '../queries/unit-progress.server.ts';
import { countUnitFigures } from './count-unit-figures.server.ts';

const today = '2026-11-23';
let db: Db;
let course: MadeCourse;
let units: Record<'province' | 'ward' | 'office' | 'elsewhere', string>;
beforeEach(async () => {
  db = await freshDb();
  course = await makeCourse(db);
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const ward = await makeUnit(db, { parentId: province });
  units = { province, ward, office: await makeUnit(db, { parentId: ward }), elsewhere: await makeUnit(db, { parentId: province }) };
  return () => db.destroy();
});
const count = () => countUnitFigures(testPorts(db, testClock()));
const scope = (unitId: string) => readUnitScope(db, { unitId, courseId: course.courseId, today });
const learner = async (unitId: string, now = '2026-08-10T01:00:00.000Z') => {
  const person = await makePerson(db, { unitId });
  await enrolled(db, person.id, course, { now });
  return person;
};
const done = (userId: string, at: string) => happened(db, userId, course, at, facts.courseDone(course));

describe('the ends of months', () => {
  const months = async (unitId: string) => Object.fromEntries((await unitMonths(db, await scope(unitId))).map(({ month, enrolled: all, done: ready }) => [month, `${ready}/${all}`]));

  it('say how many had the course and how many were done, up to the last second of the month here', async () => {
    const [early, late, never] = [await learner(units.ward), await learner(units.office), await learner(units.office, '2026-09-30T17:00:00.000Z')];
    await done(early.id, '2026-08-31T16:59:59.999Z');
    await done(late.id, '2026-08-31T17:00:00.000Z');
    await count();
    expect(await months(units.ward)).toEqual({ '2026-08': '1/2', '2026-09': '2/2', '2026-10': '2/3' });
    expect(await months(units.office)).toEqual({ '2026-08': '0/1', '2026-09': '1/1', '2026-10': '1/2' });
    expect(await months(units.elsewhere)).toEqual({});
    expect(never.id).not.toBe(late.id);
  });

  it('leave somebody who moved where she worked then', async () => {
    const person = await learner(units.ward);
    await db.updateTable('membership').set({ valid_to: '2026-10-01' }).where('user_id', '=', person.id).execute();
    await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: units.elsewhere, position_title: 'Công chức', is_primary: 1, valid_from: '2026-10-01', valid_to: null }).execute();
    await count();
    expect([await months(units.ward), await months(units.elsewhere), await months(units.province)]).toEqual([{ '2026-08': '0/1', '2026-09': '0/1' }, { '2026-10': '0/1' }, { '2026-08': '0/1', '2026-09': '0/1', '2026-10': '0/1' }]);
  });

  it('count people of a unit that was merged in the one that took its place, and of one that was split where they are now', async () => {
    const [old, split] = [await makeUnit(db, { parentId: units.province }), await makeUnit(db, { parentId: units.province })];
    const [merged, stays] = [await learner(old), await learner(split)];
    const end = async (unitId: string, heirs: readonly [string, 'FULL' | 'PART'][]) => {
      await db.updateTable('org_unit_version').set({ valid_to: '2026-10-01' }).where('unit_id', '=', unitId).execute();
      for (const [to, share] of heirs) await db.insertInto('org_unit_change').values({ id: newId(), kind: share === 'FULL' ? 'MERGE' : 'SPLIT', from_unit_id: unitId, to_unit_id: to, share, legal_basis: 'Nghị quyết', effective_on: '2026-10-01' }).execute();
    };
    await end(old, [[units.ward, 'FULL']]);
    await end(split, [[units.ward, 'PART'], [units.elsewhere, 'PART']]);
    for (const [person, to] of [[merged, units.ward], [stays, units.elsewhere]] as const) {
      await db.updateTable('membership').set({ valid_to: '2026-10-01' }).where('user_id', '=', person.id).execute();
      await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: to, position_title: 'Công chức', is_primary: 1, valid_from: '2026-10-01', valid_to: null }).execute();
    }
    await count();
    expect([await months(units.ward), await months(units.elsewhere)]).toEqual([{ '2026-08': '0/1', '2026-09': '0/1', '2026-10': '0/1' }, { '2026-08': '0/1', '2026-09': '0/1', '2026-10': '0/1' }]);
  });

  it('keep who has left since, and forget who never had the course', async () => {
    const person = await learner(units.ward);
    await makePerson(db, { unitId: units.ward });
    await db.updateTable('user_account').set({ disabled_at: '2026-10-15T01:00:00.000Z' }).where('id', '=', person.id).execute();
    await db.updateTable('membership').set({ valid_to: '2026-10-15' }).where('user_id', '=', person.id).execute();
    await count();
    expect(await months(units.ward)).toEqual({ '2026-08': '0/1', '2026-09': '0/1' });
  });

  it('leave out who was exempted then, as the page of today does, unless she was done', async () => {
    const [away, back, ready] = [await learner(units.ward), await learner(units.ward), await learner(units.ward)];
    const exempt = (userId: string, validFrom: string, validTo: string, endedAt: string | null = null) =>
      db.insertInto('exemption').values({ id: newId(), user_id: userId, course_id: course.courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ thai sản', valid_from: validFrom, valid_to: validTo, created_by: userId, created_at: '2026-08-01T01:00:00.000Z', ended_at: endedAt, end_reason: endedAt && 'Đi làm lại' }).execute();
    await exempt(away.id, '2026-08-15', '2026-12-31');
    await exempt(back.id, '2026-08-15', '2026-12-31', '2026-09-20T01:00:00.000Z');
    await exempt(ready.id, '2026-08-15', '2026-12-31');
    await done(ready.id, '2026-09-10T01:00:00.000Z');
    await count();
    expect(await months(units.ward)).toEqual({ '2026-09': '1/2', '2026-10': '1/2' });
  });

  it('are the same however often they are counted, and courses out of use are left as they are', async () => {
    await learner(units.ward);
    await count();
    const once = await db.selectFrom('unit_month').selectAll().execute();
    await count();
    expect(await db.selectFrom('unit_month').selectAll().execute()).toEqual(once);
    await db.updateTable('course').set({ retired_at: '2026-11-01T01:00:00.000Z' }).execute();
    await db.updateTable('enrollment').set({ cancelled_at: '2026-11-01T01:00:00.000Z' }).execute();
    await count();
    expect(await db.selectFrom('unit_month').selectAll().execute()).toEqual(once);
  });
});

describe('what is known of a module', () => {
  const topics = async (unitId: string) => Object.fromEntries((await unitTopics(db, await scope(unitId))).topics.map(({ moduleKey, people, percent, edge }) => [moduleKey, { people, percent, edge }]));
  const nobody = { people: 0, percent: null, edge: null };
  const sit = async (unitId: string, people: number, answers: readonly AnsweredQuestion[], at = 0) => {
    const ids: string[] = [];
    for (let n = 0; n < people; n += 1) {
      const { id } = await learner(unitId);
      await submittedAttempt(db, id, course, { at, submittedAt: '2026-10-05T01:00:00.000Z', answers });
      ids.push(id);
    }
    return ids;
  };

  it('is told of ten people and more, over a unit and what is below it, and of nine in words only', async () => {
    const [right, wrong] = [await makeQuestion(db, course, 'm1'), await makeQuestion(db, course, 'm2')];
    const answers: AnsweredQuestion[] = [{ module: 'm1', points: 1, questionId: right }, { module: 'm2', points: 0.5, questionId: wrong }];
    await sit(units.ward, 4, answers);
    await sit(units.office, 6, answers, 1);
    await count();
    expect(await topics(units.ward)).toEqual({ m1: { people: 10, percent: 95, edge: 'most' }, m2: { people: 10, percent: 50, edge: null } });
    expect(await topics(units.office)).toEqual({ m1: { people: 6, percent: null, edge: null }, m2: { people: 6, percent: null, edge: null } });
    expect(await topics(units.elsewhere)).toEqual({ m1: nobody, m2: nobody });
    expect((await unitTopics(db, await scope(units.ward))).topics.map(({ title }) => title)).toEqual(['Phòng thủ', 'Danh tính']);
  });

  it('is not told of a unit whose neighbour could be found by subtracting, nor of what stands below it', async () => {
    const beside = await makeUnit(db, { parentId: units.province });
    const answers: AnsweredQuestion[] = [{ module: 'm1', points: 1 }];
    await sit(units.office, 11, answers);
    await sit(units.elsewhere, 5, answers);
    await sit(beside, 14, answers);
    await count();
    const told = async () => Object.fromEntries(await Promise.all((['province', 'ward', 'office', 'elsewhere'] as const).map(async (name) => [name, (await topics(units[name]))['m1']?.percent !== null] as const)));
    expect([await told(), (await topics(beside))['m1']?.percent]).toEqual([{ province: true, ward: false, office: false, elsewhere: false }, 95]);
    expect((await topics(units.ward))['m1']).toEqual({ people: 11, percent: null, edge: null });
    await sit(units.province, 5, answers);
    await count();
    expect(await told()).toEqual({ province: true, ward: true, office: true, elsewhere: false });
  });

  it('counts the first answer to each question, in module and final tests only', async () => {
    const question = await makeQuestion(db, course, 'm1');
    for (const id of await sit(units.ward, 10, [{ module: 'm1', points: 0, questionId: question }])) {
      await submittedAttempt(db, id, course, { at: 0, number: 2, submittedAt: '2026-10-06T01:00:00.000Z', answers: [{ module: 'm1', points: 1, questionId: question }] });
      await submittedAttempt(db, id, course, { at: 1, submittedAt: null, answers: [{ module: 'm2', points: 1 }] });
    }
    await count();
    expect(await topics(units.ward)).toEqual({ m1: { people: 10, percent: 5, edge: 'least' }, m2: nobody });
    await db.updateTable('assessment_version').set({ kind: 'PRETEST' }).execute();
    await count();
    expect(await topics(units.ward)).toEqual({ m1: nobody, m2: nobody });
  });

  it('is not judged by questions that are out of use or were waived', async () => {
    const bad = await makeQuestion(db, course, 'm1');
    const ids = await sit(units.ward, 10, [{ module: 'm1', points: 0, questionId: bad }, { module: 'm1', points: 1 }]);
    await suspend(db, bad, ids[0]!);
    await count();
    expect((await topics(units.ward))['m1']).toEqual({ people: 10, percent: 95, edge: 'most' });
  });

  it('leaves out who is out of service, has moved away or no longer has the course', async () => {
    const [disabled, moved, cancelled] = await sit(units.ward, 12, [{ module: 'm1', points: 1 }]);
    await db.updateTable('user_account').set({ disabled_at: '2026-11-01T01:00:00.000Z' }).where('id', '=', disabled!).execute();
    await db.updateTable('membership').set({ unit_id: units.elsewhere }).where('user_id', '=', moved!).execute();
    await count();
    expect((await topics(units.ward))['m1']?.people).toBe(10);
    await db.updateTable('enrollment').set({ cancelled_at: '2026-11-01T01:00:00.000Z' }).where('user_id', '=', cancelled!).execute();
    await count();
    expect((await topics(units.ward))['m1']).toEqual({ people: 9, percent: null, edge: null });
  });

  it('says when it was counted', async () => {
    expect((await unitTopics(db, await scope(units.ward))).countedAt).toBeNull();
    await sit(units.ward, 1, [{ module: 'm1', points: 1 }]);
    await count();
    expect((await unitTopics(db, await scope(units.ward))).countedAt).toBe('2026-11-23T01:00:00.000Z');
  });
});
