import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignmentWorld } from '../../../tests/world/assignments.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { remindedWorld, remindersOf } from '../../../tests/world/reminders.ts';
import { newId } from '../../platform/ids.ts';
import { escalateDue } from '../commands/escalate-due.server.ts';
import { endExemption, grantExemption } from '../commands/grant-exemption.server.ts';
import { remindSelected } from '../commands/remind-selected.server.ts';
import { addCounts, learnerStates, noCounts } from '../rules/learner-state.ts';
import { listCandidates } from './hand-reminders.server.ts';
import { unitView, type UnitView } from './unit-page.server.ts';
import { completionDays, countExempted, countsBySubUnit, idsOfLearners, readUnitScope, type UnitScope } from './unit-progress.server.ts';
import { listTrainingWork } from './waiting-work.server.ts';
import { figuresOf, unitFigures } from './week-figures.server.ts';
import { escalationsPage } from './escalations-page.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** The same scope among so many units that the other way of walking is taken. */
const manyUnits = (scope: UnitScope): UnitScope => ({ ...scope, under: new Map([...scope.under, ...Array.from({ length: 250 }, (_, at): [string, string] => [`none-${at}`, `none-${at}`])]) });
type Full = Extract<UnitView, { kind: 'course' }>;

async function world() {
  const w = await assignmentWorld();
  const exempt = async (userId: string, change: object = {}) => {
    const id = newId();
    expect(await grantExemption(w.ports, w.admin, { id, userId, courseId: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Theo quyết định', validFrom: w.today(), lastDay: '2026-12-31', ...change })).toEqual({ ok: true });
    return id;
  };
  const learner = async (unitId: string, traits: { dueOn?: string | null; started?: boolean; done?: boolean } = {}) => {
    const person = await makePerson(w.db, { unitId });
    await enrolled(w.db, person.id, w.course, { dueOn: traits.dueOn ?? null });
    if (traits.started) await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.opened(w.course));
    if (traits.done) await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
    return person;
  };
  const leader = await makePerson(w.db, { unitId: w.units.ward, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.ward }] });
  const view = async (state?: (typeof learnerStates)[number]) => (await unitView(w.db, leader, { page: 1, state }, { today: w.today(), timeZone })) as Full;
  return Object.assign(w, { exempt, learner, leader, view });
}

