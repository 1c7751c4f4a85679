import { describe, expect, it } from 'vitest';
import { drawPage, rowsOf, wordsOf } from '../../tests/support/page.tsx';
import { fillReport, reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import { makeUnit } from '../../tests/world/people.ts';
import type { Actor } from '../people/actor.ts';
import { startReport } from './commands/start-report.server.ts';
import { deskPage } from './queries/desk.server.ts';
import { deskQuery, summaryPageQuery } from './forms/monthly.ts';
import { readSummary, readWall, summaryPage as readSummaryPage } from './queries/summary.server.ts';
import * as docx from './routes/monthly-document-docx.ts';
import * as pdf from './routes/monthly-document-pdf.ts';
import * as monthlyPage from './routes/monthly.tsx';
import * as receipts from './routes/monthly-receipts.ts';
import * as summaryDocx from './routes/monthly-summary-docx.ts';
import * as summaryPdf from './routes/monthly-summary-pdf.ts';
import * as summaryPage from './routes/monthly-summary.tsx';
import * as wallPage from './routes/monthly-wall.tsx';

const asked = ({ clock }: ReportWorld) => ({ at: clock.now().toISOString(), today: clock.now().toISOString().slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh' });
const desk = (world: ReportWorld, as: Actor, query: Record<string, string> = { month: '2026-12' }) => deskPage(world.db, as, deskQuery.parse(query), asked(world));
const summaryPageOf = (world: ReportWorld, query: Record<string, string>) => readSummaryPage(world.db, world.standing, summaryPageQuery.parse({ month: '2026-12', ...query }), asked(world));
const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('the list of a month', () => {
  it('has counts that add up to the units that owe a report', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    await world.assign(world.units.office, 43);
    const page = await desk(world, world.standing);
    expect(page.rows.map(({ unitName, state, punctuality, models }) => [unitName, state, punctuality, models])).toEqual([
      ['UBND phường Hoa Lư', 'DRAFT', 'NOT_YET', 3], ['UBND xã Gia Viễn', 'NONE', 'NOT_YET', 1], ['Văn phòng HĐND và UBND phường Hoa Lư', 'NONE', 'NOT_YET', 1],
    ]);
    expect([page.total, sumOf(page.states), sumOf(page.punctuality)]).toEqual([3, 3, 3]);
    world.clock.set('2026-12-14T17:00:00.000Z');
    expect((await desk(world, world.standing)).punctuality).toEqual({ ON_TIME: 0, LATE: 0, MISSING: 3, NOT_YET: 0 });
  });

  it('is that of one’s own units', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    const names = async (as: Actor) => (await desk(world, as)).rows.map(({ unitId }) => unitId);
    for (const as of [world.focal, world.leader]) expect(await names(as)).toEqual([world.units.ward]);
    for (const as of [world.foreignFocal, world.foreignLeader]) expect(await names(as)).toEqual([world.units.other]);
    for (const as of [world.auditor, world.admin]) expect(await names(as)).toHaveLength(2);
    for (const as of [world.trainer, world.reader]) expect((await world.ask(monthlyPage.loader, as)).status).toBe(403);
  });

  it('is narrowed by state, time and name, whatever is typed into the address', async () => {
    await using world = await reportWorld();
    await world.assign(world.units.other, 28);
    const count = async (query: Record<string, string>) => (await desk(world, world.standing, { month: '2026-12', ...query })).rows.length;
    expect([await count({ state: 'DRAFT' }), await count({ state: 'NONE' }), await count({ punctuality: 'NOT_YET' }), await count({ punctuality: 'LATE' }), await count({ q: 'gia vien' }), await count({ q: "%'" })]).toEqual([1, 1, 2, 0, 1, 0]);
    expect(await count({ state: 'X', punctuality: '' })).toBe(2);
    expect((await desk(world, world.standing, { month: '2026-31' })).period.month).toBe('2026-11');
    expect(wordsOf(drawPage(monthlyPage.default, { data: (await world.ask(monthlyPage.loader, world.standing, {}, undefined, '/reports/monthly?month=2026-12&q=khong-co')).body }))).toContain('Không có đơn vị nào');
  });

  it('keeps a unit that was closed with its report, and asks nothing of it afterwards', async () => {
    await using world = await reportWorld();
    await world.db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', world.units.ward).execute();
    expect((await desk(world, world.standing)).rows).toMatchObject([{ unitName: 'UBND phường Hoa Lư', state: 'DRAFT' }]);
    expect((await desk(world, world.standing, { month: '2026-11' })).rows).toMatchObject([{ unitId: world.units.ward }]);
    world.clock.set('2026-12-20T01:00:00.000Z');
    expect((await desk(world, world.standing, { month: '2027-01' })).rows).toEqual([]);
  });

  it('says what waits for whom', async () => {
    await using world = await reportWorld();
    const next = async (as: Actor) => (await desk(world, as)).next.map(({ kind, month }) => `${kind} ${month}`);
    expect(await next(world.focal)).toEqual(['BEGIN 2026-11', 'WRITE 2026-12']);
    expect(await next(world.leader)).toEqual([]);
    await world.fill();
    await world.walk('HAND_IN');
    expect([await next(world.focal), await next(world.leader), await next(world.standing)]).toEqual([['BEGIN 2026-11'], ['APPROVE 2026-12'], []]);
    await world.walk('SUBMIT', 'RETURN');
    expect(await next(world.focal)).toEqual(['BEGIN 2026-11', 'RETURNED 2026-12']);
    const shown = wordsOf(drawPage(monthlyPage.default, { data: (await world.ask(monthlyPage.loader, world.focal)).body }));
    expect(shown).toContain('Bổ sung báo cáo tháng 12/2026 của UBND phường Hoa Lư');
    expect(shown).toContain('Đã quá hạn');
  });

  it('marks a unit without anybody who writes', async () => {
    await using world = await reportWorld();
    const unit = await makeUnit(world.db, { name: 'Sở Y tế', kind: 'DEPARTMENT', parentId: world.units.province });
    await world.assign(unit, 28);
    expect((await desk(world, world.standing)).rows.filter(({ hasNoFocal }) => hasNoFocal).map(({ unitName }) => unitName)).toEqual(['Sở Y tế']);
  });

  it('receives what was ticked, each for itself, and nobody else may', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const markup = drawPage(monthlyPage.default, { data: (await world.ask(monthlyPage.loader, world.standing, {}, undefined, '/reports/monthly?month=2026-12')).body });
    const tick = /value="([\w-]+:\d+)"/.exec(markup)?.[1] ?? '';
    expect(tick).toContain(world.id);
    const send = (as: Actor, reports: string[]) => world.ask(receipts.action, as, {}, [['month', '2026-12'], ...reports.map((one): [string, string] => ['reports[]', one])]);
    expect((await send(world.leader, [tick])).status).toBe(403);
    expect((await send(world.standing, [])).location).toBe('/reports/monthly?month=2026-12&done=0');
    expect((await send(world.standing, [`${world.id}:0`])).location).toBe('/reports/monthly?month=2026-12&done=0');
    expect((await send(world.standing, [tick])).location).toBe('/reports/monthly?month=2026-12&done=1');
    expect((await send(world.standing, ['<script>'])).status).toBe(422);
    expect((await world.row()).state).toBe('RECEIVED');
  });
});

