import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { countWork } from '../queries/assignment-work.server.ts';
import { enrol } from './enrol.server.ts';
import { endRule } from './end-rule.server.ts';
import { grantExemption } from './grant-exemption.server.ts';
import { runAssignment, workOf } from './run-assignment.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const at = (days = 0) => new Date(w.clock.now().getTime() + days * 86_400_000).toISOString();

describe('a rule that comes into force', () => {
  it('enrols everybody whom it fits, with day, duty and reason, and remembers why', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const rule = await w.force({ who: { units: [w.units.ward] } });
    expect((await w.enrolments()).map(({ userId }) => userId).sort()).toEqual([person.id, w.wardAdmin.id].sort());
    expect(await w.enrolmentOf(person)).toEqual({ userId: person.id, source: 'ASSIGNED', dueOn: '2026-12-23', isMandatory: 1, reason: 'Theo quy tắc “An toàn thông tin cho mọi người”: mọi cán bộ, công chức, viên chức, người lao động của UBND phường Hoa Lư và các đơn vị trực thuộc.' });
    expect(await w.links(person)).toEqual([{ ruleId: rule, made: 1, fittedOn: '2026-11-23', dueOn: '2026-12-23', release: null }]);
    const event = await w.db.selectFrom('progress_event').select(['verb', 'source']).where('user_id', '=', person.id).execute();
    expect(event).toEqual([{ verb: 'course.enrolled', source: 'job' }]);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('does the same work once, however often it runs, and says so', async () => {
    const people = [];
    for (let n = 0; n < 5; n += 1) people.push(await makePerson(w.db, { unitId: w.units.ward }));
    const id = await w.draft();
    const run = (await w.confirm(id)) as string;
    await Promise.all([runAssignment(w.ports, run), runAssignment(w.ports, run)]);
    await runAssignment(w.ports, run);
    expect(await w.enrolments()).toHaveLength(7);
    expect(await w.db.selectFrom('progress_event').select('id').execute()).toHaveLength(7);
    const done = await w.db.selectFrom('assignment_run').select(['state', 'done', 'total', 'counts']).executeTakeFirstOrThrow();
    expect({ ...done, counts: JSON.parse(done.counts) as unknown }).toEqual({ state: 'DONE', done: 7, total: 7, counts: { added: 7 } });
  });

  it('goes on where it stopped after it was killed in the middle', async () => {
    for (let n = 0; n < 6; n += 1) await makePerson(w.db, { unitId: w.units.ward });
    const id = await w.draft();
    const run = (await w.confirm(id)) as string;
    // As after a kill behind the first chunk: some are enrolled, and the run still says that it is running.
    const ids = (await w.db.selectFrom('user_account').select('id').orderBy('id').execute()).map((row) => row.id);
    await w.db.updateTable('assignment_run').set({ state: 'RUNNING', cursor: ids[3] as string, done: 3, total: 8, counts: '{"added":3}' }).execute();
    const rule = workOf(await w.rule(id));
    expect(rule && (await countWork(w.db, rule, w.today()))).toEqual({ assign: 8, release: 0 });
    await runAssignment(w.ports, run);
    const done = await w.db.selectFrom('assignment_run').select(['state', 'counts']).executeTakeFirstOrThrow();
    expect(done).toEqual({ state: 'DONE', counts: '{"added":8}' });
    expect(await w.night()).toBe(1);
    expect(await w.enrolments()).toHaveLength(8);
  });

  it('leaves alone who is enrolled already, and remembers that it found her so', async () => {
    const [self, planned, given] = [await makePerson(w.db, { unitId: w.units.ward }), await makePerson(w.db, { unitId: w.units.ward }), await makePerson(w.db, { unitId: w.units.ward })];
    const base = { courseId: w.course.courseId, isMandatory: false, enrolledBy: null, now: at(-10) };
    await enrol(w.db, { ...base, userId: self.id, source: 'SELF', reason: 'Tự ghi danh', dueOn: null });
    await enrol(w.db, { ...base, userId: planned.id, source: 'PLAN', reason: 'Học lại', dueOn: '2026-12-01' });
    await enrol(w.db, { ...base, userId: given.id, source: 'ASSIGNED', reason: 'Theo kế hoạch', dueOn: '2027-01-31' });
    await w.force();
    expect(await w.enrolmentOf(self)).toMatchObject({ source: 'SELF', dueOn: null, isMandatory: 0, reason: 'Tự ghi danh' });
    expect(await w.enrolmentOf(planned)).toMatchObject({ source: 'PLAN', dueOn: '2026-12-01', isMandatory: 0 });
    expect(await w.enrolmentOf(given)).toMatchObject({ source: 'ASSIGNED', dueOn: '2027-01-31', isMandatory: 0, reason: 'Theo kế hoạch' });
    expect((await Promise.all([self, planned, given].map(w.links))).flat().map(({ made }) => made)).toEqual([0, 0, 0]);
  });

  it('waits for its first day, and assigns in that night', async () => {
    const person = await makePerson(w.db, { unitId: w.units.ward });
    const id = await w.draft({ validFrom: '2026-11-25' });
    expect(await w.confirm(id)).toBeNull();
    expect(await w.night()).toBe(0);
    expect(await w.enrolmentOf(person)).toBeUndefined();
    expect(await w.night()).toBe(1);
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-25' });
  });

  it('assigns to nobody new after its last day, and takes nothing back', async () => {
    const person = await makePerson(w.db, { unitId: w.units.ward });
    await w.force({ validTo: '2026-11-24' });
    const late = await makePerson(w.db, { unitId: w.units.ward });
    expect(await w.night()).toBe(0);
    expect([(await w.enrolmentOf(person))?.dueOn, (await w.enrolmentOf(late))?.dueOn]).toEqual(['2026-12-23', undefined]);
  });

  it('gives more courses at once, each with a row of its own', async () => {
    const second = await makeCourse(w.db, { title: 'Đề án 06' });
    const person = await makePerson(w.db, { unitId: w.units.ward });
    await w.force({ what: { courses: [w.course.courseId, second.courseId] } });
    expect((await w.links(person)).map(({ made }) => made)).toEqual([1, 1]);
    expect(await w.enrolments(second.courseId)).toHaveLength(3);
  });
});

describe('people who change', () => {
  it('are followed at night: a transfer brings one under the rule and another one out of it', async () => {
    const [comes, goes] = [await makePerson(w.db, { unitId: w.units.other }), await makePerson(w.db, { unitId: w.units.office })];
    await w.force({ who: { units: [w.units.ward] } });
    await w.move(comes, w.units.office);
    await w.move(goes, w.units.other);
    expect(await w.night()).toBe(1);
    expect(await w.enrolmentOf(comes)).toMatchObject({ dueOn: '2026-12-24', isMandatory: 1 });
    expect(await w.enrolmentOf(goes)).toBeUndefined();
    expect(await w.links(goes)).toMatchObject([{ release: 'NOT_BEGUN' }]);
    const left = await w.db.selectFrom('progress_event').select('result').where('verb', '=', 'course.left').executeTakeFirstOrThrow();
    expect(JSON.parse(left.result)).toEqual({ reason: 'Quy tắc “An toàn thông tin cho mọi người” không còn áp dụng' });
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('keep what they have begun, as voluntary and without a day, and what they have completed', async () => {
    const [begun, done] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office })];
    await w.force({ who: { units: [w.units.ward] } });
    await happened(w.db, begun.id, w.course, at(), facts.opened(w.course));
    await happened(w.db, done.id, w.course, at(), facts.opened(w.course));
    await happened(w.db, done.id, w.course, at(), facts.courseDone(w.course));
    await w.move(begun, w.units.other);
    await w.move(done, w.units.other);
    await w.night();
    expect(await w.enrolmentOf(begun)).toMatchObject({ isMandatory: 0, dueOn: null });
    expect(await w.enrolmentOf(done)).toMatchObject({ isMandatory: 1, dueOn: '2026-12-23' });
    expect([(await w.links(begun))[0]?.release, (await w.links(done))[0]?.release]).toEqual(['KEPT', 'DONE']);
  });

  it('who come back get it anew, and the books hold both times', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ who: { units: [w.units.ward] } });
    await w.move(person, w.units.other);
    await w.night();
    await w.move(person, w.units.office);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-25' });
    expect((await w.links(person)).map(({ release }) => release)).toEqual(['NOT_BEGUN', null]);
  });

  it.each([
    ['disabled', { disabled_at: '2026-11-23T02:00:00.000Z' }],
    ['gone', { left_on: '2026-11-24' }],
  ])('who are %s are let go of', async (_what, change) => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force();
    await w.db.updateTable('user_account').set(change).where('id', '=', person.id).execute();
    await w.night();
    expect(await w.enrolmentOf(person)).toBeUndefined();
  });

  it('who have no unit are assigned nothing until they have one', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.db.updateTable('membership').set({ valid_to: '2026-11-23' }).where('user_id', '=', person.id).execute();
    await w.force();
    expect(await w.enrolmentOf(person)).toBeUndefined();
    await w.db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: w.units.ward, position_title: '', is_primary: 1, valid_from: '2026-11-24', valid_to: null }).execute();
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-24' });
  });

  it('whose enrolment no rule made keep it when the rule lets go', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await enrolled(w.db, person.id, w.course, { dueOn: '2026-12-31', now: at(-5) });
    await w.force({ who: { units: [w.units.ward] } });
    await w.move(person, w.units.other);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-31', isMandatory: 1 });
    expect((await w.links(person))[0]?.release).toBe('FOUND');
  });

  it('leave no trace in nights in which nothing changes', async () => {
    await w.force();
    expect([await w.night(), await w.night()]).toEqual([0, 0]);
    expect(await w.db.selectFrom('assignment_run').select('id').execute()).toHaveLength(1);
  });

  it('who are exempted are passed by until the exemption ends', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const given = await grantExemption(w.ports, w.admin, { id: newId(), userId: person.id, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ thai sản', validFrom: '2026-11-23', lastDay: '2026-11-24' });
    expect(given).toEqual({ ok: true });
    await w.force();
    expect(await w.enrolmentOf(person)).toBeUndefined();
    expect(await w.night()).toBe(0);
    expect(await w.night()).toBe(1);
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-25' });
  });
});

