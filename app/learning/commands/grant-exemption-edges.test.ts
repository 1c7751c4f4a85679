import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { findExemption } from '../queries/exemptions.server.ts';
import { exemptionsPage, exemptionsPerPage, getOwnExemption, newExemptionPage } from '../queries/exemption-pages.server.ts';
import { endExemption, grantExemption, type NewExemption } from './grant-exemption.server.ts';

let w: AssignmentWorld;
let person: Actor;
beforeEach(async () => {
  w = await assignmentWorld();
  person = await makePerson(w.db, { unitId: w.units.office });
});
afterEach(() => w[Symbol.asyncDispose]());

const leave = (change: Partial<NewExemption> = {}): NewExemption => ({ id: newId(), userId: person.id, courseId: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định', validFrom: '2026-11-23', lastDay: '2026-12-31', ...change });
const certificate = (change: Partial<NewExemption> = {}) => leave({ kind: 'RECOGNISED', number: '12/CN', issuer: 'Học viện', issuedOn: '2026-10-01', ...change });
const faults = (outcome: { ok: boolean; faults?: object }) => Object.keys(outcome.faults ?? {});
const rows = () => w.db.selectFrom('exemption').selectAll().orderBy('created_at').orderBy('valid_from').execute();
const actions = async () => (await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);
const found = (on = w.today()) => findExemption(w.db, person.id, w.course.courseId, on);

describe('the form of before, brought back by the browser', () => {
  it('with another course in it is an exemption of its own, and nothing is lost without a word', async () => {
    const second = await makeCourse(w.db);
    const given = leave();
    expect(await grantExemption(w.ports, w.admin, given)).toEqual({ ok: true });
    expect(await grantExemption(w.ports, w.admin, { ...given, courseId: second.courseId })).toEqual({ ok: true });
    expect((await rows()).map(({ course_id }) => course_id).sort()).toEqual([w.course.courseId, second.courseId].sort());
    expect(await actions()).toEqual(['exemption.grant', 'exemption.grant']);
  });

  it('with another person in it exempts that person, too', async () => {
    const other = await makePerson(w.db, { unitId: w.units.office });
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    await grantExemption(w.ports, w.admin, { ...given, userId: other.id });
    expect((await rows()).map(({ user_id }) => user_id).sort()).toEqual([person.id, other.id].sort());
  });

  it('with a longer time for the same reason is refused, because that exemption is there', async () => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    expect(faults(await grantExemption(w.ports, w.admin, { ...given, lastDay: '2027-01-31' }))).toEqual(['form']);
    expect((await rows()).map(({ valid_to }) => valid_to)).toEqual(['2027-01-01']);
  });

  it('after the exemption was ended exempts again', async () => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    await endExemption(w.ports, w.admin, given.id, { reason: 'Nhập nhầm' });
    expect(await grantExemption(w.ports, w.admin, given)).toEqual({ ok: true });
    expect(await found()).toMatchObject({ lastDay: '2026-12-31' });
  });

  it('of a certificate counts once however often it comes, and once more with another number', async () => {
    const given = certificate();
    for (let n = 0; n < 3; n += 1) expect(await grantExemption(w.ports, w.admin, given)).toEqual({ ok: true });
    expect(await grantExemption(w.ports, w.admin, { ...given, number: '13/CN' })).toEqual({ ok: true });
    expect((await rows()).map(({ number }) => number).sort()).toEqual(['12/CN', '13/CN']);
    expect(await actions()).toEqual(['exemption.recognise', 'exemption.recognise']);
  });
});

