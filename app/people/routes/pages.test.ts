import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Role } from '../actor.ts';
import { call } from '../../../tests/world/calls.ts';
import * as audit from './admin-audit.tsx';
import * as chain from './admin-audit-chain.tsx';
import * as auditExport from './admin-audit-export.ts';
import * as jobRetry from './admin-job-retry.ts';
import * as operations from './admin-operations.tsx';
import * as people from './admin-people.tsx';
import * as newPerson from './admin-people-new.tsx';
import * as roles from './admin-person-roles.tsx';
import * as transfer from './admin-person-transfer.tsx';
import * as otherSessions from './account-other-sessions-ending.ts';
import * as sessionEnding from './account-session-ending.ts';
import * as sessions from './account-sessions.tsx';

let db: Db;
let clock: TestClock;
let unit: string;
let person: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  unit = await makeUnit(db);
  person = await makePerson(db, { unitId: unit });
});
async function tokenFor(role: Role): Promise<string> {
  const actor = await makePerson(db, { unitId: unit, grants: [{ role, scope: 'ALL', unitId: null }] });
  return makeSession(db, actor, clock.now().toISOString());
}

/** Which roles open which page; everybody else meets 403. */
const doors: readonly (readonly [string, Parameters<typeof call>[0], readonly Role[]])[] = [
  ['/admin/people', people.loader, ['SYSTEM_ADMIN', 'TRAINING_ADMIN']],
  ['/admin/people/new', newPerson.loader, ['SYSTEM_ADMIN', 'TRAINING_ADMIN']],
  ['/admin/people/:id/transfer', transfer.loader, ['SYSTEM_ADMIN', 'TRAINING_ADMIN']],
  ['/admin/people/:id/roles', roles.loader, ['SYSTEM_ADMIN']],
  ['/admin/audit', audit.loader, ['SYSTEM_ADMIN', 'AUDITOR']],
  ['/admin/audit/chain', chain.loader, ['SYSTEM_ADMIN', 'AUDITOR']],
  ['/admin/audit/export', auditExport.loader, ['SYSTEM_ADMIN', 'AUDITOR']],
  ['/admin/operations', operations.loader, ['SYSTEM_ADMIN']],
];

describe.each(doors)('%s', (path, loader, open) => {
  it.each(['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN'] as const)('for %s', async (role) => {
    const answer = await call(loader, { db, clock, path: path.replace(':id', person.id), params: { id: person.id }, token: await tokenFor(role) });
    expect(answer.status).toBe(open.includes(role) ? 200 : 403);
  });

  it('for nobody signed in', async () => {
    expect((await call(loader, { db, clock, path, params: { id: person.id } })).location).toMatch(/^\/sign-in\?next=/);
  });
});

it('adds a person and leads to her page', async () => {
  const form = { fullName: 'Trần Văn Mới', email: '', staffNo: 'MOI-9', category: 'CADRE', unitId: unit, position: 'Công chức', joinedOn: '2026-11-23' };
  const answer = await call(newPerson.action, { db, clock, path: '/admin/people/new', token: await tokenFor('TRAINING_ADMIN'), form });
  expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/people\/[\w-]{36}\?done=added$/) });
});

it('exports the audit log as an attachment that is not kept anywhere', async () => {
  const answer = await call(auditExport.loader, { db, clock, path: '/admin/audit/export?from=2026-11-01', token: await tokenFor('AUDITOR') });
  expect(answer.text).toContain('Thời điểm');
});

it('answers the retry of an unknown job with a conflict', async () => {
  expect((await call(jobRetry.action, { db, clock, path: '/x', params: { jobId: 'x' }, token: await tokenFor('SYSTEM_ADMIN'), form: {} })).status).toBe(409);
});

it('lists and ends own sessions through their pages', async () => {
  const token = await makeSession(db, person, clock.now().toISOString());
  await makeSession(db, person, clock.now().toISOString(), { id: 'phone' });
  await makeSession(db, person, clock.now().toISOString(), { id: 'desk' });
  expect((await call(sessionEnding.action, { db, clock, path: '/x', params: { sessionId: 'phone' }, token, form: {} })).location).toBe('/account/sessions?ended=one');
  expect((await call(otherSessions.action, { db, clock, path: '/x', token, form: {} })).location).toBe('/account/sessions?ended=others');
  expect((await call(sessions.loader, { db, clock, path: '/account/sessions?ended=others', token })).body).toMatchObject({ ended: 'others', sessions: [{ isThis: true }] });
});
