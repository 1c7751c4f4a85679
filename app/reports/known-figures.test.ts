import { describe, expect, it } from 'vitest';
import { makePerson } from '../../tests/world/people.ts';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { courseCoverage } from '../learning/index.server.ts';
import { unitAdoptions } from '../contest/index.server.ts';
import { unitAnswerFigures } from '../faq/index.server.ts';
import { unitReach } from '../campaigns/index.server.ts';
import { recountFigures } from './commands/count-figures.server.ts';
import { knownFigures } from './queries/known-figures.server.ts';
import { listFigures } from './queries/report-content.server.ts';

const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' };
const period = { start: '2026-11-15', end: '2026-12-15', lastDay: '2026-12-14' };

/** People of a unit, some of whom have completed a course. */
async function train({ db }: ReportWorld, unit: string, course: string, people: number, completed: number, at = '2026-11-20T01:00:00.000Z') {
  await db.insertInto('course').values({ id: `c-${course}`, slug: course, created_at: '2026-01-01T00:00:00.000Z' }).onConflict((conflict) => conflict.doNothing()).execute();
  for (let one = 0; one < people; one += 1) {
    const { id } = await makePerson(db, { unitId: unit });
    if (one < completed) await db.insertInto('course_progress').values({ user_id: id, course_id: `c-${course}`, started_at: at, completed_at: at, last_active_at: at }).execute();
  }
}

describe('training coverage', () => {
  it('counts everybody of the unit and below, and who had completed by a moment', async () => {
    await using world = await reportWorld();
    const { db, units } = world;
    const before = await courseCoverage(db, { course: 'de-an-06', unitId: units.ward, on: moment.today, until: moment.at });
    await train(world, units.ward, 'de-an-06', 6, 4);
    await train(world, units.office, 'de-an-06', 6, 2, '2026-11-25T01:00:00.000Z');
    await train(world, units.other, 'de-an-06', 3, 3);
    const count = (until: string, unitId = units.ward) => courseCoverage(db, { course: 'de-an-06', unitId, on: moment.today, until });
    expect(await count(moment.at)).toEqual({ people: before.people + 12, completed: 4 });
    expect((await count('2026-12-01T00:00:00.000Z')).completed).toBe(6);
    expect(await courseCoverage(db, { course: 'khong-co', unitId: units.ward, on: moment.today, until: moment.at })).toEqual({ people: before.people + 12, completed: 0 });
    expect(await count(moment.at, 'nowhere')).toEqual({ people: 0, completed: 0 });
  });

  it('leaves out who has left, and counts each by where she works on the day', async () => {
    await using world = await reportWorld();
    const { db, units } = world;
    const { people } = await courseCoverage(db, { course: 'x', unitId: units.ward, on: moment.today, until: moment.at });
    await db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', world.reader.id).execute();
    expect((await courseCoverage(db, { course: 'x', unitId: units.ward, on: moment.today, until: moment.at })).people).toBe(people - 1);
    await db.updateTable('user_account').set({ disabled_at: moment.at, disabled_reason: 'x' }).where('id', '=', world.leader.id).execute();
    expect((await courseCoverage(db, { course: 'x', unitId: units.ward, on: moment.today, until: moment.at })).people).toBe(people - 2);
  });
});

describe('what the program knows', () => {
  it('is filled in for the models that it carries out, and kept back for small groups', async () => {
    await using world = await reportWorld();
    const asked = { unitId: world.units.ward, models: [1, 26, 27, 28, 30, 41, 43], ...period };
    expect(await knownFigures(world.db, asked, moment)).toEqual([
      { model: 26, key: 'campaigns', value: 0, total: null }, { model: 27, key: 'campaigns', value: 0, total: null }, { model: 28, key: 'trained', value: null, total: null },
      { model: 30, key: 'calls', value: 0, total: null }, { model: 30, key: 'published', value: 0, total: null }, { model: 41, key: 'applied', value: 0, total: 0 }, { model: 43, key: 'trained', value: null, total: null },
    ]);
    await train(world, world.units.ward, 'de-an-06', 12, 9);
    expect((await knownFigures(world.db, { ...asked, models: [28] }, moment))[0]).toMatchObject({ value: 9, total: expect.any(Number) });
  });

  it('is counted again by the officer and by the handing in, each with its moment', async () => {
    await using world = await reportWorld();
    const trained = async () => (await listFigures(world.db, world.id)).find(({ key }) => key === 'trained');
    expect(await trained()).toMatchObject({ value: null, countedAt: '2026-11-23T01:00:00.000Z' });
    await train(world, world.units.ward, 'de-an-06', 12, 5);
    world.clock.pass({ minutes: 10 });
    expect((await recountFigures(world.ports, world.focal, world.id)).ok).toBe(true);
    expect(await trained()).toMatchObject({ value: 5, countedAt: '2026-11-23T01:10:00.000Z' });
    await world.fill();
    await train(world, world.units.ward, 'de-an-06', 1, 1);
    world.clock.pass({ minutes: 10 });
    await world.walk('HAND_IN');
    expect(await trained()).toMatchObject({ value: 6, countedAt: '2026-11-23T01:20:00.000Z' });
    await expect(recountFigures(world.ports, world.leader, world.id)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('figures of the other features', () => {
  const span = { from: '2026-11-14T17:00:00.000Z', to: '2026-12-14T17:00:00.000Z' };

  it('are nothing for no unit', async () => {
    await using world = await reportWorld();
    expect(await unitReach(world.db, { model: 27, unitIds: [], ...span })).toEqual({ campaigns: 0, audience: 0, reached: 0, slots: 0, played: 0 });
    expect(await unitAnswerFigures(world.db, { unitIds: [], ...span })).toEqual({ calls: 0, published: 0 });
    expect(Object.values(await unitAdoptions(world.db, []))).toEqual([0, 0, 0, 0]);
  });

  it('count calls by the unit of who took them', async () => {
    await using world = await reportWorld();
    const take = (agent_id: string, started_at: string) => world.db.insertInto('call_record').values({ id: `${agent_id}${started_at}`, client_key: `${agent_id}${started_at}`, revision: 1, agent_id, channel: 'PHONE', source: 'ONLINE', started_at, ended_at: started_at, wrapped_at: started_at, wrap_code: 'ANSWERED', erase_after: '2027-01-01' }).execute();
    await take(world.focal.id, '2026-11-20T02:00:00.000Z');
    await take(world.focal.id, '2026-12-14T17:00:00.000Z');
    await take(world.foreignFocal.id, '2026-11-20T03:00:00.000Z');
    expect((await unitAnswerFigures(world.db, { unitIds: [world.units.ward, world.units.office], ...span })).calls).toBe(1);
    expect((await unitAnswerFigures(world.db, { unitIds: [world.units.other], ...span })).calls).toBe(1);
  });
});
