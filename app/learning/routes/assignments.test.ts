import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import { openRuleVersion } from '../commands/draft-rule.server.ts';
import * as list from './assignments.tsx';
import * as fresh from './assignment-new.tsx';
import * as rule from './assignment.tsx';
import * as who from './assignment-who.tsx';
import * as what from './assignment-what.tsx';
import * as preview from './assignment-preview.tsx';
import * as versions from './assignment-versions.ts';
import * as runs from './assignment-runs.ts';
import * as discarding from './assignment-discarding.ts';
import * as ending from './assignment-ending.tsx';
import * as run from './assignment-run.tsx';
import * as progress from './assignment-run-progress.ts';
import * as exemptions from './exemptions.tsx';
import * as newExemption from './exemption-new.tsx';
import * as exemptionEnding from './exemption-ending.tsx';

const roles = ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'FOCAL_POINT', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN'] as const;
type Route = Parameters<typeof call>[0];
interface Door { path: string; route: Route; form?: Record<string, string>; reads?: boolean; status: number }

/** What a training administrator of the province meets; readers meet the same at pages that are only read, everybody else 403. */
const doors: Door[] = [
  { path: '/admin/assignments', route: list.loader, reads: true, status: 200 },
  { path: '/admin/assignments/:rule', route: rule.loader, reads: true, status: 200 },
  { path: '/admin/assignments/runs/:run', route: run.loader, reads: true, status: 200 },
  { path: '/admin/assignments/runs/:run/progress', route: progress.loader, reads: true, status: 200 },
  { path: '/admin/exemptions', route: exemptions.loader, reads: true, status: 200 },
  { path: '/admin/assignments/new', route: fresh.loader, status: 200 },
  { path: '/admin/assignments/new', route: fresh.action, form: {}, status: 422 },
  { path: '/admin/assignments/:rule/who', route: who.loader, status: 200 },
  { path: '/admin/assignments/:rule/who', route: who.action, form: {}, status: 422 },
  { path: '/admin/assignments/:rule/what', route: what.loader, status: 200 },
  { path: '/admin/assignments/:rule/what', route: what.action, form: {}, status: 422 },
  { path: '/admin/assignments/:rule/preview', route: preview.loader, status: 200 },
  { path: '/admin/assignments/:rule/preview', route: preview.action, form: { revision: '999' }, status: 409 },
  { path: '/admin/assignments/:rule/versions', route: versions.action, form: {}, status: 303 },
  { path: '/admin/assignments/:rule/runs', route: runs.action, form: {}, status: 303 },
  { path: '/admin/assignments/:rule/discarding', route: discarding.action, form: {}, status: 303 },
  { path: '/admin/assignments/:rule/ending', route: ending.loader, status: 200 },
  { path: '/admin/assignments/:rule/ending', route: ending.action, form: {}, status: 422 },
  { path: '/admin/exemptions/new', route: newExemption.loader, status: 200 },
  { path: '/admin/exemptions/new', route: newExemption.action, form: {}, status: 422 },
  { path: '/admin/exemptions/:exemption/ending', route: exemptionEnding.loader, status: 200 },
  { path: '/admin/exemptions/:exemption/ending', route: exemptionEnding.action, form: {}, status: 422 },
];

let w: AssignmentWorld;
let params: Record<string, string>;
beforeEach(async () => {
  w = await assignmentWorld();
  const id = await w.force({ name: 'Mọi người' });
  await openRuleVersion(w.ports, w.admin, id);
  const { id: runId } = await w.db.selectFrom('assignment_run').select('id').executeTakeFirstOrThrow();
  const exemption = newId();
  await grantExemption(w.ports, w.admin, { id: exemption, userId: w.wardAdmin.id, courseId: null, kind: 'OTHER_REASON', reason: 'Lý do', validFrom: '2026-11-23', lastDay: '2026-12-31' });
  params = { rule: id, run: runId, exemption };
});
afterEach(() => w[Symbol.asyncDispose]());

const session = (actor: Actor) => makeSession(w.db, actor, w.clock.now().toISOString());
const ask = async (route: Route, path: string, token?: string, form?: Record<string, string> | [string, string][]) =>
  call(route, { db: w.db, clock: w.clock, path: path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? ''), params, ...(token ? { token } : {}), ...(form ? { form } : {}) });

