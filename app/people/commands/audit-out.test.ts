import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { call, testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { findAuditBreak, recordAudit } from '../../platform/audit.server.ts';
import type { Actor } from '../actor.ts';
import { auditQuery } from '../forms/audit-query.ts';
import { pageOfAudit } from '../queries/audit-log.server.ts';
import * as page from '../routes/admin-audit.tsx';
import { sessionCookie } from '../session.server.ts';
import * as file from '../routes/admin-audit-export.ts';
import { auditCsv, exportAudit } from './export-audit.server.ts';

const zone = 'Asia/Ho_Chi_Minh';
const clock = testClock();
let db: Db;
let auditor: Actor;
let token: string;
/** The last second of 30 November in Vietnam, the first of December, and a name that would be a formula. */
beforeAll(async () => {
  db = await freshDb();
  const unit = await makeUnit(db);
  auditor = await makePerson(db, { fullName: 'Đỗ Hạnh', unitId: unit, grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
  token = await makeSession(db, auditor, clock.now().toISOString());
  const strange = await makePerson(db, { fullName: '=1+1\n"ấm", <b>áp</b>', unitId: unit, staffNo: '%_' });
  const record = (at: string, action: string, actor: Actor | null, details = {}) => db.transaction().execute((tx) => recordAudit(tx, { at, actor, action, objectType: 'user_account', objectId: strange.id, details }));
  await record('2026-11-30T16:59:59.999Z', 'account.lock', null);
  await record('2026-11-30T17:00:00.000Z', 'account.edit', strange, { fields: ['fullName'], note: '=cmd()', nested: { a: ['\ud800', null, 0, ''] } });
  await record('2026-12-31T16:59:59.999Z', 'account.edit', auditor);
});
const actions = async (filter: object) => (await pageOfAudit(db, { page: 1, ...filter }, zone)).rows.map((row) => row.at);
const csv = async (query: string, locale: 'vi' | 'en' = 'vi') => {
  await db.updateTable('user_account').set({ locale }).where('id', '=', auditor.id).execute();
  const answer = await call(file.loader, { db, clock, path: `/admin/audit/export${query}`, token });
  return { ...answer, rows: parse(answer.text ?? '', { bom: true, delimiter: locale === 'vi' ? ';' : ',' }) as string[][] };
};

describe('days of the log', () => {
  it.each([
    [{ to: '2026-11-30' }, ['2026-11-30T16:59:59.999Z']],
    [{ from: '2026-12-01', to: '2026-12-01' }, ['2026-11-30T17:00:00.000Z']],
    [{ from: '2026-12-31', to: '2026-12-31' }, ['2026-12-31T16:59:59.999Z']],
    [{ from: '2027-01-01' }, []],
    [{ from: '2026-12-02', to: '2026-12-01' }, []],
    [{ from: '0000-01-01', to: '9999-12-31' }, ['2026-12-31T16:59:59.999Z', '2026-11-30T17:00:00.000Z', '2026-11-30T16:59:59.999Z']],
  ])('%j holds what happened on them in Vietnam', async (filter, found) => {
    expect(await actions(filter)).toEqual(found);
  });

  it.each(['2026-02-30', '2026-11', '11/30/2026', '2026-11-30T00:00', "2026-11-30' --", ''])('%j is no day, and is left out', (day) => {
    expect(auditQuery.parse({ from: day, to: day })).toEqual({ from: undefined, to: undefined, page: 1 });
  });

  it('is read as people write it', () => {
    expect(auditQuery.parse({ from: '1/11/2026', to: '30.11.2026' })).toEqual({ from: '2026-11-01', to: '2026-11-30', page: 1 });
  });
});

describe('who did it', () => {
  it.each([['đỗ hạnh', 1], ['HANH DO', 1], ['đỗ hạnh'.normalize('NFD'), 1], ['%', 1], ['%_', 1], ['_%', 0], ['Hệ thống', 0], ['  ', 3], ['"ấm"', 1], ["x' or 1=1 --", 0]])('is found by %j in %i rows', async (actor, count) => {
    expect(await actions({ actor })).toHaveLength(count);
  });
});

describe('the exported file', () => {
  it('holds every cell as one, and none that a spreadsheet runs', async () => {
    const { status, rows } = await csv('?action=account.edit&from=2026-12-01&to=2026-12-01');
    expect([status, rows.length]).toEqual([200, 2]);
    expect(rows[1]?.slice(0, 5)).toEqual(['2', '01/12/2026 00:00', '\'=1+1\n"ấm", <b>áp</b>', expect.any(String), '\'=1+1\n"ấm", <b>áp</b>']);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('keeps details that can be read back, with the halves of characters marked', async () => {
    const { rows } = await csv('?from=2026-12-01&to=2026-12-01');
    expect(rows[1]?.[6]).toContain('"\\ud800"');
    expect(JSON.parse(rows[1]?.[6] ?? '')).toMatchObject({ fields: ['fullName'], note: '=cmd()' });
  });

  it('speaks English to whoever reads English, with the same rows', async () => {
    const [vi, en] = [await csv('?action=account.lock'), await csv('?action=account.lock', 'en')];
    expect(en.rows[0]?.join()).toMatch(/^[\x20-\x7e]+$/);
    expect(en.rows[1]?.[0]).toBe(vi.rows[1]?.[0]);
    expect(en.rows[1]?.[3]).not.toBe(vi.rows[1]?.[3]);
    expect([vi.rows[1]?.[2], en.rows[1]?.[2]]).toEqual(['Hệ thống', 'The system']);
  });

  it.each([['2026-11-23T16:59:59.000Z', '23'], ['2026-11-23T17:00:00.000Z', '24']])('at %s is named by the day in Vietnam, and kept by nobody on the way', async (now, day) => {
    const as = await makeSession(db, { ...auditor, sessionId: now }, now);
    const request = new Request('http://localhost:3000/admin/audit/export', { headers: { cookie: `${sessionCookie}=${as}` } });
    const { headers } = (await file.loader({ request, params: {}, context: requestContext(db, testClock(now)) })) as Response;
    expect([headers.get('content-disposition'), headers.get('cache-control'), headers.get('content-type')]).toEqual([`attachment; filename="audit-2026-11-${day}.csv"`, 'no-store', 'text/csv; charset=utf-8']);
  });

  it('is a heading alone when nothing matches, and its taking is recorded with what was asked for', async () => {
    expect((await csv('?action=no.such&object=x')).rows).toHaveLength(1);
    const [taken] = (await pageOfAudit(db, { page: 1, action: 'audit.export' }, zone)).rows;
    expect(JSON.parse(taken?.details ?? '')).toEqual({ rows: 0, action: 'no.such', object: 'x' });
    expect(await findAuditBreak(db)).toBeNull();
  });

  it('of the same rows is the same text, apart from the language', () => {
    const row = { seq: 1, at: '2026-11-23T17:00:00.000Z', actorId: 'a', actorName: 'A', action: 'x.y', objectType: 'thing', objectId: '1', objectName: null, details: '{}' };
    expect(auditCsv([row], 'vi', zone).split('\r\n')[1]).toBe('1;24/11/2026 00:00;A;x.y;thing;1;{}');
    expect(auditCsv([row], 'en', 'UTC').split('\r\n')[1]).toBe('1,23/11/2026 17:00,A,x.y,thing,1,{}');
    expect(auditCsv([], 'vi', zone).split('\r\n')).toHaveLength(2);
  });

  it('is refused to whoever lost the right, and leaves no row', async () => {
    const before = (await pageOfAudit(db, { page: 1 }, zone)).count;
    await expect(exportAudit(testPorts(db, clock), { ...auditor, grants: [] }, {}, 'vi')).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await pageOfAudit(db, { page: 1 }, zone)).count).toBe(before);
  });
});

describe('the page', () => {
  it('shows names as text, whatever they hold, and keeps a hostile filter in its place', async () => {
    const path = '/admin/audit?actor=%22%3E%3Cscript%3E&object=%27';
    const answer = await call(page.loader, { db, clock, path, token });
    expect(renderRoute(page, { data: answer.body, path })).toContain('value="&quot;&gt;&lt;script&gt;"');
    const all = await call(page.loader, { db, clock, path: '/admin/audit', token });
    const html = renderRoute(page, { data: all.body, path: '/admin/audit' });
    expect(html).toContain('&lt;b&gt;áp&lt;/b&gt;');
    expect(html).not.toMatch(/<b>áp|<script>/);
    expect(html).toContain('>Hệ thống<');
    expect(renderRoute(page, { data: all.body, path: '/admin/audit', locale: 'en' })).toContain('>The system<');
  });
});
