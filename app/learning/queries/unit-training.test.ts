import { describe, expect, it } from 'vitest';
import { classWorld, type ClassWorld } from '../../../tests/world/classes.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { checkIn } from '../commands/check-in.server.ts';
import { cancelClass } from '../commands/cancel-class.server.ts';
import { classPolicy } from '../rules/class-policy.ts';
import { shownRecord } from './shown-record.server.ts';
import { trainingRecords, trainingYears } from './training-record.server.ts';
import { getRecordHolder, unitTraining } from './unit-training.server.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const moment = (w: ClassWorld) => ({ at: w.clock.now().toISOString(), today: '2026-12-05', timeZone });
const recordOf = async (w: ClassWorld, person: Actor, year = 2026) => (await trainingRecords(w.db, [person.id], { year, at: w.clock.now().toISOString(), timeZone })).get(person.id);

/** A class of five periods that somebody attended whole; on 05/12/2026. */
async function trained() {
  const w = await classWorld();
  const id = await w.open({ capacity: 5 });
  const [anna, berta] = [await w.join(id), await w.join(id)];
  const sessions = await w.sessions(id);
  for (const [at, { id: session }] of sessions.entries()) {
    w.at(`2026-12-0${2 + at}T08:05`);
    await checkIn(w.ports, anna, session);
  }
  w.at('2026-12-05T08:00');
  return Object.assign(w, { id, anna, berta, sessions });
}

