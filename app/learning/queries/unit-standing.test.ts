import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { learnerState } from '../rules/learner-state.ts';
import { listWrongSums, sumTables } from '../standing-sums.server.ts';
import { standingSums, type StandingSum } from './unit-standing.server.ts';

const today = '2026-11-23';
const at = '2026-11-20T01:00:00.000Z';

/** Two people, two units and two courses, on which every row may change in every way. */
async function world() {
  const db = await freshDb();
  const units: [string, string] = [await makeUnit(db), await makeUnit(db)];
  const people = [(await makePerson(db, { unitId: units[0] })).id, (await makePerson(db, { unitId: units[1] })).id];
  const courses = [(await makeCourse(db)).courseId, (await makeCourse(db)).courseId];
  return { db, units, people, courses };
}
type World = Omit<Awaited<ReturnType<typeof world>>, 'db'> & { db: Db };

const enrol = (db: Db, user_id: string, course_id: string, due_on: string | null = null) =>
  db.insertInto('enrollment').values({ id: newId(), user_id, course_id, source: 'SELF', is_mandatory: 0, reason: '', due_on, enrolled_by: null, enrolled_at: at, cancelled_at: null });

interface Change {
  kind: 'enrol' | 'cancel' | 'forget' | 'due' | 'progress' | 'look' | 'lose' | 'move' | 'leave' | 'come' | 'second' | 'disable' | 'enable' | 'swap';
  person: 0 | 1;
  course: 0 | 1;
  unit: 0 | 1;
  dueOn: string | null;
  started: string | null;
  completed: string | null;
}
const oneOf = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values) as fc.Arbitrary<Value>;
const aChange: fc.Arbitrary<Change> = fc.record({
  // Progress more often than the rest, and back more often than away, so that most changes meet somebody who counts.
  kind: oneOf(...(['enrol', 'enrol', 'cancel', 'forget', 'due', 'look', 'lose', 'lose', 'move', 'leave', 'come', 'come', 'second', 'disable', 'enable', 'enable', 'swap'] as const), ...Array.from({ length: 8 }, () => 'progress' as const)),
  person: oneOf(0, 1),
  course: oneOf(0, 1),
  unit: oneOf(0, 1),
  dueOn: oneOf(null, '2026-11-22', '2026-12-31'),
  started: oneOf(null, at),
  completed: oneOf(null, '2026-11-01T01:10:00.000Z', '2026-11-01T01:50:00.000Z', '2026-11-01T02:10:00.000Z'),
});

async function change({ db, units, people, courses }: World, { kind, dueOn, started, completed, ...of }: Change): Promise<void> {
  const [user_id, course_id, unit_id] = [people[of.person]!, courses[of.course]!, units[of.unit]!];
  const inCourse = (table: 'enrollment' | 'course_progress') => sql`${sql.table(table)}.user_id = ${user_id} and ${sql.table(table)}.course_id = ${course_id}`;
  const primary = db.updateTable('membership').where('user_id', '=', user_id).where('is_primary', '=', 1).where('valid_to', 'is', null);
  const post = (is_primary: number) => db.insertInto('membership').values({ id: newId(), user_id, unit_id, position_title: 'Công chức', is_primary, valid_from: '2026-01-01', valid_to: null });
  const progress = { started_at: started, completed_at: completed };
  const deeds: Record<Change['kind'], () => Promise<unknown>> = {
    enrol: () => enrol(db, user_id, course_id, dueOn).onConflict((conflict) => conflict.doNothing()).execute(),
    cancel: () => sql`update enrollment set cancelled_at = ${at} where ${inCourse('enrollment')}`.execute(db),
    forget: () => sql`delete from enrollment where ${inCourse('enrollment')}`.execute(db),
    due: () => sql`update enrollment set due_on = ${dueOn} where ${inCourse('enrollment')}`.execute(db),
    progress: () => db.insertInto('course_progress').values({ user_id, course_id, ...progress }).onConflict((conflict) => conflict.columns(['user_id', 'course_id']).doUpdateSet(progress)).execute(),
    look: () => sql`update course_progress set seconds = seconds + 1, started_at = started_at where ${inCourse('course_progress')}`.execute(db),
    lose: () => sql`delete from course_progress where ${inCourse('course_progress')}`.execute(db),
    move: () => primary.set({ unit_id }).execute(),
    leave: () => primary.set({ valid_to: today }).execute(),
    come: () => post(1).onConflict((conflict) => conflict.doNothing()).execute(),
    second: () => post(0).execute(),
    disable: () => db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', user_id).execute(),
    enable: () => db.updateTable('user_account').set({ disabled_at: null }).where('id', '=', user_id).execute(),
    swap: () => sql`delete from membership where user_id = ${user_id} and unit_id = ${unit_id}`.execute(db),
  };
  await deeds[kind]();
}

