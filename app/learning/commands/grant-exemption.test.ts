import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { listCatalogue } from '../queries/catalogue.server.ts';
import { findExemption } from '../queries/exemptions.server.ts';
import { exemptionsPage, newExemptionPage } from '../queries/exemption-pages.server.ts';
import { listMyCourses } from '../queries/my-courses.server.ts';
import { listOpenEnrollments } from '../queries/open-enrollments.server.ts';
import { countExempted, countsBySubUnit, idsOfLearners, readUnitScope } from '../queries/unit-progress.server.ts';
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
const rows = () => w.db.selectFrom('exemption').selectAll().execute();

describe('granting an exemption', () => {
  it.each<[Role, Grant['scope'], boolean]>([
    ['TRAINING_ADMIN', 'ALL', true], ['SYSTEM_ADMIN', 'ALL', false], ['AUDITOR', 'ALL', false], ['UNIT_LEADER', 'ALL', false], ['LEARNER', 'SELF', false],
  ])('is for %s with scope %s: %s', async (role, scope, may) => {
    const actor = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope, unitId: null }] });
    const granted = grantExemption(w.ports, actor, leave());
    if (may) expect(await granted).toEqual({ ok: true });
    else await expect(granted).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('does not reach beyond the actor’s units', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other });
    await expect(grantExemption(w.ports, w.wardAdmin, leave({ userId: stranger.id }))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await grantExemption(w.ports, w.wardAdmin, leave())).toEqual({ ok: true });
  });

  it('is written once by a double click, and once for the same reason and day', async () => {
    const given = leave();
    expect(await Promise.all([grantExemption(w.ports, w.admin, given), grantExemption(w.ports, w.admin, given)])).toEqual([{ ok: true }, { ok: true }]);
    expect(faults(await grantExemption(w.ports, w.admin, leave()))).toEqual(['form']);
    expect(await rows()).toHaveLength(1);
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toEqual([{ action: 'exemption.grant' }]);
  });

  it('keeps number, issuer and day of a certificate, and none of them of a leave', async () => {
    await grantExemption(w.ports, w.admin, certificate());
    expect(await rows()).toMatchObject([{ kind: 'RECOGNISED', number: '12/CN', issuer: 'Học viện', issued_on: '2026-10-01', valid_to: '2027-01-01' }]);
    expect(faults(await grantExemption(w.ports, w.admin, certificate({ validFrom: '2026-11-24' })))).toEqual(['form']);
  });

  it.each([
    ['lastDay', { lastDay: '2026-11-22', validFrom: '2026-11-01' }],
    ['courseId', { courseId: newId() }],
  ])('refuses %s of %j', async (field, change) => {
    expect(faults(await grantExemption(w.ports, w.admin, leave(change)))).toEqual([field]);
  });

  it('refuses a certificate of tomorrow', async () => {
    expect(faults(await grantExemption(w.ports, w.admin, certificate({ issuedOn: '2026-11-24' })))).toEqual(['issuedOn']);
  });

  it('leaves the grounds out of the log, which is kept for ever', async () => {
    await grantExemption(w.ports, w.admin, leave({ reason: 'Chữ rất riêng' }));
    const { details } = await w.db.selectFrom('audit_event').select('details').executeTakeFirstOrThrow();
    expect(details).not.toContain('Chữ rất riêng');
    expect(JSON.parse(details)).toMatchObject({ kind: 'LONG_LEAVE', on: '2026-11-23', lastDay: '2026-12-31', course: 'An toàn thông tin' });
  });
});