describe('the doors of assignment', () => {
  it.each(roles)('for %s', async (role) => {
    const token = await session(await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope: 'ALL', unitId: null }] }));
    const met: [string, number][] = [];
    for (const { path, route, form } of doors) met.push([path, (await ask(route, path, token, form)).status]);
    const isReader = role === 'AUDITOR' || role === 'SYSTEM_ADMIN';
    expect(met).toEqual(doors.map(({ path, reads, status }) => [path, role === 'TRAINING_ADMIN' || (isReader && reads) ? status : 403]));
  });

  it('send nobody who is signed out anywhere but to the sign-in', async () => {
    for (const { path, route, form } of doors.filter((door) => !door.form)) expect((await ask(route, path, undefined, form)).location).toMatch(/^\/sign-in\?next=/);
  });

  it('of a rule of another part of the province stay shut', async () => {
    const otherAdmin = await makePerson(w.db, { unitId: w.units.other, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: w.units.other }] });
    const own = await w.force({ unitId: w.units.ward, who: { units: [w.units.office] }, by: w.wardAdmin });
    params['rule'] = own;
    const token = await session(otherAdmin);
    for (const route of [rule.loader, who.loader, what.loader, preview.loader, ending.loader]) expect((await ask(route, '/admin/assignments/:rule', token)).status).toBe(404);
    expect((await ask(exemptionEnding.loader, '/admin/exemptions/:exemption/ending', token)).status).toBe(404);
    expect((await ask(rule.loader, '/admin/assignments/:rule', await session(w.wardAdmin))).status).toBe(200);
  });

  it('of the province’s rule open for reading to the administrator of a ward, who sees her own people only', async () => {
    const stranger = await makePerson(w.db, { unitId: w.units.other, fullName: 'Trần Văn Xa' });
    await w.night();
    const token = await session(w.wardAdmin);
    const body = JSON.stringify((await ask(rule.loader, '/admin/assignments/:rule', token)).body);
    expect(body).toContain(w.wardAdmin.fullName);
    expect(body).not.toContain(stranger.fullName);
    expect((await ask(versions.action, '/admin/assignments/:rule/versions', token, {})).status).toBe(403);
  });

  it('answer not-found for ids that are none', async () => {
    const token = await session(w.admin);
    for (const id of ['x', newId()]) {
      params = { rule: id, run: id, exemption: id };
      expect((await ask(rule.loader, '/admin/assignments/:rule', token)).status).toBeGreaterThanOrEqual(400);
      expect((await ask(run.loader, '/admin/assignments/runs/:run', token)).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('from the first form to the last', () => {
  it('a rule is written, previewed, confirmed and followed', async () => {
    const token = await session(w.admin);
    const id = newId();
    params = { rule: id };
    const first = await ask(fresh.action, '/admin/assignments/new', token, [['id', id], ['unitId', ''], ['name', 'Một cửa'], ['units[]', w.units.ward], ['units[]', ''], ['next', 'stay']]);
    expect(first.location).toBe(`/admin/assignments/${id}/who`);
    expect((await ask(preview.loader, '/admin/assignments/:rule/preview', token)).location).toBe(`/admin/assignments/${id}/what`);
    expect((await ask(who.action, '/admin/assignments/:rule/who', token, [['revision', '0'], ['name', 'Một cửa'], ['units[]', w.units.ward]])).location).toBe(`/admin/assignments/${id}/what`);
    const said = await ask(what.action, '/admin/assignments/:rule/what', token, [['revision', '1'], ['courses[]', w.course.courseId], ['dueKind', 'AFTER'], ['dueDays', '20'], ['duty', 'yes'], ['validFrom', '23/11/2026']]);
    expect(said.location).toBe(`/admin/assignments/${id}/preview`);
    const confirmed = await ask(preview.action, '/admin/assignments/:rule/preview', token, { revision: '2' });
    expect(confirmed.location).toMatch(/^\/admin\/assignments\/runs\//);
    params['run'] = confirmed.location?.split('/').at(-1) ?? '';
    expect(JSON.parse((await ask(progress.loader, '/admin/assignments/runs/:run/progress', token)).text ?? '')).toEqual({ state: 'QUEUED', done: 0, total: 0 });
    await w.runAll();
    expect(JSON.parse((await ask(progress.loader, '/admin/assignments/runs/:run/progress', token)).text ?? '')).toEqual({ state: 'DONE', done: 1, total: 1 });
    expect((await ask(who.loader, '/admin/assignments/:rule/who', token)).location).toBe(`/admin/assignments/${id}`);
    expect((await ask(preview.action, '/admin/assignments/:rule/preview', token, { revision: '2' })).status).toBe(303);
  });

  it('what was typed comes back with a fault', async () => {
    const token = await session(w.admin);
    const refused = await ask(fresh.action, '/admin/assignments/new', token, [['id', newId()], ['name', 'Quy tắc'], ['units[]', newId()], ['positions', 'một cửa']]);
    expect(refused).toMatchObject({ status: 422, body: { faults: { units: { vi: expect.stringContaining('không thuộc phạm vi') as string } }, values: { name: 'Quy tắc', positions: 'một cửa' } } });
    const late = await ask(what.action, '/admin/assignments/:rule/what', token, [['revision', '3'], ['courses[]', w.course.courseId], ['dueKind', 'DATE'], ['dueOn', '2020-01-01'], ['duty', 'no'], ['validFrom', '2026-11-23']]);
    expect(late).toMatchObject({ status: 422, body: { faults: { dueOn: expect.anything() as object }, values: { dueOn: '2020-01-01', duty: 'no' } } });
  });

  it('a rule is ended, and its draft discarded', async () => {
    const token = await session(w.admin);
    expect((await ask(discarding.action, '/admin/assignments/:rule/discarding', token, {})).location).toBe(`/admin/assignments/${params['rule']}?done=discarded`);
    const { revision } = await w.rule(params['rule'] ?? '');
    expect((await ask(ending.action, '/admin/assignments/:rule/ending', token, { revision: String(revision), releases: 'no' })).location).toBe(`/admin/assignments/${params['rule']}?done=ended`);
    expect((await ask(ending.loader, '/admin/assignments/:rule/ending', token)).location).toBe(`/admin/assignments/${params['rule']}`);
  });

  it('somebody is exempted and the exemption ended', async () => {
    const token = await session(w.admin);
    const person = await makePerson(w.db, { unitId: w.units.office });
    const granted = await ask(newExemption.action, `/admin/exemptions/new?user=${person.id}`, token, { id: newId(), userId: person.id, courseId: '', kind: 'LONG_LEAVE', reason: 'Theo quyết định', validFrom: '23/11/2026', lastDay: '31/12/2026' });
    expect(granted.location).toBe('/admin/exemptions?done=granted');
    expect((await ask(exemptionEnding.action, '/admin/exemptions/:exemption/ending', token, { reason: 'Đi làm lại' })).location).toBe('/admin/exemptions?done=ended');
    expect((await ask(exemptionEnding.action, '/admin/exemptions/:exemption/ending', token, { reason: 'Lần nữa' })).status).toBe(409);
  });
});