describe('somebody who comes back from an exemption', () => {
  const away = (userId: string, lastDay: string) => grantExemption(w.ports, w.admin, { id: newId(), userId, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định', validFrom: '2026-11-24', lastDay });

  it('is not late on her first day: the day that a rule set moves behind the end of her absence, once', async () => {
    const [person, soon, given] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office })];
    await enrolled(w.db, given.id, w.course, { dueOn: '2026-12-01', now: at(-5) });
    await w.force();
    for (const [who, lastDay] of [[person, '2027-01-31'], [soon, '2026-11-30'], [given, '2027-01-31']] as const) await away(who.id, lastDay);
    w.clock.pass({ days: 68 });
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-23' });
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2027-02-15' });
    await w.night();
    expect([await w.enrolmentOf(person), await w.enrolmentOf(soon), await w.enrolmentOf(given)]).toMatchObject([{ dueOn: '2027-02-15' }, { dueOn: '2026-12-23' }, { dueOn: '2026-12-01' }]);
  });
});

describe('a rule that changes', () => {
  it('moves everybody to the new version: day and duty follow, and nobody is late at once', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force();
    w.clock.pass({ days: 40 });
    await w.change(id, { what: { due: { kind: 'AFTER', days: 20 }, isMandatory: false } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2027-01-16', isMandatory: 0 });
    await w.change(id, { what: { due: { kind: 'DATE', on: '2027-03-31' } } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2027-03-31' });
    expect(await w.links(person)).toHaveLength(1);
  });

  it('does not move the day of what is completed', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force();
    await happened(w.db, person.id, w.course, at(), facts.courseDone(w.course));
    await w.change(id, { what: { due: { kind: 'DATE', on: '2027-03-31' } } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-23' });
  });

  it('lets go of whom it means no more and of courses that it names no more', async () => {
    const second = await makeCourse(w.db);
    const [inWard, elsewhere] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.other })];
    const id = await w.force({ what: { courses: [w.course.courseId, second.courseId] } });
    await w.change(id, { who: { units: [w.units.ward] }, what: { courses: [w.course.courseId] } });
    expect(await w.enrolments(second.courseId)).toEqual([]);
    expect([await w.enrolmentOf(inWard), await w.enrolmentOf(elsewhere)]).toEqual([expect.objectContaining({ source: 'ASSIGNED' }), undefined]);
  });

  it('gives somebody whom it fits after its fixed day the shortest notice', async () => {
    await w.force({ what: { due: { kind: 'DATE', on: '2026-11-25' } } });
    w.clock.pass({ days: 9 });
    const late = await makePerson(w.db, { unitId: w.units.office });
    await w.night();
    expect(await w.enrolmentOf(late)).toMatchObject({ dueOn: '2026-12-17' });
  });
});

describe('two rules for the same course', () => {
  it('come to the earlier day and the stricter duty, and each lets go by itself', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'DATE', on: '2027-01-31' }, isMandatory: true } });
    await w.force({ name: 'Phường học sớm', who: { units: [w.units.ward] }, what: { due: { kind: 'DATE', on: '2026-12-15' }, isMandatory: false } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-15', isMandatory: 1 });
    await w.move(person, w.units.other);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2027-01-31', isMandatory: 1 });
    expect((await w.links(person)).map(({ release }) => release)).toEqual([null, 'OTHER_RULE']);
  });
});

describe('a rule that ends', () => {
  it.each([
    ['keeps what it assigned', false, '2026-12-23', null],
    ['takes back what nobody has begun when it is told so', true, undefined, 'NOT_BEGUN'],
  ])('%s', async (_what, releases, dueOn, release) => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force();
    const outcome = await endRule(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, releases });
    expect(outcome.ok).toBe(true);
    await w.runAll();
    await w.night();
    expect((await w.enrolmentOf(person))?.dueOn).toBe(dueOn);
    expect((await w.links(person))[0]?.release).toBe(release);
    expect((await w.rule(id)).state).toBe('ENDED');
  });
});
