import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { readEnv } from '../../platform/env.ts';
import { roles, type Actor, type Role } from '../actor.ts';
import * as jobRetry from './admin-job-retry.ts';
import * as operations from './admin-operations.tsx';
import * as newPerson from './admin-people-new.tsx';
import * as person from './admin-person.tsx';
import * as link from './admin-person-activation-link.tsx';
import * as disabling from './admin-person-disabling.tsx';
import * as edit from './admin-person-edit.tsx';
import * as leaving from './admin-person-leaving.tsx';
import * as reactivation from './admin-person-reactivation.tsx';
import * as revocation from './admin-person-role-revocation.tsx';
import * as personRoles from './admin-person-roles.tsx';
import * as sessionEnding from './admin-person-session-ending.ts';
import * as temporary from './admin-person-temporary-password.tsx';
import * as transfer from './admin-person-transfer.tsx';
import * as unlocking from './admin-person-unlocking.ts';

type Handler = Parameters<typeof call>[0];
interface Case { name: string; action: Handler; loader?: Handler; form: Record<string, string>; open: readonly Role[]; done: string }
const managers = ['TRAINING_ADMIN', 'SYSTEM_ADMIN'] as const;
const profile = { fullName: 'Trần Thị Mới', email: 'moi@vi-du.invalid', staffNo: 'MOI-1', category: 'CADRE' };

let db: Db;
let clock: TestClock;
let unit: string;
let other: string;
let whom: Actor;
let assignmentId: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  unit = await makeUnit(db, { name: 'UBND phường A' });
  other = await makeUnit(db, { name: 'UBND phường B' });
  whom = await makePerson(db, { unitId: unit, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit }] });
  assignmentId = (await db.selectFrom('role_assignment').select('id').executeTakeFirstOrThrow()).id;
  await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
const cases: readonly Case[] = [
  { name: 'edit', ...edit, form: { ...profile, revision: '0' }, open: managers, done: '?done=saved' },
  { name: 'transfer', ...transfer, form: { unitId: 'B', position: 'Chuyên viên', on: '2026-11-23', revision: '0' }, open: managers, done: '?done=transferred' },
  { name: 'leaving', ...leaving, form: { on: '2026-11-23', revision: '0' }, open: managers, done: '?done=left' },
  { name: 'disabling', ...disabling, form: { revision: '0' }, open: managers, done: '?done=disabled' },
  { name: 'unlocking', action: unlocking.action, form: { revision: '0' }, open: managers, done: '?done=unlocked' },
  { name: 'session ending', action: sessionEnding.action, form: { revision: '0' }, open: managers, done: '?done=sessions-ended' },
  { name: 'granting a role', ...personRoles, form: { role: 'AUDITOR', scope: 'ALL', unitId: '' }, open: ['SYSTEM_ADMIN'], done: '/roles?done=granted' },
  { name: 'revoking a role', ...revocation, form: {}, open: ['SYSTEM_ADMIN'], done: '/roles?done=revoked' },
];
async function tokenFor(role: Role, scope: 'ALL' | 'SUBTREE' = 'ALL', unitId: string | null = null): Promise<string> {
  return makeSession(db, await makePerson(db, { unitId: unit, grants: [{ role, scope, unitId }] }), clock.now().toISOString());
}
const filled = (form: Record<string, string>) => (form['unitId'] === 'B' ? { ...form, unitId: other } : form);
const send = ({ action, form }: Case, token?: string, id = whom.id) => call(action, { db, clock, path: '/x', params: { id, assignmentId }, form: filled(form), ...(token ? { token } : {}) });
const audits = async () => (await db.selectFrom('audit_event').select('action').execute()).length;

