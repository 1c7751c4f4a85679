import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { call } from '../../../tests/world/calls.ts';
import { importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Actor } from '../actor.ts';
import * as audit from '../routes/admin-audit.tsx';
import * as people from '../routes/admin-people.tsx';
import { loadImportPage } from './import-page.server.ts';
import { pageOfPeople } from './people-list.server.ts';

const clock = testClock();
const moment = { at: clock.now().toISOString(), today: '2026-11-23' };
let db: Db;
let boss: Actor;
let token: string;
let unit: string;
beforeAll(async () => {
  db = await freshDb();
  unit = await makeUnit(db);
  boss = await makePerson(db, { fullName: 'Quản Trị', unitId: unit, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  token = await makeSession(db, boss, moment.at);
  for (let at = 0; at < 100; at += 1) await makePerson(db, { fullName: `Lê Thị Bông ${String(at).padStart(3, '0')}`, unitId: unit });
  for (let at = 0; at < 50; at += 1) await db.transaction().execute((tx) => recordAudit(tx, { at: moment.at, actor: boss, action: 'session.start', objectType: 'user_account', objectId: String(at) }));
});
const open = async (route: Parameters<typeof renderRoute>[0] & { loader: Parameters<typeof call>[0] }, path: string) => {
  const answer = await call(route.loader, { db, clock, path, token });
  return { status: answer.status, data: answer.body as { rows: { fullName: string; seq: number }[]; count: number }, html: renderRoute(route, { data: answer.body, path }) };
};
const current = (html: string) => /aria-current="page">(\d+)</.exec(html)?.[1];

describe('the list of people, 101 on pages of 50', () => {
  it.each([['1', '1', 50], ['2', '2', 50], ['3', '3', 1], ['4', '3', 1], ['100000', '3', 1], ['100001', '1', 50], ['0', '1', 50], ['-1', '1', 50], ['2.5', '1', 50], ['NaN', '1', 50], ['1e1', '3', 1], [' 2 ', '2', 50], ["2' or 1=1", '1', 50]])('page %s shows page %s with %i', async (asked, shown, length) => {
    const { status, data, html } = await open(people, `/admin/people?page=${encodeURIComponent(asked)}`);
    expect([status, data.rows.length, data.count, current(html)]).toEqual([200, length, 101, shown]);
    expect(html).not.toContain('Không tìm thấy kết quả phù hợp');
  });

  it('takes the last of several pages in the address', async () => {
    expect(current((await open(people, '/admin/people?page=1&page=3')).html)).toBe('3');
  });

  it('keeps the search in the links to other pages', async () => {
    const { html } = await open(people, '/admin/people?q=b%C3%B4ng&page=9');
    expect(html).toContain('href="/admin/people?q=b%C3%B4ng"');
    expect(html).not.toContain('rel="next"');
  });

  it('has no pages when everybody fits on one', async () => {
    const { data, html } = await open(people, '/admin/people?q=B%C3%B4ng+09&page=2');
    expect([data.rows.length, data.rows[0]?.fullName, data.rows.at(-1)?.fullName]).toEqual([11, 'Lê Thị Bông 009', 'Lê Thị Bông 099']);
    expect(html).not.toContain('class="pagination"');
  });

  it('shows exactly one full page as one page', async () => {
    await db.updateTable('user_account').set({ staff_category: 'CADRE' }).where('full_name', '<', 'Lê Thị Bông 050').where('full_name', 'like', 'Lê Thị Bông %').execute();
    expect(await pageOfPeople(db, boss, { page: 2, category: 'CADRE' }, moment)).toMatchObject({ count: 50, page: 1 });
  });

  it('is on its first page when nobody matches', async () => {
    expect(await pageOfPeople(db, boss, { page: 7, q: 'không ai' }, moment)).toEqual({ count: 0, page: 1, rows: [] });
  });
});

describe('the audit log, 50 rows on a page of 50', () => {
  it.each([['1', 50], ['2', 50], ['1000000', 50]])('page %s shows its only page', async (asked, length) => {
    const { data, html } = await open(audit, `/admin/audit?page=${asked}`);
    expect([data.rows.length, data.rows[0]?.seq]).toEqual([length, 50]);
    expect(html).not.toContain('class="pagination"');
  });

  it('shows the last page for one beyond it, once there are two', async () => {
    await db.transaction().execute((tx) => recordAudit(tx, { at: moment.at, actor: null, action: 'account.lock', objectType: 'user_account', objectId: 'x' }));
    const { data, html } = await open(audit, '/admin/audit?page=3');
    expect([data.rows.map((row) => row.seq), current(html)]).toEqual([[1], '2']);
  });
});

describe('the rows of an import, 51 on pages of 50', () => {
  const list = (count: number) => `Mã số,Họ tên,Đơn vị\n${Array.from({ length: count }, (_, at) => `CB${at},Trần Thị Na,Sở Tư pháp`).join('\n')}`;
  const look = (world: ImportWorld, id: string, page: number, filter: 'ALL' | 'ERROR' = 'ALL') => loadImportPage(world.db, world.admin, id, { filter, page });

  it('end on their last page, however far one asks', async () => {
    await using world = await importWorld();
    const id = await world.check(list(51));
    expect(await look(world, id, 2)).toMatchObject({ page: 2, pages: 2, total: 51, rows: [{ rowNo: 52 }] });
    expect(await look(world, id, 99)).toEqual(await look(world, id, 2));
    expect(await look(world, id, 2, 'ERROR')).toMatchObject({ page: 1, pages: 1, total: 0, rows: [] });
  });
});
