import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { call } from '../../../tests/world/calls.ts';
import { enrolled, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import * as fresh from './assignment-new.tsx';
import * as rule from './assignment.tsx';
import * as list from './assignments.tsx';
import * as what from './assignment-what.tsx';
import * as preview from './assignment-preview.tsx';
import * as runs from './assignment-runs.ts';
import * as versions from './assignment-versions.ts';
import * as discarding from './assignment-discarding.ts';
import * as ending from './assignment-ending.tsx';
import * as exemptions from './exemptions.tsx';
import * as newExemption from './exemption-new.tsx';
import * as exemptionEnding from './exemption-ending.tsx';
import * as units from './units.tsx';

type Route = Parameters<typeof call>[0];
let w: AssignmentWorld;
let params: Record<string, string>;
let token: string;
beforeEach(async () => {
  w = await assignmentWorld();
  params = {};
  token = await session(w.admin);
});
afterEach(() => w[Symbol.asyncDispose]());

const session = (actor: Actor) => makeSession(w.db, actor, w.clock.now().toISOString());
const ask = (route: Route, path: string, form?: Record<string, string> | [string, string][], as = token) =>
  call(route, { db: w.db, clock: w.clock, path: path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? ''), params, token: as, ...(form ? { form } : {}) });
const count = async (table: 'assignment_rule' | 'exemption') => (await w.db.selectFrom(table).select('id').execute()).length;
const leaveOf = (userId: string, change: object = {}): Record<string, string> => ({ id: newId(), userId, courseId: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Theo quyết định', validFrom: '23/11/2026', lastDay: '31/12/2026', number: '', issuer: '', issuedOn: '', ...change });

describe('the form of a new rule', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a name of two emoji', { name: '🙂🙂' }, 'name'], ['31/02', { joinedFrom: '31/02/2026' }, 'joinedFrom'], ['the wrong order of days', { joinedFrom: '2026-12-01', joinedTo: '2026-01-01' }, 'joinedTo'], ['words without letters', { positions: '%%%' }, 'positions'],
  ])('hands %s back with 422 and everything that was typed', async (_what, change, field) => {
    const typed = { id: newId(), unitId: '', name: 'Quy tắc mới', positions: 'một cửa', joinedFrom: '', joinedTo: '', ...change };
    const refused = await ask(fresh.action, '/admin/assignments/new', typed);
    expect(refused).toMatchObject({ status: 422, body: { faults: { [field]: { vi: expect.any(String) as string, en: expect.any(String) as string } }, values: { positions: typed.positions, name: typed.name } } });
    expect(await count('assignment_rule')).toBe(0);
  });

  it('too large to be a form is refused, and nothing is stored', async () => {
    const answer = await ask(fresh.action, '/admin/assignments/new', { id: newId(), unitId: '', name: 'x'.repeat(2_000_000) }).catch((error: unknown) => ({ status: (error as { kind: string }).kind }));
    expect([413, 'too-large']).toContain(answer.status);
    expect(await count('assignment_rule')).toBe(0);
  });

  it('sent again by the way back, with another name in it, says so instead of losing it', async () => {
    const id = newId();
    const typed = { id, unitId: '', name: 'Tên đầu' };
    expect((await ask(fresh.action, '/admin/assignments/new', typed)).location).toBe(`/admin/assignments/${id}/what`);
    expect((await ask(fresh.action, '/admin/assignments/new', typed)).location).toBe(`/admin/assignments/${id}/what`);
    expect(await ask(fresh.action, '/admin/assignments/new', { ...typed, name: 'Tên sau' })).toMatchObject({ status: 409, body: { values: { name: 'Tên sau' } } });
    expect(await count('assignment_rule')).toBe(1);
  });

  it('for a unit of somebody else is forbidden, with the field and without it', async () => {
    const ward = await session(w.wardAdmin);
    expect((await ask(fresh.action, '/admin/assignments/new', { id: newId(), unitId: '', name: 'Cả tỉnh' }, ward)).status).toBe(403);
    expect((await ask(fresh.action, '/admin/assignments/new', { id: newId(), unitId: w.units.other, name: 'Xã bên' }, ward)).status).toBe(403);
    expect((await ask(fresh.action, '/admin/assignments/new', [['id', newId()], ['unitId', w.units.ward], ['name', 'Của phường'], ['notUnits[]', w.units.other]], ward)).status).toBe(422);
    expect(await count('assignment_rule')).toBe(0);
  });
});