describe.each(cases)('$name', (one) => {
  it.each(roles)('for %s', async (role) => {
    const answer = await send(one, await tokenFor(role));
    if (one.open.includes(role)) expect(answer).toMatchObject({ status: 303, location: `/admin/people/${whom.id}${one.done}` });
    else expect(answer).toMatchObject({ status: 403, body: { kind: 'forbidden' } });
    expect(await audits()).toBe(one.open.includes(role) ? 1 : 0);
  });

  it('is done once when it is sent twice', async () => {
    const token = await tokenFor('SYSTEM_ADMIN');
    await send(one, token);
    const again = await send(one, token);
    expect([404, 409, 422]).toContain(again.status);
    expect(await audits()).toBe(1);
  });

  it('knows nobody by a foreign or broken id', async () => {
    const token = await tokenFor('SYSTEM_ADMIN');
    for (const id of ['no-such-person', '../../etc', "' or 1=1 --", '😀', 'x'.repeat(61)]) expect((await send(one, token, id)).status, id).toBe(404);
    expect(await audits()).toBe(0);
  });

  it('sends somebody without a session to sign in, without doing anything', async () => {
    expect(await send(one)).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await audits()).toBe(0);
  });

  it('is refused to a training administrator of another unit as if there were nobody', async () => {
    const answer = await send(one, await tokenFor('TRAINING_ADMIN', 'SUBTREE', other));
    expect(answer.status).toBe(one.open.includes('TRAINING_ADMIN') ? 404 : 403);
    if (one.loader) expect((await call(one.loader, { db, clock, path: '/x', params: { id: whom.id, assignmentId }, token: await tokenFor('TRAINING_ADMIN', 'SUBTREE', other) })).status).toBe(answer.status);
  });
});

/** Forms that do not fit, and the fields that must be named. */
const bad: readonly (readonly [string, Handler, Record<string, string>, readonly string[]])[] = [
  ['edit', edit.action, { fullName: '123', email: 'x', staffNo: 'a b', category: 'KING', revision: 'x' }, ['fullName', 'email', 'staffNo', 'category', 'revision']],
  ['edit', edit.action, { ...profile, fullName: '<b>An</b>', revision: '0' }, ['fullName']],
  ['edit', edit.action, { ...profile, email: '', staffNo: '', revision: '0' }, ['staffNo']],
  ['new', newPerson.action, { ...profile, unitId: '', position: ' ', joinedOn: '31/11/2026' }, ['unitId', 'position', 'joinedOn']],
  ['new', newPerson.action, { ...profile, unitId: 'nowhere', position: 'a', joinedOn: '2026-11-23' }, ['unitId']],
  ['new', newPerson.action, { ...profile, unitId: 'nowhere', position: 'a', joinedOn: '2026-11-24' }, ['joinedOn']],
  ['new', newPerson.action, { ...profile, fullName: 'a'.repeat(121), unitId: 'x', position: 'b'.repeat(201), joinedOn: '2026-11-23' }, ['fullName', 'position']],
  ['transfer', transfer.action, { unitId: '', position: '', on: '', revision: '-1' }, ['unitId', 'position', 'on', 'revision']],
  ['transfer', transfer.action, { unitId: 'nowhere', position: 'a', on: '2026-11-23', revision: '0' }, ['unitId']],
  ['leaving', leaving.action, { on: '2026-11-24', revision: '0' }, ['on']],
  ['leaving', leaving.action, { on: '2026-13-01', revision: '0' }, ['on']],
  ['disabling', disabling.action, { revision: '1' }, ['form']],
  ['reactivation', reactivation.action, { revision: '0' }, ['form']],
  ['activation link', link.action, { revision: '5' }, ['form']],
  ['temporary password', temporary.action, {}, ['revision']],
  ['roles', personRoles.action, { role: 'LEARNER', scope: 'NONE', unitId: '' }, ['role', 'scope']],
  ['roles', personRoles.action, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: '' }, ['unitId']],
];

it.each(bad)('%s %#: names each field and hands back what was typed', async (_name, action, form, fields) => {
  const answer = await call(action, { db, clock, path: '/x', params: { id: whom.id }, form, token: await tokenFor('SYSTEM_ADMIN') });
  const { faults, values } = answer.body as { faults: Record<string, { vi: string; en: string }>; values: Record<string, string> };
  expect([answer.status, Object.keys(faults).toSorted()]).toEqual([422, [...fields].toSorted()]);
  for (const fault of Object.values(faults)) expect([fault.vi, fault.en].every((text) => text.length > 5)).toBe(true);
  for (const [name, text] of Object.entries(form)) if (['fullName', 'position', 'on', 'joinedOn'].includes(name) && text.trim()) expect(values[name]).toBe(text);
  expect(await audits()).toBe(0);
});

