import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import type { Actor } from '../actor.ts';
import { heldBodyLimit } from '../commands/hold-form.server.ts';
import { sessionCookie } from '../session.server.ts';
import * as edit from './admin-person-edit.tsx';
import * as held from './held.tsx';

/** Somebody sends a form half an hour too late; after signing in she finds it again. */
let db: Db;
let clock: TestClock;
let person: Actor;
let old: string;
let fresh: string;
beforeEach(async () => {
  ({ db, clock, person, token: old } = await signedIn({ grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] }));
  clock.pass({ minutes: 31 });
  fresh = await makeSession(db, person, clock.now().toISOString(), { id: 'fresh' });
});
const path = '/admin/people/x/edit';
const late = (form: [string, string][], at = path) => call(edit.action, { db, clock, path: at, params: { id: 'x' }, token: old, form });
const rows = () => db.selectFrom('held_form').select(['id', 'path', 'body', 'user_id']).orderBy('id').execute();
const look = async (id: string, token = fresh) => (await call(held.loader, { db, clock, path: `/held/${id}`, params: { id }, token })).body as { action: string; fields: { name: string; text: string }[] };

describe('what is kept', () => {
  it('keeps every field in its order, repeated and empty ones too', async () => {
    await late([['fullName', 'Đỗ Hạnh'], ['tags[]', 'b'], ['tags[]', 'a'], ['note', ''], ['fullName', 'Đỗ Hạnh (hai)']]);
    const [kept] = await rows();
    expect((await look(kept?.id ?? '')).fields).toEqual([{ name: 'fullName', text: 'Đỗ Hạnh' }, { name: 'tags[]', text: 'b' }, { name: 'tags[]', text: 'a' }, { name: 'note', text: '' }, { name: 'fullName', text: 'Đỗ Hạnh (hai)' }]);
  });

  it.each(['password', 'Password', 'newPassword', 'mat_password_2', 'current', 'again', 'apiToken', 'client_secret', 'SECRET'])('never keeps the field %s', async (field) => {
    await late([[field, 'bí mật của tôi'], ['note', 'giữ']]);
    expect(await rows()).toMatchObject([{ body: 'note=gi%E1%BB%AF' }]);
  });

  it.each(['currently', 'against', 'note', '__proto__', 'constructor'])('keeps the field %s, which only looks like one', async (field) => {
    await late([[field, 'giữ']]);
    expect(await rows()).toMatchObject([{ body: `${field}=gi%E1%BB%AF` }]);
  });

  it('keeps no file', async () => {
    const body = new FormData();
    body.set('file', new File(['danh sách cán bộ'], 'a.csv'));
    body.set('note', 'x');
    const request = new Request(`http://localhost:3000${path}`, { method: 'POST', body, headers: { cookie: `${sessionCookie}=${old}` } });
    await (edit.action as unknown as (args: object) => Promise<unknown>)({ request, params: { id: 'x' }, context: requestContext(db, clock) }).catch(() => undefined);
    expect(await rows()).toMatchObject([{ body: 'note=x' }]);
  });

  it('keeps nothing that is larger than its limit, and says so', async () => {
    expect((await late([['note', 'x'.repeat(heldBodyLimit)]])).status).toBe(413);
    expect(await rows()).toEqual([]);
  });

  it('keeps signs of any kind as they were typed', async () => {
    const text = '"><script>alert(1)</script>\r\n😀 & = + % \u202e';
    await late([['note', text]]);
    const [kept] = await rows();
    expect((await look(kept?.id ?? '')).fields).toEqual([{ name: 'note', text }]);
  });
});

describe('where it goes', () => {
  it('keeps the address with its query, and adds its own name', async () => {
    await late([['note', 'x']], `${path}?tab=2&q=%C4%91`);
    const [kept] = await rows();
    expect((await look(kept?.id ?? '')).action).toBe(`${path}?tab=2&q=%C4%91&held=${kept?.id}`);
  });

  it('leads over the sign-in back to what was kept, each sending to its own', async () => {
    const answers = [await late([['note', '1']]), await late([['note', '2']])];
    const ids = (await rows()).map(({ id }) => id);
    expect(answers.map(({ location }) => location)).toEqual(ids.map((id) => `/sign-in?next=${encodeURIComponent(`/held/${id}`)}`));
  });
});

describe('whose it is', () => {
  it('belongs to the one whose session had expired, not to the next one at the machine', async () => {
    await late([['note', 'của tôi']]);
    const [kept] = await rows();
    const other = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const theirs = await makeSession(db, other, clock.now().toISOString(), { id: 'theirs' });
    expect(kept?.user_id).toBe(person.id);
    expect(await call(held.loader, { db, clock, path: '/held/x', params: { id: kept?.id ?? '' }, token: theirs })).toMatchObject({ status: 404 });
  });

  it('stays when somebody else sends a form with its name', async () => {
    await late([['note', 'của tôi']]);
    const [kept] = await rows();
    const other = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const theirs = await makeSession(db, other, clock.now().toISOString(), { id: 'theirs' });
    const form = { fullName: 'Tên Mới', email: '', staffNo: 'CB-1', category: '', revision: '0' };
    expect(await call(edit.action, { db, clock, path: `${path}?held=${kept?.id}`, params: { id: person.id }, token: theirs, form })).toMatchObject({ status: 303 });
    expect(await rows()).toHaveLength(1);
  });

  it.each(['', 'x', "' or 1=1 --", '__proto__', '00000000-0000-7000-8000-000000000000'])('%j finds nothing', async (id) => {
    await late([['note', 'x']]);
    expect(await call(held.loader, { db, clock, path: '/held/x', params: { id }, token: fresh })).toMatchObject({ status: 404 });
  });
});

describe('nothing is kept', () => {
  it('of a session that was ended on purpose', async () => {
    await db.updateTable('session').set({ revoked_at: clock.now().toISOString() }).where('id', '=', person.sessionId).execute();
    expect(await late([['note', 'x']])).toMatchObject({ status: 303, location: '/sign-in' });
    expect(await rows()).toEqual([]);
  });

  it('for a script, which gets its answer as JSON and can keep it itself', async () => {
    const answer = await call(edit.action, { db, clock, path, params: { id: 'x' }, token: old, form: { note: 'x' }, headers: { accept: 'application/json' } });
    expect([answer.status, JSON.parse(answer.text ?? '{}')]).toEqual([401, { kind: 'unauthenticated', say: expect.anything() }]);
    expect(await rows()).toEqual([]);
  });

  it('of a look at a page', async () => {
    expect(await call(edit.loader, { db, clock, path, params: { id: 'x' }, token: old })).toMatchObject({ status: 302, location: `/sign-in?next=${encodeURIComponent(path)}` });
    expect(await rows()).toEqual([]);
  });
});