describe('rights', () => {
  const all: [Role, Grant['scope'], boolean][] = [
    ['TRAINING_ADMIN', 'ALL', true], ['TRAINING_ADMIN', 'SUBTREE', true], ['TRAINING_ADMIN', 'SELF', false], ['CONTENT_EDITOR', 'ALL', false], ['CAMPAIGN_MAKER', 'ALL', false],
    ['FOCAL_POINT', 'SUBTREE', false], ['STANDING_AGENCY', 'ALL', false], ['UNIT_LEADER', 'SUBTREE', false], ['AUDITOR', 'ALL', false], ['SYSTEM_ADMIN', 'ALL', false], ['LEARNER', 'SELF', false],
  ];
  it.each(all)('%s with scope %s ends an exemption: %s', async (role, scope, may) => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    const actor = await makePerson(w.db, { unitId: w.units.ward, grants: [{ role, scope, unitId: scope === 'SUBTREE' ? w.units.ward : null }] });
    const ending = endExemption(w.ports, actor, given.id, { reason: 'Đi làm lại' });
    if (may) expect(await ending).toEqual({ ok: true });
    else await expect(ending).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await rows())[0]?.ended_by).toBe(may ? actor.id : null);
  });

  it.each(all)('%s with scope %s grants one: %s', async (role, scope, may) => {
    const actor = await makePerson(w.db, { unitId: w.units.ward, grants: [{ role, scope, unitId: scope === 'SUBTREE' ? w.units.ward : null }] });
    const granting = grantExemption(w.ports, actor, leave());
    if (may) expect(await granting).toEqual({ ok: true });
    else await expect(granting).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await rows()).toHaveLength(may ? 1 : 0);
  });

  it('of a ward end where somebody is transferred out of it, and begin where she is transferred into it', async () => {
    const given = leave();
    await grantExemption(w.ports, w.wardAdmin, given);
    await w.move(person, w.units.other);
    await expect(endExemption(w.ports, w.wardAdmin, given.id, { reason: 'Thử' })).rejects.toMatchObject({ kind: 'not-found' });
    const otherAdmin = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    expect(await endExemption(w.ports, otherAdmin, given.id, { reason: 'Đi làm lại' })).toEqual({ ok: true });
  });

  it('reach nobody who has left, has no unit, or works with a technical account; an account that rests is reached', async () => {
    const made = async (change: Record<string, unknown>) => {
      const one = await makePerson(w.db, { unitId: w.units.office });
      if (Object.keys(change).length > 0) await w.db.updateTable('user_account').set(change).where('id', '=', one.id).execute();
      return one;
    };
    const [left, goes, technical, resting, homeless] = [await made({ left_on: '2026-11-23' }), await made({ left_on: '2026-11-24' }), await made({ account_kind: 'SERVICE' }), await made({ disabled_at: '2026-11-01T01:00:00.000Z' }), await made({})];
    await w.db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', homeless.id).execute();
    for (const { id } of [left, technical, homeless]) await expect(grantExemption(w.ports, w.admin, leave({ userId: id }))).rejects.toMatchObject({ kind: 'not-found' });
    for (const { id } of [goes, resting]) expect(await grantExemption(w.ports, w.admin, leave({ userId: id }))).toEqual({ ok: true });
    await expect(grantExemption(w.ports, w.admin, leave({ userId: newId() }))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('days on the border', () => {
  it('an exemption of today only holds today', async () => {
    expect(await grantExemption(w.ports, w.admin, leave({ lastDay: '2026-11-23' }))).toEqual({ ok: true });
    expect([await found('2026-11-22'), await found('2026-11-23'), await found('2026-11-24')].map((one) => one?.lastDay)).toEqual([undefined, '2026-11-23', undefined]);
  });

  it('the day is the one in Vietnam: a second before midnight the old one still counts, at midnight it is over', async () => {
    w.clock.set('2026-11-23T16:59:59.000Z');
    expect(await grantExemption(w.ports, w.admin, leave({ lastDay: '2026-11-23' }))).toEqual({ ok: true });
    w.clock.set('2026-11-23T17:00:00.000Z');
    expect(faults(await grantExemption(w.ports, w.admin, leave({ courseId: null, lastDay: '2026-11-23' })))).toEqual(['lastDay']);
    expect(await grantExemption(w.ports, w.admin, certificate({ issuedOn: '2026-11-24', validFrom: '2026-11-24' }))).toEqual({ ok: true });
  });

  it('one that is to come takes no reminder back and exempts nobody yet', async () => {
    await enrolled(w.db, person.id, w.course, { dueOn: '2026-12-31' });
    expect(await grantExemption(w.ports, w.admin, leave({ validFrom: '2026-11-24' }))).toEqual({ ok: true });
    expect([await found(), await found('2026-11-24')].map((one) => one?.kind)).toEqual([undefined, 'LONG_LEAVE']);
  });

  it('of two that overlap the longer one is told, and when it ends early the other one still holds', async () => {
    const [short, long] = [leave({ lastDay: '2026-11-30' }), leave({ kind: 'OTHER_REASON', courseId: null, lastDay: '2027-06-30' })];
    for (const given of [short, long]) await grantExemption(w.ports, w.admin, given);
    expect(await found()).toMatchObject({ kind: 'OTHER_REASON', lastDay: '2027-06-30' });
    await endExemption(w.ports, w.admin, long.id, { reason: 'Nhập nhầm' });
    expect(await found()).toMatchObject({ kind: 'LONG_LEAVE', lastDay: '2026-11-30' });
  });
});

describe('ending', () => {
  it('is refused when its time is over: what ran its course is not rewritten', async () => {
    const given = leave({ lastDay: '2026-11-24' });
    await grantExemption(w.ports, w.admin, given);
    w.clock.pass({ days: 1 });
    const other = leave({ kind: 'OTHER_REASON', lastDay: '2026-11-24', validFrom: '2026-11-24' });
    await grantExemption(w.ports, w.admin, other);
    expect(await endExemption(w.ports, w.admin, other.id, { reason: 'Ngày cuối' })).toEqual({ ok: true });
    w.clock.pass({ days: 1 });
    expect(faults(await endExemption(w.ports, w.admin, given.id, { reason: 'Muộn' }))).toEqual(['form']);
    expect((await exemptionsPage(w.db, w.admin, { q: '', state: 'OVER', page: 1 }, w.today())).rows.map(({ id, state }) => [id, state])).toEqual([[given.id, 'OVER']]);
    expect((await rows()).map(({ ended_at }) => ended_at !== null)).toEqual([false, true]);
  });

  it('by two at once is written once', async () => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    const both = await Promise.all([endExemption(w.ports, w.admin, given.id, { reason: 'Một' }), endExemption(w.ports, w.wardAdmin, given.id, { reason: 'Hai' })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await actions()).filter((action) => action === 'exemption.end')).toHaveLength(1);
  });

  it('of one that was still to come leaves nothing in force', async () => {
    const given = leave({ validFrom: '2026-12-01' });
    await grantExemption(w.ports, w.admin, given);
    expect(await endExemption(w.ports, w.admin, given.id, { reason: 'Không nghỉ nữa' })).toEqual({ ok: true });
    expect(await found('2026-12-15')).toBeNull();
    expect((await exemptionsPage(w.db, w.admin, { q: '', state: 'ENDED', page: 1 }, w.today())).total).toBe(1);
    expect((await exemptionsPage(w.db, w.admin, { q: '', state: 'COMING', page: 1 }, w.today())).total).toBe(0);
  });

  it('keeps why it ended out of the log as well', async () => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    await endExemption(w.ports, w.admin, given.id, { reason: 'Chữ rất riêng' });
    expect((await rows())[0]?.end_reason).toBe('Chữ rất riêng');
    for (const { details } of await w.db.selectFrom('audit_event').select('details').execute()) expect(details).not.toContain('Chữ rất riêng');
  });
});

describe('the database holds the rules by itself', () => {
  const row = (change: object) => ({ id: newId(), user_id: person.id, course_id: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Căn cứ', valid_from: '2026-11-23', valid_to: '2026-12-01', number: null, issuer: null, issued_on: null, created_by: null, created_at: '2026-11-23T01:00:00.000Z', ...change });
  it.each<[string, object]>([
    ['a kind that is none', { kind: 'HOLIDAY' }],
    ['no reason', { reason: '' }],
    ['a reason without end', { reason: 'x'.repeat(501) }],
    ['no day at all', { valid_to: '2026-11-23' }],
    ['a recognition without a certificate', { kind: 'RECOGNISED' }],
    ['a certificate of a leave', { number: '1', issuer: 'x', issued_on: '2026-01-01' }],
    ['a recognition for all courses', { kind: 'RECOGNISED', number: '1', issuer: 'x', issued_on: '2026-01-01', course_id: null }],
    ['an end without a reason', { ended_at: '2026-11-23T01:00:00.000Z' }],
    ['somebody who is none', { user_id: newId() }],
  ])('refuses %s', async (_what, change) => {
    await expect(w.db.insertInto('exemption').values(row(change)).execute()).rejects.toThrow(/constraint/i);
  });
});

describe('the list', () => {
  const filter = { q: '', state: undefined, page: 1 };
  it('goes over pages without showing anybody twice', async () => {
    for (let n = 0; n < exemptionsPerPage + 3; n += 1) await grantExemption(w.ports, w.admin, leave({ userId: (await makePerson(w.db, { unitId: w.units.office })).id }));
    const [first, second, beyond] = [await exemptionsPage(w.db, w.admin, filter, w.today()), await exemptionsPage(w.db, w.admin, { ...filter, page: 2 }, w.today()), await exemptionsPage(w.db, w.admin, { ...filter, page: 10_000 }, w.today())];
    expect([first.rows.length, second.rows.length, beyond.page, first.pages]).toEqual([exemptionsPerPage, 3, 2, 2]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(exemptionsPerPage + 3);
  });

  it('is read by readers of the whole province, who change nothing; of a subtree they see the subtree', async () => {
    await grantExemption(w.ports, w.admin, leave());
    const see = async (role: Role, scope: Grant['scope'], unitId: string | null) => {
      const shown = await exemptionsPage(w.db, await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope, unitId }] }), filter, w.today());
      return shown.rows.map(({ isOwn }) => isOwn);
    };
    expect(await see('AUDITOR', 'ALL', null)).toEqual([false]);
    expect(await see('SYSTEM_ADMIN', 'ALL', null)).toEqual([false]);
    expect(await see('AUDITOR', 'SUBTREE', w.units.other)).toEqual([]);
    expect(await see('TRAINING_ADMIN', 'SUBTREE', w.units.office)).toEqual([true]);
    expect(await see('UNIT_LEADER', 'SUBTREE', w.units.ward)).toEqual([]);
  });

  it.each(["'", '%', '_', '\\', '"; drop table exemption; --', '🙂', '<script>', 'x'.repeat(100), 'nguyen thi thuy duong'.normalize('NFD')])('is asked for %j and stands', async (q) => {
    await grantExemption(w.ports, w.admin, leave());
    const shown = await exemptionsPage(w.db, w.admin, { ...filter, q }, w.today());
    expect([shown.page, shown.rows.length === shown.total]).toEqual([1, true]);
    expect((await newExemptionPage(w.db, w.admin, { q }, w.today())).found.length).toBeLessThanOrEqual(20);
    expect(await rows()).toHaveLength(1);
  });

  it('still names somebody of a unit that was closed', async () => {
    const closing = await makeUnit(w.db, { name: 'Xã sắp sáp nhập', parentId: w.units.province });
    const one = await makePerson(w.db, { unitId: closing });
    const given = leave({ userId: one.id });
    await grantExemption(w.ports, w.admin, given);
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', closing).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', closing).execute();
    expect((await exemptionsPage(w.db, w.admin, filter, w.today())).rows).toMatchObject([{ userId: one.id, unitName: null, isOwn: true }]);
    expect(await getOwnExemption(w.db, w.admin, given.id, w.today())).toMatchObject({ userId: one.id });
  });

  it('names no course for an exemption from all, and the newest title of one that was renewed', async () => {
    await grantExemption(w.ports, w.admin, leave({ courseId: null }));
    await grantExemption(w.ports, w.admin, leave());
    await makeCourse(w.db, { of: w.course, title: 'An toàn thông tin 2027' });
    expect((await exemptionsPage(w.db, w.admin, filter, w.today())).rows.map(({ courseTitle }) => courseTitle).sort()).toEqual(['An toàn thông tin 2027', null]);
  });
});

it('what was completed before stays completed when a certificate from elsewhere is recognised beside it', async () => {
  await enrolled(w.db, person.id, w.course, { dueOn: '2026-12-31' });
  await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
  await grantExemption(w.ports, w.admin, certificate());
  expect(await w.db.selectFrom('course_progress').select('completed_at').where('user_id', '=', person.id).execute()).toEqual([{ completed_at: '2026-11-20T01:00:00.000Z' }]);
});