it.each([['unlocking', unlocking.loader], ['session-ending', sessionEnding.loader]] as const)('leads a reload of %s back to the person', async (_name, loader) => {
  expect(await call(loader, { db, clock, path: '/x', params: { id: whom.id }, token: await tokenFor('TRAINING_ADMIN') })).toMatchObject({ status: 303, location: `/admin/people/${whom.id}` });
});

it.each([['link', link.action, /^http:\/\/localhost:3000\/activate\/[\w-]{43}$/], ['password', temporary.action, /^[\w-]{19}$/]] as const)('answers with the %s itself, kept by nobody and written nowhere', async (_name, action, pattern) => {
  const answer = await call(action, { db, clock, path: '/x', params: { id: whom.id }, form: { revision: '0' }, token: await tokenFor('TRAINING_ADMIN') });
  const { secret } = answer.body as { secret: string };
  expect([answer.status, pattern.test(secret)]).toEqual([200, true]);
  const kept = JSON.stringify([await db.selectFrom('audit_event').selectAll().execute(), await db.selectFrom('activation').selectAll().execute(), await db.selectFrom('credential').selectAll().execute()]);
  expect(kept).not.toContain(secret.split('/').at(-1));
});

it('shows a person only to those whose units she is in', async () => {
  const open = async (token: string) => (await call(person.loader, { db, clock, path: '/x', params: { id: whom.id }, token })).status;
  expect(await open(await tokenFor('TRAINING_ADMIN', 'SUBTREE', unit))).toBe(200);
  expect(await open(await tokenFor('TRAINING_ADMIN', 'SUBTREE', other))).toBe(404);
  expect(await open(await tokenFor('UNIT_LEADER', 'SUBTREE', unit))).toBe(403);
});

it('says that a job was queued again to whoever has just done it, and to nobody else who types the address', async () => {
  await db.insertInto('job').values({ id: 'j', name: 'people.fill-sort-keys', payload: '{}', state: 'FAILED', run_at: '2026-11-01T00:00:00.000Z', attempts: 5, max_attempts: 5, created_at: '2026-11-01T00:00:00.000Z' }).execute();
  const dataDir = mkdtempSync(join(tmpdir(), 'hoc06-operations-'));
  const env = readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir });
  const [one, other] = [await tokenFor('SYSTEM_ADMIN'), await tokenFor('SYSTEM_ADMIN')];
  const done = async (token: string) => ((await call(operations.loader as unknown as Handler, { db, clock, path: '/admin/operations?done=retried', token, context: { env } })).body as { done: string | null }).done;
  expect(await done(one)).toBeNull();
  expect((await call(jobRetry.action, { db, clock, path: '/x', params: { jobId: 'j' }, form: {}, token: one })).location).toBe('/admin/operations?done=retried');
  expect([await done(one), await done(other)]).toEqual(['retried', null]);
  rmSync(dataDir, { recursive: true });
});

it.each(roles)('retries a failed job for %s only when she runs the system', async (role) => {
  await db.insertInto('job').values({ id: 'j', name: 'people.fill-sort-keys', payload: '{}', state: 'FAILED', run_at: '2026-11-01T00:00:00.000Z', attempts: 5, max_attempts: 5, created_at: '2026-11-01T00:00:00.000Z' }).execute();
  const answer = await call(jobRetry.action, { db, clock, path: '/x', params: { jobId: 'j' }, form: {}, token: await tokenFor(role) });
  expect(answer.status).toBe(role === 'SYSTEM_ADMIN' ? 303 : 403);
  expect(await db.selectFrom('job').select(['state', 'attempts']).executeTakeFirst()).toEqual(role === 'SYSTEM_ADMIN' ? { state: 'QUEUED', attempts: 0 } : { state: 'FAILED', attempts: 5 });
});
