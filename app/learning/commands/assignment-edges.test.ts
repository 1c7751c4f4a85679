import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { rulePage, rulesPage } from '../queries/assignment-pages.server.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { findOpenRun } from '../queries/assignment-run.server.ts';
import { countWork } from '../queries/assignment-work.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { whyAssigned } from '../queries/why-assigned.server.ts';
import { everybody } from '../rules/assignment-rule.ts';
import { confirmRule } from './confirm-rule.server.ts';
import { discardDraft, draftRule, openRuleVersion, saveWhat, saveWho } from './draft-rule.server.ts';
import { endRule } from './end-rule.server.ts';
import { enrol } from './enrol.server.ts';
import { endExemption, grantExemption } from './grant-exemption.server.ts';
import { putOffDays } from './put-off-days.server.ts';
import { rerunRule } from './rerun-rule.server.ts';
import { runAssignment, workOf } from './run-assignment.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const faults = (outcome: { ok: boolean; faults?: object }) => Object.keys(outcome.faults ?? {});
const actions = async () => (await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);
const revisionOf = async (id: string) => (await w.rule(id)).revision;
const exempt = async (userId: string, change: object = {}) => {
  const id = newId();
  expect(await grantExemption(w.ports, w.admin, { id, userId, courseId: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Theo quyết định', validFrom: w.today(), lastDay: '2026-12-31', ...change })).toEqual({ ok: true });
  return id;
};

describe('the form of a new rule, brought back by the browser', () => {
  it('with something else in it is refused instead of being lost without a word', async () => {
    const form = { id: newId(), unitId: null, name: 'Quy tắc', who: everybody };
    expect(await draftRule(w.ports, w.admin, form)).toEqual({ ok: true });
    expect(await draftRule(w.ports, w.admin, form)).toEqual({ ok: true });
    for (const change of [{ name: 'Tên khác' }, { who: { ...everybody, units: [w.units.ward] } }, { unitId: w.units.ward }]) expect(faults(await draftRule(w.ports, w.admin, { ...form, ...change }))).toEqual(['form']);
    expect((await w.rule(form.id)).draft).toMatchObject({ name: 'Quy tắc', who: everybody });
    expect(await actions()).toEqual(['assignment.draft']);
  });

  it('with the id of somebody else’s rule changes nothing of it and does not call it made', async () => {
    const id = await w.draft({ name: 'Của tỉnh' });
    expect(faults(await draftRule(w.ports, w.wardAdmin, { id, unitId: w.units.ward, name: 'Của phường', who: everybody }))).toEqual(['form']);
    expect((await w.rule(id)).draft?.name).toBe('Của tỉnh');
  });
});

describe('a change of a rule', () => {
  it('keeps the end that the rule had, and begins today', async () => {
    const id = await w.force({ validTo: '2027-01-01' });
    await openRuleVersion(w.ports, w.admin, id);
    expect((await w.rule(id)).draft).toMatchObject({ validFrom: '2026-11-23', validTo: '2027-01-01' });
  });

  it('of a rule that is to come begins with it, not before', async () => {
    const id = await w.draft({ validFrom: '2027-01-01' });
    await w.confirm(id);
    await openRuleVersion(w.ports, w.admin, id);
    expect((await w.rule(id)).draft).toMatchObject({ validFrom: '2027-01-01', validTo: null });
  });

  it('of a rule whose end is over begins anew without one', async () => {
    const id = await w.force({ validTo: '2026-11-24' });
    w.clock.pass({ days: 3 });
    await openRuleVersion(w.ports, w.admin, id);
    expect((await w.rule(id)).draft).toMatchObject({ validFrom: '2026-11-26', validTo: null });
  });

  it('that is to come makes an ended rule one that is to come, until its day', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force({ validTo: '2026-11-24' });
    w.clock.pass({ days: 1 });
    expect((await w.rule(id)).state).toBe('ENDED');
    await w.change(id, { validFrom: '2026-11-27', what: { isMandatory: false } });
    expect([(await w.rule(id)).state, (await rulesPage(w.db, w.admin, 'COMING', w.today())).rows.length]).toEqual(['COMING', 1]);
    expect(await w.night()).toBe(0);
    expect(await w.enrolmentOf(person)).toMatchObject({ isMandatory: 1 });
    await w.night();
    await w.night();
    expect([(await w.rule(id)).state, (await w.enrolmentOf(person))?.isMandatory]).toEqual(['IN_FORCE', 0]);
  });

  it('does not shorten what people have: a day that would be over gives the shortest notice', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force({ what: { due: { kind: 'AFTER', days: 60 } } });
    w.clock.pass({ days: 10 });
    await w.change(id, { what: { due: { kind: 'AFTER', days: 1 } } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-17' });
  });

  it('by two at once: one wins, the other one reads that it was changed', async () => {
    const id = await w.draft();
    const revision = await revisionOf(id);
    const what = { courses: [w.course.courseId], due: { kind: 'NONE' as const }, isMandatory: false };
    const both = await Promise.all([saveWhat(w.ports, w.admin, id, { revision, what, validFrom: '2026-11-23', validTo: null }), saveWho(w.ports, w.admin, id, { revision, name: 'Hai', who: everybody }), discardDraft(w.ports, w.admin, id).catch(() => 'gone')]);
    expect(both[0]).toEqual({ ok: true });
    expect(faults(both[1])).toEqual(['form']);
    expect(both[2]).toBe(false);
  });
});

describe('the second click on confirm', () => {
  it('long after the work was done leads to the same run, not to a night that will never come', async () => {
    const id = await w.draft();
    const revision = await revisionOf(id);
    const first = await confirmRule(w.ports, w.admin, id, { revision, isSure: true });
    expect(first).toMatchObject({ ok: true, runId: expect.any(String) as string });
    await w.runAll();
    expect(await confirmRule(w.ports, w.admin, id, { revision, isSure: true })).toEqual(first);
    expect((await actions()).filter((action) => action === 'assignment.confirm')).toHaveLength(1);
  });

  it('of a rule to come leads to no run', async () => {
    const id = await w.draft({ validFrom: '2026-12-01' });
    const revision = await revisionOf(id);
    for (let n = 0; n < 2; n += 1) expect(await confirmRule(w.ports, w.admin, id, { revision, isSure: true })).toEqual({ ok: true, runId: null });
  });

  it('by somebody else is refused', async () => {
    const second = await makePerson(w.db, { unitId: w.units.province, fullName: 'Trần Thị Khác', grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const id = await w.draft();
    const revision = await revisionOf(id);
    await confirmRule(w.ports, w.admin, id, { revision, isSure: true });
    expect(faults(await confirmRule(w.ports, second, id, { revision, isSure: true }))).toEqual(['form']);
  });
});

describe('rights over a rule', () => {
  const deeds: [string, (actor: Actor, id: string) => Promise<unknown>][] = [
    ['saveWho', async (actor, id) => saveWho(w.ports, actor, id, { revision: await revisionOf(id), name: 'Khác', who: everybody })],
    ['saveWhat', async (actor, id) => saveWhat(w.ports, actor, id, { revision: await revisionOf(id), what: { courses: [w.course.courseId], due: { kind: 'NONE' }, isMandatory: false }, validFrom: '2026-11-23', validTo: null })],
    ['confirmRule', async (actor, id) => confirmRule(w.ports, actor, id, { revision: await revisionOf(id), isSure: true })],
    ['openRuleVersion', (actor, id) => openRuleVersion(w.ports, actor, id)],
    ['discardDraft', (actor, id) => discardDraft(w.ports, actor, id)],
    ['endRule', async (actor, id) => endRule(w.ports, actor, id, { revision: await revisionOf(id), releases: true })],
    ['rerunRule', (actor, id) => rerunRule(w.ports, actor, id)],
  ];
  it.each(deeds)('%s is not for readers, leaders or administrators of another part', async (_name, deed) => {
    const id = await w.force({ unitId: w.units.ward, by: w.wardAdmin });
    await openRuleVersion(w.ports, w.wardAdmin, id);
    const before = await actions();
    const grants: Grant[] = [
      ...(['SYSTEM_ADMIN', 'AUDITOR'] as Role[]).map((role) => ({ role, scope: 'ALL' as const, unitId: null })),
      { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.ward }, { role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }, { role: 'LEARNER', scope: 'SELF', unitId: null },
      { role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }, { role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.office }, { role: 'TRAINING_ADMIN', scope: 'SELF', unitId: null },
    ];
    for (const grant of grants) {
      const actor = await makePerson(w.db, { unitId: w.units.ward, grants: [grant] });
      await expect(deed(actor, id)).rejects.toMatchObject({ kind: expect.stringMatching(/^(forbidden|not-found)$/) as string });
    }
    expect([await actions(), (await w.rule(id)).draft?.number]).toEqual([before, 2]);
  });

  it('of the province over a rule of a ward are the ward’s own, and more', async () => {
    const id = await w.force({ unitId: w.units.ward, by: w.wardAdmin });
    await w.change(id, { name: 'Tỉnh sửa giúp' }, w.admin);
    expect((await w.rule(id, w.wardAdmin)).held?.name).toBe('Tỉnh sửa giúp');
  });

  it('a rule of a ward never leaves it, whatever it says', async () => {
    const [inside, outside] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.other })];
    await w.force({ unitId: w.units.ward, by: w.wardAdmin });
    expect([(await w.enrolmentOf(inside))?.source, await w.enrolmentOf(outside), await w.enrolmentOf(w.admin)]).toEqual(['ASSIGNED', undefined, undefined]);
    await w.move(inside, w.units.other);
    expect(await whyAssigned(w.db, inside.id, w.course.courseId, w.today())).toMatchObject({ rules: [{ because: [] }] });
    await w.night();
    expect(await w.enrolmentOf(inside)).toBeUndefined();
  });
});

describe('a course that was withdrawn', () => {
  const retire = () => w.db.updateTable('course').set({ retired_at: '2026-11-23T05:00:00.000Z' }).where('id', '=', w.course.courseId).execute();

  it('is given to nobody new; those who have it keep it, and nights stay quiet', async () => {
    const second = await makeCourse(w.db, { title: 'Đề án 06' });
    const before = await makePerson(w.db, { unitId: w.units.office });
    const id = await w.force({ what: { courses: [w.course.courseId, second.courseId] } });
    await retire();
    const after = await makePerson(w.db, { unitId: w.units.office });
    expect(await w.night()).toBe(1);
    expect([(await w.enrolmentOf(before))?.source, await w.enrolmentOf(after)]).toEqual(['ASSIGNED', undefined]);
    expect((await w.enrolments(second.courseId)).map(({ userId }) => userId)).toContain(after.id);
    expect([await w.night(), await w.night()]).toEqual([0, 0]);
    const work = workOf(await w.rule(id));
    expect(work && (await countWork(w.db, work, w.today()))).toEqual({ assign: 0, release: 0 });
  });

  it('is warned of before the rule is confirmed', async () => {
    const id = await w.draft();
    await retire();
    expect((await rulePreview(w.db, w.admin, await w.rule(id), w.today())).warnings).toContainEqual({ kind: 'LOST_COURSE', count: 1, names: [] });
  });
});

describe('coming back from an exemption', () => {
  const later = (days: number) => w.clock.pass({ days });

  it('that was ended before it began moves no day: she was never away', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 12 } } });
    const id = await exempt(person.id, { validFrom: '2026-12-01' });
    later(2);
    await endExemption(w.ports, w.admin, id, { reason: 'Nhập nhầm' });
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-05' });
  });

  it('that was ended early in the morning counts from that day in Vietnam, not from the day before', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 8 } } });
    const id = await exempt(person.id);
    // 06:30 on 3 December in Vietnam is still 2 December elsewhere.
    w.clock.set('2026-12-02T23:30:00.000Z');
    await endExemption(w.ports, w.admin, id, { reason: 'Đi làm lại' });
    expect(await w.db.transaction().execute((tx) => putOffDays(tx, { today: '2026-12-03', shortestNotice: 14, timeZone: 'Asia/Ho_Chi_Minh' }))).toBe(1);
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-17' });
  });

  it('is done once: a second night moves nothing, and a later day is not drawn nearer', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 200 } } });
    await exempt(person.id, { lastDay: '2026-11-30' });
    later(8);
    await w.night();
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2027-06-11' });
  });

  it('of another course moves no day of this one', async () => {
    const second = await makeCourse(w.db);
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 8 } } });
    await exempt(person.id, { courseId: second.courseId, lastDay: '2026-12-01' });
    later(9);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-01' });
  });

  it('out of two exemptions, one after the other, counts from the later end', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 8 } } });
    await exempt(person.id, { lastDay: '2026-11-29' });
    await exempt(person.id, { courseId: null, kind: 'OTHER_REASON', validFrom: '2026-11-25', lastDay: '2026-12-05' });
    later(13);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-20' });
  });

  it('does not move the day of what she completed meanwhile', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { due: { kind: 'AFTER', days: 8 } } });
    await exempt(person.id, { lastDay: '2026-12-10' });
    await happened(w.db, person.id, w.course, '2026-12-02T01:00:00.000Z', facts.courseDone(w.course));
    later(20);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-01' });
  });
});