describe('two tabs and two clicks', () => {
  it('an old page of a draft is answered with 409 and what was typed', async () => {
    params = { rule: await w.draft() };
    const typed: [string, string][] = [['revision', '0'], ['courses[]', w.course.courseId], ['dueKind', 'AFTER'], ['dueDays', '45'], ['duty', 'no'], ['validFrom', '2026-11-23']];
    expect(await ask(what.action, '/admin/assignments/:rule/what', typed)).toMatchObject({ status: 409, body: { values: { dueDays: '45', duty: 'no' } } });
    expect((await w.rule(params['rule'] ?? '')).draft?.what?.due).toEqual({ kind: 'AFTER', days: 30 });
  });

  it('a rule that fits everybody is confirmed only by whoever says that she means it', async () => {
    params = { rule: await w.draft() };
    expect(await ask(preview.action, '/admin/assignments/:rule/preview', { revision: '1' })).toMatchObject({ status: 422, body: { faults: { sure: expect.anything() as object } } });
    const first = await ask(preview.action, '/admin/assignments/:rule/preview', { revision: '1', sure: 'on' });
    await w.runAll();
    const second = await ask(preview.action, '/admin/assignments/:rule/preview', { revision: '1', sure: 'on' });
    expect(first.location).toMatch(/^\/admin\/assignments\/runs\//);
    expect(second.location).toBe(first.location);
  });

  it('ending and discarding twice loses nothing', async () => {
    params = { rule: await w.force() };
    const end = { revision: '2', releases: 'yes' };
    expect((await ask(ending.action, '/admin/assignments/:rule/ending', end)).status).toBe(303);
    expect((await ask(ending.action, '/admin/assignments/:rule/ending', end)).status).toBe(409);
    expect((await ask(versions.action, '/admin/assignments/:rule/versions', {})).status).toBe(409);
    params = { rule: await w.draft() };
    expect((await ask(discarding.action, '/admin/assignments/:rule/discarding', {})).location).toBe('/admin/assignments?done=discarded');
    expect((await ask(discarding.action, '/admin/assignments/:rule/discarding', {})).status).toBe(404);
  });

  it('following a draft now is a conflict, and an address typed instead of a button leads to the rule', async () => {
    params = { rule: await w.draft() };
    expect((await ask(runs.action, '/admin/assignments/:rule/runs', {})).status).toBe(409);
    for (const [route, path] of [[runs.loader, 'runs'], [versions.loader, 'versions'], [discarding.loader, 'discarding'], [ending.loader, 'ending']] as const) expect((await ask(route, `/admin/assignments/:rule/${path}`)).location).toContain(`/admin/assignments/${params['rule']}`);
  });
});

describe('the pages of rules', () => {
  it.each(['?state=NOPE&page=-1', '?q=%00%27--&page=1e9', '?done=%3Cscript%3E', `?q=${'x'.repeat(2000)}`])('open with %s', async (search) => {
    params = { rule: await w.force() };
    expect((await ask(rule.loader, `/admin/assignments/:rule${search}`)).status).toBe(200);
    expect((await ask(list.loader, `/admin/assignments${search}`)).status).toBe(200);
    expect((await ask(exemptions.loader, `/admin/exemptions${search}`)).status).toBe(200);
    expect((await ask(newExemption.loader, `/admin/exemptions/new${search}`)).status).toBe(200);
  });

  it('show a rule of a ward to those above and below it, and to nobody beside it', async () => {
    params = { rule: await w.force({ unitId: w.units.ward, by: w.wardAdmin }) };
    const see = async (unitId: string) => (await ask(rule.loader, '/admin/assignments/:rule', undefined, await session(await makePerson(w.db, { unitId, grants: [{ role: 'AUDITOR', scope: 'SUBTREE', unitId }] })))).status;
    expect([await see(w.units.province), await see(w.units.ward), await see(w.units.office), await see(w.units.other)]).toEqual([200, 200, 200, 404]);
  });
});

describe('the form of an exemption', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no reason', { reason: '' }, 'reason'], ['grounds of two emoji', { reason: '🙂🙂' }, 'reason'], ['31/02', { lastDay: '31/02/2027' }, 'lastDay'], ['a day that is over', { validFrom: '2026-11-01', lastDay: '2026-11-22' }, 'lastDay'], ['a certificate without a number', { kind: 'RECOGNISED', issuer: 'Học viện', issuedOn: '2026-10-01' }, 'number'], ['a certificate of tomorrow', { kind: 'RECOGNISED', number: '1', issuer: 'Học viện', issuedOn: '2026-11-24' }, 'issuedOn'], ['a course that is none', { courseId: newId() }, 'courseId'], ['no kind', { kind: '' }, 'kind'],
  ])('hands %s back with 422 and everything that was typed', async (_what, change, field) => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    const typed = leaveOf(person.id, { reason: 'Chữ đã gõ', ...change });
    const refused = await ask(newExemption.action, `/admin/exemptions/new?user=${person.id}`, typed);
    expect(refused).toMatchObject({ status: 422, body: { faults: { [field]: expect.anything() as object }, values: { reason: typed['reason'] } } });
    expect(await count('exemption')).toBe(0);
  });

  it('brought back with another course makes a second exemption; the same thing twice stays one', async () => {
    const [person, second] = [await makePerson(w.db, { unitId: w.units.office }), await makeCourse(w.db)];
    const typed = leaveOf(person.id);
    const path = `/admin/exemptions/new?user=${person.id}`;
    for (const form of [typed, typed, { ...typed, courseId: second.courseId }]) expect((await ask(newExemption.action, path, form)).location).toBe('/admin/exemptions?done=granted');
    expect(await count('exemption')).toBe(2);
    expect((await ask(newExemption.action, path, { ...typed, id: newId() })).status).toBe(409);
  });

  it('is not found for somebody of another subtree, with nothing told about her', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other, fullName: 'Trần Văn Xa' });
    const ward = await session(w.wardAdmin);
    const answers = [await ask(newExemption.loader, `/admin/exemptions/new?user=${stranger.id}`, undefined, ward), await ask(newExemption.action, `/admin/exemptions/new?user=${stranger.id}`, leaveOf(stranger.id), ward), await ask(newExemption.loader, `/admin/exemptions/new?user=${newId()}`, undefined, ward)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(JSON.stringify(answers)).not.toContain('Xa');
  });

  it('of an exemption that is over is refused with 409, and the reason stays in the form', async () => {
    const person = await makePerson(w.db, { unitId: w.units.office });
    params = { exemption: newId() };
    await grantExemption(w.ports, w.admin, { id: params['exemption'] ?? '', userId: person.id, courseId: null, kind: 'OTHER_REASON', reason: 'Lý do', validFrom: '2026-11-23', lastDay: '2026-11-23' });
    w.clock.pass({ days: 1 });
    token = await makeSession(w.db, w.admin, w.clock.now().toISOString(), { id: newId() });
    expect(await ask(exemptionEnding.action, '/admin/exemptions/:exemption/ending', { reason: 'Đi làm lại' })).toMatchObject({ status: 409, body: { values: { reason: 'Đi làm lại' } } });
  });
});

it('the leader’s page tells how many are exempted, of her own units only', async () => {
  const leader = await makePerson(w.db, { unitId: w.units.ward, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.ward }] });
  const [own, stranger] = [await makePerson(w.db, { unitId: w.units.office, fullName: 'Đỗ Thị Ngọc' }), await makePerson(w.db, { unitId: w.units.other, fullName: 'Trần Văn Xa' })];
  for (const { id } of [own, stranger]) {
    await enrolled(w.db, id, w.course, { dueOn: '2026-11-01' });
    await grantExemption(w.ports, w.admin, { id: newId(), userId: id, courseId: null, kind: 'LONG_LEAVE', reason: 'Lý do', validFrom: '2026-11-23', lastDay: '2026-12-31' });
  }
  const answer = await ask(units.loader, '/units?course=an-toan', undefined, await session(leader));
  expect(answer.status).toBe(200);
  const told = JSON.stringify(answer.body);
  expect(told).toContain('"exempted":1');
  expect(told).not.toContain('Ngọc');
  expect(told).not.toContain('Trần Văn Xa');
});
