import { describe, expect, it } from 'vitest';
import { classWorld } from '../../../tests/world/classes.ts';
import { getOwnClass, listOwnClasses, nextSession } from '../queries/classes.server.ts';
import { cancelClass } from './cancel-class.server.ts';
import { editClass } from './write-class.server.ts';
import { leavePlace, takePlace } from './take-place.server.ts';

const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
const standing = async (w: Awaited<ReturnType<typeof classWorld>>, person: { id: string }, id: string) => {
  const one = (await getOwnClass(w.db, person, id, moment)).standing;
  return one.kind === 'WAITING' ? `waiting behind ${one.before}` : one.kind;
};

describe('a place in a class', () => {
  it('is taken once, however often somebody presses', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.person();
    expect([await takePlace(w.ports, person, id), await takePlace(w.ports, person, id)]).toEqual([{ ok: true, isPlaced: true }, { ok: true, isPlaced: true }]);
    expect((await getOwnClass(w.db, person, id, moment)).placed).toBe(1);
  });

  it('is never given to more people than there are places, even at the same moment', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, () => w.person()));
    const outcomes = await Promise.all(people.map((person) => takePlace(w.ports, person, id)));
    expect(outcomes.filter((outcome) => outcome.ok && outcome.isPlaced)).toHaveLength(3);
    const { placed, waiting, state } = await getOwnClass(w.db, people[0] as (typeof people)[0], id, moment);
    expect([placed, waiting, state]).toEqual([3, 5, 'FULL']);
  });

  it('is refused by the database itself when the class is full', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    await w.join(id);
    const waiting = await w.join(id);
    await expect(w.db.updateTable('run_seat').set({ placed_at: '2026-11-24T00:00:00.000Z' }).where('user_id', '=', waiting.id).execute()).rejects.toThrow('the class is full');
    await expect(w.db.insertInto('run_seat').values({ id: 'x', run_id: id, user_id: (await w.person()).id, asked_at: moment.at, placed_at: moment.at }).execute()).rejects.toThrow('the class is full');
    await expect(w.db.insertInto('run_seat').values({ id: 'y', run_id: id, user_id: waiting.id, asked_at: moment.at, placed_at: null }).execute()).rejects.toThrow('UNIQUE');
  });

  it('that is given back goes to whoever has waited longest, who is told', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    const first = await w.join(id);
    w.clock.pass({ minutes: 1 });
    const second = await w.join(id);
    w.clock.pass({ minutes: 1 });
    const third = await w.join(id);
    expect([await standing(w, second, id), await standing(w, third, id)]).toEqual(['waiting behind 0', 'waiting behind 1']);
    expect([await leavePlace(w.ports, first, id), await leavePlace(w.ports, first, id)]).toEqual([{ ok: true }, { ok: true }]);
    expect([await standing(w, first, id), await standing(w, second, id), await standing(w, third, id)]).toEqual(['NONE', 'PLACED', 'waiting behind 0']);
    expect([await w.notices(second), await w.notices(third)]).toEqual([['Anh/Chị đã có chỗ trong lớp học'], []]);
  });

  it('that somebody took back is taken anew at the end of the list', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    await w.join(id);
    const [early, late] = [await w.join(id), await w.join(id)];
    await leavePlace(w.ports, early, id);
    w.clock.pass({ minutes: 5 });
    await w.join(id, early);
    expect([await standing(w, late, id), await standing(w, early, id)]).toEqual(['waiting behind 0', 'waiting behind 1']);
  });

  it('is not taken past those who wait', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    await w.join(id);
    await w.join(id);
    // A place that is free for a moment, as another program might leave it.
    await w.db.updateTable('course_run').set({ capacity: 2 }).where('id', '=', id).execute();
    expect(await takePlace(w.ports, await w.person(), id)).toEqual({ ok: true, isPlaced: false });
  });

  it('comes with a larger room for as many as it holds', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    await w.join(id);
    const waiting = [await w.join(id), await w.join(id), await w.join(id)];
    const sessions = w.fieldsOf().sessions.map((one, at) => ({ ...one, id: '', at }));
    const known = await w.sessions(id);
    await editClass(w.ports, w.trainer, id, { fields: w.fieldsOf({ capacity: 3, sessions: sessions.map((one, at) => ({ ...one, id: known[at]?.id ?? '' })) }), revision: 2 });
    expect(await Promise.all(waiting.map((person) => standing(w, person, id)))).toEqual(['PLACED', 'PLACED', 'waiting behind 0']);
  });

  it('passes over whoever left the service while waiting', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    const first = await w.join(id);
    const [gone, next] = [await w.join(id), await w.join(id)];
    await w.db.updateTable('user_account').set({ disabled_at: moment.at, disabled_reason: 'ADMIN' }).where('id', '=', gone.id).execute();
    await leavePlace(w.ports, first, id);
    expect(await standing(w, next, id)).toBe('PLACED');
  });

  it('is not kept from others by somebody who waited and left the service', async () => {
    await using w = await classWorld();
    const id = await w.open({ capacity: 1 });
    const [first, gone] = [await w.join(id), await w.join(id)];
    await w.db.updateTable('user_account').set({ disabled_at: moment.at, disabled_reason: 'ADMIN' }).where('id', '=', gone.id).execute();
    await leavePlace(w.ports, first, id);
    expect(await takePlace(w.ports, await w.person(), id)).toEqual({ ok: true, isPlaced: true });
    expect(await takePlace(w.ports, await w.person(), id)).toEqual({ ok: true, isPlaced: false });
  });

  it.each([
    ['once it has closed', '2026-12-01T17:00'],
    ['once it has begun', '2026-12-02T08:00'],
    ['once it is over', '2026-12-03T11:00'],
  ])('is not taken %s', async (_when, time) => {
    await using w = await classWorld();
    const id = await w.open();
    w.at(time);
    expect(await takePlace(w.ports, await w.person(), id)).toMatchObject({ ok: false });
  });

  it('is given back until the class begins', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const [one, other] = [await w.join(id), await w.join(id)];
    w.at('2026-12-02T07:59');
    expect(await leavePlace(w.ports, one, id)).toEqual({ ok: true });
    w.at('2026-12-02T08:00');
    expect(await leavePlace(w.ports, other, id)).toMatchObject({ ok: false });
  });
});