describe('the page of a rule', () => {
  it('tells the day that holds now, also after a renewal put another enrolment in the place of the first', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office, fullName: 'Đỗ Thị Ngọc' });
    const id = await w.force();
    await w.db.updateTable('enrollment').set({ cancelled_at: w.clock.now().toISOString() }).where('user_id', '=', person.id).execute();
    await enrol(w.db, { userId: person.id, courseId: w.course.courseId, source: 'PLAN', isMandatory: true, reason: 'Học lại', dueOn: '2027-11-30', enrolledBy: null, now: w.clock.now().toISOString() });
    expect((await rulePage(w.db, w.admin, id, { q: 'ngoc', page: 1 }, w.today())).people.rows.map(({ fullName, dueOn }) => [fullName, dueOn])).toEqual([['Đỗ Thị Ngọc', '2027-11-30']]);
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ source: 'PLAN', dueOn: '2027-11-30' });
  });

  it('says who is exempted, and counts her all the same: the rule fits her', async () => {
    const id = await w.force();
    await exempt(w.wardAdmin.id);
    const { people } = await rulePage(w.db, w.admin, id, { q: '', page: 1 }, w.today());
    expect([people.total, people.rows.map(({ fullName, exempt: is }) => [fullName, Boolean(is)]).toSorted()]).toEqual([2, [['Lê Hoài Ân', true], ['Vũ Minh Tuệ', false]]]);
  });
});