const listSums = async (db: Db) => (await sql<StandingSum>`select * from ${standingSums({ today })} order by "courseId", "unitId"`.execute(db)).rows.map((row) => ({ ...row }));

/** The same, counted in the simplest way from everybody's rows. */
async function countOneByOne(db: Db): Promise<StandingSum[]> {
  const { rows } = await sql<{ unitId: string; courseId: string; dueOn: string | null; startedAt: string | null; completedAt: string | null }>`
    select m.unit_id as "unitId", e.course_id as "courseId", e.due_on as "dueOn", p.started_at as "startedAt", p.completed_at as "completedAt" from user_account as u
    join membership as m on m.user_id = u.id and m.is_primary = 1 and m.valid_to is null join enrollment as e on e.user_id = u.id and e.cancelled_at is null
    left join course_progress as p on p.user_id = u.id and p.course_id = e.course_id where u.disabled_at is null order by e.course_id, m.unit_id`.execute(db);
  const sums = new Map<string, StandingSum>();
  for (const { unitId, courseId, ...row } of rows) {
    const state = learnerState(row, today);
    const sum = sums.get(courseId + unitId) ?? { courseId, unitId, total: 0, done: 0, doing: 0, late: 0 };
    sums.set(courseId + unitId, { ...sum, total: sum.total + 1, done: sum.done + Number(state === 'done'), doing: sum.doing + Number(state === 'doing'), late: sum.late + Number(state === 'late') });
  }
  return [...sums.values()];
}

async function listAllWrong(db: Db) {
  const wrong: unknown[] = [];
  for (const table of sumTables) wrong.push(...(await listWrongSums(db, table)));
  return wrong;
}

describe('the sums by unit', () => {
  it('are what the rows come to after every change of any of them, and after one that is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aChange, { minLength: 40, maxLength: 60 }), async (changes) => {
        const w = await world();
        await using db = w.db;
        for (const person of w.people) for (const course of w.courses) await enrol(db, person, course).execute();
        for (const one of changes) {
          await change(w, one);
          expect(await listAllWrong(db), one.kind).toEqual([]);
          expect(await listSums(db), one.kind).toEqual(await countOneByOne(db));
        }
        const before = await listSums(db);
        const failing = db.transaction().execute(async (tx) => {
          for (const one of changes.slice(0, 5)) await change({ ...w, db: tx }, one);
          throw new Error('taken back');
        });
        await expect(failing).rejects.toThrow('taken back');
        expect(await listSums(db)).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  it('keep no row of nobody', async () => {
    const w = await world();
    await using db = w.db;
    const [person = '', course = ''] = [w.people[0], w.courses[0]];
    await enrol(db, person, course, '2026-12-31').execute();
    for (const completed_at of [null, '2026-11-01T01:10:00.000Z']) await db.insertInto('course_progress').values({ user_id: person, course_id: course, started_at: at, completed_at }).onConflict((conflict) => conflict.columns(['user_id', 'course_id']).doUpdateSet({ completed_at })).execute();
    expect(await db.selectFrom('unit_standing').selectAll().execute()).toEqual([{ course_id: course, unit_id: w.units[0], state: 'DONE', due_on: '', people: 1 }]);
    expect(await db.selectFrom('unit_completion').selectAll().execute()).toEqual([{ course_id: course, unit_id: w.units[0], hour: '2026-11-01T01', people: 1 }]);
    expect(await db.selectFrom('course_completion').selectAll().execute()).toEqual([{ course_id: course, hour: '2026-11-01T01', people: 1 }]);
    await db.updateTable('enrollment').set({ cancelled_at: at }).execute();
    for (const { name } of sumTables) expect(await db.selectFrom(name).selectAll().execute()).toEqual([]);
  });

  it('are one course’s or some units’ when those are asked for', async () => {
    const w = await world();
    await using db = w.db;
    for (const person of w.people) for (const course of w.courses) await enrol(db, person, course).execute();
    const of = async (question: Parameters<typeof standingSums>[0]) => (await sql<StandingSum>`select * from ${standingSums(question)}`.execute(db)).rows.map(({ courseId, unitId, total }) => [courseId, unitId, total]);
    const [unit, course] = [w.units[1]!, w.courses[1]!];
    expect(await of({ today, course: sql`${course}`, units: sql`(${unit})` })).toEqual([[course, unit, 1]]);
    expect(await of({ today, course: sql`${course}` })).toHaveLength(2);
    expect(await of({ today, units: sql`(${unit})` })).toHaveLength(2);
  });
});
