import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aLine, fillReport, reportWorld, type ReportWorld } from '../../../tests/world/monthly-reports.ts';
import { csvRows, exportsOf, xlsxRows } from '../../../tests/world/sheets.ts';
import type { Actor } from '../../people/actor.ts';
import * as register from '../routes/models-file.ts';
import * as modelsPage from '../routes/models.tsx';
import * as desk from '../routes/monthly-desk-file.ts';
import * as summary from '../routes/monthly-summary-file.ts';
import * as deskPage from '../routes/monthly.tsx';
import { exportDesk, exportRegister, exportSummary } from './export-monthly.server.ts';
import { startReport } from './start-report.server.ts';
import { saveLine } from './write-report.server.ts';

let w: ReportWorld;
beforeEach(async () => {
  w = await reportWorld();
  await w.assign(w.units.other, 28);
});
afterEach(() => w[Symbol.asyncDispose]());

const take = (route: { loader: unknown }, as: Actor, path: string) => w.take(route.loader, as, {}, {}, path);

/** The ward has sent its December; its line of model 28 says what is given. */
async function sent(line = aLine) {
  await fillReport(w, w.id);
  const { revision } = await w.db.selectFrom('monthly_report_line').select('revision').where('report_id', '=', w.id).where('model_number', '=', 28).executeTakeFirstOrThrow();
  const saved = await saveLine(w.ports, w.focal, w.id, { model: 28, revision, fields: line });
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  await w.walk('HAND_IN', 'SUBMIT');
}

describe('the list of a month as a file', () => {
  it('holds the units of the page in its order, moments as moments and counts as numbers', async () => {
    await sent();
    const [heads, ...rows] = await xlsxRows(await take(desk, w.standing, '/reports/monthly/file?month=2026-12'));
    expect(heads).toEqual(['Đơn vị', 'Trạng thái', 'Thời hạn', 'Hạn gửi', 'Gửi lần đầu', 'Số mô hình', 'Đầu mối']);
    // A workbook counts days; the last second comes back as a thousandth less.
    const whole = (cell: unknown) => (cell instanceof Date ? new Date(Math.round(cell.getTime() / 1_000) * 1_000) : cell);
    expect(rows.map((row) => row.map(whole))).toEqual([
      ['UBND phường Hoa Lư', 'Đã gửi', 'Đúng hạn', new Date('2026-12-14T23:59:59Z'), new Date('2026-11-23T08:00:00Z'), 3, 'Đã có'],
      ['UBND xã Gia Viễn', 'Chưa lập', 'Chưa đến hạn', new Date('2026-12-14T23:59:59Z'), null, 1, 'Đã có'],
    ]);
  });

  it('is narrowed as the page is, ends at one’s own units, and leads back to the same address', async () => {
    const names = async (as: Actor, query: string) => (await xlsxRows(await take(desk, as, `/reports/monthly/file?month=2026-12${query}`))).slice(1).map(([name]) => name);
    expect(await names(w.standing, '&state=NONE')).toEqual(['UBND xã Gia Viễn']);
    expect(await names(w.standing, '&q=hoa+lu')).toEqual(['UBND phường Hoa Lư']);
    expect(await names(w.leader, '')).toEqual(['UBND phường Hoa Lư']);
    const page = drawPage(deskPage.default, { data: (await w.ask(deskPage.loader, w.standing, {}, undefined, '/reports/monthly?month=2026-12&state=NONE&q=gia')).body });
    expect(page).toContain('href="/reports/monthly/file?month=2026-12&amp;state=NONE&amp;q=gia&amp;format=csv"');
  });

  it('is recorded before it leaves, and is for whoever sees the page', async () => {
    await take(desk, w.auditor, '/reports/monthly/file?month=2026-12&punctuality=NOT_YET&format=csv');
    expect(await exportsOf(w.db)).toEqual([{ by: w.auditor.id, list: 'monthly-desk', details: { rows: 2, format: 'csv', month: '2026-12', punctuality: 'NOT_YET' } }]);
    for (const route of [desk, summary, register]) expect((await w.ask(route.loader, w.reader)).status).toBe(403);
    const wish = { locale: 'vi', format: 'xlsx' } as const;
    for (const refused of [exportDesk(w.ports, w.reader, { month: '2026-12', q: '', state: undefined, punctuality: undefined }, wish), exportSummary(w.ports, w.reader, { list: 'models' }, wish), exportRegister(w.ports, w.reader, wish)]) await expect(refused).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await exportsOf(w.db)).toHaveLength(1);
  });
});

