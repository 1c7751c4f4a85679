import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { enrol, type MadeCourse } from '../../../tests/world/learning.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { askedAt, doModule, makeRecallWorld, tap, timeZone } from '../../../tests/world/recall.ts';
import { countUnitFigures } from '../commands/count-unit-figures.server.ts';
import { readUnitScope } from './unit-progress.server.ts';
import { unitRetention } from './unit-retention.server.ts';

const doneAt = '2026-06-01T02:00:00.000Z';
let db: Db & AsyncDisposable;
let course: MadeCourse;
let units: { ward: string; office: string; elsewhere: string };
beforeEach(async () => {
  db = await freshDb();
  ({ course } = await makeRecallWorld(db));
  const ward = await makeUnit(db);
  units = { ward, office: await makeUnit(db, { parentId: ward }), elsewhere: await makeUnit(db) };
  return () => db.destroy();
});
/** As it is counted in the night before. */
const retention = async (unitId = units.ward, courseId = course.id) => {
  await countUnitFigures({ db, clock: testClock(), timeZone });
  return unitRetention(db, await readUnitScope(db, { unitId, courseId, today: '2026-11-23' }));
};

/** People of a unit who answer one question some days after the module. @returns their ids */
async function answer(count: number, unitId: string, isRight: boolean, now = '2026-07-02T02:00:00.000Z'): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await enrol(db, course, await makePerson(db, { unitId }));
    await doModule(db, course, id, doneAt);
    await tap(db, id, (await askedAt(db, id, now))[0]!, now, isRight);
    ids.push(id);
  }
  return ids;
}

describe('unitRetention', () => {
  it('tells the share of a group of ten, of the unit and what is below it, and only near the mark where they answered', async () => {
    await answer(6, units.ward, true);
    await answer(4, units.office, false);
    expect(await retention()).toEqual([{ mark: 30, people: 10, percent: 60, edge: null }, { mark: 90, people: 0, percent: null, edge: null }, { mark: 180, people: 0, percent: null, edge: null }]);
    expect((await retention(units.office))[0]).toEqual({ mark: 30, people: 4, percent: null, edge: null });
    expect((await retention(units.elsewhere))[0]?.people).toBe(0);
    expect((await retention(units.ward, 'another'))[0]?.people).toBe(0);
  });

  it('counts people, not answers: nine who answer three times each are too few', async () => {
    const now = '2026-07-02T02:00:00.000Z';
    for (const id of await answer(9, units.ward, true)) for (const question of await askedAt(db, id, now)) await tap(db, id, question, now);
    expect((await retention())[0]).toEqual({ mark: 30, people: 9, percent: null, edge: null });
  });

  it('leaves out who has gone: disabled, moved elsewhere, not enrolled any more', async () => {
    const [disabled, moved, left] = await answer(13, units.ward, true);
    expect((await retention())[0]).toMatchObject({ people: 13, percent: 95, edge: 'most' });
    await db.updateTable('user_account').set({ disabled_at: doneAt }).where('id', '=', disabled!).execute();
    await db.updateTable('membership').set({ unit_id: units.elsewhere }).where('user_id', '=', moved!).execute();
    await db.updateTable('enrollment').set({ cancelled_at: doneAt }).where('user_id', '=', left!).execute();
    expect((await retention())[0]).toMatchObject({ people: 10, percent: 95 });
  });
});
