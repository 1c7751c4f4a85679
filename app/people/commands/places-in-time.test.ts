import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { leaveForm, newPersonForm, transferForm } from '../forms/person.ts';
import type { Ports } from '../ports.ts';
import { readPersonPage } from '../queries/person-page.server.ts';
import { addPerson } from './add-person.server.ts';
import { reactivateAccount } from './reactivate-account.server.ts';
import { recordLeave } from './record-leave.server.ts';
import { transferPerson } from './transfer-person.server.ts';

const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
let db: Db;
let clock: TestClock;
let ports: Ports;
let old: string;
let young: string;
let boss: Actor;
let person: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  ports = testPorts(db, clock);
  [old, young] = [await makeUnit(db, { name: 'Sở Nội vụ' }), await makeUnit(db, { name: 'Trung tâm Phục vụ hành chính công' })];
  for (const table of ['org_unit', 'org_unit_version'] as const) await db.updateTable(table).set({ valid_from: '2026-03-01' }).where(table === 'org_unit' ? 'id' : 'unit_id', '=', young).execute();
  boss = await makePerson(db, { unitId: old, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db, { unitId: old });
});
const add = (unitId: string, joinedOn: string) => addPerson(ports, boss, { fullName: 'Lê Ngọc Ánh', email: 'anh@vi-du.invalid', staffNo: null, category: null, unitId, position: 'Công chức', joinedOn });
const move = (on: string, revision = 0) => transferPerson(ports, boss, { id: person.id, revision }, { unitId: young, position: 'Chuyên viên', on });
const homes = (id: string) => db.selectFrom('membership').select(['unit_id', 'valid_from', 'valid_to']).where('user_id', '=', id).orderBy('valid_from').orderBy('id').execute();
const beforeUnit = { ok: false, faults: { on: { vi: expect.stringContaining('01/03/2026'), en: expect.stringContaining('01/03/2026') } } };

describe('somebody who joined before her unit existed', () => {
  it.each([['2010-01-04', '2026-03-01'], ['2026-02-28', '2026-03-01'], ['2026-03-01', '2026-03-01'], ['2026-03-02', '2026-03-02']])('on %s is its member from %s', async (joinedOn, from) => {
    const added = await add(young, joinedOn);
    if (!added.ok) throw new Error('refused');
    expect(await homes(added.id)).toEqual([{ unit_id: young, valid_from: from, valid_to: null }]);
    expect(await db.selectFrom('user_account').select('joined_on').where('id', '=', added.id).executeTakeFirst()).toEqual({ joined_on: joinedOn });
    expect((await readPersonPage(db, boss, added.id, moment)).memberships).toMatchObject([{ unitName: 'Trung tâm Phục vụ hành chính công', from }]);
  });
});

describe('a transfer into a young unit', () => {
  it.each(['2025-07-01', '2026-02-28'])('on %s, before the unit existed, is refused with its first day', async (on) => {
    expect(await move(on)).toEqual(beforeUnit);
    expect(await homes(person.id)).toHaveLength(1);
    expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });

  it('on its first day is not', async () => {
    expect(await move('2026-03-01')).toMatchObject({ ok: true });
    expect(await homes(person.id)).toEqual([{ unit_id: old, valid_from: '2025-07-01', valid_to: '2026-03-01' }, { unit_id: young, valid_from: '2026-03-01', valid_to: null }]);
  });

  it.each([['today, as Vietnam counts days', '2026-11-23T17:00:00.000Z', '2026-11-24', true], ['tomorrow, a second before', '2026-11-23T16:59:59.000Z', '2026-11-24', false]])('on %s: %s, %s', async (_what, now, on, ok) => {
    clock.set(now);
    expect((await move(on)).ok).toBe(ok);
  });

  it('sent twice moves once: the second finds a newer revision', async () => {
    const answers = await Promise.all([move('2026-11-23'), move('2026-11-23')]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await homes(person.id)).toHaveLength(2);
  });

  it('after the unit has ended is refused, although it existed on that day', async () => {
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-01' }).where('unit_id', '=', young).execute();
    expect(await move('2026-05-01')).toMatchObject({ ok: false, faults: { unitId: expect.anything() } });
  });
});

describe('coming back', () => {
  const back = (unitId: string, on: string) => reactivateAccount(ports, boss, { id: person.id, revision: 1 }, { unitId, position: 'Công chức', on });
  beforeEach(() => recordLeave(ports, boss, { id: person.id, revision: 0 }, { on: '2025-12-31' }));

  it('to a unit that did not exist yet is refused', async () => {
    expect(await back(young, '2026-02-28')).toEqual(beforeUnit);
    expect(await db.selectFrom('user_account').select('left_on').where('id', '=', person.id).executeTakeFirst()).toEqual({ left_on: '2025-12-31' });
  });

  it.each([['on the very day of leaving', '2025-12-31', true], ['the day before', '2025-12-30', false]])('%s: %s', async (_what, on, ok) => {
    expect((await back(old, on)).ok).toBe(ok);
  });

  it('leaves one open membership and both times in the books', async () => {
    await back(young, '2026-03-01');
    expect(await homes(person.id)).toEqual([{ unit_id: old, valid_from: '2025-07-01', valid_to: '2025-12-31' }, { unit_id: young, valid_from: '2026-03-01', valid_to: null }]);
  });

  it('twice at once happens once', async () => {
    const answers = await Promise.all([back(old, '2026-01-05'), back(old, '2026-01-05')]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await homes(person.id)).filter((home) => home.valid_to === null)).toHaveLength(1);
  });
});

describe('leaving', () => {
  const leave = (on: string) => recordLeave(ports, boss, { id: person.id, revision: 0 }, { on });

  it('on the first day of the membership leaves one of no day', async () => {
    expect(await leave('2025-07-01')).toMatchObject({ ok: true });
    expect(await homes(person.id)).toEqual([{ unit_id: old, valid_from: '2025-07-01', valid_to: '2025-07-01' }]);
  });

  it('ends a second post that begins later where it begins', async () => {
    await db.insertInto('membership').values({ id: 'second', user_id: person.id, unit_id: young, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-10-01', valid_to: null }).execute();
    await leave('2026-09-30');
    expect(await homes(person.id)).toContainEqual({ unit_id: young, valid_from: '2026-10-01', valid_to: '2026-10-01' });
  });
});

describe('days of forms', () => {
  const person = { fullName: 'An', email: '', staffNo: 'A1', category: '', unitId: 'u', position: 'x' };
  it.each([['1940-01-01', true], ['1939-12-31', false], ['0202-11-23', false], ['2028-02-29', true], ['2026-02-29', false], ['2026-02-30', false], ['2026-13-01', false], ['2026-11-23T00:00', false], ['+002026-11-23', false], ['２０２６-11-23', false], ['01/01/1940', true], ['31/12/1939', false], ['2026 -11-23', false]])('%j is a day of a working life: %s', (day, fits) => {
    expect(newPersonForm.safeParse({ ...person, joinedOn: day }).success).toBe(fits);
    expect(transferForm.safeParse({ unitId: 'u', position: 'x', on: day, revision: '0' }).success).toBe(fits);
    expect(leaveForm.safeParse({ on: day, revision: '0' }).success).toBe(fits);
  });
});
