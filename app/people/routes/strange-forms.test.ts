import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { sessionCookie } from '../session.server.ts';
import * as newPerson from './admin-people-new.tsx';
import * as roles from './admin-person-roles.tsx';
import * as mapping from './import-mapping.tsx';
import * as signIn from './sign-in.tsx';

/** Forms that no page of ours sends. Whatever arrives is refused at its field and changes nothing. */
const clock = testClock();
let db: Db;
let unit: string;
let boss: Actor;
let token: string;
beforeAll(async () => {
  db = await freshDb();
  unit = await makeUnit(db);
  boss = await makePerson(db, { unitId: unit, staffNo: 'QT-1', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  token = await makeSession(db, boss, clock.now().toISOString());
});
let before: number;
beforeEach(async () => {
  before = (await db.selectFrom('user_account').select('id').execute()).length;
});
const good: [string, string][] = [['fullName', 'Lê Ngọc Ánh'], ['email', ''], ['staffNo', 'CB-9'], ['category', ''], ['position', 'Công chức'], ['joinedOn', '2026-11-01']];
const add = (form: [string, string][]) => call(newPerson.action, { db, clock, path: '/admin/people/new', token, form: [...good, ['unitId', unit], ...form] });
const faultsOf = (body: unknown) => Object.keys((body as { faults: object }).faults);
const people = async () => (await db.selectFrom('user_account').select('id').execute()).length;

describe('a new person', () => {
  it.each<[string, [string, string][], string]>([
    ['a list of names', [['fullName[]', 'A'], ['fullName[]', 'B']], 'fullName'],
    ['a list of one day', [['joinedOn[]', '2026-11-01']], 'joinedOn'],
    ['an empty last of two names', [['fullName', '']], 'fullName'],
    ['a name of blank letters', [['fullName', '\u3164\u200b']], 'fullName'],
    ['a name of 10,000 letters', [['fullName', 'Á'.repeat(10_000)]], 'fullName'],
    ['markup as name', [['fullName', '<b>An</b>']], 'fullName'],
    ['a category that every object knows', [['category', 'constructor']], 'category'],
    ['the prototype as unit', [['unitId', '__proto__']], 'unitId'],
    ['a position of blanks', [['position', ' \u00a0\u200b']], 'position'],
    ['a number with a line end', [['staffNo', 'CB\n9']], 'staffNo'],
    ['a day that no calendar has', [['joinedOn', '2026-02-30']], 'joinedOn'],
    ['a day of tomorrow', [['joinedOn', '2026-11-24']], 'joinedOn'],
    ['a year typed wrong', [['joinedOn', '0206-11-01']], 'joinedOn'],
  ])('with %s is refused at its field', async (_what, form, field) => {
    const answer = await add(form);
    expect([answer.status, faultsOf(answer.body)]).toEqual([422, [field]]);
    expect(await people()).toBe(before);
  });

  it('keeps what nobody asked for out of the account', async () => {
    const answer = await add([['staffNo', 'CB-10'], ['account_kind', 'ADMIN'], ['role', 'SYSTEM_ADMIN'], ['id', boss.id], ['__proto__', 'x'], ['revision', '99'], ['disabled_at', 'x']]);
    expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/people\/[\w-]{36}\?done=added$/) });
    expect(await db.selectFrom('user_account').select(['account_kind', 'revision', 'disabled_at']).where('staff_no', '=', 'CB-10').execute()).toEqual([{ account_kind: 'OPERATOR', revision: 0, disabled_at: null }]);
    expect(await db.selectFrom('role_assignment').select('user_id').execute()).toEqual([{ user_id: boss.id }]);
  });

  it('sent twice at once is made once', async () => {
    const answers = await Promise.all([add([['staffNo', 'CB-11']]), add([['staffNo', 'CB-11']])]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect(await people()).toBe(before + 1);
  });

  it('with a file in the place of a text is refused, and the file is not sent back', async () => {
    const body = new FormData();
    for (const [name, value] of [...good, ['unitId', unit] as const]) body.set(name, value);
    body.set('fullName', new File(['Lê Ngọc Ánh'], 'ten.txt'));
    const request = new Request('http://localhost:3000/admin/people/new', { method: 'POST', body, headers: { cookie: `${sessionCookie}=${token}` } });
    const answer = (await newPerson.action({ request, params: {}, context: requestContext(db, clock) })) as unknown as { data: { faults: object; values: object }; init: { status: number } };
    expect([answer.init.status, faultsOf(answer.data), Object.keys(answer.data.values)]).toEqual([422, ['fullName'], ['email', 'staffNo', 'category', 'position', 'joinedOn', 'unitId']]);
  });
});

describe('signing in', () => {
  it.each<[string, [string, string][], string[]]>([
    ['lists', [['identifier[]', 'QT-1'], ['password[]', 'x']], ['identifier', 'password']],
    ['another case of the names', [['Identifier', 'QT-1'], ['Password', 'x']], ['identifier', 'password']],
    ['blanks', [['identifier', ' \u200b'], ['password', 'x']], ['identifier']],
  ])('with %s is refused without a word of the secret', async (_what, form, fields) => {
    const answer = await call(signIn.action, { db, clock, path: '/sign-in', form });
    expect([answer.status, faultsOf(answer.body), answer.cookie]).toEqual([422, fields, null]);
    expect(JSON.stringify(answer.body)).not.toContain('"password":"x"');
  });
});

describe('a role', () => {
  it.each([['role', 'LEARNER'], ['role', 'toString'], ['role', 'SYSTEM_ADMIN,AUDITOR'], ['scope', 'EVERYTHING'], ['scope', ''], ['unitId', 'x'.repeat(61)]])('with %s=%s is refused', async (field, value) => {
    const form = { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit, [field]: value };
    const answer = await call(roles.action, { db, clock, path: '/x', params: { id: boss.id }, token, form });
    expect([answer.status, faultsOf(answer.body)]).toEqual([422, [field]]);
  });
});

describe('an address', () => {
  it.each(['', '1', 'x'.repeat(36), '00000000-0000-0000-0000-00000000000g', "' or 1=1 --", '__proto__'])('of an import named %j is not found', async (id) => {
    expect((await call(mapping.loader, { db, clock, path: '/x', params: { id }, token })).status).toBe(404);
    expect((await call(mapping.action, { db, clock, path: '/x', params: { id }, token, form: { staffNo: '0' } })).status).toBe(404);
  });
});
