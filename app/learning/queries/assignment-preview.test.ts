import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { enrol } from '../commands/enrol.server.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import { openRuleVersion, saveWho } from '../commands/draft-rule.server.ts';
import { newId } from '../../platform/ids.ts';
import { everybody } from '../rules/assignment-rule.ts';
import { rulePreview } from './assignment-preview.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const previewOf = async (id: string) => rulePreview(w.db, w.admin, await w.rule(id), w.today());
const at = '2026-11-01T01:00:00.000Z';

describe('the preview of a rule', () => {
  it('puts everybody into exactly one column, and changes nothing', async () => {
    const people = [];
    for (let n = 0; n < 6; n += 1) people.push(await makePerson(w.db, { unitId: w.units.office }));
    const [self, planned, given, exempt, done] = people as [typeof w.admin, typeof w.admin, typeof w.admin, typeof w.admin, typeof w.admin];
    const base = { courseId: w.course.courseId, isMandatory: true, enrolledBy: null, now: at, dueOn: null, reason: 'x' };
    for (const [person, source] of [[self, 'SELF'], [planned, 'PLAN'], [given, 'ASSIGNED'], [done, 'SELF']] as const) await enrol(w.db, { ...base, userId: person.id, source });
    await happened(w.db, done.id, w.course, at, facts.courseDone(w.course));
    await grantExemption(w.ports, w.admin, { id: newId(), userId: exempt.id, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ phép', validFrom: '2026-11-23', lastDay: '2026-12-01' });
    const preview = await previewOf(await w.draft());
    expect(preview.courses).toEqual([{ courseId: w.course.courseId, total: 8, done: 1, counts: { ADDED: 3, STAYS: 0, SELF: 2, ASSIGNED: 1, PLAN: 1, RULE: 0, EXEMPT: 1 } }]);
    expect(preview.matched).toBe(8);
    expect(preview.sample).toHaveLength(3);
    expect(await w.db.selectFrom('assignment').select('id').execute()).toEqual([]);
  });

  it('says who stays and who is let go of by a change, by what becomes of the course', async () => {
    const [inWard, begun, waits] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.other }), await makePerson(w.db, { unitId: w.units.other })];
    const id = await w.force();
    await happened(w.db, begun.id, w.course, at, facts.opened(w.course));
    await openRuleVersion(w.ports, w.admin, id);
    await saveWho(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, name: 'Chỉ phường', who: { ...everybody, units: [w.units.ward] } });
    const preview = await previewOf(id);
    expect(preview.courses[0]?.counts).toMatchObject({ ADDED: 0, STAYS: 2 });
    expect(preview.released).toEqual({ NOT_BEGUN: 2, KEPT: 1 });
    expect((await w.enrolments()).map(({ userId }) => userId)).toEqual(expect.arrayContaining([inWard.id, begun.id, waits.id]));
  });

  it('of a rule that begins later is worked out for its first day', async () => {
    const [leaving, back] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office })];
    await w.db.updateTable('user_account').set({ left_on: '2026-12-15' }).where('id', '=', leaving.id).execute();
    await grantExemption(w.ports, w.admin, { id: newId(), userId: back.id, courseId: null, kind: 'LONG_LEAVE', reason: 'Nghỉ phép', validFrom: '2026-11-23', lastDay: '2026-12-10' });
    const [now, later] = [await previewOf(await w.draft()), await previewOf(await w.draft({ validFrom: '2027-01-01' }))];
    expect([now.on, now.courses[0]?.total, now.courses[0]?.counts.EXEMPT]).toEqual(['2026-11-23', 4, 1]);
    expect([later.on, later.courses[0]?.total, later.courses[0]?.counts.EXEMPT]).toEqual(['2027-01-01', 3, 0]);
  });

  it('shows rules that disagree, and which day wins for how many', async () => {
    await makePerson(w.db, { unitId: w.units.office });
    const first = await w.force({ name: 'Của tỉnh', what: { due: { kind: 'DATE', on: '2026-12-31' }, isMandatory: true } });
    const later = await previewOf(await w.draft({ name: 'Của phường', who: { units: [w.units.ward] }, what: { due: { kind: 'DATE', on: '2027-01-31' }, isMandatory: false } }));
    expect(later.conflicts).toEqual([{ ruleId: first, name: 'Của tỉnh', courseId: w.course.courseId, people: 2, thisFirst: 0, otherFirst: 2, duty: 2 }]);
    const earlier = await previewOf(await w.draft({ what: { due: { kind: 'AFTER', days: 5 } } }));
    expect(earlier.conflicts).toMatchObject([{ people: 3, thisFirst: 3, otherFirst: 0, duty: 0 }]);
    const same = await previewOf(await w.draft({ what: { due: { kind: 'DATE', on: '2026-12-31' } } }));
    expect(same.conflicts).toEqual([]);
    expect(same.courses[0]?.counts).toMatchObject({ RULE: 3 });
  });

  it('warns of what is odd', async () => {
    const kinds = async (id: string) => (await previewOf(id)).warnings.map(({ kind, count, names }) => [kind, count, ...names]);
    expect(await kinds(await w.draft())).toEqual([['EVERYBODY', 2]]);
    expect(await kinds(await w.draft({ who: { joinedFrom: '2030-01-01' } }))).toEqual([['NOBODY', 0]]);
    const homeless = await makePerson(w.db, { unitId: w.units.office });
    await w.db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', homeless.id).execute();
    await makePerson(w.db, { unitId: w.units.other });
    const id = await w.draft({ who: { units: [w.units.other, w.units.ward] } });
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-22' }).where('id', '=', w.units.other).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-22' }).where('unit_id', '=', w.units.other).execute();
    expect(await kinds(id)).toEqual([['CLOSED_UNIT', 1, 'UBND xã Gia Viễn'], ['IN_CLOSED_UNIT', 1], ['NO_UNIT', 1]]);
  });

  it('warns of a course that waits for another one which nobody gave', async () => {
    const asks = await makeCourse(w.db, { slug: 'nang-cao', title: 'Nâng cao', prerequisites: ['an-toan'] });
    const people = [];
    for (let n = 0; n < 5; n += 1) people.push(await makePerson(w.db, { unitId: w.units.office }));
    const [done, given, open, recognised] = people as [typeof w.admin, typeof w.admin, typeof w.admin, typeof w.admin];
    await happened(w.db, done.id, w.course, at, facts.courseDone(w.course));
    const base = { isMandatory: true, enrolledBy: null, now: at, dueOn: null, reason: 'x', source: 'ASSIGNED' } as const;
    await enrol(w.db, { ...base, userId: given.id, courseId: w.course.courseId });
    await enrol(w.db, { ...base, userId: open.id, courseId: asks.courseId });
    await w.db.updateTable('enrollment').set({ locked_at: null }).where('user_id', '=', open.id).execute();
    await grantExemption(w.ports, w.admin, { id: newId(), userId: recognised.id, courseId: w.course.courseId, kind: 'RECOGNISED', reason: 'Có chứng chỉ', validFrom: '2026-11-23', lastDay: '2026-12-01', number: '1', issuer: 'Học viện', issuedOn: '2026-01-01' });
    const warned = async (courses: string[]) => (await previewOf(await w.draft({ who: { units: [w.units.ward] }, what: { courses } }))).warnings.filter(({ kind }) => kind === 'FIRST_COURSE').map(({ count, names }) => [count, ...names]);
    // Of the six in the ward: the ward's administrator and the fifth person.
    expect(await warned([asks.courseId])).toEqual([[2, 'Nâng cao', 'An toàn thông tin']]);
    expect([await warned([asks.courseId, w.course.courseId]), await warned([w.course.courseId])]).toEqual([[], []]);
  });

  it('counts by the units at which people part, over several courses', async () => {
    const second = await makeCourse(w.db);
    await makePerson(w.db, { unitId: w.units.office });
    const preview = await previewOf(await w.draft({ what: { courses: [w.course.courseId, second.courseId] } }));
    expect(preview.byUnit.map(({ unitId, people, added }) => [unitId && preview.unitNames[unitId], people, added])).toEqual([['UBND phường Hoa Lư', 2, 4], ['UBND tỉnh Ninh Bình', 1, 2]]);
  });

  it('is refused for a rule that does not say what it assigns, or has no draft', async () => {
    await expect(previewOf(await w.force())).rejects.toMatchObject({ kind: 'conflict' });
  });
});