describe('the consolidation as a file', () => {
  it('by model has every status in a column of its own, and the quantities in words by measure', async () => {
    await sent({ ...aLine, status: 'BLOCKED', quantity: 1_250.125, measure: 'người' });
    const [heads, ...rows] = await xlsxRows(await take(summary, w.standing, '/reports/monthly/summary/file?month=2026-12'));
    expect(heads?.slice(0, 11)).toEqual(['Số mô hình', 'Mô hình', 'Nhóm', 'Phải báo cáo', 'Đã gửi', 'Chưa triển khai', 'Đang triển khai', 'Đã hoàn thành', 'Duy trì thường xuyên', 'Đang vướng mắc', 'Đã dừng']);
    const of28 = rows.find(([number]) => number === 28);
    expect(of28?.slice(3, 12)).toEqual([2, 1, 0, 0, 0, 0, 1, 0, '1.250,125 người (1 đơn vị)']);
    expect(rows.map(([number]) => number)).toEqual([27, 28, 41]);
  });

  it('by unit counts what is late, and line by line holds numbers with all their decimals', async () => {
    await sent({ ...aLine, quantity: 0.125, target: 12_000, measure: '=SUM(A1)', evidence: '+84 theo công văn', difficulties: 'Hai\ndòng', tasks: '@việc' });
    w.clock.set('2026-12-20T01:00:00.000Z');
    const branches = (await xlsxRows(await take(summary, w.standing, '/reports/monthly/summary/file?month=2026-12&list=branches'))).slice(1);
    expect(branches.map((row) => row.slice(0, 4))).toEqual([['UBND phường Hoa Lư', 1, 1, 0], ['UBND xã Gia Viễn', 1, 0, 1]]);
    const line = (await xlsxRows(await take(summary, w.standing, '/reports/monthly/summary/file?month=2026-12&list=lines'))).find(([, number]) => number === 28);
    expect(line?.slice(3)).toEqual(['Đang triển khai', 0.125, 12_000, '=SUM(A1)', '+84 theo công văn', null, 'Hai\ndòng', '@việc']);
    const csv = (await csvRows(await take(summary, w.standing, '/reports/monthly/summary/file?month=2026-12&list=lines&format=csv'))).find(([, number]) => number === '28');
    expect(csv?.slice(3)).toEqual(['Đang triển khai', '0,125', '12000', "'=SUM(A1)", "'+84 theo công văn", '', 'Hai\ndòng', "'@việc"]);
  });

  it('is recorded with its unit, and does not reach beyond the reader’s own', async () => {
    await sent();
    await take(summary, w.leader, `/reports/monthly/summary/file?month=2026-12&list=lines&unit=${w.units.ward}`);
    expect(await exportsOf(w.db)).toEqual([{ by: w.leader.id, list: 'monthly-lines', details: { rows: 3, format: 'xlsx', month: '2026-12', unitId: w.units.ward } }]);
    expect((await w.ask(summary.loader, w.foreignLeader, {}, undefined, `/reports/monthly/summary/file?unit=${w.units.ward}`)).status).toBe(404);
    expect((await xlsxRows(await take(summary, w.foreignLeader, '/reports/monthly/summary/file?month=2026-12&list=lines'))).slice(1)).toEqual([]);
    // What is no table of ours is the first of them.
    expect((await xlsxRows(await take(summary, w.leader, '/reports/monthly/summary/file?month=2026-12&list=__proto__')))[0]?.[0]).toBe('Số mô hình');
  });
});

describe('the register as a file', () => {
  it('has a row for each unit that carries a model, and one for each model that nobody carries', async () => {
    await startReport(w.ports, w.foreignFocal, { unit: w.units.other, month: '2026-12' });
    const [heads, ...rows] = await xlsxRows(await take(register, w.auditor, '/reports/models/file'));
    expect(heads).toEqual(['Số mô hình', 'Mô hình', 'Nhóm', 'Chủ trì theo kế hoạch', 'Thời hạn trong kế hoạch', 'Đơn vị đang thực hiện', 'Vai trò', 'Từ ngày', 'Ghi chú']);
    expect(new Set(rows.map(([number]) => number)).size).toBe(43);
    expect(rows.filter(([number]) => number === 28).map((row) => row.slice(5, 8))).toEqual([['UBND phường Hoa Lư', 'Lực lượng triển khai', new Date('2026-01-01')], ['UBND xã Gia Viễn', 'Lực lượng triển khai', new Date('2026-01-01')]]);
    expect(rows.filter(([number]) => number === 1).map((row) => row.slice(5, 8))).toEqual([['Chưa ghi đơn vị nào', null, null]]);
    expect(await exportsOf(w.db)).toEqual([{ by: w.auditor.id, list: 'models', details: { rows: rows.length, format: 'xlsx' } }]);
    const page = drawPage(modelsPage.default, { data: (await w.ask(modelsPage.loader, w.auditor, {}, undefined, '/reports/models')).body });
    // Every name of the file stands on the page.
    for (const [number, name] of rows) expect(wordsOf(page)).toContain(`${String(number)}. ${String(name)}`);
    expect(page).toContain('href="/reports/models/file?format=xlsx"');
  });
});