/** Both communes have sent their December. */
async function twoSent(world: ReportWorld) {
  await world.assign(world.units.other, 28);
  await world.fill();
  await world.walk('HAND_IN', 'SUBMIT');
  const started = await startReport(world.ports, world.foreignFocal, { unit: world.units.other, month: '2026-12' });
  const id = started.ok ? started.id : '';
  await fillReport({ ...world, focal: world.foreignFocal }, id, 'Thiếu thiết bị đọc');
  await world.step('HAND_IN', world.foreignFocal, { id });
  await world.step('SUBMIT', world.foreignLeader, { id });
  return id;
}

describe('the consolidation', () => {
  it('puts together what was sent, branch by branch, and nothing that is only written', async () => {
    await using world = await reportWorld();
    await twoSent(world);
    await world.walk('RETURN');
    await world.fill();
    const all = await readSummary(world.db, world.standing, { month: '2026-12' }, asked(world));
    expect(all.models.map(({ number, owed, sent, quantities }) => [number, owed, sent, quantities])).toEqual([[27, 1, 1, [{ measure: 'người', quantity: 120, units: 1 }]], [28, 2, 2, [{ measure: 'người', quantity: 240, units: 2 }]], [41, 1, 1, [{ measure: 'người', quantity: 120, units: 1 }]]]);
    expect(all.branches.map(({ name, owed, sent }) => [name, owed, sent])).toEqual([['UBND phường Hoa Lư', 1, 1], ['UBND xã Gia Viễn', 1, 1]]);
    const one = await readSummary(world.db, world.standing, { month: '2026-12', unit: world.units.other }, asked(world));
    expect([one.rows.length, one.models.map(({ number }) => number), one.texts.map(({ difficulties }) => difficulties)]).toEqual([1, [28], ['Thiếu thiết bị đọc']]);
  });

  it('ends at one’s own scope: other units are not found', async () => {
    await using world = await reportWorld();
    await twoSent(world);
    const own = await readSummary(world.db, world.leader, { month: '2026-12' }, asked(world));
    expect([own.rows.length, own.lines.every(({ unitId }) => unitId === world.units.ward)]).toEqual([1, true]);
    await expect(readSummary(world.db, world.leader, { month: '2026-12', unit: world.units.other }, asked(world))).rejects.toMatchObject({ kind: 'not-found' });
    expect((await world.ask(summaryPage.loader, world.leader, {}, undefined, `/reports/monthly/summary?unit=${world.units.other}`)).status).toBe(404);
    expect((await world.ask(summaryPage.loader, world.reader)).status).toBe(403);
  });

  it('shows its lines piece by piece, of all models or of one, whatever the address says', async () => {
    await using world = await reportWorld();
    await twoSent(world);
    const page = async (query: Record<string, string>) => (await summaryPageOf(world, query)).lines;
    expect(await page({})).toMatchObject({ count: 4, all: 4, page: 1, pages: 1, model: null });
    expect((await page({ model: '28' })).rows.map(({ unitName }) => unitName)).toEqual(['UBND phường Hoa Lư', 'UBND xã Gia Viễn']);
    expect(await page({ model: '1' })).toMatchObject({ count: 0, all: 4, rows: [] });
    for (const odd of [{ model: '' }, { model: '28 or 1=1' }, { page: '99' }, { page: '-1' }, { model: 'NaN', page: '1e9' }]) expect(await page(odd as Record<string, string>)).toMatchObject({ count: 4, page: 1 });
    const { lines, ...rest } = await summaryPageOf(world, {});
    const many = Array.from({ length: 30 }, (_, at) => ({ ...lines.rows[0], unitId: `u${at}` }));
    const shown = drawPage(summaryPage.default, { data: { ...rest, lines: { ...lines, rows: many.slice(0, 25), count: 30, all: 30, pages: 2 } } });
    expect(wordsOf(shown)).toContain('25 trong 30 dòng báo cáo');
    expect(shown).toContain('href="/reports/monthly/summary?month=2026-12&amp;page=2#lines"');
    expect(shown).toContain('href="/reports/monthly/summary/file?month=2026-12&amp;list=lines&amp;format=xlsx"');
  });

  it('is a page and two documents', async () => {
    await using world = await reportWorld();
    await twoSent(world);
    const shown = drawPage(summaryPage.default, { data: (await world.ask(summaryPage.loader, world.standing, {}, undefined, '/reports/monthly/summary?month=2026-12')).body });
    expect(wordsOf(shown)).toContain('2 trong 2 đơn vị đã gửi');
    expect(wordsOf(shown)).toContain('240 người (2 đơn vị)');
    for (const [route, mark] of [[summaryDocx, 'PK'], [summaryPdf, '%PDF-']] as const) {
      const answer = await world.take(route.loader, world.standing, {}, {}, '/reports/monthly/summary?month=2026-12');
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, mark.length)).toBe(mark);
      expect(answer.headers.get('content-disposition')).toContain('tong-hop');
    }
  });
});