describe('who reads the training of a unit', () => {
  it.each<[Role, boolean]>([['UNIT_LEADER', true], ['TRAINING_ADMIN', true], ['AUDITOR', true], ['SYSTEM_ADMIN', true], ['FOCAL_POINT', false], ['STANDING_AGENCY', false], ['CONTENT_EDITOR', false], ['LEARNER', false]])('%s: %s', async (role, may) => {
    await using w = await trained();
    const reader = await w.person(w.units.ward, [w.under(role, w.units.ward)]);
    const seen = await unitTraining(w.db, reader, { year: 2026 }, moment(w)).then(({ unit }) => unit.name, (error: { kind: string }) => error.kind);
    expect(seen).toBe(may ? 'UBND phường Hoa Lư' : 'not-found');
    const holder = await getRecordHolder(w.db, reader, w.anna.id, '2026-12-05').then(({ id }) => id, (error: { kind: string }) => error.kind);
    expect(holder).toBe(may ? w.anna.id : 'not-found');
  });

  it('a leader: her units and those below, nobody beside or above', async () => {
    await using w = await trained();
    const [leader, below, beside] = [await w.person(w.units.ward, [w.under('UNIT_LEADER', w.units.ward)]), await w.person(w.units.office, [w.under('UNIT_LEADER', w.units.office)]), await w.person(w.units.other, [w.under('UNIT_LEADER', w.units.other)])];
    const see = (actor: Actor, unit: string) => unitTraining(w.db, actor, { unit, year: 2026 }, moment(w)).then(() => 'seen', (error: { kind: string }) => error.kind);
    const { ward, office, other, province } = w.units;
    expect([await see(leader, ward), await see(leader, office), await see(leader, other), await see(leader, province), await see(leader, "' or 1=1")]).toEqual(['seen', 'seen', 'not-found', 'not-found', 'not-found']);
    expect([await see(below, office), await see(below, ward), await see(beside, other), await see(beside, office)]).toEqual(['seen', 'not-found', 'seen', 'not-found']);
    await expect(getRecordHolder(w.db, beside, w.anna.id, '2026-12-05')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(getRecordHolder(w.db, leader, 'nobody', '2026-12-05')).rejects.toMatchObject({ kind: 'not-found' });
    expect(await getRecordHolder(w.db, w.anna, w.anna.id, '2026-12-05')).toMatchObject({ id: w.anna.id, unitName: 'Văn phòng phường Hoa Lư' });
    await expect(getRecordHolder(w.db, w.anna, w.berta.id, '2026-12-05')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('everybody of the unit stands in it, with what counts and without, and who is out of use does not', async () => {
    await using w = await trained();
    const leader = await w.person(w.units.ward, [w.under('UNIT_LEADER', w.units.ward)]);
    const before = await unitTraining(w.db, leader, { year: 2026 }, moment(w));
    expect([before.count, before.total, before.without]).toEqual([4, 5, 3]);
    expect(before.people.find(({ id }) => id === w.anna.id)).toMatchObject({ courses: 0, classes: 1, periods: 5, unitName: 'Văn phòng phường Hoa Lư' });
    await w.db.updateTable('user_account').set({ disabled_at: w.clock.now().toISOString(), disabled_reason: 'ADMIN' }).where('id', '=', w.berta.id).execute();
    const after = await unitTraining(w.db, leader, { year: 2026 }, moment(w));
    expect([after.count, after.without, (await unitTraining(w.db, leader, { year: 2025 }, moment(w))).total]).toEqual([3, 2, 0]);
  });

  it('a transfer takes the record along, to the new leader', async () => {
    await using w = await trained();
    const [old, fresh] = [await w.person(w.units.ward, [w.under('UNIT_LEADER', w.units.ward)]), await w.person(w.units.other, [w.under('UNIT_LEADER', w.units.other)])];
    await w.db.updateTable('membership').set({ unit_id: w.units.other }).where('user_id', '=', w.anna.id).execute();
    await expect(getRecordHolder(w.db, old, w.anna.id, '2026-12-05')).rejects.toMatchObject({ kind: 'not-found' });
    expect((await unitTraining(w.db, fresh, { year: 2026 }, moment(w))).total).toBe(5);
  });
});

describe('the record of a year', () => {
  it('holds a class in the year of its last session, from its last moment on', async () => {
    await using w = await classWorld();
    const sessions = [{ id: '', at: 0, day: '2026-12-31', from: '08:00', to: '11:00', place: 'Phòng A', periods: 3 }, { id: '', at: 1, day: '2027-01-02', from: '08:00', to: '10:00', place: 'Phòng A', periods: 2 }];
    const id = await w.open({ closes: '2026-12-30T17:00', sessions });
    const anna = await w.join(id);
    for (const [at, { id: session }] of (await w.sessions(id)).entries()) {
      w.at(at === 0 ? '2026-12-31T08:05' : '2027-01-02T08:05');
      await checkIn(w.ports, anna, session);
    }
    w.at('2027-01-02T09:59');
    expect((await recordOf(w, anna, 2027))?.lines).toEqual([]);
    w.at('2027-01-02T10:00');
    expect([(await recordOf(w, anna, 2026))?.total, (await recordOf(w, anna, 2027))?.total]).toEqual([0, 5]);
    expect(await trainingYears(w.db, anna.id, { at: w.clock.now().toISOString(), timeZone })).toEqual([2027, 2026]);
  });

  it('holds a completion in the year of Vietnam, to the second', async () => {
    await using w = await classWorld();
    const person = await w.person();
    const course = await makeCourse(w.db);
    await enrolled(w.db, person.id, course);
    await happened(w.db, person.id, course, '2025-12-31T17:00:00.000Z', facts.courseDone(course));
    expect([(await recordOf(w, person, 2025))?.lines.length, (await recordOf(w, person, 2026))?.lines.map(({ fact }) => fact.on)]).toEqual([0, ['2026-01-01']]);
    expect(await trainingYears(w.db, person.id, { at: '2026-11-23T01:00:00.000Z', timeZone })).toEqual([2026]);
  });

  it('counts by the share that was set on the day on which a class ended', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const anna = await w.join(id);
    const [, second] = await w.sessions(id);
    w.at('2026-12-03T08:05');
    await checkIn(w.ports, anna, second?.id ?? '');
    w.at('2026-12-05T08:00');
    // Three of five periods.
    expect((await recordOf(w, anna))?.lines.map(({ verdict }) => verdict)).toEqual(['ABSENT']);
    const set = (attendanceShare: number, from: string) => w.db.transaction().execute((tx) => scheduleSetting(tx, classPolicy, { value: { attendanceShare, checkInMinutes: 30 }, from, legalBasis: 'Quy chế thử' }));
    await set(60, '2026-12-01');
    await set(100, '2026-12-04');
    expect(await recordOf(w, anna)).toMatchObject({ total: 5, lines: [{ verdict: 'COUNTS', fact: { neededShare: 60, attended: 3, periods: 5 } }] });
  });

  it('forgets a class that was cancelled in its course, and keeps others', async () => {
    await using w = await classWorld();
    const [one, other] = [await w.open(), await w.open({ title: 'Lớp sẽ bị huỷ' })];
    const anna = await w.join(one);
    await w.join(other, anna);
    for (const id of [one, other]) for (const [at, { id: session }] of (await w.sessions(id)).entries()) {
      w.at(`2026-12-0${2 + at}T08:05`);
      await checkIn(w.ports, anna, session);
    }
    w.at('2026-12-03T10:00');
    await cancelClass(w.ports, w.trainer, other, 'Giảng viên bận đột xuất');
    w.at('2026-12-05T08:00');
    expect((await recordOf(w, anna))?.lines.map(({ fact }) => fact.title)).toEqual(['Tập huấn an toàn thông tin']);
  });

  it('of several people at once keeps them apart, and nobody twice', async () => {
    await using w = await trained();
    const nobody = await w.person();
    const all = await trainingRecords(w.db, [w.anna.id, w.berta.id, nobody.id, w.anna.id, "' or 1=1 --"], { year: 2026, at: w.clock.now().toISOString(), timeZone });
    expect([...all].map(([, { total, lines }]) => [total, lines.length])).toEqual([[5, 1], [0, 1], [0, 0], [0, 0]]);
    expect((await trainingRecords(w.db, [], { year: 2026, at: w.clock.now().toISOString(), timeZone })).size).toBe(0);
  });

  it('is shown for this year when none is asked for, and for an empty year as empty', async () => {
    await using w = await trained();
    const shown = await shownRecord(w.ports, w.anna, w.anna.id, undefined);
    expect([shown.page.year, shown.page.years, shown.share, shown.page.record.total]).toEqual([2026, [2026], 80, 5]);
    const empty = await shownRecord(w.ports, w.anna, w.anna.id, 2031);
    expect([empty.page.record, empty.page.years]).toEqual([{ lines: [], total: 0 }, [2031, 2026]]);
  });
});