describe('somebody who is exempted', () => {
  const question = () => ({ at: w.clock.now().toISOString(), today: w.today(), timeZone: 'Asia/Ho_Chi_Minh', dueFrom: '2026-01-01', dueTo: '2027-12-31' });
  const scope = () => readUnitScope(w.db, { unitId: w.units.ward, courseId: w.course.courseId, today: w.today() });

  it('is not reminded, has no due day on her pages, and stands in no count but her own', async () => {
    await enrolled(w.db, person.id, w.course, { dueOn: '2026-11-01' });
    const other = await makePerson(w.db, { unitId: w.units.office });
    await enrolled(w.db, other.id, w.course, { dueOn: '2026-11-01' });
    expect((await countsBySubUnit(w.db, await scope())).get(w.units.office)).toMatchObject({ total: 2, late: 2 });
    await grantExemption(w.ports, w.admin, leave());
    expect((await listOpenEnrollments(w.db, question())).map(({ userId }) => userId)).toEqual([other.id]);
    expect((await listMyCourses(w.db, person.id, w.today())).map(({ dueOn }) => dueOn)).toEqual([null]);
    expect((await listCatalogue(w.db, person.id, w.today())).map(({ dueOn }) => dueOn)).toEqual([null]);
    expect((await countsBySubUnit(w.db, await scope())).get(w.units.office)).toMatchObject({ total: 1, late: 1 });
    expect(await idsOfLearners(w.db, await scope(), undefined)).toEqual([other.id]);
    expect(await countExempted(w.db, await scope())).toBe(1);
  });

  it('is asked again from the day after her last one on, with the day that she had', async () => {
    await enrolled(w.db, person.id, w.course, { dueOn: '2027-02-01' });
    await grantExemption(w.ports, w.admin, leave({ lastDay: '2026-11-24' }));
    w.clock.pass({ days: 1 });
    expect(await listOpenEnrollments(w.db, question())).toEqual([]);
    w.clock.pass({ days: 1 });
    expect((await listOpenEnrollments(w.db, question())).map(({ dueOn }) => dueOn)).toEqual(['2027-02-01']);
    expect(await countExempted(w.db, await scope())).toBe(0);
  });

  it('keeps what she has completed, and counts with it', async () => {
    await enrolled(w.db, person.id, w.course, { dueOn: '2026-12-31' });
    await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
    await grantExemption(w.ports, w.admin, leave());
    expect((await countsBySubUnit(w.db, await scope())).get(w.units.office)).toMatchObject({ total: 1, done: 1 });
    expect(await countExempted(w.db, await scope())).toBe(0);
  });

  it('is exempted from one course only, unless from all', async () => {
    const second = await makeCourse(w.db);
    await grantExemption(w.ports, w.admin, leave());
    expect(await findExemption(w.db, person.id, w.course.courseId, w.today())).toMatchObject({ kind: 'LONG_LEAVE', lastDay: '2026-12-31' });
    expect(await findExemption(w.db, person.id, second.courseId, w.today())).toBeNull();
    await grantExemption(w.ports, w.admin, leave({ courseId: null, lastDay: '2027-03-31' }));
    expect(await findExemption(w.db, person.id, second.courseId, w.today())).toMatchObject({ lastDay: '2027-03-31' });
    expect(await findExemption(w.db, person.id, w.course.courseId, w.today())).toMatchObject({ lastDay: '2027-03-31' });
  });
});

describe('ending an exemption', () => {
  it('asks for the course again; a second time it is refused', async () => {
    const given = leave();
    await grantExemption(w.ports, w.admin, given);
    expect(await endExemption(w.ports, w.admin, given.id, { reason: 'Đi làm lại' })).toEqual({ ok: true });
    expect(faults(await endExemption(w.ports, w.admin, given.id, { reason: 'Lần nữa' }))).toEqual(['form']);
    expect(await findExemption(w.db, person.id, w.course.courseId, w.today())).toBeNull();
    expect(await grantExemption(w.ports, w.admin, leave())).toEqual({ ok: true });
  });

  it('is not for somebody of another part of the province', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other });
    const given = leave({ userId: stranger.id });
    await grantExemption(w.ports, w.admin, given);
    await expect(endExemption(w.ports, w.wardAdmin, given.id, { reason: 'Thử' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(endExemption(w.ports, w.wardAdmin, newId(), { reason: 'Thử' })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the pages of exemptions', () => {
  it('show people of the reader’s units only', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other, fullName: 'Trần Văn Xa' });
    await grantExemption(w.ports, w.admin, leave());
    await grantExemption(w.ports, w.admin, leave({ userId: stranger.id }));
    const filter = { q: '', state: undefined, page: 1 };
    expect((await exemptionsPage(w.db, w.admin, filter, w.today())).total).toBe(2);
    expect((await exemptionsPage(w.db, w.wardAdmin, filter, w.today())).rows.map(({ userId }) => userId)).toEqual([person.id]);
    expect((await exemptionsPage(w.db, w.admin, { ...filter, q: 'tran xa' }, w.today())).rows.map(({ fullName }) => fullName)).toEqual(['Trần Văn Xa']);
    expect((await exemptionsPage(w.db, w.admin, { ...filter, state: 'OVER' }, w.today())).total).toBe(0);
    expect((await exemptionsPage(w.db, w.admin, { ...filter, state: 'IN_FORCE', page: 99 }, w.today())).page).toBe(1);
  });

  it('find people to exempt by name, within the units, and refuse others', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other, fullName: 'Trần Văn Xa' });
    expect((await newExemptionPage(w.db, w.wardAdmin, { q: 'tran' }, w.today())).found).toEqual([]);
    expect((await newExemptionPage(w.db, w.admin, { q: 'tran van' }, w.today())).found.map(({ id }) => id)).toEqual([stranger.id]);
    expect((await newExemptionPage(w.db, w.admin, { q: "' or 1=1 --" }, w.today())).found).toEqual([]);
    expect((await newExemptionPage(w.db, w.admin, { q: '' }, w.today())).found).toEqual([]);
    await expect(newExemptionPage(w.db, w.wardAdmin, { q: '', user: stranger.id }, w.today())).rejects.toMatchObject({ kind: 'not-found' });
  });
});