describe('the wall picture', () => {
  it('shows the models of the last twelve months with signs and words', async () => {
    await using world = await reportWorld();
    await twoSent(world);
    const wall = await readWall(world.db, world.standing, '2026-12', asked(world));
    expect([wall.months[0], wall.months.at(-1), wall.rows.length]).toEqual(['2026-01', '2026-12', 43]);
    expect(wall.rows[27]?.cells.at(-1)).toEqual({ month: '2026-12', status: 'IN_PROGRESS', units: 2, blocked: 0 });
    const shown = drawPage(wallPage.default, { data: (await world.ask(wallPage.loader, world.leader, {}, undefined, '/reports/monthly/wall?month=2026-12')).body });
    expect((await readWall(world.db, world.leader, '2026-12', asked(world))).rows.map(({ number }) => number)).toEqual([27, 28, 41]);
    expect(wordsOf(shown)).toContain('Đang triển khai, 1 đơn vị');
    expect(wordsOf(shown)).toContain('Tháng 12/2026: 3 mô hình đang triển khai');
    expect((await world.ask(wallPage.loader, world.reader)).status).toBe(403);
  });

  it('says plainly when nothing was sent', async () => {
    await using world = await reportWorld();
    expect(wordsOf(drawPage(wallPage.default, { data: (await world.ask(wallPage.loader, world.standing)).body }))).toContain('Chưa có báo cáo nào được gửi');
  });
});

describe('a report as a file', () => {
  it('is a draft until it was approved, and is what was approved afterwards', async () => {
    await using world = await reportWorld();
    await world.fill();
    for (const [route, mark] of [[docx, 'PK'], [pdf, '%PDF-']] as const) {
      const answer = await world.take(route.loader, world.leader, { report: world.id });
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, mark.length)).toBe(mark);
      expect(answer.headers.get('content-disposition')).toContain('bao-cao-thang-2026-12-ubnd-phuong-hoa-lu');
      expect((await world.ask(route.loader, world.foreignLeader, { report: world.id })).status).toBe(404);
      expect((await world.ask(route.loader, world.reader, { report: world.id })).status).toBe(403);
    }
  });

  it('has no rows in its list that a page would not have', async () => {
    await using world = await reportWorld();
    const rows = rowsOf(drawPage(monthlyPage.default, { data: (await world.ask(monthlyPage.loader, world.leader, {}, undefined, '/reports/monthly?month=2026-12')).body }));
    expect(rows.map((row) => row[0])).toEqual(['UBND phường Hoa Lư']);
  });
});
