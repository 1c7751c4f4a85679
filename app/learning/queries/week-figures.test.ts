import { describe, expect, it } from 'vitest';
import { facts, happened } from '../../../tests/world/courses.ts';
import { remindedWorld } from '../../../tests/world/reminders.ts';
import { figuresOf, unitFigures, unitFiguresAt } from './week-figures.server.ts';

const at = '2026-12-07T01:30:00.000Z';
const day = '2026-12-07';

async function world() {
  const w = await remindedWorld(at);
  const figures = async (unitId = w.units.office) => figuresOf([unitId], await unitFigures(w.db, { at, day })).get(w.course.courseId);
  const done = (userId: string, when: string) => happened(w.db, userId, w.course, when, facts.courseDone(w.course));
  return Object.assign(w, { figures, done });
}

describe('the figures of a unit', () => {
  it('count everybody in exactly one state, as the page Units does', async () => {
    await using w = await world();
    const [done, doing, startedLate] = [await w.learner(), await w.learner({ dueOn: '2027-03-01' }), await w.learner()];
    await w.learner({ dueOn: null });
    await w.learner({ dueOn: day });
    await w.done(done.id, '2026-12-06T01:00:00.000Z');
    for (const { id } of [doing, startedLate]) await happened(w.db, id, w.course, '2026-12-01T01:00:00.000Z', facts.opened(w.course));
    expect(await w.figures()).toEqual({ total: 5, done: 1, doing: 1, late: 1, soon: 1, doneBefore: 0, lateBefore: 0 });
  });

  it('know what was a week ago: due on the day before then was not late, done since then was not done', async () => {
    await using w = await world();
    const [early, late] = [await w.learner({ dueOn: '2026-11-29' }), await w.learner({ dueOn: '2026-11-29' })];
    await w.learner({ dueOn: '2026-11-30' });
    await w.learner({ dueOn: '2026-11-29', enrolledAt: '2026-12-02T01:00:00.000Z' });
    await w.done(early.id, '2026-11-30T01:30:00.000Z');
    await w.done(late.id, '2026-11-30T01:30:00.001Z');
    expect(await w.figures()).toEqual({ total: 4, done: 2, doing: 0, late: 2, soon: 0, doneBefore: 1, lateBefore: 1 });
  });

  it('count the fourteenth day ahead as soon, and not the fifteenth', async () => {
    await using w = await world();
    await w.learner({ dueOn: '2026-12-21' });
    await w.learner({ dueOn: '2026-12-22' });
    expect(await w.figures()).toMatchObject({ total: 2, soon: 1 });
  });

  it('take a renewal of this week for somebody who was done before', async () => {
    await using w = await world();
    const { id } = await w.learner({ dueOn: '2025-12-20' });
    const row = await w.db.selectFrom('enrollment').selectAll().where('user_id', '=', id).executeTakeFirstOrThrow();
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-12-03T01:00:00.000Z' }).where('id', '=', row.id).execute();
    await w.db.insertInto('enrollment').values({ ...row, id: 'next', round: 2, renews_id: row.id, due_on: '2027-01-31', enrolled_at: '2026-12-03T01:00:00.000Z', cancelled_at: null }).execute();
    expect(await w.figures()).toEqual({ total: 1, done: 0, doing: 0, late: 0, soon: 0, doneBefore: 1, lateBefore: 0 });
  });

  it('leave out whoever has left, is disabled, is enrolled no more or will be, and people of other units', async () => {
    await using w = await world();
    const [left, disabled, ended] = [await w.learner(), await w.learner(), await w.learner()];
    await w.learner({ enrolledAt: '2026-12-08T01:00:00.000Z' });
    await w.learner({ unitId: w.units.tamDiep });
    await w.db.updateTable('user_account').set({ left_on: day }).where('id', '=', left.id).execute();
    await w.db.updateTable('user_account').set({ disabled_at: at }).where('id', '=', disabled.id).execute();
    await w.db.updateTable('enrollment').set({ cancelled_at: at }).where('user_id', '=', ended.id).execute();
    expect(await w.figures()).toBeUndefined();
    const both = figuresOf([w.units.office, w.units.tamDiep, 'none'], await unitFigures(w.db, { at, day }));
    expect([...both.values()].map(({ total }) => total)).toEqual([1]);
  });

  it('are those of each moment by itself when several are asked at once', async () => {
    await using w = await world();
    const people = await Promise.all(['2026-11-20', '2026-12-07', '2026-12-12', '2026-12-20', '2026-12-30', '2027-03-01'].map((dueOn) => w.learner({ dueOn })));
    const [done, left, disabled, ended, exempt] = people.map(({ id }) => id);
    await w.learner({ enrolledAt: '2026-12-15T01:00:00.000Z', dueOn: '2026-12-28' });
    await w.learner({ unitId: w.units.tamDiep, enrolledAt: '2026-12-20T01:00:00.000Z' });
    await w.done(done ?? '', '2026-12-06T01:00:00.000Z');
    await w.db.updateTable('user_account').set({ left_on: '2026-12-20' }).where('id', '=', left ?? '').execute();
    await w.db.updateTable('user_account').set({ disabled_at: '2026-12-10T01:00:00.000Z' }).where('id', '=', disabled ?? '').execute();
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-12-24T01:00:00.000Z' }).where('user_id', '=', ended ?? '').execute();
    await w.db.insertInto('exemption').values({ id: 'x', user_id: exempt ?? '', course_id: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ thai sản', valid_from: '2026-12-10', valid_to: '2026-12-25', created_at: at }).execute();
    const moments = ['2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28', '2027-01-04'].map((one) => ({ at: `${one}T01:30:00.000Z`, day: one }));
    const together = await unitFiguresAt(w.db, moments);
    expect(together).toHaveLength(5);
    for (const [index, moment] of moments.entries()) expect(together[index], moment.day).toEqual(await unitFigures(w.db, moment));
    expect(new Set(together.map((figures) => JSON.stringify([...figures].map(([unit, courses]) => [unit, ...courses])))).size).toBe(5);
    expect(together.map((figures) => figuresOf([w.units.office], figures).get(w.course.courseId)?.total)).toEqual([6, 4, 4, 4, 4]);
    expect(await unitFiguresAt(w.db, [])).toEqual([]);
  });
});