describe('whose class it is', () => {
  it('is told by the unit: people of other units do not find it, and nobody finds a draft', async () => {
    await using w = await classWorld();
    const [id, draft] = [await w.open(), await w.draft()];
    const [inside, outside] = [await w.person(), await w.person(w.units.other)];
    expect((await listOwnClasses(w.db, inside, moment)).open.map((one) => one.id)).toEqual([id]);
    expect(await listOwnClasses(w.db, outside, moment)).toEqual({ open: [], mine: [], past: [] });
    await expect(takePlace(w.ports, outside, id)).rejects.toThrow('not-found');
    await expect(getOwnClass(w.db, inside, draft, moment)).rejects.toThrow('not-found');
    await expect(getOwnClass(w.db, inside, 'no-such-class', moment)).rejects.toThrow('not-found');
  });

  it('stays one’s own after a transfer', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    await w.db.updateTable('membership').set({ unit_id: w.units.other }).where('user_id', '=', person.id).execute();
    expect((await listOwnClasses(w.db, person, moment)).mine.map((one) => one.id)).toEqual([id]);
  });

  it('moves from open to mine to past, also when it is cancelled', async () => {
    await using w = await classWorld();
    const [id, cancelled] = [await w.open(), await w.open({ title: 'Lớp sẽ bị huỷ' })];
    const person = await w.join(id);
    await w.join(cancelled, person);
    await cancelClass(w.ports, w.trainer, cancelled, 'Không đủ người đăng ký');
    const titles = async (at: string) => Object.values(await listOwnClasses(w.db, person, { at, today: at.slice(0, 10) })).map((list) => list.map((one) => one.id));
    expect(await titles(moment.at)).toEqual([[], [id], [cancelled]]);
    expect(await titles('2026-12-04T00:00:00.000Z')).toEqual([[], [], [cancelled, id].toSorted((one, other) => (one === id ? -1 : other === id ? 1 : 0)).toReversed()]);
  });

  it('stands on the home page from a week before until its end', async () => {
    await using w = await classWorld();
    const id = await w.open();
    const person = await w.join(id);
    const shown = async (at: string) => (await nextSession(w.db, person.id, at))?.startsAt ?? null;
    expect(await shown('2026-11-25T01:00:00.000Z')).toBe(null);
    expect(await shown('2026-11-25T01:00:00.001Z')).toBe('2026-12-02T01:00:00.000Z');
    expect(await shown('2026-12-02T02:29:59.000Z')).toBe('2026-12-02T01:00:00.000Z');
    expect(await shown('2026-12-02T02:30:00.000Z')).toBe('2026-12-03T01:00:00.000Z');
    expect(await shown('2026-12-03T04:00:00.000Z')).toBe(null);
    expect(await nextSession(w.db, (await w.person()).id, '2026-12-01T01:00:00.000Z')).toBe(null);
  });
});