describe('the leader’s page', () => {
  it('leaves exempted people out of every figure and every list, and says how many they are', async () => {
    await using w = await world();
    const [late, doing, todo, done] = [await w.learner(w.units.office, { dueOn: '2026-11-01' }), await w.learner(w.units.office, { started: true }), await w.learner(w.units.ward), await w.learner(w.units.office, { done: true })];
    const stranger = await w.learner(w.units.other, { dueOn: '2026-11-01' });
    expect((await w.view()).total).toEqual({ total: 4, done: 1, doing: 1, late: 1, todo: 1 });
    for (const { id } of [late, doing, done, stranger]) await w.exempt(id);
    const shown = await w.view();
    expect([shown.total, shown.exempted]).toEqual([{ total: 2, done: 1, doing: 0, late: 0, todo: 1 }, 2]);
    expect(shown.learners.rows.map(({ id }) => id).sort()).toEqual([todo.id, done.id].sort());
    for (const state of learnerStates) expect((await w.view(state)).learners.rows).toHaveLength(shown.total[state]);
  });

  it('stands empty, not broken, where everybody is exempted', async () => {
    await using w = await world();
    for (const unitId of [w.units.office, w.units.ward]) await w.exempt((await w.learner(unitId, { dueOn: '2026-11-01' })).id, { courseId: null });
    const shown = await w.view();
    expect(shown).toMatchObject({ total: noCounts, own: noCounts, exempted: 2, children: [], learners: { total: 0, page: 1, pages: 1, rows: [] } });
  });

  it('counts somebody with two exemptions once, and nobody who has not the course, has left or was exempted once', async () => {
    await using w = await world();
    const twice = await w.learner(w.units.office);
    await w.exempt(twice.id);
    await w.exempt(twice.id, { courseId: null, kind: 'OTHER_REASON' });
    await w.exempt((await makePerson(w.db, { unitId: w.units.office })).id);
    const gone = await w.learner(w.units.office);
    await w.exempt(gone.id);
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T01:00:00.000Z' }).where('id', '=', gone.id).execute();
    const back = await w.learner(w.units.office);
    await endExemption(w.ports, w.admin, await w.exempt(back.id), { reason: 'Đi làm lại' });
    const elsewhere = await w.learner(w.units.office);
    await w.exempt(elsewhere.id, { courseId: (await makeCourse(w.db)).courseId });
    await w.exempt((await w.learner(w.units.office)).id, { validFrom: '2026-11-24' });
    expect(await w.view()).toMatchObject({ total: { total: 3, todo: 3 }, exempted: 1 });
  });

  it('follows an exempted person to her new unit', async () => {
    await using w = await world();
    const person = await w.learner(w.units.office);
    await w.exempt(person.id);
    const exempted = async (unitId: string) => countExempted(w.db, await readUnitScope(w.db, { unitId, courseId: w.course.courseId, today: w.today() }));
    expect([await exempted(w.units.ward), await exempted(w.units.other)]).toEqual([1, 0]);
    await w.move(person, w.units.other);
    expect([await exempted(w.units.ward), await exempted(w.units.other), await exempted(w.units.province)]).toEqual([0, 1, 1]);
  });

  it('adds up, whatever people are and whichever way they are walked', async () => {
    const trait = fc.record({ unit: fc.constantFrom('ward', 'office', 'other') as fc.Arbitrary<'ward' | 'office' | 'other'>, dueOn: fc.constantFrom(null, '2026-11-22', '2026-11-23', '2027-01-31'), started: fc.boolean(), done: fc.boolean(), exempt: fc.constantFrom('none', 'course', 'all', 'ended', 'coming') });
    await fc.assert(
      fc.asyncProperty(fc.array(trait, { maxLength: 9 }), async (people) => {
        await using w = await world();
        let expected = 0;
        for (const { unit, exempt, ...traits } of people) {
          const { id } = await w.learner(w.units[unit], traits);
          if (exempt === 'none') continue;
          const given = await w.exempt(id, { ...(exempt === 'all' ? { courseId: null } : {}), ...(exempt === 'coming' ? { validFrom: '2026-11-24' } : {}) });
          if (exempt === 'ended') await endExemption(w.ports, w.admin, given, { reason: 'Đi làm lại' });
          if ((exempt === 'course' || exempt === 'all') && !traits.done) expected += 1;
        }
        const scope = await readUnitScope(w.db, { unitId: w.units.province, courseId: w.course.courseId, today: w.today() });
        for (const one of [scope, manyUnits(scope)]) {
          const total = [...(await countsBySubUnit(w.db, one)).values()].reduce(addCounts, noCounts);
          expect(total.done + total.doing + total.late + total.todo).toBe(total.total);
          expect([total.total + (await countExempted(w.db, one)), await countExempted(w.db, one)]).toEqual([people.length, expected]);
          expect((await completionDays(w.db, one, timeZone)).reduce((sum, { count }) => sum + count, 0)).toBe(total.done);
          expect(await idsOfLearners(w.db, one, undefined)).toHaveLength(total.total);
          for (const state of learnerStates) expect(await idsOfLearners(w.db, one, state)).toHaveLength(total[state]);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('what waits for a leader', () => {
  it('is nobody who is exempted', async () => {
    await using w = await world();
    const [one] = [await w.learner(w.units.office, { dueOn: '2026-11-01' }), await w.learner(w.units.office, { dueOn: '2026-11-01' })];
    expect(await listTrainingWork(w.db, w.leader, w.today())).toMatchObject([{ count: 2 }]);
    const id = await w.exempt(one.id);
    expect(await listTrainingWork(w.db, w.leader, w.today())).toMatchObject([{ count: 1 }]);
    await endExemption(w.ports, w.admin, id, { reason: 'Đi làm lại' });
    expect(await listTrainingWork(w.db, w.leader, w.today())).toMatchObject([{ count: 2 }]);
  });

  it('is nothing at all when all of them are', async () => {
    await using w = await world();
    await w.exempt((await w.learner(w.units.office, { dueOn: '2026-11-01' })).id, { courseId: null });
    expect(await listTrainingWork(w.db, w.leader, w.today())).toEqual([]);
  });
});

describe('the figures of the weekly letter', () => {
  it('are those of the page Units: exempted people stand in none, unless they have completed', async () => {
    await using w = await world();
    const [late, soon, done] = [await w.learner(w.units.office, { dueOn: '2026-11-01' }), await w.learner(w.units.office, { dueOn: '2026-11-30' }), await w.learner(w.units.office, { done: true })];
    const figures = async () => figuresOf([w.units.office], await unitFigures(w.db, { at: w.clock.now().toISOString(), day: w.today() })).get(w.course.courseId);
    expect(await figures()).toMatchObject({ total: 3, late: 1, soon: 1, done: 1 });
    for (const { id } of [late, soon, done]) await w.exempt(id, { courseId: null });
    expect(await figures()).toMatchObject({ total: 1, late: 0, soon: 0, done: 1, lateBefore: 0 });
  });
});

describe('a reminder by hand', () => {
  const monday = '2026-12-07T03:00:00.000Z';
  async function remindable() {
    const w = await remindedWorld(monday);
    const leader = await makePerson(w.db, { unitId: w.units.hoaLu, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.hoaLu }] });
    const admin = await makePerson(w.db, { unitId: w.units.province, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const exempt = (userId: string, courseId: string | null = w.course.courseId) => grantExemption(w.ports, admin, { id: newId(), userId, courseId, kind: 'EQUAL_TRAINING', reason: 'Đã học nơi khác', validFrom: '2026-12-07', lastDay: '2026-12-31' });
    const states = async (who: string[]) => Object.fromEntries((await listCandidates(w.db, leader, { courseId: w.course.courseId, who, today: '2026-12-07' })).map(({ id, state }) => [id, state]));
    return Object.assign(w, { leader, admin, exempt, states });
  }

  it('reaches nobody who was exempted since the list was opened', async () => {
    await using w = await remindable();
    const [one, two] = [await w.learner(), await w.learner()];
    await w.exempt(one.id);
    expect(await w.states([one.id, two.id])).toEqual({ [one.id]: 'EXEMPT', [two.id]: 'READY' });
    expect(await remindSelected(w.ports, w.leader, { course: 'an-toan', who: [one.id, two.id] })).toEqual({ ok: true, sent: 1, skipped: 1 });
    expect((await remindersOf(w.db)).map(({ userId }) => userId)).toEqual([two.id]);
  });

  it('is refused when everybody is exempted', async () => {
    await using w = await remindable();
    const one = await w.learner();
    await w.exempt(one.id, null);
    expect(await remindSelected(w.ports, w.leader, { course: 'an-toan', who: [one.id] })).toMatchObject({ ok: false });
  });

  it('calls done who is done, not enrolled who is not, exempted or not', async () => {
    await using w = await remindable();
    const [done, none] = [await w.learner(), await makePerson(w.db, { unitId: w.units.office })];
    await happened(w.db, done.id, w.course, '2026-12-01T01:00:00.000Z', facts.courseDone(w.course));
    for (const { id } of [done, none]) await w.exempt(id, null);
    expect(await w.states([done.id, none.id])).toEqual({ [done.id]: 'DONE', [none.id]: 'NOT_ENROLLED' });
  });

  it('and somebody of whom her leader was told is late no longer once she is exempted', async () => {
    await using w = await remindable();
    const [late, away] = [await w.learner({ fullName: 'Trần Muộn' }), await w.learner({ fullName: 'Lê Nghỉ' })];
    await escalateDue(w.ports);
    await w.exempt(away.id);
    const { rows } = await escalationsPage(w.db, w.admin, { page: 1 }, { at: w.now(), today: '2026-12-07', timeZone });
    expect(rows.map(({ fullName, state }) => [fullName, state]).toSorted()).toEqual([['Lê Nghỉ', 'ended'], ['Trần Muộn', 'late']]);
    expect(late.id).not.toBe(away.id);
  });
});
