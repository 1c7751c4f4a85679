import { beforeEach, describe, expect, it } from 'vitest';
import { call } from '../../../tests/world/calls.ts';
import { importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Role } from '../actor.ts';
import * as batch from './import-batch.tsx';
import * as cancellation from './import-cancellation.ts';
import * as errors from './import-errors.ts';
import * as list from './import.tsx';
import * as mapping from './import-mapping.tsx';
import * as progress from './import-progress.ts';
import * as run from './import-run.ts';
import * as sample from './import-sample.ts';

const file = 'Mã số cán bộ,Họ và tên,Đơn vị\nCB01,Trần Văn Ưng,Sở Tư pháp\nCB02,=1+1,Sở Tư pháp\nCB03,Mai Lan,+84\n';
const roles = ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN'] as const;
type Route = Parameters<typeof call>[0];

let world: ImportWorld;
let id: string;
beforeEach(async () => {
  world = await importWorld();
  id = await world.check(file);
});
async function tokenFor(role: Role): Promise<string> {
  const actor = await makePerson(world.db, { unitId: world.units.tinh, grants: [{ role, scope: 'ALL', unitId: null }] });
  return makeSession(world.db, actor, world.clock.now().toISOString());
}
const ownToken = () => makeSession(world.db, world.admin, world.clock.now().toISOString());
const ask = (route: Route, path: string, token?: string, form?: Record<string, string>) => call(route, { db: world.db, clock: world.clock, path: `/admin/import${path.replace(':id', id)}`, params: { id }, ...(token ? { token } : {}), ...(form ? { form } : {}) });

/** What the two roles that may import meet at an import of somebody else; everybody else meets 403. */
const doors: readonly (readonly [string, Route, { form?: Record<string, string>; system: number; training: number }])[] = [
  ['', list.loader, { system: 200, training: 200 }],
  ['/sample.csv', sample.loader, { system: 200, training: 200 }],
  ['/:id', batch.loader, { system: 200, training: 404 }],
  ['/:id/mapping', mapping.loader, { system: 200, training: 404 }],
  ['/:id/progress', progress.loader, { system: 200, training: 404 }],
  ['/:id/errors.csv', errors.loader, { system: 200, training: 404 }],
  ['', list.action, { form: {}, system: 422, training: 422 }],
  ['/:id/mapping', mapping.action, { form: { staffNo: '0', fullName: '1' }, system: 409, training: 404 }],
  ['/:id/run', run.action, { form: {}, system: 409, training: 404 }],
  ['/:id/cancellation', cancellation.action, { form: {}, system: 409, training: 404 }],
];

describe.each(doors)('/admin/import%s', (path, route, { form, system, training }) => {
  it.each(roles)('for %s', async (role) => {
    const answer = await ask(route, path, await tokenFor(role), form);
    expect(answer.status).toBe(role === 'SYSTEM_ADMIN' ? system : role === 'TRAINING_ADMIN' ? training : 403);
    expect(await world.outcomes(id)).toEqual(['CREATE', 'ERROR', 'ERROR']);
  });
});

describe('nobody signed in', () => {
  it.each(doors.filter(([, , { form }]) => !form))('is sent from /admin/import%s to the sign-in', async (path, route) => {
    expect((await ask(route, path)).location).toMatch(/^\/sign-in\?next=/);
  });
});

describe('the owner', () => {
  it('sees the progress as JSON from the first to the last row', async () => {
    const token = await ownToken();
    const look = async () => JSON.parse((await ask(progress.loader, '/:id/progress', token)).text ?? '') as object;
    expect(await look()).toEqual({ state: 'CHECKED', done: 0, total: 3 });
    expect(await ask(run.action, '/:id/run', token, {})).toMatchObject({ status: 303, location: `/admin/import/${id}` });
    expect(await look()).toEqual({ state: 'QUEUED', done: 0, total: 3 });
    await world.db.updateTable('job').set({ state: 'FAILED' }).execute();
    expect(await look()).toEqual({ state: 'FAILED', done: 0, total: 3 });
    await world.run(id);
    expect(await look()).toEqual({ state: 'DONE', done: 3, total: 3 });
  });

  it('confirms once; the second time is a conflict', async () => {
    const token = await ownToken();
    expect((await ask(run.action, '/:id/run', token, {})).status).toBe(303);
    expect((await ask(run.action, '/:id/run', token, {})).status).toBe(409);
    expect(await world.db.selectFrom('job').select('name').where('name', '=', 'people.apply-import').execute()).toHaveLength(1);
  });

  it('cancels, and then cannot confirm', async () => {
    const token = await ownToken();
    expect((await ask(cancellation.action, '/:id/cancellation', token, {})).status).toBe(303);
    expect((await ask(run.action, '/:id/run', token, {})).status).toBe(409);
    expect((await ask(mapping.loader, '/:id/mapping', token)).location).toBe(`/admin/import/${id}`);
  });

  it('downloads the errors with a mark for Excel and without anything that it would calculate', async () => {
    const { text } = await ask(errors.loader, '/:id/errors.csv', await ownToken());
    const lines = (text ?? '').split('\r\n');
    expect(lines[0]?.replace('\ufeff', '')).toBe('Dòng;Lỗi;Mã số cán bộ;Họ và tên;Đơn vị');
    expect(lines[1]).toMatch(/^3;.*CB02;'=1\+1;Sở Tư pháp$/);
    expect(lines[2]).toMatch(/^4;.*CB03;Mai Lan;'\+84$/);
    expect(lines).toHaveLength(4);
  });

  it.each([['?outcome=ERROR', 2, 'ERROR'], ['?outcome=CREATE', 1, 'CREATE'], ['?outcome=NIE', 3, 'ALL'], ['?page=0', 3, 'ALL'], ['?outcome=WARNING', 0, 'WARNING']])('filters the rows by %s', async (query, total, filter) => {
    expect((await ask(batch.loader, `/:id${query}`, await ownToken())).body).toMatchObject({ total, filter, isOwn: true });
  });
});