describe('a run', () => {
  it('of a rule with twenty courses leaves nobody half served when it is cut into chunks', async () => {
    const courses = [w.course.courseId];
    for (let n = 0; n < 19; n += 1) courses.push((await makeCourse(w.db)).courseId);
    for (let n = 0; n < 24; n += 1) await makePerson(w.db, { unitId: w.units.office });
    await w.force({ what: { courses } });
    const counted = await w.db.selectFrom('enrollment').select((select) => ['user_id', select.fn.countAll<number>().as('n')]).groupBy('user_id').execute();
    expect(counted.map(({ n }) => Number(n))).toEqual(Array.from({ length: 26 }, () => 20));
    expect(await w.db.selectFrom('assignment_run').select(['state', 'done', 'total']).execute()).toEqual([{ state: 'DONE', done: 520, total: 520 }]);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('of a rule that was ended while it waited lets go instead of assigning', async () => {
    const id = await w.draft();
    const run = (await w.confirm(id)) ?? '';
    await w.db.updateTable('assignment_rule').set({ ended_on: '2026-11-23', ended_by: w.admin.id, releases: 1 }).where('id', '=', id).execute();
    await runAssignment(w.ports, run);
    expect([await w.enrolments(), await findOpenRun(w.db, id)]).toEqual([[], undefined]);
  });

  it('that is none, or is done, does nothing', async () => {
    await w.force();
    const { id } = await w.db.selectFrom('assignment_run').select('id').executeTakeFirstOrThrow();
    const before = await w.db.selectFrom('assignment_run').selectAll().execute();
    await runAssignment(w.ports, newId());
    await runAssignment(w.ports, id);
    expect(await w.db.selectFrom('assignment_run').selectAll().execute()).toEqual(before);
  });

  it('keeps hostile names as they are, in the reason that people read and in the log', async () => {
    const name = `<script>alert("1")</script> ' -- 🙂`;
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.force({ name });
    expect((await w.enrolmentOf(person))?.reason).toContain(name);
    const details = (await w.db.selectFrom('audit_event').select('details').where('action', '=', 'assignment.apply').executeTakeFirstOrThrow()).details;
    expect(JSON.parse(details)).toMatchObject({ title: name, counts: { added: 3 } });
  });
});

describe('a rule that lets go', () => {
  it('of somebody with a secondary post keeps to her primary one', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await w.db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: w.units.other, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    await w.force({ who: { units: [w.units.other] } });
    expect(await w.enrolmentOf(person)).toBeUndefined();
  });

  it('follows a unit that is moved below another one', async () => {
    const team = await makeUnit(w.db, { name: 'Tổ công nghệ số', parentId: w.units.other });
    const person = await makePerson(w.db, { unitId: team });
    await w.force({ who: { units: [w.units.ward] } });
    expect(await w.enrolmentOf(person)).toBeUndefined();
    await w.db.updateTable('org_unit_version').set({ parent_id: w.units.office }).where('unit_id', '=', team).execute();
    await w.night();
    expect(await w.enrolmentOf(person)).toMatchObject({ source: 'ASSIGNED' });
  });

  it.each([
    ['what she enrolled in herself', 'SELF' as const], ['a round that was planned', 'PLAN' as const],
  ])('never ends %s', async (_what, source) => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await enrol(w.db, { userId: person.id, courseId: w.course.courseId, source, isMandatory: false, reason: 'Lý do', dueOn: '2027-01-01', enrolledBy: null, now: w.clock.now().toISOString() });
    const id = await w.force();
    await endRule(w.ports, w.admin, id, { revision: await revisionOf(id), releases: true });
    await w.runAll();
    expect(await w.enrolmentOf(person)).toMatchObject({ source, dueOn: '2027-01-01' });
    expect((await w.links(person)).map(({ release }) => release)).toEqual(['FOUND']);
  });

  it('on the condition of a result lets go of whoever reaches it, and takes no completion away', async () => {
    const [done, open] = [await makePerson(w.db, { unitId: w.units.office }), await makePerson(w.db, { unitId: w.units.office })];
    await w.force({ who: { result: { courseId: w.course.courseId, kind: 'NOT_COMPLETED', before: null } } });
    await happened(w.db, done.id, w.course, '2026-11-23T02:00:00.000Z', facts.courseDone(w.course));
    expect(await w.night()).toBe(1);
    expect([(await w.links(done))[0]?.release, (await w.links(open))[0]?.release]).toEqual(['DONE', null]);
    expect(await w.db.selectFrom('course_progress').select('completed_at').where('user_id', '=', done.id).execute()).toEqual([{ completed_at: '2026-11-23T02:00:00.000Z' }]);
    expect(await w.enrolmentOf(done)).toMatchObject({ source: 'ASSIGNED' });
  });

  it('leaves the enrolment of somebody who was given the course by hand before', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    await enrolled(w.db, person.id, w.course, { dueOn: '2026-12-24' });
    const id = await w.force({ what: { due: { kind: 'DATE', on: '2026-12-01' } } });
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-24' });
    await endRule(w.ports, w.admin, id, { revision: await revisionOf(id), releases: true });
    await w.runAll();
    expect(await w.enrolmentOf(person)).toMatchObject({ dueOn: '2026-12-24', isMandatory: 1 });
  });
});
